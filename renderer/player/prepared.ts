import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ListenOutput, OpenRecording } from '../../shared/playback.ts';
import { call, failureOf } from '../api.ts';
import { noteFile } from './files.ts';
import { leadToOutput, playOnOutput } from './output.ts';
import { applySettings, useSettings } from './settings.ts';
import { createSound, type Sound } from './sound.ts';

/** A recording, and whatever the page shows of it: that is held against its signed entry before anything is asked for. */
export type Wanted = Input<'playback.prepare'>;
type Shown = Output<'playback.prepare'>['shown'];

/** An opening before its key: a token, and an element whose first byte waits for it. Nothing secret yet. */
export type Prepared = {
  readonly recording: string;
  readonly token: string;
  /** What the recording's signed entry says of it: what a form shows before it is approved; null of what was drawn, which no form asks for. */
  readonly shown: Shown;
  readonly sound: Sound;
  /** Where playing begins. */
  readonly fromMs: number;
};

/** What was told to play last and is on no page yet. */
let starting: Prepared | null = null;

/** Keeps the sound that is on its way from beginning: it comes to the page at rest, and „Odtwarzaj” begins it. */
export function holdBack(): void {
  const held = starting;
  starting = null;
  held?.sound.media.pause();
}

async function askFor(wanted: Wanted): Promise<Output<'playback.prepare'>> {
  try {
    const told = await call('playback.prepare', wanted);
    noteFile(wanted.recording, null);
    return told;
  } catch (error) {
    noteFile(wanted.recording, failureOf(error).code);
    throw error;
  }
}

/** Rejects with a FailureError when the file is missing, foreign or out of reach, or its entry says something else than the list. */
export async function prepare(wanted: Wanted): Promise<Prepared> {
  const { token, shown, durationMs } = await askFor(wanted);
  const sound = createSound(token, durationMs);
  // Now, for it takes its time; where the output is missing, it is sought once more before anything is played.
  await leadToOutput(sound);
  return { recording: wanted.recording, token, shown, sound, fromMs: 0 };
}

/** Prepares the same recording anew under the drawing that stands; playing begins at `fromMs`. */
export async function prepareAgain(wanted: Wanted, sound: Sound, fromMs: number): Promise<Prepared> {
  const { token, shown } = await askFor(wanted);
  sound.attach(token, fromMs);
  return { recording: wanted.recording, token, shown, sound, fromMs };
}

/**
 * Asks the keeper to decide, and starts the element in the same moment: the handler holds the first byte back
 * until a sealed record has released the key, so that sound follows the decision without another round.
 */
export function decide(prepared: Prepared, what: Input<'playback.listen'>['what']): Promise<ListenOutput> {
  // The first thing that is heard is as loud and as fast as the person has set it.
  applySettings(prepared.sound.media, useSettings.getState());
  // Of what was drawn the announcement may be passed over, and what is passed over is not heard: not even until that is known.
  prepared.sound.media.muted = 'position' in what && prepared.fromMs === 0;
  const answer = call('playback.listen', { token: prepared.token, what });
  starting = prepared;
  // Rejected when it is given up; the answer above says why.
  playOnOutput(prepared.sound, () => starting === prepared).catch(() => undefined);
  return answer;
}

/** Goes to the first word of what was drawn, where it is played from its beginning and that is known. */
export function toFirstWord(prepared: Prepared, { firstWord }: OpenRecording): Prepared {
  const { media } = prepared.sound;
  const fromMs = prepared.fromMs === 0 ? firstWord : prepared.fromMs;
  // What ran on while nobody heard it is heard, or passed over, and never taken for heard.
  if (media.muted && media.currentTime !== fromMs / 1000) media.currentTime = fromMs / 1000;
  media.muted = false;
  return { ...prepared, fromMs };
}

/** Milliseconds after which nobody waits for the sound any more: a page that is drawn says what is the matter. */
const soundWithin = 300;

/**
 * Resolves once the sound runs, cannot run, or is late. Drawing a page takes the thread on which the
 * element starts; what is drawn only after this does not delay the first sound.
 */
export async function underWay(prepared: Prepared): Promise<void> {
  const { media } = prepared.sound;
  const runs = !media.paused && media.readyState >= media.HAVE_FUTURE_DATA;
  if (!runs && media.error === null) await begins(media);
  settled(prepared);
}

function settled(prepared: Prepared): void {
  if (starting === prepared) starting = null;
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

/** Gives it up, together with its element and its drawing. */
export function abandon(prepared: Prepared): void {
  prepared.sound.dispose();
  discard(prepared.token);
}

/** Lets the main process forget a token that no opening came of. */
export function discard(token: string): void {
  // A token that main no longer knows is what was wanted.
  call('playback.discard', { token }).catch(() => undefined);
}

/**
 * The opening that is prepared for the call on show, while one click would play it. As with the panel of reasons nothing is
 * asked of the keeper, and nothing secret is held; at most one at a time.
 */
let ahead: { recording: string; prepared: Promise<Prepared>; ready: Prepared | null } | null = null;

/** A selection that moves on prepares nothing. Milliseconds. */
const restsFor = 150;

/** Prepares a recording unless the selection moves on at once. Returns the function that gives up what was not taken. */
export function prepareAhead(wanted: Wanted): () => void {
  let mine: typeof ahead = null;
  const begin = setTimeout(() => {
    const made: typeof ahead = { recording: wanted.recording, prepared: prepare(wanted), ready: null };
    ahead = mine = made;
    made.prepared.then(
      (prepared) => (made.ready = prepared),
      // Out of reach for now: the click tries again and says what is the matter.
      () => (ahead = ahead === made ? null : ahead),
    );
  }, restsFor);
  return () => {
    clearTimeout(begin);
    if (mine === null || ahead !== mine) return;
    ahead = null;
    mine.prepared.then(abandon, () => undefined);
  };
}

/**
 * Hands over what was prepared for a recording, with the duty to end it; null where nothing was. At once where it is ready: what is asked
 * for in the same breath leaves before the page is drawn anew.
 */
export function takeAhead(recording: string): Prepared | Promise<Prepared> | null {
  if (ahead?.recording !== recording) return null;
  const { prepared, ready } = ahead;
  ahead = null;
  return ready ?? prepared;
}

type UsePrepared = {
  /** Why the file cannot be prepared; null while it can. */
  failure: Failure | null;
  /** What was prepared, by its signed entry; null until then. */
  shown: Shown | null;
  /** Hands the prepared opening over, with the duty to end it. Rejects with a FailureError. */
  take(): Promise<Prepared>;
  /** Prepares anew, after a refusal or when the share is back. */
  renew(): void;
};

/**
 * Prepares an opening as long as the panel of reasons is shown, so that sound can follow the approval at once. What
 * was not taken is given up when the panel closes: element, handle and token go together. While the share is out of
 * reach nothing is prepared; once it is `reachable` again, it is.
 */
export function usePrepared(wanted: Wanted, reachable: boolean): UsePrepared {
  const { recording } = wanted;
  const [round, setRound] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [known, setKnown] = useState<Prepared | null>(null);
  const pending = useRef<Promise<Prepared> | null>(null);
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });

  useEffect(() => {
    if (!reachable) return undefined;
    const mine = prepare(latest.current);
    pending.current = mine;
    mine.then(
      (made) => {
        if (pending.current !== mine) return;
        setKnown(made);
        setFailure(null);
      },
      (error: unknown) => pending.current === mine && setFailure(failureOf(error)),
    );
    return () => {
      if (pending.current !== mine) return;
      pending.current = null;
      mine.then(abandon, () => undefined);
    };
  }, [recording, round, reachable]);

  const take = useCallback((): Promise<Prepared> => {
    const mine = pending.current ?? prepare(latest.current);
    pending.current = null;
    return mine;
  }, []);
  const renew = useCallback(() => setRound((count) => count + 1), []);
  return { failure, shown: known?.recording === recording ? known.shown : null, take, renew };
}
