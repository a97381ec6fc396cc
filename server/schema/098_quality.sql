-- Reviews of quality (§ 2): plans, the calls that were drawn for them, and what a plan would find.

SET ROLE odsluch_owner;

-- Read model of `qualityPlan`, `qualityVerdict` and `qualityDraw` entries, and of the first `release` of each plan.
CREATE TABLE office.quality_plan (
  -- Of the command that proposes it.
  id uuid PRIMARY KEY,
  -- The account of whoever proposed it, and hears it.
  guid uuid NOT NULL,
  verdict_seq bigint,
  draw_seq bigint,
  -- What was drawn, in its order.
  recordings uuid[] NOT NULL DEFAULT '{}',
  -- The one act in which it is heard.
  act uuid,
  seq bigint NOT NULL UNIQUE
);
CREATE INDEX quality_plan_guid ON office.quality_plan (guid);

RESET ROLE;
GRANT SELECT ON office.quality_plan TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE (verdict_seq, draw_seq, recordings, act) ON office.quality_plan TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Plans, the newest first: the asker's own, to the desk all of them; in the keys of `plansTold` (electron/quality/plans.ts). The entries are for the program to
-- check: of each plan its own, verdict and draw, the first release and what ends its act; what allows reviews today; and the `person` entries of
-- whoever made these. How many calls of each were opened, scored and remarked is the database's word.
-- SECURITY: without the words of a draw: they say whose calls it has.
CREATE FUNCTION api.quality() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := api.own_guid();
  entire constant boolean := pg_has_role(session_user, 'odsluch_secretary', 'MEMBER');
BEGIN
  PERFORM api.session_begun();
  RETURN (
    WITH listed AS (
      SELECT q.* FROM office.quality_plan q WHERE entire OR q.guid = me ORDER BY q.seq DESC LIMIT 300
    ), said AS (
      SELECT unnest(ARRAY[l.seq, l.verdict_seq, l.draw_seq, a.seq, a.completed_seq, a.filed_seq]) AS seq FROM listed l LEFT JOIN office.act a ON a.id = l.act
      UNION SELECT unnest(ARRAY[b.seq, b.confirmed_seq]) FROM office.legal_basis b, office.pulse t
         WHERE b.code = 'JAKOSC' AND t.today BETWEEN b.valid_from AND coalesce(b.valid_to, 'infinity')
    )
    SELECT jsonb_build_object('today', p.today, 'limits', p.quality, 'departments', api.departments(),
      'counts', (SELECT coalesce(jsonb_object_agg(l.id, jsonb_build_object(
          'opened', (SELECT count(DISTINCT o.recording) FROM office.opening o WHERE o.act = l.act AND NOT EXISTS (
            SELECT FROM office.entry e WHERE e.recording = o.recording AND e.kind = 'qualityOmission')),
          'scored', (SELECT count(DISTINCT e.recording) FROM office.entry e WHERE e.recording = ANY (l.recordings) AND e.kind = 'qualityScore'),
          'remarked', (SELECT count(*) FROM office.entry e WHERE e.recording = ANY (l.recordings) AND e.kind = 'qualityRemark'
            AND (e.payload::jsonb ->> 'remarked')::boolean AND api.is_worded(e.recording)
            AND NOT EXISTS (SELECT FROM office.entry n WHERE n.recording = e.recording AND n.kind = 'qualityScore' AND n.seq > e.seq)))), '{}') FROM listed l),
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, e.kind IN ('qualityPlan', 'qualityVerdict', 'person')) ORDER BY e.seq), '[]')
          FROM office.entry e WHERE e.seq IN (
            SELECT s.seq FROM said s
            UNION SELECT api.registering(ARRAY(SELECT m.guid FROM said s JOIN office.entry m ON m.seq = s.seq)))))
      FROM office.pulse p);
END
$$;
GRANT EXECUTE ON FUNCTION api.quality() TO odsluch_people;

-- What came out of reviews whose protocols lie in their files: the entries of the 40 newest for the program to check: of each the plan with its words, its
-- approval, the first release, what completed its act, and what filed it. To the desk, the Mayor and the officer all of them, to others those of own plans.
-- SECURITY: of the sums nothing is taken away here: what is of few the keeper never entered. No card, nor what was found.
CREATE FUNCTION api.quality_results() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := api.own_guid();
  entire constant boolean := EXISTS (SELECT FROM unnest(ARRAY['odsluch_secretary', 'odsluch_mayor', 'odsluch_protection_officer']) office (role)
    WHERE pg_has_role(session_user, office.role, 'MEMBER'));
BEGIN
  PERFORM api.session_begun();
  RETURN (
    WITH listed AS (
      SELECT q.seq, q.verdict_seq, a.id AS act, a.seq AS release, a.filed_seq FROM office.quality_plan q JOIN office.act a ON a.id = q.act
       WHERE a.state = 'filed' AND (entire OR q.guid = me) ORDER BY a.filed_seq DESC LIMIT 40
    )
    SELECT coalesce(jsonb_agg(api.sealed(e, e.kind = 'qualityPlan') ORDER BY e.seq), '[]') FROM office.entry e WHERE e.seq IN (
      SELECT unnest(ARRAY[l.seq, l.verdict_seq, l.release, l.filed_seq]) FROM listed l
      UNION SELECT c.seq FROM office.entry c JOIN listed l ON c.act = l.act WHERE c.kind = 'completed'));
END
$$;
GRANT EXECUTE ON FUNCTION api.quality_results() TO odsluch_people;

-- Whether the words of the newest card of a recording are there, as far as there is a card. A database that was put back may have lost them: the keeper
-- holds nothing against such a card any more. Internal.
CREATE FUNCTION api.is_worded(recording uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT EXISTS (SELECT FROM office.entry_text t WHERE t.seq = e.seq) FROM office.entry e
    WHERE e.recording = is_worded.recording AND e.kind = 'qualityScore' ORDER BY e.seq DESC LIMIT 1), true)
$$;

-- The calls of an own plan in the order of the draw, as many as it has, in the keys of `queueTold` (electron/quality/queue.ts): as the database has them, and
-- the entries for the program to check: the plan and its draw, what was said of its calls, and of what was opened in it the first release, how it was taken in,
-- and the `person` entries of whose it is; all without words but these. Null: no plan of the asker's.
-- SECURITY: no number and no extension; of what was not opened yet nothing that names who answered, and so not its `ingest` entry either, which has a login.
CREATE FUNCTION api.quality_queue(plan uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known office.quality_plan;
BEGIN
  PERFORM api.session_begun();
  SELECT q.* INTO known FROM office.quality_plan q WHERE q.id = quality_queue.plan AND q.guid = api.own_guid();
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH positions AS (
      SELECT d.nr, r.*, (SELECT min(o.seq) FROM office.opening o WHERE o.act = known.act AND o.recording = r.id) AS release
        FROM unnest(known.recordings) WITH ORDINALITY d (recording, nr) JOIN office.recording r ON r.id = d.recording
       -- One more for each that is left out.
       WHERE d.nr <= (SELECT (e.payload::jsonb ->> 'size')::integer FROM office.entry e WHERE e.seq = known.seq)
         + (SELECT count(*) FROM office.entry e WHERE e.recording = ANY (known.recordings) AND e.kind = 'qualityOmission')
    ), opened AS (
      SELECT p.id, p.release, p.speaker FROM positions p WHERE p.release IS NOT NULL
    )
    SELECT jsonb_build_object('today', (SELECT p.today FROM office.pulse p),
      'positions', (SELECT coalesce(jsonb_agg(jsonb_build_object('nr', p.nr, 'recording', p.id, 'startedAt', api.instant(p.started_at),
            'durationMs', p.duration_ms, 'department', p.department, 'part', legs.part, 'parts', legs.parts, 'there', p.state = 'available', 'worded', api.is_worded(p.id)) ORDER BY p.nr), '[]')
          FROM positions p, LATERAL (
            SELECT count(*) AS parts, count(*) FILTER (WHERE (g.started_at, g.id) <= (p.started_at, p.id)) AS part FROM office.recording g
             WHERE g.id = p.id OR g.call_group = p.call_group AND g.state NOT IN ('pending', 'lost')) legs),
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, e.kind = 'person') ORDER BY e.seq), '[]') FROM office.entry e WHERE e.seq IN (
        SELECT unnest(ARRAY[known.seq, known.draw_seq])
        UNION SELECT c.seq FROM office.entry c WHERE c.recording = ANY (known.recordings) AND c.kind = ANY (api.card_kinds())
        UNION SELECT o.release FROM opened o
        UNION SELECT i.seq FROM opened o JOIN office.entry i ON i.kind = 'ingest' AND i.recording = o.id
        UNION SELECT api.registering(ARRAY(SELECT o.speaker FROM opened o))))));
END
$$;
GRANT EXECUTE ON FUNCTION api.quality_queue(uuid) TO odsluch_people;

-- A call that was heard under a plan with what was said of it, in the keys of `cardTold` (electron/quality/card.ts): the entries for the program to check, these
-- with their words, and those of the plan and of who is named; how the call was taken in without them. Null: there is none that the asker may read.
-- SECURITY: for two people: whoever rates, once it was opened, and whoever answered it, once there is a card, or why there is none. No office reads it, nor
-- who gets a login later. The draw lists the calls of others, which a listener knows by their ids: it is the rater's alone.
CREATE FUNCTION api.quality_card(plan uuid, nr integer) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := api.own_guid();
  known office.quality_plan;
  one office.recording;
  release bigint;
BEGIN
  PERFORM api.session_begun();
  SELECT q.* INTO known FROM office.quality_plan q WHERE q.id = quality_card.plan;
  SELECT r.* INTO one FROM office.recording r WHERE r.id = known.recordings[quality_card.nr];
  SELECT min(o.seq) INTO release FROM office.opening o WHERE o.act = known.act AND o.recording = one.id;
  IF one.id IS NULL OR release IS NULL OR NOT coalesce(known.guid = me OR one.speaker = me AND EXISTS (
       SELECT FROM office.entry e WHERE e.recording = one.id AND e.kind IN ('qualityScore', 'qualityOmission')), false) THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT jsonb_build_object('today', p.today, 'there', one.state = 'available', 'part', legs.part, 'parts', legs.parts,
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, e.kind = ANY (api.card_kinds()) OR e.kind IN ('qualityPlan', 'person')) ORDER BY e.seq), '[]')
        FROM office.entry e WHERE e.seq IN (
          SELECT unnest(ARRAY[known.seq, known.verdict_seq, CASE WHEN known.guid = me THEN known.draw_seq END, release, one.seq])
          UNION SELECT c.seq FROM office.entry c WHERE c.recording = one.id AND c.kind = ANY (api.card_kinds())
          UNION SELECT unnest(ARRAY[a.completed_seq, a.filed_seq]) FROM office.act a WHERE a.id = known.act
          UNION SELECT api.registering(ARRAY[known.guid, one.speaker]))))
      FROM office.pulse p, LATERAL (
        SELECT count(*) AS parts, count(*) FILTER (WHERE (g.started_at, g.id) <= (one.started_at, one.id)) AS part FROM office.recording g
         WHERE g.id = one.id OR g.call_group = one.call_group AND g.state NOT IN ('pending', 'lost')) legs);
END
$$;
GRANT EXECUTE ON FUNCTION api.quality_card(uuid, integer) TO odsluch_people;

-- Own calls of which a card was made under a plan, or said why there is none, as {plan, nr, recording, there}, in the keys of `ownTold` (electron/quality/own-cards.ts);
-- and the entries for the program to check: of these calls how they were taken in, how they were heard, and what was said, without words; of their plans, and of those
-- that have an own call and are not over, what they say and their approval; of the former what ends their act; and the `person` entries of who rates and who approved.
-- SECURITY: by the account that had the call when it was drawn, not by the login: nobody reads another's, no office, and not who is called so later. Of a call that
-- nobody has spoken of yet not even which it is, and of others' nothing: no draw is told, which lists them, and no release of another call.
CREATE FUNCTION api.my_cards() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := api.own_guid();
BEGIN
  PERFORM api.session_begun();
  RETURN (
    WITH own AS MATERIALIZED (
      SELECT q.id AS plan, d.nr, r.id, r.seq, r.state, (SELECT min(o.seq) FROM office.opening o WHERE o.act = q.act AND o.recording = r.id) AS release
        FROM office.quality_plan q, unnest(q.recordings) WITH ORDINALITY d (recording, nr) JOIN office.recording r ON r.id = d.recording
       WHERE r.speaker = me
    ), heard AS MATERIALIZED (
      SELECT o.* FROM own o WHERE o.release IS NOT NULL
         AND EXISTS (SELECT FROM office.entry e WHERE e.recording = o.id AND e.kind IN ('qualityScore', 'qualityOmission'))
    ), plans AS (
      SELECT q.*, v.guid AS decided, a.completed_seq, a.filed_seq
        FROM office.quality_plan q LEFT JOIN office.entry v ON v.seq = q.verdict_seq LEFT JOIN office.act a ON a.id = q.act
       WHERE q.id IN (SELECT h.plan FROM heard h) OR q.id IN (SELECT o.plan FROM own o) AND coalesce(a.completed_seq, a.filed_seq) IS NULL
    )
    SELECT jsonb_build_object('today', t.today,
      'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('plan', h.plan, 'nr', h.nr, 'recording', h.id, 'there', h.state = 'available' AND api.is_worded(h.id))), '[]') FROM heard h),
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, e.kind IN ('qualityPlan', 'person')) ORDER BY e.seq), '[]')
        FROM office.entry e WHERE e.seq IN (
          SELECT unnest(ARRAY[l.seq, l.verdict_seq, l.completed_seq, l.filed_seq]) FROM plans l
          UNION SELECT unnest(ARRAY[h.seq, h.release]) FROM heard h
          UNION SELECT c.seq FROM heard h JOIN office.entry c ON c.recording = h.id AND c.kind = ANY (api.card_kinds())
          UNION SELECT api.registering(ARRAY(SELECT unnest(ARRAY[l.guid, l.decided]) FROM plans l)))))
      FROM office.pulse t);
END
$$;
GRANT EXECUTE ON FUNCTION api.my_cards() TO odsluch_people;

-- What would be drawn for a plan of these terms {departments, from, to, until, size, perPerson, shortestS, longestMin}, `plan`: of a proposed one, whose rater's own
-- calls are left out instead of the asker's. In the keys of `previewOutput` (shared/quality.ts): how many calls there are and why others are not drawn,
-- in whole fives, null below; how many of `size` can be drawn, at least; whether it would be approved, and whether each department is large enough to stand alone. As the keeper
-- sorts them out (server/entries/sample.ts), which decides by entries; of legs that were destroyed it alone knows who answered them. OD001: no such terms.
-- SECURITY: numbers alone, no small ones, and no fewer days than a plan has.
CREATE FUNCTION api.quality_preview(terms jsonb) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  day constant text := '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$';
  few constant integer := 5;
  told office.pulse;
  rater uuid;
  asked text[];
  first_day date;
  last_day date;
  last_needed date;
  size integer;
  each integer;
  least_ms integer;
  most_ms integer;
BEGIN
  PERFORM api.session_begun();
  BEGIN
    IF terms IS NULL OR octet_length(terms::text) > 8000 OR jsonb_typeof(terms -> 'departments') IS DISTINCT FROM 'array'
       OR NOT coalesce((terms ->> 'from') ~ day AND (terms ->> 'to') ~ day AND (terms ->> 'until') ~ day, false)
       OR EXISTS (SELECT FROM (VALUES ('size', 5, 100), ('perPerson', 1, 10), ('shortestS', 0, 600), ('longestMin', 1, 240)) k (name, lowest, highest)
           WHERE NOT coalesce((terms ->> k.name) ~ '^[0-9]{1,3}$' AND (terms ->> k.name)::integer BETWEEN k.lowest AND k.highest, false)) THEN
      RAISE data_exception;
    END IF;
    asked := ARRAY(SELECT DISTINCT jsonb_array_elements_text(terms -> 'departments'));
    first_day := (terms ->> 'from')::date;
    last_day := (terms ->> 'to')::date;
    -- A plan holds a recording of which thirty days are left when it ends.
    last_needed := (terms ->> 'until')::date + 30;
    size := (terms ->> 'size')::integer;
    each := (terms ->> 'perPerson')::integer;
    least_ms := (terms ->> 'shortestS')::integer * 1000;
    most_ms := (terms ->> 'longestMin')::integer * 60000;
    SELECT q.guid INTO rater FROM office.quality_plan q WHERE q.id = (terms ->> 'plan')::uuid;
  EXCEPTION WHEN data_exception THEN
    RAISE EXCEPTION 'malformed terms' USING ERRCODE = 'OD001';
  END;
  IF cardinality(asked) NOT BETWEEN 1 AND 20 OR cardinality(asked) < jsonb_array_length(terms -> 'departments')
     OR last_day - first_day NOT BETWEEN 4 AND 3660 OR least_ms > most_ms THEN
    RAISE EXCEPTION 'malformed terms' USING ERRCODE = 'OD001';
  END IF;
  rater := coalesce(rater, api.own_guid());
  SELECT p.* INTO told FROM office.pulse p;
  RETURN (
    WITH own AS (
      SELECT DISTINCT one ->> 'login' AS login FROM office.entry e, jsonb_array_elements(e.payload::jsonb -> 'people') one
       WHERE e.kind = 'person' AND one ->> 'guid' = rater::text
    ), drawn AS (
      SELECT unnest(q.recordings) AS id FROM office.quality_plan q
    ), erased AS MATERIALIZED (
      SELECT x.id FROM api.to_erase() x (id)
    ), untold AS MATERIALIZED (
      SELECT u.id FROM api.untold() u
    ), calls AS (
      SELECT r.* FROM office.recording r
       WHERE r.state = 'available' AND r.department = ANY (asked)
         AND r.started_at >= first_day::timestamp AT TIME ZONE 'Europe/Warsaw' AND r.started_at < (last_day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw'
    ), sorted AS (
      SELECT c.id, c.call_group, c.department, c.speaker, CASE
          WHEN c.duration_ms NOT BETWEEN least_ms AND most_ms THEN 'length'
          WHEN c.speaker IS NULL THEN 'unregistered'
          WHEN c.id IN (SELECT d.id FROM drawn d) THEN 'drawn'
          WHEN ((c.started_at AT TIME ZONE 'Europe/Warsaw')::date + interval '12 months')::date < last_needed
            OR c.restricted_seq IS NOT NULL OR c.id IN (SELECT x.id FROM erased x)
            OR NOT coalesce((SELECT m.admitted FROM office.admission m WHERE m.recording = c.id), c.id NOT IN (SELECT u.id FROM untold u))
            OR (SELECT o.account FROM office.person o WHERE o.guid = c.speaker ORDER BY o.seq DESC LIMIT 1) IS DISTINCT FROM 'ok'
            -- Evidence, or what was heard on another basis, and what the rater answered, of each leg.
            OR EXISTS (SELECT FROM office.recording leg WHERE leg.call_group = c.call_group AND (leg.hold_seq IS NOT NULL
              OR leg.answered_login IN (SELECT w.login FROM own w)
              OR EXISTS (SELECT FROM office.opening o JOIN office.act a ON a.id = o.act WHERE o.recording = leg.id AND a.basis <> 'JAKOSC')))
            THEN 'unavailable' END AS why
        FROM calls c
    ), eligible AS (
      SELECT s.* FROM sorted s WHERE s.why IS NULL
    ), year AS (
      SELECT one.guid, count(*) AS times FROM office.quality_plan q JOIN office.entry_text t ON t.seq = q.draw_seq,
          jsonb_array_elements_text(t.text::jsonb -> 'guids') one (guid)
       WHERE extract(year FROM api.day_of(q.draw_seq)) = extract(year FROM told.today) GROUP BY 1
    ), persons AS (
      SELECT least(each, greatest(0, (told.quality ->> 'perPersonYear')::integer - coalesce(y.times, 0)), count(DISTINCT e.call_group)) AS most
        FROM eligible e LEFT JOIN year y ON y.guid = e.speaker::text GROUP BY e.speaker, y.times
    )
    -- SECURITY: in whole fives: most terms that differ by a second or a day say the same, and what they differ in tells of no call by itself.
    SELECT jsonb_build_object(
      'calls', (SELECT nullif(count(*) / few * few, 0) FROM sorted s),
      'excluded', (SELECT jsonb_object_agg(k.why, nullif(k.count / few * few, 0))
          FROM (SELECT w.why, count(s.id) AS count FROM unnest(ARRAY['length', 'unregistered', 'drawn', 'unavailable']) w (why)
                  LEFT JOIN sorted s ON s.why = w.why GROUP BY 1) k),
      -- SECURITY: of few nobody is told how many could be drawn either: whoever narrows lengths and departments would find one call.
      -- Rounded before it is held against a size: else sizes would tell the number.
      'possible', (SELECT CASE WHEN sum(p.most) >= few THEN least(size, sum(p.most)::integer / few * few) END FROM persons p),
      'enough', each * m.persons <= size + m.persons - 1 AND (SELECT count(*) FILTER (WHERE p.most > 0) >= m.persons AND coalesce(sum(p.most), 0) >= few FROM persons p),
      'cells', (SELECT coalesce(sum(p.most), 0) >= few FROM persons p) AND size >= m.cards * cardinality(asked) AND NOT EXISTS (SELECT FROM unnest(asked) d (name)
          WHERE (SELECT count(DISTINCT e.speaker) FROM eligible e WHERE e.department = d.name) < m.persons))
      FROM (SELECT (told.quality ->> 'fewCards')::integer AS cards, (told.quality ->> 'fewPersons')::integer AS persons) m);
END
$$;
GRANT EXECUTE ON FUNCTION api.quality_preview(jsonb) TO odsluch_quality, odsluch_secretary;

RESET ROLE;
