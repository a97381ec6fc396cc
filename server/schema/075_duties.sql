-- „Pulpit” (§ 6 ust. 3): what waits for those who answer for the office, how it stands, and the sums of the register.

SET ROLE odsluch_definer;

-- What waits, and how the office stands, in the keys of `dutiesTold` (shared/duties.ts). Which of it is late is for the program to say, by the office's
-- settings. Papers are for who answers for them, protocols for the desk; the administrator is told what concerns the machines.
CREATE FUNCTION api.duties() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  desk boolean := pg_has_role(session_user, 'odsluch_secretary', 'MEMBER');
  overseeing boolean := desk OR pg_has_role(session_user, 'odsluch_mayor', 'MEMBER')
    OR pg_has_role(session_user, 'odsluch_protection_officer', 'MEMBER');
  machines boolean := pg_has_role(session_user, 'odsluch_administrator', 'MEMBER');
  nothing constant jsonb := '[]';
BEGIN
  PERFORM api.session_begun();
  RETURN (SELECT jsonb_build_object(
      'today', p.today,
      'checked', (SELECT jsonb_build_object('seq', e.seq, 'at', said.payload -> 'at', 'upTo', said.payload -> 'upTo',
            'faults', said.payload -> 'faults', 'first', said.payload -> 'first')
          FROM office.entry e, LATERAL (SELECT e.payload::jsonb AS payload) said WHERE e.kind = 'checked' ORDER BY e.seq DESC LIMIT 1),
      'checkedOn', api.day_of(coalesce((SELECT max(e.seq) FROM office.entry e WHERE e.kind = 'checked'), (SELECT min(e.seq) FROM office.entry e))),
      -- By the keeper's own beat: where that is away, nothing more is known of the directory either.
      'accounts', CASE WHEN p.accounts_at IS NOT NULL THEN jsonb_build_object('at', api.instant(p.accounts_at),
            'minutes', greatest(0, floor(extract(epoch FROM p.at - p.accounts_at) / 60)::integer)) END,
      'suspension', (SELECT jsonb_build_object('seq', e.seq, 'at', said.payload -> 'at', 'by', coalesce(said.payload ->> 'by', e.kind),
            'login', e.login, 'person', coalesce(api.person_of(said.payload), e.login),
            'reason', (SELECT t.text::jsonb -> 'reason' FROM office.entry_text t WHERE t.seq = e.seq),
            -- In an emergency one person confirms it, and another one lets listening go on.
            'seen', (SELECT jsonb_build_object('guid', c.payload::jsonb -> 'guid', 'person', coalesce(api.person_of(c.payload::jsonb), c.login))
               FROM office.entry c WHERE c.kind = 'confirmed' AND c.command IS NOT NULL AND c.seq > e.seq
                AND c.payload::jsonb -> 'entries' @> to_jsonb(e.seq) ORDER BY c.seq DESC LIMIT 1))
          FROM api.stop() e, LATERAL (SELECT e.payload::jsonb AS payload) said),
      'unsigned', (SELECT jsonb_build_object('seq', max(e.seq), 'at', max(said.payload ->> 'at'), 'count', sum((said.payload ->> 'count')::integer))
          FROM office.entry e, LATERAL (SELECT e.payload::jsonb AS payload) said WHERE e.kind = 'unsigned-request'
           -- Until the task about them is closed. SECURITY: which the keeper lets the desk alone do.
           AND e.seq > coalesce((SELECT max(m.about) FROM office.matter m JOIN office.entry u ON u.seq = m.about AND u.kind = 'unsigned-request'
                WHERE m.sort = 'task' AND m.closed_seq IS NOT NULL), 0) HAVING count(*) > 0),
      'emergency', CASE WHEN overseeing THEN (SELECT coalesce(jsonb_agg(i.number ORDER BY i.seq), '[]') FROM api.emergency() i) ELSE nothing END,
      'accepted', CASE WHEN overseeing THEN (SELECT coalesce(jsonb_agg(i.number ORDER BY i.seq), '[]')
          FROM office.instrument i JOIN office.entry e ON e.seq = i.seq JOIN office.entry c ON c.seq = i.confirmed_seq
         WHERE i.what = 'appointment' AND c.payload::jsonb ->> 'guid' = e.payload::jsonb -> 'rows' -> i.place ->> 'subjectGuid') ELSE nothing END,
      'gone', CASE WHEN overseeing THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('guid', o.guid, 'login', o.login, 'person', o.display_name,
            'account', o.account, 'since', api.gone_since(o.guid)) ORDER BY o.login), '[]')
          -- An account that was renamed stands under the login that it has now.
          FROM office.person o WHERE o.account <> 'ok' AND NOT EXISTS (SELECT FROM office.person n WHERE n.guid = o.guid AND n.seq > o.seq)) ELSE nothing END,
      'acts', CASE WHEN desk THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('act', a.id, 'number', a.number, 'case', a.case_number, 'guid', a.guid,
            'person', coalesce((SELECT t.text::jsonb -> 'person' ->> 'displayName' FROM office.entry_text t WHERE t.seq = a.seq), a.login),
            'account', api.account_of(a.guid), 'state', a.state, 'opened', (a.opened_at AT TIME ZONE 'Europe/Warsaw')::date, 'over', ((api.over_at(a) - interval '1 second') AT TIME ZONE 'Europe/Warsaw')::date, 'since', last.day) ORDER BY last.day, a.seq), '[]')
          FROM office.act a, LATERAL (SELECT (greatest(max(o.opened_at), CASE WHEN api.is_review(a) THEN api.over_at(a) - interval '1 second' END) AT TIME ZONE 'Europe/Warsaw')::date AS day
            FROM office.opening o WHERE o.act = a.id) last
         -- SECURITY: nothing is late before its second day, whatever the office's measure is: who listened lately is read in the register, under an entry of the reading.
         WHERE a.state IN ('started', 'completed') AND last.day < p.today - 1) ELSE nothing END,
      'authorisations', CASE WHEN overseeing THEN api.instruments('{"what": "authorisation", "show": "current"}') -> 'rows' ELSE nothing END,
      -- What the desk says once a year of an office or a rule without another one after it; nobody has for a year.
      'yearly', CASE WHEN desk THEN api.unsaid(p.today) ELSE nothing END,
      'appointments', CASE WHEN overseeing THEN api.instruments('{"what": "appointment", "show": "current"}') -> 'rows' ELSE nothing END,
      -- Lists that a night stopped at (§ 3 ust. 4).
      'stopped', CASE WHEN overseeing THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'since', api.day_of(s.seq),
            'count', s.payload::jsonb -> 'count', 'days', jsonb_array_length(s.payload::jsonb -> 'days')) ORDER BY s.seq), '[]') FROM api.stopped() s) ELSE nothing END,
      -- While there is an order to destroy: since when, the last night, and since which one not all of it was done; the newest backup.
      'destruction', CASE WHEN overseeing THEN (SELECT jsonb_build_object('from', max(i.from_day), 'night', p.night, 'waits', p.waits, 'since', p.waits_since,
            'backup', (SELECT jsonb_build_object('startedAt', b.payload::jsonb -> 'startedAt', 'oldestOn', b.payload::jsonb -> 'oldestOn')
               FROM office.entry b WHERE b.kind = 'backup' ORDER BY b.seq DESC LIMIT 1))
          FROM office.instrument i JOIN office.entry e ON e.seq = i.seq
         WHERE i.what = 'version' AND i.state = 'confirmed' AND p.today BETWEEN i.from_day AND coalesce(i.to_day, 'infinity')
           AND e.payload::jsonb -> 'rows' -> i.place ->> 'of' = 'destruction' HAVING count(*) > 0) END,
      -- Holds of which the day has passed by which somebody was to ask whether they last.
      'holds', CASE WHEN desk THEN (SELECT jsonb_build_object('count', count(*), 'due', min(h.review))
          FROM office.hold h WHERE h.ended_seq IS NULL AND h.review < p.today HAVING count(*) > 0) END,
      -- The same of restrictions; and erasures that somebody else entered, and nobody has agreed to.
      'restrictions', CASE WHEN desk THEN (SELECT jsonb_build_object('count', w.review, 'due', w.due) FROM api.waiting_restrictions() w WHERE w.review > 0) END,
      'erasures', CASE WHEN overseeing THEN (SELECT jsonb_build_object('count', w.erasures, 'since', w.since) FROM api.waiting_restrictions() w WHERE w.erasures > 0) END,
      -- Calls without a whole recording and recordings without a call that nobody explained (§ 3 ust. 1): the administrator's at once, the desk's once they are late.
      'gaps', (SELECT jsonb_build_object('count', count(*), 'late', count(*) FILTER (WHERE g.due <= p.today), 'first', min(g.day))
          FROM office.gap g WHERE g.closed_seq IS NULL AND g.explained_seq IS NULL AND (machines OR desk AND g.due <= p.today) HAVING count(*) > 0),
      -- Calls without the announcement that wait for the desk's word (§ 3 ust. 2).
      'undecided', CASE WHEN desk THEN (SELECT jsonb_build_object('count', count(*), 'first', min((u.started_at AT TIME ZONE 'Europe/Warsaw')::date))
          FROM api.untold() u HAVING count(*) > 0) END,
      -- Rules that wait for a step, and since when.
      'versions', CASE WHEN overseeing THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'seq', i.seq, 'state', i.state,
            'of', said.row -> 'of', 'label', said.row -> 'content' -> 'basis' -> 'label',
            'since', api.day_of(CASE WHEN i.state = 'returned' THEN i.ended_seq ELSE i.seq END)) ORDER BY i.seq, i.place), '[]')
          FROM office.instrument i JOIN office.entry e ON e.seq = i.seq, LATERAL (SELECT e.payload::jsonb -> 'rows' -> i.place AS row) said
         WHERE i.what = 'version' AND i.state IN ('registered', 'returned')) ELSE nothing END,
      -- Plans of reviews of quality that wait for the word of another person of the desk than who proposed them, and the case of the first.
      'plans', (SELECT jsonb_build_object('count', w.count, 'since', api.day_of(w.first), 'case', (SELECT e.payload::jsonb -> 'case' FROM office.entry e WHERE e.seq = w.first))
          FROM (SELECT count(*) AS count, min(q.seq) AS first FROM office.quality_plan q
             WHERE desk AND q.verdict_seq IS NULL AND q.guid IS DISTINCT FROM api.own_guid()) w),
      -- Whose entry a paper is that waits for somebody else.
      'authors', CASE WHEN overseeing THEN (SELECT coalesce(jsonb_object_agg(i.seq, e.payload::jsonb -> 'guid'), '{}')
          FROM office.instrument i JOIN office.entry e ON e.seq = i.seq WHERE i.state = 'registered') ELSE '{}' END)
    FROM office.pulse p);
END
$$;
GRANT EXECUTE ON FUNCTION api.duties() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer, odsluch_administrator;

-- Offices and rules that hold on a day, by the keys of `yearly` (shared/duties.ts), of which nobody has said for a year that they still do. An office that
-- somebody else has by now is not told of by „Pulpit”, which knows the appointments. Internal.
CREATE FUNCTION api.unsaid(today date) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH held AS (
    SELECT i.number, i.seq, i.from_day, said.row ->> 'of' AS rule, said.row -> 'content' -> 'basis' ->> 'code' AS basis,
        ((c.payload::jsonb ->> 'at')::timestamptz AT TIME ZONE 'Europe/Warsaw')::date AS since
      FROM office.instrument i JOIN office.entry e ON e.seq = i.seq JOIN office.entry c ON c.seq = coalesce(i.holds_seq, i.confirmed_seq),
        LATERAL (SELECT e.payload::jsonb -> 'rows' -> i.place AS row) said
     WHERE i.state = 'confirmed' AND NOT i.end_waits AND today BETWEEN i.from_day AND coalesce(i.to_day, 'infinity')
       AND (i.what = 'version' OR i.what = 'appointment' AND i.to_day IS NULL)
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('number', h.number, 'seq', h.seq, 'of', h.rule, 'since', h.since) ORDER BY h.seq, h.number), '[]') FROM held h
   WHERE h.since + interval '1 year' <= today
     AND NOT EXISTS (SELECT FROM held n WHERE n.rule = h.rule AND n.basis IS NOT DISTINCT FROM h.basis AND n.from_day > h.from_day)
$$;

-- Who made an entry, as that account is called now; null where no entry registers it. Internal.
CREATE FUNCTION api.person_of(payload jsonb) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.display_name FROM office.person p WHERE p.guid::text = payload ->> 'guid' ORDER BY p.seq DESC LIMIT 1
$$;

-- Since which day an account has not stood, by the entries of what it gives. Internal.
CREATE FUNCTION api.gone_since(account uuid) RETURNS date
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH said AS (
    SELECT e.seq, e.payload::jsonb AS payload FROM office.entry e WHERE e.kind = 'roles' AND e.payload::jsonb ->> 'subjectGuid' = account::text
  )
  SELECT (min((s.payload ->> 'at')::timestamptz) AT TIME ZONE 'Europe/Warsaw')::date FROM said s
   WHERE s.payload ->> 'account' <> 'ok' AND s.seq > coalesce((SELECT max(o.seq) FROM said o WHERE o.payload ->> 'account' = 'ok'), 0)
$$;

-- Whom the keeper appointed because the desk was silent, as long as nobody in office before has confirmed it. Internal.
CREATE FUNCTION api.emergency() RETURNS SETOF office.instrument
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.* FROM office.instrument i JOIN office.entry e ON e.seq = i.seq
   WHERE i.what = 'appointment' AND i.state = 'confirmed' AND e.payload::jsonb -> 'rows' -> i.place -> 'emergency' = 'true'
     AND NOT EXISTS (SELECT FROM office.entry c WHERE c.kind = 'confirmed' AND c.command IS NOT NULL
       AND c.payload::jsonb -> 'entries' @> to_jsonb(i.seq))
$$;

-- The entries that two people see before listening goes on after an emergency, for the program to check before it shows them: the one that stops it, the
-- appointments, a restore since listening was last resumed, whatever stopped it after that, and the `person` entries of whom they name.
CREATE FUNCTION api.emergency_entries() RETURNS SETOF jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH named AS (
    SELECT s.seq FROM api.stop() s UNION SELECT i.seq FROM api.emergency() i
    UNION SELECT r.seq FROM office.entry r WHERE r.kind = 'incident' AND api.stops(r)
      AND r.seq > coalesce((SELECT max(e.seq) FROM office.entry e WHERE e.kind = 'resumed'), 0)
  )
  SELECT api.sealed(e, true) FROM office.entry e WHERE e.seq IN (
    SELECT n.seq FROM named n
    UNION SELECT api.registering(ARRAY(SELECT unnest(ARRAY[o.guid, (o.payload::jsonb -> 'rows' -> 0 ->> 'subjectGuid')::uuid])
        FROM named n JOIN office.entry o ON o.seq = n.seq)))
$$;
GRANT EXECUTE ON FUNCTION api.emergency_entries() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Sums of the register over legal days, both within: {acts, refusals, people, days: [{day, acts, refusals}]}; people = who began an act or was refused.
-- A sum names nobody. OD001: no such days, or more than a year of them.
CREATE FUNCTION api.register_counts(from_day date, to_day date) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  begin_at timestamptz := from_day::timestamp AT TIME ZONE 'Europe/Warsaw';
  end_at timestamptz := (to_day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
BEGIN
  PERFORM api.session_begun();
  IF from_day IS NULL OR to_day IS NULL OR to_day - from_day NOT BETWEEN 0 AND 366 THEN
    RAISE EXCEPTION 'malformed period' USING ERRCODE = 'OD001';
  END IF;
  RETURN (
    WITH counted AS (
      SELECT (a.opened_at AT TIME ZONE 'Europe/Warsaw')::date AS day, a.guid, 1 AS acts, 0 AS refusals
        FROM office.act a WHERE a.opened_at >= begin_at AND a.opened_at < end_at
      UNION ALL
      SELECT ((e.payload::jsonb ->> 'at')::timestamptz AT TIME ZONE 'Europe/Warsaw')::date, e.guid, 0, (e.payload::jsonb ->> 'count')::integer
        FROM office.entry e WHERE e.kind = 'refusal' AND e.payload::jsonb ->> 'at' >= api.instant(begin_at) AND e.payload::jsonb ->> 'at' < api.instant(end_at)
    ), days AS (
      SELECT c.day, sum(c.acts) AS acts, sum(c.refusals) AS refusals FROM counted c GROUP BY c.day
    )
    SELECT jsonb_build_object('acts', coalesce(sum(d.acts), 0), 'refusals', coalesce(sum(d.refusals), 0),
        'people', (SELECT count(DISTINCT c.guid) FROM counted c),
        'days', coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'acts', d.acts, 'refusals', d.refusals) ORDER BY d.day), '[]'))
      FROM days d);
END
$$;
GRANT EXECUTE ON FUNCTION api.register_counts(date, date) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

RESET ROLE;
