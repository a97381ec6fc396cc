import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variable } from './packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes the packages once for all specs of a run, where every account can read them; returns what takes them away again. Packages that are
 * named by the environment already (a folder of `npm run pack -- --inspectable`) are taken as they are.
 */
export default function makePackages(): () => void {
  const made = process.env[variable];
  if (made !== undefined) return useThem(made);
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-packages-'));
  chmodSync(folder, 0o755);
  const to = join(folder, 'dist');
  execFileSync(process.execPath, [join(root, 'build/pack.mjs'), '--inspectable', `--to=${to}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return useThem(to, () => {
    rmSync(folder, { recursive: true, force: true });
  });
}

function useThem(folder: string, after: () => void = () => undefined): () => void {
  process.env[variable] = folder;
  process.env['ODSLUCH_PACKED_PROGRAM'] = join(folder, 'inspectable-linux-x64/electron');
  return after;
}
