import type { Client } from 'pg';
import { legalMonth } from '../../shared/warsaw.ts';
import type { EntryRow } from '../database.ts';
import type { Vouched } from './chain.ts';
import type { Gone } from './gone.ts';
import { hasLength, placeOnShare } from './place.ts';

/** Why a source stays: its recording waits for a backup; the share does not have it whole; it cannot be heard any more, and the ledger says so. */
export type Unsaved = 'backup' | 'share' | 'lost';

/**
 * Why the source of the sound (SHA-256) of a call that began then is needed still, and of which recording it is; null where it lies on the share, and a backup that was tried began
 * after its key was put away.
 * SECURITY: till then the source may be the only other way to what was said. Both facts come from entries that the ledger has, and so does that a
 * recording was lost: whoever owns the tables can call anything known. What is not seen here is an entry of a loss that the database keeps back, by
 * another function in place of its own, which the keeper finds (INV-20).
 */
export async function unsavedBy(
  { client, vouched, share, gone }: { client: Client; vouched: Vouched; share: string; gone: Gone },
  sound: Buffer,
  startedAt: Date,
): Promise<{ why: Unsaved | null; recording: string }> {
  const { rows } = await client.query<EntryRow>('SELECT * FROM api.saved_sound($1)', [sound]);
  const entries = rows.flatMap((row) => vouched.signed(row) ?? []);
  const backup = entries.find(({ payload }) => payload.kind === 'backup');
  const taken = entries.find(({ payload }) => payload.kind === 'ingest');
  if (taken?.payload.kind !== 'ingest') return { why: 'backup', recording: '' };
  const { recording, at, plainSha256, cipherBytes } = taken.payload;
  const stays = (why: Unsaved) => ({ why, recording });
  if (plainSha256 !== sound.toString('hex') || taken.payload.startedAt !== startedAt.toISOString())
    return stays('backup');
  if (gone.isLost(recording, taken.seq)) return stays('lost');
  if (!(await hasLength(`${placeOnShare(share, legalMonth(startedAt), recording)}.rec`, cipherBytes)))
    return stays('share');
  if (backup?.payload.kind !== 'backup' || Date.parse(backup.payload.startedAt) <= Date.parse(at))
    return stays('backup');
  const isVouchedFor = (await vouched.holds(taken)) && (await vouched.holds(backup));
  return isVouchedFor ? { why: null, recording } : stays('backup');
}
