import { execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDatabase } from '../../build/office/database.ts';
import { startDirectory } from '../../build/office/directory.ts';
import { startOfficeOf, type AnyOffice } from '../../build/office/office.ts';
import { debianPostgres17 } from '../../build/office/postgres-binaries.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { resume, root, rowsOf, shortest, who } from './office.ts';
import { backupPath, backupsIn, daysAgo, programs, resticIn } from './own-backups.ts';
import { until } from './support.ts';

const postgres17 = debianPostgres17();
const lacks = postgres17 === null || !existsSync(join(programs, 'pg_dump')) || !existsSync('/usr/bin/restic');

/** `odsluch-server backup` as an office runs it: PostgreSQL 17, restic into two folders. */
describe.skipIf(lacks)('a backup', () => {
  let office: AnyOffice;
  let folder = '';
  let superuser: Client;
  let settings: ServerSettings;
  const place = (name: string): string => join(folder, name);
  const file = (): string => place('server.json');
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-backup-'));
    office = await startOfficeOf(
      {
        startDirectory,
        startDatabase: (certificates) => startDatabase({ certificates, postgresBin: postgres17 ?? '' }),
      },
      { root, calls: { choose: shortest(2) } },
    );
    superuser = await office.superuser();
    settings = {
      ...office.settings,
      backup: backupsIn(folder),
    };
    writeFileSync(file(), JSON.stringify(settings));
    await office.keeper.stop();
    expect(await server(['renew-backup-key'])).toMatchObject({ code: 0 });
    await office.keeper.start();
  });
  afterAll(async () => {
    await superuser.end();
    await office.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const server = (args: readonly string[], ...first: string[]): Promise<Ran> =>
    odsluchServer(['--settings', file(), ...args], '', { PATH: backupPath(...first) });
  /** As root on the database host; a password only where the superuser has one. */
  const postgres = (program: string, ...args: readonly string[]): Buffer => {
    const { socket, port, superuser: owner } = settings.database;
    const password = owner.passwordFile && readFileSync(owner.passwordFile, 'utf8').split('\n')[0];
    const env = { ...process.env, ...(password ? { PGPASSWORD: password } : {}) };
    return execFileSync(join(programs, program), ['-h', socket, '-p', `${port}`, '-U', owner.user, ...args], {
      env,
    });
  };
  /** Another database in its place: of a dump, or empty. */
  const replaceDatabase = async (dump: string | null): Promise<void> => {
    const { name } = settings.database;
    await superuser.end();
    postgres('dropdb', '--force', name);
    postgres('createdb', name);
    if (dump !== null) postgres('pg_restore', '-d', name, dump);
    expect((await server(['migrate'])).complaint).toBe('');
    superuser = await office.superuser();
  };
  const goOn = (): Promise<Ran> =>
    odsluchServer(
      ['--settings', file(), 'resume-after-restore', '--as', who.secretary, '--reason', 'Pożar serwerowni'],
      `nie ma\n${office.person(who.secretary).password}\n`,
    );
  const restic = (repository: 'data' | 'keys', ...args: readonly string[]): Buffer =>
    resticIn(folder, repository, ...args);
  const snapshots = (repository: 'data' | 'keys'): { id: string; time: string }[] =>
    JSON.parse(restic(repository, 'snapshots', '--json').toString()) as { id: string; time: string }[];
  const entered = async (): Promise<object[]> => {
    const rows = await rowsOf<{ payload: string }>(
      superuser,
      `SELECT payload FROM office.entry WHERE kind = 'backup' ORDER BY seq`,
    );
    return rows.map(({ payload }) => JSON.parse(payload) as object);
  };
  /** Programs before all others: those that a test puts in their place. */
  const instead = (name: string, script: string): string => {
    const bin = mkdtempSync(place('bin-'));
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
    return bin;
  };
  const keyOf = async (): Promise<{ path: string; key: Buffer }> => {
    const [row] = await rowsOf<{ id: string; started_at: Date }>(
      superuser,
      `SELECT id, started_at FROM office.recording WHERE state = 'available' LIMIT 1`,
    );
    const path = join(settings.keystore, legalDay(row?.started_at ?? new Date(0)), row?.id ?? '');
    return { path, key: readFileSync(path) };
  };

  it('has two repositories under passwords of their own, which are printed once', async () => {
    const made = await server(['backup', 'init']);
    expect(made.code).toBe(0);
    for (const name of ['data', 'keys'] as const) {
      const password = readFileSync(place(`passwords/${name}.password`), 'utf8').trim();
      expect(made.out).toContain(`${place(name)}: ${password}`);
      expect(statSync(place(`passwords/${name}.password`)).mode & 0o777).toBe(0o600);
      expect(snapshots(name)).toEqual([]);
    }
    expect(await server(['backup', 'init'])).toMatchObject({ code: 1, out: '' });
  });

  it('has the database, the journal and every key, and is entered once it was tried', async () => {
    const ran = await server(['backup']);
    expect(ran.complaint).toBe('');
    const today = legalDay(new Date());
    expect(await entered()).toMatchObject([{ login: 'odsluch_backup', oldestOn: today, keys: 2 }]);
    const { path, key } = await keyOf();
    const [kept] = snapshots('keys');
    expect(restic('keys', 'dump', kept?.id ?? '', path).equals(key)).toBe(true);
    writeFileSync(
      place('dump'),
      restic('data', 'dump', 'latest', '--path', '/odsluch.dump', '/odsluch.dump'),
    );
    const listed = execFileSync(join(programs, 'pg_restore'), ['-l', place('dump')]).toString();
    expect(listed).toMatch(/TABLE DATA office entry/);
    expect(restic('data', 'dump', 'latest', '--path', '/globals.sql', '/globals.sql').toString()).toMatch(
      /CREATE ROLE odsluch_keeper/,
    );
    const journal = restic('data', 'dump', 'latest', '--path', settings.journal, settings.journal);
    expect(readFileSync(settings.journal).subarray(0, journal.length).equals(journal)).toBe(true);
    expect((await server(['verify'])).out).toMatch(/ZGODNA/);
  });

  it('INV-79 is what an office goes on from after a total loss, by the word of its desk; an empty or an older database is refused', async () => {
    const dump = (name: string): string => {
      const bytes = restic('data', 'dump', 'latest', '--path', '/odsluch.dump', '/odsluch.dump');
      writeFileSync(place(name), bytes);
      return place(name);
    };
    const [older, newer] = [dump('older'), await server(['backup']).then(() => dump('newer'))];
    await office.keeper.stop();
    await replaceDatabase(null);
    expect((await goOn()).complaint).toMatch(/^W bazie nie ma żadnego wpisu/);
    await replaceDatabase(older);
    expect((await goOn()).complaint).toMatch(/^Baza jest starsza niż kopia z /);

    const { journal, keystore } = settings;
    for (const path of [journal, `${journal}.seen`, keystore]) rmSync(path, { recursive: true });
    await replaceDatabase(newer);
    restic('data', 'restore', 'latest', '--target', '/', '--include', journal);
    restic('keys', 'restore', 'latest', '--target', '/');
    expect(await server(['keeper'])).toMatchObject({
      code: 3,
      complaint: expect.stringContaining('was put back from a copy') as unknown,
    });
    const { complaint, out } = await goOn();
    expect(complaint).toBe('');
    expect(out).toMatch(/^Dziennik przywrócono z kopii/);
    expect(out).not.toContain('Niczego nie brakuje');
    await office.keeper.start();
    await resume(office);
    expect((await server(['verify'])).out).toMatch(/^ZGODNA/);
  });

  it('lets go of what is older than the office keeps, and no block has a key that was gone by then', async () => {
    // One that was destroyed lies in a pack beside many that are still there.
    const gone = randomBytes(32);
    const day = readdirSync(settings.keystore).find((name) => /^\d{4}-/.test(name)) ?? '';
    const put = (key: Buffer, name: string = randomUUID()): string => {
      const path = join(settings.keystore, day, name);
      writeFileSync(path, key, { mode: 0o600 });
      return path;
    };
    for (let count = 0; count < 100; count += 1) put(randomBytes(32));
    const destroyed = put(gone, '0');
    // Of packs that are full restic lets the little that is unused be, if it is not told otherwise.
    const full = put(randomBytes(48_000_000), 'z');
    restic('keys', 'backup', '--time', daysAgo(40), settings.keystore);
    // Of another folder, as before a keystore was moved.
    const moved = place('moved');
    mkdirSync(moved);
    writeFileSync(join(moved, 'key'), gone);
    restic('keys', 'backup', '--host', 'before', '--time', daysAgo(41), moved);
    rmSync(destroyed);
    // A block is called by the hash of what it has.
    const isThere = (): boolean =>
      restic('keys', 'list', 'blobs').toString().includes(sha256(gone).toString('hex'));
    expect(isThere()).toBe(true);
    expect((await server(['backup'])).complaint).toBe('');
    expect(isThere()).toBe(false);
    expect((await entered()).at(-1)).toMatchObject({ oldestOn: legalDay(new Date()), keys: 102 });
    rmSync(full);
  });

  it('is whole though a night destroys a recording while it is made', async () => {
    const { path, key } = await keyOf();
    const id = basename(path);
    const { socket, port, name, superuser: owner } = settings.database;
    const login = owner.passwordFile === null ? '' : `PGPASSWORD="$(head -n 1 '${owner.passwordFile}')"`;
    const destroy = `UPDATE office.recording SET state = 'destroyed' WHERE id = '${id}'`;
    const before = (await entered()).length;
    const night = `case "$*" in *--exclude*) rm '${path}'; ${login} psql -q -h '${socket}' -p ${port} -U ${owner.user} -d ${name} -c "${destroy}";; esac`;
    const ran = await server(['backup'], instead('restic', `${night}; exec /usr/bin/restic "$@"`));
    expect(existsSync(path)).toBe(false);
    expect(ran.complaint).toBe('');
    expect(await entered()).toHaveLength(before + 1);
    await superuser.query(`UPDATE office.recording SET state = 'available' WHERE id = $1`, [id]);
    writeFileSync(path, key, { mode: 0o600 });
  });

  describe('that goes wrong lets go of nothing and enters nothing', () => {
    const old = async (): Promise<{ before: object[]; kept: string }> => {
      restic('keys', 'backup', '--time', daysAgo(40), settings.keystore);
      return { before: await entered(), kept: daysAgo(40).slice(0, 10) };
    };
    const stays = async (ran: Ran, said: RegExp, { before, kept }: Awaited<ReturnType<typeof old>>) => {
      expect(ran.code).toBe(1);
      expect(ran.complaint).toMatch(said);
      expect(await entered()).toEqual(before);
      expect(snapshots('keys').some(({ time }) => time.startsWith(kept))).toBe(true);
    };
    it('where restic is missing', async () => {
      const known = await old();
      const bin = mkdtempSync(place('bin-'));
      symlinkSync(process.execPath, join(bin, 'node'));
      const ran = await odsluchServer(['--settings', file(), 'backup'], '', { PATH: bin });
      await stays(ran, /należy go zainstalować/, known);
    });

    it('where this host, by whose clock copies are let go of, tells another time than the database', async () => {
      const known = await old();
      const ahead = place('ahead.cjs');
      writeFileSync(ahead, 'const { now } = Date;\nDate.now = () => now() + 3_600_000;\n');
      const env = { PATH: backupPath(), NODE_OPTIONS: `--require ${ahead}` };
      const ran = await odsluchServer(['--settings', file(), 'backup'], '', env);
      await stays(ran, /^Zegary tego serwera i bazy danych różnią się/, known);
    });

    it('where the disk is full in the middle of the dump', async () => {
      const known = await old();
      const dumps = snapshots('data').length;
      const path = instead('pg_dump', `printf PGDMP; echo 'No space left on device' >&2; exit 1`);
      await stays(await server(['backup'], path), /^restic .*Kopii nie ukończono/, known);
      expect(snapshots('data')).toHaveLength(dumps);
    });

    it('where what was dumped is no whole dump', async () => {
      const known = await old();
      const path = instead('pg_dump', `${programs}/pg_dump "$@" | head -c 60000`);
      await stays(await server(['backup'], path), /^pg_restore.*Kopii nie ukończono/, known);
    });

    it('where pg_restore ends before it has read all of it', async () => {
      const known = await old();
      const path = instead('pg_dump', 'head -c 5000000 /dev/urandom');
      await stays(await server(['backup'], path), /^pg_restore.*Kopii nie ukończono/, known);
    });

    it('where the keystore has no key of a recording any more', async () => {
      const known = await old();
      const { path, key } = await keyOf();
      rmSync(path);
      await stays(await server(['backup']), /brakuje kluczy: 1\. Kopii nie ukończono/, known);
      writeFileSync(path, key, { mode: 0o600 });
    });

    it('INV-77 where a key is another than its entry says, which is named', async () => {
      const known = await old();
      const { path, key } = await keyOf();
      writeFileSync(path, randomBytes(32));
      await stays(await server(['backup']), new RegExp(`nagrania ${basename(path)} nie jest kluczem`), known);
      writeFileSync(path, key);
    });

    it('where the repository takes no more', async () => {
      const known = await old();
      const path = instead('restic', `case "$*" in *backup*) ulimit -f 8;; esac; exec /usr/bin/restic "$@"`);
      await stays(await server(['backup'], path), /^restic .*Kopii nie ukończono/, known);
    });

    it('where another restic works in the repository', async () => {
      const known = await old();
      const other = spawn('restic', ['--no-cache', '-r', place('keys'), 'backup', '--stdin'], {
        env: { ...process.env, RESTIC_PASSWORD_FILE: place('passwords/keys.password') },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      const locks = (): string => restic('keys', '--no-lock', 'list', 'locks').toString();
      try {
        await until('a lock', () => Promise.resolve(locks() === '' ? null : true));
        await stays(await server(['backup']), /jest zajęte przez inną kopię/, known);
      } finally {
        other.stdin.end();
        await once(other, 'exit');
      }
    });

    it('where somebody else holds the repository', async () => {
      const known = await old();
      const path = instead(
        'restic',
        `case "$*" in *forget*|*unlock*) exit 11;; *) exec /usr/bin/restic "$@";; esac`,
      );
      await stays(await server(['backup'], path), /jest zajęte przez inną kopię/, known);
    });

    it('where the repository is damaged', async () => {
      const known = await old();
      const packs = (): string[] =>
        readdirSync(place('data/data')).flatMap((name) =>
          readdirSync(place(`data/data/${name}`)).map((pack) => place(`data/data/${name}/${pack}`)),
        );
      restic('data', 'backup', '--time', daysAgo(40), settings.journal);
      const others = new Set(packs());
      // Of a copy that is kept: no part of the newest one.
      writeFileSync(place('other'), randomBytes(1_000_000));
      restic('data', 'backup', '--time', daysAgo(5), place('other'));
      for (const pack of packs()) if (!others.has(pack) && statSync(pack).size > 500_000) rmSync(pack);
      await stays(await server(['backup']), /^restic .*data\).*Kopii nie ukończono/, known);
      expect(snapshots('data').some(({ time }) => time.startsWith(known.kept))).toBe(true);
    });
  });
});
