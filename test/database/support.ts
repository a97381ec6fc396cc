import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { pino, type Logger } from 'pino';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDatabase, type DatabaseOptions, type RunningDatabase } from '../../build/office/database.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import type { Clock } from '../../server/keeper/clock.ts';
import type { DirectoryAccount, LookUp, Tries } from '../../server/keeper/directory.ts';
import { initialiseLedger } from '../../server/keeper/genesis.ts';
import type { KeeperDirectory } from '../../server/keeper/options.ts';
import { exitCodes, startKeeper, type KeeperOptions, type RunningKeeper } from '../../server/keeper/start.ts';
import { readSender } from '../../server/sender.ts';
import type { Signer } from '../../shared/node/request.ts';
import { migratedTemplate } from '../template.ts';

/** People of the test office. Every login has this password in the database. */
export const password = 'Zażółć-Gęślą-1!';
export const secretaryLogin = 'szielinska';
/** Her deputy, and the Mayor, who has an account. */
export const deputyLogin = 'mbielak';
export const mayorLogin = 'dwrona';
const patience = 20_000;

/** Of which office a line is, for whoever signs what is asked for over it. */
export const officeOfLine = new WeakMap<Client, TestOffice>();

/**
 * A database with our schema, a ledger and a keeper inside this process. The directory is a map and the clock can be
 * shifted, so that nothing in a test waits for time to pass.
 */
export type TestOffice = {
  database: RunningDatabase;
  /** Logged in over the local socket. */
  readonly superuser: Client;
  keeperPublicKey: string;
  /** What ingest signs with. */
  sender: Signer;
  folder: string;
  /** What the directory answers; a login that is not in it is absent. */
  directory: Map<string, LookUp>;
  /**
   * What the keeper finds when it looks at all accounts at once: with `seen` what `directory` says, else every account in order, under the
   * objectGUID with which its person was added.
   */
  accounts: { seen: boolean; guids: Map<string, string> };
  /** Milliseconds that the keeper's two clocks are ahead of the real one. */
  shift: Shift;
  options: KeeperOptions;
  /** Log lines of the keeper. */
  log: string[];
  keeper(): RunningKeeper;
  /** With what code the keeper has ended by itself; null while it runs, or where somebody stopped it. */
  fallen(): number | null;
  /** Starts a keeper with changed options; the office stops it at the end. */
  start(change?: Partial<KeeperOptions>): Promise<RunningKeeper>;
  stop(): Promise<void>;
  /** The person's connection, logged in with the own password; always the same one. Ended with the office. */
  as(login: string): Promise<Client>;
  /** A connection made for this work alone, as signing acts need one. */
  fresh<T>(login: string, work: (client: Client) => Promise<T>): Promise<T>;
  config(login: string): ClientConfig;
  /** Restarts the server, dead or alive; everybody logs in anew. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
};

/** The project's folder: tests run from it. */
export const root = resolve(import.meta.dirname, '../..');

export async function openTestOffice(
  change: Partial<KeeperOptions> = {},
  place: Pick<DatabaseOptions, 'within'> = {},
): Promise<TestOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-keeper-'));
  const template = await migratedTemplate();
  const database = await startDatabase({ certificates: await createOfficeCa(), template, ...place });
  const local = { ...database.superuser, host: database.socketFolder, port: database.port };
  const superuser = () => connect({ ...local, database: databaseName });
  const first = await superuser();
  for (const role of ['odsluch_keeper', 'odsluch_ingest']) {
    await first.query(`ALTER ROLE ${role} PASSWORD '${password}'`);
  }
  await first.end();
  return assemble(folder, database, superuser, change);
}

async function assemble(
  folder: string,
  database: RunningDatabase,
  connectSuperuser: () => Promise<Client>,
  change: Partial<KeeperOptions>,
): Promise<TestOffice> {
  const config = (user: string): ClientConfig => ({
    ...{ host: database.host, port: database.port, user, password, database: databaseName },
    ssl: { ca: database.ca, servername: 'localhost' },
  });
  const directory = new Map<string, LookUp>();
  const accounts: TestOffice['accounts'] = { seen: false, guids: new Map() };
  const shift: Shift = { database: 0, own: 0 };
  const log: string[] = [];
  const options: KeeperOptions = {
    database: config('odsluch_keeper'),
    ...{ keystore: join(folder, 'keys'), share: join(folder, 'share') },
    journal: join(folder, 'journal'),
    directory: {
      ...directoryOf(directory, shift),
      lookUpAll: async (guids) => {
        const asked = directoryOf(accounts.seen ? directory : inOrder(directory, accounts));
        const found = await asked.lookUpAll(guids);
        if (found.state === 'away' || guids.length > 1) return found;
        // Somebody who is registered has one login, the newest that a test gave to the account.
        return { ...found, accounts: found.accounts.filter(({ guid }) => guid === guids[0]).slice(-1) };
      },
    },
    clock: shiftedClock(shift),
    pulseMs: 25,
    // The same few people sign in again and again.
    signInsAnHour: 10_000,
    log: logTo(log),
    ...change,
  };
  let superuser = await connectSuperuser();
  const ingestKey = join(folder, 'ingest.key');
  const { keeperPublicKey, guids } = await begin({ ...options, ingestKey }, superuser);
  const sender = readSender({ ingestKey, keeperPublicKey });
  for (const [login, guid] of guids) directory.set(login, account(guid));

  let running: RunningKeeper;
  let fallen: number | null = null;
  const begun = async (changed: Partial<KeeperOptions> = {}): Promise<RunningKeeper> => {
    const keeper = await startKeeper({ ...options, ...changed });
    fallen = null;
    void keeper.ended.then((code) => {
      if (running === keeper && code !== exitCodes.stopped) fallen = code;
    });
    return keeper;
  };
  running = await begun();
  const clients = new Map<string, Promise<Client>>();
  const endClients = async () => {
    const all = [superuser, ...(await Promise.all(clients.values()))];
    clients.clear();
    for (const client of all) await client.end().catch(() => undefined); // Some may be gone before us.
  };
  const line = async (login: string): Promise<Client> => {
    const client = await connect(config(login));
    officeOfLine.set(client, office);
    return client;
  };
  const office: TestOffice = {
    ...{ database, keeperPublicKey, sender, folder, directory, accounts, shift, options, log, config },
    get superuser() {
      return superuser;
    },
    keeper: () => running,
    fallen: () => fallen,
    start: async (changed) => (running = await begun(changed)),
    stop: () => running.stop(),
    as: (login) => {
      const known = clients.get(login) ?? line(login);
      clients.set(login, known);
      return known;
    },
    fresh: async (login, work) => {
      const client = await line(login);
      return work(client).finally(() => client.end());
    },
    reconnect: async () => {
      await endClients();
      await database.restart();
      superuser = await connectSuperuser();
    },
    close: async () => {
      await running.stop();
      await endClients();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return office;
}

async function begin(
  options: KeeperOptions & { ingestKey: string },
  superuser: Client,
): Promise<{ keeperPublicKey: string; guids: Map<string, string> }> {
  const guids = new Map<string, string>();
  const appointed = (login: string, displayName: string, post: string) => {
    const guid = randomUUID();
    guids.set(login, guid);
    return {
      login,
      guid,
      displayName,
      post,
      unit: 'Sekretariat',
      paper: 'OR.2111.3.2026',
      since: '2026-01-02',
    };
  };
  await mkdir(options.share);
  const { database, keystore, journal, ingestKey, share } = options;
  const { keeperPublicKey } = await initialiseLedger({
    ...{ database, keystore, journal, ingestKey, share },
    ...{ office: 'Urząd Próbny', approval: 'OR.0143.1.2026' },
    secretary: appointed(secretaryLogin, 'Sabina Zielińska', 'Sekretarz'),
    deputy: appointed(deputyLogin, 'Marek Bielak', 'kierownik'),
    mayor: appointed(mayorLogin, 'Danuta Wrona', 'Burmistrz'),
  });
  for (const login of guids.keys()) await superuser.query(`ALTER ROLE ${login} PASSWORD '${password}'`);
  return { keeperPublicKey, guids };
}

/** Milliseconds; without its own the directory's clock goes with the host's. */
type Shift = { database: number; own: number; directory?: number | undefined };

export function shiftedClock(shift: Shift): Clock {
  return {
    own: () => Date.now() + shift.own,
    database: (told) => told + shift.database,
    directory: (told) => told + (shift.directory ?? shift.own),
  };
}

function logTo(lines: string[]): Logger {
  return pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
}

/** A directory that locks at the fifth wrong password, and shows none: the keeper counts by itself. */
export const noneWrong = ({ own }: Pick<Shift, 'own'>): Promise<Tries> =>
  Promise.resolve({
    ...{ state: 'known', count: 0, failedAt: 0, now: Date.now() + own, threshold: 5, windowMs: 3_600_000 },
  });

/** A directory of these accounts, all with the same password. */
export function directoryOf(
  accounts: ReadonlyMap<string, LookUp>,
  shift: Pick<Shift, 'own'> = { own: 0 },
): KeeperDirectory {
  /** By objectGUID, whose account it was when there last was one. */
  const logins = new Map<string, string>();
  return {
    lookUp: (login) => Promise.resolve(accounts.get(login) ?? { state: 'absent' }),
    lookUpAll: () => {
      const all = [...accounts].flatMap(([login, one]) => ('guid' in one ? [{ ...one, login }] : []));
      const away = [...accounts.values()].find((one) => one.state === 'away');
      return Promise.resolve(away?.state === 'away' ? away : { state: 'known', accounts: all });
    },
    currentTime: () => Promise.resolve(Date.now()),
    tries: () => noneWrong(shift),
    prove: (guid, tried) => {
      for (const [login, one] of accounts) if ('guid' in one) logins.set(one.guid, login);
      const found = accounts.get(logins.get(guid) ?? '');
      if (found?.state === 'away') return Promise.resolve(found);
      const proved = found?.state === 'ok' && found.guid === guid && tried === password;
      return Promise.resolve(
        proved ? { state: 'proved', pwdLastSet: found.pwdLastSet } : { state: 'refused' },
      );
    },
  };
}

/** All these accounts, each in order. */
function inOrder(
  directory: ReadonlyMap<string, LookUp>,
  { guids }: Pick<TestOffice['accounts'], 'guids'>,
): ReadonlyMap<string, LookUp> {
  const there = new Map<string, DirectoryAccount>();
  for (const [login, one] of directory)
    if ('guid' in one && !guids.has(login)) there.set(login, { ...one, state: 'ok', pwdLastSet: '1' });
  for (const [login, guid] of guids) there.set(login, accountOf(login, guid));
  return there;
}

/** The account, in order, of somebody of that login. */
export const accountOf = (login: string, guid: string): DirectoryAccount => ({
  ...account(guid),
  ...{ displayName: `Osoba ${login}`, title: 'inspektor', department: 'Kancelaria' },
});

/** An account that is in order. */
export function account(guid: string): DirectoryAccount {
  return { state: 'ok', guid, displayName: '', title: '', department: '', pwdLastSet: '1' };
}

async function connect(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  client.on('error', () => undefined); // Some tests take the database away; their next question tells.
  await client.connect();
  return client;
}

/** Asks until the answer is not null, or fails naming what was awaited. For what other processes bring about. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (performance.now() > end) throw new Error(`it did not come about: ${what}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}

/** As `until`, for what the keeper brings about: once it has ended by itself nothing is waited for. */
export function untilKept<T>(
  office: Pick<TestOffice, 'fallen'> | undefined,
  what: string,
  look: () => Promise<T | null>,
): Promise<T> {
  return until(what, async () => {
    // Before the look: what it brought about before its end counts.
    const fallen = office?.fallen() ?? null;
    const seen = await look();
    if (seen === null && fallen !== null)
      throw new Error(`it ended with ${fallen} before it brought about: ${what}`);
    return seen;
  });
}

export const randomKey = (): Buffer => randomBytes(32);
