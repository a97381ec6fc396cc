import { createHash } from 'node:crypto';
import type { RegisterFilter } from '../../shared/register.ts';
import { fail } from '../failed.ts';
import { logFault } from '../log.ts';
import { type Placed, standsAt } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { saveWhole } from '../whole-file.ts';
import { signedPages } from './register.ts';
import { SealedPieces } from './sealed-pieces.ts';
import { tableHead, tableRows } from './table.ts';

/**
 * The register as a table in this file, whole or not at all, a page of rows in memory at a time. Fails as `signedPages` and `standsAt` do.
 * SECURITY: § 5: that it leaves is entered before it is there to read, with its hash.
 */
export async function writeTable(
  current: Pick<Session, 'db' | 'witness' | 'keeper' | 'submit'>,
  filter: RegisterFilter,
  file: string,
  tell: (rows: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const pieces = await onDisk(SealedPieces.open());
  try {
    const placed: Placed[] = [];
    let rows = 0;
    for await (const page of signedPages(current, filter)) {
      signal.throwIfAborted();
      await onDisk(pieces.add(tableRows(page.rows)));
      placed.push(...page.placed);
      tell((rows += page.rows.length));
    }
    await standsAt(current, placed);
    await onDisk(pieces.add(tableHead));
    const hash = createHash('sha256');
    for await (const piece of pieces.backwards()) hash.update(piece);
    signal.throwIfAborted();
    await current.submit('read', { what: 'export', filter, rows, sha256: hash.digest('hex') });
    await onDisk(saveWhole(file, pieces.backwards(), signal));
  } finally {
    await pieces.close();
  }
}

/** A disk that is full, read-only or gone: the person picks another place. */
function onDisk<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    logFault('the table of the register was not written', error);
    fail('file-not-saved');
  });
}
