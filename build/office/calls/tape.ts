import type { Random } from './random.ts';
import type { Voices } from './voices.ts';

/** Samples a second: a telephone line. */
export const sampleRate = 8000;

export type Side = 'caller' | 'office';

/** What is heard: a stored line at some pitch (1 = as stored; above 1 higher and faster), or a sound of the exchange. */
export type Sound =
  | { readonly kind: 'speech'; readonly voice: string; readonly line: string; readonly pitch: number }
  | { readonly kind: 'ringing' | 'music' | 'typing' };

/** A sound at its place; `at` and `length` in samples, `gain` 1 = as stored (speech: −20 dBFS). */
export type Cue = {
  readonly side: Side;
  readonly at: number;
  readonly length: number;
  readonly gain: number;
  readonly sound: Sound;
};

/** The sound of one recording before it is mixed; `noise` chooses the noise of its line. */
export type Soundtrack = { readonly cues: readonly Cue[]; readonly length: number; readonly noise: number };

export type Speaker = {
  readonly side: Side;
  readonly voice: string;
  readonly pitch: number;
  readonly gain: number;
};

/** Writes a soundtrack from left to right. */
export type Tape = {
  say(speaker: Speaker, line: string): void;
  /** A short word while the other one finishes a long line just said: the only overlap there is. */
  interject(speaker: Speaker, line: string): void;
  sound(kind: 'ringing' | 'music' | 'typing', seconds: number, gain: number): void;
  pause(seconds: number): void;
  /** Where the tape stands, in seconds. */
  seconds(): number;
  finish(): Soundtrack;
};

export function tapeFor(voices: Voices, random: Random): Tape {
  const cues: Cue[] = [];
  let now = 0;
  const speech = (speaker: Speaker, line: string, at: number): Cue => {
    const { side, voice, pitch, gain } = speaker;
    const length = Math.floor(voices.lengthOf(voice, line) / pitch);
    return { side, at, length, gain, sound: { kind: 'speech', voice, line, pitch } };
  };
  const pause = (seconds: number): void => {
    now += Math.round(seconds * sampleRate);
  };
  return {
    pause,
    say: (speaker, line) => {
      const cue = speech(speaker, line, now);
      cues.push(cue);
      now += cue.length;
      pause(random.between(0.3, 0.9));
    },
    interject: (speaker, line) => {
      const last = cues.at(-1);
      if (last === undefined) return;
      const word = speech(speaker, line, 0);
      if (last.length < 3 * word.length) return;
      const end = last.at + last.length - Math.round(random.between(0.1, 0.8) * sampleRate);
      cues.push({ ...word, at: end - word.length });
    },
    sound: (kind, seconds, gain) => {
      const length = Math.round(seconds * sampleRate);
      cues.push({ side: 'office', at: now, length, gain, sound: { kind } });
      now += length;
    },
    seconds: () => now / sampleRate,
    finish: () => ({
      cues: [...cues].sort((a, b) => a.at - b.at),
      length: now,
      noise: random.whole(0, 2 ** 30),
    }),
  };
}
