-- Recordings of which somebody whom they concern asked for something (§ 3 ust. 3; GDPR 7, 17, 18, 21), for those who answer for the office.

SET ROLE odsluch_owner;

-- Read model of `restricted` entries, and of the `hold-review` and `confirmed` ones that name them.
CREATE TABLE office.restriction (
  -- Of the entry that makes it.
  seq bigint PRIMARY KEY,
  effect text NOT NULL CHECK (effect IN ('restricted', 'erase')),
  recordings uuid[] NOT NULL CHECK (cardinality(recordings) BETWEEN 1 AND 50),
  -- Of a restriction: the day by which somebody asks whether it lasts, the newest entry by which somebody found that it does, and the one that ends it.
  review date,
  reviewed_seq bigint,
  ended_seq bigint,
  -- By which a second person agreed to an erasure.
  confirmed_seq bigint
);

RESET ROLE;
GRANT SELECT ON office.restriction TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE (review, reviewed_seq, ended_seq, confirmed_seq) ON office.restriction TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Recordings that two people agreed to erase and that are there still, with what was lost of them. Internal.
CREATE FUNCTION api.to_erase() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT k.id FROM office.restriction x, unnest(x.recordings) one JOIN office.recording r ON r.id = one
    JOIN office.recording k ON k.started_at = r.started_at AND k.plain_sha256 = r.plain_sha256 AND k.state IN ('available', 'lost')
   WHERE x.confirmed_seq IS NOT NULL
$$;

-- What waits of restrictions and erasures, for „Pulpit” and for the mark of „Nagrania”: how many restrictions, also of what was lost since, whose day has passed
-- by which somebody was to ask whether they last, and the first such day; how many erasures that somebody else entered and nobody has agreed to, and since when. Internal.
CREATE FUNCTION api.waiting_restrictions() RETURNS TABLE (review bigint, due date, erasures bigint, since date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FILTER (WHERE w.over), min(x.review) FILTER (WHERE w.over), count(*) FILTER (WHERE w.second), min(api.day_of(x.seq)) FILTER (WHERE w.second)
    FROM office.pulse p CROSS JOIN office.restriction x JOIN office.entry e ON e.seq = x.seq, LATERAL (
      SELECT x.ended_seq IS NULL AND x.review < p.today AS over,
          x.effect = 'erase' AND x.confirmed_seq IS NULL AND e.guid IS DISTINCT FROM api.own_guid()
            AND EXISTS (SELECT FROM office.recording r WHERE r.id = ANY (x.recordings) AND r.state <> 'destroyed') AS second) w
$$;

-- Restrictions and erasures, those that last first, in the keys of `restrictionsTold` (shared/restrictions.ts): the entries that tell of them, for the
-- program to check; and, the database's word, what keeps their recordings from being destroyed: `held`, of an erasure `restricted`, `busy` (somebody hears
-- it or has to write it down).
CREATE FUNCTION api.restrictions() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  -- SECURITY: they say who asked for what.
  PERFORM api.reading();
  RETURN (
    WITH told AS (
      SELECT x.* FROM office.restriction x ORDER BY x.ended_seq IS NOT NULL, x.seq DESC LIMIT 300
    ), named AS (
      SELECT t.seq, t.effect, r.id, r.hold_seq, r.restricted_seq FROM told t, unnest(t.recordings) one JOIN office.recording r ON r.id = one
    ), said AS (
      SELECT unnest(ARRAY[t.seq, t.reviewed_seq, t.ended_seq, t.confirmed_seq]) AS seq FROM told t
    )
    SELECT jsonb_build_object(
      'today', (SELECT p.today FROM office.pulse p),
      'waits', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', w.seq, 'why', w.why) ORDER BY w.seq), '[]') FROM (
        SELECT n.seq, min(CASE WHEN n.hold_seq IS NOT NULL THEN 'held' WHEN n.effect = 'erase' AND n.restricted_seq IS NOT NULL THEN 'restricted' WHEN EXISTS (
            SELECT FROM office.opening o JOIN office.act a ON a.id = o.act WHERE o.recording = n.id AND (o.closed_at IS NULL OR a.state = 'started')) THEN 'busy' END) AS why
          FROM named n GROUP BY 1) w WHERE w.why IS NOT NULL),
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, e.kind IN ('restricted', 'hold-review', 'person')) ORDER BY e.seq), '[]') FROM office.entry e WHERE e.seq IN (
        SELECT s.seq FROM said s
        UNION SELECT i.seq FROM named n JOIN office.entry i ON i.kind = 'ingest' AND i.recording = n.id
        UNION SELECT d.seq FROM named n JOIN office.recording r ON r.id = n.id AND r.state = 'destroyed'
          JOIN office.entry d ON d.kind = 'destroyed' AND strpos(d.payload, n.id::text) > 0
        UNION SELECT api.registering(ARRAY(SELECT o.guid FROM said s JOIN office.entry o ON o.seq = s.seq))))));
END
$$;
GRANT EXECUTE ON FUNCTION api.restrictions() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

RESET ROLE;
