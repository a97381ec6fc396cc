-- Roles of the cluster. One cluster serves one office, so that the names below belong to us alone.
-- Nobody of these may log in but the two programs of the server room; persons get their own LOGIN roles
-- from office.make_person (015_session.sql), named like their login in the office directory.

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY[
    'odsluch_owner', 'odsluch_definer', 'odsluch_people', 'odsluch_listener', 'odsluch_secretary',
    'odsluch_quality', 'odsluch_mayor', 'odsluch_administrator', 'odsluch_protection_officer'
  ] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
    END IF;
  END LOOP;
  FOREACH wanted IN ARRAY ARRAY['odsluch_keeper', 'odsluch_ingest'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', wanted);
    END IF;
  END LOOP;
  -- Our backup asks over a superuser's line, as this role: it needs no way in, and no password.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odsluch_backup') THEN
    CREATE ROLE odsluch_backup NOLOGIN NOINHERIT;
  END IF;
  -- The door: whoever has no session yet proves one to the keeper here. It has no secret and reaches three functions.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odsluch_door') THEN
    CREATE ROLE odsluch_door LOGIN NOINHERIT CONNECTION LIMIT 20;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odsluch_people_manager') THEN
    CREATE ROLE odsluch_people_manager NOLOGIN NOINHERIT CREATEROLE;
  END IF;
END
$$;

-- SECURITY: anybody can be the door, and a sort of a billion made-up rows would fill the disk. What it is there for needs no file.
ALTER ROLE odsluch_door SET temp_file_limit = '1MB';

ALTER ROLE odsluch_people INHERIT;
ALTER ROLE odsluch_listener INHERIT;
ALTER ROLE odsluch_secretary INHERIT;
ALTER ROLE odsluch_quality INHERIT;
ALTER ROLE odsluch_mayor INHERIT;
ALTER ROLE odsluch_administrator INHERIT;
ALTER ROLE odsluch_protection_officer INHERIT;

-- Every group is a person of the office: pg_hba lets in members of odsluch_people only.
-- SECURITY: nobody becomes a group (SET FALSE), or anybody could change its settings.
GRANT odsluch_people TO
  odsluch_listener, odsluch_secretary, odsluch_quality, odsluch_mayor, odsluch_administrator, odsluch_protection_officer
  WITH SET FALSE;

-- SECURITY: the manager of people may hand out exactly these groups and can neither use them nor become them (PostgreSQL 16 and later).
GRANT odsluch_people, odsluch_listener, odsluch_secretary, odsluch_quality, odsluch_mayor, odsluch_administrator, odsluch_protection_officer
  TO odsluch_people_manager WITH ADMIN OPTION, INHERIT FALSE, SET FALSE;

-- SECURITY: however many connections people hold, the keeper gets in: postgresql.conf keeps some for it (reserved_connections).
GRANT pg_use_reserved_connections TO odsluch_keeper WITH INHERIT TRUE, SET FALSE;

-- Everybody can be the door, and may have set its defaults; the manager of people puts them back (office.clear_door).
GRANT odsluch_door TO odsluch_people_manager WITH ADMIN OPTION, INHERIT FALSE, SET FALSE;

-- The definer reads when a connection began (age of a session, signing acts); it sees no statement text through our functions.
GRANT pg_read_all_stats TO odsluch_definer WITH INHERIT TRUE;
-- The manager of people also ends their sessions (office.end_sessions), and limits what a login may write to the disk.
GRANT pg_read_all_stats, pg_signal_backend TO odsluch_people_manager WITH INHERIT TRUE;
GRANT SET ON PARAMETER temp_file_limit TO odsluch_people_manager;
