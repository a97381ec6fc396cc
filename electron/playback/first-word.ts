import { joined, loudRanges } from '../../shared/loud.ts';
import type { Peaks } from '../../shared/node/peaks.ts';
import type { Range } from '../../shared/values.ts';

/** Further in nothing is passed over. */
const withinMs = 120_000;
/** A shorter silence is a breath within what is said. */
const breathMs = 300;
/** So much before the first word is played: its first sound is never cut. */
const marginMs = 300;
/** What began as the announcement and goes on for longer than this after its time is more than the announcement. */
const lateMs = 1000;
/** How long a tone of the exchange sounds, and how far its like begins. Milliseconds. */
const [shortestToneMs, longestToneMs] = [600, 1600];
const [nearestToneMs, furthestToneMs] = [3000, 6000];

/**
 * Where somebody begins to speak in a recording, in milliseconds: what is heard of it in the time of the announcement, and the tones of an
 * exchange that rings, are passed over. `announcementMs`: how long its announcement is; 0: it has none. 0 where nobody is heard.
 */
export function firstWord({ channels, millisecondsPerValue }: Peaks, announcementMs: number): number {
  const firsts = channels.flatMap((values) => {
    const beginning = values.subarray(0, Math.ceil(withinMs / millisecondsPerValue));
    const ranges = loudRanges(beginning, beginning.length * millisecondsPerValue);
    const tones = ranges.flatMap((range) => toneIn(beginning, millisecondsPerValue, range));
    const words = joined(
      ranges.filter((range) => !rings(range, tones)),
      breathMs,
    );
    const first = words.find(([from, to]) => from >= announcementMs || to > announcementMs + lateMs);
    return first === undefined ? [] : [first[0]];
  });
  return Math.max(0, (firsts.length === 0 ? 0 : Math.min(...firsts)) - marginMs);
}

type Tone = { from: number; loudness: number };

/** A stretch that is as loud from its beginning to its end as no voice is. Its first and last value are of columns that it shares with silence. */
function toneIn(values: Uint8Array, valueMs: number, [from, to]: Range): Tone[] {
  const inner = values.subarray(from / valueMs + 1, to / valueMs - 1);
  const loudness = inner.slice().sort()[Math.floor(inner.length / 2)];
  if (loudness === undefined || to - from > longestToneMs) return [];
  return inner.every((value) => Math.abs(value - loudness) <= loudness / 10) ? [{ from, loudness }] : [];
}

/** A tone, and one like it at the distance that an exchange keeps; the last of them may have been cut short by whoever answered. */
function rings([from, to]: Range, tones: readonly Tone[]): boolean {
  const tone = tones.find((one) => one.from === from);
  if (tone === undefined || to - from < shortestToneMs) return false;
  return tones.some((other) => {
    const apart = Math.abs(other.from - from);
    const isLike = Math.abs(other.loudness - tone.loudness) <= tone.loudness / 10;
    return isLike && apart >= nearestToneMs && apart <= furthestToneMs;
  });
}
