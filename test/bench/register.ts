import Knex from 'knex';
import { dutiesQuery, countsQuery } from '../../electron/duties/queries.ts';
import { registerPage, summaryQuery } from '../../electron/register/queries.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { Commands } from '../../electron/session/submit.ts';
import type { RunningOffice } from '../../build/office/office.ts';
import type { Ask } from '../../shared/node/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { inTurns, percentile, timed } from './measure.ts';
import { startLongLedger } from './parts/long-ledger.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 41;
const [large, small] = [100_000, 1_000] as const;
const login = 'halina.dudek';
/** Rows of a page of the list. */
const page = 50;

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
      return rows;
    } finally {
      for (const { close } of desks) await close();
    }
  },
};

const nothing = (): never => {
  throw new Error('the other ledger is not asked for that');
};

type Desk = { asks: Record<string, () => Promise<unknown>>; close(): Promise<void> };

/** The Secretary's own line to an office of so many entries, with the entry that lets her read the register. */
async function openDesk(root: string, entries: number): Promise<Desk> {
  const office = await startLongLedger(root, entries);
  try {
    await office.keeper.start();
    const line = await signIn(office);
    const today = legalDay(new Date());
    const everything: RegisterFilter = {
      ...{ person: null, case: null, from: null, to: null, state: null, kind: null },
    };
    const listener = office.person('anna.nowak').guid;
    const listed = (filter: RegisterFilter) => {
      const { sql, bindings } = registerPage(knex, filter, null, page).toSQL().toNative();
      return () => line.ask(sql, bindings);
    };
    return {
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

async function signIn(office: RunningOffice): Promise<PersonConnection> {
  const { host, port, ca } = office.database;
  const database = { host, port, name: 'odsluch', ca };
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const who = { login, password: office.person(login).password, version: '9.9.9' };
  const { signer, secret } = await proveAtDoor(database, keeper, who);
  const line = new PersonConnection(database, login, secret, {
    ...{ onLine: () => undefined, onRefused: () => undefined, onAnswer: () => commands.hint() },
  });
  const ask: Ask = (sql, values) => line.ask(sql, values);
  const commands = new Commands({
    ...{ login, signer, ask, keeper, pulse: new KeeperPulse(ask, keeper), onOver: () => undefined },
    witness: { confirm: () => Promise.resolve(), heed: () => undefined },
  });
  await line.open();
  await commands.submit('read', { what: 'register' });
  return line;
}
