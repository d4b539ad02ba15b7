CREATE TABLE store_mark (
  id INTEGER NOT NULL,
  store BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  demo INTEGER NOT NULL,
  CONSTRAINT pk_store_mark PRIMARY KEY (id),
  CONSTRAINT ck_store_mark_one CHECK (id = 1)
)
 STRICT;

CREATE TABLE staff (
  id BLOB NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  role TEXT NOT NULL,
  post TEXT NOT NULL,
  bleep TEXT NOT NULL,
  active INTEGER NOT NULL,
  CONSTRAINT pk_staff PRIMARY KEY (id),
  CONSTRAINT ck_staff_role CHECK (role IN ('triage_nurse', 'clinician', 'safeguarding_nurse', 'administrator', 'auditor')),
  CONSTRAINT uq_staff_login UNIQUE (login)
)
 STRICT;

CREATE TABLE sign_in_attempt (
  login TEXT NOT NULL,
  failed INTEGER NOT NULL,
  last_at INTEGER,
  CONSTRAINT pk_sign_in_attempt PRIMARY KEY (login)
)
 STRICT;

CREATE TABLE setting (
  "key" TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY ("key")
)
 STRICT;

CREATE TABLE feed (
  feed TEXT NOT NULL,
  name TEXT NOT NULL,
  expected_every INTEGER NOT NULL,
  last_at INTEGER,
  received INTEGER NOT NULL,
  applied INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  CONSTRAINT pk_feed PRIMARY KEY (feed)
)
 STRICT;

CREATE TABLE feed_fact (
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_feed_fact PRIMARY KEY (subject)
)
 STRICT;

CREATE TABLE audit (
  sequence INTEGER NOT NULL,
  body BLOB NOT NULL,
  digest BLOB NOT NULL,
  person_id BLOB,
  subject_id BLOB,
  CONSTRAINT pk_audit PRIMARY KEY (sequence)
)
 STRICT;

CREATE INDEX ix_audit_person_id ON audit (person_id, sequence);

CREATE INDEX ix_audit_subject_id ON audit (subject_id, sequence);

CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;

CREATE TRIGGER audit_whole BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;

CREATE TABLE audit_head (
  id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  digest BLOB NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT pk_audit_head PRIMARY KEY (id),
  CONSTRAINT ck_audit_head_one CHECK (id = 1)
)
 STRICT;

CREATE TABLE person (
  id BLOB NOT NULL,
  root_id BLOB NOT NULL,
  merged_into BLOB,
  birth_on TEXT,
  birth_quality TEXT NOT NULL,
  birth_raw TEXT NOT NULL,
  sex TEXT NOT NULL,
  nhs_number TEXT,
  nhs_status TEXT NOT NULL,
  gp_practice TEXT NOT NULL,
  school TEXT NOT NULL,
  mother_name TEXT NOT NULL,
  mother_id BLOB,
  allergies TEXT NOT NULL,
  language TEXT NOT NULL,
  ethnicity TEXT NOT NULL,
  identity_unknown INTEGER NOT NULL,
  shield_location INTEGER NOT NULL,
  multiple_birth INTEGER,
  died_on TEXT,
  family_key TEXT NOT NULL,
  given_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT pk_person PRIMARY KEY (id),
  CONSTRAINT ck_person_birth_quality CHECK (birth_quality IN ('exact', 'estimated', 'placeholder', 'impossible', 'not_given')),
  CONSTRAINT ck_person_sex CHECK (sex IN ('Female', 'Male', 'Not specified', 'Not known')),
  CONSTRAINT ck_person_nhs_status CHECK (nhs_status IN ('01', '02', '03', '04', '05', '06', '07', '08', '')),
  CONSTRAINT ck_person_birth CHECK ((birth_on IS NULL) = (birth_quality IN ('impossible', 'not_given')))
)
 STRICT;

CREATE INDEX ix_person_birth_on ON person (birth_on);

CREATE INDEX ix_person_merged_into ON person (merged_into);

CREATE INDEX ix_person_mother_id ON person (mother_id);

CREATE INDEX ix_person_nhs_number ON person (nhs_number, root_id);

CREATE INDEX ix_person_root_id ON person (root_id, id);

CREATE TABLE occurrence (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  people INTEGER NOT NULL,
  CONSTRAINT pk_occurrence PRIMARY KEY (kind, value)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE referral_number (
  prefix TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  CONSTRAINT pk_referral_number PRIMARY KEY (prefix, year)
)
 STRICT;

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
)
 STRICT;

CREATE TABLE staff_secret (
  staff_id BLOB NOT NULL,
  hash TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  CONSTRAINT pk_staff_secret PRIMARY KEY (staff_id),
  CONSTRAINT fk_staff_secret_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;

CREATE TABLE message (
  sequence INTEGER NOT NULL,
  id BLOB NOT NULL,
  feed TEXT NOT NULL,
  peer TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  body BLOB NOT NULL,
  duplicate_of BLOB,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  todo TEXT NOT NULL,
  settled_at INTEGER,
  CONSTRAINT pk_message PRIMARY KEY (sequence),
  CONSTRAINT ck_message_state CHECK (state IN ('pending', 'applied', 'duplicate', 'quarantined', 'stored')),
  CONSTRAINT uq_message_id UNIQUE (id),
  CONSTRAINT fk_message_feed FOREIGN KEY(feed) REFERENCES feed (feed)
)
 STRICT;

CREATE INDEX ix_message_sha256 ON message (sha256, feed);

CREATE INDEX ix_message_state ON message (state, sequence);

CREATE TRIGGER message_kept BEFORE UPDATE OF sequence, id, feed, peer, received_at, sha256, body, duplicate_of ON message BEGIN SELECT RAISE(ABORT, 'message only grows'); END;

CREATE TRIGGER message_whole BEFORE DELETE ON message BEGIN SELECT RAISE(ABORT, 'message only grows'); END;

CREATE TABLE person_history (
  person_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL,
  replaced_by TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_person_history PRIMARY KEY (person_id, version),
  CONSTRAINT fk_person_history_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE TRIGGER person_history_kept BEFORE UPDATE ON person_history BEGIN SELECT RAISE(ABORT, 'person_history only grows'); END;

CREATE TRIGGER person_history_whole BEFORE DELETE ON person_history BEGIN SELECT RAISE(ABORT, 'person_history only grows'); END;

CREATE TABLE person_name (
  id INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  place INTEGER NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  title TEXT NOT NULL,
  use TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  CONSTRAINT pk_person_name PRIMARY KEY (id),
  CONSTRAINT ck_person_name_use CHECK (use IN ('current', 'alias', 'preferred', 'birth', 'maiden', 'previous')),
  CONSTRAINT fk_person_name_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_person_name_person_id ON person_name (person_id, until, place);

CREATE TABLE person_address (
  id INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  place INTEGER NOT NULL,
  lines TEXT NOT NULL,
  postcode TEXT NOT NULL,
  postcode_key TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  CONSTRAINT pk_person_address PRIMARY KEY (id),
  CONSTRAINT fk_person_address_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_person_address_person_id ON person_address (person_id, until, place);

CREATE INDEX ix_person_address_postcode_key ON person_address (postcode_key, person_id);

CREATE TABLE person_phone (
  id INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  place INTEGER NOT NULL,
  number TEXT NOT NULL,
  digits TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  CONSTRAINT pk_person_phone PRIMARY KEY (id),
  CONSTRAINT fk_person_phone_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_person_phone_digits ON person_phone (digits, person_id);

CREATE INDEX ix_person_phone_person_id ON person_phone (person_id, until, place);

CREATE TABLE person_number (
  id INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  place INTEGER NOT NULL,
  authority TEXT NOT NULL,
  value TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  CONSTRAINT pk_person_number PRIMARY KEY (id),
  CONSTRAINT fk_person_number_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_person_number_person_id ON person_number (person_id, until, place);

CREATE INDEX ix_person_number_value ON person_number (value, authority, until, person_id);

CREATE TABLE person_key (
  "key" INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  CONSTRAINT pk_person_key PRIMARY KEY ("key", person_id),
  CONSTRAINT fk_person_key_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_person_key_person_id ON person_key (person_id);

CREATE TABLE name_token (
  token TEXT NOT NULL,
  person_id BLOB NOT NULL,
  CONSTRAINT pk_name_token PRIMARY KEY (token, person_id),
  CONSTRAINT fk_name_token_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_name_token_person_id ON name_token (person_id);

CREATE TABLE person_link (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  other_id BLOB NOT NULL,
  provenance TEXT NOT NULL,
  since TEXT,
  until TEXT,
  note TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CONSTRAINT pk_person_link PRIMARY KEY (id),
  CONSTRAINT ck_person_link_kind CHECK (kind IN ('parent', 'step_parent', 'foster_carer', 'grandparent', 'sibling', 'half_sibling', 'step_sibling', 'twin', 'partner', 'ex_partner', 'relative', 'carer', 'lives_with', 'parental_responsibility', 'social_worker')),
  CONSTRAINT fk_person_link_person_id FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_person_link_other_id FOREIGN KEY(other_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_person_link_other_id ON person_link (other_id);

CREATE INDEX ix_person_link_person_id ON person_link (person_id);

CREATE TABLE person_merge (
  id BLOB NOT NULL,
  loser_id BLOB NOT NULL,
  survivor_id BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  undone_at INTEGER,
  undone_by TEXT,
  CONSTRAINT pk_person_merge PRIMARY KEY (id),
  CONSTRAINT ck_person_merge_two CHECK (loser_id <> survivor_id),
  CONSTRAINT fk_person_merge_loser_id FOREIGN KEY(loser_id) REFERENCES person (id),
  CONSTRAINT fk_person_merge_survivor_id FOREIGN KEY(survivor_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_person_merge_loser_id ON person_merge (loser_id);

CREATE TABLE photograph_file (
  photo_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  person_id BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_photograph_file PRIMARY KEY (photo_id, kind),
  CONSTRAINT ck_photograph_file_kind CHECK (kind IN ('original', 'preview', 'thumbnail')),
  CONSTRAINT fk_photograph_file_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE TRIGGER photograph_file_kept BEFORE UPDATE ON photograph_file BEGIN SELECT RAISE(ABORT, 'photograph_file only grows'); END;

CREATE TRIGGER photograph_file_whole BEFORE DELETE ON photograph_file BEGIN SELECT RAISE(ABORT, 'photograph_file only grows'); END;

CREATE TABLE register_entry (
  id BLOB NOT NULL,
  council TEXT NOT NULL,
  row_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  birth_on TEXT,
  birth_quality TEXT NOT NULL,
  birth_raw TEXT NOT NULL,
  expected_on TEXT,
  sex TEXT NOT NULL,
  nhs_number TEXT,
  address TEXT,
  phone TEXT NOT NULL,
  mother_name TEXT NOT NULL,
  starts TEXT,
  ends TEXT,
  category TEXT NOT NULL,
  legal_status TEXT NOT NULL,
  social_worker TEXT NOT NULL,
  team TEXT NOT NULL,
  worker_phone TEXT NOT NULL,
  list_date TEXT NOT NULL,
  person_id BLOB,
  voided INTEGER NOT NULL,
  CONSTRAINT pk_register_entry PRIMARY KEY (id),
  CONSTRAINT ck_register_entry_kind CHECK (kind IN ('child_protection', 'looked_after', 'unborn')),
  CONSTRAINT ck_register_entry_birth_quality CHECK (birth_quality IN ('exact', 'estimated', 'placeholder', 'impossible', 'not_given')),
  CONSTRAINT ck_register_entry_sex CHECK (sex IN ('Female', 'Male', 'Not specified', 'Not known')),
  CONSTRAINT fk_register_entry_council FOREIGN KEY(council) REFERENCES council (code),
  CONSTRAINT fk_register_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_register_entry_council ON register_entry (council, kind, ends);

CREATE INDEX ix_register_entry_nhs_number ON register_entry (nhs_number);

CREATE INDEX ix_register_entry_person_id ON register_entry (person_id);

CREATE TABLE register_import (
  id BLOB NOT NULL,
  council TEXT NOT NULL,
  kind TEXT,
  list_date TEXT NOT NULL,
  as_at INTEGER NOT NULL,
  applied_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_register_import PRIMARY KEY (id),
  CONSTRAINT fk_register_import_council FOREIGN KEY(council) REFERENCES council (code)
)
 STRICT;

CREATE INDEX ix_register_import_council ON register_import (council, applied_at);

CREATE TRIGGER register_import_kept BEFORE UPDATE ON register_import BEGIN SELECT RAISE(ABORT, 'register_import only grows'); END;

CREATE TRIGGER register_import_whole BEFORE DELETE ON register_import BEGIN SELECT RAISE(ABORT, 'register_import only grows'); END;

CREATE TABLE attendance (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  arrived_at INTEGER NOT NULL,
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
  departed_at INTEGER,
  step TEXT NOT NULL,
  seen_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  child INTEGER NOT NULL,
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
)
 STRICT;

CREATE INDEX ix_attendance_log ON attendance (child, arrived_at, id, age, alerts, disposition, review);

CREATE INDEX ix_attendance_person_id ON attendance (person_id, arrived_at, id, state);

CREATE INDEX ix_attendance_state ON attendance (state, arrived_at);

CREATE INDEX ix_attendance_visit_number ON attendance (visit_number, feed);

CREATE TABLE contact (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER,
  words TEXT NOT NULL,
  provenance TEXT NOT NULL,
  site TEXT NOT NULL,
  detail TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_contact PRIMARY KEY (id),
  CONSTRAINT ck_contact_kind CHECK (kind IN ('birth', 'admission', 'outpatient', 'not_brought', 'gp', 'out_of_hours', 'health_visitor', 'midwife', 'antenatal', 'prescription', 'weight', 'moved_home')),
  CONSTRAINT fk_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_contact_person_id ON contact (person_id, at);

CREATE TRIGGER contact_kept BEFORE UPDATE ON contact BEGIN SELECT RAISE(ABORT, 'contact only grows'); END;

CREATE TRIGGER contact_whole BEFORE DELETE ON contact BEGIN SELECT RAISE(ABORT, 'contact only grows'); END;

CREATE TABLE entry (
  id BLOB NOT NULL,
  version INTEGER NOT NULL,
  write_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  attendance_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  number INTEGER,
  happened_at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  by_initials TEXT NOT NULL,
  by_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  in_error INTEGER NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_entry PRIMARY KEY (id, version),
  CONSTRAINT ck_entry_version CHECK (version >= 1),
  CONSTRAINT ck_entry_reason CHECK (version = 1 OR reason <> ''),
  CONSTRAINT uq_entry_write_id UNIQUE (write_id),
  CONSTRAINT fk_entry_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id),
  CONSTRAINT fk_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_entry_attendance_id ON entry (attendance_id, kind, id, version);

CREATE INDEX ix_entry_person_id ON entry (person_id, kind);

CREATE TRIGGER entry_kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry only grows'); END;

CREATE TRIGGER entry_whole BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry only grows'); END;

CREATE TABLE draft (
  attendance_id BLOB NOT NULL,
  place TEXT NOT NULL,
  by_id BLOB NOT NULL,
  text TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY (attendance_id, place, by_id),
  CONSTRAINT fk_draft_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
)
 STRICT;

CREATE TABLE referral (
  id BLOB NOT NULL,
  reference TEXT NOT NULL,
  attendance_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  council TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER,
  due_words TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT pk_referral PRIMARY KEY (id),
  CONSTRAINT ck_referral_state CHECK (state IN ('drafted', 'signed', 'sent', 'received', 'decision', 'closed')),
  CONSTRAINT uq_referral_reference UNIQUE (reference),
  CONSTRAINT fk_referral_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id),
  CONSTRAINT fk_referral_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT;

CREATE INDEX ix_referral_attendance_id ON referral (attendance_id);

CREATE INDEX ix_referral_person_id ON referral (person_id);

CREATE INDEX ix_referral_state ON referral (state, due_at);

CREATE TABLE register_history (
  id INTEGER NOT NULL,
  entry_id BLOB NOT NULL,
  replaced_at INTEGER NOT NULL,
  replaced_by TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_register_history PRIMARY KEY (id),
  CONSTRAINT fk_register_history_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
)
 STRICT;

CREATE INDEX ix_register_history_entry_id ON register_history (entry_id, id);

CREATE TRIGGER register_history_kept BEFORE UPDATE ON register_history BEGIN SELECT RAISE(ABORT, 'register_history only grows'); END;

CREATE TRIGGER register_history_whole BEFORE DELETE ON register_history BEGIN SELECT RAISE(ABORT, 'register_history only grows'); END;

CREATE TABLE register_key (
  "key" INTEGER NOT NULL,
  entry_id BLOB NOT NULL,
  CONSTRAINT pk_register_key PRIMARY KEY ("key", entry_id),
  CONSTRAINT fk_register_key_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_register_key_entry_id ON register_key (entry_id);

CREATE TABLE attendance_history (
  attendance_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL,
  replaced_by TEXT NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_attendance_history PRIMARY KEY (attendance_id, version),
  CONSTRAINT fk_attendance_history_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
)
 STRICT;

CREATE TRIGGER attendance_history_kept BEFORE UPDATE ON attendance_history BEGIN SELECT RAISE(ABORT, 'attendance_history only grows'); END;

CREATE TRIGGER attendance_history_whole BEFORE DELETE ON attendance_history BEGIN SELECT RAISE(ABORT, 'attendance_history only grows'); END;

CREATE TABLE protection_check (
  id INTEGER NOT NULL,
  attendance_id BLOB NOT NULL,
  at INTEGER NOT NULL,
  alerts INTEGER NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_protection_check PRIMARY KEY (id),
  CONSTRAINT fk_protection_check_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
)
 STRICT;

CREATE INDEX ix_protection_check_attendance_id ON protection_check (attendance_id, id);

CREATE TRIGGER protection_check_kept BEFORE UPDATE ON protection_check BEGIN SELECT RAISE(ABORT, 'protection_check only grows'); END;

CREATE TRIGGER protection_check_whole BEFORE DELETE ON protection_check BEGIN SELECT RAISE(ABORT, 'protection_check only grows'); END;

CREATE TABLE match_decision (
  id INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  attendance_id BLOB,
  entry_id BLOB NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at INTEGER NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_match_decision PRIMARY KEY (id),
  CONSTRAINT ck_match_decision_decision CHECK (decision IN ('same', 'not_same', 'not_sure', 'settled')),
  CONSTRAINT fk_match_decision_person_id FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_match_decision_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id),
  CONSTRAINT fk_match_decision_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
)
 STRICT;

CREATE INDEX ix_match_decision_person_id ON match_decision (person_id, id);

CREATE TRIGGER match_decision_kept BEFORE UPDATE ON match_decision BEGIN SELECT RAISE(ABORT, 'match_decision only grows'); END;

CREATE TRIGGER match_decision_whole BEFORE DELETE ON match_decision BEGIN SELECT RAISE(ABORT, 'match_decision only grows'); END;

CREATE TABLE acknowledgement (
  id INTEGER NOT NULL,
  write_id BLOB NOT NULL,
  attendance_id BLOB NOT NULL,
  entry_id BLOB,
  digest TEXT NOT NULL,
  staff_id BLOB NOT NULL,
  body TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_acknowledgement PRIMARY KEY (id),
  CONSTRAINT uq_acknowledgement_write_id UNIQUE (write_id),
  CONSTRAINT fk_acknowledgement_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
)
 STRICT;

CREATE INDEX ix_acknowledgement_attendance_id ON acknowledgement (attendance_id, id);

CREATE TRIGGER acknowledgement_kept BEFORE UPDATE ON acknowledgement BEGIN SELECT RAISE(ABORT, 'acknowledgement only grows'); END;

CREATE TRIGGER acknowledgement_whole BEFORE DELETE ON acknowledgement BEGIN SELECT RAISE(ABORT, 'acknowledgement only grows'); END;

CREATE TABLE review (
  id INTEGER NOT NULL,
  write_id BLOB NOT NULL,
  attendance_id BLOB NOT NULL,
  review TEXT NOT NULL,
  note TEXT NOT NULL,
  "by" TEXT NOT NULL,
  by_initials TEXT NOT NULL,
  at INTEGER NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_review PRIMARY KEY (id),
  CONSTRAINT ck_review_review CHECK (review IN ('not_yet', 'reviewed', 'follow_up', 'escalated')),
  CONSTRAINT uq_review_write_id UNIQUE (write_id),
  CONSTRAINT fk_review_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id)
)
 STRICT;

CREATE INDEX ix_review_attendance_id ON review (attendance_id, id);

CREATE TRIGGER review_kept BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'review only grows'); END;

CREATE TRIGGER review_whole BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'review only grows'); END;

CREATE TABLE referral_step (
  referral_id BLOB NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  words TEXT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT pk_referral_step PRIMARY KEY (referral_id, place),
  CONSTRAINT ck_referral_step_state CHECK (state IN ('drafted', 'signed', 'sent', 'received', 'decision', 'closed')),
  CONSTRAINT fk_referral_step_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
)
 STRICT;

CREATE TRIGGER referral_step_kept BEFORE UPDATE ON referral_step BEGIN SELECT RAISE(ABORT, 'referral_step only grows'); END;

CREATE TRIGGER referral_step_whole BEFORE DELETE ON referral_step BEGIN SELECT RAISE(ABORT, 'referral_step only grows'); END;

CREATE TABLE referral_document (
  referral_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_referral_document PRIMARY KEY (referral_id, version, kind),
  CONSTRAINT ck_referral_document_kind CHECK (kind IN ('evidence', 'mail')),
  CONSTRAINT fk_referral_document_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
)
 STRICT;

CREATE TRIGGER referral_document_kept BEFORE UPDATE ON referral_document BEGIN SELECT RAISE(ABORT, 'referral_document only grows'); END;

CREATE TRIGGER referral_document_whole BEFORE DELETE ON referral_document BEGIN SELECT RAISE(ABORT, 'referral_document only grows'); END;
