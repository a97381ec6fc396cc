-- The extension directory: who had which extension, from when to when. It names who answered a call whose recording
-- came without a name; it decides nothing.

SET ROLE odsluch_owner;

CREATE TABLE office.extension_holder (
  extension text NOT NULL CHECK (extension <> '' AND length(extension) <= 40),
  from_day date NOT NULL,
  -- Null: until further notice.
  to_day date CHECK (to_day >= from_day),
  person text NOT NULL CHECK (person <> '' AND length(person) <= 200),
  unit text NOT NULL CHECK (length(unit) <= 200),
  PRIMARY KEY (extension, from_day)
);

RESET ROLE;
GRANT SELECT ON office.extension_holder TO odsluch_definer;
-- The server room's administrator brings the list, as he brings the recordings.
GRANT SELECT, INSERT, UPDATE, DELETE ON office.extension_holder TO odsluch_ingest;
