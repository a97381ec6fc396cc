import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const beatMs = 1000;
/** A holder that gave no sign for so long was killed. (A pid would not do: in a container the next one has the same.) */
const silentMs = 15_000;

function take(file) {
  try {
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function isAbandoned(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > silentMs;
}

/** Of several who wait, one alone succeeds in renaming an abandoned lock. */
function clearAway(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  rmSync(aside, { force: true });
}

/**
 * Runs `work` while nobody else who asks for the same lock file does: two demos started at once in one clone must not
 * install into the same folder together. `onWait` is called once if somebody else is at work.
 */
export async function withLock(file, work, onWait = () => undefined) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file);) {
    if (isAbandoned(file)) {
      clearAway(file);
      continue;
    }
    if (!told) onWait();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}
