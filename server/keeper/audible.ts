import { legalDay } from '../../shared/warsaw.ts';
import { lastDayOf } from './ground.ts';
import { vouchedManifest, type Manifest, type RecordingRow } from './recording-row.ts';
import { refuse, type Desk } from './request.ts';

/** The signed manifest of a recording that may be heard on the legal day of `now`; refuses otherwise. */
export function audible(
  { state, keys }: Pick<Desk, 'state' | 'keys'>,
  row: RecordingRow | null,
  now: number,
  id: string,
): Manifest {
  if (row === null) return refuse('recording-unknown');
  if (row.state === 'pending') refuse('recording-not-ready');
  if (row.state === 'destroyed') refuse('recording-destroyed');
  // SECURITY: a row that no folded entry vouches for is a forged one.
  if (!state.recordings.has(id)) refuse('manifest-mismatch');
  const manifest = vouchedManifest(row, keys.verifyKey) ?? refuse('manifest-mismatch');
  if (legalDay(new Date(now)) > lastDayOf(manifest.startedAt)) refuse('recording-past-term');
  // §3.2: without the announcement the caller did not know; such a call is not for listening.
  if (manifest.announcement === 'no') refuse('recording-without-announcement');
  return manifest;
}
