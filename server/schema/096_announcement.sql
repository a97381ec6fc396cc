-- Calls in which the caller was not told that they are recorded (§ 3 ust. 2–3).

SET ROLE odsluch_owner;

-- Read model of `silent` entries: from when until when no announcement was played on these lines; none: on any. One that was taken back ends where it begins.
CREATE TABLE office.silence (
  lines text[] NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL CHECK (to_at >= from_at),
  seq bigint NOT NULL UNIQUE,
  PRIMARY KEY (lines, from_at)
);

-- Read model of `admitted` entries, the newest of each call: of all its recordings, also of what was lost and taken in again.
CREATE TABLE office.admission (
  recording uuid PRIMARY KEY,
  admitted boolean NOT NULL,
  seq bigint NOT NULL
);
CREATE INDEX recording_untold ON office.recording (started_at) WHERE announcement = 'no' AND state = 'available';

RESET ROLE;
GRANT SELECT ON office.silence, office.admission TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.silence, office.admission TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Calls without the announcement that can still be heard, of which nobody has said whether they may be. Internal.
CREATE FUNCTION api.untold() RETURNS SETOF office.recording
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.* FROM office.recording r
   WHERE r.state = 'available' AND r.announcement = 'no' AND NOT EXISTS (SELECT FROM office.admission a WHERE a.recording = r.id)
  UNION
  SELECT r.* FROM office.silence s JOIN office.recording r
      ON r.state = 'available' AND r.announcement = 'unknown' AND r.started_at >= s.from_at AND r.started_at < s.to_at AND (s.lines = '{}' OR r.line = ANY (s.lines))
   WHERE NOT EXISTS (SELECT FROM office.admission a WHERE a.recording = r.id)
$$;

-- § 3 ust. 2: calls without the announcement of which nobody has said whether they may be heard, how many there are, and what somebody else than the
-- asker refused (`denied`), two hundred at most, the oldest first; and the newest fifty periods, in the keys of `undecidedTold` (shared/announcement.ts):
-- the database's word; the keeper decides by entries, and the program holds a call against its own before it signs anything of it.
-- SECURITY: what can still be heard alone; nobody's number, nobody's name, and no words: what was said of a call goes with it.
CREATE FUNCTION api.undecided() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH waiting AS MATERIALIZED (
    SELECT u.*, NULL::bigint AS denied FROM api.untold() u
    UNION ALL
    SELECT r.*, a.seq FROM office.admission a JOIN office.recording r ON r.id = a.recording AND r.state = 'available'
      JOIN office.entry e ON e.seq = a.seq AND e.guid IS DISTINCT FROM api.own_guid() WHERE NOT a.admitted
  )
  SELECT jsonb_build_object(
    'count', (SELECT count(*) FROM waiting w WHERE w.denied IS NULL),
    'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('recording', c.id, 'startedAt', api.instant(c.started_at), 'durationMs', c.duration_ms,
          'line', c.line, 'extension', c.extension, 'unit', c.department, 'silent', c.announcement = 'unknown',
          'refused', (SELECT api.day_of(max(f.seq)) FROM office.entry f WHERE f.kind = 'refusal' AND f.recording = c.id
             AND f.payload::jsonb ->> 'reason' = 'recording-without-announcement'),
          'denied', CASE WHEN c.denied IS NOT NULL THEN jsonb_build_object('seq', c.denied, 'on', api.day_of(c.denied)) END)
          ORDER BY c.denied IS NOT NULL, c.started_at, c.id), '[]')
        FROM (SELECT w.* FROM waiting w ORDER BY w.denied IS NOT NULL, w.started_at, w.id LIMIT 200) c),
    'silences', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', p.seq, 'lines', p.lines, 'from', api.instant(p.from_at), 'to', api.instant(p.to_at)) ORDER BY p.seq DESC), '[]')
        FROM (SELECT s.* FROM office.silence s WHERE s.from_at < s.to_at ORDER BY s.seq DESC LIMIT 50) p))
$$;
GRANT EXECUTE ON FUNCTION api.undecided() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

RESET ROLE;
