-- Who a person is for us. The directory says who may sign in; the ledger says who may do what.

SET ROLE odsluch_owner;

-- Read model of `person` and `roles` entries.
CREATE TABLE office.person (
  login text PRIMARY KEY CHECK (login ~ '^[a-z][a-z0-9._-]{1,19}$'),
  guid uuid NOT NULL,
  display_name text NOT NULL,
  post text NOT NULL,
  unit text NOT NULL,
  roles text[] NOT NULL,
  employee boolean NOT NULL,
  -- As the directory last had it: `ok`, or why nobody is let in as this person (newest `roles` entry).
  account text NOT NULL DEFAULT 'ok' CHECK (account IN ('ok', 'disabled', 'expired', 'absent')),
  seq bigint NOT NULL
);

-- Read model of authorisations (§ 4 ust. 2), from the `confirmed` entry on that makes them valid.
CREATE TABLE office.authorisation (
  number text PRIMARY KEY,
  login text NOT NULL REFERENCES office.person,
  guid uuid NOT NULL,
  paper text NOT NULL,
  signed_on date NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  revoked_at timestamptz,
  -- The entry that states it, and the one that confirms that.
  seq bigint NOT NULL,
  confirmed_seq bigint NOT NULL,
  CHECK (from_day <= to_day)
);
CREATE INDEX authorisation_guid ON office.authorisation (guid, from_day DESC);

RESET ROLE;
GRANT SELECT ON office.person, office.authorisation TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.person, office.authorisation TO odsluch_keeper;

SET ROLE odsluch_definer;

-- An instant as the contract of the program spells it, in UTC with milliseconds. Internal; a plain function, so that the planner puts it in
-- its place.
CREATE FUNCTION api.instant(at timestamptz) RETURNS text
  LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- When the asker's connection was opened. Internal: whatever a person may call begins with it.
-- SECURITY: the directory is asked only at the login; a connection kept open must not go on for ever as somebody who may have been
-- dismissed since. Ingest is a program of the server room and takes a large archive over for as long as it lasts.
-- OD003: a person's connection is older than ten hours.
CREATE FUNCTION api.session_begun() RETURNS timestamptz
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  begun timestamptz := pg_stat_get_backend_start(b) FROM pg_stat_get_backend_idset() b WHERE pg_stat_get_backend_pid(b) = pg_backend_pid();
BEGIN
  IF begun IS NULL OR (begun < clock_timestamp() - interval '10 hours' AND session_user <> 'odsluch_ingest') THEN
    RAISE EXCEPTION 'the session is over' USING ERRCODE = 'OD003';
  END IF;
  RETURN begun;
END
$$;

-- The asker's account, as the directory numbers it; null of a program. Internal: what every function of one's own means by "one's own".
-- SECURITY: the account says whose something is. Who is given the login of somebody who left inherits nothing, and a new login of the same
-- account loses nothing.
CREATE FUNCTION api.own_guid() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.guid FROM office.person p WHERE p.login = session_user
$$;

-- The signed-in person as the server sees him: menus come from here, never from directory groups.
CREATE FUNCTION api.me() RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM api.session_begun();
  SELECT jsonb_build_object(
      'login', person.login,
      'displayName', person.display_name,
      'post', person.post,
      'unit', person.unit,
      'roles', to_jsonb(person.roles),
      'authorisation', coalesce(
        (SELECT jsonb_build_object(
            'state', CASE
              WHEN a.revoked_at IS NOT NULL THEN 'revoked'
              WHEN a.from_day > pulse.today THEN 'future'
              WHEN a.to_day < pulse.today THEN 'expired'
              ELSE 'valid' END,
            'number', a.number, 'from', a.from_day, 'to', a.to_day, 'scope', api.scope(a))
          FROM office.authorisation a
          WHERE a.guid = person.guid
          ORDER BY (a.revoked_at IS NULL AND a.from_day <= pulse.today AND a.to_day >= pulse.today) DESC, a.confirmed_seq DESC,
            a.seq DESC
          LIMIT 1),
        jsonb_build_object('state', 'none', 'number', NULL, 'from', NULL, 'to', NULL, 'scope', NULL)),
      'suspension', api.suspension(),
      'secretaries', (SELECT coalesce(jsonb_agg(s.display_name ORDER BY s.display_name), '[]')
          FROM office.person s WHERE 'secretary' = ANY (s.roles) AND s.account = 'ok'),
      'leastApp', pulse.least_app,
      'today', pulse.today)
    INTO answer
    FROM office.person person, office.pulse pulse
    WHERE person.login = session_user;
  RETURN answer;
END
$$;
GRANT EXECUTE ON FUNCTION api.me() TO odsluch_people;

RESET ROLE;
SET ROLE odsluch_people_manager;

-- Ends the lines of a person. Called by the keeper in the transaction of the entry that ends a session whose account, or password, is
-- another by now, where a newer session of the login stands.
CREATE FUNCTION office.end_lines(person_login text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one integer;
BEGIN
  IF person_login !~ '^[a-z][a-z0-9._-]{1,19}$' OR person_login ~ '^(pg_|odsluch)' THEN
    RAISE EXCEPTION 'not a possible person' USING ERRCODE = 'OD001';
  END IF;
  FOR one IN
    SELECT pg_stat_get_backend_pid(b) FROM pg_stat_get_backend_idset() b JOIN pg_roles r ON r.oid = pg_stat_get_backend_userid(b)
     WHERE r.rolname = person_login AND NOT r.rolsuper
  LOOP
    BEGIN
      PERFORM pg_terminate_backend(one, 200);
    EXCEPTION WHEN insufficient_privilege THEN
      NULL; -- It has ended by itself, and the number is a superuser's by now.
    END;
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION office.end_lines(text) TO odsluch_keeper;

-- Changes a person's role, or what it belongs to. Internal.
-- SECURITY: an open transaction of the person's own may hold the role, and would hold up the keeper with everybody's requests.
CREATE FUNCTION office.alter_person(person_login text, change text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE change;
EXCEPTION WHEN lock_not_available THEN
  PERFORM office.end_lines(person_login);
  EXECUTE change;
END
$$;

-- Makes the LOGIN role of a person, or makes it what it is to be: of which groups, and with `active` whether anybody is let in as it.
-- Called by the keeper in the transaction of a `person` or `roles` entry.
-- SECURITY: the only place where a login comes into being; names are checked, groups come from a fixed list, and the
-- owner can neither log in nor touch a role that it did not make.
-- What is as it should be is left alone. A right that ends takes its group and leaves the session: what was begun is written down
-- without it. Whose account does not stand is in no group, not even in that of people, and has neither secret nor line left.
CREATE FUNCTION office.make_person(person_login text, person_roles text[], active boolean) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
DECLARE
  known constant text[] := ARRAY['listener', 'secretary', 'quality', 'mayor', 'administrator', 'protection_officer'];
  wanted text[];
  one text;
  belongs boolean;
  lends boolean;
BEGIN
  IF person_login !~ '^[a-z][a-z0-9._-]{1,19}$' OR person_login ~ '^(pg_|odsluch)'
     OR person_login IN ('postgres', 'public', 'none', 'root', 'administrator') OR NOT person_roles <@ known OR active IS NULL THEN
    RAISE EXCEPTION 'not a possible person' USING ERRCODE = 'OD001';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = person_login) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN CONNECTION LIMIT 4', person_login);
  END IF;
  -- SECURITY: a sort of a billion made-up rows would fill the disk, and a full disk ends listening for everybody.
  IF NOT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
                  WHERE r.rolname = person_login AND s.setdatabase = 0 AND 'temp_file_limit=1GB' = ANY (s.setconfig)) THEN
    PERFORM office.alter_person(person_login, format('ALTER ROLE %I SET temp_file_limit = %L', person_login, '1GB'));
  END IF;
  IF active <> (SELECT rolcanlogin FROM pg_roles WHERE rolname = person_login) THEN
    PERFORM office.alter_person(person_login, format('ALTER ROLE %I %s', person_login, CASE WHEN active THEN 'LOGIN' ELSE 'NOLOGIN' END));
  END IF;
  wanted := CASE WHEN active THEN ARRAY['people'] || person_roles ELSE '{}' END;
  FOREACH one IN ARRAY ARRAY['people'] || known LOOP
    SELECT count(*) > 0, coalesce(bool_or(m.set_option), false) INTO belongs, lends
      FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
     WHERE p.rolname = person_login AND g.rolname = 'odsluch_' || one;
    IF one = ANY (wanted) AND (lends OR NOT belongs) THEN
      PERFORM office.alter_person(person_login, format('GRANT %I TO %I WITH SET FALSE', 'odsluch_' || one, person_login));
    ELSIF belongs AND NOT one = ANY (wanted) THEN
      PERFORM office.alter_person(person_login, format('REVOKE %I FROM %I', 'odsluch_' || one, person_login));
    END IF;
  END LOOP;
  IF NOT active THEN
    PERFORM office.end_secret(person_login, true);
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION office.make_person(text, text[], boolean) TO odsluch_keeper;

-- Sets what a person's lines prove themselves by, for as long as a session lasts. Called by the keeper in the transaction of the
-- `session` entry.
-- SECURITY: only the exact form of a verifier; anything else PostgreSQL would take for a plain password, and log it.
CREATE FUNCTION office.set_secret(person_login text, verifier text, remaining interval) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
BEGIN
  IF person_login !~ '^[a-z][a-z0-9._-]{1,19}$' OR person_login ~ '^(pg_|odsluch)'
     OR verifier !~ '^SCRAM-SHA-256[$]4096:[A-Za-z0-9+/]{22}==[$][A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' THEN
    RAISE EXCEPTION 'not a possible secret' USING ERRCODE = 'OD001';
  END IF;
  PERFORM office.alter_person(person_login,
    format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', person_login, verifier, clock_timestamp() + remaining));
END
$$;
GRANT EXECUTE ON FUNCTION office.set_secret(text, text, interval) TO odsluch_keeper;

-- Ends what a person's lines prove themselves by, and with `lines` the lines too. Called by the keeper in the transaction of the entry
-- that ends the person's last session. An open transaction of the person's own may hold the role: then its line ends first.
CREATE FUNCTION office.end_secret(person_login text, lines boolean) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
BEGIN
  IF person_login !~ '^[a-z][a-z0-9._-]{1,19}$' OR person_login ~ '^(pg_|odsluch)' THEN
    RAISE EXCEPTION 'not a possible person' USING ERRCODE = 'OD001';
  END IF;
  IF lines THEN
    PERFORM office.end_lines(person_login);
  END IF;
  PERFORM office.alter_person(person_login, format('ALTER ROLE %I VALID UNTIL %L', person_login, clock_timestamp()));
END
$$;
GRANT EXECUTE ON FUNCTION office.end_secret(text, boolean) TO odsluch_keeper;

-- Ends what everybody's lines prove themselves by, and the lines. Called in the transaction of the `keeper` entry: all sessions end with it.
CREATE FUNCTION office.end_secrets() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM office.end_secret(r.rolname, true) FROM pg_roles r
    WHERE pg_has_role(r.oid, 'odsluch_people', 'MEMBER') AND r.rolcanlogin AND NOT r.rolsuper;
END
$$;
GRANT EXECUTE ON FUNCTION office.end_secrets() TO odsluch_keeper;

-- Keeps the door open: ends its lines after ten seconds, which is as long as anybody needs one, and puts its defaults back. Called by the
-- keeper on its round.
-- SECURITY: anybody can be the door, hold all its places, and set what its next lines begin with. `role` cannot be put back here
-- (PostgreSQL lets no function of another's rights touch it); the door is a member of nothing that it could name there. Its limit on the disk
-- stays (000_roles.sql): it can change that one for nobody. What PostgreSQL lets nobody reset (`seed`) stays too, or nothing else would ever
-- be put back; it does nothing to what a line of ours asks.
CREATE FUNCTION office.clear_door() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
DECLARE
  changed text[] := ARRAY(
    SELECT DISTINCT split_part(one, '=', 1) FROM pg_db_role_setting s, unnest(s.setconfig) one
     WHERE s.setrole = 'odsluch_door'::regrole AND split_part(one, '=', 1) NOT IN ('role', 'session_authorization', 'temp_file_limit')
       AND coalesce('NO_RESET' <> ALL (pg_settings_get_flags(split_part(one, '=', 1))), true));
  setting text;
  one integer;
BEGIN
  FOR one IN
    SELECT pg_stat_get_backend_pid(b) FROM pg_stat_get_backend_idset() b
     WHERE pg_stat_get_backend_userid(b) = 'odsluch_door'::regrole
       AND (changed <> '{}' OR pg_stat_get_backend_start(b) < clock_timestamp() - interval '10 seconds')
  LOOP
    BEGIN
      PERFORM pg_terminate_backend(one);
    EXCEPTION WHEN insufficient_privilege THEN
      NULL; -- It has ended by itself, and the number is a superuser's by now.
    END;
  END LOOP;
  FOREACH setting IN ARRAY changed LOOP
    EXECUTE format('ALTER ROLE odsluch_door RESET %I', setting);
    EXECUTE format('ALTER ROLE odsluch_door IN DATABASE %I RESET %I', current_database(), setting);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION office.clear_door() TO odsluch_keeper;

-- Ends what people left open: connections of more than ten hours, those whose transaction has lasted thirty seconds (no statement of
-- ours takes so long, and no program of ours holds one open), those whose secret ended ten seconds ago (whoever signed out still
-- hears over it that it was done), and those of a login that nobody is let in as. Called by the keeper on its round; returns how many it ended.
-- SECURITY: a connection that asks for nothing is refused nothing, but goes on hearing notifications; one that was opened at the moment
-- in which the secret ended would live on; an open transaction keeps its locks
-- and snapshot, the dead rows of the queues, and the server's one buffer of notifications.
CREATE FUNCTION office.end_sessions() RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  one integer;
  ended integer := 0;
BEGIN
  FOR one IN
    SELECT pg_stat_get_backend_pid(b) FROM pg_stat_get_backend_idset() b JOIN pg_roles r ON r.oid = pg_stat_get_backend_userid(b)
     WHERE NOT r.rolsuper AND (NOT r.rolcanlogin OR pg_has_role(r.oid, 'odsluch_people', 'MEMBER')
       AND (pg_stat_get_backend_start(b) < clock_timestamp() - interval '10 hours'
         OR r.rolvaliduntil < clock_timestamp() - interval '10 seconds'
         OR pg_stat_get_backend_xact_start(b) < clock_timestamp() - interval '30 seconds'))
  LOOP
    BEGIN
      ended := ended + pg_terminate_backend(one)::integer;
    EXCEPTION WHEN insufficient_privilege THEN
      NULL; -- It has ended by itself, and the number is a superuser's by now.
    END;
  END LOOP;
  RETURN ended;
END
$$;
GRANT EXECUTE ON FUNCTION office.end_sessions() TO odsluch_keeper;

RESET ROLE;
