import { createHash } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Gone } from './gone.ts';
import { changing, descriptionOf, planFile, unreadable, type Recording } from './plan.ts';
import { SourceRefusal } from './refusal.ts';
import { isStill, openSource, readFully } from './source.ts';

/**
 * How a name ends, in the place of `.wav`, from the moment at which a sound goes: no run reads one of such a name. No longer than what it stands for: a
 * file system may have no room for more.
 */
const leaving = '.wa~';

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
      const going = name.replace(/\.wav$/i, leaving);
      await rename(join(folder, name), join(folder, going));
      await removeLeaving(folder, going, sidecar === null || shared.has(sidecar) ? null : sidecar);
      return true;
    }
    say(`Pozostał ${what}: ${changing(name).sentence}`);
  } catch (error) {
    say(`Pozostał ${what}: ${unreadable(name, error).sentence}`);
  }
  return false;
}

/**
 * Deletes what an interrupted run was deleting, and notes of which it is the original that was destroyed.
 * SECURITY: a description has the caller's number, and without its sound nobody would look at it any more.
 */
export async function finishRemoving({
  folder,
  say,
  gone,
}: Omit<Folder, 'shared'> & { gone: Gone }): Promise<void> {
  const all = await readdir(folder);
  const kept = new Set(all.filter((name) => /\.wav$/i.test(name)).map(descriptionOf));
  for (const name of all.filter((one) => one.endsWith(leaving)))
    try {
      const described = descriptionOf(`${name.slice(0, -leaving.length)}.wav`);
      const sound = await soundOf(join(folder, name));
      const of = sound && (await gone.ofSound(sound, null));
      await removeLeaving(folder, name, all.includes(described) && !kept.has(described) ? described : null);
      if (of !== null) gone.count(of);
    } catch (error) {
      say(`Pozostał plik źródłowy, który usuwało przerwane wczytywanie: ${unreadable(name, error).sentence}`);
    }
}

/** The description first: what is left by a crash is found by the sound. */
async function removeLeaving(folder: string, name: string, described: string | null): Promise<void> {
  if (described !== null) await rm(join(folder, described), { force: true });
  await rm(join(folder, name));
}

/** SHA-256 of a file; null of what is no plain file, or changes. */
async function soundOf(path: string): Promise<Buffer | null> {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1_048_576);
  try {
    const { handle, length } = await openSource(path);
    try {
      for (let at = 0; at < length; at += piece.length)
        hash.update(await readFully(handle, piece.subarray(0, Math.min(piece.length, length - at)), at));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof SourceRefusal) return null;
    throw error;
  }
  return hash.digest();
}
