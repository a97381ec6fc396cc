import { randomUUID } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { KeeperKeys } from '../shared/node/keeper-keys.ts';
import { parsePayload, sha256 } from '../shared/node/ledger.ts';
import { isUuid } from '../shared/node/uuid.ts';
import { entryOfRow, type EntryRow } from './database.ts';
import { readSmallFile } from './ingest/source.ts';
import { codeOf } from './keeper/connection.ts';
import { UsageError } from './settings.ts';

/** A file on the share with a uuid in it. */
export const markName = 'odsluch-share.txt';

/** What is wrong with a share, and what to do. */
export type ShareFault = { sentence: string; advice: string };

/**
 * Why a share is not the office's; null where it is. `entered`: the mark that the ledger names, null where it names none.
 * SECURITY: the empty folder under a share that is not mounted looks like any other. Recordings written there are out of reach once the share is back,
 * and their sources may be gone by then.
 */
export async function shareFault(share: string, entered: string | null): Promise<ShareFault | null> {
  const replaced = 'Jeżeli zasób wymieniono, należy wykonać change-share (docs/operations.md).';
  if (entered === null)
    return {
      sentence: 'Księga nie zna znaku zasobu nagrań.',
      advice: 'Należy podłączyć zasób i wykonać change-share (docs/operations.md).',
    };
  try {
    const found = await readMark(share);
    if (found === entered) return null;
    return found === null
      ? {
          sentence: `Na zasobie nagrań ${share} nie ma znaku (${markName}).`,
          advice: `Należy sprawdzić, czy zasób jest podłączony. ${replaced}`,
        }
      : {
          sentence: `Zasób nagrań ${share} ma inny znak (${markName}), niż podaje księga.`,
          advice: `Należy podłączyć zasób tego urzędu. ${replaced}`,
        };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { sentence: error.message, advice: 'Należy sprawdzić, czy jest podłączony, i prawa tego konta.' };
  }
}

/** Throws UsageError for a share that is not the office's. */
export async function mustBeOurs(share: string, entered: string | null): Promise<void> {
  const fault = await shareFault(share, entered);
  if (fault !== null) throw new UsageError(`${fault.sentence} ${fault.advice}`);
}

/** SHA-256 of the uuid on the share; null where there is no such file. Throws UsageError where it is no mark, or cannot be read. */
export async function readMark(share: string): Promise<string | null> {
  const path = join(share, markName);
  let text: Buffer | null | undefined;
  try {
    // A folder that is missing is no share without a mark.
    await stat(share);
    text = await readSmallFile(path, 100).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
  } catch (error) {
    throw new UsageError(`Zasobu nagrań ${share} nie można odczytać (${codeOf(error)}).`, { cause: error });
  }
  if (text === undefined) return null;
  const mark = text?.toString('latin1').trim() ?? '';
  if (isUuid(mark)) return sha256(Buffer.from(mark)).toString('hex');
  throw new UsageError(`Plik ${path} nie jest znakiem zasobu nagrań.`);
}

/** Puts a mark on a share that has none, and returns its SHA-256 or that of the mark which it has. Throws UsageError. */
export async function markShare(share: string): Promise<string> {
  const known = await readMark(share);
  if (known !== null) return known;
  const path = join(share, markName);
  try {
    const file = await open(path, 'wx', 0o644);
    try {
      await file.writeFile(`${randomUUID()}\n`);
      // Ingest and keeper are two accounts, whatever the mask of this one is.
      await file.chmod(0o644);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UsageError(
      `Znaku nie można zapisać na zasobie nagrań (${codeOf(error)}). Należy go utworzyć na koncie, które tam zapisuje, i powtórzyć polecenie: cp /proc/sys/kernel/random/uuid ${path}`,
      { cause: error },
    );
  }
  return markShare(share);
}

/** The mark that the ledger names, by its own entry; null where it names none. For the role of the keeper. */
export async function enteredMark(client: Client, keys: KeeperKeys): Promise<string | null> {
  const { rows } = await client.query<EntryRow>(
    `SELECT seq, prev, payload, hash, signature FROM office.entry
      WHERE kind IN ('genesis', 'incident') AND payload::jsonb ? 'share' ORDER BY seq DESC LIMIT 1`,
  );
  const [entry] = rows.map(entryOfRow).filter((one) => keys.faultOf(one) === null);
  const payload = entry && parsePayload(entry.payload);
  return payload?.kind === 'genesis' || payload?.kind === 'incident' ? (payload.share ?? null) : null;
}
