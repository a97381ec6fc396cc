-- A listening act (czynność odsłuchania): one case, one ground, one person, one protocol, 1..n openings of recordings.
-- Read models, written by the keeper in the transaction of the entry; verify recomputes them.

SET ROLE odsluch_owner;

CREATE TABLE office.act (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  -- Who began it: the login of then, and the account, whose the act is.
  login text NOT NULL REFERENCES office.person,
  guid uuid NOT NULL,
  case_number text NOT NULL,
  basis text NOT NULL,
  authorisation text NOT NULL REFERENCES office.authorisation,
  opened_at timestamptz NOT NULL,
  -- Listening ends here (seven days); completing and filing do not.
  until timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('started', 'completed', 'filed', 'unfinished')),
  seq bigint NOT NULL,
  completed_seq bigint,
  completed_at timestamptz,
  filed_seq bigint,
  filed_on date,
  way text CHECK (way IN ('paper', 'ezd')),
  -- Case numbers that a correction replaced, oldest first.
  former_cases text[] NOT NULL DEFAULT '{}',
  corrections integer NOT NULL DEFAULT 0
);
CREATE INDEX act_login ON office.act (login, opened_at DESC);
CREATE INDEX act_guid ON office.act (guid, opened_at DESC);
CREATE INDEX act_seq ON office.act (seq DESC);
CREATE INDEX act_opened ON office.act (opened_at);
CREATE INDEX act_unfiled ON office.act (opened_at) WHERE state IN ('started', 'completed');

-- id = the uuid of its `listen` command.
CREATE TABLE office.opening (
  id uuid PRIMARY KEY,
  act uuid NOT NULL REFERENCES office.act,
  recording uuid NOT NULL REFERENCES office.recording,
  seq bigint NOT NULL,
  opened_at timestamptz NOT NULL,
  last_beat timestamptz NOT NULL,
  ranges jsonb NOT NULL DEFAULT '[]',
  closed_at timestamptz,
  how text,
  -- Said of it, and its recording was not opened in the act since.
  wrong_call boolean NOT NULL DEFAULT false
);
CREATE INDEX opening_act ON office.opening (act, opened_at);
CREATE INDEX opening_recording ON office.opening (recording);
CREATE INDEX opening_open ON office.opening (last_beat) WHERE closed_at IS NULL;

-- Signs of life of an opening, consumed by the keeper.
CREATE TABLE office.beat (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opening uuid NOT NULL,
  login text NOT NULL,
  ranges jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX beat_opening ON office.beat (opening);

RESET ROLE;
GRANT SELECT ON office.act, office.opening, office.beat TO odsluch_definer, odsluch_keeper;
GRANT INSERT ON office.beat TO odsluch_definer;
GRANT INSERT, UPDATE ON office.act, office.opening TO odsluch_keeper;
GRANT DELETE ON office.beat TO odsluch_keeper;

SET ROLE odsluch_definer;

-- The asker's own acts, under whichever login they were begun. Internal.
CREATE FUNCTION api.own_acts() RETURNS SETOF office.act
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.* FROM office.act a WHERE a.guid = api.own_guid()
$$;

-- Whether an act is that of a plan of reviews of quality (§ 2). Internal.
-- SECURITY: in such an act nobody is told who called, nor by which telephone, nor what else the words of an `ingest` entry say: whoever reviews hears
-- what was drawn, and looks nobody up by it.
CREATE FUNCTION api.is_review(a office.act) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.basis = 'JAKOSC'
$$;

-- The `ingest` entry of a recording that may be asked for, for the program to check: what is shown before it is asked for, and where its
-- file lies. Null for unknown ids, and for what nobody may ask for.
-- SECURITY: with the words that lists show, whose number has three digits; the whole one is opened by a release alone.
CREATE FUNCTION api.recording_entry(recording uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT api.sealed(e, true) FROM office.recording r JOIN office.entry e ON e.seq = r.seq
   WHERE r.id = recording_entry.recording AND r.state = 'available'
$$;
GRANT EXECUTE ON FUNCTION api.recording_entry(uuid) TO odsluch_listener;

-- In how many acts these recordings (the parts of a call, at most 50) were opened; where the key did not leave the server room nothing was.
-- OD001 more recordings.
-- SECURITY: a number alone: neither who listened nor for which case.
CREATE FUNCTION api.listenings(recordings uuid[]) RETURNS integer
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF recordings IS NULL OR cardinality(recordings) > 50 THEN
    RAISE EXCEPTION 'malformed list' USING ERRCODE = 'OD001';
  END IF;
  RETURN (SELECT count(DISTINCT o.act) FROM office.opening o
           WHERE o.recording = ANY (recordings) AND o.how IS DISTINCT FROM 'undelivered');
END
$$;
GRANT EXECUTE ON FUNCTION api.listenings(uuid[]) TO odsluch_listener;

-- Who may be named as present where these recordings are heard (at most 50) for this purpose (null: not known yet): employees whose
-- authorisation in force covers it, none of those who answered a part of the calls, under whatever login, and never the asker. The keeper
-- judges; this keeps from asking in vain. OD001 more recordings.
-- SECURITY: it tells a listener who is authorised, which is the Mayor's act and no secret within the office, and who answered a call,
-- which their own list of calls says; of everybody else nothing.
CREATE FUNCTION api.employees(recordings uuid[], purpose text) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF recordings IS NULL OR cardinality(recordings) > 50 THEN
    RAISE EXCEPTION 'malformed list' USING ERRCODE = 'OD001';
  END IF;
  RETURN (
    WITH answered AS (
      -- Every account that has the login by which a part was answered, or had it before.
      SELECT one ->> 'guid' AS guid
        FROM office.recording r JOIN office.recording part ON part.call_group = r.call_group,
             office.entry e, jsonb_array_elements(e.payload::jsonb -> 'people') one
       WHERE r.id = ANY (recordings) AND e.kind = 'person' AND one ->> 'login' = part.answered_login
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object('login', p.login, 'displayName', p.display_name, 'post', p.post, 'unit', p.unit)
      ORDER BY p.display_name, p.login), '[]')
    FROM office.person p
   -- A login that its account has no more is nobody's to choose.
   WHERE p.employee AND p.account = 'ok' AND p.guid IS DISTINCT FROM api.own_guid()
     -- Of several in force the newest counts alone, with its scope.
     AND EXISTS (SELECT FROM (SELECT api.scope(a) AS scope FROM office.authorisation a, office.pulse t
                               WHERE a.guid = p.guid AND a.revoked_at IS NULL AND t.today BETWEEN a.from_day AND a.to_day
                               ORDER BY a.confirmed_seq DESC, a.seq DESC LIMIT 1) newest
                  WHERE newest.scope ->> 'quality' <> 'only'
                    AND (employees.purpose IS NULL OR newest.scope -> 'purposes' ? employees.purpose)
                    AND (newest.scope -> 'departments' = 'null' OR NOT EXISTS (SELECT FROM office.recording r
                          WHERE r.id = ANY (recordings) AND NOT newest.scope -> 'departments' ? r.department)))
     AND p.guid::text NOT IN (SELECT a.guid FROM answered a));
END
$$;
GRANT EXECUTE ON FUNCTION api.employees(uuid[], text) TO odsluch_listener;

-- A sign of life: what was played so far ([[fromMs, toMs], …], at most 4 KB). Answers whether the opening still stands.
-- OD001 malformed, OD002 eight unread already, OD004 not an opening of this person.
CREATE FUNCTION api.beat(opening uuid, ranges jsonb)
  RETURNS TABLE (state text, reason text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  known office.opening;
BEGIN
  PERFORM api.session_begun();
  IF ranges IS NULL OR jsonb_typeof(ranges) <> 'array' OR octet_length(ranges::text) > 4096 THEN
    RAISE EXCEPTION 'malformed beat' USING ERRCODE = 'OD001';
  END IF;
  SELECT o.* INTO known FROM office.opening o JOIN api.own_acts() a ON a.id = o.act WHERE o.id = beat.opening;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such opening' USING ERRCODE = 'OD004';
  END IF;
  IF known.closed_at IS NULL THEN
    IF (SELECT count(*) FROM office.beat b WHERE b.opening = known.id) >= 8 THEN
      RAISE EXCEPTION 'too many beats unread' USING ERRCODE = 'OD002';
    END IF;
    PERFORM api.take_time(octet_length(ranges::text));
    INSERT INTO office.beat (opening, login, ranges) VALUES (known.id, session_user, beat.ranges);
  END IF;
  RETURN QUERY SELECT CASE WHEN known.closed_at IS NULL THEN 'open' ELSE 'closed' END, known.how;
END
$$;
GRANT EXECUTE ON FUNCTION api.beat(uuid, jsonb) TO odsluch_people;

RESET ROLE;
