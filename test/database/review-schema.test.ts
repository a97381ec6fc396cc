import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedPostgres } from '../../build/office/postgres-binaries.ts';
import { refusal, rowsOf } from './office.ts';
import { migratedCluster } from './schema.ts';

const password = 'Zażółć-Gęślą-1!';

describe('the catalogue', () => {
  const cluster = migratedCluster(embeddedPostgres());
  let superuser: Client;
  beforeAll(async () => {
    superuser = await cluster.superuser();
    await superuser.query(`SELECT office.make_person('anowak', ARRAY['listener'])`);
    for (const login of ['anowak', 'odsluch_ingest'])
      await superuser.query(`ALTER ROLE ${login} PASSWORD '${password}'`);
  });

  it('is shown over no connection of more than ten hours: the directory was asked at its beginning only', async () => {
    const listener = await cluster.login('anowak', password);
    const search = () =>
      refusal(listener.query(`SELECT * FROM api.search_recordings('{"day": "2026-11-25"}', NULL, NULL, 1)`));
    // Nobody can wait so long here: the same function, with every hour taken for none.
    const [made] = await rowsOf<{ source: string }>(
      superuser,
      `SELECT pg_get_functiondef('api.search_recordings(jsonb, timestamptz, uuid, integer)'::regprocedure) AS source`,
    );
    const source = made?.source ?? '';
    expect(await search()).toBeNull();
    await superuser.query(source.replace("interval '10 hours'", "interval '0'"));
    expect(await search()).toBe('OD003');
    await superuser.query(source);
    expect(await search()).toBeNull();
  });

  it('tells ingest what it has of a recording, and not who called whom', async () => {
    const ingest = await cluster.login('odsluch_ingest', password);
    const known = 'SELECT id, state, plain_sha256, cipher_bytes, peaks_bytes, wrapping_key, batch';
    expect(await refusal(ingest.query(`${known} FROM office.recording`))).toBeNull();
    for (const column of ['caller', 'answered_by', 'answered_login', 'started_at', 'wrapped', '*'])
      expect(await refusal(ingest.query(`SELECT ${column} FROM office.recording`)), column).toBe('42501');
  });
});
