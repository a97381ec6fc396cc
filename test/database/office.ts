import { resolve } from 'node:path';
import { Client, type ClientConfig, type QueryResultRow } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { CallPlan } from '../../build/office/calls.ts';
import type { DemoDirectory } from '../../build/office/directory.ts';
import {
  startOfficeOf,
  type AnyOffice,
  type OfficeParts,
  type RunningOffice,
} from '../../build/office/office.ts';
import type { RunningDirectory } from '../../build/office/people-types.ts';
import { databaseConfig, personConfig, withConnection } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { readSender } from '../../server/sender.ts';
import { sign } from '../../server/submit.ts';
import type { Command, SealedKind } from '../../shared/ledger/kinds.ts';
import type { ProvedSession } from '../../shared/node/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import { copiedParts } from '../template.ts';
import { who } from '../who.ts';
import { resumption } from './asking.ts';
import { signsOver } from './sessions.ts';

/** The project's folder; its keeper comes from `out/server`. */
export const root = resolve(import.meta.dirname, '../..');

export { who };

/** The whole office of one test file: directory, database, keeper process, share, people, a few calls. */
export type FileOffice<Directory extends RunningDirectory = DemoDirectory> = {
  /** Throws before `beforeAll` has run. */
  running(): RunningOffice<Directory>;
  /**
   * A client really logged in over TLS; ended after the test (from `beforeAll`: after the file). By the secret of a session that is proved
   * for it and signs what is asked for over it, which takes a keeper that runs, unless `change` has a password.
   */
  as(login: string, change?: ClientConfig): Promise<Client>;
  /** As one of the server room's programs. */
  asProgram(role: 'keeper' | 'ingest'): Promise<Client>;
  /** A superuser on the local socket, to look behind and to prepare what no person could. */
  superuser(): Promise<Client>;
};

export type FileOfficeOptions = {
  /** Which of the demo's recordings to seal; default none. */
  choose?: (plans: CallPlan[]) => CallPlan[];
  /** Stubs of destroyed calls; default none. */
  destroyed?: number;
};

/** Starts an office before the tests of this file and takes it away after them; about three seconds with a few short calls. */
export const officeOfFile = (options: FileOfficeOptions = {}): FileOffice =>
  officeOfFileOf(copiedParts, options);

/** The same with other programs for directory and database. */
export function officeOfFileOf<Directory extends RunningDirectory>(
  parts: OfficeParts<Directory>,
  { choose = () => [], destroyed = 0 }: FileOfficeOptions = {},
): FileOffice<Directory> {
  let office: RunningOffice<Directory> | null = null;
  const open: Client[] = [];
  /** How many of `open` belong to the file. */
  let kept = 0;
  beforeAll(async () => {
    office = await startOfficeOf(parts, { root, calls: { choose, destroyed } });
  });
  const endAll = async (clients: readonly Client[]): Promise<void> => {
    for (const client of clients) await client.end();
  };
  beforeEach(() => void (kept = open.length));
  afterEach(() => endAll(open.splice(kept)));
  afterAll(async () => {
    await endAll(open);
    await office?.stop();
  });
  const running = (): RunningOffice<Directory> => {
    if (office === null) throw new Error('the office has not started');
    return office;
  };
  const connect = async (config: ClientConfig): Promise<Client> => {
    const client = new Client(config);
    client.on('error', () => undefined); // A cut connection is what some tests are about; its next query tells.
    open.push(client);
    await client.connect();
    return client;
  };
  // As with psql: no program stands before what the person has made of the own login.
  const psql = (login: string, password: string): ClientConfig => ({
    ...personConfig(running().settings, login, password),
    options: undefined,
  });
  return {
    running,
    as: async (login, change = {}) => {
      if ('password' in change) return connect({ ...psql(login, ''), ...change });
      const { secret, signer } = await proveAs(running(), login);
      const client = await connect({ ...psql(login, secret), ...change });
      signsOver(client, running().keeperPublicKey, signer);
      return client;
    },
    asProgram: async (role) => {
      const { settings, keeperPublicKey } = running();
      const client = await connect(databaseConfig(settings, role));
      if (role === 'ingest') signsOver(client, keeperPublicKey, readSender(settings));
      return client;
    },
    superuser: () => connect(databaseConfig(running().settings, 'superuser')),
  };
}

/** A line through the door, which anybody in the office's network has without a secret. */
export const atDoor = (office: FileOffice): Promise<Client> =>
  office.as(who.listener, { user: 'odsluch_door', password: '' });

/** A session of a person, proved through the door with the directory password. */
export function proveAs(
  office: AnyOffice,
  login: string,
  typed = office.person(login).password,
): Promise<ProvedSession> {
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  return proveAtDoor(office.settings, keeper, login, typed);
}

/** An act that a person signs with the directory password, over a line of a session proved for it. Throws unless it is entered. */
export async function signAs<K extends SealedKind>(
  office: AnyOffice,
  login: string,
  kind: K,
  body: Command<K>,
): Promise<Entered<K>> {
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const { signer, secret } = await proveAs(office, login);
  return withConnection(personConfig(office.settings, login, secret), async (client) => {
    const said = await sign({ client, keeper, signer }, office.person(login).password, kind, body);
    if (said.state === 'refused') throw new Error(`not signed: ${said.reason}`);
    return said;
  });
}

/** The Secretary lets people listen again. */
export async function resume(office: AnyOffice, reason = 'Wyjaśniono'): Promise<void> {
  const superuser = await office.superuser();
  try {
    await signAs(office, who.secretary, 'resume', await resumption(superuser, reason));
  } finally {
    await superuser.end();
  }
}

/** SQLSTATE with which a statement is refused; `null` where it is not. */
export async function refusal(asked: Promise<unknown>): Promise<string | null> {
  try {
    await asked;
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
    throw error;
  }
}

/** The rows of one statement. */
export async function rowsOf<Row extends QueryResultRow>(
  client: Client,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await client.query<Row>(sql, values)).rows;
}

/** Nobody can wait so long here: works while a function of the database takes a period of it for none. */
export async function withoutPeriod(
  superuser: Client,
  name: string,
  period: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const [made] = await rowsOf<{ source: string }>(
    superuser,
    'SELECT pg_get_functiondef($1::regproc) AS source',
    [name],
  );
  const source = made?.source ?? '';
  expect(source).toContain(`interval '${period}'`);
  await superuser.query(source.replace(`interval '${period}'`, "interval '0'"));
  await work().finally(() => superuser.query(source));
}

/** The shortest recordings, so that an office stands quickly. */
export function shortest(count: number): (plans: CallPlan[]) => CallPlan[] {
  return (plans) => [...plans].sort((one, other) => one.durationMs - other.durationMs).slice(0, count);
}
