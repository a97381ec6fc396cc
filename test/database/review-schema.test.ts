import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedPostgres } from '../../build/office/postgres-binaries.ts';
import { refusal } from './office.ts';
import { migratedCluster } from './schema.ts';

const password = 'Zażółć-Gęślą-1!';

describe('the catalogue', () => {
  const cluster = migratedCluster(embeddedPostgres());
  let superuser: Client;
  beforeAll(async () => {
    superuser = await cluster.superuser();
    await superuser.query(`ALTER ROLE odsluch_ingest PASSWORD '${password}'`);
  });

  it('tells ingest what it has of a recording, and not who called whom', async () => {
    const ingest = await cluster.login('odsluch_ingest', password);
    const known = 'SELECT id, state, plain_sha256, batch';
    expect(await refusal(ingest.query(`${known} FROM office.recording`))).toBeNull();
    for (const column of ['caller', 'answered_by', 'answered_login', 'started_at', 'sealed', '*'])
      expect(await refusal(ingest.query(`SELECT ${column} FROM office.recording`)), column).toBe('42501');
  });
});
