import { lstat, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file that gets its name only when it is complete: written as `<name>.part`, synced, renamed, and the folder
 * synced, so that after a crash a name on the share always stands for a whole file.
 */
export class PartFile {
  readonly #target: string;
  readonly #path: string;
  readonly #handle: FileHandle;
  #length = 0;
  #state: 'open' | 'finished' | 'committed' | 'gone' = 'open';

  private constructor(target: string, path: string, handle: FileHandle) {
    this.#target = target;
    this.#path = path;
    this.#handle = handle;
  }

  /** Creates `<target>.part` and its folder. Errors of the file system pass through; EEXIST for a `.part` of that name. */
  static async create(target: string): Promise<PartFile> {
    await mkdir(dirname(target), { recursive: true });
    const path = `${target}.part`;
    // SECURITY: 'wx' neither follows a link that somebody laid at this name nor writes into a file of another run.
    return new PartFile(target, path, await open(path, 'wx'));
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Appends bytes; one write at a time. */
  async write(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.#length);
      done += bytesWritten;
      this.#length += bytesWritten;
    }
  }

  /** Syncs and closes the file; it keeps its `.part` name. */
  async finish(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
    this.#state = 'finished';
  }

  /** Gives the file its name. Throws if a file of that name exists. */
  async commit(): Promise<void> {
    if (this.#state !== 'finished') throw new Error('only a finished file gets its name');
    if (await exists(this.#target)) throw new Error('a file of that name exists');
    await rename(this.#path, this.#target);
    this.#state = 'committed';
    await syncFolder(dirname(this.#target));
  }

  /** Closes and removes the file, under whichever name it stands. Does nothing the second time. */
  async discard(): Promise<void> {
    if (this.#state === 'gone') return;
    if (this.#state === 'open') await this.#handle.close();
    await rm(this.#state === 'committed' ? this.#target : this.#path, { force: true });
    this.#state = 'gone';
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return false;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Network file systems refuse to sync a folder: their server decides when a name is durable.
    if (!hasCode(error, ['EINVAL', 'ENOTSUP', 'EBADF'])) throw error;
  } finally {
    await folder.close();
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
