-- Runs before pending migrations, where the schemas exist already: the rights that making functions needs, for one transaction series.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'api') THEN
    GRANT CREATE ON SCHEMA api TO odsluch_definer;
    GRANT CREATE ON SCHEMA office TO odsluch_people_manager;
  END IF;
END
$$;
