-- Papers: who may listen (§ 4 ust. 2) and who holds which office (§ 6 ust. 3), for the people who prepare, confirm and watch over them.

SET ROLE odsluch_owner;

-- Read model of the rows of papers; what a row says stands in the entry that states it.
CREATE TABLE office.instrument (
  number text PRIMARY KEY,
  what text NOT NULL CHECK (what IN ('authorisation', 'appointment', 'version')),
  state text NOT NULL CHECK (state IN ('prepared', 'registered', 'returned', 'confirmed', 'withdrawn')),
  -- The entry that states it, and its place among the rows there, from 0.
  seq bigint NOT NULL,
  place integer NOT NULL,
  -- The entry that gave the number; the newest that states it before it was signed; the one that confirms it; the `revoke` by which it was
  -- taken back, or ends, and whether somebody has yet to confirm that end.
  first_seq bigint NOT NULL,
  prepared_seq bigint,
  confirmed_seq bigint,
  -- The newest by which the desk said that it still holds.
  holds_seq bigint,
  ended_seq bigint,
  end_waits boolean NOT NULL DEFAULT false,
  from_day date NOT NULL,
  -- The last day as far as it is known; null = until further notice. What ends at once says so in office.authorisation.
  to_day date
);
CREATE INDEX instrument_seq ON office.instrument (seq);

RESET ROLE;
GRANT SELECT ON office.instrument TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.instrument TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Rows of papers and how they stand today: {today, rows}, newest first; the keys of a row are those of `listedInstrument`
-- (shared/authorisation.ts). filter = {what: authorisation | appointment, show, text}: `current` leaves out what was over before this year,
-- `waiting` is what somebody has to do something about; `text` = part of a number or a name, or null. OD001: a filter that is none of these.
CREATE FUNCTION api.instruments(filter jsonb) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wanted text := filter ->> 'what';
  shown text := filter ->> 'show';
  part text := nullif(lower(btrim(filter ->> 'text')), '');
  today date := p.today FROM office.pulse p;
BEGIN
  PERFORM api.session_begun();
  IF filter IS NULL OR octet_length(filter::text) > 500 OR wanted IS NULL OR wanted NOT IN ('authorisation', 'appointment')
     OR shown IS NULL OR shown NOT IN ('current', 'all', 'waiting', 'valid') OR length(part) > 60 THEN
    RAISE EXCEPTION 'malformed filter' USING ERRCODE = 'OD001';
  END IF;
  RETURN jsonb_build_object('today', today, 'rows', (
    WITH stated AS (
      SELECT i.number, i.state, i.seq, i.first_seq, i.from_day, i.to_day, i.end_waits, i.confirmed_seq, a.revoked_at,
          e.payload::jsonb ->> 'at' AS at, e.payload::jsonb -> 'rows' -> i.place AS said, t.text::jsonb -> 'names' -> i.place AS person,
          (SELECT o.payload::jsonb FROM office.entry o WHERE o.seq = i.ended_seq) AS ended
        FROM office.instrument i JOIN office.entry e ON e.seq = i.seq
        LEFT JOIN office.entry_text t ON t.seq = i.seq LEFT JOIN office.authorisation a ON a.number = i.number
       WHERE i.what = wanted
    ), lasting AS (
      -- An office has one holder, until the next begins, also where that one was ended before.
      SELECT s.*, least(s.to_day, (SELECT min(n.from_day) - 1 FROM stated n
           WHERE wanted = 'appointment' AND s.said ->> 'office' <> 'administrator' AND s.said ->> 'deputy' = 'false' AND n.state = 'confirmed'
             AND n.said ->> 'office' = s.said ->> 'office' AND n.said ->> 'deputy' = 'false'
             AND (n.from_day, n.confirmed_seq, n.seq) > (s.from_day, coalesce(s.confirmed_seq, s.seq), s.seq))) AS last FROM stated s
    ), standing AS (
      SELECT l.*, CASE
          WHEN l.state <> 'confirmed' THEN l.state
          WHEN l.revoked_at IS NOT NULL OR l.ended IS NOT NULL AND NOT l.end_waits AND l.to_day < greatest(today, l.from_day) THEN
            CASE WHEN l.ended ->> 'why' = 'mayor' THEN 'revoked' ELSE 'ended' END
          WHEN l.last < today THEN 'expired'
          WHEN l.from_day > today THEN 'future'
          ELSE 'valid' END AS how FROM lasting l
    ), told AS (
      SELECT s.*, coalesce((CASE
          WHEN s.how IN ('prepared', 'registered') THEN s.at::timestamptz
          WHEN s.how IN ('returned', 'withdrawn') THEN coalesce(s.ended ->> 'at', s.at)::timestamptz
          ELSE s.revoked_at END AT TIME ZONE 'Europe/Warsaw')::date, CASE WHEN s.how IN ('revoked', 'ended', 'expired') THEN s.last END) AS since
        FROM standing s
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object('what', wanted, 'number', d.number, 'seq', d.seq, 'guid', d.said -> 'subjectGuid',
        -- Where the words were erased the login stands for the name.
        'person', coalesce(d.person, jsonb_build_object('displayName', coalesce(d.said ->> 'subject', ''), 'post', '', 'unit', '')),
        'from', d.from_day, 'to', d.last, 'state', d.how, 'since', d.since, 'endWaits', d.end_waits,
        'account', coalesce((SELECT jsonb_build_object('state', p.account, 'since', CASE WHEN p.account <> 'ok' THEN api.gone_since(p.guid) END)
           FROM office.person p WHERE p.guid = (d.said ->> 'subjectGuid')::uuid ORDER BY p.seq DESC LIMIT 1),
          jsonb_build_object('state', 'ok', 'since', NULL)))
        || CASE WHEN wanted = 'appointment'
          THEN jsonb_build_object('office', d.said -> 'office', 'deputy', d.said -> 'deputy', 'powers', d.said -> 'powers')
          ELSE jsonb_build_object('declared', d.said ->> 'declaredOn' IS NOT NULL, 'scope',
            jsonb_build_object('purposes', d.said -> 'purposes', 'departments', d.said -> 'departments', 'quality', d.said -> 'quality')) END
        ORDER BY d.first_seq DESC, length(d.number) DESC, d.number DESC), '[]')
      FROM told d
     WHERE (shown <> 'waiting' OR d.how IN ('prepared', 'registered', 'returned') OR d.end_waits)
       AND (shown <> 'valid' OR d.how = 'valid')
       AND (shown <> 'current' OR d.how NOT IN ('withdrawn', 'revoked', 'ended', 'expired') OR d.since >= date_trunc('year', today))
       AND (part IS NULL OR strpos(lower(d.number), part) > 0 OR strpos(lower(d.person ->> 'displayName'), part) > 0)));
END
$$;
-- SECURITY: whom the office trusts with what, and whom it trusts no longer, is for those who answer for it.
GRANT EXECUTE ON FUNCTION api.instruments(jsonb) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The entries behind a paper, for the program to check before it shows or prints anything of it: all that stated the row of this number or one that stood on a
-- paper with it, who confirmed and ended them, the paper by which whoever signed may sign, the `person` entries of whoever made these, and the rules that a print of it cites. Null for a number that
-- nothing has.
CREATE FUNCTION api.instrument_entries(number text) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH own AS (
    SELECT e.seq, e.payload::jsonb AS said FROM office.entry e WHERE e.kind = 'instrument'
       AND e.payload::jsonb -> 'rows' @> jsonb_build_array(jsonb_build_object('number', instrument_entries.number))
  ), numbers AS (
    SELECT DISTINCT r ->> 'number' AS number FROM own o, jsonb_array_elements(o.said -> 'rows') r
  ), stating AS (
    SELECT e.seq, e.payload::jsonb AS said FROM office.entry e WHERE e.kind = 'instrument'
       AND EXISTS (SELECT FROM jsonb_array_elements(e.payload::jsonb -> 'rows') r JOIN numbers n ON n.number = r ->> 'number')
    UNION
    SELECT e.seq, e.payload::jsonb FROM office.entry e JOIN office.instrument i ON i.seq = e.seq
     WHERE i.number IN (SELECT o.said -> 'signed' ->> 'signatory' FROM own o)
  ), about AS (
    SELECT s.* FROM stating s
    UNION
    SELECT e.seq, e.payload::jsonb FROM office.entry e WHERE e.kind = 'revoke'
       AND e.payload::jsonb ->> 'number' IN (SELECT n.number FROM numbers n)
  ), every AS (
    SELECT a.* FROM about a
    UNION
    SELECT e.seq, e.payload::jsonb FROM office.entry e WHERE e.kind = 'confirmed' AND EXISTS (
       SELECT FROM jsonb_array_elements(e.payload::jsonb -> 'entries') named JOIN about a ON to_jsonb(a.seq) = named)
  )
  SELECT jsonb_agg(api.sealed(e, true) ORDER BY e.seq) FROM office.entry e
   WHERE EXISTS (SELECT FROM stating) AND (e.seq IN (SELECT v.seq FROM every v)
     OR e.seq IN (SELECT api.registering(ARRAY(SELECT (v.said ->> 'guid')::uuid FROM every v)))
     OR e.seq IN (SELECT api.versions('regulation') UNION SELECT api.versions('declaration')))
$$;
GRANT EXECUTE ON FUNCTION api.instrument_entries(text) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The paper that makes whoever asks a deputy of the Secretary where nobody else is there who could compare it: {number, entries} as above; null where there
-- is none. SECURITY: of one's own office alone.
CREATE FUNCTION api.own_appointment() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT jsonb_build_object('number', i.number, 'entries', api.instrument_entries(i.number))
    FROM office.instrument i JOIN office.entry e ON e.seq = i.seq, LATERAL (SELECT e.payload::jsonb AS payload) said
   WHERE i.what = 'appointment' AND i.state = 'registered'
     AND said.payload -> 'rows' -> i.place @> jsonb_build_object('office', 'secretary', 'deputy', true, 'subjectGuid', api.own_guid())
     AND NOT EXISTS (SELECT FROM jsonb_array_elements(api.instruments('{"what": "appointment", "show": "valid"}') -> 'rows') held
       WHERE held ->> 'office' <> 'administrator' AND held -> 'account' ->> 'state' = 'ok'
         AND held ->> 'guid' <> ALL (ARRAY[api.own_guid()::text, said.payload ->> 'guid']))
   ORDER BY i.seq DESC LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION api.own_appointment() TO odsluch_people;

-- All that was ever entered about rules, for the program to check: {today, entries: [api.sealed]}: who stated versions, confirmed them, took them back, and the
-- `person` entries of whoever made these.
CREATE FUNCTION api.rules() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH stating AS (
    SELECT e.seq, e.payload::jsonb AS said FROM office.entry e WHERE e.kind = 'instrument' AND e.payload::jsonb ->> 'what' = 'version'
  ), about AS (
    SELECT s.* FROM stating s
    UNION
    SELECT e.seq, e.payload::jsonb FROM office.entry e WHERE e.kind = 'revoke'
       AND e.payload::jsonb ->> 'number' IN (SELECT r ->> 'number' FROM stating s, jsonb_array_elements(s.said -> 'rows') r)
    UNION
    SELECT e.seq, e.payload::jsonb FROM office.entry e WHERE e.kind = 'confirmed' AND EXISTS (
       SELECT FROM jsonb_array_elements(e.payload::jsonb -> 'entries') named JOIN stating s ON to_jsonb(s.seq) = named)
    UNION
    SELECT e.seq, e.payload::jsonb FROM office.entry e JOIN office.instrument i ON i.seq = e.seq
     WHERE i.number IN (SELECT s.said -> 'signed' ->> 'signatory' FROM stating s)
  )
  SELECT jsonb_build_object('today', (SELECT p.today FROM office.pulse p),
      'entries', coalesce(jsonb_agg(api.sealed(e, true) ORDER BY e.seq), '[]'))
    FROM office.entry e WHERE e.seq IN (SELECT a.seq FROM about a)
      OR e.seq IN (SELECT api.registering(ARRAY(SELECT (a.said ->> 'guid')::uuid FROM about a)))
$$;
GRANT EXECUTE ON FUNCTION api.rules() TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- The appointments that the keeper made by itself because nobody of the desk was there, and what confirms them, for the program to check: each print says
-- whether somebody who was in office before has yet to see them. Without their words. Of one whose paper was none also what ended it at once.
CREATE FUNCTION api.emergency_begun() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  WITH made AS MATERIALIZED (
    SELECT e.seq, i.ended_seq FROM office.entry e LEFT JOIN office.instrument i ON i.seq = e.seq AND i.state = 'withdrawn'
     WHERE e.kind = 'instrument' AND e.command IS NULL AND e.payload::jsonb -> 'rows' @> '[{"emergency": true}]'
  )
  SELECT coalesce(jsonb_agg(api.sealed(e, false) ORDER BY e.seq), '[]') FROM office.entry e
   WHERE e.seq IN (SELECT m.seq FROM made m UNION SELECT m.ended_seq FROM made m)
      OR e.kind = 'confirmed' AND EXISTS (SELECT FROM made m WHERE e.payload::jsonb -> 'entries' @> ANY (ARRAY[to_jsonb(m.seq), to_jsonb(m.ended_seq)]))
$$;
GRANT EXECUTE ON FUNCTION api.emergency_begun() TO odsluch_people;

-- Departments that an authorisation may be narrowed to: those of the extension directory today.
CREATE FUNCTION api.departments() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(DISTINCT h.unit ORDER BY h.unit), '[]') FROM office.extension_holder h, office.pulse p
   WHERE h.unit <> '' AND p.today BETWEEN h.from_day AND coalesce(h.to_day, 'infinity')
$$;
GRANT EXECUTE ON FUNCTION api.departments() TO odsluch_secretary;

RESET ROLE;
