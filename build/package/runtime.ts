import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A runtime as `runtime.mjs` chose it. */
export type Runtime = { path: string; version: string; source: string };

/** The version that the program is built for; any other makes a package for tests. */
export function pinnedElectron(root: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const version = devDependencies['electron'];
  if (version === undefined) throw new Error('package.json pins no Electron');
  return version;
}

/**
 * What a runtime is made of, by the names of `process.versions` (`node`, `v8`, …), asked of it before the fuse that allows it is
 * off. Chromium's version is known to a running browser only; it is read out of the user agent in the binary.
 */
export function versionsOf({ path }: Runtime): Record<string, string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const printed = execFileSync(path, ['-p', 'JSON.stringify(process.versions)'], { env, encoding: 'utf8' });
  const versions = JSON.parse(printed) as Record<string, string>;
  const chrome = chromiumIn(path);
  if (chrome === null) throw new Error(`${path} does not say which Chromium it is; the bill needs it`);
  return { ...versions, chrome };
}

function chromiumIn(path: string): string | null {
  const binary = readFileSync(path);
  const mark = 'Chrome/';
  for (let at = binary.indexOf(mark); at !== -1; at = binary.indexOf(mark, at + 1)) {
    const found = /^Chrome\/(\d+(?:\.\d+){3})/.exec(binary.toString('latin1', at, at + 40));
    if (found?.[1] !== undefined) return found[1];
  }
  return null;
}
