import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDatabase } from '../../build/office/database.ts';
import { startKeeperProcess } from '../../build/office/keeper.ts';
import type { AnyOffice } from '../../build/office/office.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { debianPostgres17 } from '../../build/office/postgres-binaries.ts';
import { productionParts, whyNoProduction } from '../../build/office/production.ts';
import { personConfig, withConnection } from '../../server/database.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { ask, done, keyOf, listen, payloadOf } from '../database/asking.ts';
import { odsluchServer, type Ran } from '../database/command-line.ts';
import { confirmationOf, orderOf } from '../database/destroying.ts';
import { aCall, aSound, catalogued, exchangeOf } from '../database/exchange.ts';
import { officeOfFileOf, proveAs, resume, root, rowsOf, signAs, who } from '../database/office.ts';
import { backupPath, backupsIn, daysAgo, programs, resticIn } from '../database/own-backups.ts';
import { signsOver } from '../database/sessions.ts';
import { search } from '../database/searching.ts';
import { until } from '../database/support.ts';
import { leadClock } from '../e2e/led-clock.ts';
import { unsealBuffer } from '../unit/sealed-sample.ts';

const name =
  'a recording that a night destroyed, where somebody has all that there ever was of it but its key';
const reason = whyNoProduction() ?? (existsSync('/usr/bin/restic') ? null : 'restic is not installed');

type Call = { id: string; caller: string; answeredBy: string; day: string; sound: Buffer; key: Buffer };

/** The tests are one story, in their order. */
function asInProduction(): void {
  const office = officeOfFileOf(productionParts);
  const exchange = exchangeOf(office);
  let folder = '';
  let old: Call;
  let young: Call;
  /** The backups that were made before that night. */
  let former: string[] = [];
  /** What ingest and keeper wrote to their logs until then. */
  let logged = '';
  const place = (...names: string[]): string => join(folder, ...names);
  const server = async (...args: string[]): Promise<Ran> =>
    odsluchServer(['--settings', office.running().serverSettingsFile, ...args], '', { PATH: backupPath() });
  /** Programs of PostgreSQL, as its superuser on the local socket. */
  const postgres = (program: string, ...args: string[]): Buffer => {
    const { socketFolder, port, superuser } = office.running().database;
    const env = { ...process.env, PGPASSWORD: superuser.password };
    const line = ['-h', socketFolder, '-p', String(port), '-U', superuser.user];
    return execFileSync(join(programs, program), [...line, ...args], { env, maxBuffer: 1e9 });
  };
  const dataFolder = (): string => join(dirname(office.running().database.log), 'data');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-gone-'));
    const { settings, serverSettingsFile, keeper } = office.running();
    Object.assign(settings, { backup: backupsIn(folder) });
    writeFileSync(serverSettingsFile, JSON.stringify(settings));
    await keeper.stop();
    expect(await server('renew-backup-key')).toMatchObject({ code: 0 });
    await keeper.start();
    expect(await server('backup', 'init')).toMatchObject({ code: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A call that is taken in, with the key that the keeper keeps for it. */
  async function takenIn(day: string, caller: string, answeredBy: string): Promise<Call> {
    const sound = aSound();
    const file = `in-${caller}.wav`;
    exchange.put(file, sound, aCall({ startedAt: `${day}T10:00:00Z`, caller, answeredBy }));
    // Ingest takes a share on which most of what the office keeps is not to be found for one that is not mounted.
    for (const n of [1, 2, 3])
      exchange.put(`${n}-${file}`, aSound(), aCall({ startedAt: `${yesterday()}T0${n}:00:00Z` }));
    const { added, said } = await exchange.run();
    expect(added).toBe(4);
    logged += said.join('\n');
    const [row] = await catalogued(await office.superuser(), sound);
    const id = String(row?.['id']);
    const key = readFileSync(join(office.running().settings.keystore, day, id));
    return { id, caller, answeredBy, day, sound, key };
  }
  /** Somebody looks for the caller, listens, and the protocol is written down. */
  async function heard({ id, caller, day }: Call): Promise<void> {
    const listener = await office.as(who.listener);
    expect(await search(listener, { day, digits: caller.slice(-9) })).toMatchObject([{ id }]);
    const { answer } = await listen(listener, id);
    expect(answer).toMatchObject({ state: 'released', reason: null });
    const closing = { opening: answer.command, ranges: [], how: 'listener' as const, wrongCall: false };
    await done(ask(listener, 'close', closing));
    const findings = 'Urzędnik podał termin odbioru dokumentu.';
    await done(ask(listener, 'complete', { act: payloadOf(answer)['act'] as string, findings }));
  }
  /** Whether a sealed recording of a share is opened by this key. */
  const opens = (share: string, { id, day, sound }: Call, key: Buffer): Promise<boolean> =>
    unsealBuffer(readFileSync(sealedIn(share, id, day)), { recording: id, key: Buffer.from(key) }).then(
      (opened) => opened.equals(sound),
      () => false,
    );

  it('is found in what was taken before that night: dump, base backup with its WAL, share', async () => {
    old = await takenIn(addMonths(legalDay(), -12), '+48603998877', 'Kazimiera Pokrzywnicka');
    young = await takenIn(yesterday(), '+48602335528', 'Hieronim Wrzos');
    await heard(old);
    await heard(young);
    const { share } = office.running();
    expect((await server('backup')).complaint).toBe('');
    for (const repository of ['data', 'keys'] as const)
      resticIn(folder, repository, 'rewrite', '--forget', '--new-time', daysAgo(40));
    former = snapshotsIn(folder, 'data').map(({ id }) => id);
    expect(former.length).toBeGreaterThan(0);
    mkdirSync(place('taken'));
    appendFileSync(join(dataFolder(), 'pg_hba.conf'), 'local replication postgres scram-sha-256\n');
    await (await office.superuser()).query('SELECT pg_reload_conf()');
    writeFileSync(place('taken/dump.sql'), postgres('pg_dump', '-Fp', databaseName));
    postgres('pg_basebackup', '-D', place('taken/base'), '-c', 'fast');
    cpSync(share, place('taken/share'), { recursive: true });
    expect(found(place('taken'), Buffer.from(old.caller)).length).toBeGreaterThan(1);
    expect(await opens(place('taken/share'), old, old.key)).toBe(true);
    // The key was never outside the keystore, but sealed.
    for (const form of formsOf(old.key)) expect(found(place('taken'), form)).toEqual([]);
  });

  it('lies in the office’s backup until then: rebuilt from that alone, the office listens again', async () => {
    const { settings, keeperPublicKey, person, keeper } = office.running();
    logged += keeper.log();
    const certificates = await createOfficeCa();
    const postgresBin = debianPostgres17() ?? '';
    const database = await startDatabase({ certificates, postgresBin });
    await keeper.stop();
    try {
      writeFileSync(place('ca.pem'), database.ca);
      for (const repository of ['data', 'keys'] as const)
        for (const { id } of snapshotsIn(folder, repository))
          resticIn(folder, repository, 'restore', id, '--target', place('rebuilt'));
      const line = ['-h', database.socketFolder, '-p', String(database.port), '-U', 'postgres'];
      const run = (program: string, password: string, ...args: string[]): Buffer =>
        execFileSync(join(programs, program), [...line, ...args], {
          env: { ...process.env, PGPASSWORD: password },
        });
      const { password } = database.superuser;
      run('psql', password, '-q', '-f', place('rebuilt/globals.sql'));
      // From here on passwords are those of the office.
      const former = office.running().database.superuser.password;
      run('createdb', former, databaseName);
      run('pg_restore', former, '-d', databaseName, place('rebuilt/odsluch.dump'));
      const { host, port, socketFolder } = database;
      const again = {
        ...settings,
        database: { ...settings.database, host, port, socket: socketFolder, ca: place('ca.pem') },
        keystore: place('rebuilt', settings.keystore),
        journal: place('rebuilt', settings.journal),
      };
      writeFileSync(place('again.json'), JSON.stringify(again));
      const restored = ['resume-after-restore', '--as', who.secretary, '--reason', 'Pożar serwerowni'];
      for (const [args, typed] of [
        [['migrate'], ''],
        [restored, `nie ma\n${person(who.secretary).password}\n`],
      ] as const)
        expect(
          await odsluchServer(['--settings', place('again.json'), ...args], typed, { PATH: backupPath() }),
        ).toMatchObject({ code: 0 });
      const rebuilt = await startKeeperProcess(root, place('again.json'));
      try {
        const superuser = async (): Promise<Client> => {
          const client = new Client({
            ...{ host: socketFolder, port, user: 'postgres', password: former, database: databaseName },
          });
          await client.connect();
          return client;
        };
        const its = { settings: again, keeperPublicKey, person, superuser } as AnyOffice;
        await resume(its);
        const { secret, signer } = await proveAs(its, who.listener);
        const key = await withConnection(personConfig(again, who.listener, secret), async (client) => {
          signsOver(client, keeperPublicKey, signer);
          return keyOf(await listen(client, old.id));
        });
        expect(await opens(settings.share, old, key)).toBe(true);
      } finally {
        await rebuilt.stop();
      }
    } finally {
      await database.stop();
      await keeper.start();
    }
  });

  it('INV-66 is opened by nothing of that together with the keystore of the day after; what is kept is', async () => {
    const running = office.running();
    const { keystore, journal } = running.settings;
    const led = await leadClock(running);
    try {
      const order = await signAs(
        running,
        who.secretary,
        'instrument',
        orderOf({ shift: { own: 0, database: 0 } }),
      );
      await signAs(running, who.deputy, 'confirm', confirmationOf(order));
      await led.night();
      const [list] = await rowsOf<{ seq: number; hash: Buffer }>(
        await office.superuser(),
        `SELECT seq::int, hash FROM office.entry WHERE kind = 'stopped'`,
      );
      await signAs(running, who.deputy, 'confirm', confirmationOf(list ?? { seq: 0, hash: null }));
      expect(await led.night()).toBeNull();
      // It goes by no entry that no pulse has vouched for yet.
      const client = await office.asProgram('ingest');
      await until('the files deleted', async () => {
        await exchange.run({ client });
        return existsSync(sealedIn(running.share, old.id, old.day)) ? null : true;
      });
      expect((await server('backup')).complaint).toBe('');
    } finally {
      await led.stop();
    }
    const today = readdirSync(keystore, { recursive: true, encoding: 'utf8' })
      .map((one) => join(keystore, one))
      .filter((one) => statSync(one).isFile())
      .map((one) => readFileSync(one));
    const keys = today.filter(({ length }) => length === 32);
    expect(keys.some((key) => key.equals(young.key))).toBe(true);
    for (const key of keys) expect(await opens(place('taken/share'), old, key)).toBe(false);
    expect(await opens(place('taken/share'), young, young.key)).toBe(true);
    // What else lies there signs, and opens nothing.
    const others = today.filter(({ length }) => length !== 32);
    expect(others.map((pem) => createPrivateKey(pem).asymmetricKeyType)).toEqual(['ed25519']);
    // Nor is the key anywhere that the office writes to: tables, WAL, log, journal, share.
    await (await office.superuser()).query('CHECKPOINT');
    mkdirSync(place('now'));
    cpSync(journal, place('now/journal'));
    for (const kept of [dirname(dataFolder()), running.share, place('now'), keystore])
      for (const form of formsOf(old.key)) expect(found(kept, form)).toEqual([]);
    expect(found(keystore, young.key)).toHaveLength(1);
  });

  it('is named by no row and in no log after that night, neither by who called nor by who answered; what is kept is', () => {
    const { database, keeper, share, settings } = office.running();
    const rows = postgres('pg_dump', '-Fp', databaseName);
    for (const word of wordsOf(young).slice(0, 2)) expect(rows.includes(word)).toBe(true);
    const files = [database.log, settings.journal].map((file) => readFileSync(file));
    const texts = [logged, keeper.log(), readdirSync(share, { recursive: true }).join('\n')];
    for (const text of [rows, ...files, ...texts.map((one) => Buffer.from(one))]) {
      expect(text.length).toBeGreaterThan(0);
      for (const word of wordsOf(old)) expect(text.includes(word)).toBe(false);
    }
  });

  it('is in no block of the office’s backups, nor is the caller’s number, once the oldest is younger than that night', () => {
    for (const repository of ['data', 'keys'] as const) {
      const listed = resticIn(folder, repository, 'list', 'blobs').toString().trim().split('\n');
      const blobs = listed.map((line) =>
        resticIn(folder, repository, 'cat', 'blob', line.split(' ')[1] ?? ''),
      );
      const having = (bytes: Buffer): number => blobs.filter((blob) => blob.includes(bytes)).length;
      for (const form of [...formsOf(old.key), Buffer.from(old.caller)]) expect(having(form)).toBe(0);
      if (repository === 'keys') expect(having(young.key)).toBe(1);
    }
    // Dumps are packed, so no block shows what is in them: none of before is left, and each is looked at as SQL.
    const left = snapshotsIn(folder, 'data');
    expect(left.filter(({ id }) => former.includes(id))).toEqual([]);
    const dumps = left.filter(({ paths }) => paths.includes('/odsluch.dump'));
    expect(dumps.length).toBeGreaterThan(0);
    for (const { id } of dumps) {
      writeFileSync(place('now/dump'), resticIn(folder, 'data', 'dump', id, '/odsluch.dump'));
      const sql = execFileSync(join(programs, 'pg_restore'), ['-f', '-', place('now/dump')], {
        maxBuffer: 1e9,
      });
      expect(sql.includes(young.caller)).toBe(true);
      for (const form of [...formsOf(old.key), Buffer.from(old.caller)])
        expect(sql.includes(form)).toBe(false);
    }
  });
}

const yesterday = (): string => addDays(legalDay(), -1);

/** The sealed recording on a share. */
function sealedIn(share: string, id: string, day: string): string {
  const [year = '', month = ''] = day.split('-');
  return join(share, year, month, `${id}.rec`);
}

type Snapshot = { id: string; paths: string[] };
function snapshotsIn(folder: string, repository: 'data' | 'keys'): Snapshot[] {
  return JSON.parse(resticIn(folder, repository, 'snapshots', '--json').toString()) as Snapshot[];
}

/** Who called, without the country, and who answered; then the same as PostgreSQL writes bytes. */
function wordsOf({ caller, answeredBy }: Call): Buffer[] {
  const words = [caller.slice(-9), answeredBy].map((word) => Buffer.from(word));
  return [...words, ...words.map((word) => Buffer.from(word.toString('hex')))];
}

/** A key as bytes and as texts write it. */
function formsOf(key: Buffer): Buffer[] {
  const texts = (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(key.toString(form)));
  return [key, ...texts];
}

/** Names of files below a folder that have these bytes. */
function found(folder: string, bytes: Buffer): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => contentOf(join(folder, name))?.includes(bytes) === true,
  );
}

/** What a file holds; null of what is none, or is gone by now: PostgreSQL, which runs, deletes files of its own. */
function contentOf(path: string): Buffer | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

if (reason) {
  it.skip(`${name}: ${reason}`);
} else {
  describe(name, asInProduction);
}
