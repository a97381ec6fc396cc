import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { isUuid } from '../../shared/node/uuid.ts';

/**
 * `<share>/<yyyy>/<mm>/<uuid>`, without the ending.
 * SECURITY: what is taken back comes from the database, whose owner could name a path; nothing else than a recording's place is touched.
 */
export function placeOnShare(share: string, month: string, recording: string): string {
  const [year = '', number = ''] = month.split('-');
  if (!isUuid(recording) || !/^\d{4}-\d{2}$/.test(month)) throw new TypeError('not the place of a recording');
  return join(share, year, number, recording);
}

/**
 * Takes a recording that no entry vouches for back: its row, then its files, so that its source is read again.
 * Only where the source is still there, or the files were never whole. The row goes first: where an entry came to vouch for
 * it meanwhile, its deletion is refused (OD009), and its files stay.
 */
export async function takeBack(
  client: Client,
  share: string,
  month: string,
  recording: string,
): Promise<void> {
  await client.query('DELETE FROM office.recording WHERE id = $1', [recording]);
  const path = placeOnShare(share, month, recording);
  for (const ending of ['.rec', '.peaks', '.rec.part', '.peaks.part'])
    await rm(path + ending, { force: true });
}

/** Whether a file is there, of exactly so many bytes. Other errors of the file system pass through. */
export async function hasLength(path: string, length: number): Promise<boolean> {
  try {
    return (await stat(path)).size === length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
