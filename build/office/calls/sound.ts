import { alive } from './liveliness.ts';
import { lineNoise, music, ringing, typing } from './tones.ts';
import { type Cue, type Side, type Soundtrack, sampleRate } from './tape.ts';
import type { Voices } from './voices.ts';
import { alaw, alawHeader } from './wav.ts';

/** Frames mixed at a time: 8 s. */
const piece = 8 * sampleRate;

/** Line noise, linear 16-bit units: about −60 dBFS from outside, −66 dBFS inside the office. */
const noiseOf: Readonly<Record<Side, number>> = { caller: 32, office: 16 };

const exchange = { ringing: ringing(), music: music(), typing: typing() };
const hiss = lineNoise();

/** `noise`: that of its lines, as loud as it is there. */
type Lane = { readonly sides: readonly Side[]; readonly mixed: Float32Array; readonly noise: Float32Array };
type Playing = { readonly cue: Cue; readonly source: Int16Array };

/**
 * A complete WAV file, piece by piece (header first): A-law, 8 kHz; two channels = caller, office; one channel = both
 * mixed. Never holds more than a few seconds, so that a call of two hours costs no more memory than one of a minute.
 */
export function* renderSoundtrack(track: Soundtrack, channels: 1 | 2, voices: Voices): Generator<Buffer> {
  yield alawHeader(channels, sampleRate, track.length);
  const sides: readonly (readonly Side[])[] =
    channels === 2 ? [['caller'], ['office']] : [['caller', 'office']];
  const lanes = sides.map((of): Lane => {
    const level = Math.hypot(...of.map((side) => noiseOf[side]));
    return { sides: of, mixed: new Float32Array(piece), noise: hiss.map((value) => level * value) };
  });
  const waiting = [...track.cues];
  let playing: Playing[] = [];
  for (let from = 0; from < track.length; from += piece) {
    const to = Math.min(track.length, from + piece);
    for (let next = waiting[0]; next !== undefined && next.at < to; next = waiting[0]) {
      playing.push({ cue: next, source: sourceOf(next, voices) });
      waiting.shift();
    }
    for (const lane of lanes) mixLane(lane, playing, from, to, track.noise);
    yield encode(lanes, to - from);
    playing = playing.filter(({ cue }) => cue.at + cue.length > to);
  }
  if ((track.length * channels) % 2 === 1) yield Buffer.alloc(1);
}

function sourceOf({ sound, length, at }: Cue, voices: Voices): Int16Array {
  if (sound.kind !== 'speech') return exchange[sound.kind];
  return alive(repitched(voices.samplesOf(sound.voice, sound.line), sound.pitch, length), at);
}

/** The same words from another throat: played faster or slower, in between samples by a straight line. */
function repitched(stored: Int16Array, pitch: number, length: number): Int16Array {
  if (pitch === 1) return stored;
  const samples = new Int16Array(length);
  for (let at = 0; at < length; at++) {
    const place = at * pitch;
    const whole = Math.floor(place);
    const before = stored[whole] ?? 0;
    samples[at] = before + ((stored[whole + 1] ?? before) - before) * (place - whole);
  }
  return samples;
}

/** Fills a lane with the frames [from, to): first the noise of its lines, then everything that sounds there. */
function mixLane(
  { sides, mixed, noise }: Lane,
  playing: readonly Playing[],
  from: number,
  to: number,
  seed: number,
): void {
  let at = (from + seed + (sides[0] === 'office' ? 40_000 : 0)) % noise.length;
  for (let frame = 0; frame < to - from; at = 0) {
    const stretch = noise.subarray(at, at + to - from - frame);
    mixed.set(stretch, frame);
    frame += stretch.length;
  }
  for (const { cue, source } of playing) {
    if (sides.includes(cue.side)) add(mixed, cue, source, from, to);
  }
}

/** Adds the frames [from, to) of a cue; a source shorter than its cue goes round. */
function add(mixed: Float32Array, cue: Cue, source: Int16Array, from: number, to: number): void {
  const first = Math.max(from, cue.at);
  const end = Math.min(to, cue.at + cue.length);
  let at = (first - cue.at) % source.length;
  for (let frame = first - from; frame < end - from; frame++) {
    mixed[frame] = (mixed[frame] ?? 0) + (source[at] ?? 0) * cue.gain;
    if (++at === source.length) at = 0;
  }
}

function encode(lanes: readonly Lane[], frames: number): Buffer {
  const bytes = Buffer.allocUnsafe(frames * lanes.length);
  lanes.forEach(({ mixed }, lane) => {
    for (let frame = 0, at = lane; frame < frames; frame++, at += lanes.length) {
      const sample = mixed[frame] ?? 0;
      bytes[at] = alaw[(sample > 32767 ? 32767 : sample < -32768 ? -32768 : sample) & 0xffff] ?? 0;
    }
  });
  return bytes;
}
