import { parsePayload } from '../../shared/node/ledger.ts';
import { keySha256 } from '../../shared/node/release.ts';
import { entryOfRow, type EntryRow } from '../database.ts';
import { foldedIn } from '../entries/recording.ts';
import type { Desk } from '../entries/request.ts';

/**
 * One of these recordings whose file has another key than its `ingest` entry speaks of; null where there is none. A file that is missing or spoilt
 * has no key that could be another's.
 * SECURITY: keys are overwritten by the names of their files. Of two that somebody exchanged the one would go that is to stay, and the other stay.
 */
export async function withForeignKey(
  { connection, state, keys }: Pick<Desk, 'connection' | 'state' | 'keys'>,
  recordings: readonly string[],
): Promise<string | null> {
  const entered = recordings.map((one) => state.recordings.get(one) ?? state.lost.get(one));
  const rows = await connection.run<EntryRow>(
    'SELECT seq, prev, payload, hash, signature FROM office.entry WHERE seq = ANY ($1)',
    [entered],
  );
  const vouches = foldedIn(state);
  const stated = new Map<string, string>();
  for (const row of rows) {
    const payload = vouches(entryOfRow(row)) ? parsePayload(row.payload) : null;
    if (payload?.kind === 'ingest') stated.set(payload.recording, payload.keySha256);
  }
  const isForeign = (recording: string): boolean => {
    const key = keys.recordings.of(recording, state.days.get(recording) ?? '');
    if (key === null) return false;
    const isOwn = keySha256(recording, key) === stated.get(recording);
    key.fill(0);
    return !isOwn;
  };
  return recordings.find(isForeign) ?? null;
}
