/**
 * What a bare clone lacks: packages of the system, npm packages, an Electron runtime, the build. Needs nothing but Node.
 * Does only what is not done yet; a second run takes less than a second. As a program: `node build/setup.mjs PURPOSE`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { say } from './program.mjs';
import { electronRuntime } from './runtime.mjs';
import { setUpBuild } from './setup-build.mjs';
import { setUpModules } from './setup-modules.mjs';
import { setUpPostgres17 } from './setup-postgres.mjs';
import { checkLibraries, setUpSystem, SetUpStopped } from './setup-system.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.match(/\d+/g).map(Number);
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  throw new SetUpStopped(`Node ${engines.node} is needed; this is ${process.versions.node}`);
}

/**
 * Sets up for a purpose: `office` (servers only), `demo` (and a window), `tour` (and a display of its own), `test` (and
 * everything that tests look with), `calendar` (and what moves their clock), `pack` (no display). Resolves with the Electron runtime, `null` for `office`. Two at once in one clone
 * wait for each other. Rejects with `SetUpStopped` where a person has to do something first.
 */
export async function setUp({ purpose }) {
  checkNode();
  const wait = () => say('Another set-up is at work in this folder; waiting for it');
  return withLock(
    join(root, '.cache/setup.lock'),
    async () => {
      await setUpSystem(purpose);
      await setUpModules(root);
      if (['test', 'calendar'].includes(purpose)) await setUpPostgres17();
      if (purpose !== 'pack') await setUpBuild(root); // A package is built from the sources by itself.
      if (purpose === 'office') return null;
      const runtime = await electronRuntime();
      await checkLibraries(runtime.path);
      say(`Electron ${runtime.version} (${runtime.source})`);
      return runtime;
    },
    wait,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setUp({ purpose: process.argv[2] ?? 'demo' });
  } catch (error) {
    if (!(error instanceof SetUpStopped)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
