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
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;

-- SECURITY: large objects would be a store of one's own, advisory locks a way to block others, table statistics a way to count
-- what one may not read.
DO $$
DECLARE
  one regprocedure;
BEGIN
  FOR one IN
    SELECT p.oid::regprocedure FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace
       AND (p.proname ~ '^(lo_|lowrite$|loread$|pg_advisory|pg_try_advisory)'
         OR p.proname ~ '^pg_stat_get_(live|dead|tuples|ins|numscans|mod|xact_tuples|blocks|last|db)')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
  END LOOP;
END
$$;

-- The keeper and ingest each hold a session lock, so that there is one of each.
GRANT EXECUTE ON FUNCTION pg_try_advisory_lock(bigint), pg_advisory_unlock(bigint) TO odsluch_keeper, odsluch_ingest;
