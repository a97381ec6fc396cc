import { legalDay } from '../../shared/warsaw.ts';
import { lastDayOf } from './ground.ts';
import { vouchedManifest, type Manifest, type RecordingRow } from './recording-row.ts';
import { refuse, type Desk } from './request.ts';

/** The signed manifest of a recording that may be heard on the legal day of `now`; refuses otherwise. */
export function audible(
  { keys, state }: Pick<Desk, 'keys' | 'state'>,
  row: RecordingRow | null,
  now: number,
): Manifest {
  // What was lost is not to be had by this id; where it was ingested again, the list has it under its new one.
  if (row === null || row.state === 'lost') return refuse('recording-unknown');
  if (row.state === 'pending') refuse('recording-not-ready');
  if (row.state === 'destroyed') refuse('recording-destroyed');
  // SECURITY: read beside the entry that was folded for it; a row that no entry vouches for is a forged one.
  const manifest = vouchedManifest(row, keys.verifyKey) ?? refuse('manifest-mismatch');
  // §3.4: evidence is kept, and may be heard, until the proceedings have ended.
  const isOver = legalDay(new Date(now)) > lastDayOf(manifest.startedAt);
  if (isOver && !state.holds.has(manifest.recording)) refuse('recording-past-term');
  // §3.2: without the announcement the caller did not know; such a call is not for listening.
  if (manifest.announcement === 'no') refuse('recording-without-announcement');
  return manifest;
}
