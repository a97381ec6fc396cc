import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../server/keeper/start.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { addPerson, addRecording, answerNow, answerTo, groundOf, listen, submit } from './asking.ts';
import { buildKeeper, startKeeperChild, type KeeperChild } from './keeper-process.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

let office: TestOffice;
let program: string;
let client: Client;
let recording: string;
beforeAll(async () => {
  office = await openTestOffice();
  program = await buildKeeper(join(office.folder, 'program'));
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
  recording = (await addRecording(office)).id;
  await office.stop();
});
afterAll(() => office.close());

/** Every process that a test started; some of them stand still at its end. */
const started: Promise<KeeperChild>[] = [];
function start(change: Parameters<typeof startKeeperChild>[3] = {}): Promise<KeeperChild> {
  const child = startKeeperChild(program, office, null, change);
  started.push(child);
  return child;
}
afterEach(async () => {
  for (const one of await Promise.allSettled(started.splice(0)))
    if (one.status === 'fulfilled') await one.value.kill();
});

const anotherServes = 'another keeper serves this database';
const pair = generateKeyPair();
const request = () => ({
  ...{ act: null, recording, ground: groundOf(), host: 'ST-14' },
  publicKey: pair.publicKey.toString('base64'),
});

/** No fork, nothing twice, every line whole: what must be true of two writers as of one. */
async function oneLedger(): Promise<void> {
  const { keeperPublicKey: keeperKey, options, superuser: source } = office;
  const { fault } = await verifyLedger({ source, journal: options.journal, keeperKey });
  expect(fault).toBeNull();
  const lines = readFileSync(options.journal, 'utf8').split('\n').slice(0, -1);
  const seqs = lines.map((line) => (JSON.parse(line) as { seq: number }).seq);
  expect(seqs).toEqual(seqs.map((_seq, at) => at + 1));
  const commands = lines.flatMap((line) => {
    const { payload } = JSON.parse(line) as { payload: string };
    return (JSON.parse(payload) as { command: string | null }).command ?? [];
  });
  expect(new Set(commands).size).toBe(commands.length);
}

/** Its line to the database is cut, as a dead network or an administrator does. */
async function cutLine(): Promise<void> {
  await office.superuser.query(
    `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
      WHERE l.locktype = 'advisory' AND l.granted AND a.usename = 'odsluch_keeper'`,
  );
}

const isPaused = ({ pid }: KeeperChild): boolean =>
  / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));

describe('two keepers', () => {
  it('INV-19 the second ends and says why, while the first goes on serving', async () => {
    await start();
    await expect(start({ lockPatienceMs: 300 })).rejects.toThrow(
      new RegExp(`ended with ${exitCodes.anotherKeeper}: .*${anotherServes}`, 's'),
    );
    expect((await listen(client, recording)).answer.state).toBe('released');
    await oneLedger();
  });

  it('INV-19 of two that start at the same moment one serves and one ends', async () => {
    const both = await Promise.allSettled([1, 2].map(() => start({ lockPatienceMs: 300 })));
    const serving = both.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    expect(serving).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: expect.stringContaining(anotherServes) as string },
    });
    expect((await listen(client, recording)).answer.state).toBe('released');
    await oneLedger();
  });

  it('INV-19 one that stands still keeps the lock, and goes on where it stood', async (context) => {
    if (process.platform !== 'linux') context.skip('whether a process stands still is read from /proc');
    const first = await start({ pauseAt: 'committed' });
    const command = await submit(client, 'listen', request());
    await until('the pause', async () => (isPaused(first) ? true : null));
    await expect(start({ lockPatienceMs: 300 })).rejects.toThrow(anotherServes);
    expect((await answerNow(client, command)).state).toBe('pending');
    process.kill(first.pid, 'SIGCONT');
    expect((await answerTo(client, command)).state).toBe('released');
    await oneLedger();
  });

  it.each([
    ['decided', 'released'],
    ['committed', 'expired'],
    ['journalled', 'expired'],
  ])(
    'INV-19 one that stood still after it had %s and lost its line writes nothing more when it wakes up',
    async (pauseAt, state) => {
      const first = await start({ pauseAt });
      const command = await submit(client, 'listen', request());
      await until('the pause', async () => (isPaused(first) ? true : null));
      const starting = start();
      await cutLine();
      const second = await starting;
      expect((await answerTo(client, command)).state).toBe(state);
      expect((await listen(client, recording)).answer.state).toBe('released');
      process.kill(first.pid, 'SIGCONT');
      await until('its line missed', async () => (first.log().includes('interrupted') ? true : null));
      expect((await listen(client, recording)).answer.state).toBe('released');
      await oneLedger();
      // It waits for its turn, and takes it with everything that was entered meanwhile.
      await second.kill();
      process.kill(first.pid, 'SIGCONT');
      const next = await submit(client, 'listen', request());
      await until('the next pause', async () => (isPaused(first) ? true : null));
      process.kill(first.pid, 'SIGCONT');
      expect((await answerTo(client, next)).state).toBe('released');
      await oneLedger();
    },
  );
});
