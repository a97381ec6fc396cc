-- The catalogue of recorded calls: the facts of a call. Sound lies on the share as ciphertext, its key in the keeper's keystore.

SET ROLE odsluch_owner;

CREATE TABLE office.recording (
  id uuid PRIMARY KEY,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'available', 'destroyed', 'lost')),
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL CHECK (duration_ms >= 0),
  -- The exchange's linked id: legs of one transferred call share it.
  call_group text NOT NULL CHECK (call_group <> '' AND length(call_group) <= 100),
  -- E.164; null = withheld, or erased together with the recording.
  caller text CHECK (caller ~ '^\+[1-9]\d{6,14}$'),
  -- With it the number is what its `ingest` entry commits to; random, and gone with the number.
  caller_salt bytea CHECK (octet_length(caller_salt) = 16),
  line text NOT NULL CHECK (length(line) <= 40),
  extension text NOT NULL CHECK (length(extension) <= 40),
  department text NOT NULL CHECK (length(department) <= 200),
  answered_by text NOT NULL CHECK (length(answered_by) <= 200),
  answered_login text CHECK (answered_login ~ '^[a-z][a-z0-9._-]{1,19}$'),
  -- Who says so: the description of the recording, or the extension directory of that day. Null: nobody, and nobody is named.
  answered_from text CHECK (answered_from IN ('sidecar', 'directory')),
  announcement text NOT NULL CHECK (announcement IN ('yes', 'no', 'unknown')),
  channels text[] NOT NULL CHECK (channels <@ ARRAY['caller', 'office', 'mixed', 'unknown'] AND cardinality(channels) BETWEEN 1 AND 2),
  plain_sha256 bytea NOT NULL CHECK (octet_length(plain_sha256) = 32),
  plain_bytes bigint,
  cipher_sha256 bytea,
  cipher_bytes bigint,
  peaks_sha256 bytea,
  peaks_bytes bigint,
  -- The recording's key on its way in, sealed to the keeper's door key; gone as soon as the keeper has put it away.
  sealed bytea CHECK (octet_length(sealed) = 80),
  -- Ingest's own word on the row as it wrote it (server/ingest/pledge.ts), by which a run that was interrupted is finished by the next.
  pledge bytea CHECK (octet_length(pledge) = 96),
  destroyed_on date,
  destruction_protocol text,
  -- A list of already destroyed calls taken over at once: its rows share one entry.
  batch uuid,
  seq bigint,
  -- Read model of `hold` entries: the newest that makes it evidence (§ 3 ust. 4).
  hold_seq bigint,
  -- Read model of `restricted` entries: the newest that restricts it.
  restricted_seq bigint,
  -- Read model of `ingest` entries: whose call it is, the account that had the login of whoever answered when it began; null: nobody's who was registered.
  speaker uuid,
  CHECK (destroyed_on IS NOT NULL OR state = 'lost' OR (cipher_bytes IS NOT NULL AND plain_bytes IS NOT NULL)),
  CHECK (state <> 'available' OR destroyed_on IS NULL),
  CHECK ((destroyed_on IS NULL AND state <> 'lost') OR (caller IS NULL AND caller_salt IS NULL AND speaker IS NULL))
);
-- A sound is taken in once; again only where its row, or its key, went with what was put back (`lost`). Both end with their term: of what is
-- destroyed ingest sees to it itself that it does not take it in again.
CREATE UNIQUE INDEX recording_sound ON office.recording (plain_sha256) WHERE state IN ('pending', 'available');
CREATE INDEX recording_sound_gone ON office.recording (plain_sha256) WHERE state = 'destroyed';
CREATE INDEX recording_started ON office.recording (started_at DESC, id DESC) WHERE state <> 'pending';
CREATE INDEX recording_group ON office.recording (call_group, started_at);
-- Numbers are asked for by their end. Time beside it, so that only calls of the days that are asked for are looked up in the table.
-- Over all rows: what is known of how numbers are spread counts only where an index has no condition of its own.
CREATE INDEX recording_caller ON office.recording (reverse(caller) text_pattern_ops, started_at DESC, id DESC);
CREATE INDEX recording_duration ON office.recording (duration_ms);
CREATE INDEX recording_extension ON office.recording (extension, started_at);
CREATE INDEX recording_batch ON office.recording (batch) WHERE batch IS NOT NULL;

-- What was searched for: the case number first. A line is committed before its search is answered (api.searched).
CREATE TABLE office.search_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL,
  guid uuid NOT NULL,
  -- A list of calls, numbers of calls (the filter is then a list of filters), or the outline of a day.
  kind text NOT NULL CHECK (kind IN ('list', 'counts', 'outline')),
  case_number text,
  filter jsonb NOT NULL,
  -- A salted hash of each filter's digits, so that the same digits count once. Whoever searched has the salt; it is stored nowhere.
  marks bytea[] NOT NULL DEFAULT '{}'
);
CREATE INDEX search_log_guid ON office.search_log (guid, at DESC);
CREATE INDEX search_log_at ON office.search_log (at);

RESET ROLE;
GRANT SELECT ON office.recording TO odsluch_definer, odsluch_keeper;
-- SECURITY: ingest finds its own unfinished rows and what is known already; who called whom before is not its business.
GRANT SELECT (id, state, plain_sha256, batch) ON office.recording TO odsluch_ingest;
GRANT SELECT, INSERT ON office.search_log TO odsluch_definer;
-- It clears what is older than `logs.searchMonths`, and reads nothing of it.
GRANT SELECT (at), DELETE ON office.search_log TO odsluch_keeper;
GRANT UPDATE (state, seq, hold_seq, restricted_seq, speaker, sealed) ON office.recording TO odsluch_keeper;
-- SECURITY: ingest names no state: what it inserts stays `pending` until the keeper's entry vouches for it.
GRANT INSERT (id, started_at, duration_ms, call_group, caller, caller_salt, line, extension, department, answered_by, answered_login,
    answered_from, announcement, channels, plain_sha256, plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes,
    sealed, pledge, destroyed_on, destruction_protocol, batch)
  ON office.recording TO odsluch_ingest;
-- An ingest that died half-way takes its own unfinished row back.
GRANT DELETE ON office.recording TO odsluch_ingest;

SET ROLE odsluch_owner;
-- SECURITY: only a row that no entry vouches for may go; a recording's end is an entry, never a DELETE.
CREATE FUNCTION office.keep_vouched() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.state <> 'pending' THEN
    RAISE EXCEPTION 'a recording with an entry is never deleted' USING ERRCODE = 'OD009';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER keep_vouched BEFORE DELETE ON office.recording FOR EACH ROW EXECUTE FUNCTION office.keep_vouched();
ALTER TABLE office.recording ENABLE ALWAYS TRIGGER keep_vouched;

-- Stands in for a recording of which only the `ingest` entry is left (resume-after-restore): what the entry states, no words.
-- A row that waited for its entry when the database was saved goes: nothing proves its words any more.
-- SECURITY: all that the keeper can add to the catalogue is a row that yields no sound.
CREATE FUNCTION office.stand_in(lost uuid, began timestamptz, lasts integer, section text, answered text, announced text, sound bytea, entry bigint)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM office.recording WHERE id = lost AND state = 'pending';
  -- What was lost before and had been taken in again is kept, restricted and admitted as it was.
  INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, line, extension, department, answered_by, answered_login,
      announcement, channels, plain_sha256, seq, hold_seq, restricted_seq)
    SELECT lost, 'lost', began, lasts, lost::text, '', '', section, '', answered, announced, '{unknown}', sound, entry, k.hold_seq, k.restricted_seq
      FROM (SELECT) one LEFT JOIN LATERAL (SELECT r.hold_seq, r.restricted_seq FROM office.recording r
        WHERE r.started_at = began AND r.plain_sha256 = sound AND r.state = 'lost' ORDER BY r.seq DESC LIMIT 1) k ON true;
  INSERT INTO office.admission (recording, admitted, seq)
    SELECT lost, a.admitted, a.seq FROM office.recording r JOIN office.admission a ON a.recording = r.id
     WHERE r.started_at = began AND r.plain_sha256 = sound AND r.state = 'lost' AND r.id <> lost ORDER BY r.seq DESC LIMIT 1;
END
$$;
GRANT EXECUTE ON FUNCTION office.stand_in(uuid, timestamptz, integer, text, text, text, bytea, bigint) TO odsluch_keeper;

-- Recordings of which there is no key any more: nobody will hear them, so nobody needs to know whose number it was, and whose call.
CREATE FUNCTION office.lose_sound(lost uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE office.recording r SET state = 'lost', caller = DEFAULT, caller_salt = DEFAULT, speaker = DEFAULT
   WHERE r.id = ANY (lose_sound.lost) AND r.state = 'available'
$$;
GRANT EXECUTE ON FUNCTION office.lose_sound(uuid[]) TO odsluch_keeper;
RESET ROLE;

SET ROLE odsluch_definer;

-- What an ingest that was interrupted left: its own rows that no entry vouches for, with the Warsaw month under which their files lie;
-- `sound`: those of it alone.
-- SECURITY: ingest does not read when a call was, of any other row.
CREATE FUNCTION api.unfinished(sound bytea DEFAULT NULL)
  RETURNS TABLE (id uuid, month text, cipher_bytes bigint, peaks_bytes bigint, pledge bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, to_char(r.started_at AT TIME ZONE 'Europe/Warsaw', 'YYYY-MM'), r.cipher_bytes, r.peaks_bytes, r.pledge FROM office.recording r
   WHERE r.state = 'pending' AND r.batch IS NULL AND (unfinished.sound IS NULL OR r.plain_sha256 = unfinished.sound)
$$;
GRANT EXECUTE ON FUNCTION api.unfinished(bytea) TO odsluch_ingest;

-- Whether the sound that is known came with this very description, `described` in the names of the sidecar; of a destroyed call only
-- its beginning is left to compare, to the second: a description that was lost since leaves the name of the file, which tells no more.
-- What the extension directory added to the description is no part of it.
-- SECURITY: ingest asks about what lies before it, and is told yes or no; who called whom before is still not its business.
CREATE FUNCTION api.is_described(sound bytea, described jsonb) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM office.recording r
     WHERE r.plain_sha256 = is_described.sound AND r.state <> 'lost'
       AND CASE r.state WHEN 'destroyed' THEN date_trunc('second', (described ->> 'startedAt')::timestamptz) = date_trunc('second', r.started_at)
         ELSE described ->> 'startedAt' = api.instant(r.started_at) END
       AND (r.state = 'destroyed' OR described - 'startedAt' = jsonb_build_object(
         'callGroup', r.call_group, 'caller', r.caller, 'line', r.line, 'extension', r.extension, 'department', r.department,
         'answeredBy', CASE r.answered_from WHEN 'directory' THEN '' ELSE r.answered_by END,
         'answeredLogin', CASE r.answered_from WHEN 'directory' THEN NULL ELSE r.answered_login END,
         'announcement', r.announcement, 'channels', r.channels)))
$$;
GRANT EXECUTE ON FUNCTION api.is_described(bytea, jsonb) TO odsluch_ingest;

-- What opens a recording's commitment to its caller's number: {salt, number}; null unless `released`, and where the number was erased.
-- Internal: called by functions that check that the asker has heard it.
CREATE FUNCTION api.caller(recording uuid, released boolean) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('salt', encode(r.caller_salt, 'hex'), 'number', r.caller)
    FROM office.recording r WHERE released AND r.id = caller.recording AND r.caller_salt IS NOT NULL
$$;

RESET ROLE;
