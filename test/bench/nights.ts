import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Client } from 'pg';
import { pino } from 'pino';
import type { Desk } from '../../server/entries/request.ts';
import { LedgerTime } from '../../server/keeper/clock.ts';
import { Connection } from '../../server/keeper/connection.ts';
import { Journal } from '../../server/keeper/journal.ts';
import { openKeystore } from '../../server/keeper/keystore.ts';
import { Ledger } from '../../server/keeper/ledger.ts';
import { hearTime } from '../../server/keeper/loop.ts';
import { Night } from '../../server/keeper/night.ts';
import { destruction } from '../../shared/limits.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  ask,
  done,
  headSeq,
  keyOf,
  listenRequest,
  passTime,
  submit,
} from '../database/asking.ts';
import { beginDestruction, dayOf, entryAfter, hourOf, old, stopped } from '../database/destroying.ts';
import { buildKeeper, startKeeperChild } from '../database/keeper-process.ts';
import { openTestOffice, shiftedClock, type TestOffice } from '../database/support.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import { lessIsBetter, type Bench, type Row } from './row.ts';

/** Each has a night before it, in which somebody is asked. */
const rounds = 5;
const recordings = 500;
/** A night that lasts, so that many are heard in it. */
const most = 1_000;
const listener = 'anowak';
const hourMs = 3_600_000;

/** What a night costs, and whom it keeps waiting. */
export const nights: Bench = {
  name: 'nights',
  rows: async ({ say }) => {
    const office = await openTestOffice();
    try {
      await addPerson(office, listener);
      await beginDestruction(office);
      return [await cost(office), ...(await waiting(office, say))];
    } finally {
      await office.close();
    }
  },
};

/** So many recordings of which the next night makes an end. Resolves with when it begins. */
async function due(office: TestOffice, count: number): Promise<number> {
  const startedAt = old(office);
  for (let n = 0; n < count; n += 1) await addRecording(office, { startedAt });
  await stopped(office);
  // Nothing goes where no calls come in.
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  return hourOf(addDays(dayOf(office), 1), destruction.parse({}).hour);
}

/** From its first step to its last, the sweep among them, against as many commits of one row. */
async function cost(office: TestOffice): Promise<Row> {
  const { superuser, socketFolder: host, port } = office.database;
  // In a database of its own: a table that came into the office's would end the keeper's trust in it.
  const plain = await Connection.open({ ...superuser, host, port, database: 'postgres' }, () => undefined);
  try {
    await plain.run('CREATE TABLE public.bench (id uuid PRIMARY KEY)');
    const { ours, other } = await inTurns(rounds, {
      ours: async () => nightAt(office, await due(office, recordings)),
      other: () =>
        timed(async () => {
          for (let n = 0; n < recordings; n += 1)
            await plain.run('INSERT INTO public.bench VALUES ($1)', [randomUUID()]);
        }),
    });
    const name = `a night of ${recordings}, unlinks and sweep included ÷ as many synchronous commits of one row`;
    return lessIsBetter({ name, unit: 'ms', goal: '≤ 0.5' }, median(ours), median(other));
  } finally {
    await plain.close();
  }
}

/** Milliseconds that the keeper's own night takes which begins then, with nobody who asks for anything. */
async function nightAt(office: TestOffice, begins: number): Promise<number> {
  const { options, shift } = office;
  await office.stop();
  const keys = openKeystore(options.keystore);
  const journal = new Journal(options.journal);
  const time = new LedgerTime(shiftedClock(shift));
  const ledger = new Ledger(keys, journal, time);
  const connection = await Connection.open(options.database, () => undefined);
  const rules = { keepDays: 30, destruction: destruction.parse({}) };
  const desk = { state: ledger.state, connection, time, keys, ...rules } as unknown as Desk;
  const night = new Night(options.share);
  const step = (): Promise<boolean> =>
    night.step({ ledger, log: pino({ level: 'silent' }), onStep: () => undefined }, desk);
  const goTo = async (instant: number): Promise<void> => {
    passTime(office, instant - (Date.now() + shift.own));
    await hearTime(desk);
  };
  try {
    await ledger.catchUp(connection);
    const before = ledger.state.destroyed.size;
    // It sees that it is night soon.
    await goTo(begins - hourMs);
    await step();
    await goTo(begins + 60_000);
    const ms = await timed(async () => {
      while (await step());
    });
    const gone = ledger.state.destroyed.size - before;
    if (gone !== recordings) throw new Error(`the night destroyed ${gone}`);
    return ms;
  } finally {
    journal.close();
    await connection.close();
    await office.start();
  }
}

/** From a request to the opened key while a night goes on, and by the same keeper after it. */
async function waiting(office: TestOffice, say: (line: string) => void): Promise<Row[]> {
  const program = await buildKeeper(join(office.folder, 'program'));
  const { id } = await addRecording(office);
  const [during, quiet]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const begins = await due(office, most);
    const before = await headSeq(office);
    await office.stop();
    const child = await startKeeperChild(program, office, null, { ripeAt: begins });
    // A little ahead, so that none of its pulses is one of the future.
    const shift = begins - 1_900 - Date.now();
    Object.assign(office.shift, { database: shift, own: shift });
    try {
      const client = await office.as(listener);
      await client.query('LISTEN odsluch_answer');
      await heard(client, id);
      await entryAfter(office, before, 'destroyed');
      const isOver = async (): Promise<boolean> => {
        const night = [legalDay(new Date(begins))];
        return (
          (await office.superuser.query('SELECT FROM office.pulse WHERE night = $1', night)).rowCount === 1
        );
      };
      let asked = 0;
      for (let ms = await heard(client, id); !(await isOver()); ms = await heard(client, id)) {
        during.push(ms);
        asked += 1;
      }
      say(`heard ${asked} times in a night of ${most}`);
      for (; asked > 0; asked -= 1) quiet.push(await heard(client, id));
    } finally {
      await child.kill();
      await office.start();
    }
  }
  const name = `request → key p95 during a night of ${most} ÷ after it`;
  return [
    lessIsBetter({ name, unit: 'ms', goal: '≤ 2' }, percentile(during, 0.95), percentile(quiet, 0.95)),
    lessIsBetter({ name: 'the same, p50', unit: 'ms' }, median(during), median(quiet)),
  ];
}

/** Milliseconds until the key is open; then it is closed. */
async function heard(client: Client, recording: string): Promise<number> {
  const pair = generateKeyPair();
  let opening = '';
  const ms = await timed(async () => {
    opening = await submit(client, 'listen', listenRequest(recording, pair.publicKey));
    for (;;) {
      const told = once(client, 'notification');
      const answer = await answerNow(client, opening);
      if (answer.state !== 'pending') return (await keyOf({ answer, pair })).fill(0);
      await told;
    }
  });
  await done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: false }));
  return ms;
}
