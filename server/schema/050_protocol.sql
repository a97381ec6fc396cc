-- The protocol of an act (§ 4 ust. 3): drafts while it is written, what a print needs, the person's own list.

SET ROLE odsluch_owner;

-- What somebody is typing and has not entered yet. Insert-only, the newest counts; the keeper deletes the others a minute later, all of an act
-- when it is completed or filed, and what is no protocol's text after 31 days without a change.
CREATE TABLE office.draft (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What it is to become: the text of a protocol, its correction, the note on its filing, a recording that is evidence, reasons to listen, or a card.
  kind text NOT NULL CHECK (kind IN ('protocol', 'correction', 'filing', 'evidence', 'reasons', 'card')),
  -- The act that it is about; of reasons and of a card the recording.
  about uuid NOT NULL,
  -- The account of whoever types it.
  guid uuid NOT NULL,
  -- Whose key signed it: the id of a `session`.
  session uuid NOT NULL,
  -- Milliseconds since 1970, by the keeper's clock: of several the newest counts.
  saved bigint NOT NULL CHECK (saved > 0),
  -- The exact text that was signed; JSON, which only the program reads.
  text text NOT NULL CHECK (octet_length(text) <= 300000),
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX draft_about ON office.draft (about, id DESC);
CREATE INDEX draft_saved ON office.draft (about, saved DESC, id DESC);

RESET ROLE;
GRANT SELECT ON office.draft TO odsluch_definer, odsluch_keeper;
GRANT INSERT ON office.draft TO odsluch_definer;
GRANT DELETE ON office.draft TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Keeps a draft. Form only: whether its person signed it the program finds out that reads it. A protocol's text and evidence are
-- typed while listening, its correction and filing afterwards; reasons are about a recording that one may ask for, a card about one that was opened in an own plan.
-- OD001 too long or malformed, OD002 too many (sixty a minute, 500 in all), OD004 not about an own act in its state, or no recording.
CREATE FUNCTION api.save_draft(kind text, about uuid, session uuid, saved bigint, text text, signature bytea) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  own constant uuid := api.own_guid();
  within_minute bigint;
  kept bigint;
BEGIN
  PERFORM api.session_begun();
  IF kind IS NULL OR kind NOT IN ('protocol', 'correction', 'filing', 'evidence', 'reasons', 'card')
     OR session IS NULL OR saved IS NULL OR saved <= 0 OR text IS NULL OR octet_length(text) > 300000
     OR signature IS NULL OR octet_length(signature) <> 64 THEN
    RAISE EXCEPTION 'malformed draft' USING ERRCODE = 'OD001';
  END IF;
  PERFORM api.take_time(octet_length(text));
  -- SECURITY: which recordings there are is no matter of whoever may not listen.
  IF kind = 'reasons' AND NOT (pg_has_role(session_user, 'odsluch_listener', 'MEMBER')
       AND EXISTS (SELECT FROM office.recording r WHERE r.id = save_draft.about AND r.state <> 'pending'))
     OR kind = 'card' AND NOT EXISTS (SELECT FROM api.own_acts() a JOIN office.opening o ON o.act = a.id
       WHERE api.is_review(a) AND a.state = 'started' AND o.recording = save_draft.about)
     OR kind NOT IN ('reasons', 'card') AND NOT EXISTS (SELECT FROM api.own_acts() a WHERE a.id = save_draft.about
       AND (a.state = 'started') = (save_draft.kind IN ('protocol', 'evidence'))) THEN
    RAISE EXCEPTION 'no such act' USING ERRCODE = 'OD004';
  END IF;
  -- SECURITY: nobody fills the disk with drafts, nor while the keeper that clears them is away.
  SELECT count(*) FILTER (WHERE d.at > clock_timestamp() - interval '1 minute'), count(*) INTO within_minute, kept
    FROM office.draft d WHERE d.guid = own;
  IF within_minute >= 60 OR kept >= 500 THEN
    RAISE EXCEPTION 'too many drafts' USING ERRCODE = 'OD002';
  END IF;
  INSERT INTO office.draft (kind, about, guid, session, saved, text, signature)
    VALUES (save_draft.kind, save_draft.about, own, save_draft.session, save_draft.saved, save_draft.text, save_draft.signature);
END
$$;
GRANT EXECUTE ON FUNCTION api.save_draft(text, uuid, uuid, bigint, text, bytea) TO odsluch_people;

-- The newest drafts of the asker's own of one kind about one thing, each with the entry of the session that it names:
-- [{session, saved, text, signature, entry}]. More than one: what somebody else has put there must not hide the newest that is signed.
-- Internal.
CREATE FUNCTION api.own_drafts(kind text, about uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('session', d.session, 'saved', d.saved, 'text', d.text,
      'signature', encode(d.signature, 'hex'), 'entry', (SELECT api.sealed(e, false) FROM office.entry e
        -- SECURITY: of the asker's own sessions alone; any other entry could be read by its command.
        WHERE e.command = d.session AND e.kind = 'session' AND e.guid = api.own_guid())) ORDER BY d.saved DESC, d.id DESC), '[]')
    FROM (SELECT * FROM office.draft n WHERE n.kind = own_drafts.kind AND n.about = own_drafts.about AND n.guid = api.own_guid()
           ORDER BY n.saved DESC, n.id DESC LIMIT 3) d
$$;

-- What one is typing apart from the texts of protocols, which api.protocol tells, by what it is about: of the next twenty-five acts and recordings
-- after `after`, null = the first: [{kind, about, drafts}].
CREATE FUNCTION api.typed(after uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH asked AS (
    SELECT DISTINCT d.about FROM office.draft d
     WHERE d.guid = api.own_guid() AND d.kind <> 'protocol' AND (typed.after IS NULL OR d.about > typed.after)
     ORDER BY d.about LIMIT 25
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'about', t.about, 'drafts', api.own_drafts(t.kind, t.about))
      ORDER BY t.about, t.kind), '[]')
    FROM (SELECT DISTINCT d.kind, d.about FROM office.draft d JOIN asked USING (about)
           WHERE d.guid = api.own_guid() AND d.kind <> 'protocol') t
$$;
GRANT EXECUTE ON FUNCTION api.typed(uuid) TO odsluch_people;

-- Who heard what was played in an act beside the listener, in the order in which they came: [{person, from, to}], as they were called
-- then; the login where those words were erased. `to` is null while they are there; once they left or the text was sealed it is as on the
-- protocol: no later than the end of what was played last. Internal: called by functions that check whose act it is.
CREATE FUNCTION api.act_presences(act uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH told AS (
    SELECT e.seq, e.kind, e.payload::jsonb AS payload, (e.payload::jsonb ->> 'at')::timestamptz AS at, t.text::jsonb AS words
      FROM office.entry e LEFT JOIN office.entry_text t ON t.seq = e.seq
     WHERE e.act = act_presences.act AND e.kind IN ('release', 'joined', 'left', 'completed')
  ), came AS (
    -- Those who were there from the start, named by the first release; whoever came later by an entry of their own.
    SELECT first.seq, first.at, place, login,
        (SELECT one ->> 'displayName' FROM jsonb_array_elements(first.words -> 'present') one WHERE one ->> 'login' = login) AS person
      FROM (SELECT * FROM told WHERE told.kind = 'release' ORDER BY told.seq LIMIT 1) first,
           jsonb_array_elements_text(first.payload -> 'present') WITH ORDINALITY AS named (login, place)
    UNION ALL
    SELECT told.seq, told.at, 0, told.payload ->> 'subject', told.words ->> 'displayName' FROM told WHERE told.kind = 'joined'
  ), stayed AS (
    SELECT came.*, (SELECT min(told.at) FROM told WHERE told.seq > came.seq
        AND (told.kind = 'completed' OR told.kind = 'left' AND told.payload ->> 'subject' = came.login)) AS ended
      FROM came
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('person', coalesce(s.person, s.login),
      'from', api.instant(s.at),
      'to', api.instant(CASE WHEN s.ended IS NOT NULL THEN
        greatest(s.at, least(s.ended, (SELECT max(coalesce(o.closed_at, 'infinity')) FROM office.opening o WHERE o.act = act_presences.act))) END))
      ORDER BY s.seq, s.place), '[]')
    FROM stayed s
$$;

-- What is told of a recording of one's own act only once it was opened: {caller: {salt, number}|null, entry|null, channels, part, parts}; null where it
-- was not. `entry`: in the act of a plan in place of the caller, the `ingest` entry without words.
-- SECURITY: that entry names by login who answered, and nobody is told before.
CREATE FUNCTION api.opened_recording(act uuid, recording uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT jsonb_build_object('caller', api.caller(r.id, NOT api.is_review(a)),
      'entry', (SELECT api.sealed(e, false) FROM office.entry e WHERE e.seq = r.seq AND api.is_review(a)), 'channels', r.channels,
      'part', (SELECT count(*) FROM office.recording g WHERE g.call_group = r.call_group AND g.state NOT IN ('pending', 'lost')
                 AND (g.started_at, g.id) <= (r.started_at, r.id)),
      'parts', (SELECT count(*) FROM office.recording g WHERE g.call_group = r.call_group AND g.state NOT IN ('pending', 'lost')))
    FROM api.own_acts() a JOIN office.recording r ON r.id = opened_recording.recording
   WHERE a.id = opened_recording.act AND EXISTS (SELECT FROM office.opening o WHERE o.act = a.id AND o.recording = r.id)
$$;
GRANT EXECUTE ON FUNCTION api.opened_recording(uuid, uuid) TO odsluch_people;

-- What was played in an act, in milliseconds: of each recording every moment once, however often it was opened.
-- Internal: called by functions that check whose act it is.
CREATE FUNCTION api.heard_ms(act uuid) RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(upper(stretch) - lower(stretch)), 0)
    FROM (SELECT unnest(range_agg(int4range((one ->> 0)::integer, (one ->> 1)::integer))) AS stretch
            FROM office.opening o, jsonb_array_elements(o.ranges) one WHERE o.act = heard_ms.act GROUP BY o.recording) heard
$$;

-- One's own acts, each as the list shows it, with what the list is ordered by.
CREATE FUNCTION api.my_acts() RETURNS TABLE (opened_at timestamptz, answer jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT a.opened_at, jsonb_build_object('act', a.id, 'number', a.number, 'case', a.case_number, 'formerCases', a.former_cases,
      'corrections', a.corrections, 'basisLabel', coalesce(
        (SELECT b.content ->> 'label' FROM office.legal_basis b
          WHERE b.code = a.basis AND b.valid_from <= (a.opened_at AT TIME ZONE 'Europe/Warsaw')::date ORDER BY b.valid_from DESC LIMIT 1), a.basis),
      'openedAt', api.instant(a.opened_at), 'until', api.instant(a.until), 'state', a.state,
      'completedAt', api.instant(a.completed_at), 'filedOn', a.filed_on, 'way', a.way,
      'recordings', (SELECT count(DISTINCT o.recording) FROM office.opening o WHERE o.act = a.id), 'heardMs', api.heard_ms(a.id))
    FROM api.own_acts() a
$$;
GRANT EXECUTE ON FUNCTION api.my_acts() TO odsluch_people;

-- Acts of others in which the asker is named as present, newest first, at most the last 200: by which entry and when, whose act it is, under
-- which authorisation, and what the sealed text says that the asker remarked. Nothing else of the act: it is another's.
-- SECURITY: whose a login was then counts: a release names logins alone.
CREATE FUNCTION api.named_in_acts() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH given AS (
    SELECT p.seq, one ->> 'login' AS login, (one ->> 'guid')::uuid AS guid
      FROM office.entry p, jsonb_array_elements(p.payload::jsonb -> 'people') one WHERE p.kind = 'person'
  ), own AS (
    -- The asker's logins, each from an entry that gave it on, until one gave it to somebody else.
    SELECT g.login, g.seq, (SELECT min(n.seq) FROM given n WHERE n.seq > g.seq AND n.login = g.login AND n.guid <> g.guid) AS lost
      FROM given g WHERE g.guid = api.own_guid()
  ), named AS (
    SELECT a AS act, e.seq, e.payload::jsonb AS payload, own.login, one.said ->> 'authorisation' AS authorisation
      FROM office.entry e JOIN office.act a ON a.seq = e.seq
      JOIN own ON e.payload::jsonb -> 'present' ? own.login AND e.seq > own.seq AND (own.lost IS NULL OR e.seq < own.lost)
      LEFT JOIN office.entry_text t ON t.seq = e.seq
      LEFT JOIN LATERAL (SELECT said FROM jsonb_array_elements(t.text::jsonb -> 'present') said WHERE said ->> 'login' = own.login) one ON true
     WHERE e.kind = 'release' AND e.payload::jsonb -> 'present' <> '[]'
    UNION ALL
    SELECT a, e.seq, e.payload::jsonb, e.payload::jsonb ->> 'subject', e.payload::jsonb ->> 'authorisation'
      FROM office.entry e JOIN office.act a ON a.id = e.act
     WHERE e.kind = 'joined' AND e.payload::jsonb ->> 'subjectGuid' = api.own_guid()::text
  ), first AS (SELECT DISTINCT ON ((named.act).id) named.* FROM named ORDER BY (named.act).id, named.seq)
  SELECT coalesce(jsonb_agg(jsonb_build_object('seq', f.seq, 'at', f.payload -> 'at', 'begun', (f.act).seq, 'number', (f.act).number,
      'listener', coalesce((SELECT t.text::jsonb -> 'person' ->> 'displayName' FROM office.entry_text t WHERE t.seq = (f.act).seq), (f.act).login),
      'authorisation', f.authorisation,
      'remark', (SELECT remark ->> 'text' FROM office.entry_text t, jsonb_array_elements(t.text::jsonb -> 'presentRemarks') remark
                  WHERE t.seq = (f.act).completed_seq AND remark ->> 'login' = f.login)) ORDER BY f.seq DESC), '[]')
    FROM (SELECT * FROM first ORDER BY first.seq DESC LIMIT 200) f
$$;
GRANT EXECUTE ON FUNCTION api.named_in_acts() TO odsluch_people;

-- The ten cases that the person listened for last, each with its newest act.
CREATE FUNCTION api.recent_cases() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(jsonb_build_object('case', last.case_number, 'number', last.number, 'state', last.state,
      'openedAt', api.instant(last.opened_at), 'filedOn', last.filed_on) ORDER BY last.opened_at DESC), '[]')
    FROM (SELECT newest.*
            FROM (SELECT DISTINCT ON (a.case_number) a.case_number, a.number, a.state, a.opened_at, a.filed_on
                    FROM api.own_acts() a ORDER BY a.case_number, a.opened_at DESC) newest
           ORDER BY newest.opened_at DESC
           LIMIT 10) last
$$;
GRANT EXECUTE ON FUNCTION api.recent_cases() TO odsluch_listener;

-- Numbers of the entries that state the versions of a rule (`of` of its rows), and of those that confirm them. Internal: called by functions
-- that check who may read them. In plpgsql, for papers are a table that comes later.
CREATE FUNCTION api.versions(rule text) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT unnest(ARRAY[i.seq, i.confirmed_seq]) FROM office.instrument i JOIN office.entry e ON e.seq = i.seq
    WHERE i.what = 'version' AND i.state = 'confirmed' AND e.payload::jsonb -> 'rows' -> i.place ->> 'of' = rule;
END
$$;

-- Numbers of the entries that an act is told by: those that name it, those that its sealed text names, and the basis, the authorisations,
-- who confirmed them, and the recordings that its releases name, these with the other parts of their calls and with who admitted them; of the act of a plan
-- the plan and its approval, and of a call the part alone that was drawn. Internal: called by functions that check who may read them.
CREATE FUNCTION api.entries_of_act(a office.act) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.seq FROM office.entry f WHERE f.act = a.id
  UNION SELECT named::bigint FROM office.entry f, jsonb_array_elements_text(f.payload::jsonb -> 'entries') named
         WHERE f.act = a.id AND f.kind IN ('completed', 'corrected')
  UNION SELECT unnest(ARRAY[b.seq, b.confirmed_seq]) FROM office.legal_basis b WHERE b.code = a.basis
  UNION SELECT unnest(ARRAY[u.seq, u.confirmed_seq]) FROM office.entry f JOIN office.authorisation u ON u.number = f.payload::jsonb ->> 'authorisation'
         WHERE f.act = a.id AND f.kind = 'release'
  UNION SELECT p.seq FROM office.entry f JOIN office.recording r ON r.id = f.recording JOIN office.recording p ON p.call_group = r.call_group
         WHERE f.act = a.id AND f.kind = 'release' AND p.seq IS NOT NULL AND (p.id = r.id OR NOT api.is_review(a))
  UNION SELECT q.seq FROM office.entry f JOIN office.entry q ON q.kind = 'qualityPlan' AND q.command::text = f.payload::jsonb -> 'position' ->> 'plan'
           OR q.kind = 'qualityVerdict' AND q.payload::jsonb ->> 'plan' = f.payload::jsonb -> 'position' ->> 'plan'
         WHERE f.seq = a.seq AND api.is_review(a)
  -- Of what was lost and taken in again also under its former id, and as which call that was taken in.
  UNION SELECT unnest(ARRAY[d.seq, k.seq]) FROM office.entry f JOIN office.recording r ON r.id = f.recording
    JOIN office.recording k ON k.started_at = r.started_at AND k.plain_sha256 = r.plain_sha256 JOIN office.entry d ON d.recording = k.id AND d.kind = 'admitted'
         WHERE f.act = a.id AND f.kind = 'release'
$$;

-- The entries of an act for the program to check, oldest first: [api.sealed with caller]. Internal.
CREATE FUNCTION api.sealed_protocol(a office.act) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  -- SECURITY: who called in a part that was never released, and who answered it, is not told, nor who else stands in a paper, nor why a call was admitted;
  -- of what was drawn for a review of quality neither is ever, nor whose the calls are, nor what a card says.
  SELECT jsonb_agg(api.sealed(e, e.kind = ANY (api.told_kinds()) OR e.kind IN ('completed', 'corrected') OR released) || jsonb_build_object('caller', api.caller(e.recording, released)) ORDER BY e.seq)
    FROM office.entry e, LATERAL (SELECT NOT api.is_review(a) AND e.kind = 'ingest' AND e.recording IN (SELECT r.recording FROM office.entry r
      WHERE r.act = a.id AND r.kind = 'release')) is_released (released) WHERE e.seq IN (SELECT api.entries_of_act(a) UNION SELECT api.versions('regulation') UNION SELECT api.versions('announcement')
      -- By which what was heard is destroyed: a paper says of it why nobody is named any more.
      UNION SELECT d.seq FROM office.entry f JOIN office.recording g ON g.id = f.recording AND g.state = 'destroyed'
        JOIN office.entry d ON d.kind = 'destroyed' AND strpos(d.payload, g.id::text) > 0 WHERE f.act = a.id AND f.kind = 'release')
$$;

-- The entries of one's own act, for the program to check. Beside them what no paper says: {entries: [api.sealed],
-- played: [{opening, ranges}] of what has not ended, drafts: [{session, saved, text, signature, entry}] with the `session` whose key signed it}. Null for anybody else's.
CREATE FUNCTION api.protocol(act uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT jsonb_build_object(
      'entries', api.sealed_protocol(a),
      'played', (SELECT coalesce(jsonb_agg(jsonb_build_object('opening', o.id, 'ranges', o.ranges)), '[]')
                   FROM office.opening o WHERE o.act = a.id AND o.closed_at IS NULL),
      'drafts', api.own_drafts('protocol', a.id))
    FROM api.own_acts() a WHERE a.id = protocol.act
$$;
GRANT EXECUTE ON FUNCTION api.protocol(uuid) TO odsluch_people;

-- The entries of an act of somebody else, whose protocol is not written any more, for a copy that goes to its case file; and beside them those by
-- which copies were taken, and the `person` entries of who filed it instead. Null for an act that there is not.
-- SECURITY: findings stand in no list. They are told for one act, to whoever entered within ten hours that a copy of just this is taken: OD005 otherwise.
CREATE FUNCTION api.copied_protocol(act uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF NOT EXISTS (SELECT FROM office.entry e, office.pulse p WHERE e.kind = 'read' AND e.guid = api.own_guid()
       AND e.payload::jsonb ->> 'of' = copied_protocol.act::text AND (e.payload::jsonb ->> 'at')::timestamptz >= to_timestamp(p.time / 1000.0) - interval '10 hours') THEN
    RAISE EXCEPTION 'nobody entered that this is read' USING ERRCODE = 'OD005';
  END IF;
  RETURN (SELECT api.sealed_protocol(a) || (SELECT coalesce(jsonb_agg(api.sealed(e, e.kind = 'person')), '[]') FROM office.entry e WHERE e.seq IN (
      SELECT c.seq FROM office.entry c WHERE c.kind = 'read' AND c.payload::jsonb ->> 'of' = a.id::text
      UNION SELECT api.registering(ARRAY(SELECT f.guid FROM office.entry f WHERE f.act = a.id AND f.kind = 'filed'))))
    FROM office.act a WHERE a.id = copied_protocol.act AND a.state <> 'started');
END
$$;
GRANT EXECUTE ON FUNCTION api.copied_protocol(uuid) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The fields of a basis that this person already gave for this case (a register number is asked once per case), whatever the basis was;
-- of a field that was given twice the newer value.
CREATE FUNCTION api.known_fields(case_number text) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_object_agg(f.key, f.value ORDER BY a.opened_at), '{}')
    FROM api.own_acts() a JOIN office.entry_text t ON t.seq = a.seq, jsonb_each_text(t.text::jsonb -> 'fields') f
   WHERE a.case_number = known_fields.case_number
$$;
GRANT EXECUTE ON FUNCTION api.known_fields(text) TO odsluch_listener;

RESET ROLE;
