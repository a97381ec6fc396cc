import { type Random, randomFrom } from './random.ts';

/** Samples of one step of loudness: 10 ms. Everything below is counted in such frames. */
const frame = 80;
/** So long a silence ends a phrase; before one that follows a longer silence breath is drawn. */
const [gap, pause] = [7, 15];
/** Mean square (linear 16-bit units) of a frame in which nobody speaks. */
const silence = 200 ** 2;
/** Linear units: heard, and still below what the drawing of a recording takes for speech. */
const breathLoud = 450;

/**
 * What a synthesiser speaks on one level as a person says it: a phrase begins strong and fades, some syllables are stressed and others swallowed,
 * breath is drawn between two phrases. On the whole as loud, and exactly as long as before. Changes and returns `samples`; another `seed` says
 * the same words otherwise.
 */
export function alive(samples: Int16Array, seed: number): Int16Array {
  const random = randomFrom(seed);
  const energies = energiesOf(samples);
  const { gains, breaths } = mannerOf(energies, random);
  let [before, after] = [1, 1];
  energies.forEach((energy, at) => {
    before += energy;
    after += energy * (gains[at] ?? 1) ** 2;
  });
  const level = Math.sqrt(before / after);
  for (let place = 0; place < energies.length; place++) {
    let gain = level * (gains[place] ?? 1);
    const step = (level * (gains[place + 1] ?? 1) - gain) / frame;
    const end = Math.min(samples.length, (place + 1) * frame);
    for (let at = place * frame; at < end; at++, gain += step) {
      const loud = (samples[at] ?? 0) * gain;
      samples[at] = loud > 32767 ? 32767 : loud < -32768 ? -32768 : loud;
    }
  }
  for (const end of breaths) breathe(samples, end * frame, random);
  return samples;
}

function energiesOf(samples: Int16Array): Float64Array {
  const energies = new Float64Array(Math.ceil(samples.length / frame));
  for (let at = 0; at < samples.length; at++) {
    const place = Math.floor(at / frame);
    energies[place] = (energies[place] ?? 0) + (samples[at] ?? 0) ** 2;
  }
  return energies;
}

/** How loud each frame is to be said, and before which ones breath is drawn. */
function mannerOf(energies: Float64Array, random: Random): { gains: Float64Array; breaths: number[] } {
  const gains = new Float64Array(energies.length + 1).fill(1);
  const breaths: number[] = [];
  // Decibels: of the phrase, of a few words, of a syllable; and how long the last two last.
  let [phrase, words, syllable] = [0, 0, 0];
  let [wordsLeft, syllableLeft, into, quiet, loud] = [0, 0, 0, gap, 0];
  energies.forEach((energy, at) => {
    if (energy < silence * frame) quiet += 1;
    else {
      if (quiet >= gap) {
        phrase = random.between(-2, 3);
        if (quiet >= pause && at > quiet) breaths.push(at);
        [wordsLeft, syllableLeft, into] = [0, 0, 0];
      }
      quiet = 0;
    }
    if (wordsLeft-- <= 0) {
      words = random.between(-7, 3);
      wordsLeft = random.whole(35, 120);
    }
    if (syllableLeft-- <= 0) {
      syllable = random.chance(0.25) ? random.between(1, 4) : random.between(-7, 0);
      syllableLeft = random.whole(12, 30);
    }
    into += 1;
    loud += 0.25 * (phrase + words + syllable - Math.min(5, into / 80) - loud);
    gains[at] = 10 ** (loud / 20);
  });
  return { gains, breaths };
}

/** A breath that ends a moment before `end`. */
function breathe(samples: Int16Array, end: number, random: Random): void {
  const length = 13 * frame;
  const from = end - 2 * frame - length;
  for (let at = 0; at < length; at++) {
    const loud = breathLoud * Math.sin((Math.PI * at) / length);
    samples[from + at] = (samples[from + at] ?? 0) + loud * random.between(-1, 1);
  }
}
