import { mergeRanges } from '../../shared/heard.ts';
import { joined, loudRanges } from '../../shared/loud.ts';
import type { ChannelName, Range } from '../../shared/values.ts';
import { type Turn, turnsOf } from './speech.ts';

/** Places in a recording that one goes to by ear: who speaks when, and where nobody does. */
export type Landmarks = { readonly turns: readonly Turn[]; readonly silences: readonly Range[] };

/** A shorter silence is a breath, and leaving it out would save nothing. */
const shortestSilenceMs = 2000;
/** So much of a silence stays at both ends: no first syllable is cut, and the next voice does not burst in. */
const marginMs = 300;
/**
 * No more silences than this are left out, the longest ones: with one report's limit of stretches heard, closing small
 * gaps must never be what states a skipped moment as heard.
 */
export const mostSilences = 140;

/** `channels`: one value 0–127 a column, the loudest of its stretch; wider columns find fewer silences, never false ones. */
export function landmarksOf(channels: readonly Uint8Array[], durationMs: number): Landmarks {
  const heard = channels.map((values) => loudRanges(values, durationMs));
  return { turns: turnsOf(heard), silences: silencesOf(heard, durationMs) };
}

function silencesOf(heard: readonly (readonly Range[])[], durationMs: number): Range[] {
  const sound = joined(mergeRanges(heard.flat()), shortestSilenceMs);
  const edges = [0, ...sound.flat(), durationMs];
  const silences: Range[] = [];
  for (let at = 0; at < edges.length; at += 2) {
    const [from = 0, to = 0] = edges.slice(at, at + 2);
    if (to - from >= shortestSilenceMs) silences.push([from + marginMs, to - marginMs]);
  }
  if (silences.length <= mostSilences) return silences;
  const longest = [...silences].sort((a, b) => b[1] - b[0] - (a[1] - a[0])).slice(0, mostSilences);
  return longest.sort((a, b) => a[0] - b[0]);
}

/** Playing never stands exactly where it was sent. */
const nearMs = 50;

/** Where the next person begins to speak: another one than who speaks, or spoke last, at `ms`. null = nobody does. */
export function nextTurn({ turns }: Landmarks, ms: number): number | null {
  const speaker = turns.filter(({ from }) => from <= ms + nearMs).at(-1)?.channel;
  return turns.find(({ from, channel }) => from > ms + nearMs && channel !== speaker)?.from ?? null;
}

/** Where sound comes back after the silence at `ms`, or after the next one. null = there is none. */
export function nextSound({ silences }: Landmarks, ms: number): number | null {
  return silences.find(([, to]) => to > ms + nearMs)?.[1] ?? null;
}

/**
 * The announcement of § 3 ust. 2 in a call in which it was played: what is heard first, unless it is the caller. The clerk may speak on in
 * the same stretch; where it begins is known. null = nobody is heard, or the caller is first.
 */
export function announcementIn(turns: readonly Turn[], channels: readonly ChannelName[]): Turn | null {
  const [first] = turns;
  return first === undefined || channels[first.channel] === 'caller' ? null : first;
}

/** Whoever marks a place has heard what it is about: so far back its beginning is looked for. */
const furthestBackMs = 6000;

/** Where that begins which is being said at `ms`, or was said last: at most six seconds before. `ms` itself where nobody has spoken since. */
export function utteranceAt(turns: readonly Turn[], ms: number): number {
  const last = turns.filter(({ from, to }) => from <= ms && to > ms - furthestBackMs).at(-1);
  return last === undefined ? ms : Math.max(last.from, ms - furthestBackMs);
}

/** What the listener asked the running sound to do by itself. `repeat`: the stretch that is played again and again. */
export type Lead = { readonly repeat: Range | null; readonly skipSilence: boolean };

/**
 * Where sound that ran from `before` to `now` has to go; null = it runs on. A stretch is repeated only for who came to
 * its end from within: a jump past it is meant.
 */
export function ledTo(lead: Lead, silences: readonly Range[], before: number, now: number): number | null {
  const { repeat, skipSilence } = lead;
  if (repeat !== null && before >= repeat[0] - nearMs && before < repeat[1] && now >= repeat[1])
    return repeat[0];
  const silence = skipSilence ? silences.find(([from, to]) => from <= now && now < to - nearMs) : undefined;
  if (silence === undefined) return null;
  const within = repeat !== null && now >= repeat[0] && now < repeat[1];
  return within && silence[1] >= repeat[1] ? repeat[0] : silence[1];
}
