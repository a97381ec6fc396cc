import type { Ground, ListenOutput, PlayerSettings } from '../../shared/playback.ts';
import { call } from '../api.ts';
import { applySettings } from './apply-settings.ts';
import { leadToOutput, playOnOutput } from './output.ts';
import { createSound, type Sound } from './sound.ts';

/** An opening in preparation: a token, and an element whose first byte waits for the key. Nothing secret yet. */
export type Attempt = {
  readonly recording: string;
  readonly token: string;
  readonly sound: Sound;
  /** Where playing begins. */
  readonly fromMs: number;
};

/** The attempt that was told to play last and is on no page yet. */
let starting: Attempt | null = null;

/** Keeps the sound that is on its way from beginning: it comes to the page at rest, and „Odtwarzaj” begins it. */
export function holdBack(): void {
  const held = starting;
  starting = null;
  held?.sound.media.pause();
}

/** Rejects with a FailureError when the file is missing, foreign or out of reach. */
export async function prepare(recording: string, durationMs: number): Promise<Attempt> {
  const { token } = await call('playback.prepare', { recording });
  const sound = createSound(token, durationMs);
  // Now, for it takes its time; where the output is missing, it is sought once more before anything is played.
  await leadToOutput(sound);
  return { recording, token, sound, fromMs: 0 };
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
export function decide(
  attempt: Attempt,
  what: { act: string } | { ground: Ground },
  settings: PlayerSettings,
): Promise<ListenOutput> {
  // The first thing that is heard is as loud and as fast as the person has set it.
  applySettings(attempt.sound.media, settings);
  const answer = call('playback.listen', { token: attempt.token, what });
  starting = attempt;
  // Rejected when the attempt is given up; the answer above says why.
  playOnOutput(attempt.sound, () => starting === attempt).catch(() => undefined);
  return answer;
}

/** Milliseconds after which nobody waits for the sound any more: a page that is drawn says what is the matter. */
const soundWithin = 300;

/**
 * Resolves once the sound of an attempt runs, cannot run, or is late. Drawing a page takes the thread on which the
 * element starts; what is drawn only after this does not delay the first sound.
 */
export async function underWay(attempt: Attempt): Promise<void> {
  const { media } = attempt.sound;
  const runs = !media.paused && media.readyState >= media.HAVE_FUTURE_DATA;
  if (!runs && media.error === null) await begins(media);
  settled(attempt);
}

function settled(attempt: Attempt): void {
  if (starting === attempt) starting = null;
}

function begins(media: HTMLAudioElement): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(late);
      for (const event of settling) media.removeEventListener(event, settle);
      resolve();
    };
    const late = setTimeout(settle, soundWithin);
    for (const event of settling) media.addEventListener(event, settle);
  });
}

/** It runs; it cannot; it was stopped. */
const settling = ['playing', 'error', 'pause'] as const;

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
