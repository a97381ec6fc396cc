-- Recordings that are kept as evidence (§ 3 ust. 4), for those who answer for the office.

SET ROLE odsluch_owner;

-- Read model of `hold`, `hold-review` and `hold-end` entries.
CREATE TABLE office.hold (
  -- Of the entry that makes it.
  seq bigint PRIMARY KEY,
  number text NOT NULL UNIQUE,
  -- Of what was heard; null of what the desk holds.
  act uuid,
  recordings uuid[] NOT NULL CHECK (cardinality(recordings) BETWEEN 1 AND 50),
  -- The account of whoever set it.
  setter uuid,
  review date NOT NULL,
  -- The newest entry by which somebody found that the proceedings last, and the one that ends it.
  reviewed_seq bigint,
  ended_seq bigint
);
CREATE INDEX hold_recordings ON office.hold USING gin (recordings);
CREATE INDEX hold_act ON office.hold (act) WHERE act IS NOT NULL;

-- Read model of `stopped` entries: the recordings of a list that a night stopped at. SECURITY: the entry signs their SHA-256, so that whoever reads
-- the list sees that it is the one.
CREATE TABLE office.stopped (
  seq bigint PRIMARY KEY,
  recordings uuid[] NOT NULL CHECK (cardinality(recordings) > 0)
);

-- Words of `call_kinds` go with the recording and not before: without those of `ingest` it could not be heard, without those of a card nobody could tell
-- whether a level was lowered.
CREATE FUNCTION office.keep_words() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM office.entry e JOIN office.recording r ON r.id = e.recording
              WHERE e.seq = OLD.seq AND e.kind = ANY (api.call_kinds()) AND r.state <> 'destroyed') THEN
    RAISE EXCEPTION 'the words of a recording go with it alone' USING ERRCODE = 'OD009';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER keep_words BEFORE DELETE ON office.entry_text FOR EACH ROW EXECUTE FUNCTION office.keep_words();
CREATE TRIGGER keep_words BEFORE DELETE ON office.entry_asked FOR EACH ROW EXECUTE FUNCTION office.keep_words();
ALTER TABLE office.entry_text ENABLE ALWAYS TRIGGER keep_words;
ALTER TABLE office.entry_asked ENABLE ALWAYS TRIGGER keep_words;

-- § 3 ust. 4: of recordings whose keys go nothing is left but that they were: whoever spoke is named nowhere any more, nor what was said of how they spoke, also where
-- that was refused. What a later feature keeps of a call is added here. SECURITY: the words are found by the signed payload, never by what a row of the catalogue says;
-- nobody else's go.
CREATE FUNCTION office.destroy(gone uuid[], night date, protocol text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said constant bigint[] := ARRAY(SELECT e.seq FROM office.entry e WHERE e.recording = ANY (destroy.gone)
    AND (e.kind = ANY (api.call_kinds()) OR e.kind = 'refusal' AND e.payload::jsonb ->> 'request' = ANY (api.card_kinds())));
BEGIN
  UPDATE office.recording r SET state = 'destroyed', destroyed_on = night, destruction_protocol = protocol,
      caller = DEFAULT, caller_salt = DEFAULT, answered_by = '', answered_login = DEFAULT, answered_from = DEFAULT, speaker = DEFAULT, sealed = DEFAULT,
      pledge = DEFAULT, channels = '{unknown}'
    WHERE r.id = ANY (destroy.gone);
  -- An exchange may make its ids of numbers. They tie the parts of a call together, and go with the last of them.
  UPDATE office.recording r
      SET call_group = coalesce((SELECT e.payload::jsonb ->> 'call' FROM office.entry e WHERE e.kind = 'ingest' AND e.recording = r.id), r.id::text)
    WHERE r.state = 'destroyed' AND r.batch IS NULL AND r.call_group IN (SELECT g.call_group FROM office.recording g WHERE g.id = ANY (destroy.gone))
      AND NOT EXISTS (SELECT FROM office.recording k WHERE k.call_group = r.call_group AND k.state IN ('available', 'lost'));
  DELETE FROM office.entry_text t WHERE t.seq = ANY (said);
  DELETE FROM office.entry_asked a WHERE a.seq = ANY (said);
  -- A card that was begun, and reasons that nobody gave yet.
  DELETE FROM office.draft d WHERE d.about = ANY (gone);
END
$$;

-- From where people signed in, and what was asked for then, of sessions up to an entry.
CREATE FUNCTION office.forget_sessions(up_to bigint) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM office.entry_text t USING office.entry e WHERE e.kind = 'session' AND e.seq <= up_to AND t.seq = e.seq;
  DELETE FROM office.entry_asked a USING office.entry e WHERE e.kind = 'session' AND e.seq <= up_to AND a.seq = e.seq;
END
$$;

-- The planner's statistics keep samples of what stood in these tables, numbers and words, until the next ANALYZE.
-- SECURITY: the keeper may have it done, and gets no right of MAINTAIN, which locks tables and builds indexes anew.
CREATE FUNCTION office.forget_samples() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
BEGIN
  ANALYZE office.recording, office.entry_text, office.entry_asked, office.draft;
END
$$;

RESET ROLE;
GRANT EXECUTE ON FUNCTION office.destroy(uuid[], date, text), office.forget_sessions(bigint), office.forget_samples() TO odsluch_keeper;
GRANT SELECT ON office.hold, office.stopped TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE (review, reviewed_seq, ended_seq) ON office.hold TO odsluch_keeper;
GRANT SELECT, INSERT ON office.stopped TO odsluch_keeper;

SET ROLE odsluch_definer;

-- What is over by the night after `today`, in which list that a night stopped at, and by the number of which card or protocol it stays: `held` by a
-- card, `restricted` by a request, else heard in an act that is not written down; `ended`: it was held or restricted once; `erased`: somebody asked for its end. Internal.
CREATE FUNCTION api.over(today date)
  RETURNS TABLE (id uuid, day date, duration_ms integer, held boolean, restricted boolean, stays text, list bigint, ended boolean, erased boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, (r.started_at AT TIME ZONE 'Europe/Warsaw')::date, r.duration_ms, r.hold_seq IS NOT NULL, r.restricted_seq IS NOT NULL,
      -- SECURITY: of a request the number of its entry: its own may be anything that was typed, and this is told without an entry of reading.
      coalesce(h.number, 'nr ' || r.restricted_seq,
      (SELECT min(a.number) FROM office.opening o JOIN office.act a ON a.id = o.act WHERE o.recording = r.id AND (o.closed_at IS NULL OR a.state = 'started'))), l.seq, x.id IS NOT NULL, g.id IS NOT NULL
    FROM office.recording r LEFT JOIN office.hold h ON h.seq = r.hold_seq LEFT JOIN api.to_erase() g (id) ON g.id = r.id
    LEFT JOIN (SELECT s.seq, unnest(s.recordings) AS id FROM office.stopped s) l ON l.id = r.id
    LEFT JOIN (SELECT unnest(c.recordings) AS id FROM office.hold c WHERE c.ended_seq IS NOT NULL
      UNION SELECT unnest(f.recordings) FROM office.restriction f WHERE f.ended_seq IS NOT NULL) x ON x.id = r.id
   -- The first of these finds them by an index. By the calendar: 29 February ends on the 28th.
   WHERE r.id IN (SELECT k.id FROM office.recording k WHERE k.started_at < over.today::timestamptz - interval '363 days' AND k.state IN ('available', 'lost')
       AND ((k.started_at AT TIME ZONE 'Europe/Warsaw')::date + interval '12 months')::date <= over.today
     UNION SELECT api.to_erase())
$$;

-- Lists that a night stopped at and nobody has confirmed. Internal.
CREATE FUNCTION api.stopped() RETURNS SETOF office.entry
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.* FROM office.entry e
   WHERE e.kind = 'stopped' AND NOT EXISTS (SELECT FROM office.entry c WHERE c.kind = 'confirmed' AND c.payload::jsonb -> 'entries' @> to_jsonb(e.seq))
$$;

-- § 3 ust. 4: the nights of a month `yyyy-mm`, and what waits, in the keys of `nightsTold` (shared/keeping.ts). Entries as the program checks them:
-- of the month's protocol what was destroyed and removed, every list that a night stopped at, who agreed to it, orders, regulations, the newest backup.
-- The rest is the database's word: why the last night did nothing, the days of the calls, what the next one would take, and how much of a list, and of
-- that, was taken in on the days before the night within which nothing goes unasked (`freshDays`, shared/ledger/keeping.ts).
-- SECURITY: ids and days, nobody's number and nobody's name. OD001: no month.
CREATE FUNCTION api.nights(month text) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told office.pulse;
BEGIN
  PERFORM api.session_begun();
  IF month IS NULL OR month !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION 'malformed month' USING ERRCODE = 'OD001';
  END IF;
  SELECT p.* INTO told FROM office.pulse p;
  RETURN (
    WITH over AS (
      SELECT o.* FROM api.over(told.today) o
    ), gone AS (
      SELECT e.* FROM office.entry e
       WHERE e.kind = 'destroyed' AND e.payload::jsonb ->> 'protocol' = 'PZ/' || ltrim(substr(nights.month, 6), '0') || '/' || left(nights.month, 4)
    ), orders AS (
      SELECT e.seq FROM office.entry e
       WHERE e.kind = 'instrument' AND (e.payload::jsonb -> 'rows' @> '[{"of": "destruction"}]' OR e.payload::jsonb -> 'rows' @> '[{"of": "regulation"}]')
    ), wanted AS (
      SELECT g.seq FROM gone g
      UNION SELECT e.seq FROM office.entry e WHERE e.kind = 'removed' AND (e.payload::jsonb ->> 'of')::bigint IN (SELECT g.seq FROM gone g)
      UNION SELECT e.seq FROM office.entry e WHERE e.kind = 'stopped'
      UNION SELECT o.seq FROM orders o
      -- An order that was taken back.
      UNION SELECT e.seq FROM office.entry e WHERE e.kind = 'revoke' AND e.payload::jsonb ->> 'number' IN (
        SELECT one ->> 'number' FROM orders o JOIN office.entry s ON s.seq = o.seq, jsonb_array_elements(s.payload::jsonb -> 'rows') one)
      UNION SELECT e.seq FROM office.entry e WHERE e.kind = 'confirmed' AND EXISTS (
        SELECT FROM jsonb_array_elements_text(e.payload::jsonb -> 'entries') one
         WHERE one::bigint IN (SELECT o.seq FROM orders o UNION SELECT s.seq FROM office.entry s WHERE s.kind = 'stopped'))
      UNION (SELECT e.seq FROM office.entry e WHERE e.kind = 'backup' ORDER BY e.seq DESC LIMIT 1)
    )
    SELECT jsonb_build_object(
      'today', told.today, 'night', told.night, 'waits', told.waits,
      'destroyed', (SELECT count(*) FROM office.recording r WHERE r.state = 'destroyed' AND extract(year FROM r.destroyed_on) = extract(year FROM told.today)),
      'held', (SELECT count(*) FROM over o WHERE o.held),
      'restricted', (SELECT count(*) FROM over o WHERE NOT o.held AND o.restricted),
      'busy', (SELECT count(*) FROM over o WHERE NOT o.held AND NOT o.restricted AND o.stays IS NOT NULL),
      'next', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', d.list, 'day', d.day, 'count', d.count, 'durationMs', d.lasts, 'ended', d.ended) ORDER BY d.day), '[]')
          FROM (SELECT o.list, o.day, count(*) AS count, sum(o.duration_ms) AS lasts, count(*) FILTER (WHERE o.ended) AS ended FROM over o WHERE o.stays IS NULL GROUP BY 1, 2) d),
      'stays', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', d.list, 'day', d.day, 'count', d.count, 'by', d.stays) ORDER BY d.day, d.stays), '[]')
          FROM (SELECT o.list, o.day, o.stays, count(*) AS count FROM over o WHERE o.stays IS NOT NULL GROUP BY 1, 2, 3) d),
      'fresh', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', f.list, 'count', f.count)), '[]')
          FROM (SELECT s.seq AS list, count(*) AS count
                  FROM api.stopped() w JOIN office.stopped s ON s.seq = w.seq
                  -- Asked once a list, not once a recording.
                  CROSS JOIN LATERAL (SELECT api.last_before((api.day_of(s.seq) - 31)::timestamp AT TIME ZONE 'Europe/Warsaw') AS seq OFFSET 0) b
                  JOIN office.recording r ON r.id = ANY (s.recordings) AND r.seq > b.seq GROUP BY 1) f),
      'asked', (SELECT count(*) FROM over o JOIN office.recording r ON r.id = o.id
          CROSS JOIN (SELECT api.last_before((told.today + 1 - 31)::timestamp AT TIME ZONE 'Europe/Warsaw') AS seq OFFSET 0) b
         WHERE o.list IS NULL AND o.stays IS NULL AND NOT o.erased AND r.seq > b.seq),
      'days', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', d.seq, 'day', d.day, 'count', d.count) ORDER BY d.seq, d.day), '[]')
          FROM (SELECT g.seq, (r.started_at AT TIME ZONE 'Europe/Warsaw')::date AS day, count(*) AS count
                  FROM gone g, jsonb_array_elements_text(g.payload::jsonb -> 'term' || (g.payload::jsonb -> 'ended') || (g.payload::jsonb -> 'erasure')) one
                  JOIN office.recording r ON r.id = one::uuid GROUP BY 1, 2) d),
      'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, false) ORDER BY e.seq), '[]') FROM office.entry e WHERE e.seq IN (SELECT w.seq FROM wanted w))));
END
$$;
GRANT EXECUTE ON FUNCTION api.nights(text) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- How the recordings were taken in that the entry `of` destroyed, for the month's list (D7), without words, which are gone: five hundred entries at
-- most, and the holds of what was held once, by what they state themselves, with their ends. OD005.
CREATE FUNCTION api.night_calls(of bigint) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told constant jsonb := (SELECT e.payload::jsonb FROM office.entry e WHERE e.seq = night_calls.of AND e.kind = 'destroyed');
BEGIN
  PERFORM api.session_begun();
  -- SECURITY: they name who answered, and who set and ended a hold.
  PERFORM api.reading();
  RETURN (
    WITH holds AS (
      SELECT h.seq FROM office.entry h WHERE h.kind = 'hold' AND h.payload::jsonb -> 'recordings' ?| ARRAY(SELECT jsonb_array_elements_text(told -> 'ended'))
    )
    SELECT coalesce(jsonb_agg(api.sealed(e, false) ORDER BY e.seq), '[]')
      FROM office.entry e WHERE e.seq IN (
        SELECT i.seq FROM jsonb_array_elements_text(told -> 'term' || (told -> 'ended') || (told -> 'erasure')) one
          JOIN office.entry i ON i.kind = 'ingest' AND i.recording = one::uuid
        UNION SELECT h.seq FROM holds h
        UNION SELECT x.seq FROM office.entry x WHERE x.kind = 'hold-end' AND x.payload::jsonb -> 'hold' IN (SELECT to_jsonb(h.seq) FROM holds h)));
END
$$;
GRANT EXECUTE ON FUNCTION api.night_calls(bigint) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The calls of a list, in the keys of `nightListTold` (shared/keeping.ts): of the one that the `stopped` entry `of` states, which comes along with
-- the ids that it signs the SHA-256 of, or (null) what goes in the next night; on which day each was taken in, whether it is gone, and by which
-- number it stays. Of more than twenty thousand the oldest; the ids are those of all.
-- SECURITY: days, length and department, nobody's number and nobody's name.
CREATE FUNCTION api.night_list(of bigint) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ids uuid[];
  today date;
BEGIN
  PERFORM api.session_begun();
  SELECT p.today INTO today FROM office.pulse p;
  IF night_list.of IS NULL THEN
    ids := ARRAY(SELECT o.id FROM api.over(today) o WHERE o.list IS NULL AND o.stays IS NULL);
  ELSE
    ids := (SELECT s.recordings FROM office.stopped s WHERE s.seq = night_list.of);
  END IF;
  RETURN jsonb_build_object(
    'entries', (SELECT coalesce(jsonb_agg(api.sealed(e, false)), '[]') FROM office.entry e WHERE e.seq = night_list.of AND e.kind = 'stopped'),
    'recordings', coalesce(to_jsonb(ids), '[]'),
    'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('recording', c.id, 'startedAt', api.instant(c.started_at), 'durationMs', c.duration_ms,
          'unit', c.department, 'takenIn', api.day_of(c.seq), 'gone', c.state = 'destroyed', 'stays', c.stays) ORDER BY c.started_at, c.id), '[]')
        FROM (SELECT r.*, o.stays FROM office.recording r LEFT JOIN api.over(today) o ON o.id = r.id WHERE r.id = ANY (ids) ORDER BY r.started_at, r.id LIMIT 20000) c));
END
$$;
GRANT EXECUTE ON FUNCTION api.night_list(bigint) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- What ingest deletes files by, and what it keeps a source for: the `destroyed` and `removed` entries after one, incidents by which recordings were lost,
-- and what names the mark of the share, oldest first, a hundred at most. It checks each itself.
CREATE FUNCTION api.destroyed_entries(after bigint) RETURNS TABLE (seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.seq, e.prev, e.payload, e.hash, e.signature FROM office.entry e
   WHERE (e.kind IN ('genesis', 'destroyed', 'removed') OR e.kind = 'incident' AND e.payload::jsonb ?| ARRAY['lost', 'from', 'share'])
     AND e.seq > destroyed_entries.after ORDER BY e.seq LIMIT 100
$$;
GRANT EXECUTE ON FUNCTION api.destroyed_entries(bigint) TO odsluch_ingest;

-- The `ingest` entries of this sound, for an original that is still there or came back. SECURITY: whatever the catalogue says of these recordings, or no more.
CREATE FUNCTION api.entries_of_sound(sound bytea) RETURNS TABLE (seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.seq, e.prev, e.payload, e.hash, e.signature FROM office.entry e
   WHERE e.kind = 'ingest' AND e.payload::jsonb ->> 'plainSha256' = encode(entries_of_sound.sound, 'hex') ORDER BY e.seq
$$;
GRANT EXECUTE ON FUNCTION api.entries_of_sound(bytea) TO odsluch_ingest;

-- Whether a source may go (`ingest --remove`): the `ingest` entry of what is kept of this sound, and the newest `backup`. Ingest checks both itself.
CREATE FUNCTION api.saved_sound(sound bytea) RETURNS TABLE (seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.seq, e.prev, e.payload, e.hash, e.signature FROM office.recording r JOIN office.entry e ON e.recording = r.id AND e.kind = 'ingest'
   WHERE r.plain_sha256 = saved_sound.sound AND r.state = 'available'
  UNION ALL (SELECT b.seq, b.prev, b.payload, b.hash, b.signature FROM office.entry b WHERE b.kind = 'backup' ORDER BY b.seq DESC LIMIT 1)
$$;
GRANT EXECUTE ON FUNCTION api.saved_sound(bytea) TO odsluch_ingest;

-- Holds as the list shows them, by {show: open | review | ended | null for the sums alone, text: part of card, case or reference | null, after: seq | null}, fifty at a time, oldest
-- first; of those that ended the newest end first is for the program to say. In the keys of `heldList` (shared/keeping.ts). OD001: another filter.
CREATE FUNCTION api.holds(filter jsonb) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := api.own_guid();
  part constant text := upper(coalesce(filter ->> 'text', ''));
  today date;
  next_review date;
BEGIN
  PERFORM api.session_begun();
  IF filter IS NULL OR octet_length(filter::text) > 8000 OR coalesce(filter ->> 'show', 'open') NOT IN ('open', 'review', 'ended')
     OR coalesce(jsonb_typeof(filter -> 'text'), '') NOT IN ('string', 'null') OR coalesce(jsonb_typeof(filter -> 'after'), '') NOT IN ('number', 'null') THEN
    RAISE EXCEPTION 'malformed filter' USING ERRCODE = 'OD001';
  END IF;
  -- SECURITY: the sums name nobody; what names a listener and a case is told to whom an entry says that this is read.
  IF filter ->> 'show' IS NOT NULL THEN
    PERFORM api.reading();
  END IF;
  SELECT p.today, p.next_review INTO today, next_review FROM office.pulse p;
  RETURN (
    WITH told AS (
      SELECT h.*, e.payload::jsonb AS payload, t.text::jsonb AS words, a.number AS protocol,
          coalesce(t.text::jsonb ->> 'case', a.case_number) AS case_number,
          (SELECT b.content ->> 'label' FROM office.legal_basis b WHERE b.code = e.payload::jsonb ->> 'basis' ORDER BY b.valid_from DESC LIMIT 1) AS basis
        FROM office.hold h JOIN office.entry e ON e.seq = h.seq LEFT JOIN office.entry_text t ON t.seq = h.seq LEFT JOIN office.act a ON a.id = h.act
    ), wanted AS (
      SELECT w.* FROM told w
       WHERE CASE filter ->> 'show' WHEN 'open' THEN w.ended_seq IS NULL WHEN 'ended' THEN w.ended_seq IS NOT NULL
             WHEN 'review' THEN w.ended_seq IS NULL AND w.review < today END
         AND (part = '' OR strpos(upper(concat_ws(' ', w.number, w.case_number, w.words ->> 'reference')), part) > 0)
    ), page AS (
      SELECT w.* FROM wanted w WHERE w.seq > coalesce((filter ->> 'after')::bigint, 0) ORDER BY w.seq LIMIT 50
    )
    SELECT jsonb_build_object(
        'today', today,
        'nextReview', next_review,
        'counts', (SELECT jsonb_build_object('open', count(*) FILTER (WHERE h.ended_seq IS NULL),
            'stopped', (SELECT count(*) FROM api.stopped()),
            'restrictions', (SELECT w.review FROM api.waiting_restrictions() w), 'erasures', (SELECT w.erasures FROM api.waiting_restrictions() w),
            'recordings', (SELECT count(DISTINCT one) FROM office.hold o, unnest(o.recordings) one WHERE o.ended_seq IS NULL),
            'review', count(*) FILTER (WHERE h.ended_seq IS NULL AND h.review < today),
            'ended', count(*) FILTER (WHERE extract(year FROM api.day_of(h.ended_seq)) = extract(year FROM today))) FROM office.hold h),
        'more', (SELECT count(*) > 50 FROM wanted w WHERE w.seq > coalesce((filter ->> 'after')::bigint, 0)),
        'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', p.seq, 'number', p.number, 'own', p.setter IS NOT DISTINCT FROM me,
            'case', p.case_number, 'proceedings', coalesce(p.words ->> 'proceedings', p.basis), 'reference', p.words -> 'reference', 'order', p.payload -> 'order',
            'paper', p.words -> 'paper', 'protocol', p.protocol, 'setter', coalesce(api.person_of(jsonb_build_object('guid', p.setter)), p.payload ->> 'login'),
            'entered', api.day_of(p.seq), 'review', p.review,
            'recordings', calls.count, 'startedAt', api.instant(calls.first), 'lastDay', calls.last,
            'ended', CASE WHEN p.ended_seq IS NOT NULL THEN jsonb_build_object('on', api.day_of(p.ended_seq),
               'ground', (SELECT x.payload::jsonb -> 'ground' FROM office.entry x WHERE x.seq = p.ended_seq), 'again', calls.free > 0) END
          ) ORDER BY p.seq), '[]') FROM page p, LATERAL (
            -- By the calendar: 29 February ends on the 28th.
            SELECT count(*) AS count, min(r.started_at) AS first, (min((r.started_at AT TIME ZONE 'Europe/Warsaw')::date) + interval '12 months')::date AS last,
                count(*) FILTER (WHERE r.hold_seq IS NULL AND r.state = 'available') AS free
              FROM office.recording r WHERE r.id = ANY (p.recordings)) calls)));
END
$$;
GRANT EXECUTE ON FUNCTION api.holds(jsonb) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The entries of one hold, for the program to check before it shows or prints them: its own, its reviews and its end; of its act the first release and the
-- basis; of its recordings how they were taken in, without whose telephone it was, and by what they were destroyed; the other holds of them and their ends; and the `person` entries of whom they name. Null: no such hold.
CREATE FUNCTION api.hold(seq bigint) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  PERFORM api.reading();
  RETURN (
    WITH cards AS (
      SELECT o.* FROM office.hold h JOIN office.hold o ON o.recordings && h.recordings WHERE h.seq = hold.seq
    ), said AS (
      SELECT c.seq FROM cards c
      UNION SELECT c.ended_seq FROM cards c WHERE c.ended_seq IS NOT NULL
      UNION SELECT e.seq FROM office.entry e WHERE e.kind = 'hold-review' AND e.payload::jsonb -> 'of' = to_jsonb(hold.seq)
      UNION SELECT a.seq FROM cards c JOIN office.act a ON a.id = c.act WHERE c.seq = hold.seq
      -- By which its case may be another by now.
      UNION SELECT e.seq FROM cards c JOIN office.entry e ON e.act = c.act AND e.kind = 'corrected' WHERE c.seq = hold.seq
      UNION SELECT e.seq FROM cards c JOIN office.recording r ON r.id = ANY (c.recordings) AND r.state = 'destroyed'
        JOIN office.entry e ON e.kind = 'destroyed' AND strpos(e.payload, r.id::text) > 0 WHERE c.seq = hold.seq
    )
    SELECT jsonb_agg(api.sealed(e, e.kind IN ('hold', 'hold-review', 'hold-end', 'instrument', 'person')) ORDER BY e.seq) FROM office.entry e
     WHERE EXISTS (SELECT FROM cards) AND e.seq IN (
       SELECT s.seq FROM said s
       UNION SELECT r.seq FROM cards c JOIN office.recording r ON r.id = ANY (c.recordings) WHERE c.seq = hold.seq
       UNION SELECT unnest(ARRAY[b.seq, b.confirmed_seq]) FROM said s JOIN office.entry o ON o.seq = s.seq JOIN office.legal_basis b ON b.code = o.payload::jsonb ->> 'basis'
       UNION SELECT api.registering(ARRAY(SELECT o.guid FROM said s JOIN office.entry o ON o.seq = s.seq))));
END
$$;
GRANT EXECUTE ON FUNCTION api.hold(bigint) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- Calls that began within an hour of a day, for the desk to hold what a letter names, or to restrict what somebody names, as the officer does: {recording, startedAt, durationMs, extension, unit, held}, oldest first,
-- a hundred and one at most: so many are too many for a list. The program holds each against its entry (api.taken_in).
-- SECURITY: without the caller's number: a letter names day, hour and extension. OD001: no such hour.
CREATE FUNCTION api.calls_to_hold(day date, hour integer, extension text) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  since timestamptz;
BEGIN
  PERFORM api.session_begun();
  IF day IS NULL OR NOT isfinite(day) OR hour IS NULL OR hour NOT BETWEEN 0 AND 23 OR octet_length(extension) > 60 THEN
    RAISE EXCEPTION 'malformed hour' USING ERRCODE = 'OD001';
  END IF;
  since := (day + make_interval(hours => hour)) AT TIME ZONE 'Europe/Warsaw';
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('recording', c.id, 'startedAt', api.instant(c.started_at), 'durationMs', c.duration_ms,
        'extension', c.extension, 'unit', c.department, 'held', c.hold_seq IS NOT NULL) ORDER BY c.started_at, c.id), '[]')
      FROM (SELECT r.* FROM office.recording r
             -- The hour that comes twice in October is looked at twice.
             WHERE r.state = 'available' AND r.started_at >= since - interval '1 hour' AND r.started_at < since + interval '2 hours'
               AND (r.started_at AT TIME ZONE 'Europe/Warsaw')::date = calls_to_hold.day
               AND extract(hour FROM r.started_at AT TIME ZONE 'Europe/Warsaw') = calls_to_hold.hour
               AND (calls_to_hold.extension IS NULL OR r.extension = calls_to_hold.extension)
             ORDER BY r.started_at, r.id LIMIT 101) c);
END
$$;
GRANT EXECUTE ON FUNCTION api.calls_to_hold(date, integer, text) TO odsluch_secretary, odsluch_protection_officer;

-- How calls were taken in, for the program to check before somebody decides of them: [api.sealed], without words, a hundred and one at most. OD005.
CREATE FUNCTION api.taken_in(recordings uuid[]) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  -- SECURITY: they name who answered.
  PERFORM api.reading();
  RETURN (SELECT coalesce(jsonb_agg(api.sealed(i, false) ORDER BY i.seq), '[]') FROM (
    SELECT e.* FROM office.entry e WHERE e.kind = 'ingest' AND e.recording = ANY (taken_in.recordings) ORDER BY e.seq LIMIT 101) i);
END
$$;
GRANT EXECUTE ON FUNCTION api.taken_in(uuid[]) TO odsluch_secretary, odsluch_protection_officer;

RESET ROLE;
