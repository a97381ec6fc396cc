import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Chromium has no sandbox under root, and what is tested must be what people get: as root the program runs under the
 * account `nobody`, otherwise as whoever runs the tests.
 */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** A program that starts `executable` under the account of a driven program; arguments are passed on. */
export function asUser(executable: string, folder: string, name: string): string {
  if (!isRoot) return executable;
  const wrapper = join(folder, name);
  const account = `--reuid=${nobody} --regid=${nobody} --clear-groups`;
  writeFileSync(wrapper, `#!/bin/sh\nexec setpriv ${account} '${executable}' "$@"\n`, { mode: 0o755 });
  return wrapper;
}

/** Gives a folder to the account of a driven program. */
export function giveToUser(path: string): void {
  if (isRoot) chownSync(path, nobody, nobody);
}
