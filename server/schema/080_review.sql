-- Reviews: each month somebody looks at what was listened to and refused (§ 7).

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
  -- The accounts that it tells of.
  concerns uuid[] NOT NULL,
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

-- The accounts of the desk today. Internal. SECURITY: by the appointments, as the keeper judges it: roles are gone while an account is off, and then nobody
-- could judge what its person heard.
CREATE FUNCTION api.desk() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg((h ->> 'guid')::uuid), '{}')
    FROM jsonb_array_elements(api.instruments('{"what": "appointment", "show": "valid"}') -> 'rows') h WHERE h ->> 'office' = 'secretary'
$$;

-- Items of a review with what they are to the asker: {item, of_desk (they tell of somebody of `desk`), own (of the asker)}. Internal.
CREATE FUNCTION api.review_items(id uuid, desk uuid[]) RETURNS TABLE (item text, verdict text, judged_seq bigint, of_desk boolean, own boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.item, n.verdict, n.judged_seq, n.concerns && review_items.desk, api.own_guid() = ANY (n.concerns)
    FROM office.review_item n WHERE n.review = review_items.id
$$;

-- All reviews, newest first: [{review, seq, from, to, opened (its day), items, flagged (acts that draw attention), judged, irregular, referred, last (the newest verdict), waits (something of it is
-- for the asker to do), number (of the report; null: it is open), concluded (its day)}]. The desk does what is left; of what tells of the desk the Mayor and
-- the officer judge what nobody has, and the Mayor what the desk has referred.
CREATE FUNCTION api.reviews() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  desk boolean := pg_has_role(session_user, 'odsluch_secretary', 'MEMBER');
  mayor boolean := pg_has_role(session_user, 'odsluch_mayor', 'MEMBER');
  of_desk uuid[] := api.desk();
BEGIN
  PERFORM api.session_begun();
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('review', r.id, 'seq', r.seq, 'from', r.from_day, 'to', r.to_day,
      'opened', api.day_of(r.seq), 'items', i.items, 'judged', i.judged, 'irregular', i.irregular, 'referred', i.referred, 'last', i.last,
      'flagged', (SELECT count(DISTINCT f ->> 'act') FROM office.entry e, jsonb_array_elements(e.payload::jsonb -> 'flags') f WHERE e.seq = r.seq),
      'waits', r.concluded_seq IS NULL AND (desk OR i.above), 'number', r.number, 'concluded', api.day_of(r.concluded_seq)) ORDER BY r.seq DESC), '[]')
    FROM office.review r CROSS JOIN LATERAL (
      SELECT count(*) AS items, count(n.verdict) AS judged, count(*) FILTER (WHERE n.verdict = 'irregular') AS irregular,
          count(*) FILTER (WHERE n.verdict = 'referred') AS referred, max(n.judged_seq) AS last,
          coalesce(bool_or(n.of_desk AND NOT n.own AND (n.verdict IS NULL OR mayor AND n.verdict = 'referred')), false) AS above
        FROM api.review_items(r.id, of_desk) n) i);
END
$$;
GRANT EXECUTE ON FUNCTION api.reviews() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The legal day of an entry. Internal.
CREATE FUNCTION api.day_of(entry bigint) RETURNS date
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ((e.payload::jsonb ->> 'at')::timestamptz AT TIME ZONE 'Europe/Warsaw')::date FROM office.entry e WHERE e.seq = day_of.entry
$$;

-- The last entry of before an instant; 0 where there is none. Entries stand in the order of their times: it halves, and reads no years. Internal.
CREATE FUNCTION api.last_before(instant timestamptz) RETURNS bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  low bigint := 0;
  high bigint := (SELECT max(e.seq) FROM office.entry e);
  middle bigint;
BEGIN
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    IF (SELECT (e.payload::jsonb ->> 'at')::timestamptz < instant FROM office.entry e WHERE e.seq = middle) THEN
      low := middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN low;
END
$$;

-- Of what a statement of legal days, both within, is made: {acts: all that began in them, end: the last entry of them, entries: numbers of refusals and of requests that
-- nobody had signed, of papers, of the entries at the end of the days and after it, and of the last check before entry `until` (null: the newest)}. What they
-- say the program reads in the entries themselves (api.register_entries). OD001: no such days, or more than a year of them. OD005 as of
-- api.reading.
CREATE FUNCTION api.statement(from_day date, to_day date, until bigint) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  begin_at timestamptz := from_day::timestamp AT TIME ZONE 'Europe/Warsaw';
  end_at timestamptz := (to_day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
  ends bigint := api.last_before(end_at);
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  IF from_day IS NULL OR to_day IS NULL OR to_day - from_day NOT BETWEEN 0 AND 366 THEN
    RAISE EXCEPTION 'malformed period' USING ERRCODE = 'OD001';
  END IF;
  RETURN jsonb_build_object('end', ends,
      'acts', (SELECT coalesce(jsonb_agg(a.id ORDER BY a.seq), '[]') FROM office.act a WHERE a.opened_at >= begin_at AND a.opened_at < end_at),
      -- Each kind by its own index search: the whole ledger is not read for a month.
      'entries', (SELECT coalesce(jsonb_agg(f.seq ORDER BY f.seq), '[]') FROM (
          SELECT o.seq FROM office.entry o WHERE o.kind = 'refusal' AND o.payload::jsonb ->> 'request' IN ('listen', 'join')
             AND o.payload::jsonb ->> 'at' >= api.instant(begin_at) AND o.payload::jsonb ->> 'at' < api.instant(end_at)
          UNION SELECT u.seq FROM office.entry u WHERE u.kind = 'unsigned-request'
             AND u.payload::jsonb ->> 'at' >= api.instant(begin_at) AND u.payload::jsonb ->> 'at' < api.instant(end_at)
          UNION SELECT p.seq FROM office.entry p WHERE p.kind IN ('instrument', 'confirmed', 'revoke')
          UNION SELECT e.seq FROM office.entry e WHERE e.seq IN (ends, ends + 1)
          UNION SELECT max(c.seq) FROM office.entry c WHERE c.kind = 'checked' AND (until IS NULL OR c.seq < until) HAVING count(*) > 0) f));
END
$$;
GRANT EXECUTE ON FUNCTION api.statement(date, date, bigint) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Of what a review is made: {statement: of its month, entries: numbers of the review's own and of what was asked about its acts, items: [{item, ofDesk, own}], as the asker is to them}. Null for one
-- that there is not. OD005 as of api.reading.
CREATE FUNCTION api.review(id uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT api.reading();
  SELECT jsonb_build_object(
      'statement', api.statement(r.from_day, r.to_day, r.concluded_seq),
      'entries', (SELECT jsonb_agg(f.seq ORDER BY f.seq) FROM (
          SELECT r.seq
          UNION SELECT j.seq FROM office.entry j WHERE j.kind IN ('judged', 'concluded') AND j.payload::jsonb ->> 'review' = r.id::text
          UNION SELECT q.seq FROM office.entry q WHERE q.kind = 'matter' AND q.payload::jsonb ->> 'sort' = 'question'
             AND q.payload::jsonb ->> 'about' IN (
               SELECT a.seq::text FROM office.review_item n JOIN office.act a ON a.id::text = n.item WHERE n.review = r.id)) f),
      'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('item', n.item, 'ofDesk', n.of_desk, 'own', n.own)), '[]') FROM api.review_items(r.id, api.desk()) n))
    FROM office.review r WHERE r.id = review.id
$$;
GRANT EXECUTE ON FUNCTION api.review(uuid) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Who searched in the month of a review, as hints beside it; the log is no part of the ledger: {hours (of work, of the review's rules), people: [{guid,
-- person, searches, acts (begun in the month), hours: [{at, count}], digits, times}]}. The same filter within a minute counts once; digits are those three last
-- ones of a number that were asked for most often, in so many minutes. Null for a review that there is not. OD005 as of api.reading.
CREATE FUNCTION api.review_searches(id uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  r office.review;
  begin_at timestamptz;
  end_at timestamptz;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO r FROM office.review v WHERE v.id = review_searches.id;
  begin_at := r.from_day::timestamp AT TIME ZONE 'Europe/Warsaw';
  end_at := (r.to_day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
  RETURN (SELECT jsonb_build_object('hours', e.payload::jsonb -> 'rules' -> 'hours', 'people', (
    WITH asked AS (
      SELECT DISTINCT l.guid, date_trunc('minute', l.at, 'UTC') AS minute, f.first
        FROM office.search_log l CROSS JOIN LATERAL (SELECT CASE l.kind WHEN 'counts' THEN l.filter -> 0 ELSE l.filter END AS first) f
       WHERE l.at >= begin_at AND l.at < end_at
    ), person AS (
      SELECT a.guid, count(*) AS searches,
          (SELECT count(*) FROM office.act c WHERE c.guid = a.guid AND c.opened_at >= begin_at AND c.opened_at < end_at) AS acts
        FROM asked a GROUP BY a.guid
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object('guid', p.guid, 'searches', p.searches, 'acts', p.acts,
        'person', coalesce((SELECT n.display_name FROM office.person n WHERE n.guid = p.guid ORDER BY n.seq DESC LIMIT 1),
          (SELECT l.login FROM office.search_log l WHERE l.guid = p.guid ORDER BY l.id DESC LIMIT 1)),
        'hours', (SELECT jsonb_agg(jsonb_build_object('at', api.instant(h.hour), 'count', h.count) ORDER BY h.hour)
           FROM (SELECT date_trunc('hour', a.minute, 'UTC') AS hour, count(*) FROM asked a WHERE a.guid = p.guid GROUP BY 1) h),
        'digits', most.digits, 'times', coalesce(most.times, 0)) ORDER BY p.searches DESC, p.guid), '[]')
      FROM person p LEFT JOIN LATERAL (SELECT a.first ->> 'digits' AS digits, count(DISTINCT a.minute) AS times FROM asked a
        WHERE a.guid = p.guid AND a.first ->> 'digits' IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1) most ON true))
    FROM office.entry e WHERE e.seq = r.seq);
END
$$;
GRANT EXECUTE ON FUNCTION api.review_searches(uuid) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

RESET ROLE;
