import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Knex from 'knex';
import { dutiesQuery, countsQuery } from '../../electron/duties/queries.ts';
import { registerPage, rowKinds, summaryQuery } from '../../electron/register/queries.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { Commands } from '../../electron/session/submit.ts';
import type { Session } from '../../electron/session/current.ts';
import { Witness } from '../../electron/session/witness.ts';
import { setSettings, type Settings } from '../../electron/settings.ts';
import { writeTable } from '../../electron/register/write-table.ts';
import type { RunningOffice } from '../../build/office/office.ts';
import type { Ask } from '../../shared/node/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import { startLongLedger } from './parts/long-ledger.ts';
import { lessIsBetter, littleMore, type Bench, type Row } from './row.ts';

const rounds = 41;
const [large, small] = [100_000, 1_000] as const;
const login = 'halina.dudek';
/** Rows of a page of the list, and of one of a table that is written. */
const [page, largest] = [50, 200] as const;
const everything: RegisterFilter = {
  ...{ person: null, case: null, from: null, to: null, state: null, kind: null },
};

/** What the desk asks most often, of an office after years and of one that has just begun. */
export const registering: Bench = {
  name: 'register',
  rows: async ({ root, say }) => {
    say(`filling a ledger with ${large.toLocaleString('en')} entries …`);
    const desks: Desk[] = [];
    try {
      for (const entries of [large, small]) desks.push(await openDesk(root, entries));
      const [years, days] = desks as [Desk, Desk];
      const rows = [];
      for (const name of Object.keys(years.asks)) {
        const { ours, other } = await inTurns(rounds, {
          ours: () => timed(years.asks[name] ?? nothing),
          other: () => timed(days.asks[name] ?? nothing),
        });
        const what = `${name}, p95: ${large.toLocaleString('en')} entries ÷ ${small.toLocaleString('en')}`;
        rows.push(
          lessIsBetter(
            { name: what, unit: 'ms', goal: '≤ 2' },
            percentile(ours, 0.95),
            percentile(other, 0.95),
          ),
        );
      }
      rows.push(...(await exporting(years, days)));
      return rows;
    } finally {
      for (const { close } of desks) await close();
    }
  },
};

const nothing = (): never => {
  throw new Error('the other ledger is not asked for that');
};

type Desk = {
  office: RunningOffice;
  current: Pick<Session, 'db' | 'witness' | 'keeper' | 'submit'>;
  asks: Record<string, () => Promise<unknown>>;
  close(): Promise<void>;
};

/** The Secretary's own line to an office of so many entries, with the entry that lets her read the register. */
async function openDesk(root: string, entries: number): Promise<Desk> {
  const office = await startLongLedger(root, entries);
  try {
    await office.keeper.start();
    const { line, current } = await signIn(office);
    const today = legalDay(new Date());
    const listener = office.person('anna.nowak').guid;
    const listed = (filter: RegisterFilter) => {
      const { sql, bindings } = registerPage(knex, filter, null, page).toSQL().toNative();
      return () => line.ask(sql, bindings);
    };
    return {
      ...{ office, current },
      asks: {
        'the register’s first page': listed(everything),
        'the same, of one person and a part of a case number': listed({
          ...{ ...everything, person: listener, case: '1510.1' },
        }),
        'its sums': () => line.ask(summaryQuery, [everything]),
        'what waits („Pulpit”)': () => line.ask(dutiesQuery),
        'the month („Pulpit”)': () => line.ask(countsQuery, [`${today.slice(0, 7)}-01`, today]),
      },
      close: async () => {
        await line.close();
        await office.stop();
      },
    };
  } catch (error) {
    await office.stop();
    throw error;
  }
}

const knex = Knex({ client: 'pg' });

async function signIn(office: RunningOffice): Promise<{ line: PersonConnection } & Pick<Desk, 'current'>> {
  const { host, port, ca } = office.database;
  const database = { host, port, name: 'odsluch', ca };
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const who = { login, password: office.person(login).password, version: '9.9.9' };
  const { signer, secret } = await proveAtDoor(database, keeper, who);
  const line = new PersonConnection(database, login, secret, {
    ...{ onLine: () => undefined, onRefused: () => undefined, onAnswer: () => commands.hint() },
  });
  const ask: Ask = (sql, values) => line.ask(sql, values);
  const pulse = new KeeperPulse(ask, keeper);
  const seen = join(await mkdtemp(join(tmpdir(), 'odsluch-bench-')), 'seen');
  const witness = new Witness(seen, keeper, { ask, tell: () => undefined });
  const commands = new Commands({
    ...{ login, signer, ask, keeper, pulse, witness, onOver: () => undefined },
  });
  await line.open();
  await commands.submit('read', { what: 'register' });
  setSettings({ keeperPublicKey: office.keeperPublicKey } as Settings);
  const db = {
    ask,
    query: <Row extends object>(sql: string, values?: readonly unknown[]) => line.query<Row>(sql, values),
    knex: () => Promise.resolve(knex),
  };
  const submit: Session['submit'] = (kind, body) => commands.submit(kind, body as never);
  return { line, current: { db, witness, submit, keeper: pulse } };
}

/** Each takes seconds. */
const exports = 3;

/** The table of everything against what the database alone does to give the same rows out, and how much it holds meanwhile. */
async function exporting(years: Desk, days: Desk): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-'));
  const file = join(folder, 'rejestr.csv');
  const write = ({ office, current }: Desk): Promise<void> => {
    setSettings({ keeperPublicKey: office.keeperPublicKey } as Settings);
    return writeTable(current, everything, file, () => undefined, new AbortController().signal);
  };
  const superuser = await years.office.superuser();
  try {
    await superuser.query(`SET SESSION AUTHORIZATION "${login}"`);
    const copy = await copyOf(years);
    const { ours, other } = await inTurns(exports, {
      ours: () => timed(() => write(years)),
      other: () => timed(() => superuser.query(copy)),
    });
    const rows = (await readFile(file, 'utf8')).split('\r\n').length - 2;
    const name = `the register as a table, ${rows.toLocaleString('en')} rows ÷ COPY of the same rows`;
    const mostOf = async (desk: Desk): Promise<number> => mostHeld(() => write(desk));
    const [long, short] = [await mostOf(years), await mostOf(days)];
    return [
      lessIsBetter({ name, unit: 'ms', goal: '≤ 4' }, median(ours), median(other)),
      littleMore(
        { name: 'memory held by that − by that of 1 % of the rows', unit: 'MB', goal: '≤ 10' },
        long,
        short,
      ),
    ];
  } finally {
    await superuser.end();
    await rm(folder, { recursive: true });
  }
}

/** The rows of the register in pages as the program asks for them, as one statement of the database. */
async function copyOf({ current: { db } }: Desk): Promise<string> {
  const befores: (number | null)[] = [];
  for (let before: number | null | undefined; before !== null;) {
    befores.push(before ?? null);
    const asked = registerPage(knex, everything, before ?? null, largest)
      .toSQL()
      .toNative();
    const rows = await db.query<{ answer: { seq: number } }>(asked.sql, asked.bindings as unknown[]);
    before = rows.length < largest ? null : (rows.at(-1)?.answer.seq ?? null);
  }
  const page = rowKinds.map(
    (kind) => `SELECT * FROM ${kind}('${JSON.stringify(everything)}', p.before, ${largest})`,
  );
  return `COPY (SELECT row.answer FROM unnest('{${befores.map(String).join()}}'::bigint[]) p(before),
    LATERAL (SELECT * FROM (${page.join(' UNION ALL ')}) one ORDER BY seq DESC LIMIT ${largest}) row) TO STDOUT`;
}

/** The most that is held at once above what is held now, in MB: looked at all the time, without what is only not yet swept away. */
async function mostHeld(work: () => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const sweep = runInNewContext('gc') as () => void;
  const held = (): number => {
    sweep();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1_000_000;
  };
  const before = held();
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, held())), 25);
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
  return most - before;
}
