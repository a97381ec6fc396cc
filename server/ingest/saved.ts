import type { Client } from 'pg';
import { legalMonth } from '../../shared/warsaw.ts';
import type { EntryRow, Vouched } from './chain.ts';
import { hasLength, placeOnShare } from './place.ts';

/**
 * Whether the sound of a call that began then (SHA-256 of its source) needs its source no more: it lies on the share, and a backup that was tried
 * began after its key was put away.
 * SECURITY: till then the source may be the only other way to what was said. Both facts come from entries that the ledger has: whoever owns the tables
 * can call anything known, and nothing goes by that.
 */
export async function isSaved(
  { client, vouched, share }: { client: Client; vouched: Vouched; share: string },
  sound: Buffer,
  startedAt: Date,
): Promise<boolean> {
  const { rows } = await client.query<EntryRow>('SELECT * FROM api.saved_sound($1)', [sound]);
  const entries = rows.flatMap((row) => vouched.signed(row) ?? []);
  const backup = entries.find(({ payload }) => payload.kind === 'backup');
  const taken = entries.find(({ payload }) => payload.kind === 'ingest');
  if (backup?.payload.kind !== 'backup' || taken?.payload.kind !== 'ingest') return false;
  const { recording, at, plainSha256, cipherBytes } = taken.payload;
  return (
    plainSha256 === sound.toString('hex') &&
    taken.payload.startedAt === startedAt.toISOString() &&
    Date.parse(backup.payload.startedAt) > Date.parse(at) &&
    (await hasLength(`${placeOnShare(share, legalMonth(startedAt), recording)}.rec`, cipherBytes)) &&
    (await vouched.holds(taken)) &&
    (await vouched.holds(backup))
  );
}
