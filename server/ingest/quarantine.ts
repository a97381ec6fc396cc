import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../settings.ts';
import { quarantineFolder, type Plan } from './plan.ts';

/** Names of files have at most so many bytes on every file system that an office uses. */
const longestName = 255;

/**
 * Moves a file that cannot become a recording, with its description, into `quarantine/`, and writes the reason beside it. What was
 * put there under the same name before stays: the newer one goes into `quarantine/2/`, `quarantine/3/` and so on.
 * Errors of the file system pass through. Throws UsageError where `quarantine` is no folder.
 */
export async function quarantine(folder: string, plan: Extract<Plan, { kind: 'quarantine' }>): Promise<void> {
  const target = await freePlace(join(folder, quarantineFolder), plan.name);
  const reason = join(target, reasonName(plan.name));
  // SECURITY: never through a link that somebody laid at this name.
  await rm(reason, { force: true });
  await writeFile(reason, `${plan.sentence}\n`, { mode: 0o600, flag: 'wx' });
  if (plan.sidecar !== null) await moveIfThere(join(folder, plan.sidecar), join(target, plan.sidecar));
  await rename(join(folder, plan.name), join(target, plan.name));
}

async function freePlace(quarantined: string, name: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const place = n === 1 ? quarantined : join(quarantined, String(n));
    await mkdir(place, { recursive: true, mode: 0o700 });
    // SECURITY: whoever may write to the exchange's folder could lay a link here; our files would land where it points.
    if (!(await lstat(place)).isDirectory()) {
      throw new UsageError(
        `${place} nie jest folderem, lecz dowiązaniem. Należy je usunąć i sprawdzić, kto je utworzył.`,
      );
    }
    if (!(await exists(join(place, name)))) return place;
  }
}

function reasonName(name: string): string {
  const usual = `${name}.reason.txt`;
  return Buffer.byteLength(usual) <= longestName ? usual : name.replace(/\.wav$/i, '.txt');
}

/** Two sources may share one description; it goes with the first of them. */
async function moveIfThere(from: string, to: string): Promise<void> {
  if (await exists(from)) await rename(from, to);
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
