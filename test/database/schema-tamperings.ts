import type { Client } from 'pg';
import type { SchemaPart } from '../../shared/ledger/office.ts';

const bodyOf = async (superuser: Client, name: string): Promise<string> =>
  (await superuser.query<{ body: string }>('SELECT pg_get_functiondef($1::regproc) AS body', [name])).rows[0]
    ?.body ?? '';

/** What somebody who owns the database does, and undoes; the parts in which it shows. */
type Statement = (superuser: Client) => Promise<string> | string;
type Tampering = [string, SchemaPart[], Statement, Statement];
export const tamperings: Tampering[] = [
  [
    'another body of a function',
    ['functions'],
    async (superuser) => (await bodyOf(superuser, 'api.answer')).replaceAll('session_user', 'current_user'),
    (superuser) => bodyOf(superuser, 'api.answer'),
  ],
  [
    'a function that runs with other rights',
    ['functions'],
    () => 'ALTER FUNCTION api.head() SECURITY INVOKER',
    () => 'ALTER FUNCTION api.head() SECURITY DEFINER',
  ],
  [
    'a function of PostgreSQL’s own with another body',
    ['functions'],
    () =>
      `CREATE OR REPLACE FUNCTION pg_catalog.sha256(bytea) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'sha224_bytea'`,
    () =>
      `CREATE OR REPLACE FUNCTION pg_catalog.sha256(bytea) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'sha256_bytea'`,
  ],
  [
    'an operator that comes before PostgreSQL’s own',
    ['functions'],
    () => 'CREATE OPERATOR pg_catalog.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_catalog.texteq)',
    () => 'DROP OPERATOR pg_catalog.=== (text, text)',
  ],
  [
    'a trigger that is off',
    ['triggers'],
    () => 'ALTER TABLE office.entry DISABLE TRIGGER refuse_change',
    () => 'ALTER TABLE office.entry ENABLE ALWAYS TRIGGER refuse_change',
  ],
  [
    'a trigger that is off for replicas only',
    ['triggers'],
    () => 'ALTER TABLE office.entry ENABLE TRIGGER refuse_change',
    () => 'ALTER TABLE office.entry ENABLE ALWAYS TRIGGER refuse_change',
  ],
  [
    'a foreign key that nobody checks',
    ['triggers'],
    () => 'ALTER TABLE office.act DISABLE TRIGGER ALL',
    () => 'ALTER TABLE office.act ENABLE TRIGGER ALL',
  ],
  [
    'an event trigger',
    ['triggers'],
    () => 'CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION office.on_ddl()',
    () => 'DROP EVENT TRIGGER mine',
  ],
  [
    'a constraint that is gone',
    ['constraints'],
    () => 'ALTER TABLE office.entry DROP CONSTRAINT entry_prev_key',
    () => 'ALTER TABLE office.entry ADD CONSTRAINT entry_prev_key UNIQUE (prev)',
  ],
  [
    'a column by default of another value',
    ['tables'],
    () => `ALTER TABLE office.pulse ALTER least_app SET DEFAULT '9.0.0'`,
    () => `ALTER TABLE office.pulse ALTER least_app SET DEFAULT '0.2.0'`,
  ],
  [
    'a table whose rows another table shows as its own',
    ['tables', 'constraints'],
    () =>
      'CREATE TABLE office.more (LIKE office.search_log INCLUDING CONSTRAINTS) ; ALTER TABLE office.more INHERIT office.search_log',
    () => 'DROP TABLE office.more',
  ],
  [
    'a rule that rewrites',
    ['rules'],
    () => 'CREATE RULE nothing AS ON DELETE TO office.draft DO INSTEAD NOTHING',
    () => 'DROP RULE nothing ON office.draft',
  ],
  [
    'a policy that hides rows',
    ['rules', 'tables'],
    () => 'CREATE POLICY few ON office.beat USING (false); ALTER TABLE office.beat ENABLE ROW LEVEL SECURITY',
    () => 'DROP POLICY few ON office.beat; ALTER TABLE office.beat DISABLE ROW LEVEL SECURITY',
  ],
  [
    'a privilege on a table',
    ['grants'],
    () => 'GRANT SELECT ON office.entry_text TO odsluch_listener',
    () => 'REVOKE SELECT ON office.entry_text FROM odsluch_listener',
  ],
  [
    'a privilege on a column',
    ['grants'],
    () => 'GRANT UPDATE (text) ON office.entry_text TO odsluch_listener',
    () => 'REVOKE UPDATE (text) ON office.entry_text FROM odsluch_listener',
  ],
  [
    'a function of the server’s own for a person',
    ['grants'],
    () => 'GRANT EXECUTE ON FUNCTION pg_read_file(text) TO odsluch_listener',
    () => 'REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM odsluch_listener',
  ],
  [
    'a schema that is open to everybody',
    ['grants'],
    () => 'GRANT USAGE ON SCHEMA office TO PUBLIC',
    () => 'REVOKE USAGE ON SCHEMA office FROM PUBLIC',
  ],
  [
    'a database in which everybody may make tables',
    ['grants'],
    () => 'GRANT TEMPORARY ON DATABASE odsluch TO PUBLIC',
    () => 'REVOKE TEMPORARY ON DATABASE odsluch FROM PUBLIC',
  ],
  [
    'privileges on what will be made',
    ['grants'],
    () => 'ALTER DEFAULT PRIVILEGES FOR ROLE odsluch_owner GRANT SELECT ON TABLES TO odsluch_listener',
    () => 'ALTER DEFAULT PRIVILEGES FOR ROLE odsluch_owner REVOKE SELECT ON TABLES FROM odsluch_listener',
  ],
  [
    'a person among the owners',
    ['roles'],
    () => 'GRANT odsluch_owner TO anowak',
    () => 'REVOKE odsluch_owner FROM anowak',
  ],
  [
    'a person in a group that no entry gave',
    ['roles'],
    () => 'GRANT odsluch_secretary TO anowak',
    () => 'REVOKE odsluch_secretary FROM anowak',
  ],
  [
    'a person who may become the own group',
    ['roles'],
    () => 'GRANT odsluch_listener TO anowak WITH SET TRUE',
    () => 'REVOKE odsluch_listener FROM anowak GRANTED BY CURRENT_USER',
  ],
  [
    'a person who may hand on the own group',
    ['roles'],
    () => 'GRANT odsluch_listener TO anowak WITH ADMIN OPTION',
    () => 'REVOKE odsluch_listener FROM anowak GRANTED BY CURRENT_USER',
  ],
  [
    'a person who is a superuser',
    ['roles'],
    () => 'ALTER ROLE anowak SUPERUSER',
    () => 'ALTER ROLE anowak NOSUPERUSER',
  ],
  [
    'a role that passes every policy',
    ['roles'],
    () => 'ALTER ROLE odsluch_definer BYPASSRLS',
    () => 'ALTER ROLE odsluch_definer NOBYPASSRLS',
  ],
  [
    'a setting that switches triggers off',
    ['roles'],
    () => 'ALTER ROLE anowak SET session_replication_role = replica',
    () => 'ALTER ROLE anowak RESET session_replication_role',
  ],
  [
    'a setting of a program’s role',
    ['roles'],
    () => `ALTER ROLE odsluch_keeper SET search_path = api`,
    () => 'ALTER ROLE odsluch_keeper RESET search_path',
  ],
];
