import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { changing, descriptionOf, planFile, unreadable, type Recording } from './plan.ts';
import { isStill } from './source.ts';

/** What a sound is called from the moment at which it goes: no run reads one of such a name. */
const leaving = '.leaving';

type Folder = { folder: string; shared: ReadonlySet<string>; say: (line: string) => void };

/**
 * Deletes the source `what` with its description; resolves with whether it went. The recording is safe; a source that cannot be deleted is known to the
 * next run, which tries again.
 * SECURITY: only what was read goes: a sound or a description that somebody wrote there meanwhile is looked at by the next run. Says no name: an
 * exchange puts the caller's number into it.
 */
export async function removeSource(
  { folder, shared, say }: Folder,
  plan: Recording,
  mark: string,
  what: string,
): Promise<boolean> {
  const { name, sidecar } = plan;
  try {
    const same =
      (await isStill(join(folder, name), mark)) &&
      isDeepStrictEqual(await planFile(folder, name, sidecar, 0), plan);
    if (same) {
      await rename(join(folder, name), join(folder, name + leaving));
      await removeLeaving(folder, name + leaving, sidecar !== null && !shared.has(sidecar));
      return true;
    }
    say(`Pozostał ${what}: ${changing(name).sentence}`);
  } catch (error) {
    say(`Pozostał ${what}: ${unreadable(name, error).sentence}`);
  }
  return false;
}

/**
 * Deletes what an interrupted run was deleting.
 * SECURITY: a description has the caller's number, and without its sound nobody would look at it any more.
 */
export async function finishRemoving({ folder, say }: Omit<Folder, 'shared'>): Promise<void> {
  const all = await readdir(folder);
  const kept = new Set(all.filter((name) => /\.wav$/i.test(name)).map(descriptionOf));
  for (const name of all.filter((one) => /\.wav\.leaving$/i.test(one)))
    try {
      await removeLeaving(folder, name, !kept.has(descriptionOf(name.slice(0, -leaving.length))));
    } catch (error) {
      say(`Pozostał plik źródłowy, który usuwało przerwane wczytywanie: ${unreadable(name, error).sentence}`);
    }
}

/** The description first: what is left by a crash is found by the sound. */
async function removeLeaving(folder: string, name: string, described: boolean): Promise<void> {
  if (described) await rm(join(folder, descriptionOf(name.slice(0, -leaving.length))), { force: true });
  await rm(join(folder, name));
}
