-- `api` is all that a person can touch; `office` is out of reach for every person.

CREATE SCHEMA office AUTHORIZATION odsluch_owner;
CREATE SCHEMA api AUTHORIZATION odsluch_owner;

-- SECURITY: a new function must never be executable by everybody, not even for the length of a migration.
ALTER DEFAULT PRIVILEGES FOR ROLE odsluch_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE odsluch_definer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE odsluch_people_manager REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA api TO odsluch_people, odsluch_ingest, odsluch_backup, odsluch_door, odsluch_definer;
GRANT USAGE ON SCHEMA office TO odsluch_definer, odsluch_keeper, odsluch_ingest;
GRANT USAGE ON SCHEMA office TO odsluch_people_manager;
-- CREATE for the two roles that own functions here comes from before.sql and goes in after.sql: it lasts one migration.
GRANT CREATE ON SCHEMA api TO odsluch_definer;
GRANT CREATE ON SCHEMA office TO odsluch_people_manager;

SET ROLE odsluch_owner;

-- Refuses every change of a table whose rows are evidence.
CREATE FUNCTION office.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'rows of office.% are never changed', TG_TABLE_NAME USING ERRCODE = 'OD009';
END
$$;

-- What the keeper last said of itself: its beat, its legal day (Europe/Warsaw), and under its signature its own time (milliseconds
-- since 1970), the head of its journal, and the key that passwords are sealed to. One row.
CREATE TABLE office.pulse (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  at timestamptz NOT NULL,
  today date NOT NULL,
  time bigint NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  door_key bytea NOT NULL,
  door_end bigint NOT NULL,
  signature bytea NOT NULL,
  least_app text NOT NULL DEFAULT '0.2.0',
  -- When the directory last told how everybody's account stands.
  accounts_at timestamptz,
  -- The last night in which what is over would have been destroyed, and why it was not; null where it was.
  night date,
  waits text,
  -- The first of the nights in a row in which there was an order, and not all of it was.
  waits_since date,
  -- By what it goes in reviews of quality: {noticeDays, planDays, perPersonYear, fewCards, fewPersons, remarkWorkingDays}.
  quality jsonb NOT NULL,
  -- By when somebody asks again of what is reviewed today whether it lasts.
  next_review date NOT NULL
);

RESET ROLE;
GRANT SELECT ON office.pulse TO odsluch_definer;
GRANT SELECT, INSERT, UPDATE ON office.pulse TO odsluch_keeper;
