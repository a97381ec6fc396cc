import { describe, expect, it } from 'vitest';
import { resultsOf, type Counted } from '../../server/entries/results.ts';

/** § 2: what desk, Mayor and officer read of a review: sums, and nothing of few. */

const few = { fewCards: 5, fewPersons: 3 };
const codes = ['A_A', 'B_B', 'C_C'];
const plan = {
  departments: ['Kancelaria', 'Podatki', 'Oświata', 'Świadczenia'],
  weights: codes.map((code, at) => ({ code, weight: at + 1 })),
};
const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/** Numbers that are the same in each run. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return ((state >>> 8) & 0xffffff) % below;
  };
}

/** An office: departments of different size, people with up to three cards, criteria that often do not apply, levels that are often the same. */
function office(seed: number): Counted[] {
  const next = chance(seed);
  const likely = next(4);
  const homes = plan.departments.slice(0, 1 + next(4));
  const level = (at: number): number | null =>
    next(10) < at * 2 ? null : next(10) < 3 + next(8) ? likely : next(4);
  return homes.flatMap((department) =>
    Array.from({ length: 1 + next(5) }, (_, who) => `${department} ${who}`).flatMap((person) =>
      Array.from({ length: 1 + next(3) }, () => ({ department, person, levels: [0, 1, 2].map(level) })),
    ),
  );
}

/** The levels of a criterion as somebody would try to find them who knows of every card whose it is, where, and that it says something. */
const levelsIn = (cards: readonly Counted[], at: number) =>
  cards
    .filter(({ levels }) => levels[at] !== null)
    .map(({ levels, ...whose }) => ({ ...whose, level: levels[at] ?? 0 }));
const isLarge = (some: readonly { person: string }[]): boolean =>
  some.length >= few.fewCards && new Set(some.map(({ person }) => person)).size >= few.fewPersons;

/** The same cards, but for two of different levels that change places in a criterion. */
function swapped(cards: readonly Counted[], at: number, one: number, other: number): Counted[] {
  const level = (place: number): number | null => cards[place]?.levels[at] ?? null;
  return cards.map((card, place) => {
    if (place !== one && place !== other) return card;
    return {
      ...card,
      levels: card.levels.map((own, n) => (n === at ? level(place === one ? other : one) : own)),
    };
  });
}

describe('INV-74 results of a review', () => {
  it('let no row and no department below the limits follow, whatever else is told', () => {
    const seen = { out: 0, together: 0, apart: 0, alike: 0 };
    for (let seed = 1; seed <= 1_500; seed += 1) {
      const cards = office(seed);
      const told = JSON.stringify(resultsOf(cards, plan, few));
      const { rows, percent } = resultsOf(cards, plan, few);
      codes.forEach((code, at) => {
        const row = rows.find(({ criterion }) => criterion === code);
        const given = levelsIn(cards, at);
        if (row === undefined) {
          // What is left out says the same whatever the levels are, one by one and in percent.
          seen.out += 1;
          seen.alike += Number(isLarge(given));
          expect(percent).toBeNull();
          const others = cards.map((card) => ({
            ...card,
            levels: card.levels.map((level, place) => (place === at && level !== null ? 3 - level : level)),
          }));
          expect(JSON.stringify(resultsOf(others, plan, few))).toBe(told);
          return;
        }
        expect(isLarge(given)).toBe(true);
        for (const department of new Set(cards.map((card) => card.department))) {
          const own = given.filter((one) => one.department === department);
          const part = row.departments?.find((one) => one.department === department);
          if (isLarge(own)) continue;
          expect(part).toBeUndefined();
          seen.together += 1;
          if (own.length === 0) continue;
          // Another office has the same results, and other levels there: two cards change places.
          const places = cards.flatMap((card, place) => (card.levels[at] === null ? [] : [place]));
          const pair = places
            .filter((place) => cards[place]?.department === department)
            .flatMap((one) => places.map((other) => [one, other] as const))
            .find(([one, other]) => {
              const [mine, theirs] = [cards[one], cards[other]];
              return theirs?.department !== department && theirs?.levels[at] !== mine?.levels[at];
            });
          expect(pair).toBeDefined();
          const [one, other] = pair ?? [0, 0];
          expect(JSON.stringify(resultsOf(swapped(cards, at, one, other), plan, few))).toBe(told);
        }
        seen.apart += Number(row.departments !== null);
      });
    }
    // Each of these was there to be found out.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  it('add up', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const cards = office(seed);
      const { rows, percent, cards: count } = resultsOf(cards, plan, few);
      for (const { counts, nd, departments } of rows) {
        expect(sum(counts) + nd).toBe(count);
        if (departments === null) continue;
        expect(sum(departments.map((one) => one.count))).toBe(sum(counts));
        expect(sum(departments.map((one) => one.sum))).toBe(sum(counts.map((one, level) => one * level)));
      }
      if (percent === null) continue;
      const [reached, full] = [0, 1].map((whole) =>
        sum(
          codes.map((_, at) => sum(levelsIn(cards, at).map(({ level }) => (at + 1) * (whole ? 3 : level)))),
        ),
      );
      expect(Math.abs((100 * (reached ?? 0)) / (full ?? 1) - percent)).toBeLessThanOrEqual(0.5);
    }
  });

  it('of a review of which every call was left out are empty', () => {
    expect(resultsOf([], plan, few)).toEqual({ cards: 0, persons: 0, percent: null, rows: [] });
  });
});
