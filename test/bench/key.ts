import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import type { RunningOffice } from '../../build/office/office.ts';
import { databaseConfig } from '../../server/database.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { Commands } from '../../electron/session/submit.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { Ask } from '../../shared/node/door.ts';
import { generateRecipient } from '../../shared/node/hpke.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { openRelease } from '../../shared/node/release.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import type { BenchOffice } from './parts/office.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 101;
const login = 'anna.nowak';

/** From a request to the opened key, by the app's own parts, against a relay: the way alone. */
export const key: Bench = {
  name: 'key',
  rows: async (context) => {
    const office = await context.office();
    const requester = await openRequester(office, await recordingOf(office));
    const relay = await openRelay(office, context.root);
    try {
      const { ours, other } = await inTurns(rounds, { ours: requester.ask, other: relay.ask });
      return [
        lessIsBetter(
          {
            name: 'request → key p50 ÷ a relay of the same parties',
            unit: 'ms',
            goal: '≤ 2',
            stretch: '≤ 1.5',
          },
          median(ours),
          median(other),
        ),
        lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
      ];
    } finally {
      await relay.close();
      await requester.close();
    }
  },
};

export type Requester = { ask(): Promise<number>; close(): Promise<void> };

/** A listener's own line, over which she asks for that recording again and again, each time in a case of its own. */
export async function openRequester(office: RunningOffice, recording: string): Promise<Requester> {
  const { host, port, ca } = office.database;
  const { password } = office.person(login);
  const events = { onLine: () => undefined, onRefused: () => undefined, onAnswer: () => commands.hint() };
  const database = { host, port, name: 'odsluch', ca };
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const { signer, secret } = await proveAtDoor(database, keeper, { login, password, version: '9.9.9' });
  const connection = new PersonConnection(database, login, secret, events);
  const ask: Ask = (sql, values) => connection.ask(sql, values);
  const commands = new Commands({
    ...{ login, signer, ask, keeper, pulse: new KeeperPulse(ask, keeper), onOver: () => undefined },
    // Whoever listens alone follows at once on what was seen, which costs no question.
    witness: { confirm: () => Promise.resolve(), heed: () => undefined },
  });
  await connection.open();
  const close = async (opening: string): Promise<void> => {
    await commands.submit('close', { opening, ranges: [], how: 'listener', wrongCall: false });
  };
  let round = 0;
  const askOnce = async (): Promise<number> => {
    round += 1;
    const pair = generateRecipient();
    const asked = request(recording, pair.publicKey, round);
    let opening = '';
    const ms = await timed(async () => {
      const { command, hash, sealed } = await commands.submit('listen', asked);
      if (sealed === null) throw new Error('the key came too late');
      openRelease({ command, entryHash: hash }, pair, sealed).fill(0);
      opening = command;
    });
    await close(opening);
    return ms;
  };
  // What is planned, compiled and looked up once is no part of a request.
  for (let warm = 0; warm < 20; warm += 1) await askOnce();
  return { ask: askOnce, close: () => connection.close() };
}

function request(recording: string, publicKey: Buffer, round: number): Command<'listen'> {
  return {
    act: null,
    ground: {
      case: `SEK.1510.${1000 + round}.${new Date().getFullYear()}`,
      basis: 'KPA_SKARGA',
      sentence: { code: 'DISPUTED' },
      statement: 'Oświadczam, że skarga mnie nie dotyczy.',
      fields: { register: '14/2026' },
      present: [],
    },
    recording,
    publicKey: publicKey.toString('base64'),
    host: 'bench',
  };
}

async function recordingOf(office: BenchOffice): Promise<string> {
  const superuser = await office.superuser();
  const { rows } = await superuser.query<{ id: string }>(
    'SELECT id FROM office.recording WHERE extension = $1',
    [office.long.extension],
  );
  await superuser.end();
  return rows[0]?.id ?? '';
}

/**
 * The same parties without the law: a row is sent over TLS, a process beside the database hears of it, writes one row, and whoever asked is
 * told and reads it.
 */
async function openRelay(
  office: BenchOffice,
  root: string,
): Promise<{ ask(): Promise<number>; close(): Promise<void> }> {
  const superuser = await office.superuser();
  await superuser.query(
    'CREATE TABLE office.bench (id bigint GENERATED ALWAYS AS IDENTITY, text text); GRANT SELECT, INSERT ON office.bench TO odsluch_ingest',
  );
  const config = databaseConfig(office.settings, 'ingest');
  const relay = fork(join(root, 'test/bench/parts/relay.mjs'), {
    env: { ...process.env, BENCH: JSON.stringify(config) },
  });
  await once(relay, 'message');
  const client = new Client(config);
  await client.connect();
  await client.query('LISTEN bench_told');
  const answer = { name: 'bench', text: 'SELECT text FROM office.bench ORDER BY id DESC LIMIT 1' };
  return {
    ask: () =>
      timed(async () => {
        const told = once(client, 'notification');
        await client.query(
          `INSERT INTO office.bench (text) VALUES ('${'x'.repeat(200)}'); NOTIFY bench_asked`,
        );
        await told;
        await client.query(answer);
      }),
    close: async () => {
      await client.end();
      relay.kill();
      await superuser.query('DROP TABLE office.bench');
      await superuser.end();
    },
  };
}
