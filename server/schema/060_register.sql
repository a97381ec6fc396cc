-- D2, the register of listenings: every act and every refusal, newest first, for whoever answers for the office. No caller, no sound.

SET ROLE odsluch_definer;

-- Whether the asker has an office that reads what concerns others. Internal.
CREATE FUNCTION api.oversees() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(session_user, 'odsluch_secretary', 'MEMBER') OR pg_has_role(session_user, 'odsluch_mayor', 'MEMBER')
    OR pg_has_role(session_user, 'odsluch_protection_officer', 'MEMBER')
$$;

-- Whether the ledger says that the asker's account reads the register: by a `read` entry of the last ten hours, by the keeper's clock. Internal.
CREATE FUNCTION api.has_read() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT (e.payload::jsonb ->> 'at')::timestamptz >= to_timestamp(p.time / 1000.0) - interval '10 hours'
    FROM office.entry e WHERE e.kind = 'read' AND e.guid = api.own_guid() ORDER BY e.seq DESC LIMIT 1), false) FROM office.pulse p
$$;

-- SECURITY: whoever reads what others did leaves a trace in the ledger first, with whichever program. Whatever tells of others begins with
-- it, but for sums. OD005: there is no such entry. Internal.
CREATE FUNCTION api.reading() RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF api.has_read() IS NOT TRUE THEN
    RAISE EXCEPTION 'nobody entered that this is read' USING ERRCODE = 'OD005';
  END IF;
END
$$;

-- How the directory has an account: of somebody whom no entry registers, absent. Internal.
CREATE FUNCTION api.account_of(account uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT p.account FROM office.person p WHERE p.guid = account_of.account ORDER BY p.seq DESC LIMIT 1), 'absent')
$$;

-- When nothing more is heard in an act, and of the act of a plan nothing remarked any more, as the keeper has it (server/entries/positions.ts). In plpgsql,
-- for plans are a table that comes later. Internal.
CREATE FUNCTION api.over_at(a office.act) RETURNS timestamptz
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT api.is_review(a) THEN
    RETURN a.until;
  END IF;
  RETURN greatest(a.until, (SELECT max((e.payload::jsonb ->> 'remarksUntil')::date + 1)::timestamp AT TIME ZONE 'Europe/Warsaw'
    FROM office.quality_plan q JOIN office.entry e ON e.recording = ANY (q.recordings) AND e.kind = 'qualityScore' WHERE q.act = a.id));
END
$$;

-- What a filter of the register asks for: {person, case, from, to, state, kind}, all nullable; a person by the account, days of Europe/Warsaw,
-- `case` any part of a case number. Which kinds of rows it lets through (acts | refusals | stops) stands here alone: a refusal has no state, what
-- stopped all listening has neither state nor case. n = rows of a page. OD001: over 500 bytes, a value that is none of its kind, n outside 1–200. Internal.
CREATE FUNCTION api.register_terms(filter jsonb, n integer DEFAULT 1, OUT person uuid, OUT case_part text, OUT since timestamptz,
    OUT until timestamptz, OUT state text, OUT acts boolean, OUT refusals boolean, OUT stops boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kind text := filter ->> 'kind';
BEGIN
  person := (filter ->> 'person')::uuid;
  case_part := nullif(upper(btrim(filter ->> 'case')), '');
  state := filter ->> 'state';
  IF filter IS NULL OR octet_length(filter::text) > 500 OR length(case_part) > 60
     OR (filter ->> 'from') !~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$' OR (filter ->> 'to') !~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$'
     OR state NOT IN ('started', 'completed', 'filed', 'unfinished') OR kind NOT IN ('acts', 'refusals', 'stops')
     OR n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE data_exception;
  END IF;
  since := (filter ->> 'from')::date::timestamp AT TIME ZONE 'Europe/Warsaw';
  until := ((filter ->> 'to')::date + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
  acts := coalesce(kind = 'acts', true);
  refusals := coalesce(kind = 'refusals', true) AND state IS NULL;
  stops := coalesce(kind = 'stops', true) AND state IS NULL AND case_part IS NULL;
EXCEPTION WHEN data_exception THEN
  RAISE EXCEPTION 'malformed filter' USING ERRCODE = 'OD001';
END
$$;

-- The rows of the register, one function a kind of row; the program puts their pages together. Each gives the rows that the filter lets
-- through and that are older than entry `before` (null = from the newest), newest first, at most n. OD001 as of register_terms, OD005 as of reading.

-- Who was not admitted beside a listener, by name; null where a refusal names nobody. Internal.
CREATE FUNCTION api.refused_person(payload jsonb) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT p.display_name FROM office.person p WHERE p.login = payload ->> 'subject' AND p.guid::text = payload ->> 'subjectGuid'),
    payload ->> 'subject')
$$;

-- Acts, each with what its first release says: purpose, the other body's reference, why; who else was there, from when to when
-- (api.act_presences); and its calls in the order in which they were opened, each with whether it does not concern the case. Words that were
-- erased are null.
CREATE FUNCTION api.register_acts(filter jsonb, before bigint, n integer) RETURNS TABLE (seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO terms FROM api.register_terms(filter, n);
  RETURN QUERY
    SELECT a.seq, jsonb_build_object('kind', 'act', 'seq', a.seq, 'at', api.instant(a.opened_at), 'act', a.id, 'number', a.number,
        -- As the person was called then: the login may be somebody else's by now.
        'login', a.login, 'person', coalesce(w.words -> 'person' ->> 'displayName', a.login),
        'account', api.account_of(a.guid), 'overAt', api.instant(api.over_at(a)), 'authorisation', a.authorisation, 'case', a.case_number, 'formerCases', a.former_cases,
        'basisLabel', coalesce(b.content ->> 'label', ''),
        'recordings', (SELECT count(DISTINCT o.recording) FROM office.opening o WHERE o.act = a.id), 'heardMs', api.heard_ms(a.id),
        'state', a.state, 'purpose', (SELECT e.payload::jsonb -> 'purpose' FROM office.entry e WHERE e.seq = a.seq),
        'reference', (SELECT string_agg(w.words -> 'fields' ->> (f ->> 'code'), ', ')
           FROM jsonb_array_elements(b.content -> 'fields') f WHERE f ->> 'kind' = 'reference'),
        'justification', w.words -> 'justification', 'present', api.act_presences(a.id),
        'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('recording', c.id, 'startedAt', api.instant(c.started_at),
              'wrongCall', c.wrong) ORDER BY c.first), '[]')
           FROM (SELECT r.id, r.started_at, min(o.seq) AS first, bool_or(o.wrong_call) AS wrong FROM office.opening o JOIN office.recording r ON r.id = o.recording
                  WHERE o.act = a.id GROUP BY r.id, r.started_at) c),
        'evidence', EXISTS (SELECT FROM office.hold h, unnest(h.recordings) held WHERE h.act = a.id
           AND NOT EXISTS (SELECT FROM office.opening o WHERE o.act = a.id AND o.recording = held AND o.wrong_call)))
      FROM office.act a
      LEFT JOIN LATERAL (SELECT t.text::jsonb AS words FROM office.entry_text t WHERE t.seq = a.seq) w ON true
      LEFT JOIN LATERAL (SELECT l.content FROM office.legal_basis l WHERE l.code = a.basis ORDER BY l.valid_from DESC LIMIT 1) b ON true
     WHERE terms.acts AND (register_acts.before IS NULL OR a.seq < register_acts.before)
       AND (terms.state IS NULL OR a.state = terms.state) AND (terms.person IS NULL OR a.guid = terms.person)
       AND (terms.since IS NULL OR a.opened_at >= terms.since) AND (terms.until IS NULL OR a.opened_at < terms.until)
       AND (terms.case_part IS NULL OR strpos(upper(concat_ws(' ', a.case_number, array_to_string(a.former_cases, ' '))), terms.case_part) > 0)
     ORDER BY a.seq DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register_acts(jsonb, bigint, integer) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Refusals. What was asked for in an act that is open names no case and no basis: they are the act's.
CREATE FUNCTION api.register_refusals(filter jsonb, before bigint, n integer) RETURNS TABLE (seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO terms FROM api.register_terms(filter, n);
  RETURN QUERY
    SELECT e.seq, jsonb_build_object('kind', e.kind, 'seq', e.seq, 'at', said.payload -> 'at', 'login', e.login,
        'person', coalesce(p.display_name, e.login), 'case', coalesce(said.payload ->> 'case', a.case_number),
        'basisLabel', (SELECT b.content -> 'label' FROM office.legal_basis b
           WHERE b.code = coalesce(said.payload ->> 'basis', a.basis) ORDER BY b.valid_from DESC LIMIT 1),
        'request', said.payload -> 'request', 'reason', said.payload -> 'reason',
        'subject', api.refused_person(said.payload), 'because', said.payload -> 'because', 'count', said.payload -> 'count',
        'recording', (SELECT r.id FROM office.recording r WHERE r.id = e.recording AND r.state <> 'pending'))
      FROM office.entry e CROSS JOIN LATERAL (SELECT e.payload::jsonb AS payload) said
      LEFT JOIN office.person p ON p.login = e.login AND p.guid::text = said.payload ->> 'guid'
      LEFT JOIN office.act a ON a.id = e.act
     WHERE terms.refusals AND e.kind = 'refusal' AND (register_refusals.before IS NULL OR e.seq < register_refusals.before)
       AND (terms.person IS NULL OR e.guid = terms.person)
       AND (terms.since IS NULL OR (said.payload ->> 'at')::timestamptz >= terms.since)
       AND (terms.until IS NULL OR (said.payload ->> 'at')::timestamptz < terms.until)
       AND (terms.case_part IS NULL OR strpos(upper(coalesce(said.payload ->> 'case', a.case_number)), terms.case_part) > 0)
     ORDER BY e.seq DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register_refusals(jsonb, bigint, integer) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- What stopped all listening (api.stops), and what let it go on. `reason` in the person's own words,
-- null where they were erased; of a changed database the parts that differ.
CREATE FUNCTION api.register_stops(filter jsonb, before bigint, n integer) RETURNS TABLE (seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO terms FROM api.register_terms(filter, n);
  RETURN QUERY
    SELECT e.seq, jsonb_build_object('kind', e.kind, 'seq', e.seq, 'at', said.payload -> 'at', 'login', e.login,
        'person', coalesce(p.display_name, e.login),
        'reason', (SELECT t.text::jsonb -> 'reason' FROM office.entry_text t WHERE t.seq = e.seq),
        'changed', coalesce(said.payload -> 'changed', '[]'))
      FROM office.entry e CROSS JOIN LATERAL (SELECT e.payload::jsonb AS payload) said
      LEFT JOIN office.person p ON p.login = e.login AND p.guid::text = said.payload ->> 'guid'
     WHERE terms.stops AND e.kind IN ('suspended', 'resumed', 'schema', 'checked', 'incident') AND (e.kind = 'resumed' OR api.stops(e))
       AND (register_stops.before IS NULL OR e.seq < register_stops.before)
       AND (terms.person IS NULL OR e.guid = terms.person)
       AND (terms.since IS NULL OR (said.payload ->> 'at')::timestamptz >= terms.since)
       AND (terms.until IS NULL OR (said.payload ->> 'at')::timestamptz < terms.until)
     ORDER BY e.seq DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register_stops(jsonb, bigint, integer) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- An entry of requests that no session stands behind, as a row: how many, and in whose name the rows said that they were. Internal.
CREATE FUNCTION api.alarm(e office.entry) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('kind', e.kind, 'seq', e.seq, 'at', said.payload -> 'at', 'login', e.login, 'person', e.login,
      'claimed', said.payload -> 'claimed', 'count', said.payload -> 'count')
    FROM (SELECT e.payload::jsonb AS payload) said
$$;

-- Requests that no session stands behind; whoever filters by a person gets those in whose name they were put.
CREATE FUNCTION api.register_alarms(filter jsonb, before bigint, n integer) RETURNS TABLE (seq bigint, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO terms FROM api.register_terms(filter, n);
  RETURN QUERY
    SELECT e.seq, api.alarm(e) FROM office.entry e CROSS JOIN LATERAL (SELECT e.payload::jsonb AS payload) said
     WHERE terms.stops AND e.kind = 'unsigned-request' AND (register_alarms.before IS NULL OR e.seq < register_alarms.before)
       AND (terms.person IS NULL OR EXISTS (SELECT FROM office.person p WHERE p.guid = terms.person AND said.payload -> 'claimed' ? p.login))
       AND (terms.since IS NULL OR (said.payload ->> 'at')::timestamptz >= terms.since)
       AND (terms.until IS NULL OR (said.payload ->> 'at')::timestamptz < terms.until)
     ORDER BY e.seq DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register_alarms(jsonb, bigint, integer) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Searches that the filter lets through, those before number `before` of the log (null = from the newest), newest first, at most n: {seq, at, login,
-- person, case, asked (what is set of the filter, as text), filters (how many were counted at once; 1 otherwise)}. The outline of a day beside its list is
-- left out. OD001 as of register_terms, OD005 as of reading.
CREATE FUNCTION api.register_searches(filter jsonb, before bigint, n integer) RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO terms FROM api.register_terms(filter, n);
  RETURN QUERY
    SELECT jsonb_build_object('seq', l.id, 'at', api.instant(l.at), 'login', l.login, 'person', coalesce(p.display_name, l.login), 'case', l.case_number,
        'asked', (SELECT coalesce(jsonb_object_agg(a.key, a.value), '{}') FROM jsonb_each_text(asked.first) a
           WHERE a.key <> 'case' AND a.value <> 'false'), 'filters', asked.filters)
      FROM office.search_log l LEFT JOIN office.person p ON p.login = l.login AND p.guid = l.guid
      CROSS JOIN LATERAL (SELECT CASE l.kind WHEN 'counts' THEN l.filter -> 0 ELSE l.filter END AS first,
        CASE l.kind WHEN 'counts' THEN jsonb_array_length(l.filter) ELSE 1 END AS filters) asked
     WHERE (register_searches.before IS NULL OR l.id < register_searches.before)
       AND (terms.person IS NULL OR l.guid = terms.person)
       AND (terms.since IS NULL OR l.at >= terms.since) AND (terms.until IS NULL OR l.at < terms.until)
       AND (terms.case_part IS NULL OR strpos(upper(l.case_number), terms.case_part) > 0)
       AND NOT (l.kind = 'outline' AND EXISTS (SELECT FROM office.search_log s WHERE s.guid = l.guid AND s.kind = 'list' AND s.filter = l.filter
         AND s.at BETWEEN l.at - interval '1 minute' AND l.at + interval '1 minute'))
     ORDER BY l.id DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register_searches(jsonb, bigint, integer) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The entries behind rows of the register, for the program to check before it prints them: of these acts (at most 200) and of these other
-- numbers (at most 1,000), with the `person` entries of their authors and of whom they name, the beginnings of acts that they name, the legal bases and the regulation. Words
-- of what is named as told, so not of recordings, draws, cards and protocols: the register has no caller, not whose calls were drawn, how they were judged, and
-- what was found.
-- OD001 more than that.
CREATE FUNCTION api.register_entries(acts uuid[], numbers bigint[]) RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  IF acts IS NULL OR numbers IS NULL OR cardinality(acts) > 200 OR cardinality(numbers) > 1000 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  RETURN QUERY SELECT api.sealed(e, e.kind = ANY (api.told_kinds()) OR e.kind = 'admitted') FROM office.entry e WHERE e.seq IN (
    SELECT api.entries_of_act(a) FROM office.act a WHERE a.id = ANY (acts)
    UNION SELECT unnest(numbers)
    UNION SELECT api.registering(ARRAY(SELECT unnest(ARRAY[n.guid, (n.payload::jsonb ->> 'subjectGuid')::uuid]) FROM office.entry n WHERE n.seq = ANY (numbers)))
    UNION SELECT a.seq FROM office.entry n JOIN office.act a ON a.id = n.act WHERE n.seq = ANY (numbers)
    UNION SELECT api.versions('basis') UNION SELECT api.versions('regulation'));
END
$$;
GRANT EXECUTE ON FUNCTION api.register_entries(uuid[], bigint[]) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The entries that began the acts of the whole register, oldest first, by number: from them the program finds a number that is missing.
CREATE FUNCTION api.register_beginnings() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT api.reading();
  SELECT coalesce(jsonb_agg(a.seq ORDER BY a.seq), '[]') FROM office.act a
$$;
GRANT EXECUTE ON FUNCTION api.register_beginnings() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The ledger behind entry `after` as it leaves for an inspection: at most 1,000 entries, oldest first; entries `first` to `last` with what they say,
-- of every other the digest of it. No words. OD001: a number that is missing.
CREATE FUNCTION api.register_proof(first bigint, last bigint, after bigint)
    RETURNS TABLE (seq bigint, payload text, digest bytea, hash bytea, signature bytea)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  IF first IS NULL OR last IS NULL OR after IS NULL THEN
    RAISE EXCEPTION 'malformed numbers' USING ERRCODE = 'OD001';
  END IF;
  RETURN QUERY SELECT e.seq, CASE WHEN e.seq BETWEEN first AND last THEN e.payload END,
      CASE WHEN e.seq NOT BETWEEN first AND last THEN sha256(convert_to(e.payload, 'UTF8')) END, e.hash, e.signature
    FROM office.entry e WHERE e.seq > register_proof.after ORDER BY e.seq LIMIT 1000;
END
$$;
GRANT EXECUTE ON FUNCTION api.register_proof(bigint, bigint, bigint) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- What stands around the register under the same filter: {acts, refusals, first, last, missing, alarm, people: [{guid, person}]}. first and last are
-- numbers of protocols; missing = {protocol: {number, year}|null, entry|null}: the first protocol of a year (Europe/Warsaw) whose n-th act
-- has not the number n, and the first entry that is not there, both of the whole register; alarm = the newest of the last seven days
-- whatever the filter, api.alarm|null; people are those whom a filter can name, each account by the newest of its logins.
CREATE FUNCTION api.register_summary(filter jsonb) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
  acts bigint;
  lowest bigint;
  highest bigint;
  refused bigint;
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  SELECT * INTO terms FROM api.register_terms(filter);
  SELECT count(*), min(a.seq), max(a.seq) INTO acts, lowest, highest FROM office.act a
   WHERE terms.acts AND (terms.state IS NULL OR a.state = terms.state)
     AND (terms.person IS NULL OR a.guid = terms.person)
     AND (terms.since IS NULL OR a.opened_at >= terms.since) AND (terms.until IS NULL OR a.opened_at < terms.until)
     AND (terms.case_part IS NULL OR strpos(upper(concat_ws(' ', a.case_number, array_to_string(a.former_cases, ' '))), terms.case_part) > 0);
  SELECT coalesce(sum((e.payload::jsonb ->> 'count')::integer), 0) INTO refused FROM office.entry e
    LEFT JOIN office.act a ON a.id = e.act
   WHERE e.kind = 'refusal' AND terms.refusals AND (terms.person IS NULL OR e.guid = terms.person)
     AND (terms.since IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz >= terms.since)
     AND (terms.until IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz < terms.until)
     AND (terms.case_part IS NULL OR strpos(upper(coalesce(e.payload::jsonb ->> 'case', a.case_number)), terms.case_part) > 0);
  RETURN jsonb_build_object('acts', acts, 'refusals', refused,
    'first', (SELECT a.number FROM office.act a WHERE a.seq = lowest), 'last', (SELECT a.number FROM office.act a WHERE a.seq = highest),
    'missing', jsonb_build_object(
      'protocol', (SELECT jsonb_build_object('number', c.place, 'year', c.year) FROM (
          SELECT a.seq, a.number, y.year, row_number() OVER (PARTITION BY y.year ORDER BY a.seq) AS place
            FROM office.act a, extract(year FROM a.opened_at AT TIME ZONE 'Europe/Warsaw') y(year)) c
         WHERE c.place::text <> ALL (regexp_split_to_array(c.number, '[^0-9]+')) ORDER BY c.seq LIMIT 1),
      -- Counted first: where none is missing nothing else has to be looked at.
      'entry', (SELECT CASE WHEN max(e.seq) > count(*) THEN (SELECT min(l.before) FROM office.entry l
           WHERE NOT EXISTS (SELECT FROM office.entry p WHERE p.seq = l.before) AND l.before IS NOT NULL) END FROM office.entry e)),
    'alarm', (SELECT api.alarm(e) FROM office.entry e, office.pulse t WHERE e.kind = 'unsigned-request'
         AND (e.payload::jsonb ->> 'at')::timestamptz >= (t.today - 7)::timestamp AT TIME ZONE 'Europe/Warsaw' ORDER BY e.seq DESC LIMIT 1),
    'people', (SELECT coalesce(jsonb_agg(jsonb_build_object('guid', p.guid, 'person', p.name) ORDER BY p.name, p.guid), '[]')
        -- By the entries that register them: of an account whose login was given away there is no row.
        FROM (SELECT DISTINCT ON (r.guid) r.guid, r.name FROM office.entry e LEFT JOIN office.entry_text t USING (seq),
              LATERAL (SELECT (said.one ->> 'guid')::uuid AS guid,
                coalesce(t.text::jsonb -> 'names' -> (said.place::integer - 1) ->> 'displayName', said.one ->> 'login') AS name
                 FROM jsonb_array_elements(e.payload::jsonb -> 'people') WITH ORDINALITY AS said (one, place)) r
             WHERE e.kind = 'person' ORDER BY r.guid, e.seq DESC) p
         WHERE EXISTS (SELECT FROM office.act a WHERE a.guid = p.guid)
            OR EXISTS (SELECT FROM office.entry e WHERE e.guid = p.guid AND e.kind = 'refusal')
            OR EXISTS (SELECT FROM office.search_log l WHERE l.guid = p.guid)));
END
$$;
GRANT EXECUTE ON FUNCTION api.register_summary(jsonb) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- An entry as a story tells it: the signed payload, which the page words, and what that does not say itself: {seq, payload, person (as
-- called then), subject (whom it names, by name), protocol (number of its act), call {recording, startedAt} that it is about}. No words
-- and no caller. Internal: called by the functions below, which check whose story it is.
CREATE FUNCTION api.told(e office.entry) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('seq', e.seq, 'payload', said.payload,
      -- A login may be somebody else's by now.
      'person', coalesce((SELECT t.text::jsonb -> 'person' ->> 'displayName' FROM office.entry_text t WHERE t.seq = e.seq),
        (SELECT p.display_name FROM office.person p WHERE p.login = e.login AND p.guid::text = said.payload ->> 'guid'), e.login),
      -- Who came to hear it beside the listener, or went, as they were called then.
      'subject', coalesce(
        (SELECT t.text::jsonb ->> 'displayName' FROM office.entry j JOIN office.entry_text t ON t.seq = j.seq
          WHERE j.act = e.act AND j.kind = 'joined' AND j.seq <= e.seq AND j.payload::jsonb ->> 'subject' = said.payload ->> 'subject'
          ORDER BY j.seq DESC LIMIT 1),
        (SELECT one ->> 'displayName' FROM office.act a JOIN office.entry_text t ON t.seq = a.seq, jsonb_array_elements(t.text::jsonb -> 'present') one
          WHERE a.id = e.act AND one ->> 'login' = said.payload ->> 'subject'),
        api.refused_person(said.payload)),
      'protocol', (SELECT a.number FROM office.act a WHERE a.id = e.act),
      'call', (SELECT jsonb_build_object('recording', r.id, 'startedAt', api.instant(r.started_at)) FROM office.recording r
         WHERE r.id = coalesce(e.recording,
           (SELECT o.recording FROM office.opening o WHERE o.id = (said.payload ->> 'opening')::uuid))))
    FROM (SELECT e.payload::jsonb AS payload) said
$$;

-- The story of one act, oldest first: its entries behind entry `after` (0 = from the first), at most n (1–200). Whoever answers for the office
-- reads everybody's, a listener their own. OD001 malformed page, OD004 not theirs or unknown, OD005 of another's as above.
CREATE FUNCTION api.act_story(act uuid, after bigint, n integer) RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF after IS NULL OR n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  -- SECURITY: whose act it is decides, not who knows its uuid.
  IF NOT EXISTS (SELECT FROM api.own_acts() a WHERE a.id = act_story.act) THEN
    IF NOT (api.oversees() AND EXISTS (SELECT FROM office.act a WHERE a.id = act_story.act)) THEN
      RAISE EXCEPTION 'no such act' USING ERRCODE = 'OD004';
    END IF;
    PERFORM api.reading();
  END IF;
  -- A copy for the case file belongs to the story, and to nobody's protocol; so does the end of what the act secured.
  RETURN QUERY SELECT api.told(page) FROM (SELECT * FROM office.entry e
     WHERE (e.act = act_story.act OR e.kind = 'read' AND e.payload::jsonb ->> 'of' = act_story.act::text
         OR e.seq IN (SELECT h.ended_seq FROM office.hold h WHERE h.act = act_story.act)) AND e.seq > after ORDER BY e.seq LIMIT n) page
   ORDER BY page.seq;
END
$$;
GRANT EXECUTE ON FUNCTION api.act_story(uuid, bigint, integer) TO odsluch_people;

-- The story of one recording, oldest first, in pages as above: taken in, released, closed, refused, kept as evidence, restricted, to be erased. A listener reads what
-- happened in acts of their own. OD004 unknown, or not heard by them; OD005 as above, where they heard none of it themselves.
CREATE FUNCTION api.recording_story(recording uuid, after bigint, n integer) RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  every boolean;
  own uuid[];
BEGIN
  PERFORM api.session_begun();
  IF after IS NULL OR n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  own := (SELECT coalesce(array_agg(a.id), '{}') FROM api.own_acts() a);
  every := api.oversees() AND api.has_read();
  -- SECURITY: who else heard a recording is for those to know who answer for the office; to a listener one that they never heard does not exist.
  IF NOT EXISTS (SELECT FROM office.recording r WHERE r.id = recording_story.recording AND r.state <> 'pending' AND (every
       OR EXISTS (SELECT FROM office.opening o WHERE o.recording = r.id AND o.act = ANY (own)))) THEN
    IF api.oversees() THEN
      PERFORM api.reading();
    END IF;
    RAISE EXCEPTION 'no such recording' USING ERRCODE = 'OD004';
  END IF;
  RETURN QUERY SELECT api.told(page) FROM (
      SELECT * FROM office.entry e
       WHERE e.seq > after AND (every OR e.act = ANY (own)) AND e.seq IN (
         SELECT r.seq FROM office.recording r WHERE r.id = recording_story.recording
         UNION SELECT f.seq FROM office.entry f
                WHERE f.kind IN ('refusal', 'admitted') AND f.recording = recording_story.recording
         UNION SELECT f.seq FROM office.hold h JOIN office.entry f
                ON f.seq IN (h.seq, h.ended_seq) OR f.kind = 'hold-review' AND f.payload::jsonb -> 'of' = to_jsonb(h.seq)
                WHERE h.recordings @> ARRAY[recording_story.recording]
         UNION SELECT f.seq FROM office.restriction x JOIN office.entry f
                ON f.seq IN (x.seq, x.ended_seq, x.confirmed_seq) OR f.kind = 'hold-review' AND f.payload::jsonb -> 'of' = to_jsonb(x.seq)
                WHERE x.recordings @> ARRAY[recording_story.recording]
         UNION SELECT f.seq FROM office.opening o JOIN office.entry f ON f.act = o.act
                WHERE o.recording = recording_story.recording AND (f.seq = o.seq OR f.payload::jsonb ->> 'opening' = o.id::text))
       ORDER BY e.seq LIMIT n) page ORDER BY page.seq;
END
$$;
GRANT EXECUTE ON FUNCTION api.recording_story(uuid, bigint, integer) TO odsluch_people;

-- What one was refused oneself, newest first, at most the last 200; of an act only where it is one's own. Of a recording that was asked for, when its
-- call began: whoever named it had it from the list.
CREATE FUNCTION api.my_refusals() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'at', said.payload -> 'at', 'case', coalesce(said.payload ->> 'case', a.case_number),
      'basisLabel', (SELECT b.content -> 'label' FROM office.legal_basis b
         WHERE b.code = coalesce(said.payload ->> 'basis', a.basis) ORDER BY b.valid_from DESC LIMIT 1),
      'request', said.payload -> 'request', 'reason', said.payload -> 'reason',
      'subject', api.refused_person(said.payload), 'because', said.payload -> 'because',
      'call', (SELECT api.instant(r.started_at) FROM office.recording r WHERE r.id = e.recording AND r.state <> 'pending'),
      'count', said.payload -> 'count') ORDER BY e.seq DESC), '[]')
    FROM (SELECT r.* FROM office.entry r WHERE r.kind = 'refusal' AND r.guid = api.own_guid()
           ORDER BY r.seq DESC LIMIT 200) e
    CROSS JOIN LATERAL (SELECT e.payload::jsonb AS payload) said
    LEFT JOIN api.own_acts() a ON a.id = e.act
$$;
GRANT EXECUTE ON FUNCTION api.my_refusals() TO odsluch_people;

-- One's own sign-ins of the last thirty days, for the program to check: [api.sealed], newest first, at most the last 200.
CREATE FUNCTION api.my_sessions() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(api.sealed(e, true) ORDER BY e.seq DESC), '[]')
    FROM (SELECT s.* FROM office.entry s, office.pulse t
           WHERE s.guid = api.own_guid() AND s.kind = 'session'
             AND (s.payload::jsonb ->> 'at')::timestamptz >= (t.today - 30)::timestamp AT TIME ZONE 'Europe/Warsaw'
           ORDER BY s.seq DESC LIMIT 200) e
$$;
GRANT EXECUTE ON FUNCTION api.my_sessions() TO odsluch_people;

RESET ROLE;
