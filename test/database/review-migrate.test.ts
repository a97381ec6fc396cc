import type { Client } from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { migrate, MigrationRefused } from '../../server/migrate.ts';
import { migratedCluster, onBothServers, schemaFolder } from './schema.ts';

/** What a migration says of a database that somebody has opened in between. */
async function refusedBecause(client: Client): Promise<string> {
  return migrate(client, schemaFolder).then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof MigrationRefused ? error.message : String(error)),
  );
}

function openedContract(bin: string): void {
  const cluster = migratedCluster(bin);
  let client: Client;
  beforeAll(async () => {
    client = await cluster.superuser();
    await client.query(`SELECT office.make_person('anowak', ARRAY['listener'], true)`);
  });

  it('finds nothing to say of persons as the keeper makes them', async () => {
    expect(await migrate(client, schemaFolder)).toEqual({ applied: [] });
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a person who reads everything',
      'GRANT pg_read_all_data TO anowak',
      'REVOKE pg_read_all_data FROM anowak',
      /anowak należy do pg_read_all_data/,
    ],
    [
      'a person who is the owner of the tables',
      'GRANT odsluch_owner TO odsluch_secretary',
      'REVOKE odsluch_owner FROM odsluch_secretary',
      /odsluch_secretary należy do odsluch_owner/,
    ],
    [
      'a person who may become the own group',
      'GRANT odsluch_listener TO anowak WITH SET TRUE',
      'REVOKE odsluch_listener FROM anowak GRANTED BY CURRENT_USER',
      /anowak należy do odsluch_listener \(SET\)/,
    ],
    [
      'an ingest that is the keeper',
      'GRANT odsluch_keeper TO odsluch_ingest',
      'REVOKE odsluch_keeper FROM odsluch_ingest',
      /odsluch_ingest należy do odsluch_keeper/,
    ],
    [
      'a person who makes roles',
      'ALTER ROLE anowak CREATEROLE',
      'ALTER ROLE anowak NOCREATEROLE',
      /anowak może więcej/,
    ],
    [
      'a person who is a superuser',
      'ALTER ROLE anowak SUPERUSER',
      'ALTER ROLE anowak NOSUPERUSER',
      /anowak może więcej/,
    ],
    [
      'a column opened to a person',
      'GRANT SELECT (caller) ON office.recording TO anowak',
      'REVOKE SELECT (caller) ON office.recording FROM anowak',
      /anowak ma prawo SELECT do kolumny office\.recording\.caller/,
    ],
    [
      'a column that the definer may change',
      'GRANT UPDATE (state) ON office.act TO odsluch_definer',
      'REVOKE UPDATE (state) ON office.act FROM odsluch_definer',
      /odsluch_definer ma prawo UPDATE do kolumny office\.act\.state/,
    ],
    [
      'a schema opened to persons',
      'GRANT USAGE ON SCHEMA office TO odsluch_people',
      'REVOKE USAGE ON SCHEMA office FROM odsluch_people',
      /odsluch_people ma prawo USAGE do schematu office/,
    ],
    [
      'a schema in which persons may make things',
      'GRANT CREATE ON SCHEMA api TO odsluch_listener',
      'REVOKE CREATE ON SCHEMA api FROM odsluch_listener',
      /odsluch_listener ma prawo CREATE do schematu api/,
    ],
    [
      'a person who makes persons',
      'GRANT EXECUTE ON FUNCTION office.make_person(text, text[], boolean) TO odsluch_secretary',
      'REVOKE EXECUTE ON FUNCTION office.make_person(text, text[], boolean) FROM odsluch_secretary',
      /odsluch_secretary może wywołać office\.make_person/,
    ],
    [
      'somebody of no group of ours who reads the ledger',
      'CREATE ROLE stranger; GRANT SELECT ON office.entry_text TO stranger',
      'DROP OWNED BY stranger; DROP ROLE stranger',
      /stranger ma prawo SELECT do office\.entry_text/,
    ],
  ])('names %s', async (_what, open, close, sentence) => {
    await client.query(open);
    try {
      expect(await refusedBecause(client)).toMatch(sentence);
    } finally {
      await client.query(close);
    }
    expect(await migrate(client, schemaFolder)).toEqual({ applied: [] });
  });
}

onBothServers(openedContract);
