import type { Client } from 'pg';

/** Reads a migrated database into one readable text: stable from run to run, in the order in which one would explain it. */
export async function describeDatabase(client: Client): Promise<string> {
  const parts = [
    header,
    ...(await lines(client, rolesQuery)),
    ...(await lines(client, membersQuery)),
    '',
    ...(await lines(client, schemasQuery)),
  ];
  for (const table of await lines(client, tablesQuery))
    parts.push('', ...(await describeTable(client, table)));
  for (const id of await lines(client, functionsQuery))
    parts.push('', ...(await lines(client, functionQuery, id)));
  return `${parts.join('\n')}\n`;
}

const header = `-- The database as the files of server/schema make it, read from the catalogue of a migrated one. Nothing runs this file.
-- Written by \`node build/schema.mjs\`; \`npm run check\` fails where it is stale. Bodies of functions: server/schema.
`;

async function describeTable(client: Client, table: string): Promise<string[]> {
  const columns = [
    ...(await lines(client, columnsQuery, table)),
    ...(await lines(client, constraintsQuery, table)),
  ];
  return [
    `CREATE TABLE ${table} (`,
    ...columns.map((line, at) => `  ${line}${at < columns.length - 1 ? ',' : ''}`),
    `);`,
    ...(await lines(client, indexesQuery, table)),
    ...(await lines(client, triggersQuery, table)),
    ...(await lines(client, grantsQuery, table)),
  ];
}

/** The one column `line` of each row. */
async function lines(client: Client, sql: string, ...values: string[]): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(sql, values);
  return rows.map(({ line }) => line);
}

const ours = `('api', 'office', 'ext', 'odsluch_migration')`;
const who = (grantee: string) => `CASE WHEN ${grantee} = 0 THEN 'PUBLIC' ELSE ${grantee}::regrole::text END`;

const rolesQuery = `
  SELECT format('CREATE ROLE %I %s %s%s;', rolname, CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
      CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
      CASE WHEN rolsuper THEN ' SUPERUSER' ELSE '' END || CASE WHEN rolcreaterole THEN ' CREATEROLE' ELSE '' END
        || CASE WHEN rolcreatedb THEN ' CREATEDB' ELSE '' END || CASE WHEN rolbypassrls THEN ' BYPASSRLS' ELSE '' END
        || CASE WHEN rolreplication THEN ' REPLICATION' ELSE '' END) AS line
    FROM pg_roles WHERE rolname LIKE 'odsluch%' ORDER BY rolname`;

const membersQuery = `
  SELECT format('GRANT %s TO %s WITH ADMIN %s, INHERIT %s, SET %s;', roleid::regrole, member::regrole,
      upper(admin_option::text), upper(inherit_option::text), upper(set_option::text)) AS line
    FROM pg_auth_members WHERE member::regrole::text LIKE 'odsluch%' ORDER BY member::regrole::text, roleid::regrole::text`;

const schemasQuery = `
  SELECT line FROM (
    SELECT nspname, 1 AS place, '' AS grantee, format('CREATE SCHEMA %I AUTHORIZATION %s;', nspname, nspowner::regrole) AS line
      FROM pg_namespace WHERE nspname IN ${ours}
    UNION ALL
    SELECT nspname, 2, ${who('a.grantee')}, format('GRANT %s ON SCHEMA %I TO %s;', string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type),
        nspname, ${who('a.grantee')})
      FROM pg_namespace, aclexplode(nspacl) a WHERE nspname IN ${ours} AND a.grantee <> nspowner GROUP BY nspname, a.grantee
    UNION ALL
    SELECT n.nspname, 3, '', format('CREATE EXTENSION %I SCHEMA %I;', e.extname, n.nspname)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE n.nspname IN ('api', 'office', 'ext')
    UNION ALL
    SELECT 'zz', 4, ${who('a.grantee')}, format('GRANT %s ON DATABASE TO %s;', string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type),
        ${who('a.grantee')})
      FROM pg_database, aclexplode(datacl) a WHERE datname = current_database() AND a.grantee <> datdba GROUP BY a.grantee
  ) all_lines ORDER BY nspname, place, grantee`;

const tablesQuery = `
  SELECT oid::regclass::text AS line FROM pg_class
   WHERE relkind IN ('r', 'v', 'm', 'p', 'f') AND relnamespace::regnamespace::text IN ${ours} ORDER BY 1`;

const columnsQuery = `
  SELECT concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attidentity = 'a' THEN 'GENERATED ALWAYS AS IDENTITY'
        WHEN a.attgenerated = 's' THEN 'GENERATED ALWAYS AS (' || regexp_replace(pg_get_expr(d.adbin, d.adrelid), '\\s+', ' ', 'g') || ') STORED'
        WHEN d.adbin IS NOT NULL THEN 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END,
      CASE WHEN a.attnotnull THEN 'NOT NULL' END) AS line
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

// Version 18 keeps NOT NULL as a constraint as well; it stands at its column.
const constraintsQuery = `
  SELECT format('CONSTRAINT %I %s', conname, regexp_replace(pg_get_constraintdef(oid), '\\s+', ' ', 'g')) AS line
    FROM pg_constraint WHERE conrelid = $1::regclass AND contype <> 'n'
   ORDER BY array_position(ARRAY['p', 'u', 'f', 'c'], contype::text), conname`;

const indexesQuery = `
  SELECT pg_get_indexdef(indexrelid) || ';' AS line FROM pg_index
   WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
   ORDER BY indexrelid::regclass::text`;

const triggersQuery = `
  SELECT pg_get_triggerdef(oid) || ';' || CASE tgenabled WHEN 'A' THEN ' -- ENABLE ALWAYS' WHEN 'D' THEN ' -- DISABLED' ELSE '' END AS line
    FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal ORDER BY tgname`;

const grantsQuery = `
  SELECT line FROM (
    SELECT 0 AS place, '' AS grantee, format('ALTER TABLE %s OWNER TO %s;', oid::regclass, relowner::regrole) AS line
      FROM pg_class WHERE oid = $1::regclass
    UNION ALL
    SELECT 1, ${who('a.grantee')}, format('GRANT %s ON %s TO %s;', string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type), c.oid::regclass, ${who('a.grantee')})
      FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = $1::regclass AND a.grantee <> c.relowner GROUP BY c.oid, a.grantee
    UNION ALL
    SELECT 2, ${who('a.grantee')}, format('GRANT %s (%s) ON %s TO %s;', a.privilege_type,
        string_agg(quote_ident(t.attname), ', ' ORDER BY t.attnum), t.attrelid::regclass, ${who('a.grantee')})
      FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = $1::regclass GROUP BY t.attrelid, a.grantee, a.privilege_type
  ) all_lines ORDER BY place, grantee, line`;

const functionsQuery = `
  SELECT p.oid::regprocedure::text AS line FROM pg_proc p
   WHERE p.pronamespace::regnamespace::text IN ('api', 'office', 'odsluch_migration') ORDER BY 1`;

const functionQuery = `
  SELECT line FROM (
    SELECT 0 AS place, '' AS grantee, format(E'CREATE FUNCTION %s(%s)\\n  RETURNS %s\\n  LANGUAGE %s %s %s OWNER %s%s;',
        p.oid::regproc, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname,
        CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END,
        CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' ELSE 'SECURITY INVOKER' END, p.proowner::regrole,
        coalesce((SELECT string_agg(E'\\n  SET ' || setting, '') FROM unnest(p.proconfig) setting), '')) AS line
      FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.oid = $1::regprocedure
    UNION ALL
    SELECT 1, ${who('a.grantee')}, format('GRANT EXECUTE ON FUNCTION %s TO %s;', p.oid::regproc, ${who('a.grantee')})
      FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE p.oid = $1::regprocedure AND a.grantee <> p.proowner
  ) all_lines ORDER BY place, grantee`;
