DROP TABLE referral_step;

DROP TABLE referral_document;

DROP TABLE review;

DROP TABLE register_key;

DROP TABLE register_history;

DROP TABLE referral;

DROP TABLE protection_check;

DROP TABLE match_decision;

DROP TABLE entry;

DROP TABLE draft;

DROP TABLE attendance_history;

DROP TABLE acknowledgement;

DROP TABLE staff_secret;

DROP TABLE register_import;

DROP TABLE register_entry;

DROP TABLE photograph_file;

DROP TABLE person_phone;

DROP TABLE person_number;

DROP TABLE person_name;

DROP TABLE person_merge;

DROP TABLE person_link;

DROP TABLE person_key;

DROP TABLE person_history;

DROP TABLE person_address;

DROP TABLE name_token;

DROP TABLE message;

DROP TABLE contact;

DROP TABLE attendance;

DROP TABLE store_mark;

DROP TABLE staff;

DROP TABLE sign_in_attempt;

DROP TABLE setting;

DROP TABLE referral_number;

DROP TABLE person;

DROP TABLE occurrence;

DROP TABLE feed_fact;

DROP TABLE feed;

DROP TABLE council;

DROP TABLE audit_head;

DROP TABLE audit;

DROP FUNCTION only_grows();
