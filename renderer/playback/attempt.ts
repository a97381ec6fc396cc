import type { Ground, ListenOutput } from '../../shared/playback.ts';
import { call } from '../api.ts';
import { createSound, type Sound } from './sound.ts';

/** An opening in preparation: a token, and an element whose first byte waits for the key. Nothing secret yet. */
export type Attempt = {
  readonly recording: string;
  readonly token: string;
  readonly sound: Sound;
  /** Where playing begins. */
  readonly fromMs: number;
};

/** Rejects with a FailureError when the file is missing, foreign or out of reach. */
export async function prepare(recording: string, durationMs: number): Promise<Attempt> {
  const { token } = await call('playback.prepare', { recording });
  return { recording, token, sound: createSound(token, durationMs), fromMs: 0 };
}

/** Prepares the same recording anew under the drawing that stands; playing begins at `fromMs`. */
export async function prepareAgain(recording: string, sound: Sound, fromMs: number): Promise<Attempt> {
  const { token } = await call('playback.prepare', { recording });
  sound.attach(token, fromMs);
  return { recording, token, sound, fromMs };
}

/**
 * Asks the keeper to decide, and starts the element in the same moment: the handler holds the first byte back
 * until a sealed record has released the key, so that sound follows the decision without another round.
 */
export function decide(attempt: Attempt, what: { act: string } | { ground: Ground }): Promise<ListenOutput> {
  const answer = call('playback.listen', { token: attempt.token, what });
  // Rejected when the attempt is given up; the answer above says why.
  attempt.sound.media.play().catch(() => undefined);
  return answer;
}

/** Gives an attempt up, together with its element and its drawing. */
export function abandon(attempt: Attempt): void {
  attempt.sound.dispose();
  discard(attempt.token);
}

/** Lets the main process forget a token that no opening came of. */
export function discard(token: string): void {
  // A token that main no longer knows is what was wanted.
  call('playback.discard', { token }).catch(() => undefined);
}
