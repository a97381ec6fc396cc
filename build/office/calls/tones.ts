import { randomFrom } from './random.ts';
import { sampleRate } from './tape.ts';

const full = 32767;

/** The ringing tone that a Polish caller hears: 425 Hz, 1 s on, 4 s off. */
export function ringing(): Int16Array {
  const loop = new Int16Array(5 * sampleRate);
  for (let at = 0; at < sampleRate; at++) {
    const edge = Math.min(1, at / 80, (sampleRate - at) / 80);
    loop[at] = 0.09 * full * edge * Math.sin((2 * Math.PI * 425 * at) / sampleRate);
  }
  return loop;
}

/** Notes as half-tones above a, one a beat; null = rest. Made up for this office. */
const tune = [
  0,
  7,
  12,
  16,
  14,
  12,
  7,
  null,
  5,
  9,
  12,
  17,
  16,
  12,
  9,
  null,
  2,
  9,
  14,
  17,
  16,
  14,
  9,
  7,
  4,
  7,
  11,
  14,
  12,
  null,
  7,
  null,
];

/** Music on hold: a plucked tune of 16 s that goes round and round. */
export function music(): Int16Array {
  const beat = sampleRate / 2;
  const loop = new Int16Array(tune.length * beat);
  tune.forEach((note, place) => {
    if (note === null) return;
    const loud = 0.06 * full * (1 + 0.7 * Math.sin((Math.PI * place) / tune.length) ** 2);
    const pitch = (2 * Math.PI * 440 * 2 ** (note / 12)) / sampleRate;
    for (let at = 0; at < 2.5 * beat; at++) {
      const fade = Math.min(1, at / 60) * Math.exp(-at / (0.8 * beat));
      const to = (place * beat + at) % loop.length;
      loop[to] = (loop[to] ?? 0) + loud * fade * (Math.sin(pitch * at) + 0.4 * Math.sin(2 * pitch * at));
    }
  });
  return loop;
}

/** Keys under a clerk's fingers, softly: bursts of 6 ms, two to eight a second. */
export function typing(): Int16Array {
  const random = randomFrom(7);
  const loop = new Int16Array(11 * sampleRate);
  for (let key = 0; key < loop.length - 200; key += Math.round(random.between(0.12, 0.5) * sampleRate)) {
    const force = random.between(0.01, 0.04) * full;
    for (let at = 0; at < 48; at++) loop[key + at] = force * Math.exp(-at / 16) * random.between(-1, 1);
  }
  return loop;
}

/** Ten-odd seconds of the noise of a line, one standard deviation = 1. */
export function lineNoise(): Float32Array {
  const random = randomFrom(11);
  const noise = new Float32Array(81_919);
  for (let at = 0; at < noise.length; at++) {
    noise[at] = 2 * (random.next() + random.next() + random.next() - 1.5);
  }
  return noise;
}
