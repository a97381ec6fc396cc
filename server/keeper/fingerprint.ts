import { type Payload } from '../../shared/ledger/kinds.ts';
import { schemaPart } from '../../shared/ledger/office.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import type { Connection } from './connection.ts';
import type { LedgerState } from '../entries/state.ts';

type Parts = Payload<'schema'>['parts'];

/** One digest for all parts: SHA-256 over theirs, in their order. */
export function fingerprintOf(parts: Parts): string {
  return sha256(schemaPart.options.map((part) => parts[part]).join('')).toString('hex');
}

/**
 * How the database is built and who may do what in it: of each part the SHA-256 of its lines, sorted bytewise. Lines carry names
 * and never oids, so what was changed and put back has the same digests.
 * People whom the ledger explains leave no line: a login with no more than a login needs, and the groups that its
 * entries gave, while its account stands that of people with them. Anything beyond that does.
 * Not looked at: rows, indexes, other databases of the cluster, and the files of the server's configuration.
 */
export async function schemaParts(
  connection: Connection,
  { people }: Pick<LedgerState, 'people'>,
): Promise<Parts> {
  const explained = [...people.values()].flatMap(({ login, roles, account }) =>
    account === 'ok' ? ['people', ...roles].map((group) => `${login} odsluch_${group}`) : [],
  );
  const rows = await connection.run<{ part: keyof Parts; digest: string }>(digests, [explained]);
  const nothing = sha256('').toString('hex');
  const found = new Map(rows.map(({ part, digest }) => [part, digest]));
  return Object.fromEntries(schemaPart.options.map((part) => [part, found.get(part) ?? nothing])) as Parts;
}

/** Lines of one part: a JSON list each, so that no name can pass for two. */
const lines = (part: keyof Parts, fields: string, from: string): string =>
  `SELECT '${part}' AS part, jsonb_build_array(${fields})::text AS line FROM ${from}`;

const exploded = (acl: string): string =>
  `SELECT grantee, privilege_type, is_grantable FROM aclexplode(${acl})`;

/**
 * What the privileges on something are beyond, or short of, those that its owner and everybody have where nobody touched them:
 * so a privilege that was given and taken back leaves nothing. `def` = those by default.
 */
const granted = (what: string, name: string, from: string, acl: string, def = `NULL::aclitem[]`): string =>
  lines(
    'grants',
    `'${what}', ${name}, a.sign, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, a.privilege_type, a.is_grantable`,
    `${from} CROSS JOIN LATERAL (
       SELECT '+' AS sign, more.* FROM (${exploded(acl)} EXCEPT ${exploded(def)}) more
       UNION ALL SELECT '-', less.* FROM (${exploded(def)} EXCEPT ${exploded(acl)}) less) a WHERE ${acl} IS NOT NULL`,
  );

// Tables that live for one session come and go, and so do their schemas.
const lasting = `(SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp_)')`;
const relations = `pg_class c JOIN ${lasting} n ON n.oid = c.relnamespace`;
const here = `(SELECT * FROM pg_database WHERE datname = current_database())`;
const own = `${relations} AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

// SECURITY: what a person may change leaves no line, or anybody could stop the listening of a whole office: the own password, the
// defaults of the own session, the privileges on what he, or a group that he is in, will make: nobody lets either make anything.
// The same of the door, which anybody can be; the keeper puts its defaults back.
const people = `(SELECT oid, rolname FROM pg_roles WHERE rolname ~ '^[a-z][a-z0-9._-]{1,19}$' AND rolname !~ '^(pg_|odsluch)')`;
const selves = `(SELECT oid FROM ${people} UNION SELECT 'odsluch_door'::regrole)`;
/** What `office.make_person` sets for every login; another limit is a change. */
const limit = `'temp_file_limit=1GB'`;
const groups = `('odsluch_people', 'odsluch_listener', 'odsluch_secretary', 'odsluch_quality', 'odsluch_mayor', 'odsluch_administrator', 'odsluch_protection_officer')`;

// PostgreSQL's own objects have numbers below this, the same in every database of a version; their names need no looking up.
const made = 16_384;
const functions = [
  lines(
    'functions',
    `'function', p.oid::regprocedure, pg_get_function_result(p.oid), p.proowner::regrole, l.lanname, p.prokind, p.prosecdef, p.proleakproof,
     p.proisstrict, p.provolatile, p.proparallel, p.prosupport::regproc, p.proconfig, p.prosrc, p.probin, pg_get_function_sqlbody(p.oid),
     CASE WHEN p.pronargdefaults > 0 THEN pg_get_function_arguments(p.oid) END`,
    `pg_proc p JOIN pg_language l ON l.oid = p.prolang JOIN ${lasting} n ON n.oid = p.pronamespace WHERE p.oid >= ${made}`,
  ),
  lines(
    'functions',
    `'built in', p.proname, p.pronargs, p.proowner, p.prolang, p.prosecdef, p.proisstrict, p.provolatile, p.proconfig, p.prosrc, p.probin`,
    `pg_proc p WHERE p.oid < ${made}`,
  ),
  lines(
    'functions',
    `'operator', oid::regoperator, oprcode::regprocedure`,
    `pg_operator WHERE oid >= ${made}`,
  ),
  lines(
    'functions',
    `'cast', castsource::regtype, casttarget::regtype, castfunc::regprocedure`,
    `pg_cast WHERE oid >= ${made}`,
  ),
];

const triggers = [
  lines(
    'triggers',
    // The name of an internal trigger, of a foreign key, has an oid in it; its constraint has not.
    `'trigger', t.tgrelid::regclass, CASE WHEN t.tgisinternal THEN k.conname || ' ' || t.tgfoid::regproc ELSE pg_get_triggerdef(t.oid) END,
     t.tgenabled`,
    `pg_trigger t LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint`,
  ),
  lines(
    'triggers',
    `'event', evtname, evtevent, evtowner::regrole, evtfoid::regprocedure, evtenabled, evttags`,
    `pg_event_trigger`,
  ),
];

const tables = [
  lines(
    'tables',
    `'relation', c.oid::regclass, c.relkind, c.relpersistence, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity, c.reloptions`,
    `${own} WHERE c.relkind <> 'i'`,
  ),
  lines(
    'tables',
    `'column', c.oid::regclass, row_number() OVER (PARTITION BY c.oid ORDER BY t.attnum), t.attname, format_type(t.atttypid, t.atttypmod),
     t.attnotnull, t.attidentity, t.attgenerated, pg_get_expr(d.adbin, d.adrelid)`,
    `${own} JOIN pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = t.attnum WHERE c.relkind <> 'i'`,
  ),
  lines('tables', `'inherits', inhrelid::regclass, inhparent::regclass`, `pg_inherits`),
  lines('tables', `'extension', extname, extversion, extnamespace::regnamespace`, `pg_extension`),
];

const constraints = lines(
  'constraints',
  `conrelid::regclass, contypid::regtype, conname, pg_get_constraintdef(oid)`,
  `pg_constraint`,
);

const rules = [
  lines(
    'rules',
    `'rule', r.ev_class::regclass, r.rulename, r.ev_enabled,
     CASE WHEN r.oid < ${made} THEN encode(sha256(convert_to(r.ev_action::text, 'UTF8')), 'hex') ELSE pg_get_ruledef(r.oid) END`,
    `pg_rewrite r JOIN (${relations}) ON c.oid = r.ev_class`,
  ),
  lines(
    'rules',
    `'policy', polrelid::regclass, polname, polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid),
     pg_get_expr(polwithcheck, polrelid)`,
    `pg_policy`,
  ),
];

const grants = [
  granted('schema', 'n.nspname', `${lasting} n`, 'n.nspacl', `acldefault('n', n.nspowner)`),
  granted(
    'relation',
    'c.oid::regclass',
    relations,
    'c.relacl',
    `acldefault((CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", c.relowner)`,
  ),
  granted('column', 't.attrelid::regclass, t.attname', 'pg_attribute t', 't.attacl'),
  granted('function', 'p.oid::regprocedure', 'pg_proc p', 'p.proacl', `acldefault('f', p.proowner)`),
  granted('language', 'l.lanname', 'pg_language l', 'l.lanacl', `acldefault('l', l.lanowner)`),
  granted('type', 'y.oid::regtype', 'pg_type y', 'y.typacl', `acldefault('T', y.typowner)`),
  granted('parameter', 'q.parname', 'pg_parameter_acl q', 'q.paracl'),
  granted('database', 'd.datdba::regrole', `${here} d`, 'd.datacl', `acldefault('d', d.datdba)`),
  granted(
    'default',
    'f.defaclrole::regrole, f.defaclnamespace::regnamespace, f.defaclobjtype',
    `(SELECT * FROM pg_default_acl WHERE defaclrole NOT IN ${selves}
        AND defaclrole::regrole::text NOT IN ${groups}) f`,
    'f.defaclacl',
  ),
];

const roles = [
  lines(
    'roles',
    `'role', r.rolname, r.rolcanlogin, r.rolinherit, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls,
     r.rolconnlimit, r.rolvaliduntil`,
    `pg_roles r WHERE r.oid NOT IN (SELECT oid FROM ${people}) OR r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
       OR r.rolbypassrls OR r.rolconnlimit NOT BETWEEN 0 AND 4`,
  ),
  // Whoever makes a role is its administrator by PostgreSQL's own rule, without its rights.
  lines(
    'roles',
    `'member', m.member::regrole, m.roleid::regrole, m.admin_option, m.inherit_option, m.set_option`,
    `pg_auth_members m JOIN pg_roles w ON w.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
      WHERE NOT (g.rolname IN ${groups} AND w.rolname || ' ' || g.rolname = ANY ($1::text[])
          AND NOT m.admin_option AND m.inherit_option AND NOT m.set_option)
        AND NOT (w.rolname = 'odsluch_people_manager' AND g.oid IN (SELECT oid FROM ${people}) AND NOT m.inherit_option AND NOT m.set_option)`,
  ),
  // What this server does not tell of is no setting that a person could not have made up.
  lines(
    'roles',
    `'setting', s.setrole::regrole, s.setdatabase <> 0, one`,
    `pg_db_role_setting s, unnest(s.setconfig) one LEFT JOIN pg_settings k ON lower(k.name) = lower(split_part(one, '=', 1))
      WHERE s.setdatabase IN (0, (SELECT oid FROM ${here} d))
        AND NOT (s.setrole IN ${selves} AND (coalesce(k.context, 'user') = 'user' OR one = ${limit}))`,
  ),
];

const all = [...functions, ...triggers, ...tables, constraints, ...rules, ...grants, ...roles].join(
  ' UNION ALL ',
);
const digests = `
  SELECT part, encode(sha256(convert_to(string_agg(line || E'\\n', '' ORDER BY line COLLATE "C"), 'UTF8')), 'hex') AS digest
    FROM (${all}) every GROUP BY part`;
