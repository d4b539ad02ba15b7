CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%% only grows', TG_TABLE_NAME; END $$;

CREATE TABLE store_mark (
  id INTEGER NOT NULL,
  store UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  demo BOOLEAN NOT NULL,
  CONSTRAINT pk_store_mark PRIMARY KEY (id),
  CONSTRAINT ck_store_mark_one CHECK (id = 1)
);

COMMENT ON TABLE store_mark IS 'what this store is';

COMMENT ON COLUMN store_mark.id IS 'always 1';

COMMENT ON COLUMN store_mark.store IS 'the store''s id';

COMMENT ON COLUMN store_mark.created_at IS 'when it was made';

COMMENT ON COLUMN store_mark.demo IS 'a demonstration: no real children';

CREATE TABLE staff (
  id UUID NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  role TEXT NOT NULL,
  post TEXT NOT NULL,
  bleep TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  CONSTRAINT pk_staff PRIMARY KEY (id),
  CONSTRAINT ck_staff_role CHECK (role IN ('triage_nurse', 'clinician', 'safeguarding_nurse', 'administrator', 'auditor')),
  CONSTRAINT uq_staff_login UNIQUE (login)
);

COMMENT ON TABLE staff IS 'the people who work here';

COMMENT ON COLUMN staff.id IS 'our own id';

COMMENT ON COLUMN staff.login IS 'what they type, lower case';

COMMENT ON COLUMN staff.name IS 'as printed';

COMMENT ON COLUMN staff.initials IS 'beside a read mark';

COMMENT ON COLUMN staff.role IS 'what they may do';

COMMENT ON COLUMN staff.post IS 'job title';

COMMENT ON COLUMN staff.bleep IS 'bleep or extension';

COMMENT ON COLUMN staff.active IS 'whether they may sign in';

CREATE TABLE sign_in_attempt (
  login TEXT NOT NULL,
  failed INTEGER NOT NULL,
  last_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_sign_in_attempt PRIMARY KEY (login)
);

COMMENT ON TABLE sign_in_attempt IS 'wrong passwords, so that the growing delay outlives a restart';

COMMENT ON COLUMN sign_in_attempt.login IS 'as typed, lower case';

COMMENT ON COLUMN sign_in_attempt.failed IS 'wrong passwords in a row';

COMMENT ON COLUMN sign_in_attempt.last_at IS 'the last of them';

CREATE TABLE setting (
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (key)
);

COMMENT ON TABLE setting IS 'what the hospital has chosen';

COMMENT ON COLUMN setting.key IS 'which';

COMMENT ON COLUMN setting.body IS 'its value, as JSON';

COMMENT ON COLUMN setting.changed_at IS 'when last changed';

COMMENT ON COLUMN setting.changed_by IS 'who changed it, as printed';

CREATE TABLE feed (
  feed TEXT NOT NULL,
  name TEXT NOT NULL,
  expected_every INTEGER NOT NULL,
  last_at TIMESTAMP WITH TIME ZONE,
  received INTEGER NOT NULL,
  applied INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  CONSTRAINT pk_feed PRIMARY KEY (feed)
);

COMMENT ON TABLE feed IS 'each feed and how many messages it has sent';

COMMENT ON COLUMN feed.feed IS 'short name';

COMMENT ON COLUMN feed.name IS 'as shown';

COMMENT ON COLUMN feed.expected_every IS 'how long silence is normal, seconds';

COMMENT ON COLUMN feed.last_at IS 'when it last spoke';

COMMENT ON COLUMN feed.received IS 'messages received';

COMMENT ON COLUMN feed.applied IS 'messages applied';

COMMENT ON COLUMN feed.duplicate IS 'messages duplicate';

COMMENT ON COLUMN feed.quarantined IS 'messages quarantined';

COMMENT ON COLUMN feed.stored IS 'messages stored';

CREATE TABLE feed_fact (
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_feed_fact PRIMARY KEY (subject)
);

COMMENT ON TABLE feed_fact IS 'what feeds have said of a person or a visit, so that the order of messages does not matter';

COMMENT ON COLUMN feed_fact.subject IS 'person:ID, visit:FEED|NUMBER';

COMMENT ON COLUMN feed_fact.body IS 'each field with the moment it was true, as JSON';

CREATE TABLE audit (
  sequence INTEGER NOT NULL,
  body BYTEA NOT NULL,
  digest BYTEA NOT NULL,
  person_id UUID,
  subject_id UUID,
  CONSTRAINT pk_audit PRIMARY KEY (sequence)
);

CREATE INDEX ix_audit_person_id ON audit (person_id, sequence);

CREATE INDEX ix_audit_subject_id ON audit (subject_id, sequence);

COMMENT ON TABLE audit IS 'who did what, when; only grows';

COMMENT ON COLUMN audit.sequence IS 'number of the line, without gaps';

COMMENT ON COLUMN audit.body IS 'the line in its canonical form';

COMMENT ON COLUMN audit.digest IS 'keyed digest over the line and the one before';

COMMENT ON COLUMN audit.person_id IS 'whose record; the line says it too';

COMMENT ON COLUMN audit.subject_id IS 'what it was done to; the line says it too';

CREATE TRIGGER audit_kept BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER audit_whole BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER audit_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE audit_head (
  id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  digest BYTEA NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_audit_head PRIMARY KEY (id),
  CONSTRAINT ck_audit_head_one CHECK (id = 1)
);

COMMENT ON TABLE audit_head IS 'where the audit trail ends';

COMMENT ON COLUMN audit_head.id IS 'always 1';

COMMENT ON COLUMN audit_head.sequence IS 'number of the last line';

COMMENT ON COLUMN audit_head.digest IS 'digest of the last line';

COMMENT ON COLUMN audit_head.at IS 'moment of the last line';

CREATE TABLE person (
  id UUID NOT NULL,
  root_id UUID NOT NULL,
  merged_into UUID,
  birth_on DATE,
  birth_quality TEXT NOT NULL,
  birth_raw TEXT NOT NULL,
  sex TEXT NOT NULL,
  nhs_number TEXT,
  nhs_status TEXT NOT NULL,
  gp_practice TEXT NOT NULL,
  school TEXT NOT NULL,
  mother_name TEXT NOT NULL,
  mother_id UUID,
  allergies TEXT NOT NULL,
  language TEXT NOT NULL,
  ethnicity TEXT NOT NULL,
  identity_unknown BOOLEAN NOT NULL,
  shield_location BOOLEAN NOT NULL,
  multiple_birth BOOLEAN,
  died_on DATE,
  family_key TEXT COLLATE "C" NOT NULL,
  given_key TEXT COLLATE "C" NOT NULL,
  version INTEGER NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT pk_person PRIMARY KEY (id),
  CONSTRAINT ck_person_birth_quality CHECK (birth_quality IN ('exact', 'estimated', 'placeholder', 'impossible', 'not_given')),
  CONSTRAINT ck_person_sex CHECK (sex IN ('Female', 'Male', 'Not specified', 'Not known')),
  CONSTRAINT ck_person_nhs_status CHECK (nhs_status IN ('01', '02', '03', '04', '05', '06', '07', '08', '')),
  CONSTRAINT ck_person_birth CHECK ((birth_on IS NULL) = (birth_quality IN ('impossible', 'not_given')))
);

CREATE INDEX ix_person_birth_on ON person (birth_on);

CREATE INDEX ix_person_merged_into ON person (merged_into);

CREATE INDEX ix_person_mother_id ON person (mother_id);

CREATE INDEX ix_person_nhs_number ON person (nhs_number, root_id);

CREATE INDEX ix_person_root_id ON person (root_id, id);

COMMENT ON TABLE person IS 'a child or an adult this hospital has a record of';

COMMENT ON COLUMN person.id IS 'our own id';

COMMENT ON COLUMN person.root_id IS 'the surviving record; its own id while not merged';

COMMENT ON COLUMN person.merged_into IS 'the record this was merged into';

COMMENT ON COLUMN person.birth_on IS 'date of birth';

COMMENT ON COLUMN person.birth_quality IS 'how far the date can be trusted';

COMMENT ON COLUMN person.birth_raw IS 'what was received when it could not be read';

COMMENT ON COLUMN person.sex IS 'administrative gender';

COMMENT ON COLUMN person.nhs_number IS 'ten digits';

COMMENT ON COLUMN person.nhs_status IS 'how far the number is verified';

COMMENT ON COLUMN person.gp_practice IS 'name of the practice';

COMMENT ON COLUMN person.school IS 'school or nursery';

COMMENT ON COLUMN person.mother_name IS 'mother''s name as last received';

COMMENT ON COLUMN person.mother_id IS 'the mother''s record';

COMMENT ON COLUMN person.allergies IS 'as received; empty means not recorded';

COMMENT ON COLUMN person.language IS 'first language';

COMMENT ON COLUMN person.ethnicity IS 'as received';

COMMENT ON COLUMN person.identity_unknown IS 'nobody knows yet who this is';

COMMENT ON COLUMN person.shield_location IS 'whereabouts are hidden';

COMMENT ON COLUMN person.multiple_birth IS 'twin or more; empty where not known';

COMMENT ON COLUMN person.died_on IS 'date of death';

COMMENT ON COLUMN person.family_key IS 'shown family name, folded, for order';

COMMENT ON COLUMN person.given_key IS 'shown given name, folded, for order';

COMMENT ON COLUMN person.version IS 'grows with each change';

COMMENT ON COLUMN person.changed_at IS 'when last changed';

COMMENT ON COLUMN person.changed_by IS 'who changed it, as printed';

CREATE TABLE occurrence (
  kind TEXT NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  people INTEGER NOT NULL,
  CONSTRAINT pk_occurrence PRIMARY KEY (kind, value)
);

COMMENT ON TABLE occurrence IS 'how common names, homes and telephones are, for weighing a likeness';

COMMENT ON COLUMN occurrence.kind IS 'family, given, phone, home, ...';

COMMENT ON COLUMN occurrence.value IS 'made comparable';

COMMENT ON COLUMN occurrence.people IS 'how many people have it';

CREATE TABLE referral_number (
  prefix TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  CONSTRAINT pk_referral_number PRIMARY KEY (prefix, year)
);

COMMENT ON TABLE referral_number IS 'the last reference given in a year';

COMMENT ON COLUMN referral_number.prefix IS 'the hospital''s letters';

COMMENT ON COLUMN referral_number.year IS 'the year';

COMMENT ON COLUMN referral_number.last IS 'the last number given';

CREATE TABLE council (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  day_phone TEXT NOT NULL,
  night_phone TEXT NOT NULL,
  day_hours TEXT NOT NULL,
  list_limit INTEGER NOT NULL,
  duty_team TEXT NOT NULL,
  front_door TEXT NOT NULL,
  profile TEXT,
  CONSTRAINT pk_council PRIMARY KEY (code)
);

COMMENT ON TABLE council IS 'a council and whom to ring';

COMMENT ON COLUMN council.code IS 'short code';

COMMENT ON COLUMN council.name IS 'as printed';

COMMENT ON COLUMN council.day_phone IS 'weekday number';

COMMENT ON COLUMN council.night_phone IS 'emergency duty team';

COMMENT ON COLUMN council.day_hours IS 'when the weekday number answers';

COMMENT ON COLUMN council.list_limit IS 'how old a list may be, seconds';

COMMENT ON COLUMN council.duty_team IS 'out-of-hours team';

COMMENT ON COLUMN council.front_door IS 'weekday team';

COMMENT ON COLUMN council.profile IS 'how it lays its list out, as JSON';

CREATE TABLE staff_secret (
  staff_id UUID NOT NULL,
  hash TEXT NOT NULL,
  set_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_staff_secret PRIMARY KEY (staff_id),
  CONSTRAINT fk_staff_secret_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);

COMMENT ON TABLE staff_secret IS 'what is kept of passwords';

COMMENT ON COLUMN staff_secret.staff_id IS 'whose';

COMMENT ON COLUMN staff_secret.hash IS 'argon2id';

COMMENT ON COLUMN staff_secret.set_at IS 'when';

CREATE TABLE message (
  sequence SERIAL NOT NULL,
  id UUID NOT NULL,
  feed TEXT NOT NULL,
  peer TEXT NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  sha256 TEXT NOT NULL,
  body BYTEA NOT NULL,
  duplicate_of UUID,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  todo TEXT NOT NULL,
  settled_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_message PRIMARY KEY (sequence),
  CONSTRAINT ck_message_state CHECK (state IN ('pending', 'applied', 'duplicate', 'quarantined', 'stored')),
  CONSTRAINT uq_message_id UNIQUE (id),
  CONSTRAINT fk_message_feed FOREIGN KEY(feed) REFERENCES feed (feed)
);

CREATE INDEX ix_message_sha256 ON message (sha256, feed);

CREATE INDEX ix_message_state ON message (state, sequence);

COMMENT ON TABLE message IS 'every message, as it came off the wire';

COMMENT ON COLUMN message.sequence IS 'order of receipt';

COMMENT ON COLUMN message.id IS 'our own id';

COMMENT ON COLUMN message.feed IS 'which feed';

COMMENT ON COLUMN message.peer IS 'where it came from';

COMMENT ON COLUMN message.received_at IS 'when';

COMMENT ON COLUMN message.sha256 IS 'of the bytes';

COMMENT ON COLUMN message.body IS 'the bytes; empty for a duplicate';

COMMENT ON COLUMN message.duplicate_of IS 'the message that came first';

COMMENT ON COLUMN message.state IS 'what became of it';

COMMENT ON COLUMN message.reason IS 'why it could not be applied';

COMMENT ON COLUMN message.todo IS 'what to do about it';

COMMENT ON COLUMN message.settled_at IS 'when its state was last set';

CREATE TRIGGER message_kept BEFORE UPDATE OF sequence, id, feed, peer, received_at, sha256, body, duplicate_of ON message FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER message_whole BEFORE DELETE ON message FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER message_emptied BEFORE TRUNCATE ON message FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE person_history (
  person_id UUID NOT NULL,
  version INTEGER NOT NULL,
  replaced_at TIMESTAMP WITH TIME ZONE NOT NULL,
  replaced_by TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_person_history PRIMARY KEY (person_id, version),
  CONSTRAINT fk_person_history_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

COMMENT ON TABLE person_history IS 'every earlier version of a person; only grows';

COMMENT ON COLUMN person_history.person_id IS 'whose';

COMMENT ON COLUMN person_history.version IS 'which version this was';

COMMENT ON COLUMN person_history.replaced_at IS 'until when it stood';

COMMENT ON COLUMN person_history.replaced_by IS 'who changed it, as printed';

COMMENT ON COLUMN person_history.body IS 'the person as they stood then';

COMMENT ON COLUMN person_history.seal IS 'keyed digest of the row';

CREATE TRIGGER person_history_kept BEFORE UPDATE ON person_history FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER person_history_whole BEFORE DELETE ON person_history FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER person_history_emptied BEFORE TRUNCATE ON person_history FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE person_name (
  id SERIAL NOT NULL,
  person_id UUID NOT NULL,
  place INTEGER NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  title TEXT NOT NULL,
  use TEXT NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_person_name PRIMARY KEY (id),
  CONSTRAINT ck_person_name_use CHECK (use IN ('current', 'alias', 'preferred', 'birth', 'maiden', 'previous')),
  CONSTRAINT fk_person_name_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_person_name_person_id ON person_name (person_id, until, place);

COMMENT ON TABLE person_name IS 'every name ever given for a person';

COMMENT ON COLUMN person_name.id IS 'row';

COMMENT ON COLUMN person_name.person_id IS 'whose';

COMMENT ON COLUMN person_name.place IS 'order among the names now held';

COMMENT ON COLUMN person_name.family IS 'family name as given';

COMMENT ON COLUMN person_name.given IS 'given names as given';

COMMENT ON COLUMN person_name.title IS 'title';

COMMENT ON COLUMN person_name.use IS 'what it is used for';

COMMENT ON COLUMN person_name.since IS 'when we first held it';

COMMENT ON COLUMN person_name.until IS 'when it was replaced; empty while held';

CREATE TABLE person_address (
  id SERIAL NOT NULL,
  person_id UUID NOT NULL,
  place INTEGER NOT NULL,
  lines TEXT NOT NULL,
  postcode TEXT NOT NULL,
  postcode_key TEXT COLLATE "C" NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_person_address PRIMARY KEY (id),
  CONSTRAINT fk_person_address_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_person_address_person_id ON person_address (person_id, until, place);

CREATE INDEX ix_person_address_postcode_key ON person_address (postcode_key, person_id);

COMMENT ON TABLE person_address IS 'every address ever given for a person';

COMMENT ON COLUMN person_address.id IS 'row';

COMMENT ON COLUMN person_address.person_id IS 'whose';

COMMENT ON COLUMN person_address.place IS 'order among the addresses now held';

COMMENT ON COLUMN person_address.lines IS 'lines, as JSON';

COMMENT ON COLUMN person_address.postcode IS 'as given';

COMMENT ON COLUMN person_address.postcode_key IS 'without blanks, upper case';

COMMENT ON COLUMN person_address.since IS 'when we first held it';

COMMENT ON COLUMN person_address.until IS 'when it was replaced; empty while held';

CREATE TABLE person_phone (
  id SERIAL NOT NULL,
  person_id UUID NOT NULL,
  place INTEGER NOT NULL,
  number TEXT NOT NULL,
  digits TEXT COLLATE "C" NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_person_phone PRIMARY KEY (id),
  CONSTRAINT fk_person_phone_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_person_phone_digits ON person_phone (digits, person_id);

CREATE INDEX ix_person_phone_person_id ON person_phone (person_id, until, place);

COMMENT ON TABLE person_phone IS 'every telephone number ever given for a person';

COMMENT ON COLUMN person_phone.id IS 'row';

COMMENT ON COLUMN person_phone.person_id IS 'whose';

COMMENT ON COLUMN person_phone.place IS 'order among the numbers now held';

COMMENT ON COLUMN person_phone.number IS 'as given';

COMMENT ON COLUMN person_phone.digits IS 'national digits';

COMMENT ON COLUMN person_phone.since IS 'when we first held it';

COMMENT ON COLUMN person_phone.until IS 'when it was replaced; empty while held';

CREATE TABLE person_number (
  id SERIAL NOT NULL,
  person_id UUID NOT NULL,
  place INTEGER NOT NULL,
  authority TEXT NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_person_number PRIMARY KEY (id),
  CONSTRAINT fk_person_number_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_person_number_person_id ON person_number (person_id, until, place);

CREATE INDEX ix_person_number_value ON person_number (value, authority, until, person_id);

COMMENT ON TABLE person_number IS 'every hospital number ever given for a person';

COMMENT ON COLUMN person_number.id IS 'row';

COMMENT ON COLUMN person_number.person_id IS 'whose';

COMMENT ON COLUMN person_number.place IS 'order among the numbers now held';

COMMENT ON COLUMN person_number.authority IS 'who gave it';

COMMENT ON COLUMN person_number.value IS 'the number';

COMMENT ON COLUMN person_number.since IS 'when we first held it';

COMMENT ON COLUMN person_number.until IS 'when it was replaced; empty while held';

CREATE TABLE person_key (
  key BIGINT NOT NULL,
  person_id UUID NOT NULL,
  CONSTRAINT pk_person_key PRIMARY KEY (key, person_id),
  CONSTRAINT fk_person_key_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_person_key_person_id ON person_key (person_id);

COMMENT ON TABLE person_key IS 'what a person is found by despite a typing error';

COMMENT ON COLUMN person_key.key IS 'blocking key';

COMMENT ON COLUMN person_key.person_id IS 'whom it finds';

CREATE TABLE name_token (
  token TEXT COLLATE "C" NOT NULL,
  person_id UUID NOT NULL,
  CONSTRAINT pk_name_token PRIMARY KEY (token, person_id),
  CONSTRAINT fk_name_token_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_name_token_person_id ON name_token (person_id);

COMMENT ON TABLE name_token IS 'every word of every name, for searching in any order';

COMMENT ON COLUMN name_token.token IS 'one word of a name, folded';

COMMENT ON COLUMN name_token.person_id IS 'whom it finds';

CREATE TABLE person_link (
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  kind TEXT NOT NULL,
  other_id UUID NOT NULL,
  provenance TEXT NOT NULL,
  since DATE,
  until DATE,
  note TEXT NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_person_link PRIMARY KEY (id),
  CONSTRAINT ck_person_link_kind CHECK (kind IN ('parent', 'step_parent', 'foster_carer', 'grandparent', 'sibling', 'half_sibling', 'step_sibling', 'twin', 'partner', 'ex_partner', 'relative', 'carer', 'lives_with', 'parental_responsibility', 'social_worker')),
  CONSTRAINT fk_person_link_person_id FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_person_link_other_id FOREIGN KEY(other_id) REFERENCES person (id)
);

CREATE INDEX ix_person_link_other_id ON person_link (other_id);

CREATE INDEX ix_person_link_person_id ON person_link (person_id);

COMMENT ON TABLE person_link IS 'how people are linked; the way back is derived';

COMMENT ON COLUMN person_link.id IS 'our own id';

COMMENT ON COLUMN person_link.person_id IS 'who';

COMMENT ON COLUMN person_link.kind IS 'is what';

COMMENT ON COLUMN person_link.other_id IS 'of whom';

COMMENT ON COLUMN person_link.provenance IS 'who said so, as JSON';

COMMENT ON COLUMN person_link.since IS 'first day';

COMMENT ON COLUMN person_link.until IS 'last day';

COMMENT ON COLUMN person_link.note IS 'anything else';

COMMENT ON COLUMN person_link.recorded_at IS 'when it was written down';

CREATE TABLE person_merge (
  id UUID NOT NULL,
  loser_id UUID NOT NULL,
  survivor_id UUID NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  made_by TEXT NOT NULL,
  undone_at TIMESTAMP WITH TIME ZONE,
  undone_by TEXT,
  CONSTRAINT pk_person_merge PRIMARY KEY (id),
  CONSTRAINT ck_person_merge_two CHECK (loser_id <> survivor_id),
  CONSTRAINT fk_person_merge_loser_id FOREIGN KEY(loser_id) REFERENCES person (id),
  CONSTRAINT fk_person_merge_survivor_id FOREIGN KEY(survivor_id) REFERENCES person (id)
);

CREATE INDEX ix_person_merge_loser_id ON person_merge (loser_id);

COMMENT ON TABLE person_merge IS 'records found to be one person; each can be undone';

COMMENT ON COLUMN person_merge.id IS 'our own id';

COMMENT ON COLUMN person_merge.loser_id IS 'the record given up';

COMMENT ON COLUMN person_merge.survivor_id IS 'the record that stands';

COMMENT ON COLUMN person_merge.made_at IS 'when';

COMMENT ON COLUMN person_merge.made_by IS 'who, as printed';

COMMENT ON COLUMN person_merge.undone_at IS 'when it was undone';

COMMENT ON COLUMN person_merge.undone_by IS 'who undid it, as printed';

CREATE TABLE photograph_file (
  photo_id UUID NOT NULL,
  kind TEXT NOT NULL,
  person_id UUID NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
  sealed BYTEA NOT NULL,
  CONSTRAINT pk_photograph_file PRIMARY KEY (photo_id, kind),
  CONSTRAINT ck_photograph_file_kind CHECK (kind IN ('original', 'preview', 'thumbnail')),
  CONSTRAINT fk_photograph_file_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

COMMENT ON TABLE photograph_file IS 'the bytes of photographs; only grows';

COMMENT ON COLUMN photograph_file.photo_id IS 'which photograph';

COMMENT ON COLUMN photograph_file.kind IS 'original, preview, thumbnail';

COMMENT ON COLUMN photograph_file.person_id IS 'whose, when stored';

COMMENT ON COLUMN photograph_file.sha256 IS 'of the bytes before sealing';

COMMENT ON COLUMN photograph_file.size IS 'bytes before sealing';

COMMENT ON COLUMN photograph_file.stored_at IS 'when';

COMMENT ON COLUMN photograph_file.sealed IS 'the bytes, encrypted';

CREATE TRIGGER photograph_file_kept BEFORE UPDATE ON photograph_file FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER photograph_file_whole BEFORE DELETE ON photograph_file FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER photograph_file_emptied BEFORE TRUNCATE ON photograph_file FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE register_entry (
  id UUID NOT NULL,
  council TEXT NOT NULL,
  row_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  birth_on DATE,
  birth_quality TEXT NOT NULL,
  birth_raw TEXT NOT NULL,
  expected_on DATE,
  sex TEXT NOT NULL,
  nhs_number TEXT,
  address TEXT,
  phone TEXT NOT NULL,
  mother_name TEXT NOT NULL,
  starts DATE,
  ends DATE,
  category TEXT NOT NULL,
  legal_status TEXT NOT NULL,
  social_worker TEXT NOT NULL,
  team TEXT NOT NULL,
  worker_phone TEXT NOT NULL,
  list_date DATE NOT NULL,
  person_id UUID,
  voided BOOLEAN NOT NULL,
  CONSTRAINT pk_register_entry PRIMARY KEY (id),
  CONSTRAINT ck_register_entry_kind CHECK (kind IN ('child_protection', 'looked_after', 'unborn')),
  CONSTRAINT ck_register_entry_birth_quality CHECK (birth_quality IN ('exact', 'estimated', 'placeholder', 'impossible', 'not_given')),
  CONSTRAINT ck_register_entry_sex CHECK (sex IN ('Female', 'Male', 'Not specified', 'Not known')),
  CONSTRAINT fk_register_entry_council FOREIGN KEY(council) REFERENCES council (code),
  CONSTRAINT fk_register_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_register_entry_council ON register_entry (council, kind, ends);

CREATE INDEX ix_register_entry_nhs_number ON register_entry (nhs_number);

CREATE INDEX ix_register_entry_person_id ON register_entry (person_id);

COMMENT ON TABLE register_entry IS 'one row of a council''s list, as last received';

COMMENT ON COLUMN register_entry.id IS 'our own id';

COMMENT ON COLUMN register_entry.council IS 'whose list';

COMMENT ON COLUMN register_entry.row_key IS 'the council''s own id for the row';

COMMENT ON COLUMN register_entry.kind IS 'plan, looked after, unborn';

COMMENT ON COLUMN register_entry.name IS 'child''s or mother''s name, as JSON';

COMMENT ON COLUMN register_entry.aliases IS 'other names, as JSON';

COMMENT ON COLUMN register_entry.birth_on IS 'date of birth';

COMMENT ON COLUMN register_entry.birth_quality IS 'how far the date can be trusted';

COMMENT ON COLUMN register_entry.birth_raw IS 'what could not be read';

COMMENT ON COLUMN register_entry.expected_on IS 'expected date of delivery';

COMMENT ON COLUMN register_entry.sex IS 'as listed';

COMMENT ON COLUMN register_entry.nhs_number IS 'ten digits';

COMMENT ON COLUMN register_entry.address IS 'as JSON';

COMMENT ON COLUMN register_entry.phone IS 'as listed';

COMMENT ON COLUMN register_entry.mother_name IS 'as listed';

COMMENT ON COLUMN register_entry.starts IS 'first day';

COMMENT ON COLUMN register_entry.ends IS 'last day; empty while it runs';

COMMENT ON COLUMN register_entry.category IS 'as listed';

COMMENT ON COLUMN register_entry.legal_status IS 'as listed';

COMMENT ON COLUMN register_entry.social_worker IS 'as listed';

COMMENT ON COLUMN register_entry.team IS 'as listed';

COMMENT ON COLUMN register_entry.worker_phone IS 'as listed';

COMMENT ON COLUMN register_entry.list_date IS 'the list it was last seen on';

COMMENT ON COLUMN register_entry.person_id IS 'the record it is matched to';

COMMENT ON COLUMN register_entry.voided IS 'listed by mistake, says the council';

CREATE TABLE register_import (
  id UUID NOT NULL,
  council TEXT NOT NULL,
  kind TEXT,
  list_date DATE NOT NULL,
  as_at TIMESTAMP WITH TIME ZONE NOT NULL,
  applied_at TIMESTAMP WITH TIME ZONE NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_register_import PRIMARY KEY (id),
  CONSTRAINT fk_register_import_council FOREIGN KEY(council) REFERENCES council (code)
);

CREATE INDEX ix_register_import_council ON register_import (council, applied_at);

COMMENT ON TABLE register_import IS 'every list that was applied; only grows';

COMMENT ON COLUMN register_import.id IS 'our own id';

COMMENT ON COLUMN register_import.council IS 'whose list';

COMMENT ON COLUMN register_import.kind IS 'what every row was; empty where a column said it';

COMMENT ON COLUMN register_import.list_date IS 'the day it was made';

COMMENT ON COLUMN register_import.as_at IS 'when it was made';

COMMENT ON COLUMN register_import.applied_at IS 'when it was applied';

COMMENT ON COLUMN register_import.sha256 IS 'of the file';

COMMENT ON COLUMN register_import.body IS 'the import with its counts';

COMMENT ON COLUMN register_import.seal IS 'keyed digest of the row';

CREATE TRIGGER register_import_kept BEFORE UPDATE ON register_import FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER register_import_whole BEFORE DELETE ON register_import FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER register_import_emptied BEFORE TRUNCATE ON register_import FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE attendance (
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  arrived_at TIMESTAMP WITH TIME ZONE NOT NULL,
  complaint TEXT NOT NULL,
  location TEXT NOT NULL,
  site TEXT NOT NULL,
  feed TEXT NOT NULL,
  visit_number TEXT NOT NULL,
  booked_as TEXT NOT NULL,
  came_with TEXT NOT NULL,
  arrival_mode TEXT NOT NULL,
  state TEXT NOT NULL,
  disposition TEXT NOT NULL,
  departed_at TIMESTAMP WITH TIME ZONE,
  step TEXT NOT NULL,
  seen_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_by TEXT NOT NULL,
  child BOOLEAN NOT NULL,
  age INTEGER,
  alerts INTEGER NOT NULL,
  check_id INTEGER,
  review TEXT NOT NULL,
  search TEXT NOT NULL,
  CONSTRAINT pk_attendance PRIMARY KEY (id),
  CONSTRAINT ck_attendance_state CHECK (state IN ('here', 'admitted', 'departed', 'cancelled')),
  CONSTRAINT ck_attendance_disposition CHECK (disposition IN ('not_known', 'home', 'admitted', 'transferred', 'left_before_seen', 'refused_treatment', 'died')),
  CONSTRAINT ck_attendance_step CHECK (step IN ('not_started', 'questions', 'assessment', 'referred')),
  CONSTRAINT ck_attendance_review CHECK (review IN ('not_yet', 'reviewed', 'follow_up', 'escalated')),
  CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_attendance_log ON attendance (child, arrived_at, id, age, alerts, disposition, review);

CREATE INDEX ix_attendance_person_id ON attendance (person_id, arrived_at, id, state);

CREATE INDEX ix_attendance_state ON attendance (state, arrived_at);

CREATE INDEX ix_attendance_visit_number ON attendance (visit_number, feed);

COMMENT ON TABLE attendance IS 'one visit to A&E';

COMMENT ON COLUMN attendance.id IS 'our own id';

COMMENT ON COLUMN attendance.person_id IS 'whose visit, as booked';

COMMENT ON COLUMN attendance.arrived_at IS 'when they came';

COMMENT ON COLUMN attendance.complaint IS 'as booked';

COMMENT ON COLUMN attendance.location IS 'where in the department';

COMMENT ON COLUMN attendance.site IS 'hospital and department';

COMMENT ON COLUMN attendance.feed IS 'which feed brought it';

COMMENT ON COLUMN attendance.visit_number IS 'the feed''s own number';

COMMENT ON COLUMN attendance.booked_as IS 'the name at the desk where it differs';

COMMENT ON COLUMN attendance.came_with IS 'who brought the child, as told';

COMMENT ON COLUMN attendance.arrival_mode IS 'how they came';

COMMENT ON COLUMN attendance.state IS 'where it stands';

COMMENT ON COLUMN attendance.disposition IS 'how it ended';

COMMENT ON COLUMN attendance.departed_at IS 'when they left';

COMMENT ON COLUMN attendance.step IS 'how far the safeguarding work has come';

COMMENT ON COLUMN attendance.seen_by IS 'clinician, as printed';

COMMENT ON COLUMN attendance.version IS 'grows with each change';

COMMENT ON COLUMN attendance.changed_at IS 'when last changed';

COMMENT ON COLUMN attendance.changed_by IS 'who changed it, as printed';

COMMENT ON COLUMN attendance.child IS 'under 18 on arrival, or age not known';

COMMENT ON COLUMN attendance.age IS 'completed years on arrival; empty where not known';

COMMENT ON COLUMN attendance.alerts IS 'what the newest check found, a bit each';

COMMENT ON COLUMN attendance.check_id IS 'the newest check';

COMMENT ON COLUMN attendance.review IS 'where the review stands';

COMMENT ON COLUMN attendance.search IS 'names and complaint, folded, for the log''s text';

CREATE TABLE contact (
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  kind TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  until TIMESTAMP WITH TIME ZONE,
  words TEXT NOT NULL,
  provenance TEXT NOT NULL,
  site TEXT NOT NULL,
  detail TEXT NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_contact PRIMARY KEY (id),
  CONSTRAINT ck_contact_kind CHECK (kind IN ('birth', 'admission', 'outpatient', 'not_brought', 'gp', 'out_of_hours', 'health_visitor', 'midwife', 'antenatal', 'prescription', 'weight', 'moved_home')),
  CONSTRAINT fk_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_contact_person_id ON contact (person_id, at);

COMMENT ON TABLE contact IS 'contacts with other services; only grows';

COMMENT ON COLUMN contact.id IS 'our own id';

COMMENT ON COLUMN contact.person_id IS 'whose';

COMMENT ON COLUMN contact.kind IS 'what sort';

COMMENT ON COLUMN contact.at IS 'when';

COMMENT ON COLUMN contact.until IS 'end, for an admission';

COMMENT ON COLUMN contact.words IS 'as shown';

COMMENT ON COLUMN contact.provenance IS 'who said so, as JSON';

COMMENT ON COLUMN contact.site IS 'where';

COMMENT ON COLUMN contact.detail IS 'anything else';

COMMENT ON COLUMN contact.recorded_at IS 'when it was written down';

COMMENT ON COLUMN contact.seal IS 'keyed digest of the row';

CREATE TRIGGER contact_kept BEFORE UPDATE ON contact FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER contact_whole BEFORE DELETE ON contact FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER contact_emptied BEFORE TRUNCATE ON contact FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE entry (
  id UUID NOT NULL,
  version INTEGER NOT NULL,
  write_id UUID NOT NULL,
  kind TEXT NOT NULL,
  attendance_id UUID NOT NULL,
  person_id UUID NOT NULL,
  number INTEGER,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  written_at TIMESTAMP WITH TIME ZONE NOT NULL,
  by TEXT NOT NULL,
  by_initials TEXT NOT NULL,
  by_id UUID NOT NULL,
  reason TEXT NOT NULL,
  in_error BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_entry PRIMARY KEY (id, version),
  CONSTRAINT ck_entry_version CHECK (version >= 1),
  CONSTRAINT ck_entry_reason CHECK (version = 1 OR reason <> ''),
  CONSTRAINT uq_entry_write_id UNIQUE (write_id),
  CONSTRAINT fk_entry_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id),
  CONSTRAINT fk_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_entry_attendance_id ON entry (attendance_id, kind, id, version);

CREATE INDEX ix_entry_person_id ON entry (person_id, kind);

COMMENT ON TABLE entry IS 'the record: every version of everything written down; only grows';

COMMENT ON COLUMN entry.id IS 'the subject; the same for each version';

COMMENT ON COLUMN entry.version IS '1, 2, ...';

COMMENT ON COLUMN entry.write_id IS 'made by the client';

COMMENT ON COLUMN entry.kind IS 'answer, account, injury, ...';

COMMENT ON COLUMN entry.attendance_id IS 'in which visit';

COMMENT ON COLUMN entry.person_id IS 'whose record, when written';

COMMENT ON COLUMN entry.number IS 'as printed; never used twice in a visit';

COMMENT ON COLUMN entry.happened_at IS 'when it happened or was said';

COMMENT ON COLUMN entry.written_at IS 'when it was written down';

COMMENT ON COLUMN entry.by IS 'who wrote it, as printed';

COMMENT ON COLUMN entry.by_initials IS 'beside it';

COMMENT ON COLUMN entry.by_id IS 'who wrote it';

COMMENT ON COLUMN entry.reason IS 'why it was amended';

COMMENT ON COLUMN entry.in_error IS 'entered in error: hidden and kept';

COMMENT ON COLUMN entry.body IS 'what was written, as JSON';

COMMENT ON COLUMN entry.seal IS 'keyed digest of the row';

CREATE TRIGGER entry_kept BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER entry_whole BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER entry_emptied BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE draft (
  attendance_id UUID NOT NULL,
  place TEXT NOT NULL,
  by_id UUID NOT NULL,
  text TEXT NOT NULL,
  kept_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY (attendance_id, place, by_id),
  CONSTRAINT fk_draft_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
);

COMMENT ON TABLE draft IS 'words typed and not yet saved';

COMMENT ON COLUMN draft.attendance_id IS 'in which visit';

COMMENT ON COLUMN draft.place IS 'which field';

COMMENT ON COLUMN draft.by_id IS 'whose';

COMMENT ON COLUMN draft.text IS 'as typed';

COMMENT ON COLUMN draft.kept_at IS 'when';

CREATE TABLE referral (
  id UUID NOT NULL,
  reference TEXT NOT NULL,
  attendance_id UUID NOT NULL,
  person_id UUID NOT NULL,
  council TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE,
  due_words TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT pk_referral PRIMARY KEY (id),
  CONSTRAINT ck_referral_state CHECK (state IN ('drafted', 'signed', 'sent', 'received', 'decision', 'closed')),
  CONSTRAINT uq_referral_reference UNIQUE (reference),
  CONSTRAINT fk_referral_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id),
  CONSTRAINT fk_referral_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_referral_attendance_id ON referral (attendance_id);

CREATE INDEX ix_referral_person_id ON referral (person_id);

CREATE INDEX ix_referral_state ON referral (state, due_at);

COMMENT ON TABLE referral IS 'a referral and how far it has come';

COMMENT ON COLUMN referral.id IS 'our own id';

COMMENT ON COLUMN referral.reference IS 'as printed';

COMMENT ON COLUMN referral.attendance_id IS 'from which visit';

COMMENT ON COLUMN referral.person_id IS 'the child, when drafted';

COMMENT ON COLUMN referral.council IS 'whom it goes to';

COMMENT ON COLUMN referral.state IS 'how far it has come';

COMMENT ON COLUMN referral.due_at IS 'what is due next';

COMMENT ON COLUMN referral.due_words IS 'the same in words';

COMMENT ON COLUMN referral.version IS 'grows with each change';

COMMENT ON COLUMN referral.changed_at IS 'when last changed';

COMMENT ON COLUMN referral.changed_by IS 'who changed it, as printed';

CREATE TABLE register_history (
  id SERIAL NOT NULL,
  entry_id UUID NOT NULL,
  replaced_at TIMESTAMP WITH TIME ZONE NOT NULL,
  replaced_by TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_register_history PRIMARY KEY (id),
  CONSTRAINT fk_register_history_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
);

CREATE INDEX ix_register_history_entry_id ON register_history (entry_id, id);

COMMENT ON TABLE register_history IS 'every earlier state of a row; only grows';

COMMENT ON COLUMN register_history.id IS 'order';

COMMENT ON COLUMN register_history.entry_id IS 'which row';

COMMENT ON COLUMN register_history.replaced_at IS 'until when it stood';

COMMENT ON COLUMN register_history.replaced_by IS 'who changed it, as printed';

COMMENT ON COLUMN register_history.body IS 'the row as it stood';

COMMENT ON COLUMN register_history.seal IS 'keyed digest of the row';

CREATE TRIGGER register_history_kept BEFORE UPDATE ON register_history FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER register_history_whole BEFORE DELETE ON register_history FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER register_history_emptied BEFORE TRUNCATE ON register_history FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE register_key (
  key BIGINT NOT NULL,
  entry_id UUID NOT NULL,
  CONSTRAINT pk_register_key PRIMARY KEY (key, entry_id),
  CONSTRAINT fk_register_key_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
);

CREATE INDEX ix_register_key_entry_id ON register_key (entry_id);

COMMENT ON TABLE register_key IS 'what a listed child is found by despite a typing error';

COMMENT ON COLUMN register_key.key IS 'blocking key';

COMMENT ON COLUMN register_key.entry_id IS 'what it finds';

CREATE TABLE attendance_history (
  attendance_id UUID NOT NULL,
  version INTEGER NOT NULL,
  replaced_at TIMESTAMP WITH TIME ZONE NOT NULL,
  replaced_by TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_attendance_history PRIMARY KEY (attendance_id, version),
  CONSTRAINT fk_attendance_history_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
);

COMMENT ON TABLE attendance_history IS 'every earlier version of an attendance; only grows';

COMMENT ON COLUMN attendance_history.attendance_id IS 'whose';

COMMENT ON COLUMN attendance_history.version IS 'which version this was';

COMMENT ON COLUMN attendance_history.replaced_at IS 'until when it stood';

COMMENT ON COLUMN attendance_history.replaced_by IS 'who changed it, as printed';

COMMENT ON COLUMN attendance_history.body IS 'the attendance as it stood then';

COMMENT ON COLUMN attendance_history.seal IS 'keyed digest of the row';

CREATE TRIGGER attendance_history_kept BEFORE UPDATE ON attendance_history FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER attendance_history_whole BEFORE DELETE ON attendance_history FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER attendance_history_emptied BEFORE TRUNCATE ON attendance_history FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE protection_check (
  id SERIAL NOT NULL,
  attendance_id UUID NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  alerts INTEGER NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_protection_check PRIMARY KEY (id),
  CONSTRAINT fk_protection_check_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
);

CREATE INDEX ix_protection_check_attendance_id ON protection_check (attendance_id, id);

COMMENT ON TABLE protection_check IS 'every look at the councils'' lists; only grows';

COMMENT ON COLUMN protection_check.id IS 'order';

COMMENT ON COLUMN protection_check.attendance_id IS 'whose visit';

COMMENT ON COLUMN protection_check.at IS 'when the lists were looked at';

COMMENT ON COLUMN protection_check.alerts IS 'what was found, a bit each';

COMMENT ON COLUMN protection_check.body IS 'the check';

COMMENT ON COLUMN protection_check.seal IS 'keyed digest of the row';

CREATE TRIGGER protection_check_kept BEFORE UPDATE ON protection_check FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER protection_check_whole BEFORE DELETE ON protection_check FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER protection_check_emptied BEFORE TRUNCATE ON protection_check FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE match_decision (
  id SERIAL NOT NULL,
  person_id UUID NOT NULL,
  attendance_id UUID,
  entry_id UUID NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_match_decision PRIMARY KEY (id),
  CONSTRAINT ck_match_decision_decision CHECK (decision IN ('same', 'not_same', 'not_sure', 'settled')),
  CONSTRAINT fk_match_decision_person_id FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_match_decision_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id),
  CONSTRAINT fk_match_decision_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
);

CREATE INDEX ix_match_decision_person_id ON match_decision (person_id, id);

COMMENT ON TABLE match_decision IS 'what people said of possible matches; only grows';

COMMENT ON COLUMN match_decision.id IS 'order';

COMMENT ON COLUMN match_decision.person_id IS 'whose record';

COMMENT ON COLUMN match_decision.attendance_id IS 'in which visit';

COMMENT ON COLUMN match_decision.entry_id IS 'which listed child';

COMMENT ON COLUMN match_decision.decision IS 'same, not the same, not sure';

COMMENT ON COLUMN match_decision.reason IS 'in their words';

COMMENT ON COLUMN match_decision.by IS 'who, as printed';

COMMENT ON COLUMN match_decision.at IS 'when';

COMMENT ON COLUMN match_decision.seal IS 'keyed digest of the row';

CREATE TRIGGER match_decision_kept BEFORE UPDATE ON match_decision FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER match_decision_whole BEFORE DELETE ON match_decision FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER match_decision_emptied BEFORE TRUNCATE ON match_decision FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE acknowledgement (
  id SERIAL NOT NULL,
  write_id UUID NOT NULL,
  attendance_id UUID NOT NULL,
  entry_id UUID,
  digest TEXT NOT NULL,
  staff_id UUID NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_acknowledgement PRIMARY KEY (id),
  CONSTRAINT uq_acknowledgement_write_id UNIQUE (write_id),
  CONSTRAINT fk_acknowledgement_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
);

CREATE INDEX ix_acknowledgement_attendance_id ON acknowledgement (attendance_id, id);

COMMENT ON TABLE acknowledgement IS 'who read and understood which alert; only grows';

COMMENT ON COLUMN acknowledgement.id IS 'order';

COMMENT ON COLUMN acknowledgement.write_id IS 'made by the client';

COMMENT ON COLUMN acknowledgement.attendance_id IS 'whose visit';

COMMENT ON COLUMN acknowledgement.entry_id IS 'the listed child it is about';

COMMENT ON COLUMN acknowledgement.digest IS 'of the alert they read';

COMMENT ON COLUMN acknowledgement.staff_id IS 'who';

COMMENT ON COLUMN acknowledgement.body IS 'what they read and wrote';

COMMENT ON COLUMN acknowledgement.seal IS 'keyed digest of the row';

CREATE TRIGGER acknowledgement_kept BEFORE UPDATE ON acknowledgement FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER acknowledgement_whole BEFORE DELETE ON acknowledgement FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER acknowledgement_emptied BEFORE TRUNCATE ON acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE review (
  id SERIAL NOT NULL,
  write_id UUID NOT NULL,
  attendance_id UUID NOT NULL,
  review TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  by_initials TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_review PRIMARY KEY (id),
  CONSTRAINT ck_review_review CHECK (review IN ('not_yet', 'reviewed', 'follow_up', 'escalated')),
  CONSTRAINT uq_review_write_id UNIQUE (write_id),
  CONSTRAINT fk_review_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
);

CREATE INDEX ix_review_attendance_id ON review (attendance_id, id);

COMMENT ON TABLE review IS 'every review of an attendance; only grows';

COMMENT ON COLUMN review.id IS 'order';

COMMENT ON COLUMN review.write_id IS 'made by the client';

COMMENT ON COLUMN review.attendance_id IS 'whose visit';

COMMENT ON COLUMN review.review IS 'what was decided';

COMMENT ON COLUMN review.note IS 'in their words';

COMMENT ON COLUMN review.by IS 'who, as printed';

COMMENT ON COLUMN review.by_initials IS 'beside it';

COMMENT ON COLUMN review.at IS 'when';

COMMENT ON COLUMN review.seal IS 'keyed digest of the row';

CREATE TRIGGER review_kept BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER review_whole BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER review_emptied BEFORE TRUNCATE ON review FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE referral_step (
  referral_id UUID NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  by TEXT NOT NULL,
  words TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_referral_step PRIMARY KEY (referral_id, place),
  CONSTRAINT ck_referral_step_state CHECK (state IN ('drafted', 'signed', 'sent', 'received', 'decision', 'closed')),
  CONSTRAINT fk_referral_step_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
);

COMMENT ON TABLE referral_step IS 'every move of a referral; only grows';

COMMENT ON COLUMN referral_step.referral_id IS 'which referral';

COMMENT ON COLUMN referral_step.place IS 'order';

COMMENT ON COLUMN referral_step.state IS 'the state it reached';

COMMENT ON COLUMN referral_step.at IS 'when';

COMMENT ON COLUMN referral_step.by IS 'who recorded it, as printed';

COMMENT ON COLUMN referral_step.words IS 'how, to whom, what was said';

COMMENT ON COLUMN referral_step.seal IS 'keyed digest of the row';

CREATE TRIGGER referral_step_kept BEFORE UPDATE ON referral_step FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER referral_step_whole BEFORE DELETE ON referral_step FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER referral_step_emptied BEFORE TRUNCATE ON referral_step FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

CREATE TABLE referral_document (
  referral_id UUID NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
  sealed BYTEA NOT NULL,
  CONSTRAINT pk_referral_document PRIMARY KEY (referral_id, version, kind),
  CONSTRAINT ck_referral_document_kind CHECK (kind IN ('evidence', 'mail')),
  CONSTRAINT fk_referral_document_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
);

COMMENT ON TABLE referral_document IS 'every document made of a referral; only grows';

COMMENT ON COLUMN referral_document.referral_id IS 'which referral';

COMMENT ON COLUMN referral_document.version IS 'of the document';

COMMENT ON COLUMN referral_document.kind IS 'evidence or mail';

COMMENT ON COLUMN referral_document.sha256 IS 'of the bytes before sealing';

COMMENT ON COLUMN referral_document.size IS 'bytes before sealing';

COMMENT ON COLUMN referral_document.stored_at IS 'when';

COMMENT ON COLUMN referral_document.sealed IS 'the bytes, encrypted';

CREATE TRIGGER referral_document_kept BEFORE UPDATE ON referral_document FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER referral_document_whole BEFORE DELETE ON referral_document FOR EACH ROW EXECUTE FUNCTION only_grows();

CREATE TRIGGER referral_document_emptied BEFORE TRUNCATE ON referral_document FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
