import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a small file of this Windows user, whole or not at all: it gets its name only once it is complete. */
export function writeWhole(file: string, text: string): void {
  const passing = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(passing, text, { mode: 0o600 });
  renameSync(passing, file);
}

/**
 * The same where a person chose the place, a folder that need not take it: a disk that fills up on the way leaves neither half a
 * document nor anything beside it, and what lay there under that name stays. Rejects with what the system said.
 */
export async function saveWhole(
  file: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const passing = `${file}.new`;
  try {
    await writeFile(passing, content, { flush: true, signal });
    await rename(passing, file);
  } catch (error) {
    await rm(passing, { force: true }).catch(() => undefined);
    throw error;
  }
}
