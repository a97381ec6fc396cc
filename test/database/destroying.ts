import { join } from 'node:path';
import type { Client } from 'pg';
import { isoOf, type Content, type Desk } from '../../server/entries/request.ts';
import { ledgerAtRest, type LedgerAtRest } from '../../server/keeper/at-rest.ts';
import { Connection } from '../../server/keeper/connection.ts';
import { Journal } from '../../server/keeper/journal.ts';
import { readSender, renewSender } from '../../server/sender.ts';
import type { VersionRow } from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { restored } from '../../shared/ledger/office.ts';
import { signRequest } from '../../shared/node/request.ts';
import { addDays, addMonths, instantsOf, legalDay } from '../../shared/warsaw.ts';
import {
  addRecording,
  answerTo,
  askSealed,
  done,
  groundOf,
  headSeq,
  passTime,
  sign,
  type Answer,
} from './asking.ts';
import { handIn, pulseOf } from './sessions.ts';
import {
  deputyLogin,
  mayorLogin,
  secretaryLogin,
  shiftedClock,
  until,
  untilKept,
  type TestOffice,
} from './support.ts';

/** The legal day of the keeper's clock. */
export const dayOf = ({ shift }: Pick<TestOffice, 'shift'>): string =>
  legalDay(new Date(Date.now() + shift.own));

/** When an hour of a legal day begins, or, where March leaves it out, the one after it. Milliseconds since 1970. */
export function hourOf(of: string, hour: number): number {
  const [year = 0, month = 0, day = 0] = of.split('-').map(Number);
  for (let next = hour; next < 24; next += 1) {
    const [at] = instantsOf({ year, month, day, hour: next, minute: 0, second: 0 });
    if (at !== undefined) return at.getTime();
  }
  throw new Error(`no such hour: ${of} ${hour}`);
}

/** Goes on to the next day in its small hours: what follows within fifteen hours is on one day, whenever the test began. */
export function toNextDay(office: TestOffice): void {
  passTime(office, hourOf(addDays(dayOf(office), 1), 3) - (Date.now() + office.shift.own));
}

/** Gives backups a key of their own. */
export async function allowBackups(office: TestOffice): Promise<void> {
  await enterAlone(office, ({ now }) => renewSender(join(office.folder, 'backup.key'), now(), 'backup'));
}

/** Recordings are entered as lost, as the desk confirms it after keystore or database were put back. */
export async function lose(office: TestOffice, lost: string[]): Promise<void> {
  await enterAlone(office, ({ state, now }) => {
    const guid = state.people.get(secretaryLogin)?.guid ?? null;
    const head = { v: 1, kind: 'incident', at: isoOf(now()), command: null, login: secretaryLogin } as const;
    const words = { reason: 'Awaria dysku kluczy' };
    return { words, payload: (text) => ({ ...head, guid, asked: null, what: restored, lost, text }) };
  });
}

/** The office goes on after a total loss, and nobody knows of a newer entry. */
export async function goOnAfterLoss(office: TestOffice): Promise<void> {
  await enterAlone(office, ({ state, now }) => {
    const guid = state.people.get(secretaryLogin)?.guid ?? null;
    const head = { v: 1, kind: 'incident', at: isoOf(now()), command: null, login: secretaryLogin } as const;
    const words = { reason: 'Pożar serwerowni' };
    return { words, payload: (text) => ({ ...head, guid, asked: null, what: restored, known: null, text }) };
  });
}

/** What came since a recording was taken in is entered as lost with a database that was put back. */
export async function loseSince(office: TestOffice, recording: string): Promise<void> {
  await enterAlone(office, ({ state, now }) => {
    const guid = state.people.get(secretaryLogin)?.guid ?? null;
    const head = { v: 1, kind: 'incident', at: isoOf(now()), command: null, login: secretaryLogin } as const;
    const range = { from: state.recordings.get(recording), to: state.head.seq };
    const words = { reason: 'Awaria dysku bazy' };
    return { words, payload: (text) => ({ ...head, guid, asked: null, what: restored, ...range, text }) };
  });
}

/** Has an entry made while no keeper runs. */
async function enterAlone(office: TestOffice, content: (ledger: LedgerAtRest) => Content): Promise<void> {
  await workAtRest(office, (ledger) => ledger.enter(content(ledger)));
}

/** Works on the ledger while no keeper runs. */
export async function workAtRest<Value>(
  office: TestOffice,
  work: (ledger: LedgerAtRest & Pick<Desk, 'time' | 'connection'>) => Promise<Value>,
): Promise<Value> {
  const { options, keeperPublicKey, shift } = office;
  await office.stop();
  const connection = await Connection.open(options.database, () => undefined);
  const journal = new Journal(options.journal);
  journal.reread();
  const settings = { keystore: options.keystore, keeperPublicKey, formerKeeperKeys: [] };
  const value = await ledgerAtRest(
    settings,
    { connection, journal },
    (ledger) => work({ ...ledger, connection }),
    shiftedClock(shift),
  );
  journal.close();
  await connection.close();
  await office.start();
  return value;
}

/** As a backup of this moment has it entered. */
export async function enterBackup(
  office: TestOffice,
  change: Partial<Command<'backup'>> = {},
): Promise<Answer> {
  const { superuser, keeperPublicKey, folder } = office;
  const backup = { data: null, keys: null, passwords: null, key: join(folder, 'backup.key'), keepDays: 30 };
  const signer = readSender({ ingestKey: '', keeperPublicKey, backup }, 'backup');
  await superuser.query('SET SESSION AUTHORIZATION odsluch_backup');
  try {
    const { time } = await pulseOf(office, superuser);
    const body = { startedAt: new Date(time).toISOString(), oldestOn: dayOf(office), keys: 1, ...change };
    const request = signRequest(signer, { kind: 'backup', body, seen: time, scan: null });
    await handIn(superuser, request);
    return await done(answerTo(superuser, request.id));
  } finally {
    await superuser.query('RESET SESSION AUTHORIZATION');
  }
}

type Order = Extract<Command<'instrument'>['rows'][number], { of: 'destruction' }>;

/** An order to destroy, from today on. */
export function orderOf(
  office: Pick<TestOffice, 'shift'>,
  change: Partial<Order['content']> = {},
): Command<'instrument'> {
  const today = dayOf(office);
  const content: Order['content'] = {
    ...{ case: `OR.0153.1.${today.slice(0, 4)}`, archive: { of: 'bc' as const, symbol: '0153' } },
    ...{ ownDisk: true as const, ...change },
  };
  return {
    what: 'version',
    rows: [{ number: null, of: 'destruction', from: today, to: null, content }],
    signed: {
      ...{ paper: '14/2026', signatory: `PF/3/${today.slice(0, 4)}`, signatoryName: null, signedOn: today },
      ...{ way: 'ezd', scan: null },
    },
  };
}

/** What confirms an entry as it stands. */
export const confirmationOf = ({ seq, hash }: Pick<Answer, 'seq' | 'hash'>): Command<'confirm'> => ({
  entries: [seq ?? 0],
  hashes: [hash?.toString('hex') ?? ''],
});

/** An office that may destroy: with a backup, and an order that two people saw. Returns the order's number. */
export async function beginDestruction(office: TestOffice): Promise<string> {
  await allowBackups(office);
  await enterBackup(office);
  const entered = await sign(office, 'instrument', orderOf(office));
  await done(askSealed(office, deputyLogin, 'confirm', confirmationOf(entered)));
  const [row] = (JSON.parse(entered.payload ?? '') as { rows: VersionRow[] }).rows;
  return row?.number ?? '';
}

/** Lets time go on to half past two of the next night, with a call of the day before it. Resolves once that night is over, with why nothing went. */
export async function night(office: TestOffice): Promise<string | null> {
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  return nightWithoutCalls(office);
}

/** A night stops at what was taken in but lately, and the Mayor agrees to it. */
export async function stopped(office: TestOffice): Promise<void> {
  const { rows } = await office.superuser.query<{ last: number }>(
    'SELECT max(seq)::int AS last FROM office.entry',
  );
  await night(office);
  const { seq, hash } = await entryAfter(office, rows[0]?.last ?? 0, 'stopped');
  await done(askSealed(office, mayorLogin, 'confirm', confirmationOf({ seq, hash })));
}

/** The same, and the next night takes it. Resolves with why nothing went. */
export async function agreedNight(office: TestOffice): Promise<string | null> {
  await stopped(office);
  return night(office);
}

export async function nightWithoutCalls(office: TestOffice): Promise<string | null> {
  const day = addDays(dayOf(office), 1);
  // At one the keeper sees that it is night soon, whatever it was before.
  for (const hour of [1, 2]) {
    const at = hourOf(day, hour) + 1_800_000;
    passTime(office, at - (Date.now() + office.shift.own));
    await untilKept(office, `the time of ${hour}`, async () => {
      const { rows } = await office.superuser.query<{ time: string }>('SELECT time FROM office.pulse');
      return Number(rows[0]?.time) >= at ? true : null;
    });
  }
  return untilKept(office, 'the night over', async () => {
    const { rows } = await office.superuser.query<{ waits: string | null }>(
      'SELECT waits FROM office.pulse WHERE night = $1',
      [day],
    );
    return rows[0] ? { waits: rows[0].waits } : null;
  }).then(({ waits }) => waits);
}

/** A call that began so many days before the last one that is still kept. */
export function old(office: TestOffice, days = 1): Date {
  const last = addDays(addMonths(dayOf(office), -12), -days);
  return new Date(`${last}T10:00:00Z`);
}

/** Waits for an entry of a kind after `seq`. */
export const entryAfter = (office: TestOffice, seq: number, kind: string) =>
  until(`${kind} after ${seq}`, async () => {
    const { rows } = await office.superuser.query<{ seq: string; hash: Buffer; payload: string }>(
      'SELECT seq, hash, payload FROM office.entry WHERE kind = $1 AND seq > $2 ORDER BY seq LIMIT 1',
      [kind, seq],
    );
    return rows[0] ? { ...rows[0], seq: Number(rows[0].seq) } : null;
  });

/** Ingest goes by no entry that no pulse of the keeper has vouched for yet. */
export async function vouchedFor(office: TestOffice): Promise<void> {
  const head = await headSeq(office);
  await until('a pulse over the newest entry', async () => {
    const { rows } = await office.superuser.query<object>('SELECT FROM office.pulse WHERE seq >= $1', [head]);
    return rows[0] ?? null;
  });
}

/** What the mark of „Nagrania” counts. */
export async function countsOf(client: Client): Promise<unknown> {
  const filter = { show: null, text: null, after: null };
  const { rows } = await client.query<{ counts: unknown }>(`SELECT api.holds($1) -> 'counts' AS counts`, [
    filter,
  ]);
  return rows[0]?.counts;
}

/** A request of the person whose call it is (GDPR 15). */
export const ofRights = {
  ground: groundOf({
    ...{ basis: 'RODO_15', sentence: { code: 'OWN_CALL' }, statement: null },
    fields: { request: '6/2026', identity: 'dowód osobisty', deadline: '2030-12-25' },
  }),
};

/** The relations of which PostgreSQL's statistics have a number, forwards or backwards. */
export async function inStatistics(
  { superuser }: Pick<TestOffice, 'superuser'>,
  number: string,
): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT DISTINCT c.relname AS name FROM pg_statistic s JOIN pg_class c ON c.oid = s.starelid
      WHERE s::text LIKE '%' || $1 || '%' OR s::text LIKE '%' || reverse($1) || '%' ORDER BY 1`,
    [number],
  );
  return rows.map(({ name }) => name);
}
