-- Whether all incoming calls that were answered were recorded (§ 3 ust. 1).

SET ROLE odsluch_owner;

-- What the exchange says of its calls, of one day a list; several rows of one call are its parts. SECURITY: nobody's number: ingest keeps none, and a
-- column of one's own for it there is not.
CREATE TABLE office.cdr_call (
  day date NOT NULL,
  -- SHA-256 of the list: what ingest signs of it.
  list bytea NOT NULL CHECK (octet_length(list) = 32),
  call text NOT NULL CHECK (length(call) BETWEEN 1 AND 100),
  started_at timestamptz NOT NULL,
  extension text NOT NULL CHECK (extension ~ '^[0-9*#]{0,6}$'),
  seconds integer NOT NULL CHECK (seconds BETWEEN 0 AND 86400),
  answered boolean NOT NULL
);
CREATE INDEX cdr_call_list ON office.cdr_call (day, list);

-- Read model of the newest `reconciled` entry of each day.
CREATE TABLE office.reconciliation (
  day date PRIMARY KEY,
  sha256 bytea NOT NULL,
  answered integer NOT NULL,
  hung_up integer NOT NULL,
  recorded integer NOT NULL,
  more integer NOT NULL,
  seq bigint NOT NULL
);

-- Read model of `reconciled` and `explained` entries: what was ever found of a day.
CREATE TABLE office.gap (
  day date NOT NULL,
  call text NOT NULL,
  started_at timestamptz NOT NULL,
  extension text NOT NULL,
  seconds integer NOT NULL,
  recorded integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('missing', 'short', 'extra')),
  -- From which day on it is the desk's, where nobody has explained it.
  due date NOT NULL,
  -- The entries that found it first, found it no more, and say why.
  found_seq bigint NOT NULL,
  closed_seq bigint,
  explained_seq bigint,
  PRIMARY KEY (day, call)
);

RESET ROLE;
GRANT SELECT ON office.reconciliation, office.gap TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.reconciliation, office.gap TO odsluch_keeper;
-- What is old, or another list replaced, the keeper takes away with its entry.
GRANT SELECT, DELETE ON office.cdr_call TO odsluch_keeper;
-- SECURITY: ingest adds whole lists and changes none; it reads back only whether one is there.
GRANT INSERT, SELECT (day, list) ON office.cdr_call TO odsluch_ingest;

SET ROLE odsluch_definer;

-- Which days since one were held against which list, for ingest to see what is left; `late`: something of that day was taken in since.
CREATE FUNCTION api.reconciled_days(since date) RETURNS TABLE (day text, list bytea, late boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.day::text, c.sha256, EXISTS (
      SELECT FROM office.recording r WHERE r.state = 'available' AND r.seq > c.seq
         AND r.started_at >= c.day::timestamp AT TIME ZONE 'Europe/Warsaw' AND r.started_at < (c.day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw')
    FROM office.reconciliation c WHERE c.day >= reconciled_days.since
$$;
GRANT EXECUTE ON FUNCTION api.reconciled_days(date) TO odsluch_ingest;

-- § 3 ust. 1: the days of a month `yyyy-mm`, in the keys of `completenessTold` (shared/completeness.ts). Entries as the program checks them: of each day how it
-- was held against call records, what was said of its gaps, and the `person` entries of whoever said it. The rest is the database's word.
-- SECURITY: nobody's number. Of recordings it tells how many there are today and when the last began, when the neighbours of a gap did, and of one without
-- a call its id, beginning, length and extension; of people who had the extension of a gap, and who explained it. Told without a `read` entry, since the
-- administrator, who enters none, has to explain gaps (INV-63). OD001: no month.
CREATE FUNCTION api.completeness(month text) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF month IS NULL OR month !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION 'malformed month' USING ERRCODE = 'OD001';
  END IF;
  RETURN (
    WITH said AS (
      SELECT e.seq, e.guid FROM office.entry e
       WHERE e.kind IN ('reconciled', 'explained') AND left(e.payload::jsonb ->> 'day', 7) = completeness.month
    )
    SELECT jsonb_build_object(
      'today', p.today,
      'first', (SELECT min(c.day) FROM office.reconciliation c),
      'waiting', (SELECT count(*) FROM office.gap g WHERE g.closed_seq IS NULL AND g.explained_seq IS NULL),
      'late', (SELECT count(*) FROM office.gap g WHERE g.closed_seq IS NULL AND g.explained_seq IS NULL AND g.due <= p.today),
      'newest', (SELECT max(g.day) FROM office.gap g WHERE g.closed_seq IS NULL AND g.explained_seq IS NULL
          AND (g.due <= p.today OR pg_has_role(session_user, 'odsluch_administrator', 'MEMBER'))),
      'soFar', (SELECT jsonb_build_object('count', count(*), 'last', api.instant(max(r.started_at))) FROM office.recording r
          WHERE r.state = 'available' AND r.started_at >= p.today::timestamp AT TIME ZONE 'Europe/Warsaw'),
      'holders', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('day', g.day, 'extension', g.extension, 'person', h.person, 'unit', h.unit)), '[]')
          FROM office.gap g JOIN office.extension_holder h ON h.extension = g.extension AND g.day BETWEEN h.from_day AND coalesce(h.to_day, 'infinity')
         WHERE to_char(g.day, 'YYYY-MM') = completeness.month),
      'beside', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', g.day, 'call', g.call, 'before', api.instant(b.before), 'after', api.instant(b.after))), '[]')
          FROM office.gap g, LATERAL (
            SELECT max(r.started_at) FILTER (WHERE r.started_at < g.started_at) AS before, min(r.started_at) FILTER (WHERE r.started_at > g.started_at) AS after
              FROM office.recording r WHERE r.state = 'available' AND r.started_at >= g.day::timestamp AT TIME ZONE 'Europe/Warsaw'
               AND r.started_at < (g.day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw') b
         WHERE g.kind = 'missing' AND g.closed_seq IS NULL AND to_char(g.day, 'YYYY-MM') = completeness.month),
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, true) ORDER BY e.seq), '[]') FROM office.entry e WHERE e.seq IN (
          SELECT s.seq FROM said s UNION SELECT api.registering(ARRAY(SELECT s.guid FROM said s)))))
    FROM office.pulse p);
END
$$;
GRANT EXECUTE ON FUNCTION api.completeness(text) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer, odsluch_administrator;

RESET ROLE;
