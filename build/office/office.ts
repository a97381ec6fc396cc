import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { databaseConfig } from '../../server/database.ts';
import { systemClock, type Clock } from '../../server/keeper/clock.ts';
import { initialiseLedger } from '../../server/keeper/genesis.ts';
import { migrate } from '../../server/migrate.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';
import type { CallPlan } from './calls.ts';
import { createOfficeCa, type OfficeCa } from './certificates.ts';
import { startDatabase, type RunningDatabase } from './database.ts';
import { startDirectory, type DemoDirectory } from './directory.ts';
import { startKeeperProcess, type KeeperProcess } from './keeper.ts';
import type { DirectorySeed, RunningDirectory } from './people-types.ts';
import { deputyLogin, mayorLogin, officePeople, secretaryLogin, type OfficePerson } from './people.ts';
import { databaseName } from './postgres-conf.ts';
import { beginning, callsHeard, quarterBefore, quarterRules } from './quarter.ts';
import { deedsOf, type Doing, lateGap } from './quarter-deeds.ts';
import { reviewedClerks } from './quarter-quality.ts';
import { allowBackups, backUpIn, daysOfDestroyed } from './quarter-nights.ts';
import { inNameOf } from './in-name.ts';
import { seedCompleteness, seedUnexplained } from './seed-completeness.ts';
import {
  callsBefore,
  callsOf,
  callsOn,
  seedCalls,
  seedClerks,
  seedThese,
  type CallsSeed,
} from './seed-calls.ts';
import { given, seedPeople, setPassword } from './seed-people.ts';
import { QuarterClock, seedQuarter } from './seed-quarter.ts';
import {
  appSettingsOf,
  makeFolders,
  officeName,
  serverSettingsOf,
  writePasswords,
} from './settings-files.ts';

/** Which programs play directory and database. */
export type OfficeParts<Directory extends RunningDirectory> = {
  startDirectory(seed: DirectorySeed & { certificates: OfficeCa }): Promise<Directory>;
  startDatabase(certificates: OfficeCa): Promise<RunningDatabase>;
};

/** Directory and database of the demo: they need nothing that npm does not bring. */
export const demoParts: OfficeParts<DemoDirectory> = {
  startDirectory,
  startDatabase: (certificates) => startDatabase({ certificates }),
};

export type OfficeOptions = {
  /** Folder of the project, with its build in `out`. */
  root: string;
  calls?: CallsSeed;
  /** With a quarter behind it, as the demo shows one; default without. */
  quarter?: boolean;
  /** As `init` leaves it: Secretary, deputy and Mayor are appointed, nobody else is known to it, and nobody may listen. */
  fresh?: boolean;
  /** One line of progress. */
  say?: (line: string) => void;
};

/** A whole office on this machine. Every part can be taken away and brought back; `stop` leaves nothing behind. */
export type RunningOffice<Directory extends RunningDirectory = DemoDirectory> = {
  people: OfficePerson[];
  person(login: string): OfficePerson;
  plans: CallPlan[];
  share: string;
  /** PEM file of the office's certificate authority. */
  ca: string;
  keeperPublicKey: string;
  settings: ServerSettings;
  /** Settings files of the server room and of a workstation. */
  serverSettingsFile: string;
  appSettingsFile: string;
  directory: Directory;
  database: RunningDatabase;
  keeper: KeeperProcess;
  /** A superuser on the local socket; the caller ends it. */
  superuser(): Promise<Client>;
  stop(): Promise<void>;
};

/** An office, whichever programs play its parts. */
export type AnyOffice = RunningOffice<RunningDirectory>;

/** Starts directory, database, keeper and share, and fills them by the same commands that an office uses. About ten seconds. */
export const startOffice = (options: OfficeOptions): Promise<RunningOffice> =>
  startOfficeOf(demoParts, options);

/** The same with other programs for directory and database. */
export async function startOfficeOf<Directory extends RunningDirectory>(
  chosen: OfficeParts<Directory>,
  options: OfficeOptions,
): Promise<RunningOffice<Directory>> {
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-office-'));
  const parts: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) await part();
  };
  try {
    return await assemble(chosen, folder, options, parts, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble<Directory extends RunningDirectory>(
  chosen: OfficeParts<Directory>,
  folder: string,
  { root, calls = {}, quarter: whole = false, fresh = false, say = () => undefined }: OfficeOptions,
  parts: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<RunningOffice<Directory>> {
  // The app may run as another user than the office: it reads its settings, the certificate and the share, nothing else.
  await chmod(folder, 0o755);
  const today = legalDay(new Date());
  const people = officePeople(today, whole);
  const clock = whole ? new QuarterClock(quarterBefore(today)) : systemClock;
  const folders = await makeFolders(folder);

  say('Katalog i baza danych');
  const certificates = await createOfficeCa();
  await writeFile(folders.ca, certificates.ca, { mode: 0o644 });
  // An Active Directory wants three kinds of characters, which chance alone does not always give.
  const serviceAccount = {
    login: 'svc-odsluch',
    password: `Svc-1-${randomBytes(18).toString('base64url')}`,
  };
  const directory = await chosen.startDirectory({ certificates, people, serviceAccount });
  parts.push(() => directory.stop());
  const database = await chosen.startDatabase(certificates);
  parts.push(() => database.stop());

  const passwords = await writePasswords(
    folders,
    database.superuser.password,
    directory.serviceAccount.password,
  );
  const rules = whole ? { ...quarterRules, backup: { key: join(folders.secrets, 'backup.key') } } : {};
  const unpinned = serverSettingsOf(folders, database, directory, null, rules);
  await createDatabase(unpinned);
  const superuser = new Client(databaseConfig(unpinned, 'superuser'));
  await superuser.connect();
  parts.push(() => superuser.end().catch(() => undefined)); // The database may be gone before.
  superuser.on('error', () => undefined); // Tests take the database away; the next question tells.
  await migrate(superuser, join(root, 'server/schema'));
  await setPassword(superuser, 'odsluch_keeper', passwords.keeper);
  await setPassword(superuser, 'odsluch_ingest', passwords.ingest);

  say('Strażnik i osoby');
  const person = (login: string) => people.find((one) => one.login === login) ?? missing(login);
  const [secretary, deputy] = [person(secretaryLogin), person(deputyLogin)];
  const mayor = people.find(({ login }) => login === mayorLogin) ?? null;
  const keeperPublicKey = await begin(unpinned, secretary, deputy, mayor, clock);
  const settings = { ...unpinned, keeperPublicKey };
  await writeFile(folders.server, JSON.stringify(settings, null, 2), { mode: 0o600 });
  await writeFile(
    folders.app,
    JSON.stringify(appSettingsOf(folders, database, directory, keeperPublicKey, people), null, 2),
    { mode: 0o644 },
  );
  // Whom a paper names has an account in order; what happens to it comes later.
  const disabled = people.filter(({ accountState }) => accountState === 'disabled');
  for (const { login } of disabled) await directory.enable(login);
  const voices = await seedClerks(root, settings);
  const [nightly, reviewed]: [CallPlan[], CallPlan[]] = [[], []];
  if (clock instanceof QuarterClock) {
    const { quarter } = clock;
    const take = async (plans: CallPlan[]): Promise<CallPlan[]> => {
      await seedThese(voices, settings, plans);
      return plans;
    };
    const lack = (day: string) => seedUnexplained(settings, day);
    const takeInOf = async (days: readonly string[]): Promise<void> => {
      nightly.push(...(await take(callsOn(voices, days, nightly.length))));
    };
    const takeIn = async (): Promise<CallPlan[]> => {
      await takeInOf(daysOfDestroyed(quarter));
      const begins = beginning(quarter);
      const silent = callsOn(voices, workingDaysBefore(begins, 1), 0, true);
      return take([...callsBefore(voices, begins, callsHeard), ...silent]);
    };
    const takeInReviewed = async (...asked: Parameters<Doing['takeInReviewed']>): Promise<void> => {
      reviewed.push(...(await take(callsOf(voices, reviewedClerks, ...asked))));
    };
    await allowBackups(settings, clock);
    const doing = { takeIn, lack, takeInOf, takeInReviewed, backUp: backUpIn(settings) };
    const deeds = deedsOf(quarter, doing);
    await seedQuarter(settings, clock, { quarter, directory, person }, deeds);
  }
  const keeper = await startKeeperProcess(root, folders.server);
  parts.push(() => keeper.stop());
  if (!(clock instanceof QuarterClock)) {
    if (!fresh) await seedPeople(settings, { secretary, deputy }, people);
    for (const { login } of disabled) await directory.disable(login);
    // A keeper looks at all accounts when it starts: nothing comes of that later, in the middle of what is watched here.
    await keeper.stop();
    await keeper.start();
  }
  await given(superuser, fresh ? [] : people);

  say('Nagrania');
  const plans = await seedCalls(voices, settings, today, calls);
  if (whole) {
    const desk = await inNameOf(settings, secretary);
    const before = [...nightly, ...reviewed];
    await seedCompleteness(settings, { today, late: lateGap(today), plans, nightly: before }, desk);
    await desk.end();
  }
  return {
    people,
    person,
    plans,
    share: folders.share,
    ca: folders.ca,
    keeperPublicKey,
    settings,
    serverSettingsFile: folders.server,
    appSettingsFile: folders.app,
    directory,
    database,
    keeper,
    superuser: async () => {
      const client = new Client(databaseConfig(settings, 'superuser'));
      await client.connect();
      return client;
    },
    stop,
  };
}

async function createDatabase(settings: ServerSettings): Promise<void> {
  const client = new Client({ ...databaseConfig(settings, 'superuser'), database: 'postgres' });
  await client.connect();
  // A copied cluster has it already.
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  await client.end();
}

/** The term of the Mayor and those she appointed began so long ago that she could sign whatever has expired. */
const inOffice = '2024-05-07';

/** In a small office the Mayor has no account. */
async function begin(
  settings: ServerSettings,
  secretary: OfficePerson,
  deputy: OfficePerson,
  mayor: OfficePerson | null,
  clock: Clock,
): Promise<string> {
  const appointed = ({ login, guid, displayName, title, department }: OfficePerson, paper: string) => ({
    ...{ login, guid, displayName, post: title, unit: department, paper, since: inOffice },
  });
  const elected = 'SEK.0050.1.2026';
  const { keeperPublicKey } = await initialiseLedger({
    database: databaseConfig(settings, 'keeper'),
    ...{ keystore: settings.keystore, journal: settings.journal, ingestKey: settings.ingestKey, clock },
    ...{ office: officeName, share: settings.share },
    approval: 'SEK.0143.1.2026',
    secretary: appointed(secretary, 'SEK.2111.3.2026'),
    deputy: appointed(deputy, 'SEK.2111.4.2026'),
    mayor:
      mayor === null
        ? {
            ...{ login: null, guid: null, displayName: 'Danuta Wrona', post: 'Burmistrz', unit: '' },
            ...{ paper: elected, since: inOffice },
          }
        : appointed(mayor, elected),
  });
  return keeperPublicKey;
}

function missing(login: string): never {
  throw new Error(`nobody is called ${login}`);
}
