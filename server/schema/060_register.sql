-- D2, the register of listenings: every act and every refusal, newest first, for the Secretary. No caller, no sound.

SET ROLE odsluch_definer;

-- What a filter of the register asks for: {login, case, from, to, state, refusals}, all nullable; days of Europe/Warsaw, `case` any
-- part of a case number. OD001: over 500 bytes, or a value that is none of its kind. Internal.
CREATE FUNCTION api.register_terms(filter jsonb, OUT login text, OUT case_part text, OUT since timestamptz, OUT until timestamptz,
    OUT state text, OUT refusals boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  login := filter ->> 'login';
  case_part := nullif(upper(btrim(filter ->> 'case')), '');
  state := filter ->> 'state';
  IF filter IS NULL OR octet_length(filter::text) > 500 OR login !~ '^[a-z][a-z0-9._-]{0,39}$' OR length(case_part) > 60
     OR (filter ->> 'from') !~ '^\d{4}-\d\d-\d\d$' OR (filter ->> 'to') !~ '^\d{4}-\d\d-\d\d$'
     OR state NOT IN ('started', 'completed', 'filed') OR (filter ->> 'refusals') NOT IN ('true', 'false') THEN
    RAISE data_exception;
  END IF;
  since := (filter ->> 'from')::date::timestamp AT TIME ZONE 'Europe/Warsaw';
  until := ((filter ->> 'to')::date + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
  refusals := coalesce((filter ->> 'refusals')::boolean, false);
EXCEPTION WHEN data_exception THEN
  RAISE EXCEPTION 'malformed filter' USING ERRCODE = 'OD001';
END
$$;

-- Rows that the filter lets through and that are older than entry `before` (null = from the newest), at most n (1–200, else OD001).
-- Of an act also what its first release says: purpose, the other body's reference, why; who else was there, from when to when
-- (api.act_presences); and its calls [{recording, startedAt}] in the order in which they were opened. Words that were erased are null.
CREATE FUNCTION api.register(filter jsonb, before bigint, n integer)
  RETURNS TABLE (kind text, seq bigint, at timestamptz, login text, person text, act uuid, number text, authorisation text,
    case_number text, basis_label text, recordings bigint, ranges jsonb, state text, reason text, times integer,
    former_cases text[], recording uuid, request text, purpose text, reference text, justification text, present jsonb, calls jsonb,
    evidence boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  terms record;
BEGIN
  PERFORM api.session_begun();
  IF n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  SELECT * INTO terms FROM api.register_terms(filter);
  RETURN QUERY
    SELECT * FROM (
      (SELECT 'act'::text, a.seq, a.opened_at, a.login,
          -- As the person was called then: the login may be somebody else's by now.
          coalesce(w.words -> 'person' ->> 'displayName', a.login),
          a.id, a.number, a.authorisation, a.case_number,
          (SELECT b.content ->> 'label' FROM office.legal_basis b WHERE b.code = a.basis ORDER BY b.valid_from DESC LIMIT 1),
          (SELECT count(DISTINCT o.recording) FROM office.opening o WHERE o.act = a.id),
          -- One list of ranges per opening, with its recording: the same stretch heard twice counts once in the program that shows it.
          (SELECT jsonb_agg(jsonb_build_object('recording', o.recording, 'ranges', o.ranges)) FROM office.opening o WHERE o.act = a.id),
          a.state, NULL::text, NULL::integer, a.former_cases, NULL::uuid, NULL::text,
          (SELECT e.payload::jsonb ->> 'purpose' FROM office.entry e WHERE e.seq = a.seq),
          (SELECT string_agg(w.words -> 'fields' ->> (f ->> 'code'), ', ')
             FROM office.legal_basis b, jsonb_array_elements(b.content -> 'fields') f
            WHERE b.code = a.basis AND f ->> 'kind' = 'reference'
              AND b.valid_from = (SELECT max(c.valid_from) FROM office.legal_basis c WHERE c.code = a.basis)),
          w.words ->> 'justification',
          api.act_presences(a.id),
          (SELECT jsonb_agg(jsonb_build_object('recording', c.id, 'startedAt', to_char(c.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                    ORDER BY c.first)
             FROM (SELECT r.id, r.started_at, min(o.seq) AS first FROM office.opening o JOIN office.recording r ON r.id = o.recording
                    WHERE o.act = a.id GROUP BY r.id, r.started_at) c),
          EXISTS (SELECT FROM office.entry e WHERE e.act = a.id AND e.kind = 'hold')
        FROM office.act a
        LEFT JOIN LATERAL (SELECT t.text::jsonb AS words FROM office.entry_text t WHERE t.seq = a.seq) w ON true
       WHERE (register.before IS NULL OR a.seq < register.before)
         AND NOT terms.refusals AND (terms.state IS NULL OR a.state = terms.state)
         AND (terms.login IS NULL OR a.login = terms.login)
         AND (terms.since IS NULL OR a.opened_at >= terms.since) AND (terms.until IS NULL OR a.opened_at < terms.until)
         AND (terms.case_part IS NULL OR strpos(upper(concat_ws(' ', a.case_number, array_to_string(a.former_cases, ' '))), terms.case_part) > 0)
       ORDER BY a.seq DESC LIMIT n)
      UNION ALL
      (SELECT 'refusal', e.seq, (e.payload::jsonb ->> 'at')::timestamptz, e.login, coalesce(p.display_name, e.login), NULL, NULL, NULL,
          -- What was asked for in an act that is open names no case: it is the act's.
          coalesce(e.payload::jsonb ->> 'case', a.case_number),
          (SELECT b.content ->> 'label' FROM office.legal_basis b
            WHERE b.code = coalesce(e.payload::jsonb ->> 'basis', a.basis) ORDER BY b.valid_from DESC LIMIT 1),
          NULL, NULL, NULL, e.payload::jsonb ->> 'reason', (e.payload::jsonb ->> 'count')::integer, NULL,
          (SELECT r.id FROM office.recording r WHERE r.id = e.recording AND r.state <> 'pending'),
          e.payload::jsonb ->> 'request', NULL, NULL, NULL, NULL, NULL, NULL
        FROM office.entry e LEFT JOIN office.person p ON p.login = e.login AND p.guid::text = e.payload::jsonb ->> 'guid'
        LEFT JOIN office.act a ON a.id = e.act
       WHERE e.kind = 'refusal' AND (register.before IS NULL OR e.seq < register.before)
         AND terms.state IS NULL AND (terms.login IS NULL OR e.login = terms.login)
         AND (terms.since IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz >= terms.since)
         AND (terms.until IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz < terms.until)
         AND (terms.case_part IS NULL OR strpos(upper(coalesce(e.payload::jsonb ->> 'case', a.case_number)), terms.case_part) > 0)
       ORDER BY e.seq DESC LIMIT n)
      UNION ALL
      -- What stopped all listening, and what let it go on; the first look at the database stopped nothing.
      (SELECT e.kind, e.seq, (e.payload::jsonb ->> 'at')::timestamptz, e.login, coalesce(p.display_name, e.login), NULL, NULL, NULL,
          NULL, NULL, NULL, NULL, NULL,
          -- In the person's own words; of a changed database the parts that differ, as codes.
          coalesce((SELECT t.text::jsonb ->> 'reason' FROM office.entry_text t WHERE t.seq = e.seq),
            (SELECT string_agg(part, ',') FROM jsonb_array_elements_text(e.payload::jsonb -> 'changed') part)), NULL, NULL, NULL,
          NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM office.entry e LEFT JOIN office.person p ON p.login = e.login AND p.guid::text = e.payload::jsonb ->> 'guid'
       WHERE (e.kind IN ('suspended', 'resumed') OR e.kind = 'schema' AND e.payload::jsonb ->> 'before' IS NOT NULL)
         AND (register.before IS NULL OR e.seq < register.before)
         -- They are of no case and no state.
         AND NOT terms.refusals AND terms.state IS NULL AND terms.case_part IS NULL
         AND (terms.login IS NULL OR e.login = terms.login)
         AND (terms.since IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz >= terms.since)
         AND (terms.until IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz < terms.until)
       ORDER BY e.seq DESC LIMIT n)
    ) newest ORDER BY 2 DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register(jsonb, bigint, integer) TO odsluch_secretary;

-- The foot of the register under the same filter: {acts, refusals, first, last, gapless, people: [{login, person}]}. first and last are
-- numbers of protocols; gapless says of the whole register that within each year (Europe/Warsaw) the n-th act has the number n; people are
-- those whom a filter can name.
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
  SELECT * INTO terms FROM api.register_terms(filter);
  SELECT count(*), min(a.seq), max(a.seq) INTO acts, lowest, highest FROM office.act a
   WHERE NOT terms.refusals AND (terms.state IS NULL OR a.state = terms.state)
     AND (terms.login IS NULL OR a.login = terms.login)
     AND (terms.since IS NULL OR a.opened_at >= terms.since) AND (terms.until IS NULL OR a.opened_at < terms.until)
     AND (terms.case_part IS NULL OR strpos(upper(concat_ws(' ', a.case_number, array_to_string(a.former_cases, ' '))), terms.case_part) > 0);
  SELECT coalesce(sum((e.payload::jsonb ->> 'count')::integer), 0) INTO refused FROM office.entry e
    LEFT JOIN office.act a ON a.id = e.act
   WHERE e.kind = 'refusal' AND terms.state IS NULL AND (terms.login IS NULL OR e.login = terms.login)
     AND (terms.since IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz >= terms.since)
     AND (terms.until IS NULL OR (e.payload::jsonb ->> 'at')::timestamptz < terms.until)
     AND (terms.case_part IS NULL OR strpos(upper(coalesce(e.payload::jsonb ->> 'case', a.case_number)), terms.case_part) > 0);
  RETURN jsonb_build_object('acts', acts, 'refusals', refused,
    'first', (SELECT a.number FROM office.act a WHERE a.seq = lowest), 'last', (SELECT a.number FROM office.act a WHERE a.seq = highest),
    'gapless', (SELECT coalesce(bool_and(c.place::text = ANY (regexp_split_to_array(c.number, '\D+'))), true) FROM (
        SELECT a.number, row_number() OVER (PARTITION BY extract(year FROM a.opened_at AT TIME ZONE 'Europe/Warsaw') ORDER BY a.seq) AS place
          FROM office.act a) c),
    'people', (SELECT coalesce(jsonb_agg(jsonb_build_object('login', p.login, 'person', p.display_name) ORDER BY p.display_name), '[]')
        FROM office.person p WHERE EXISTS (SELECT FROM office.entry e WHERE e.login = p.login AND e.kind IN ('release', 'refusal'))));
END
$$;
GRANT EXECUTE ON FUNCTION api.register_summary(jsonb) TO odsluch_secretary;

-- Entries as a story tells them, without words and without a caller: what of the payload says what happened, and which call it was about.
-- Internal: called by the functions below, which check whose story it is.
CREATE FUNCTION api.told(e office.entry) RETURNS TABLE (seq bigint, kind text, at timestamptz, login text, person text, facts jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.seq, e.kind, (e.payload::jsonb ->> 'at')::timestamptz, e.login,
      -- As the person was called then; a login may be somebody else's by now.
      coalesce((SELECT t.text::jsonb -> 'person' ->> 'displayName' FROM office.entry_text t WHERE t.seq = e.seq),
        (SELECT p.display_name FROM office.person p WHERE p.login = e.login AND p.guid::text = e.payload::jsonb ->> 'guid'), e.login),
      jsonb_strip_nulls(jsonb_build_object(
        'protocol', coalesce(e.payload::jsonb ->> 'protocol', (SELECT a.number FROM office.act a WHERE a.id = e.act)),
        'case', e.payload::jsonb ->> 'case', 'reason', e.payload::jsonb ->> 'reason', 'host', e.payload::jsonb ->> 'host',
        'request', e.payload::jsonb ->> 'request', 'how', e.payload::jsonb ->> 'how', 'caseBefore', e.payload::jsonb ->> 'caseBefore',
        'wrongCall', e.payload::jsonb -> 'wrongCall', 'ranges', e.payload::jsonb -> 'ranges', 'day', e.payload::jsonb ->> 'day',
        'way', e.payload::jsonb ->> 'way', 'recording', r.id,
        -- Who came to hear it beside the listener, or went, as they were called then.
        'present', coalesce(
          (SELECT t.text::jsonb ->> 'displayName' FROM office.entry j JOIN office.entry_text t ON t.seq = j.seq
            WHERE j.act = e.act AND j.kind = 'joined' AND j.seq <= e.seq AND j.payload::jsonb ->> 'subject' = e.payload::jsonb ->> 'subject'
            ORDER BY j.seq DESC LIMIT 1),
          (SELECT one ->> 'displayName' FROM office.act a JOIN office.entry_text t ON t.seq = a.seq, jsonb_array_elements(t.text::jsonb -> 'present') one
            WHERE a.id = e.act AND one ->> 'login' = e.payload::jsonb ->> 'subject'),
          e.payload::jsonb ->> 'subject'),
        'startedAt', to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    FROM (SELECT coalesce(e.recording,
            (SELECT o.recording FROM office.opening o WHERE o.id = (e.payload::jsonb ->> 'opening')::uuid)) AS id) about
    LEFT JOIN office.recording r ON r.id = about.id
$$;

-- The story of one act, oldest first: its entries behind entry `after` (0 = from the first), at most n (1–200). The Secretary reads
-- everybody's, a listener their own. OD001 malformed page, OD004 not theirs or unknown.
CREATE FUNCTION api.act_story(act uuid, after bigint, n integer)
  RETURNS TABLE (seq bigint, kind text, at timestamptz, login text, person text, facts jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF after IS NULL OR n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  -- SECURITY: whose act it is decides, not who knows its uuid.
  IF NOT (CASE WHEN pg_has_role(session_user, 'odsluch_secretary', 'MEMBER') THEN EXISTS (SELECT FROM office.act a WHERE a.id = act_story.act)
          ELSE EXISTS (SELECT FROM api.own_acts() a WHERE a.id = act_story.act) END) THEN
    RAISE EXCEPTION 'no such act' USING ERRCODE = 'OD004';
  END IF;
  RETURN QUERY SELECT told.* FROM (
      SELECT * FROM office.entry e WHERE e.act = act_story.act AND e.seq > after ORDER BY e.seq LIMIT n) page
    CROSS JOIN LATERAL api.told(page) told ORDER BY 1;
END
$$;
GRANT EXECUTE ON FUNCTION api.act_story(uuid, bigint, integer) TO odsluch_secretary, odsluch_listener;

-- The story of one recording, oldest first, in pages as above: taken in, released, closed, refused, kept as evidence. A listener reads what
-- happened in acts of their own. OD004 unknown, or not heard by them.
CREATE FUNCTION api.recording_story(recording uuid, after bigint, n integer)
  RETURNS TABLE (seq bigint, kind text, at timestamptz, login text, person text, facts jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  every boolean;
  own uuid[];
BEGIN
  PERFORM api.session_begun();
  IF after IS NULL OR n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  every := pg_has_role(session_user, 'odsluch_secretary', 'MEMBER');
  own := (SELECT coalesce(array_agg(a.id), '{}') FROM api.own_acts() a);
  -- SECURITY: who else heard a recording is the Secretary's to know; to a listener one that they never heard does not exist.
  IF NOT EXISTS (SELECT FROM office.recording r WHERE r.id = recording_story.recording AND r.state <> 'pending' AND (every
       OR EXISTS (SELECT FROM office.opening o WHERE o.recording = r.id AND o.act = ANY (own)))) THEN
    RAISE EXCEPTION 'no such recording' USING ERRCODE = 'OD004';
  END IF;
  RETURN QUERY SELECT told.* FROM (
      SELECT * FROM office.entry e
       WHERE e.seq > after AND (every OR e.act = ANY (own)) AND e.seq IN (
         SELECT r.seq FROM office.recording r WHERE r.id = recording_story.recording
         UNION SELECT f.seq FROM office.entry f
                WHERE f.kind IN ('refusal', 'hold') AND f.recording = recording_story.recording
         UNION SELECT f.seq FROM office.opening o JOIN office.entry f ON f.act = o.act
                WHERE o.recording = recording_story.recording AND (f.seq = o.seq OR f.payload::jsonb ->> 'opening' = o.id::text))
       ORDER BY e.seq LIMIT n) page
    CROSS JOIN LATERAL api.told(page) told ORDER BY 1;
END
$$;
GRANT EXECUTE ON FUNCTION api.recording_story(uuid, bigint, integer) TO odsluch_secretary, odsluch_listener;

-- What one was refused oneself, newest first, at most the last 200; of an act only where it is one's own.
CREATE FUNCTION api.my_refusals()
  RETURNS TABLE (seq bigint, at timestamptz, case_number text, basis_label text, request text, reason text, times integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT e.seq, (e.payload::jsonb ->> 'at')::timestamptz, coalesce(e.payload::jsonb ->> 'case', a.case_number),
      (SELECT b.content ->> 'label' FROM office.legal_basis b
        WHERE b.code = coalesce(e.payload::jsonb ->> 'basis', a.basis) ORDER BY b.valid_from DESC LIMIT 1),
      e.payload::jsonb ->> 'request', e.payload::jsonb ->> 'reason', (e.payload::jsonb ->> 'count')::integer
    FROM office.entry e
    -- SECURITY: a login may have been somebody else's; the person is who the directory says.
    JOIN office.person p ON p.login = e.login AND p.guid::text = e.payload::jsonb ->> 'guid'
    LEFT JOIN api.own_acts() a ON a.id = e.act
   WHERE e.kind = 'refusal' AND e.login = session_user
   ORDER BY e.seq DESC LIMIT 200
$$;
GRANT EXECUTE ON FUNCTION api.my_refusals() TO odsluch_listener;

RESET ROLE;
