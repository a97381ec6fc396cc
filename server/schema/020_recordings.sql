-- The catalogue of recorded calls. Sound lies on the share as ciphertext; here are the facts of a call and the
-- recording's key, wrapped to the month's public key (the private half is the keeper's alone).

SET ROLE odsluch_owner;

-- Read model of `key` entries: one wrapping pair per Warsaw month.
CREATE TABLE office.wrapping_key (
  id text PRIMARY KEY CHECK (id ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  seq bigint NOT NULL
);

CREATE TABLE office.recording (
  id uuid PRIMARY KEY,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'available', 'destroyed', 'lost')),
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL CHECK (duration_ms >= 0),
  -- The exchange's linked id: legs of one transferred call share it.
  call_group text NOT NULL CHECK (call_group <> '' AND length(call_group) <= 100),
  -- E.164; null = withheld, or erased together with the recording.
  caller text CHECK (caller ~ '^\+[1-9]\d{6,14}$'),
  line text NOT NULL CHECK (length(line) <= 40),
  extension text NOT NULL CHECK (length(extension) <= 40),
  department text NOT NULL CHECK (length(department) <= 200),
  answered_by text NOT NULL CHECK (length(answered_by) <= 200),
  answered_login text CHECK (answered_login ~ '^[a-z][a-z0-9._-]{1,19}$'),
  announcement text NOT NULL CHECK (announcement IN ('yes', 'no', 'unknown')),
  channels text[] NOT NULL CHECK (channels <@ ARRAY['caller', 'office', 'mixed', 'unknown'] AND cardinality(channels) BETWEEN 1 AND 2),
  plain_sha256 bytea NOT NULL CHECK (octet_length(plain_sha256) = 32),
  plain_bytes bigint,
  cipher_sha256 bytea,
  cipher_bytes bigint,
  peaks_sha256 bytea,
  peaks_bytes bigint,
  wrapping_key text REFERENCES office.wrapping_key,
  wrapped bytea,
  destroyed_on date,
  destruction_protocol text,
  -- A list of already destroyed calls taken over at once: its rows share one entry.
  batch uuid,
  seq bigint,
  CHECK (destroyed_on IS NOT NULL OR state = 'lost' OR (wrapped IS NOT NULL AND cipher_bytes IS NOT NULL AND plain_bytes IS NOT NULL)),
  CHECK (state <> 'available' OR destroyed_on IS NULL),
  CHECK ((destroyed_on IS NULL AND state <> 'lost') OR (wrapped IS NULL AND caller IS NULL))
);
-- A sound is taken in once; again only where its row, and with it its key, went with a database that was put back (`lost`).
CREATE UNIQUE INDEX recording_sound ON office.recording (plain_sha256) WHERE state <> 'lost';
CREATE INDEX recording_started ON office.recording (started_at DESC, id DESC) WHERE state <> 'pending';
CREATE INDEX recording_group ON office.recording (call_group, started_at);
CREATE INDEX recording_caller ON office.recording USING gin (caller ext.gin_trgm_ops);
CREATE INDEX recording_duration ON office.recording (duration_ms);
CREATE INDEX recording_batch ON office.recording (batch) WHERE batch IS NOT NULL;

-- What was searched for: the case number first. The app's word (a search can be rolled back), so no proof.
CREATE TABLE office.search_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL,
  case_number text,
  filter jsonb NOT NULL
);
CREATE INDEX search_log_login ON office.search_log (login, at DESC);

RESET ROLE;
GRANT SELECT ON office.wrapping_key, office.recording TO odsluch_definer, odsluch_keeper;
-- SECURITY: ingest finds its own unfinished rows and what is known already; who called whom before is not its business.
GRANT SELECT ON office.wrapping_key TO odsluch_ingest;
GRANT SELECT (id, state, plain_sha256, cipher_bytes, peaks_bytes, wrapping_key, batch) ON office.recording TO odsluch_ingest;
GRANT SELECT, INSERT ON office.search_log TO odsluch_definer;
GRANT INSERT ON office.wrapping_key TO odsluch_keeper;
GRANT UPDATE (state, seq) ON office.recording TO odsluch_keeper;
-- SECURITY: ingest names no state: what it inserts stays `pending` until the keeper's entry vouches for it.
GRANT INSERT (id, started_at, duration_ms, call_group, caller, line, extension, department, answered_by, answered_login,
    announcement, channels, plain_sha256, plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes,
    wrapping_key, wrapped, destroyed_on, destruction_protocol, batch)
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

-- Stands in for a recording of which only the `ingest` entry is left (resume-after-restore): what the entry states, no key, no words.
-- A row that waited for its entry when the database was saved goes: nothing proves its words any more.
-- SECURITY: all that the keeper can add to the catalogue is a row that yields no sound.
CREATE FUNCTION office.stand_in(lost uuid, began timestamptz, lasts integer, answered text, announced text, sound bytea, entry bigint)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM office.recording WHERE id = lost AND state = 'pending';
  INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, line, extension, department, answered_by, answered_login,
      announcement, channels, plain_sha256, seq)
    VALUES (lost, 'lost', began, lasts, lost::text, '', '', '', '', answered, announced, '{unknown}', sound, entry);
END
$$;
GRANT EXECUTE ON FUNCTION office.stand_in(uuid, timestamptz, integer, text, text, bytea, bigint) TO odsluch_keeper;
RESET ROLE;

SET ROLE odsluch_definer;

-- Calls, newest first, one row a call (its first leg), keyset pages.
-- filter: {case, day, dayTo, around 'HH:MM', digits, minSeconds}, all nullable; days and hours of Europe/Warsaw.
-- OD001: neither a day nor five digits; a range without a case number, over 31 days, or turned round; n outside 1–200; a value that is
-- none of its kind. OD002: 3000 searches within a minute. OD003: the connection is older than ten hours.
-- SECURITY: a function instead of row rules, with custom plans: a row rule makes the search by number a hundred times slower, and
-- a generic plan ignores the trigram index.
CREATE FUNCTION api.search_recordings(filter jsonb, after_started timestamptz, after_id uuid, n integer)
  RETURNS TABLE (id uuid, started_at timestamptz, duration_ms bigint, caller_tail text, call_group text, legs jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  v_case text := btrim(filter ->> 'case');
  v_digits text := filter ->> 'digits';
  v_pattern text := '%' || v_digits || '%';
  v_day date;
  v_last date;
  v_around time;
  v_least integer;
  v_from timestamptz;
  v_to timestamptz;
BEGIN
  PERFORM api.session_begun();
  BEGIN
    -- What a cast would read otherwise under another DateStyle, or as 'today' or 'infinity', is no day of a calendar.
    IF n IS NULL OR n NOT BETWEEN 1 AND 200 OR octet_length(filter::text) > 2000
       OR (filter ->> 'day') !~ '^\d{4}-\d\d-\d\d$' OR (filter ->> 'dayTo') !~ '^\d{4}-\d\d-\d\d$'
       OR (filter ->> 'around') !~ '^([01]\d|2[0-3]):[0-5]\d$' OR (filter ->> 'minSeconds') !~ '^\d{1,5}$'
       OR v_digits !~ '^\d{3,15}$' OR length(v_case) > 60 THEN
      RAISE data_exception;
    END IF;
    v_day := (filter ->> 'day')::date;
    v_last := coalesce((filter ->> 'dayTo')::date, v_day);
    v_around := (filter ->> 'around')::time;
    v_least := (filter ->> 'minSeconds')::integer * 1000;
    v_from := v_day::timestamp AT TIME ZONE 'Europe/Warsaw';
    v_to := (v_last + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
  EXCEPTION WHEN data_exception THEN
    RAISE EXCEPTION 'malformed search' USING ERRCODE = 'OD001';
  END;
  IF (v_day IS NULL AND (v_last IS NOT NULL OR coalesce(length(v_digits), 0) < 5))
     OR v_last < v_day OR v_last - v_day > 30 OR (v_last <> v_day AND coalesce(v_case, '') = '') THEN
    RAISE EXCEPTION 'a search needs a day or five digits' USING ERRCODE = 'OD001';
  END IF;
  IF after_started IS NULL THEN
    -- SECURITY: nobody fills the disk with a log: an end to it within a minute, and nothing in it but what was searched for.
    IF (SELECT count(*) FROM office.search_log l WHERE l.login = session_user AND l.at > clock_timestamp() - interval '1 minute') >= 3000 THEN
      RAISE EXCEPTION 'too many searches' USING ERRCODE = 'OD002';
    END IF;
    INSERT INTO office.search_log (login, case_number, filter)
      VALUES (session_user, v_case, jsonb_build_object('case', v_case, 'day', filter -> 'day', 'dayTo', filter -> 'dayTo',
        'around', filter -> 'around', 'digits', filter -> 'digits', 'minSeconds', filter -> 'minSeconds'));
    -- No proof, so nobody waits for the disk.
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;
  RETURN QUERY
    SELECT r.id, r.started_at, whole.total, right(r.caller, 3), r.call_group, whole.parts
      FROM (
        SELECT f.id, f.started_at, f.caller, f.call_group
          FROM office.recording f
         WHERE f.state <> 'pending' AND f.state <> 'lost'
           AND (v_from IS NULL OR (f.started_at >= v_from AND f.started_at < v_to))
           AND (v_digits IS NULL OR f.caller LIKE v_pattern)
           AND (v_around IS NULL OR abs(extract(epoch FROM (f.started_at AT TIME ZONE 'Europe/Warsaw')::time - v_around)) <= 1800)
           AND (after_started IS NULL OR (f.started_at, f.id) < (after_started, after_id))
           AND NOT EXISTS (SELECT FROM office.recording e
                            WHERE e.call_group = f.call_group AND e.state <> 'pending' AND (e.started_at, e.id) < (f.started_at, f.id))
           -- Always asked, for a condition that stands alone can be begun with: of digits that many callers have and a length that no
           -- call has, the index over lengths makes an end at once; behind an OR it would be tried for every call with those digits.
           AND EXISTS (SELECT FROM office.recording l
                        WHERE l.call_group = f.call_group AND l.state <> 'pending' AND l.duration_ms >= coalesce(v_least, 0))
         ORDER BY f.started_at DESC, f.id DESC
         LIMIT n
      ) r
      CROSS JOIN LATERAL (
        SELECT sum(g.duration_ms) AS total, jsonb_agg(jsonb_build_object(
            'recording', g.id, 'startedAt', to_char(g.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'durationMs', g.duration_ms,
            'extension', g.extension, 'department', g.department, 'answeredBy', g.answered_by,
            'state', g.state, 'destroyedOn', g.destroyed_on, 'destructionProtocol', g.destruction_protocol)
            ORDER BY g.started_at, g.id) AS parts
          FROM office.recording g
         WHERE g.call_group = r.call_group AND g.state <> 'pending'
      ) whole
     ORDER BY r.started_at DESC, r.id DESC;
END
$$;
GRANT EXECUTE ON FUNCTION api.search_recordings(jsonb, timestamptz, uuid, integer) TO odsluch_listener, odsluch_secretary;

-- What the player must know before the key comes: where the ciphertext lies and how long it is. Same silence for unknown ids.
CREATE FUNCTION api.recording_file(recording uuid)
  RETURNS TABLE (month text, cipher_bytes bigint, plain_bytes bigint, peaks_bytes bigint, duration_ms integer, channels text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT r.wrapping_key, r.cipher_bytes, r.plain_bytes, r.peaks_bytes, r.duration_ms, r.channels
    FROM office.recording r WHERE r.id = recording_file.recording AND r.state = 'available'
$$;
GRANT EXECUTE ON FUNCTION api.recording_file(uuid) TO odsluch_listener;

RESET ROLE;
