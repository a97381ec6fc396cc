/**
 * `npm run pack`: the package of the workstation's program, from a bare clone, into dist/. Needs nothing but Node.
 *   (nothing)       folder, deb, bill of materials, notices of third parties, checksums
 *   --inspectable   and a second folder whose inspect fuse is left on, for tests that drive the program
 *   --to=FOLDER     elsewhere than dist/; the folder is emptied first
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { say } from './program.mjs';
import { setUp } from './setup.mjs';
import { setUpModules } from './setup-modules.mjs';
import { SetUpStopped } from './setup-system.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const asked = process.argv.slice(2);
const to =
  asked.find((argument) => argument.startsWith('--to='))?.slice('--to='.length) ?? join(root, 'dist');
const unknown = asked.find((argument) => argument !== '--inspectable' && !argument.startsWith('--to='));

if (unknown !== undefined) {
  say(`Unknown option ${unknown}. There are: --inspectable, --to=FOLDER.`);
  process.exitCode = 2;
} else {
  try {
    const runtime = await setUp({ purpose: 'pack' });
    const { build } = await import('vite');
    await build({ root, configFile: join(root, 'build/package.vite.config.ts'), logLevel: 'error' });
    const { pack } = await import('../.cache/package/main.mjs');
    const inspectable = asked.includes('--inspectable');
    const debTool = process.platform === 'linux' ? await setUpDeb(root) : null;
    const packed = await pack({ root, runtime, to: resolve(to), inspectable, debTool, say });
    say(`Package: ${packed.deb ?? packed.release.folder}`);
  } catch (error) {
    if (!(error instanceof SetUpStopped)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/**
 * Installs the tool that makes the deb, exactly as `package/deb-tool` locks it, into .cache. It is no dependency of the
 * project: its package.json names the systems it runs on, so npm on Windows would install nothing of the rest either.
 * Resolves with the file to import.
 */
async function setUpDeb(root) {
  const folder = join(root, '.cache/deb-tool');
  await withLock(join(root, '.cache/deb-tool.lock'), async () => {
    mkdirSync(folder, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(root, 'build/package/deb-tool', file), join(folder, file));
    }
    await setUpModules(folder);
  });
  return join(folder, 'node_modules/electron-installer-debian/src/installer.js');
}
