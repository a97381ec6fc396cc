import type { Client } from 'pg';
import { PersonConnection } from '../../electron/session/connection.ts';
import { Commands } from '../../electron/session/submit.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { generateRecipient } from '../../shared/node/hpke.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { openRelease } from '../../shared/node/release.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import type { BenchOffice } from './parts/office.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 101;
const login = 'anna.nowak';

/** From a request to the opened key, by the app's own parts, against what a database needs to keep three rows. */
export const key: Bench = {
  name: 'key',
  rows: async (context) => {
    const office = await context.office();
    const requester = await openRequester(office);
    const plain = await openTable(office);
    try {
      const { ours, other } = await inTurns(rounds, { ours: requester.ask, other: plain.commitThree });
      return [
        lessIsBetter(
          {
            name: 'request → key p50 ÷ three synchronous one-row commits',
            unit: 'ms',
            goal: '≤ 5',
            stretch: '≤ 2.5',
          },
          median(ours),
          median(other),
        ),
        lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
      ];
    } finally {
      await plain.close();
      await requester.close();
    }
  },
};

type Requester = { ask(): Promise<number>; close(): Promise<void> };

async function openRequester(office: BenchOffice): Promise<Requester> {
  const { host, port, ca } = office.database;
  const { password } = office.person(login);
  const events = { onLine: () => undefined, onRefused: () => undefined, onAnswer: () => commands.hint() };
  const connection = new PersonConnection({ host, port, name: 'odsluch', ca }, login, password, events);
  const commands = new Commands({
    login,
    ask: (sql, params) => connection.ask(sql, params),
    keeper: pinnedKeeperKey(office.keeperPublicKey),
    // Whoever listens alone follows at once on what was seen, which costs no question.
    witness: { confirm: () => Promise.resolve(), heed: () => undefined },
  });
  await connection.open();
  const recording = await recordingOf(office);
  const close = async (opening: string): Promise<void> => {
    await commands.submit('close', { opening, ranges: [], how: 'listener', wrongCall: false });
  };
  let round = 0;
  const ask = async (): Promise<number> => {
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
  for (let warm = 0; warm < 20; warm += 1) await ask();
  return { ask, close: () => connection.close() };
}

function request(recording: string, publicKey: Buffer, round: number): Command<'listen'> {
  return {
    act: null,
    ground: {
      case: `SEK.1510.${1000 + round}.${new Date().getFullYear()}`,
      basis: 'KPA_SKARGA',
      sentence: { code: 'DISPUTED' },
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

/** A table of one's own in the same cluster, over its socket: nearer to the disk than any program of an office gets. */
async function openTable(
  office: BenchOffice,
): Promise<{ commitThree(): Promise<number>; close(): Promise<void> }> {
  const superuser: Client = await office.superuser();
  await superuser.query('CREATE TABLE office.bench (id bigint GENERATED ALWAYS AS IDENTITY, text text)');
  const insert = {
    name: 'bench',
    text: 'INSERT INTO office.bench (text) VALUES ($1)',
    values: ['x'.repeat(200)],
  };
  return {
    commitThree: () =>
      timed(async () => {
        for (let row = 0; row < 3; row += 1) await superuser.query(insert);
      }),
    close: async () => {
      await superuser.query('DROP TABLE office.bench');
      await superuser.end();
    },
  };
}
