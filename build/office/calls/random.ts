/** A source of repeatable chance: the same seed tells the same story on every machine. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A number in [from, to). */
  between(from: number, to: number): number;
  /** A whole number in [from, to], both ends included. */
  whole(from: number, to: number): number;
  /** True with the given probability, 0–1. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** The same items in another order; the argument stays as it is. */
  shuffle<T>(items: readonly T[]): T[];
};

/**
 * A xorshift generator (Marsaglia 2003, shifts 13, 17, 5). For stories and noise only, never for a key.
 * `seed`: any whole number; seeds that differ give unrelated sequences.
 */
export function randomFrom(seed: number): Random {
  let state = scatter(seed) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => {
      const item = from[whole(0, from.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    shuffle: <T>(items: readonly T[]): T[] =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}

/** Neighbouring seeds would begin alike: spread their bits first. */
function scatter(seed: number): number {
  const mixed = Math.imul((seed ^ (seed >>> 15)) + 0x9e37, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ (mixed >>> 16);
}
