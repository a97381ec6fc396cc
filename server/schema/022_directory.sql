-- The extension directory: who had which extension, from when to when. It names who answered a call whose recording
-- came without a name: ingest looks it up, and the keeper's entry says that it comes from here.

SET ROLE odsluch_owner;

CREATE TABLE office.extension_holder (
  extension text NOT NULL CHECK (extension <> '' AND length(extension) <= 40),
  from_day date NOT NULL,
  -- Null: until further notice.
  to_day date CHECK (to_day >= from_day),
  person text NOT NULL CHECK (person <> '' AND length(person) <= 200),
  unit text NOT NULL CHECK (length(unit) <= 200),
  -- The person's account, where it is known; who answered a call does not listen to it.
  login text CHECK (login ~ '^[a-z][a-z0-9._-]{1,19}$'),
  PRIMARY KEY (extension, from_day)
);

RESET ROLE;
GRANT SELECT ON office.extension_holder TO odsluch_definer;
-- The server room's administrator brings the list, as he brings the recordings.
GRANT SELECT, INSERT, UPDATE, DELETE ON office.extension_holder TO odsluch_ingest;
