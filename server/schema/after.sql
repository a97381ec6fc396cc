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
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO odsluch_people, odsluch_keeper, odsluch_ingest', current_database());
END
$$;

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

-- SECURITY: large objects would be a store of one's own, advisory locks a way to block others, messages in the WAL a way to fill the disk;
-- statistics, sizes and the list of sessions a way to count what one may not read and to see who works when, from where.
-- Who watches over the server as a member of pg_monitor goes on seeing what that role is there for.
DO $$
DECLARE
  one regprocedure;
  counts boolean;
BEGIN
  FOR one, counts IN
    SELECT p.oid::regprocedure, p.proname ~ '^pg_stat_get_|_size$' FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace
       AND p.proname ~ ('^(lo_|lowrite$|loread$|pg_advisory|pg_try_advisory|pg_logical_emit_message$|pg_stat_get_'
         || '|pg_(relation|table|total_relation|indexes|database|tablespace)_size$)')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
    IF counts THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor', one);
    END IF;
  END LOOP;
END
$$;

-- When the own connection was opened: signing acts need a young one (api.submit).
GRANT EXECUTE ON FUNCTION pg_stat_get_backend_idset(), pg_stat_get_backend_pid(integer), pg_stat_get_backend_start(integer)
  TO odsluch_definer;
-- The keeper and ingest each hold a session lock, so that there is one of each.
GRANT EXECUTE ON FUNCTION pg_try_advisory_lock(bigint), pg_advisory_unlock(bigint) TO odsluch_keeper, odsluch_ingest;

-- SECURITY: what was promised is looked at. A grant that somebody added in between, or a REVOKE that had no effect, ends the migration
-- with OD010 and the sentence below.
DO $$
DECLARE
  found text;
BEGIN
  SELECT string_agg(what, '; ' ORDER BY what) INTO found FROM (
    SELECT format('funkcję %s może wywołać każdy', p.oid::regprocedure)
      FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE p.pronamespace IN ('api'::regnamespace, 'office'::regnamespace) AND a.grantee = 0
    UNION ALL
    SELECT format('funkcja %s działa z cudzymi prawami bez stałej ścieżki albo jako superużytkownik', p.oid::regprocedure)
      FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
     WHERE p.pronamespace IN ('api'::regnamespace, 'office'::regnamespace) AND p.prosecdef
       AND (r.rolsuper OR NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp'])
    UNION ALL
    SELECT format('%s ma prawo %s do %s', coalesce(a.grantee::regrole::text, 'każdy'), a.privilege_type, c.oid::regclass)
      FROM pg_class c, aclexplode(c.relacl) a
     WHERE c.relnamespace IN ('api'::regnamespace, 'office'::regnamespace)
       AND (a.grantee = 0 OR a.grantee IN (SELECT oid FROM pg_roles WHERE pg_has_role(oid, 'odsluch_people', 'MEMBER') AND NOT rolsuper)
         OR a.grantee = 'odsluch_definer'::regrole AND NOT (a.privilege_type = 'SELECT' OR a.privilege_type = 'INSERT'
           AND c.relname IN ('command', 'beat', 'draft', 'search_log')))
    UNION ALL
    SELECT format('do schematu %s ma prawo każdy', n.nspname)
      FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee = 0 AND n.nspname IN ('api', 'office', 'ext', 'odsluch_migration')
    UNION ALL
    SELECT format('do bazy %s ma prawo każdy', d.datname)
      FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE d.datallowconn AND a.grantee = 0
  ) wrong(what);
  IF found IS NOT NULL THEN
    RAISE EXCEPTION '%', found USING ERRCODE = 'OD010';
  END IF;
END
$$;
