import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { setUpModules } from './setup-modules.mjs';

/**
 * Installs the tool that makes the deb, exactly as `package/deb-tool` locks it, into .cache. It is no dependency of the
 * project: its package.json names the systems it runs on, so npm on Windows would install nothing of the rest either.
 * Resolves with the file to import.
 */
export async function setUpDeb(root) {
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
