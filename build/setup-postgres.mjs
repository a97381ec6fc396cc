import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { runProgram, say } from './program.mjs';
import { isDebian, updateLists } from './setup-system.mjs';

/**
 * Debian's PostgreSQL 17 for the tests, unpacked beside the other programs and not installed: installing it would make
 * and start a server of the system. Where it cannot be had, the tests that need it are skipped and say so.
 */
export async function setUpPostgres17() {
  const home = join(cacheFolder(), 'postgresql-17');
  if (!isDebian() || existsSync('/usr/lib/postgresql/17/bin/postgres') || existsSync(home)) return;
  mkdirSync(cacheFolder(), { recursive: true });
  await runProgram('chmod', ['a+rx', cacheFolder()]);
  const temporary = mkdtempSync(join(cacheFolder(), '.postgresql-'));
  try {
    if (process.getuid?.() === 0) await updateLists();
    say('PostgreSQL 17: downloading it for the tests');
    await runProgram('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', 'download', 'postgresql-17'], {
      cwd: temporary,
    });
    const archive = readdirSync(temporary).find((name) => name.endsWith('.deb'));
    if (!archive) throw new Error('nothing was downloaded');
    const unpacked = join(temporary, 'unpacked');
    await runProgram('dpkg', ['-x', join(temporary, archive), unpacked]);
    await runProgram('chmod', ['-R', 'a+rX', unpacked]);
    renameSync(unpacked, home);
  } catch (error) {
    say(`PostgreSQL 17: not to be had here, its tests will be skipped (${error.message.split('\n')[0]})`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
