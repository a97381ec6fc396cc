import { constants, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { SourceRefusal } from './refusal.ts';
import { headerLimit, parseWavHeader, type WavHeader } from './wav.ts';

/** The largest source file that is taken unless a setting says otherwise: 2 GiB, more than 18 hours of stereo telephony. */
export const defaultSourceLimit = 2_147_483_648;

/** A source file that is open for reading; its length and times are those of the moment it was opened. */
export interface OpenSource {
  readonly handle: FileHandle;
  readonly length: number;
  /** Of this very file, as it was when it was opened: another file, or one that was written to since, has another. */
  readonly mark: string;
  /** Throws {@link SourceRefusal} `source-changed` if the file is not what it was when it was opened. */
  checkUnchanged(): Promise<void>;
}

/** Opens a source file. Throws {@link SourceRefusal} for what is no plain file or too large; errors of the file system pass through. */
export async function openSource(path: string, limit = defaultSourceLimit): Promise<OpenSource> {
  // SECURITY: the drop folder is writable by others. A link could name any file of this host, and opening a
  // pipe without O_NONBLOCK would wait for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags).catch((error: unknown) => {
    throw isLinkOrDevice(error) ? new SourceRefusal('source-not-a-file') : error;
  });
  try {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) throw new SourceRefusal('source-not-a-file');
    if (before.size > BigInt(limit)) throw new SourceRefusal('source-too-large');
    const mark = markOf(before);
    const checkUnchanged = async (): Promise<void> => {
      if (markOf(await handle.stat({ bigint: true })) !== mark) throw new SourceRefusal('source-changed');
    };
    return { handle, length: Number(before.size), mark, checkUnchanged };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Whether a path still leads to the file of this {@link OpenSource.mark}, unchanged. Errors of the file system pass through. */
export async function isStill(path: string, mark: string): Promise<boolean> {
  try {
    const source = await openSource(path);
    await source.handle.close();
    return source.mark === mark;
  } catch (error) {
    if (error instanceof SourceRefusal) return false;
    throw error;
  }
}

/** What a source file would become, from its header alone; writes nothing. Errors as {@link openSource} and `parseWavHeader`. */
export async function inspectSource(path: string, limit = defaultSourceLimit): Promise<WavHeader> {
  const source = await openSource(path, limit);
  try {
    const head = await readFully(source.handle, Buffer.alloc(Math.min(headerLimit, source.length)), 0);
    return parseWavHeader(head, source.length);
  } finally {
    await source.handle.close();
  }
}

/** The bytes of a small plain file beside a source; null for anything else or larger. Errors of the file system pass through. */
export async function readSmallFile(path: string, limit: number): Promise<Buffer | null> {
  try {
    const { handle, length } = await openSource(path, limit);
    try {
      return await readFully(handle, Buffer.alloc(length), 0);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof SourceRefusal) return null;
    throw error;
  }
}

/** Fills `buffer` from `position` on. Throws {@link SourceRefusal} `source-changed` if the file ends before. */
export async function readFully(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) throw new SourceRefusal('source-changed');
    done += bytesRead;
  }
  return buffer;
}

function markOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function isLinkOrDevice(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ELOOP' || code === 'ENXIO';
}
