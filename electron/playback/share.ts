import { open, type FileHandle } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SealedSource } from '../../shared/node/unseal.ts';
import { fail } from '../failed.ts';
import { isShareThere } from '../session/watch.ts';

/** A file of the share, open for reading; `close` ends it once, whoever asks. */
export type ShareFile = SealedSource & { close(): Promise<void> };

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const deadlineMs = 10_000;

/**
 * Opens `<share>/<yyyy>/<mm>/<uuid>.<ending>`. Fails with 'recording-missing' where the share answers and has no such file, with
 * 'share-unreachable' where it does not answer.
 * SECURITY: the only place that opens a file of the share; the path is made of a checked month and a checked uuid, so nothing that the
 * catalogue could say leads out of the root.
 */
export async function openOnShare(
  root: string,
  yearMonth: string,
  recording: string,
  ending: 'rec' | 'peaks',
): Promise<ShareFile> {
  const [year = '', number = ''] = month.parse(yearMonth).split('-');
  const path = join(root, year, number, `${z.uuid().parse(recording)}.${ending}`);
  // Windows has no such flag (`undefined | 0`), and no such links to follow either.
  const opening = open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const handle = await inTime(opening);
    return fileOf(handle, (await inTime(handle.stat())).size);
  } catch (error) {
    // It may still open, long after anybody waits for it.
    opening.then((handle) => handle.close()).catch(() => undefined);
    return fail((await isShareThere(root)) && isAbsent(error) ? 'recording-missing' : 'share-unreachable');
  }
}

function fileOf(handle: FileHandle, length: number): ShareFile {
  let closing: Promise<void> | null = null;
  return {
    length,
    readAt: async (position, bytes) => {
      const { bytesRead, buffer } = await inTime(handle.read(Buffer.allocUnsafe(bytes), 0, bytes, position));
      return buffer.subarray(0, bytesRead);
    },
    close: () => (closing ??= handle.close()),
  };
}

/** A dead file server can hold a call for tens of seconds; the listener is told earlier. */
async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the share did not answer in time'));
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP');
}
