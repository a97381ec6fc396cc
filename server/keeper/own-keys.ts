import type { Desk } from '../entries/request.ts';

/**
 * One of these recordings whose file has another key than its `ingest` entry speaks of; null where there is none. A file that is missing or
 * cannot be read as a key has none that could be another's.
 * SECURITY: keys are overwritten by the names of their files. Of two that somebody exchanged the one would go that is to stay, and the other stay.
 */
export function withForeignKey(
  { state, keys }: Pick<Desk, 'state' | 'keys'>,
  recordings: readonly string[],
): string | null {
  const isForeign = (recording: string): boolean => {
    const day = state.days.get(recording) ?? '';
    return (
      keys.recordings.has(recording, day) &&
      !keys.recordings.isOwn({ recording, day }, state.keyHashes.get(recording))
    );
  };
  return recordings.find(isForeign) ?? null;
}
