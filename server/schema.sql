-- The database as the files of server/schema make it, read from the catalogue of a migrated one. Nothing runs this file.
-- Written by `node build/schema.mjs`; `npm run check` fails where it is stale. Bodies of functions: server/schema.

CREATE ROLE odsluch_administrator NOLOGIN INHERIT;
CREATE ROLE odsluch_backup NOLOGIN NOINHERIT;
CREATE ROLE odsluch_definer NOLOGIN NOINHERIT;
CREATE ROLE odsluch_door LOGIN NOINHERIT;
CREATE ROLE odsluch_ingest LOGIN NOINHERIT;
CREATE ROLE odsluch_keeper LOGIN NOINHERIT;
CREATE ROLE odsluch_listener NOLOGIN INHERIT;
CREATE ROLE odsluch_mayor NOLOGIN INHERIT;
CREATE ROLE odsluch_owner NOLOGIN NOINHERIT;
CREATE ROLE odsluch_people NOLOGIN INHERIT;
CREATE ROLE odsluch_people_manager NOLOGIN NOINHERIT CREATEROLE;
CREATE ROLE odsluch_protection_officer NOLOGIN INHERIT;
CREATE ROLE odsluch_quality NOLOGIN INHERIT;
CREATE ROLE odsluch_secretary NOLOGIN INHERIT;
GRANT odsluch_people TO odsluch_administrator WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT pg_read_all_stats TO odsluch_definer WITH ADMIN FALSE, INHERIT TRUE, SET TRUE;
GRANT pg_use_reserved_connections TO odsluch_keeper WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT odsluch_people TO odsluch_listener WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT odsluch_people TO odsluch_mayor WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT odsluch_administrator TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_door TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_listener TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_mayor TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_people TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_protection_officer TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_quality TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT odsluch_secretary TO odsluch_people_manager WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT pg_read_all_stats TO odsluch_people_manager WITH ADMIN FALSE, INHERIT TRUE, SET TRUE;
GRANT pg_signal_backend TO odsluch_people_manager WITH ADMIN FALSE, INHERIT TRUE, SET TRUE;
GRANT odsluch_people TO odsluch_protection_officer WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT odsluch_people TO odsluch_quality WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT odsluch_people TO odsluch_secretary WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;

CREATE SCHEMA api AUTHORIZATION odsluch_owner;
GRANT USAGE ON SCHEMA api TO odsluch_backup;
GRANT USAGE ON SCHEMA api TO odsluch_definer;
GRANT USAGE ON SCHEMA api TO odsluch_door;
GRANT USAGE ON SCHEMA api TO odsluch_ingest;
GRANT USAGE ON SCHEMA api TO odsluch_people;
CREATE SCHEMA odsluch_migration AUTHORIZATION postgres;
CREATE SCHEMA office AUTHORIZATION odsluch_owner;
GRANT USAGE ON SCHEMA office TO odsluch_definer;
GRANT USAGE ON SCHEMA office TO odsluch_ingest;
GRANT USAGE ON SCHEMA office TO odsluch_keeper;
GRANT USAGE ON SCHEMA office TO odsluch_people_manager;
GRANT CONNECT ON DATABASE TO odsluch_door;
GRANT CONNECT ON DATABASE TO odsluch_ingest;
GRANT CONNECT ON DATABASE TO odsluch_keeper;
GRANT CONNECT ON DATABASE TO odsluch_people;

CREATE TABLE odsluch_migration.step (
  name text NOT NULL,
  sha256 text NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT step_pkey PRIMARY KEY (name)
);
ALTER TABLE odsluch_migration.step OWNER TO postgres;

CREATE TABLE office.act (
  id uuid NOT NULL,
  number text NOT NULL,
  login text NOT NULL,
  guid uuid NOT NULL,
  case_number text NOT NULL,
  basis text NOT NULL,
  authorisation text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  state text NOT NULL,
  seq bigint NOT NULL,
  completed_seq bigint,
  completed_at timestamp with time zone,
  filed_seq bigint,
  filed_on date,
  way text,
  former_cases text[] DEFAULT '{}'::text[] NOT NULL,
  corrections integer DEFAULT 0 NOT NULL,
  CONSTRAINT act_pkey PRIMARY KEY (id),
  CONSTRAINT act_number_key UNIQUE (number),
  CONSTRAINT act_authorisation_fkey FOREIGN KEY (authorisation) REFERENCES office.authorisation(number),
  CONSTRAINT act_login_fkey FOREIGN KEY (login) REFERENCES office.person(login),
  CONSTRAINT act_state_check CHECK ((state = ANY (ARRAY['started'::text, 'completed'::text, 'filed'::text, 'unfinished'::text]))),
  CONSTRAINT act_way_check CHECK ((way = ANY (ARRAY['paper'::text, 'ezd'::text])))
);
CREATE INDEX act_guid ON office.act USING btree (guid, opened_at DESC);
CREATE INDEX act_login ON office.act USING btree (login, opened_at DESC);
CREATE INDEX act_opened ON office.act USING btree (opened_at);
CREATE INDEX act_seq ON office.act USING btree (seq DESC);
CREATE INDEX act_unfiled ON office.act USING btree (opened_at) WHERE (state = ANY (ARRAY['started'::text, 'completed'::text]));
ALTER TABLE office.act OWNER TO odsluch_owner;
GRANT SELECT ON office.act TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.act TO odsluch_keeper;

CREATE TABLE office.admission (
  recording uuid NOT NULL,
  admitted boolean NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT admission_pkey PRIMARY KEY (recording)
);
ALTER TABLE office.admission OWNER TO odsluch_owner;
GRANT SELECT ON office.admission TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.admission TO odsluch_keeper;

CREATE TABLE office.authorisation (
  number text NOT NULL,
  login text NOT NULL,
  guid uuid NOT NULL,
  paper text NOT NULL,
  signed_on date NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  revoked_at timestamp with time zone,
  seq bigint NOT NULL,
  confirmed_seq bigint NOT NULL,
  CONSTRAINT authorisation_pkey PRIMARY KEY (number),
  CONSTRAINT authorisation_login_fkey FOREIGN KEY (login) REFERENCES office.person(login),
  CONSTRAINT authorisation_check CHECK ((from_day <= to_day))
);
CREATE INDEX authorisation_guid ON office.authorisation USING btree (guid, from_day DESC);
ALTER TABLE office.authorisation OWNER TO odsluch_owner;
GRANT SELECT ON office.authorisation TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.authorisation TO odsluch_keeper;

CREATE TABLE office.beat (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  opening uuid NOT NULL,
  login text NOT NULL,
  ranges jsonb NOT NULL,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT beat_pkey PRIMARY KEY (id)
);
CREATE INDEX beat_opening ON office.beat USING btree (opening);
ALTER TABLE office.beat OWNER TO odsluch_owner;
GRANT INSERT, SELECT ON office.beat TO odsluch_definer;
GRANT DELETE, SELECT ON office.beat TO odsluch_keeper;

CREATE TABLE office.cdr_call (
  day date NOT NULL,
  list bytea NOT NULL,
  call text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  extension text NOT NULL,
  seconds integer NOT NULL,
  answered boolean NOT NULL,
  CONSTRAINT cdr_call_call_check CHECK (((length(call) >= 1) AND (length(call) <= 100))),
  CONSTRAINT cdr_call_extension_check CHECK ((extension ~ '^[0-9*#]{0,6}$'::text)),
  CONSTRAINT cdr_call_list_check CHECK ((octet_length(list) = 32)),
  CONSTRAINT cdr_call_seconds_check CHECK (((seconds >= 0) AND (seconds <= 86400)))
);
CREATE INDEX cdr_call_list ON office.cdr_call USING btree (day, list);
ALTER TABLE office.cdr_call OWNER TO odsluch_owner;
GRANT INSERT ON office.cdr_call TO odsluch_ingest;
GRANT DELETE, SELECT ON office.cdr_call TO odsluch_keeper;
GRANT SELECT (day, list) ON office.cdr_call TO odsluch_ingest;

CREATE TABLE office.command (
  id uuid NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  login text NOT NULL,
  body text NOT NULL,
  place smallint,
  address inet,
  session uuid,
  salt bytea,
  seen bigint,
  signature bytea,
  sealed bytea,
  scan bytea,
  claimed text,
  CONSTRAINT command_pkey PRIMARY KEY (id),
  CONSTRAINT command_login_place_key UNIQUE (login, place),
  CONSTRAINT command_position_key UNIQUE ("position"),
  CONSTRAINT command_salt_check CHECK ((octet_length(salt) = 16)),
  CONSTRAINT command_sealed_check CHECK ((octet_length(sealed) = 1072)),
  CONSTRAINT command_signature_check CHECK ((octet_length(signature) = 64))
);
CREATE UNIQUE INDEX command_claimed ON office.command USING btree (claimed, address) NULLS NOT DISTINCT WHERE (claimed IS NOT NULL);
ALTER TABLE office.command OWNER TO odsluch_owner;
GRANT INSERT, SELECT ON office.command TO odsluch_definer;
GRANT DELETE, SELECT ON office.command TO odsluch_keeper;

CREATE TABLE office.door_answer (
  id uuid NOT NULL,
  reason text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT door_answer_pkey PRIMARY KEY (id)
);
ALTER TABLE office.door_answer OWNER TO odsluch_owner;
GRANT SELECT ON office.door_answer TO odsluch_definer;
GRANT DELETE, INSERT, SELECT ON office.door_answer TO odsluch_keeper;

CREATE TABLE office.draft (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  about uuid NOT NULL,
  guid uuid NOT NULL,
  session uuid NOT NULL,
  saved bigint NOT NULL,
  text text NOT NULL,
  signature bytea NOT NULL,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (id),
  CONSTRAINT draft_kind_check CHECK ((kind = ANY (ARRAY['protocol'::text, 'correction'::text, 'filing'::text, 'evidence'::text, 'reasons'::text, 'card'::text]))),
  CONSTRAINT draft_saved_check CHECK ((saved > 0)),
  CONSTRAINT draft_signature_check CHECK ((octet_length(signature) = 64)),
  CONSTRAINT draft_text_check CHECK ((octet_length(text) <= 300000))
);
CREATE INDEX draft_about ON office.draft USING btree (about, id DESC);
CREATE INDEX draft_saved ON office.draft USING btree (about, saved DESC, id DESC);
ALTER TABLE office.draft OWNER TO odsluch_owner;
GRANT INSERT, SELECT ON office.draft TO odsluch_definer;
GRANT DELETE, SELECT ON office.draft TO odsluch_keeper;

CREATE TABLE office.entry (
  seq bigint NOT NULL,
  before bigint GENERATED ALWAYS AS (NULLIF((seq - 1), 0)) STORED,
  prev bytea NOT NULL,
  payload text NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  kind text GENERATED ALWAYS AS (((payload)::jsonb ->> 'kind'::text)) STORED NOT NULL,
  login text GENERATED ALWAYS AS (((payload)::jsonb ->> 'login'::text)) STORED,
  guid uuid GENERATED ALWAYS AS ((((payload)::jsonb ->> 'guid'::text))::uuid) STORED,
  command uuid GENERATED ALWAYS AS ((((payload)::jsonb ->> 'command'::text))::uuid) STORED,
  act uuid GENERATED ALWAYS AS ((((payload)::jsonb ->> 'act'::text))::uuid) STORED,
  recording uuid GENERATED ALWAYS AS ((COALESCE(((payload)::jsonb ->> 'recording'::text), (((payload)::jsonb -> 'recordings'::text) ->> 0)))::uuid) STORED,
  CONSTRAINT entry_pkey PRIMARY KEY (seq),
  CONSTRAINT entry_command_key UNIQUE (command),
  CONSTRAINT entry_prev_key UNIQUE (prev),
  CONSTRAINT entry_seq_hash_key UNIQUE (seq, hash),
  CONSTRAINT entry_before_prev_fkey FOREIGN KEY (before, prev) REFERENCES office.entry(seq, hash),
  CONSTRAINT entry_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT entry_prev_check CHECK ((octet_length(prev) = 32)),
  CONSTRAINT entry_seq_check CHECK ((seq > 0)),
  CONSTRAINT entry_signature_check CHECK ((octet_length(signature) = 64))
);
CREATE INDEX entry_act ON office.entry USING btree (act, seq) WHERE (act IS NOT NULL);
CREATE INDEX entry_copy ON office.entry USING btree ((((payload)::jsonb ->> 'of'::text)), seq) WHERE (kind = 'read'::text);
CREATE INDEX entry_faults ON office.entry USING btree (seq) WHERE ((kind = 'checked'::text) AND (((payload)::jsonb ->> 'faults'::text) <> '0'::text));
CREATE INDEX entry_kind ON office.entry USING btree (kind, seq DESC);
CREATE INDEX entry_login ON office.entry USING btree (login, seq DESC);
CREATE INDEX entry_own ON office.entry USING btree (guid, seq DESC) WHERE (kind = ANY (ARRAY['refusal'::text, 'session'::text]));
CREATE INDEX entry_present ON office.entry USING btree (seq) WHERE ((kind = 'release'::text) AND (((payload)::jsonb -> 'present'::text) <> '[]'::jsonb));
CREATE INDEX entry_read ON office.entry USING btree (guid, seq DESC) WHERE (kind = 'read'::text);
CREATE INDEX entry_recording ON office.entry USING btree (recording, seq) WHERE (recording IS NOT NULL);
CREATE INDEX entry_refused ON office.entry USING btree ((((payload)::jsonb ->> 'at'::text))) WHERE (kind = 'refusal'::text);
CREATE INDEX entry_sound ON office.entry USING btree ((((payload)::jsonb ->> 'plainSha256'::text))) WHERE (kind = 'ingest'::text);
CREATE TRIGGER check_chain BEFORE INSERT ON office.entry FOR EACH ROW EXECUTE FUNCTION office.check_chain(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON office.entry FOR EACH ROW EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.entry FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
ALTER TABLE office.entry OWNER TO odsluch_owner;
GRANT SELECT ON office.entry TO odsluch_definer;
GRANT INSERT, SELECT ON office.entry TO odsluch_keeper;

CREATE TABLE office.entry_asked (
  seq bigint NOT NULL,
  salt bytea NOT NULL,
  body text NOT NULL,
  CONSTRAINT entry_asked_pkey PRIMARY KEY (seq),
  CONSTRAINT entry_asked_seq_fkey FOREIGN KEY (seq) REFERENCES office.entry(seq),
  CONSTRAINT entry_asked_salt_check CHECK ((octet_length(salt) = 16))
);
CREATE TRIGGER keep_words BEFORE DELETE ON office.entry_asked FOR EACH ROW EXECUTE FUNCTION office.keep_words(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_change BEFORE UPDATE ON office.entry_asked FOR EACH ROW EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.entry_asked FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
ALTER TABLE office.entry_asked OWNER TO odsluch_owner;
GRANT SELECT ON office.entry_asked TO odsluch_definer;
GRANT INSERT, SELECT ON office.entry_asked TO odsluch_keeper;

CREATE TABLE office.entry_text (
  seq bigint NOT NULL,
  salt bytea NOT NULL,
  text text NOT NULL,
  CONSTRAINT entry_text_pkey PRIMARY KEY (seq),
  CONSTRAINT entry_text_seq_fkey FOREIGN KEY (seq) REFERENCES office.entry(seq),
  CONSTRAINT entry_text_salt_check CHECK ((octet_length(salt) = 16))
);
CREATE TRIGGER keep_words BEFORE DELETE ON office.entry_text FOR EACH ROW EXECUTE FUNCTION office.keep_words(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_change BEFORE UPDATE ON office.entry_text FOR EACH ROW EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.entry_text FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
ALTER TABLE office.entry_text OWNER TO odsluch_owner;
GRANT SELECT ON office.entry_text TO odsluch_definer;
GRANT INSERT, SELECT ON office.entry_text TO odsluch_keeper;

CREATE TABLE office.extension_holder (
  extension text NOT NULL,
  from_day date NOT NULL,
  to_day date,
  person text NOT NULL,
  unit text NOT NULL,
  login text,
  CONSTRAINT extension_holder_pkey PRIMARY KEY (extension, from_day),
  CONSTRAINT extension_holder_check CHECK ((to_day >= from_day)),
  CONSTRAINT extension_holder_extension_check CHECK (((extension <> ''::text) AND (length(extension) <= 40))),
  CONSTRAINT extension_holder_login_check CHECK ((login ~ '^[a-z][a-z0-9._-]{1,19}$'::text)),
  CONSTRAINT extension_holder_person_check CHECK (((person <> ''::text) AND (length(person) <= 200))),
  CONSTRAINT extension_holder_unit_check CHECK ((length(unit) <= 200))
);
ALTER TABLE office.extension_holder OWNER TO odsluch_owner;
GRANT SELECT ON office.extension_holder TO odsluch_definer;
GRANT DELETE, INSERT, SELECT, UPDATE ON office.extension_holder TO odsluch_ingest;

CREATE TABLE office.gap (
  day date NOT NULL,
  call text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  extension text NOT NULL,
  seconds integer NOT NULL,
  recorded integer NOT NULL,
  kind text NOT NULL,
  due date NOT NULL,
  found_seq bigint NOT NULL,
  closed_seq bigint,
  explained_seq bigint,
  CONSTRAINT gap_pkey PRIMARY KEY (day, call),
  CONSTRAINT gap_kind_check CHECK ((kind = ANY (ARRAY['missing'::text, 'short'::text, 'extra'::text])))
);
ALTER TABLE office.gap OWNER TO odsluch_owner;
GRANT SELECT ON office.gap TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.gap TO odsluch_keeper;

CREATE TABLE office.hold (
  seq bigint NOT NULL,
  number text NOT NULL,
  act uuid,
  recordings uuid[] NOT NULL,
  setter uuid,
  review date NOT NULL,
  reviewed_seq bigint,
  ended_seq bigint,
  CONSTRAINT hold_pkey PRIMARY KEY (seq),
  CONSTRAINT hold_number_key UNIQUE (number),
  CONSTRAINT hold_recordings_check CHECK (((cardinality(recordings) >= 1) AND (cardinality(recordings) <= 50)))
);
CREATE INDEX hold_act ON office.hold USING btree (act) WHERE (act IS NOT NULL);
CREATE INDEX hold_recordings ON office.hold USING gin (recordings);
ALTER TABLE office.hold OWNER TO odsluch_owner;
GRANT SELECT ON office.hold TO odsluch_definer;
GRANT INSERT, SELECT ON office.hold TO odsluch_keeper;
GRANT UPDATE (review, reviewed_seq, ended_seq) ON office.hold TO odsluch_keeper;

CREATE TABLE office.instrument (
  number text NOT NULL,
  what text NOT NULL,
  state text NOT NULL,
  seq bigint NOT NULL,
  place integer NOT NULL,
  first_seq bigint NOT NULL,
  prepared_seq bigint,
  confirmed_seq bigint,
  holds_seq bigint,
  ended_seq bigint,
  end_waits boolean DEFAULT false NOT NULL,
  from_day date NOT NULL,
  to_day date,
  CONSTRAINT instrument_pkey PRIMARY KEY (number),
  CONSTRAINT instrument_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'registered'::text, 'returned'::text, 'confirmed'::text, 'withdrawn'::text]))),
  CONSTRAINT instrument_what_check CHECK ((what = ANY (ARRAY['authorisation'::text, 'appointment'::text, 'version'::text])))
);
CREATE INDEX instrument_seq ON office.instrument USING btree (seq);
ALTER TABLE office.instrument OWNER TO odsluch_owner;
GRANT SELECT ON office.instrument TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.instrument TO odsluch_keeper;

CREATE TABLE office.legal_basis (
  code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  "position" integer NOT NULL,
  content jsonb NOT NULL,
  seq bigint NOT NULL,
  confirmed_seq bigint NOT NULL,
  CONSTRAINT legal_basis_pkey PRIMARY KEY (code, valid_from)
);
ALTER TABLE office.legal_basis OWNER TO odsluch_owner;
GRANT SELECT ON office.legal_basis TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.legal_basis TO odsluch_keeper;

CREATE TABLE office.matter (
  id uuid NOT NULL,
  number text NOT NULL,
  sort text NOT NULL,
  letter text,
  about bigint,
  assignee uuid,
  due date,
  opened_by uuid,
  answered_seq bigint,
  newest_seq bigint NOT NULL,
  closed_seq bigint,
  seq bigint NOT NULL,
  CONSTRAINT matter_pkey PRIMARY KEY (id),
  CONSTRAINT matter_number_key UNIQUE (number),
  CONSTRAINT matter_letter_check CHECK ((letter = ANY (ARRAY['a'::text, 'b'::text, 'c'::text, 'd'::text]))),
  CONSTRAINT matter_sort_check CHECK ((sort = ANY (ARRAY['task'::text, 'question'::text, 'report'::text, 'irregularity'::text])))
);
ALTER TABLE office.matter OWNER TO odsluch_owner;
GRANT SELECT ON office.matter TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.matter TO odsluch_keeper;

CREATE TABLE office.opening (
  id uuid NOT NULL,
  act uuid NOT NULL,
  recording uuid NOT NULL,
  seq bigint NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  last_beat timestamp with time zone NOT NULL,
  ranges jsonb DEFAULT '[]'::jsonb NOT NULL,
  closed_at timestamp with time zone,
  how text,
  wrong_call boolean DEFAULT false NOT NULL,
  CONSTRAINT opening_pkey PRIMARY KEY (id),
  CONSTRAINT opening_act_fkey FOREIGN KEY (act) REFERENCES office.act(id),
  CONSTRAINT opening_recording_fkey FOREIGN KEY (recording) REFERENCES office.recording(id)
);
CREATE INDEX opening_act ON office.opening USING btree (act, opened_at);
CREATE INDEX opening_open ON office.opening USING btree (last_beat) WHERE (closed_at IS NULL);
CREATE INDEX opening_recording ON office.opening USING btree (recording);
ALTER TABLE office.opening OWNER TO odsluch_owner;
GRANT SELECT ON office.opening TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.opening TO odsluch_keeper;

CREATE TABLE office.person (
  login text NOT NULL,
  guid uuid NOT NULL,
  display_name text NOT NULL,
  post text NOT NULL,
  unit text NOT NULL,
  roles text[] NOT NULL,
  employee boolean NOT NULL,
  account text DEFAULT 'ok'::text NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT person_pkey PRIMARY KEY (login),
  CONSTRAINT person_account_check CHECK ((account = ANY (ARRAY['ok'::text, 'disabled'::text, 'expired'::text, 'absent'::text]))),
  CONSTRAINT person_login_check CHECK ((login ~ '^[a-z][a-z0-9._-]{1,19}$'::text))
);
ALTER TABLE office.person OWNER TO odsluch_owner;
GRANT SELECT ON office.person TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.person TO odsluch_keeper;

CREATE TABLE office.pulse (
  one boolean DEFAULT true NOT NULL,
  at timestamp with time zone NOT NULL,
  today date NOT NULL,
  "time" bigint NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  door_key bytea NOT NULL,
  door_end bigint NOT NULL,
  signature bytea NOT NULL,
  least_app text DEFAULT '0.2.0'::text NOT NULL,
  accounts_at timestamp with time zone,
  night date,
  waits text,
  waits_since date,
  quality jsonb NOT NULL,
  next_review date NOT NULL,
  CONSTRAINT pulse_pkey PRIMARY KEY (one),
  CONSTRAINT pulse_one_check CHECK (one)
);
ALTER TABLE office.pulse OWNER TO odsluch_owner;
GRANT SELECT ON office.pulse TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.pulse TO odsluch_keeper;

CREATE TABLE office.quality_plan (
  id uuid NOT NULL,
  guid uuid NOT NULL,
  verdict_seq bigint,
  draw_seq bigint,
  recordings uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  act uuid,
  seq bigint NOT NULL,
  CONSTRAINT quality_plan_pkey PRIMARY KEY (id),
  CONSTRAINT quality_plan_seq_key UNIQUE (seq)
);
CREATE INDEX quality_plan_guid ON office.quality_plan USING btree (guid);
ALTER TABLE office.quality_plan OWNER TO odsluch_owner;
GRANT SELECT ON office.quality_plan TO odsluch_definer;
GRANT INSERT, SELECT ON office.quality_plan TO odsluch_keeper;
GRANT UPDATE (verdict_seq, draw_seq, recordings, act) ON office.quality_plan TO odsluch_keeper;

CREATE TABLE office.reconciliation (
  day date NOT NULL,
  sha256 bytea NOT NULL,
  answered integer NOT NULL,
  hung_up integer NOT NULL,
  recorded integer NOT NULL,
  more integer NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT reconciliation_pkey PRIMARY KEY (day)
);
ALTER TABLE office.reconciliation OWNER TO odsluch_owner;
GRANT SELECT ON office.reconciliation TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.reconciliation TO odsluch_keeper;

CREATE TABLE office.recording (
  id uuid NOT NULL,
  state text DEFAULT 'pending'::text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  duration_ms integer NOT NULL,
  call_group text NOT NULL,
  caller text,
  caller_salt bytea,
  line text NOT NULL,
  extension text NOT NULL,
  department text NOT NULL,
  answered_by text NOT NULL,
  answered_login text,
  answered_from text,
  announcement text NOT NULL,
  channels text[] NOT NULL,
  plain_sha256 bytea NOT NULL,
  plain_bytes bigint,
  cipher_sha256 bytea,
  cipher_bytes bigint,
  peaks_sha256 bytea,
  peaks_bytes bigint,
  sealed bytea,
  pledge bytea,
  destroyed_on date,
  destruction_protocol text,
  batch uuid,
  seq bigint,
  hold_seq bigint,
  restricted_seq bigint,
  speaker uuid,
  CONSTRAINT recording_pkey PRIMARY KEY (id),
  CONSTRAINT recording_announcement_check CHECK ((announcement = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
  CONSTRAINT recording_answered_by_check CHECK ((length(answered_by) <= 200)),
  CONSTRAINT recording_answered_from_check CHECK ((answered_from = ANY (ARRAY['sidecar'::text, 'directory'::text]))),
  CONSTRAINT recording_answered_login_check CHECK ((answered_login ~ '^[a-z][a-z0-9._-]{1,19}$'::text)),
  CONSTRAINT recording_call_group_check CHECK (((call_group <> ''::text) AND (length(call_group) <= 100))),
  CONSTRAINT recording_caller_check CHECK ((caller ~ '^\+[1-9]\d{6,14}$'::text)),
  CONSTRAINT recording_caller_salt_check CHECK ((octet_length(caller_salt) = 16)),
  CONSTRAINT recording_channels_check CHECK (((channels <@ ARRAY['caller'::text, 'office'::text, 'mixed'::text, 'unknown'::text]) AND ((cardinality(channels) >= 1) AND (cardinality(channels) <= 2)))),
  CONSTRAINT recording_check CHECK (((destroyed_on IS NOT NULL) OR (state = 'lost'::text) OR ((cipher_bytes IS NOT NULL) AND (plain_bytes IS NOT NULL)))),
  CONSTRAINT recording_check1 CHECK (((state <> 'available'::text) OR (destroyed_on IS NULL))),
  CONSTRAINT recording_check2 CHECK ((((destroyed_on IS NULL) AND (state <> 'lost'::text)) OR ((caller IS NULL) AND (caller_salt IS NULL) AND (speaker IS NULL)))),
  CONSTRAINT recording_department_check CHECK ((length(department) <= 200)),
  CONSTRAINT recording_duration_ms_check CHECK ((duration_ms >= 0)),
  CONSTRAINT recording_extension_check CHECK ((length(extension) <= 40)),
  CONSTRAINT recording_line_check CHECK ((length(line) <= 40)),
  CONSTRAINT recording_plain_sha256_check CHECK ((octet_length(plain_sha256) = 32)),
  CONSTRAINT recording_pledge_check CHECK ((octet_length(pledge) = 96)),
  CONSTRAINT recording_sealed_check CHECK ((octet_length(sealed) = 80)),
  CONSTRAINT recording_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'available'::text, 'destroyed'::text, 'lost'::text])))
);
CREATE INDEX recording_batch ON office.recording USING btree (batch) WHERE (batch IS NOT NULL);
CREATE INDEX recording_caller ON office.recording USING btree (reverse(caller) text_pattern_ops, started_at DESC, id DESC);
CREATE INDEX recording_duration ON office.recording USING btree (duration_ms);
CREATE INDEX recording_extension ON office.recording USING btree (extension, started_at);
CREATE INDEX recording_group ON office.recording USING btree (call_group, started_at);
CREATE UNIQUE INDEX recording_sound ON office.recording USING btree (plain_sha256) WHERE (state = ANY (ARRAY['pending'::text, 'available'::text]));
CREATE INDEX recording_sound_gone ON office.recording USING btree (plain_sha256) WHERE (state = 'destroyed'::text);
CREATE INDEX recording_started ON office.recording USING btree (started_at DESC, id DESC) WHERE (state <> 'pending'::text);
CREATE INDEX recording_untold ON office.recording USING btree (started_at) WHERE ((announcement = 'no'::text) AND (state = 'available'::text));
CREATE TRIGGER keep_vouched BEFORE DELETE ON office.recording FOR EACH ROW EXECUTE FUNCTION office.keep_vouched(); -- ENABLE ALWAYS
ALTER TABLE office.recording OWNER TO odsluch_owner;
GRANT SELECT ON office.recording TO odsluch_definer;
GRANT DELETE ON office.recording TO odsluch_ingest;
GRANT SELECT ON office.recording TO odsluch_keeper;
GRANT INSERT (id, started_at, duration_ms, call_group, caller, caller_salt, line, extension, department, answered_by, answered_login, answered_from, announcement, channels, plain_sha256, plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes, sealed, pledge, destroyed_on, destruction_protocol, batch) ON office.recording TO odsluch_ingest;
GRANT SELECT (id, state, plain_sha256, batch) ON office.recording TO odsluch_ingest;
GRANT UPDATE (state, sealed, seq, hold_seq, restricted_seq, speaker) ON office.recording TO odsluch_keeper;

CREATE TABLE office.release (
  command uuid NOT NULL,
  seq bigint NOT NULL,
  login text NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT release_pkey PRIMARY KEY (command),
  CONSTRAINT release_seq_fkey FOREIGN KEY (seq) REFERENCES office.entry(seq)
);
ALTER TABLE office.release OWNER TO odsluch_owner;
GRANT SELECT ON office.release TO odsluch_definer;
GRANT DELETE, INSERT, SELECT ON office.release TO odsluch_keeper;

CREATE TABLE office.restriction (
  seq bigint NOT NULL,
  effect text NOT NULL,
  recordings uuid[] NOT NULL,
  review date,
  reviewed_seq bigint,
  ended_seq bigint,
  confirmed_seq bigint,
  CONSTRAINT restriction_pkey PRIMARY KEY (seq),
  CONSTRAINT restriction_effect_check CHECK ((effect = ANY (ARRAY['restricted'::text, 'erase'::text]))),
  CONSTRAINT restriction_recordings_check CHECK (((cardinality(recordings) >= 1) AND (cardinality(recordings) <= 50)))
);
ALTER TABLE office.restriction OWNER TO odsluch_owner;
GRANT SELECT ON office.restriction TO odsluch_definer;
GRANT INSERT, SELECT ON office.restriction TO odsluch_keeper;
GRANT UPDATE (review, reviewed_seq, ended_seq, confirmed_seq) ON office.restriction TO odsluch_keeper;

CREATE TABLE office.review (
  id uuid NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  seq bigint NOT NULL,
  concluded_seq bigint,
  number text,
  CONSTRAINT review_pkey PRIMARY KEY (id)
);
ALTER TABLE office.review OWNER TO odsluch_owner;
GRANT SELECT ON office.review TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.review TO odsluch_keeper;

CREATE TABLE office.review_item (
  review uuid NOT NULL,
  item text NOT NULL,
  what text NOT NULL,
  place integer NOT NULL,
  concerns uuid[] NOT NULL,
  verdict text,
  judged_seq bigint,
  seq bigint NOT NULL,
  CONSTRAINT review_item_pkey PRIMARY KEY (review, item),
  CONSTRAINT review_item_review_fkey FOREIGN KEY (review) REFERENCES office.review(id),
  CONSTRAINT review_item_verdict_check CHECK ((verdict = ANY (ARRAY['ok'::text, 'irregular'::text, 'referred'::text]))),
  CONSTRAINT review_item_what_check CHECK ((what = ANY (ARRAY['act'::text, 'refusals'::text, 'unsigned'::text])))
);
ALTER TABLE office.review_item OWNER TO odsluch_owner;
GRANT SELECT ON office.review_item TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.review_item TO odsluch_keeper;

CREATE TABLE office.scan (
  seq bigint NOT NULL,
  salted bytea NOT NULL,
  CONSTRAINT scan_pkey PRIMARY KEY (seq),
  CONSTRAINT scan_seq_fkey FOREIGN KEY (seq) REFERENCES office.entry(seq),
  CONSTRAINT scan_salted_check CHECK ((octet_length(salted) > 16))
);
CREATE TRIGGER refuse_change BEFORE UPDATE ON office.scan FOR EACH ROW EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.scan FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change(); -- ENABLE ALWAYS
ALTER TABLE office.scan OWNER TO odsluch_owner;
GRANT SELECT ON office.scan TO odsluch_definer;
GRANT INSERT, SELECT ON office.scan TO odsluch_keeper;

CREATE TABLE office.search_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  login text NOT NULL,
  guid uuid NOT NULL,
  kind text NOT NULL,
  case_number text,
  filter jsonb NOT NULL,
  marks bytea[] DEFAULT '{}'::bytea[] NOT NULL,
  CONSTRAINT search_log_pkey PRIMARY KEY (id),
  CONSTRAINT search_log_kind_check CHECK ((kind = ANY (ARRAY['list'::text, 'counts'::text, 'outline'::text])))
);
CREATE INDEX search_log_at ON office.search_log USING btree (at);
CREATE INDEX search_log_guid ON office.search_log USING btree (guid, at DESC);
ALTER TABLE office.search_log OWNER TO odsluch_owner;
GRANT INSERT, SELECT ON office.search_log TO odsluch_definer;
GRANT DELETE ON office.search_log TO odsluch_keeper;
GRANT SELECT (at) ON office.search_log TO odsluch_keeper;

CREATE TABLE office.silence (
  lines text[] NOT NULL,
  from_at timestamp with time zone NOT NULL,
  to_at timestamp with time zone NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT silence_pkey PRIMARY KEY (lines, from_at),
  CONSTRAINT silence_seq_key UNIQUE (seq),
  CONSTRAINT silence_check CHECK ((to_at >= from_at))
);
ALTER TABLE office.silence OWNER TO odsluch_owner;
GRANT SELECT ON office.silence TO odsluch_definer;
GRANT INSERT, SELECT, UPDATE ON office.silence TO odsluch_keeper;

CREATE TABLE office.stopped (
  seq bigint NOT NULL,
  recordings uuid[] NOT NULL,
  CONSTRAINT stopped_pkey PRIMARY KEY (seq),
  CONSTRAINT stopped_recordings_check CHECK ((cardinality(recordings) > 0))
);
ALTER TABLE office.stopped OWNER TO odsluch_owner;
GRANT SELECT ON office.stopped TO odsluch_definer;
GRANT INSERT, SELECT ON office.stopped TO odsluch_keeper;

CREATE FUNCTION api.account_of(account uuid)
  RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.act_presences(act uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.act_story(act uuid, after bigint, n integer)
  RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.act_story TO odsluch_people;

CREATE FUNCTION api.alarm(e office.entry)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.answer(asked uuid)
  RETURNS TABLE(state text, reason text, seq bigint, prev bytea, payload text, hash bytea, signature bytea, sealed bytea)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.answer TO odsluch_backup;
GRANT EXECUTE ON FUNCTION api.answer TO odsluch_ingest;
GRANT EXECUTE ON FUNCTION api.answer TO odsluch_people;

CREATE FUNCTION api.beat(opening uuid, ranges jsonb)
  RETURNS TABLE(state text, reason text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.beat TO odsluch_people;

CREATE FUNCTION api.call_kinds()
  RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.call_kinds TO odsluch_owner;

CREATE FUNCTION api.caller(recording uuid, released boolean)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.calls_to_hold(day date, hour integer, extension text)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.calls_to_hold TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.calls_to_hold TO odsluch_secretary;

CREATE FUNCTION api.card_kinds()
  RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.card_kinds TO odsluch_owner;

CREATE FUNCTION api.chain(after bigint)
  RETURNS TABLE(seq bigint, prev bytea, digest bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.chain TO odsluch_ingest;
GRANT EXECUTE ON FUNCTION api.chain TO odsluch_people;

CREATE FUNCTION api.completeness(month text)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.completeness TO odsluch_administrator;
GRANT EXECUTE ON FUNCTION api.completeness TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.completeness TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.completeness TO odsluch_secretary;

CREATE FUNCTION api.copied_protocol(act uuid)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.copied_protocol TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.copied_protocol TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.copied_protocol TO odsluch_secretary;

CREATE FUNCTION api.count_recordings(filters jsonb, salt uuid)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.count_recordings TO odsluch_listener;
GRANT EXECUTE ON FUNCTION api.count_recordings TO odsluch_secretary;

CREATE FUNCTION api.day_of(entry bigint)
  RETURNS date
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.day_outline(filter jsonb, salt uuid)
  RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.day_outline TO odsluch_listener;
GRANT EXECUTE ON FUNCTION api.day_outline TO odsluch_secretary;

CREATE FUNCTION api.departments()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.departments TO odsluch_secretary;

CREATE FUNCTION api.desk()
  RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.destroyed_entries(after bigint)
  RETURNS TABLE(seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.destroyed_entries TO odsluch_ingest;

CREATE FUNCTION api.digits_marks(asked jsonb, salt uuid)
  RETURNS bytea[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.digits_pace(wanted bytea[])
  RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.door_answer(asked uuid)
  RETURNS TABLE(state text, reason text, seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.door_answer TO odsluch_door;

CREATE FUNCTION api.drawn_call(about bigint)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.duties()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.duties TO odsluch_administrator;
GRANT EXECUTE ON FUNCTION api.duties TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.duties TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.duties TO odsluch_secretary;

CREATE FUNCTION api.emergency()
  RETURNS SETOF office.instrument
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.emergency_begun()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.emergency_begun TO odsluch_people;

CREATE FUNCTION api.emergency_entries()
  RETURNS SETOF jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.emergency_entries TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.emergency_entries TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.emergency_entries TO odsluch_secretary;

CREATE FUNCTION api.employees(recordings uuid[], purpose text)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.employees TO odsluch_listener;

CREATE FUNCTION api.entries_of_act(a office.act)
  RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.entries_of_sound(sound bytea)
  RETURNS TABLE(seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.entries_of_sound TO odsluch_ingest;

CREATE FUNCTION api.found_calls(t api.search_terms, after_started timestamp with time zone, after_id uuid, n integer)
  RETURNS TABLE(id uuid, started_at timestamp with time zone, caller text, call_group text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;

CREATE FUNCTION api.gone_since(account uuid)
  RETURNS date
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.has_read()
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.head()
  RETURNS TABLE(seq bigint, hash bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.head TO odsluch_people;

CREATE FUNCTION api.heard_ms(act uuid)
  RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.hold(seq bigint)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.hold TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.hold TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.hold TO odsluch_secretary;

CREATE FUNCTION api.holds(filter jsonb)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.holds TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.holds TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.holds TO odsluch_secretary;

CREATE FUNCTION api.instant(at timestamp with time zone)
  RETURNS text
  LANGUAGE sql STABLE SECURITY INVOKER OWNER odsluch_definer;

CREATE FUNCTION api.instrument_entries(number text)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.instrument_entries TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.instrument_entries TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.instrument_entries TO odsluch_secretary;

CREATE FUNCTION api.instruments(filter jsonb)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.instruments TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.instruments TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.instruments TO odsluch_secretary;

CREATE FUNCTION api.is_described(sound bytea, described jsonb)
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.is_described TO odsluch_ingest;

CREATE FUNCTION api.is_review(a office.act)
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.is_worded(recording uuid)
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.known_fields(case_number text)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.known_fields TO odsluch_listener;

CREATE FUNCTION api.last_before(instant timestamp with time zone)
  RETURNS bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.legal_bases()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.legal_bases TO odsluch_people;

CREATE FUNCTION api.listenings(recordings uuid[])
  RETURNS integer
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.listenings TO odsluch_listener;

CREATE FUNCTION api.matters(filter jsonb)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.matters TO odsluch_people;

CREATE FUNCTION api.me()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.me TO odsluch_people;

CREATE FUNCTION api.media_entries()
  RETURNS SETOF jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.media_entries TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.media_entries TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.media_entries TO odsluch_secretary;

CREATE FUNCTION api.my_acts()
  RETURNS TABLE(opened_at timestamp with time zone, answer jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.my_acts TO odsluch_people;

CREATE FUNCTION api.my_cards()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.my_cards TO odsluch_people;

CREATE FUNCTION api.my_refusals()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.my_refusals TO odsluch_people;

CREATE FUNCTION api.my_sessions()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.my_sessions TO odsluch_people;

CREATE FUNCTION api.named_in_acts()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.named_in_acts TO odsluch_people;

CREATE FUNCTION api.night_calls(of bigint)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.night_calls TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.night_calls TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.night_calls TO odsluch_secretary;

CREATE FUNCTION api.night_list(of bigint)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.night_list TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.night_list TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.night_list TO odsluch_secretary;

CREATE FUNCTION api.nights(month text)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.nights TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.nights TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.nights TO odsluch_secretary;

CREATE FUNCTION api.note_search(kind text, asked jsonb, salt uuid)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.note_search TO odsluch_listener;
GRANT EXECUTE ON FUNCTION api.note_search TO odsluch_secretary;

CREATE FUNCTION api.noted_filter(asked jsonb)
  RETURNS jsonb
  LANGUAGE sql IMMUTABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.opened_recording(act uuid, recording uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.opened_recording TO odsluch_people;

CREATE FUNCTION api.over(today date)
  RETURNS TABLE(id uuid, day date, duration_ms integer, held boolean, restricted boolean, stays text, list bigint, ended boolean, erased boolean)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.over_at(a office.act)
  RETURNS timestamp with time zone
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.oversees()
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.own_acts()
  RETURNS SETOF office.act
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.own_appointment()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.own_appointment TO odsluch_people;

CREATE FUNCTION api.own_drafts(kind text, about uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.own_guid()
  RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.pending()
  RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.pending TO odsluch_ingest;
GRANT EXECUTE ON FUNCTION api.pending TO odsluch_people;

CREATE FUNCTION api.people()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.people TO odsluch_secretary;

CREATE FUNCTION api.person_of(payload jsonb)
  RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.protocol(act uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.protocol TO odsluch_people;

CREATE FUNCTION api.pulse()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.pulse TO odsluch_backup;
GRANT EXECUTE ON FUNCTION api.pulse TO odsluch_door;
GRANT EXECUTE ON FUNCTION api.pulse TO odsluch_ingest;
GRANT EXECUTE ON FUNCTION api.pulse TO odsluch_people;

CREATE FUNCTION api.quality()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.quality TO odsluch_people;

CREATE FUNCTION api.quality_card(plan uuid, nr integer)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.quality_card TO odsluch_people;

CREATE FUNCTION api.quality_preview(terms jsonb)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.quality_preview TO odsluch_quality;
GRANT EXECUTE ON FUNCTION api.quality_preview TO odsluch_secretary;

CREATE FUNCTION api.quality_queue(plan uuid)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.quality_queue TO odsluch_people;

CREATE FUNCTION api.quality_results()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.quality_results TO odsluch_people;

CREATE FUNCTION api.reading()
  RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.recent_cases()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.recent_cases TO odsluch_listener;

CREATE FUNCTION api.reconciled_days(since date)
  RETURNS TABLE(day text, list bytea, late boolean)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.reconciled_days TO odsluch_ingest;

CREATE FUNCTION api.recording_entry(recording uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.recording_entry TO odsluch_listener;

CREATE FUNCTION api.recording_story(recording uuid, after bigint, n integer)
  RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.recording_story TO odsluch_people;

CREATE FUNCTION api.refused_person(payload jsonb)
  RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.register_acts(filter jsonb, before bigint, n integer)
  RETURNS TABLE(seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_acts TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_acts TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_acts TO odsluch_secretary;

CREATE FUNCTION api.register_alarms(filter jsonb, before bigint, n integer)
  RETURNS TABLE(seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_alarms TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_alarms TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_alarms TO odsluch_secretary;

CREATE FUNCTION api.register_beginnings()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.register_beginnings TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_beginnings TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_beginnings TO odsluch_secretary;

CREATE FUNCTION api.register_counts(from_day date, to_day date)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_counts TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_counts TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_counts TO odsluch_secretary;

CREATE FUNCTION api.register_entries(acts uuid[], numbers bigint[])
  RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.register_entries TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_entries TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_entries TO odsluch_secretary;

CREATE FUNCTION api.register_proof(first bigint, last bigint, after bigint)
  RETURNS TABLE(seq bigint, payload text, digest bytea, hash bytea, signature bytea)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.register_proof TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_proof TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_proof TO odsluch_secretary;

CREATE FUNCTION api.register_refusals(filter jsonb, before bigint, n integer)
  RETURNS TABLE(seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_refusals TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_refusals TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_refusals TO odsluch_secretary;

CREATE FUNCTION api.register_searches(filter jsonb, before bigint, n integer)
  RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_searches TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_searches TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_searches TO odsluch_secretary;

CREATE FUNCTION api.register_stops(filter jsonb, before bigint, n integer)
  RETURNS TABLE(seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_stops TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_stops TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_stops TO odsluch_secretary;

CREATE FUNCTION api.register_summary(filter jsonb)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.register_summary TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.register_summary TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.register_summary TO odsluch_secretary;

CREATE FUNCTION api.register_terms(filter jsonb, n integer DEFAULT 1, OUT person uuid, OUT case_part text, OUT since timestamp with time zone, OUT until timestamp with time zone, OUT state text, OUT acts boolean, OUT refusals boolean, OUT stops boolean)
  RETURNS record
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.registering(accounts uuid[])
  RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.restrictions()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.restrictions TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.restrictions TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.restrictions TO odsluch_secretary;

CREATE FUNCTION api.review(id uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.review TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.review TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.review TO odsluch_secretary;

CREATE FUNCTION api.review_items(id uuid, desk uuid[])
  RETURNS TABLE(item text, verdict text, judged_seq bigint, of_desk boolean, own boolean)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.review_searches(id uuid)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.review_searches TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.review_searches TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.review_searches TO odsluch_secretary;

CREATE FUNCTION api.reviews()
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.reviews TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.reviews TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.reviews TO odsluch_secretary;

CREATE FUNCTION api.rules()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.rules TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.rules TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.rules TO odsluch_secretary;

CREATE FUNCTION api.save_draft(kind text, about uuid, session uuid, saved bigint, text text, signature bytea)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.save_draft TO odsluch_people;

CREATE FUNCTION api.saved_sound(sound bytea)
  RETURNS TABLE(seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.saved_sound TO odsluch_ingest;

CREATE FUNCTION api.scan(entry bigint)
  RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.scan TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.scan TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.scan TO odsluch_secretary;

CREATE FUNCTION api.scope(a office.authorisation)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.sealed(e office.entry, worded boolean)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.sealed_protocol(a office.act)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.search_recordings(filter jsonb, salt uuid, sort text, after_place integer, after_started timestamp with time zone, after_id uuid, n integer)
  RETURNS TABLE(id uuid, started_at timestamp with time zone, place integer, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.search_recordings TO odsluch_listener;
GRANT EXECUTE ON FUNCTION api.search_recordings TO odsluch_secretary;

CREATE FUNCTION api.search_terms(filter jsonb)
  RETURNS api.search_terms
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.searched(kind text, asked jsonb, salt uuid)
  RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.session_begun()
  RETURNS timestamp with time zone
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.statement(from_day date, to_day date, until bigint)
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET plan_cache_mode=force_custom_plan;
GRANT EXECUTE ON FUNCTION api.statement TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.statement TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.statement TO odsluch_secretary;

CREATE FUNCTION api.stop()
  RETURNS SETOF office.entry
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.stopped()
  RETURNS SETOF office.entry
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.stops(e office.entry)
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.submit(id uuid, session uuid, kind text, body text, salt bytea, seen bigint, signature bytea, sealed bytea, scan bytea)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION api.submit TO odsluch_backup;
GRANT EXECUTE ON FUNCTION api.submit TO odsluch_door;
GRANT EXECUTE ON FUNCTION api.submit TO odsluch_ingest;
GRANT EXECUTE ON FUNCTION api.submit TO odsluch_people;

CREATE FUNCTION api.suspension()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.take_time(bytes integer)
  RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.taken_in(recordings uuid[])
  RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.taken_in TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.taken_in TO odsluch_secretary;

CREATE FUNCTION api.to_erase()
  RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.told(e office.entry)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.told_kinds()
  RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.typed(after uuid)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.typed TO odsluch_people;

CREATE FUNCTION api.undecided()
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.undecided TO odsluch_mayor;
GRANT EXECUTE ON FUNCTION api.undecided TO odsluch_protection_officer;
GRANT EXECUTE ON FUNCTION api.undecided TO odsluch_secretary;

CREATE FUNCTION api.unfinished(sound bytea DEFAULT NULL::bytea)
  RETURNS TABLE(id uuid, month text, cipher_bytes bigint, peaks_bytes bigint, pledge bytea)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION api.unfinished TO odsluch_ingest;

CREATE FUNCTION api.unsaid(today date)
  RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.untold()
  RETURNS SETOF office.recording
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.versions(rule text)
  RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION api.waiting_restrictions()
  RETURNS TABLE(review bigint, due date, erasures bigint, since date)
  LANGUAGE sql STABLE SECURITY DEFINER OWNER odsluch_definer
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION office.alter_person(person_login text, change text)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY INVOKER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION office.check_chain()
  RETURNS trigger
  LANGUAGE plpgsql VOLATILE SECURITY INVOKER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION office.clear_door()
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=100ms;
GRANT EXECUTE ON FUNCTION office.clear_door TO odsluch_keeper;

CREATE FUNCTION office.destroy(gone uuid[], night date, protocol text)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION office.destroy TO odsluch_keeper;

CREATE FUNCTION office.end_lines(person_login text)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION office.end_lines TO odsluch_keeper;

CREATE FUNCTION office.end_secret(person_login text, lines boolean)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=100ms;
GRANT EXECUTE ON FUNCTION office.end_secret TO odsluch_keeper;

CREATE FUNCTION office.end_secrets()
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION office.end_secrets TO odsluch_keeper;

CREATE FUNCTION office.end_sessions()
  RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION office.end_sessions TO odsluch_keeper;

CREATE FUNCTION office.forget_samples()
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=3s;
GRANT EXECUTE ON FUNCTION office.forget_samples TO odsluch_keeper;

CREATE FUNCTION office.forget_sessions(up_to bigint)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION office.forget_sessions TO odsluch_keeper;

CREATE FUNCTION office.keep_vouched()
  RETURNS trigger
  LANGUAGE plpgsql VOLATILE SECURITY INVOKER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION office.keep_words()
  RETURNS trigger
  LANGUAGE plpgsql VOLATILE SECURITY INVOKER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION office.lose_sound(lost uuid[])
  RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION office.lose_sound TO odsluch_keeper;

CREATE FUNCTION office.make_person(person_login text, person_roles text[], active boolean)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=100ms;
GRANT EXECUTE ON FUNCTION office.make_person TO odsluch_keeper;

CREATE FUNCTION office.refuse_change()
  RETURNS trigger
  LANGUAGE plpgsql VOLATILE SECURITY INVOKER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION office.set_secret(person_login text, verifier text, remaining interval)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_people_manager
  SET search_path=pg_catalog, pg_temp
  SET lock_timeout=100ms;
GRANT EXECUTE ON FUNCTION office.set_secret TO odsluch_keeper;

CREATE FUNCTION office.stand_in(lost uuid, began timestamp with time zone, lasts integer, section text, answered text, announced text, sound bytea, entry bigint)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER OWNER odsluch_owner
  SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION office.stand_in TO odsluch_keeper;
