-- Matters: what somebody has to do, to answer or to clear up (§ 6 ust. 3).

SET ROLE odsluch_owner;

-- Read model of `matter` entries: how each stands by the newest of them.
CREATE TABLE office.matter (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  sort text NOT NULL CHECK (sort IN ('task', 'question', 'report', 'irregularity')),
  -- Of a task: a–d of § 6 ust. 3.
  letter text CHECK (letter IN ('a', 'b', 'c', 'd')),
  -- The entry that it is about.
  about bigint,
  -- Accounts: whose it is, and who opened it.
  assignee uuid,
  due date,
  opened_by uuid,
  -- The newest entry of whom it is assigned to, the newest of all, and the one that closed it.
  answered_seq bigint,
  newest_seq bigint NOT NULL,
  closed_seq bigint,
  seq bigint NOT NULL
);

RESET ROLE;
GRANT SELECT ON office.matter TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.matter TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Which call of a plan of reviews of quality a release is about: {startedAt, nr, plan: its number}; null of every other entry. Internal.
CREATE FUNCTION api.drawn_call(about bigint) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('startedAt', api.instant(r.started_at), 'nr', said.position -> 'nr', 'plan', v.payload::jsonb -> 'number')
    FROM office.entry e JOIN office.recording r ON r.id = e.recording
    CROSS JOIN LATERAL (SELECT e.payload::jsonb -> 'position' AS position) said
    JOIN office.entry v ON v.kind = 'qualityVerdict' AND v.payload::jsonb ->> 'plan' = said.position ->> 'plan'
   WHERE e.seq = drawn_call.about AND e.kind = 'release'
$$;

-- Matters by {show: open | all, own: boolean, about: [numbers of entries]|null}, those due first, in the keys of `matter` (shared/matter.ts). `own`: of the
-- asker alone, whatever the office. An answer that no verdict has heeded in an open review counts as open. OD001: another filter.
-- SECURITY: desk, Mayor and officer read all of them; everybody else what is assigned to them, and of what they opened their own words.
CREATE FUNCTION api.matters(filter jsonb) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := api.own_guid();
  entire constant boolean := pg_has_role(session_user, 'odsluch_secretary', 'MEMBER') OR pg_has_role(session_user, 'odsluch_mayor', 'MEMBER')
    OR pg_has_role(session_user, 'odsluch_protection_officer', 'MEMBER');
BEGIN
  PERFORM api.session_begun();
  IF filter IS NULL OR octet_length(filter::text) > 8000 OR (filter ->> 'show') IS NULL OR filter ->> 'show' NOT IN ('open', 'all')
     OR jsonb_typeof(filter -> 'own') IS DISTINCT FROM 'boolean' OR jsonb_typeof(filter -> 'about') NOT IN ('array', 'null') THEN
    RAISE EXCEPTION 'malformed filter' USING ERRCODE = 'OD001';
  END IF;
  RETURN (
    WITH listed AS (
      SELECT m.*, a.number AS act, a.id AS act_id, m.sort = 'question' AND m.answered_seq IS NOT NULL AND EXISTS (
          SELECT FROM office.review_item i JOIN office.review r ON r.id = i.review
           WHERE i.item = a.id::text AND r.concluded_seq IS NULL AND coalesce(i.judged_seq, 0) < m.answered_seq) AS unread
        FROM office.matter m LEFT JOIN office.act a ON a.seq = m.about
       WHERE entire AND NOT (filter -> 'own')::boolean OR m.assignee = me OR m.opened_by = me
    ), wanted AS (
      SELECT l.* FROM listed l
       WHERE (filter ->> 'show' = 'all' OR l.closed_seq IS NULL OR l.unread AND entire)
         AND (jsonb_typeof(filter -> 'about') IS DISTINCT FROM 'array' OR filter -> 'about' @> to_jsonb(l.about))
    ), said AS (
      SELECT e.seq, e.login, e.guid, e.payload::jsonb AS payload, t.text::jsonb ->> 'words' AS words
        FROM office.entry e LEFT JOIN office.entry_text t ON t.seq = e.seq WHERE e.kind = 'matter'
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object('matter', w.id, 'number', w.number, 'sort', w.sort, 'letter', w.letter, 'about', w.about,
        'act', w.act, 'kind', (SELECT o.kind FROM office.entry o WHERE o.seq = w.about), 'call', CASE WHEN entire OR w.sort = 'report' THEN api.drawn_call(w.about) END, 'assignee', w.assignee,
        'person', api.person_of(jsonb_build_object('guid', w.assignee)), 'due', w.due, 'own', w.assignee IS NOT DISTINCT FROM me,
        'answered', w.answered_seq IS NOT NULL, 'unread', w.unread, 'closed', w.closed_seq IS NOT NULL,
        'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'at', s.payload -> 'at', 'event', s.payload -> 'event', 'login', s.login,
              'person', coalesce(api.person_of(s.payload), s.login), 'words', s.words) ORDER BY s.seq), '[]')
            FROM said s WHERE s.payload ->> 'matter' = w.id::text AND (entire OR w.assignee = me OR s.guid = me))
      ) ORDER BY w.due NULLS LAST, w.seq), '[]') FROM wanted w);
END
$$;
GRANT EXECUTE ON FUNCTION api.matters(jsonb) TO odsluch_people;

-- The entries behind the register of media (D13), for the program to check before it prints them: of every matter of § 6 ust. 3 lit. c, with the `person`
-- entries of whom they name, and of every other matter what opened it, without words: its number is the one before or after that of a medium.
CREATE FUNCTION api.media_entries() RETURNS SETOF jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH said AS (
    SELECT e.seq, e.guid, e.payload::jsonb AS payload FROM office.entry e WHERE e.kind = 'matter'
  ), media AS (
    SELECT s.* FROM said s WHERE s.payload ->> 'matter' IN (SELECT m.payload ->> 'matter' FROM said m WHERE m.payload ->> 'letter' = 'c')
  )
  SELECT api.sealed(e, e.kind = 'person' OR e.seq IN (SELECT m.seq FROM media m)) FROM office.entry e WHERE e.seq IN (
    SELECT m.seq FROM media m
    UNION SELECT o.seq FROM said o WHERE o.payload ->> 'event' = 'open'
    UNION SELECT api.registering(ARRAY(SELECT unnest(ARRAY[m.guid, (m.payload ->> 'assignee')::uuid]) FROM media m)))
$$;
GRANT EXECUTE ON FUNCTION api.media_entries() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Whom a matter can be assigned to: everybody who may sign in, [{guid, person, post, unit}].
CREATE FUNCTION api.people() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(jsonb_build_object('guid', o.guid, 'person', o.display_name, 'post', o.post, 'unit', o.unit) ORDER BY o.display_name), '[]')
    FROM (SELECT DISTINCT ON (p.guid) p.* FROM office.person p ORDER BY p.guid, p.seq DESC) o WHERE o.employee AND o.account = 'ok'
$$;
GRANT EXECUTE ON FUNCTION api.people() TO odsluch_secretary;

RESET ROLE;
