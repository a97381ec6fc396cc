import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Finding, type State } from '../../server/doctor/finding.ts';
import { examine } from '../../server/doctor/run.ts';
import type { RunningOffice } from '../../build/office/office.ts';
import { readSender, renewBackupKey } from '../../server/sender.ts';
import { keeperKeysOf, type ServerSettings } from '../../server/settings.ts';
import { submit } from '../../server/submit.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { officeOfFile, root, shortest, signAs, who, type FileOffice } from './office.ts';
import type { Ran } from './command-line.ts';

type Change = Partial<ServerSettings>;
type Wanted = readonly (readonly [Finding['part'], State, RegExp])[];
type Work = () => unknown;

/** An office that is broken for real, one thing at a time, and put right after each test. */
export type Broken = FileOffice & {
  /** A folder for files that a test makes. */
  folder(): string;
  /** Its keystore. */
  keystore(): string;
  /** Runs after the test, the last one first. */
  putRight(work: Work): void;
  /** What a superuser changes, and how it is changed back. */
  sql(statements: readonly string[], undo: readonly string[]): Promise<void>;
  settingsFile(change?: Change): string;
  /** The shipped program as an administrator or a monitoring system runs it. */
  run(args: readonly string[], env?: Record<string, string>): Promise<Ran>;
  findings(change?: Change): Promise<Finding[]>;
  /** What is not in order, each with something to do, and that nothing else is. */
  expectOnly(wanted: Wanted, change?: Change): Promise<void>;
};

/** An office of tests has certificates of a year and a disk that others fill. */
export const quiet = { certificateDays: 30, shareGigabytes: 1, journalGigabytes: 1 };

export function brokenOfficeOfFile(): Broken {
  const office = officeOfFile({ choose: shortest(1) });
  const work: Work[] = [];
  let folder = '';
  let keys = '';
  const backup = () => ({
    ...{ data: join(folder, 'data'), keys: join(folder, 'keys'), passwords: folder, keepDays: 30 },
    key: join(folder, 'backup.key'),
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-doctor-'));
    // On another disk than that of the system, as an office has it.
    keys = mkdtempSync('/dev/shm/odsluch-doctor-');
    cpSync(office.running().settings.keystore, keys, { recursive: true });
    await enterBackup(office.running(), backup());
    await enterBasis(office.running());
  });
  afterAll(() => {
    for (const made of [folder, keys]) rmSync(made, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (let next = work.pop(); next !== undefined; next = work.pop()) await next();
  });
  const settings = (change: Change): ServerSettings => ({
    ...office.running().settings,
    keystore: keys,
    backup: backup(),
    warnings: quiet,
    ...change,
  });
  const all = async (statements: readonly string[]): Promise<void> => {
    const superuser = await office.superuser();
    for (const one of statements) await superuser.query(one);
  };
  const findings = (change: Change = {}) => examine(settings(change), join(root, 'server/schema'));
  return {
    ...office,
    folder: () => folder,
    keystore: () => keys,
    putRight: (next) => void work.push(next),
    sql: (statements, undo) => {
      work.push(() => all(undo));
      return all(statements);
    },
    settingsFile: (change = {}) => {
      const file = join(folder, 'server.json');
      writeFileSync(file, JSON.stringify(settings(change)));
      return file;
    },
    run,
    findings,
    expectOnly: async (wanted, change) => expectFindings(await findings(change), wanted),
  };
}

export function expectFindings(findings: readonly Finding[], wanted: Wanted): void {
  const wrong = findings.filter(({ state }) => state !== 'ok');
  expect(wrong.map(({ part, state, sentence }) => [part, state, sentence])).toEqual(
    wanted.map(([part, state, sentence]): unknown[] => [part, state, expect.stringMatching(sentence)]),
  );
  for (const { advice } of wrong) expect(advice).toMatch(/\.$|reject$/);
}

/** As a backup of this moment has it entered; what it makes is another test's. */
export async function enterBackup(
  { settings, keeper, superuser }: Pick<RunningOffice, 'settings' | 'keeper' | 'superuser'>,
  backup: ServerSettings['backup'],
): Promise<void> {
  const set = { ...settings, backup };
  await keeper.stop();
  await renewBackupKey(set);
  await keeper.start();
  const client = await superuser();
  try {
    await client.query('SET SESSION AUTHORIZATION odsluch_backup');
    const asker = { client, keeper: keeperKeysOf(set).current, signer: readSender(set, 'backup') };
    const now = new Date();
    await submit({ ...asker, login: 'odsluch_backup' }, 'backup', {
      ...{ startedAt: now.toISOString(), oldestOn: legalDay(now), keys: 1 },
    });
  } finally {
    await client.end();
  }
}

/** The office says on which ground it records, and a second person confirms it. */
async function enterBasis(office: RunningOffice): Promise<void> {
  const day = legalDay();
  const content = { code: 'ZADANIE', text: 'Zadanie publiczne.', article: 'art. 6 ust. 1 lit. e RODO' };
  const { seq, hash } = await signAs(office, who.secretary, 'instrument', {
    what: 'version',
    rows: [{ number: null, of: 'recordingBasis', from: day, to: null, content }],
    signed: {
      ...{ paper: '1/2026', signatory: null, signatoryName: 'Burmistrz', signedOn: day },
      ...{ way: 'ezd', scan: null },
    },
  });
  await signAs(office, who.deputy, 'confirm', { entries: [seq], hashes: [hash.toString('hex')] });
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'out/server/odsluch-server.mjs'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran: Ran = { code: null, out: '', complaint: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.complaint += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...ran, code };
}
