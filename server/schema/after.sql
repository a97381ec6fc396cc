-- Runs after every migration, also when none was pending: what must hold whatever an earlier version or an administrator did.
-- Must run as a superuser: the same REVOKEs by another role succeed without effect.

REVOKE CREATE ON SCHEMA api FROM odsluch_definer;
REVOKE CREATE ON SCHEMA office FROM odsluch_people_manager;

-- SECURITY: nobody reaches a database of this cluster but by name, and nobody may make temporary tables in ours.
DO $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT datname FROM pg_database WHERE datallowconn LOOP
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', one);
  END LOOP;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO odsluch_people, odsluch_keeper, odsluch_ingest, odsluch_door', current_database());
END
$$;

-- Here, and in no numbered file: a database that a backup is put back into has this schema again, and no dump has grants on languages.
-- What somebody has put there is not ours to take away: it ends the migration with OD011, which names it.
DO $$
DECLARE
  theirs text;
BEGIN
  SELECT string_agg(pg_describe_object(d.classid, d.objid, d.objsubid), ', ' ORDER BY d.classid, d.objid) INTO theirs
    FROM pg_depend d JOIN pg_namespace n ON n.oid = d.refobjid
   WHERE d.refclassid = 'pg_namespace'::regclass AND n.nspname = 'public' AND d.deptype = 'n';
  IF theirs IS NOT NULL THEN
    RAISE EXCEPTION '%', theirs USING ERRCODE = 'OD011';
  END IF;
  DROP SCHEMA IF EXISTS public;
END
$$;
GRANT USAGE ON LANGUAGE plpgsql, sql TO odsluch_owner, odsluch_definer, odsluch_people_manager;

-- SECURITY: no language, so no DO blocks and no functions of a person's own.
DO $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT lanname FROM pg_language WHERE lanpltrusted OR lanname = 'sql' LOOP
    EXECUTE format('REVOKE USAGE ON LANGUAGE %I FROM PUBLIC', one);
  END LOOP;
END
$$;

-- SECURITY: what PostgreSQL brings along and what does more than compute is for nobody who is not named here: large objects would be a
-- store of one's own, advisory locks a way to block others, exported snapshots, messages in the WAL and a query that makes notifications
-- by the million ways to fill the disk; a later version brings more of them. What stays open acts on the own session alone.
-- Statistics, sizes, the control file and the lists of sessions and locks are ways to count what one may not read and to see who works
-- when, from where. Who watches over the server as a member of pg_monitor goes on seeing what that role is there for.
DO $$
DECLARE
  one regprocedure;
  counts boolean;
BEGIN
  FOR one, counts IN
    SELECT p.oid::regprocedure, p.proname ~ '^pg_stat_get_|_size$|^pg_lock_status$|_blocking_pids$|^pg_control_|^pg_(current|last)_wal_' FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace
       AND (p.provolatile = 'v' AND p.proname NOT IN (
           'clock_timestamp', 'timeofday', 'current_query', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_is_in_recovery',
           'random', 'random_normal', 'setseed', 'array_sample', 'array_shuffle', 'gen_random_uuid', 'uuidv4', 'uuidv7',
           -- As far as the session itself, its role or a sequence's grant lets them.
           'set_config', 'pg_cancel_backend', 'pg_terminate_backend', 'nextval', 'currval', 'lastval', 'setval',
           'pg_notification_queue_usage')
         OR p.proname ~ '^(lo_|loread$|pg_stat_get_|pg_lock_status$|pg_(safe_snapshot_)?blocking_pids$|pg_control_)')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
    IF counts THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor', one);
    END IF;
  END LOOP;
END
$$;

-- When the own connection was opened: no session lasts for ever, and signing acts need a young one (api.session_begun).
GRANT EXECUTE ON FUNCTION pg_stat_get_backend_idset(), pg_stat_get_backend_pid(integer), pg_stat_get_backend_start(integer)
  TO odsluch_definer, odsluch_people_manager;
GRANT EXECUTE ON FUNCTION pg_stat_get_backend_userid(integer), pg_stat_get_backend_xact_start(integer) TO odsluch_people_manager;
-- The hints that something is worth looking at.
GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO odsluch_definer, odsluch_keeper;
-- A place in the queue is taken without waiting for one's own other connections.
GRANT EXECUTE ON FUNCTION pg_try_advisory_xact_lock(integer, integer) TO odsluch_definer;
-- The keeper and ingest each hold a session lock, so that there is one of each.
GRANT EXECUTE ON FUNCTION pg_try_advisory_lock(bigint), pg_advisory_unlock(bigint) TO odsluch_keeper, odsluch_ingest;

-- SECURITY: what was promised is looked at. A grant that somebody added in between, or a REVOKE that had no effect, ends the migration
-- with OD010 and the sentence below.
DO $$
DECLARE
  found text;
BEGIN
  WITH RECURSIVE
    -- Who is a person, by grants: a superuser counts as a member of every role otherwise.
    person(oid) AS (
      SELECT 'odsluch_people'::regrole::oid
      UNION SELECT m.member FROM pg_auth_members m JOIN person p ON p.oid = m.roleid WHERE m.inherit_option OR m.set_option
    ),
    people_group(oid) AS (
      SELECT oid FROM pg_roles WHERE rolname IN ('odsluch_people', 'odsluch_listener', 'odsluch_secretary', 'odsluch_quality',
        'odsluch_mayor', 'odsluch_administrator', 'odsluch_protection_officer')
    ),
    program(oid) AS (
      SELECT oid FROM pg_roles WHERE rolname IN ('odsluch_owner', 'odsluch_definer', 'odsluch_keeper', 'odsluch_ingest', 'odsluch_backup', 'odsluch_door', 'odsluch_people_manager')
    )
  SELECT string_agg(what, '; ' ORDER BY what) INTO found FROM (
    SELECT format('funkcję %s może wywołać każdy', p.oid::regprocedure)
      FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE p.pronamespace IN ('api'::regnamespace, 'office'::regnamespace) AND a.grantee = 0
    UNION ALL
    SELECT format('%s może wywołać %s', a.grantee::regrole, p.oid::regprocedure)
      FROM pg_proc p, aclexplode(p.proacl) a
     WHERE p.pronamespace = 'office'::regnamespace AND a.grantee NOT IN (0, p.proowner, 'odsluch_keeper'::regrole)
    UNION ALL
    SELECT format('funkcja %s działa z cudzymi prawami bez stałej ścieżki albo jako superużytkownik', p.oid::regprocedure)
      FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
     WHERE p.pronamespace IN ('api'::regnamespace, 'office'::regnamespace) AND p.prosecdef
       AND (r.rolsuper OR NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp'])
    UNION ALL
    SELECT format('%s ma prawo %s do %s', CASE WHEN a.grantee = 0 THEN 'każdy' ELSE a.grantee::regrole::text END, a.privilege_type, c.oid::regclass)
      FROM pg_class c, aclexplode(c.relacl) a
     WHERE c.relnamespace IN ('api'::regnamespace, 'office'::regnamespace)
       AND a.grantee NOT IN (c.relowner, 'odsluch_keeper'::regrole, 'odsluch_ingest'::regrole)
       AND NOT (a.grantee = 'odsluch_definer'::regrole AND (a.privilege_type = 'SELECT' OR a.privilege_type = 'INSERT'
         AND c.relname IN ('command', 'beat', 'draft', 'search_log')))
    UNION ALL
    SELECT format('%s ma prawo %s do kolumny %s.%s', CASE WHEN a.grantee = 0 THEN 'każdy' ELSE a.grantee::regrole::text END, a.privilege_type,
        c.oid::regclass, t.attname)
      FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
     WHERE c.relnamespace IN ('api'::regnamespace, 'office'::regnamespace)
       AND a.grantee NOT IN (c.relowner, 'odsluch_keeper'::regrole, 'odsluch_ingest'::regrole)
    UNION ALL
    SELECT format('do schematu %s ma prawo każdy', n.nspname)
      FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee = 0 AND n.nspname IN ('api', 'office', 'odsluch_migration')
    UNION ALL
    SELECT format('%s ma prawo %s do schematu %s', a.grantee::regrole, a.privilege_type, n.nspname)
      FROM pg_namespace n, aclexplode(n.nspacl) a
     WHERE n.nspname IN ('api', 'office', 'odsluch_migration') AND a.grantee NOT IN (0, n.nspowner)
       AND NOT (a.privilege_type = 'USAGE' AND (a.grantee IN (SELECT oid FROM program)
         OR n.nspname = 'api' AND a.grantee IN (SELECT oid FROM people_group)))
    UNION ALL
    SELECT format('do bazy %s ma prawo każdy', d.datname)
      FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE d.datallowconn AND a.grantee = 0
    UNION ALL
    -- Of a group a person has the rights, and does not become it.
    SELECT format('%s należy do %s%s', m.member::regrole, m.roleid::regrole, CASE WHEN m.set_option THEN ' (SET)' END)
      FROM pg_auth_members m
     WHERE (m.inherit_option OR m.set_option)
       AND (m.member IN (SELECT oid FROM person) AND m.roleid NOT IN (SELECT oid FROM people_group)
         OR m.set_option AND m.roleid IN (SELECT oid FROM people_group)
         OR m.member IN (SELECT oid FROM program)
           AND NOT (m.member = 'odsluch_definer'::regrole AND m.roleid = 'pg_read_all_stats'::regrole)
           AND NOT (m.member = 'odsluch_keeper'::regrole AND m.roleid = 'pg_use_reserved_connections'::regrole)
           AND NOT (m.member = 'odsluch_people_manager'::regrole AND m.roleid IN ('pg_read_all_stats'::regrole, 'pg_signal_backend'::regrole))
         OR m.roleid IN (SELECT oid FROM program))
    UNION ALL
    SELECT format('%s może więcej, niż wolno: superużytkownik, role, bazy, replikacja', r.oid::regrole)
      FROM pg_roles r
     WHERE (r.oid IN (SELECT oid FROM person) OR r.oid IN (SELECT oid FROM program))
       AND (r.rolsuper OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls OR r.rolcreaterole AND r.rolname <> 'odsluch_people_manager')
  ) wrong(what);
  IF found IS NOT NULL THEN
    RAISE EXCEPTION '%', found USING ERRCODE = 'OD010';
  END IF;
END
$$;
