-- Written by `node build/schema.mjs` from the kinds in shared/ledger; runs at every migration.

CREATE OR REPLACE FUNCTION api.told_kinds() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['release', 'joined', 'hold', 'hold-review', 'hold-end', 'restricted', 'filed', 'person', 'revoke', 'suspended', 'resumed', 'incident', 'judged', 'concluded', 'matter', 'read', 'explained', 'silent', 'qualityPlan', 'qualityVerdict', 'session']
$$;

CREATE OR REPLACE FUNCTION api.card_kinds() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['qualityScore', 'qualityOmission', 'qualityRemark']
$$;

CREATE OR REPLACE FUNCTION api.call_kinds() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['ingest', 'admitted', 'qualityScore', 'qualityOmission', 'qualityRemark']
$$;
