import { landmarksOf } from '../../renderer/player/landmarks.ts';
import { peakMilliseconds } from '../../shared/node/peaks.ts';
import { inTurns, median, timed, usualRounds } from './measure.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rate = 8000;
const seconds = 7200;
/** A minute of talk, then a wait on hold of half a minute. */
const talkSeconds = 60;
const waitSeconds = 30;
/** What „Pomijaj ciszę” takes for silence, as the samples tell it: of 32,768, and for so long. */
const quiet = 4 * 256;
const shortestSeconds = 2;

/** Where to skip in two hours: found in the peaks that the player has, and in the samples, as a sound editor finds it. */
export const silence: Bench = {
  name: 'silence',
  rows: async () => {
    const samples = call();
    const peaks = peaksOf(samples);
    const found = { ours: -1, other: -1 };
    const { ours, other } = await inTurns(usualRounds, {
      ours: () => timed(() => (found.ours = landmarksOf([peaks], seconds * 1000).silences.length)),
      other: () => timed(() => (found.other = silencesIn(samples))),
    });
    if (found.ours !== found.other || found.ours !== seconds / (talkSeconds + waitSeconds)) {
      throw new Error(`${found.ours} silences in the peaks and ${found.other} in the samples`);
    }
    return [
      lessIsBetter(
        { name: 'silence of 2 h in the peaks ÷ in the samples', unit: 'ms', goal: '≤ 0.2', stretch: '≤ 0.1' },
        median(ours),
        median(other),
      ),
    ];
  },
};

/** One channel of speech and waiting in turns, with the noise of a line. */
function call(): Int16Array {
  return Int16Array.from({ length: rate * seconds }, (_, at) => {
    const talks = (at / rate) % (talkSeconds + waitSeconds) < talkSeconds;
    return Math.round(Math.sin(at * 0.31) * (talks ? 4000 + 8000 * Math.abs(Math.sin(at / 2900)) : 200));
  });
}

/** As they are taken at ingest: the largest magnitude of each 20 ms, 0–127. */
function peaksOf(samples: Int16Array): Uint8Array {
  const step = (rate * peakMilliseconds) / 1000;
  return Uint8Array.from({ length: samples.length / step }, (_, column) => {
    let largest = 0;
    for (let at = column * step; at < (column + 1) * step; at += 1) {
      largest = Math.max(largest, Math.abs(samples[at] ?? 0));
    }
    return Math.min(127, largest >> 8);
  });
}

/** How many stretches there are in which no sample is loud. */
function silencesIn(samples: Int16Array): number {
  let count = 0;
  let begin = 0;
  const end = (at: number): void => {
    if (at - begin >= shortestSeconds * rate) count += 1;
  };
  for (let at = 0; at < samples.length; at += 1) {
    if (Math.abs(samples[at] ?? 0) <= quiet) continue;
    end(at);
    begin = at + 1;
  }
  end(samples.length);
  return count;
}
