-- Reviews: each month somebody looks at what was listened to and refused (§ 4 ust. 3, § 7).

SET ROLE odsluch_owner;

-- Read models of `review`, `judged` and `concluded` entries.
CREATE TABLE office.review (
  id uuid PRIMARY KEY,
  from_day date NOT NULL,
  to_day date NOT NULL,
  seq bigint NOT NULL,
  -- The entry that concludes it, and the number of its report.
  concluded_seq bigint,
  number text
);
-- What is to be judged, in the order of `place`: an act by its id, the refusals of an account by its objectGUID, `unsigned`.
CREATE TABLE office.review_item (
  review uuid NOT NULL REFERENCES office.review,
  item text NOT NULL,
  what text NOT NULL CHECK (what IN ('act', 'refusals', 'unsigned')),
  place integer NOT NULL,
  verdict text CHECK (verdict IN ('ok', 'irregular', 'referred')),
  judged_seq bigint,
  -- The entry of its review.
  seq bigint NOT NULL,
  PRIMARY KEY (review, item)
);

RESET ROLE;
GRANT SELECT ON office.review, office.review_item TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.review, office.review_item TO odsluch_keeper;

SET ROLE odsluch_definer;

-- All reviews, newest first: [{review, seq, from, to, items, judged, irregular, referred, number (of the report; null: it is open)}].
CREATE FUNCTION api.reviews() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(jsonb_build_object('review', r.id, 'seq', r.seq, 'from', r.from_day, 'to', r.to_day, 'items', i.items,
      'judged', i.judged, 'irregular', i.irregular, 'referred', i.referred, 'number', r.number) ORDER BY r.seq DESC), '[]')
    FROM office.review r CROSS JOIN LATERAL (
      SELECT count(*) AS items, count(n.verdict) AS judged, count(*) FILTER (WHERE n.verdict = 'irregular') AS irregular,
          count(*) FILTER (WHERE n.verdict = 'referred') AS referred FROM office.review_item n WHERE n.review = r.id) i
$$;
GRANT EXECUTE ON FUNCTION api.reviews() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Of what a review is made: {acts: all that began in its month, entries: numbers of the review's own entries, of refusals of that month, of requests that
-- nobody had signed, and of papers; desk: the accounts of its offices today}. What they say the program reads in the entries themselves
-- (api.register_entries). Null for one that there is not. OD005 as of api.reading.
CREATE FUNCTION api.review(id uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT api.reading();
  SELECT jsonb_build_object(
      'acts', (SELECT coalesce(jsonb_agg(a.id ORDER BY a.seq), '[]') FROM office.act a WHERE a.opened_at >= t.since AND a.opened_at < t.until),
      -- Each kind by its own index search: the whole ledger is not read for a month.
      'entries', (SELECT jsonb_agg(f.seq ORDER BY f.seq) FROM (
          SELECT r.seq
          UNION SELECT j.seq FROM office.entry j WHERE j.kind IN ('judged', 'concluded') AND j.payload::jsonb ->> 'review' = r.id::text
          UNION SELECT o.seq FROM office.entry o WHERE o.kind IN ('refusal', 'unsigned-request')
            AND (o.payload::jsonb ->> 'at')::timestamptz >= t.since AND (o.payload::jsonb ->> 'at')::timestamptz < t.until
            AND (o.kind = 'unsigned-request' OR o.payload::jsonb ->> 'request' IN ('listen', 'join'))
          UNION SELECT p.seq FROM office.entry p WHERE p.kind IN ('instrument', 'confirmed', 'revoke')) f),
      'desk', (SELECT coalesce(jsonb_agg(p.guid), '[]') FROM office.person p WHERE 'secretary' = ANY (p.roles)))
    FROM office.review r CROSS JOIN LATERAL (
      SELECT r.from_day::timestamp AT TIME ZONE 'Europe/Warsaw' AS since, (r.to_day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw' AS until) t
   WHERE r.id = review.id
$$;
GRANT EXECUTE ON FUNCTION api.review(uuid) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

RESET ROLE;
