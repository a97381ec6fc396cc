-- Finding calls. Three functions ask in the same words (`filter`) and by the same rule; each answers only what the search log has already.

SET ROLE odsluch_owner;

-- What a filter asks, understood. Nulls ask nothing.
CREATE TYPE api.search_terms AS (
  case_number text,
  day date,
  last_day date,
  began_from timestamptz,
  began_before timestamptz,
  -- Seconds of a clock in Warsaw, both included.
  second_from integer,
  second_to integer,
  -- Of a number written backwards.
  number_like text,
  withheld boolean,
  -- Other calls with the number of a recording: never found where it has none.
  same_number boolean,
  number text,
  but_group text,
  extension text,
  department text,
  answered_by text,
  least_ms integer
);

SET ROLE odsluch_definer;

-- Reads a filter. Internal: called by the functions below.
-- filter: {case, day, dayTo, around 'HH:MM', aroundMinutes (30), hourFrom, hourTo, digits (the last 3 to 5 of the number; or all: 9 of a Polish one, or + and the country first), withheld,
-- sameNumberAs (a recording), extension, department, answeredBy, minSeconds}, all nullable; days and hours of Europe/Warsaw.
-- OD001: neither a day nor five digits nor a recording's number; a range without a case number, over 31 days, or turned round; conditions
-- that shut each other out; a value that is none of its kind.
CREATE FUNCTION api.search_terms(filter jsonb) RETURNS api.search_terms
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clock constant text := '^([01][0-9]|2[0-3]):[0-5][0-9]$';
  digits text := filter ->> 'digits';
  same uuid;
  t api.search_terms;
BEGIN
  t.case_number := btrim(filter ->> 'case');
  t.extension := btrim(filter ->> 'extension');
  t.department := btrim(filter ->> 'department');
  t.answered_by := btrim(filter ->> 'answeredBy');
  t.withheld := coalesce(filter ->> 'withheld', 'false') = 'true';
  BEGIN
    -- What a cast would read otherwise under another DateStyle, or as 'today' or 'infinity', is no day of a calendar.
    IF octet_length(filter::text) > 2000
       OR (filter ->> 'day') !~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$' OR (filter ->> 'dayTo') !~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$'
       OR (filter ->> 'around') !~ clock OR (filter ->> 'aroundMinutes') !~ '^([1-9][0-9]?|[1-6][0-9][0-9]|7[01][0-9]|720)$'
       OR (filter ->> 'hourFrom') !~ clock OR ((filter ->> 'hourTo') !~ clock AND filter ->> 'hourTo' <> '24:00')
       OR (filter ->> 'withheld') NOT IN ('true', 'false') OR (filter ->> 'minSeconds') !~ '^[0-9]{1,5}$'
       OR digits !~ '^([0-9]{3,5}|[0-9]{9}|[+][1-9][0-9]{6,14})$' OR length(t.case_number) > 60 OR length(t.extension) NOT BETWEEN 1 AND 40
       OR length(t.department) NOT BETWEEN 1 AND 200 OR length(t.answered_by) NOT BETWEEN 1 AND 100 THEN
      RAISE data_exception;
    END IF;
    t.day := (filter ->> 'day')::date;
    t.last_day := coalesce((filter ->> 'dayTo')::date, t.day);
    t.began_from := t.day::timestamp AT TIME ZONE 'Europe/Warsaw';
    t.began_before := (t.last_day + 1)::timestamp AT TIME ZONE 'Europe/Warsaw';
    t.second_from := extract(epoch FROM (filter ->> 'hourFrom')::time);
    t.second_to := extract(epoch FROM (filter ->> 'hourTo')::time);
    t.least_ms := (filter ->> 'minSeconds')::integer * 1000;
    same := (filter ->> 'sameNumberAs')::uuid;
  EXCEPTION WHEN data_exception THEN
    RAISE EXCEPTION 'malformed search' USING ERRCODE = 'OD001';
  END;
  IF filter IS NULL OR (t.day IS NULL AND (t.last_day IS NOT NULL OR (coalesce(length(digits), 0) < 5 AND same IS NULL)))
     OR t.last_day < t.day OR t.last_day - t.day > 30 OR (t.last_day <> t.day AND coalesce(t.case_number, '') = '') THEN
    RAISE EXCEPTION 'a search needs a day or five digits' USING ERRCODE = 'OD001';
  END IF;
  IF (t.second_from IS NULL) <> (t.second_to IS NULL) OR t.second_from > t.second_to
     OR (filter ->> 'around' IS NOT NULL AND t.second_from IS NOT NULL)
     OR (filter ->> 'around' IS NULL AND filter ->> 'aroundMinutes' IS NOT NULL)
     OR (t.withheld AND (digits IS NOT NULL OR same IS NOT NULL)) THEN
    RAISE EXCEPTION 'conditions that shut each other out' USING ERRCODE = 'OD001';
  END IF;
  IF filter ->> 'around' IS NOT NULL THEN
    t.second_to := extract(epoch FROM (filter ->> 'around')::time);
    t.second_from := t.second_to - 60 * coalesce((filter ->> 'aroundMinutes')::integer, 30);
    t.second_to := 2 * t.second_to - t.second_from;
  END IF;
  -- SECURITY: nothing between five digits and all of them: with a digit more each time anybody would find out a whole number.
  t.number_like := CASE WHEN length(digits) <= 5 THEN reverse(digits) || '%' WHEN length(digits) = 9 THEN reverse('+48' || digits)
    ELSE reverse(digits) END;
  t.same_number := same IS NOT NULL;
  SELECT reverse(r.caller), r.call_group INTO t.number, t.but_group FROM office.recording r WHERE r.id = same AND r.state = 'available';
  RETURN t;
END
$$;

-- A filter, or a list of them, as it is noted: nothing but what can be asked, and of a number the last three digits and how many were given.
-- Internal.
-- SECURITY: a log that is kept for years would tell who looked for whose calls, long after these are gone.
CREATE FUNCTION api.noted_filter(asked jsonb) RETURNS jsonb
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE jsonb_typeof(asked)
    WHEN 'array' THEN (SELECT jsonb_agg(api.noted_filter(f) ORDER BY place) FROM jsonb_array_elements(asked) WITH ORDINALITY a(f, place))
    ELSE (SELECT jsonb_object_agg(k, CASE k WHEN 'digits' THEN to_jsonb(right(asked ->> k, 3)) ELSE asked -> k END)
        FROM unnest(ARRAY['case', 'day', 'dayTo', 'around', 'aroundMinutes', 'hourFrom', 'hourTo', 'digits', 'withheld', 'sameNumberAs',
          'extension', 'department', 'answeredBy', 'minSeconds']) k WHERE asked ? k)
      || CASE WHEN asked ->> 'digits' IS NULL THEN '{}' ELSE jsonb_build_object('digitsGiven', length(ltrim(asked ->> 'digits', '+'))) END
    END
$$;

-- The marks of a filter's digits, or of those of a list of filters. Internal.
CREATE FUNCTION api.digits_marks(asked jsonb, salt uuid) RETURNS bytea[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT sha256(convert_to(salt::text || (f ->> 'digits'), 'UTF8'))), '{}')
    FROM jsonb_array_elements(CASE jsonb_typeof(asked) WHEN 'array' THEN asked ELSE jsonb_build_array(asked) END) f
   WHERE f ->> 'digits' IS NOT NULL
$$;

-- Internal.
-- OD006: with these the asker would search by more than 30 different digits within an hour; its detail says when it goes on.
CREATE FUNCTION api.digits_pace(wanted bytea[]) RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- What has to be an hour old before these fit in.
  leaves timestamptz := (SELECT max(l.at) AS last FROM office.search_log l CROSS JOIN unnest(l.marks) m
     WHERE l.guid = api.own_guid() AND l.at > clock_timestamp() - interval '1 hour' AND m <> ALL (digits_pace.wanted)
     GROUP BY m ORDER BY last DESC OFFSET 30 - cardinality(digits_pace.wanted) LIMIT 1);
BEGIN
  IF leaves IS NOT NULL THEN
    RAISE EXCEPTION 'too many searches by digits' USING ERRCODE = 'OD006', DETAIL = api.instant(leaves + interval '1 hour');
  END IF;
END
$$;

-- Notes a search before it is asked for: 'list' and 'outline' of a filter, 'counts' of one to eight; `salt` is random and the asker's own, the same
-- digits with the same salt count once.
-- OD001 as of search_terms; OD002: 3000 searches within a minute; OD006 as of digits_pace.
CREATE FUNCTION api.note_search(kind text, asked jsonb, salt uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  filters jsonb := CASE kind WHEN 'counts' THEN asked ELSE jsonb_build_array(asked) END;
  marks bytea[];
BEGIN
  PERFORM api.session_begun();
  IF kind IS NULL OR kind NOT IN ('list', 'counts', 'outline') OR salt IS NULL OR jsonb_typeof(filters) IS DISTINCT FROM 'array'
     OR jsonb_array_length(filters) NOT BETWEEN 1 AND 8 OR octet_length(asked::text) > 8000 THEN
    RAISE EXCEPTION 'malformed search' USING ERRCODE = 'OD001';
  END IF;
  PERFORM api.search_terms(f) FROM jsonb_array_elements(filters) f;
  PERFORM api.take_time(octet_length(asked::text));
  -- SECURITY: nobody fills the disk with a log: an end to it within a minute, and nothing in it but what was searched for.
  IF (SELECT count(*) FROM office.search_log l WHERE l.guid = api.own_guid() AND l.at > clock_timestamp() - interval '1 minute') >= 3000 THEN
    RAISE EXCEPTION 'too many searches' USING ERRCODE = 'OD002';
  END IF;
  marks := api.digits_marks(asked, salt);
  PERFORM api.digits_pace(marks);
  INSERT INTO office.search_log (login, guid, kind, case_number, filter, marks)
    VALUES (session_user, api.own_guid(), note_search.kind, btrim(filters -> 0 ->> 'case'), api.noted_filter(asked), marks);
  -- What a crash of the server takes away was answered to one person; nobody waits for the disk.
  PERFORM set_config('synchronous_commit', 'off', true);
END
$$;
GRANT EXECUTE ON FUNCTION api.note_search(text, jsonb, uuid) TO odsluch_listener, odsluch_secretary;

-- SECURITY: a search is answered only where its line was committed within the last minute: a transaction that wrote anything itself may still take
-- its line back. The pace is asked again here, since lines noted at the same moment do not see each other. Internal.
-- OD007: there is no such line. OD006 as of digits_pace.
CREATE FUNCTION api.searched(kind text, asked jsonb, salt uuid) RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given bytea[] := api.digits_marks(asked, salt);
BEGIN
  IF pg_current_xact_id_if_assigned() IS NOT NULL OR NOT EXISTS (SELECT FROM office.search_log l
     WHERE l.guid = api.own_guid() AND l.at > clock_timestamp() - interval '1 minute' AND l.kind = searched.kind
       AND l.filter = api.noted_filter(asked) AND l.marks = given) THEN
    RAISE EXCEPTION 'the search is not in the log' USING ERRCODE = 'OD007';
  END IF;
  PERFORM api.digits_pace(given);
END
$$;

-- The first legs of the calls that are found, newest first, after a cursor; n NULL: all. Internal: called by the functions below.
-- SECURITY: a function instead of row rules, with custom plans: a row rule makes the search by number slower by far, and
-- a generic plan knows no beginning of a number to look for in the index.
CREATE FUNCTION api.found_calls(t api.search_terms, after_started timestamptz, after_id uuid, n integer)
  RETURNS TABLE (id uuid, started_at timestamptz, caller text, call_group text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  -- Names are compared without case and Polish marks, word by word from the beginning: "zyc" finds „Żychlińska” and „Nowak-Zych”.
  marked constant text := 'ĄĆĘŁŃÓŚŹŻąćęłńóśźż-';
  bare constant text := 'acelnoszzacelnoszz ';
  v_person text := ' ' || lower(translate(t.answered_by, marked, bare));
  v_unit text := ' ' || lower(translate(t.department, marked, bare));
BEGIN
  RETURN QUERY
    SELECT f.id, f.started_at, f.caller, f.call_group
      FROM office.recording f
     WHERE f.state NOT IN ('pending', 'lost')
       AND (t.began_from IS NULL OR (f.started_at >= t.began_from AND f.started_at < t.began_before))
       AND (t.number_like IS NULL OR reverse(f.caller) LIKE t.number_like)
       AND (NOT t.withheld OR (f.caller IS NULL AND f.state <> 'destroyed'))
       AND (NOT t.same_number OR (reverse(f.caller) = t.number AND f.call_group <> t.but_group))
       AND (t.second_from IS NULL OR extract(epoch FROM (f.started_at AT TIME ZONE 'Europe/Warsaw')::time) BETWEEN t.second_from AND t.second_to)
       AND (after_started IS NULL OR (f.started_at, f.id) < (after_started, after_id))
       AND NOT EXISTS (SELECT FROM office.recording e
                        WHERE e.call_group = f.call_group AND e.state NOT IN ('pending', 'lost') AND (e.started_at, e.id) < (f.started_at, f.id))
       -- Always asked, for a condition that stands alone can be begun with: of digits that many callers have and a length that no
       -- call has, the index over lengths makes an end at once; behind an OR it would be tried for every call with those digits.
       AND EXISTS (SELECT FROM office.recording l
                    WHERE l.call_group = f.call_group AND l.state NOT IN ('pending', 'lost') AND l.duration_ms >= coalesce(t.least_ms, 0)
                      AND (t.extension IS NULL OR l.extension = t.extension)
                      -- No leg begins before its call, nor a day after it.
                      AND (t.extension IS NULL OR t.began_from IS NULL
                        OR (l.started_at >= t.began_from AND l.started_at < t.began_before + interval '1 day'))
                      AND (v_person IS NULL OR strpos(' ' || lower(translate(l.answered_by, marked, bare)), v_person) > 0
                        OR (l.answered_by = '' AND l.state = 'available' AND EXISTS (
                          SELECT FROM office.extension_holder h
                           WHERE h.extension = l.extension AND (l.started_at AT TIME ZONE 'Europe/Warsaw')::date
                               BETWEEN h.from_day AND coalesce(h.to_day, 'infinity')
                             AND strpos(' ' || lower(translate(h.person, marked, bare)), v_person) > 0)))
                      AND (v_unit IS NULL OR strpos(' ' || lower(translate(l.department, marked, bare)), v_unit) > 0
                        OR (l.answered_by = '' AND l.department = '' AND l.state = 'available' AND EXISTS (
                          SELECT FROM office.extension_holder h
                           WHERE h.extension = l.extension AND (l.started_at AT TIME ZONE 'Europe/Warsaw')::date
                               BETWEEN h.from_day AND coalesce(h.to_day, 'infinity')
                             AND strpos(' ' || lower(translate(h.unit, marked, bare)), v_unit) > 0))))
     ORDER BY f.started_at DESC, f.id DESC
     LIMIT n;
END
$$;

-- A page of calls, one row a call: start, id of its first leg and its place in the order, from which the next page goes on, and the call.
-- Where a recording came without a name of who answered, it is the one of who had the extension on that day; what is left of a destroyed
-- recording names nobody. „times”: how many calls of its number began within the days that are asked for, whatever else is asked; 1 without
-- days or number.
-- filter: see search_terms, whose OD001 it gives; also for n outside 1–200, or another sort: 'newest' | 'oldest' | 'caller-up' | 'caller-down' |
-- 'shortest' | 'longest'. salt: of its note. OD006, OD007 as of searched. OD003: the connection is older than ten hours.
CREATE FUNCTION api.search_recordings(filter jsonb, salt uuid, sort text, after_place integer, after_started timestamptz, after_id uuid, n integer)
  RETURNS TABLE (id uuid, started_at timestamptz, place integer, answer jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  -- Newest first is the order of an index, which the page ends; any other puts all that is found in order.
  newest constant boolean := sort = 'newest';
  t api.search_terms;
BEGIN
  PERFORM api.session_begun();
  IF n IS NULL OR n NOT BETWEEN 1 AND 200 OR sort IS NULL
     OR sort NOT IN ('newest', 'oldest', 'caller-up', 'caller-down', 'shortest', 'longest') THEN
    RAISE EXCEPTION 'malformed search' USING ERRCODE = 'OD001';
  END IF;
  t := api.search_terms(filter);
  PERFORM api.searched('list', filter, salt);
  RETURN QUERY
    WITH placed AS (
      SELECT f.id, f.started_at, f.caller, f.call_group,
          -- SECURITY: by the digits that are shown: an order by whole numbers would tell of the hidden ones. Without a number comes last.
          CASE sort
            WHEN 'caller-up' THEN coalesce(right(f.caller, 3)::integer, 1000)
            WHEN 'caller-down' THEN coalesce(-right(f.caller, 3)::integer, 1)
            WHEN 'shortest' THEN lasting.total
            WHEN 'longest' THEN -lasting.total
            ELSE 0 END AS place
        FROM api.found_calls(t, CASE WHEN newest THEN after_started END, CASE WHEN newest THEN after_id END, CASE WHEN newest THEN n END) f
        LEFT JOIN LATERAL (SELECT sum(g.duration_ms)::integer AS total FROM office.recording g
                            WHERE sort IN ('shortest', 'longest') AND g.call_group = f.call_group AND g.state NOT IN ('pending', 'lost')) lasting ON true
    ), page AS (
      SELECT p.*
        FROM placed p
       WHERE newest OR after_id IS NULL OR p.place > after_place
          OR (p.place = after_place AND CASE sort WHEN 'oldest' THEN (p.started_at, p.id) > (after_started, after_id)
            ELSE (p.started_at, p.id) < (after_started, after_id) END)
       ORDER BY p.place, CASE sort WHEN 'oldest' THEN p.started_at END, CASE sort WHEN 'oldest' THEN p.id END, p.started_at DESC, p.id DESC
       LIMIT n
    ), often AS (
      SELECT c.caller, count(*)::integer AS times
        FROM (SELECT DISTINCT p.caller FROM page p WHERE p.caller IS NOT NULL AND t.day IS NOT NULL) c
        JOIN office.recording s ON reverse(s.caller) = reverse(c.caller) AND s.state NOT IN ('pending', 'lost')
          AND s.started_at >= t.began_from AND s.started_at < t.began_before
          AND NOT EXISTS (SELECT FROM office.recording e
                           WHERE e.call_group = s.call_group AND e.state NOT IN ('pending', 'lost') AND (e.started_at, e.id) < (s.started_at, s.id))
       GROUP BY c.caller
    )
    SELECT r.id, r.started_at, r.place, jsonb_build_object('group', r.call_group, 'startedAt', api.instant(r.started_at), 'durationMs', whole.total,
        'callerTail', right(r.caller, 3), 'times', coalesce(o.times, 1), 'legs', whole.parts)
      FROM page r
      LEFT JOIN often o ON o.caller = r.caller
      CROSS JOIN LATERAL (
        SELECT sum(g.duration_ms) AS total, jsonb_agg(jsonb_build_object(
            'recording', g.id, 'startedAt', api.instant(g.started_at), 'durationMs', g.duration_ms,
            'extension', g.extension, 'department', coalesce(nullif(g.department, ''), h.unit, ''),
            'answeredBy', coalesce(nullif(g.answered_by, ''), h.person, ''),
            'state', g.state, 'destroyedOn', g.destroyed_on, 'destructionProtocol', g.destruction_protocol,
            'held', g.hold_seq IS NOT NULL)
            ORDER BY g.started_at, g.id) AS parts
          FROM office.recording g
          LEFT JOIN office.extension_holder h ON g.answered_by = '' AND g.state = 'available' AND h.extension = g.extension
            AND (g.started_at AT TIME ZONE 'Europe/Warsaw')::date BETWEEN h.from_day AND coalesce(h.to_day, 'infinity')
         WHERE g.call_group = r.call_group AND g.state NOT IN ('pending', 'lost')
      ) whole
     ORDER BY r.place, CASE sort WHEN 'oldest' THEN r.started_at END, CASE sort WHEN 'oldest' THEN r.id END, r.started_at DESC, r.id DESC;
END
$$;
GRANT EXECUTE ON FUNCTION api.search_recordings(jsonb, uuid, text, integer, timestamptz, uuid, integer) TO odsluch_listener, odsluch_secretary;

-- How many calls each of one to eight filters finds, in their order, and the days on which they began where these are three at most;
-- 101 stands for more than 100.
-- OD001 as of search_terms, for each of them; OD003, OD006, OD007 as of search_recordings.
CREATE FUNCTION api.count_recordings(filters jsonb, salt uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  one jsonb;
  t api.search_terms;
  counts jsonb := '[]';
BEGIN
  PERFORM api.session_begun();
  IF jsonb_typeof(filters) IS DISTINCT FROM 'array' OR jsonb_array_length(filters) NOT BETWEEN 1 AND 8 OR octet_length(filters::text) > 8000 THEN
    RAISE EXCEPTION 'malformed count' USING ERRCODE = 'OD001';
  END IF;
  PERFORM api.searched('counts', filters, salt);
  FOR one IN SELECT jsonb_array_elements(filters) LOOP
    t := api.search_terms(one);
    counts := counts || (
      SELECT jsonb_build_object('count', count(*), 'days',
          CASE WHEN count(*) BETWEEN 1 AND 100 AND count(DISTINCT began.day) <= 3 THEN jsonb_agg(DISTINCT began.day ORDER BY began.day) ELSE '[]' END)
        FROM (SELECT (f.started_at AT TIME ZONE 'Europe/Warsaw')::date AS day FROM api.found_calls(t, NULL, NULL, 101) f) began);
  END LOOP;
  RETURN counts;
END
$$;
GRANT EXECUTE ON FUNCTION api.count_recordings(jsonb, uuid) TO odsluch_listener, odsluch_secretary;

-- The calls of the filter's one day as bars, earliest first, and which of them the filter finds: a bar a call, or a bar a minute on a day
-- of more than 1500 calls (then without a group), so never more than there are minutes in a day.
-- OD001 as of search_terms, also without a day or for several; OD003, OD006, OD007 as of search_recordings.
CREATE FUNCTION api.day_outline(filter jsonb, salt uuid) RETURNS SETOF jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  t api.search_terms;
BEGIN
  PERFORM api.session_begun();
  t := api.search_terms(filter);
  IF t.day IS NULL OR t.last_day <> t.day THEN
    RAISE EXCEPTION 'an outline is of one day' USING ERRCODE = 'OD001';
  END IF;
  PERFORM api.searched('outline', filter, salt);
  RETURN QUERY
    WITH begun AS (
      SELECT r.call_group, min(r.started_at) AS began, sum(r.duration_ms) AS lasts
        FROM office.recording r
       WHERE r.state NOT IN ('pending', 'lost')
         -- No call goes on for a day after it began.
         AND r.started_at >= t.began_from AND r.started_at < t.began_before + interval '1 day'
       GROUP BY r.call_group HAVING min(r.started_at) < t.began_before
    ), marked AS (
      SELECT b.call_group, b.began, b.lasts, found.id IS NOT NULL AS hit, count(*) OVER () AS all_calls
        FROM begun b LEFT JOIN api.found_calls(t, NULL, NULL, NULL) found ON found.call_group = b.call_group
       WHERE NOT EXISTS (SELECT FROM office.recording e
                          WHERE e.call_group = b.call_group AND e.state NOT IN ('pending', 'lost') AND e.started_at < t.began_from)
    )
    SELECT jsonb_build_object('startedAt', api.instant(min(m.began)), 'durationMs', max(m.lasts), 'calls', count(*),
        'matching', count(*) FILTER (WHERE m.hit), 'group', CASE WHEN count(*) = 1 THEN min(m.call_group) END)
      FROM marked m
     GROUP BY CASE WHEN m.all_calls <= 1500 THEN m.call_group ELSE date_trunc('minute', m.began, 'UTC')::text END
     ORDER BY min(m.began), min(m.call_group);
END
$$;
GRANT EXECUTE ON FUNCTION api.day_outline(jsonb, uuid) TO odsluch_listener, odsluch_secretary;

RESET ROLE;
