import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Hearing,
  maxRanges,
  moveHearing,
  nothingHeard,
  reportable,
  startHearing,
  stopHearing,
} from '../../renderer/player/ear.ts';
import { heardTexts, mergeRanges } from '../../shared/heard.ts';
import { ranges as contract, type Range } from '../../shared/values.ts';

/** Plays through places a quarter of a second apart, as `timeupdate` tells them. */
function playThrough(hearing: Hearing, places: readonly number[]): Hearing {
  return places.reduce((so, ms) => moveHearing(so, ms, 850), hearing);
}

describe('what counts as heard', () => {
  it('is the stretch between the start and the pause', () => {
    const played = stopHearing(playThrough(startHearing(nothingHeard, 10_000), [10_250, 10_500, 10_731]));
    expect(played).toEqual({ ranges: [[10_000, 10_731]], at: null });
  });

  it('is never the way of a jump, forward or back', () => {
    const first = stopHearing(playThrough(startHearing(nothingHeard, 0), [250, 500]));
    const later = playThrough(startHearing(first, 60_000), [60_250]);
    const back = playThrough(startHearing(stopHearing(later), 30_000), [30_250]);
    expect(back.ranges).toEqual([
      [0, 500],
      [30_000, 30_250],
      [60_000, 60_250],
    ]);
  });

  it('is not a step longer than the time that passed, even where no jump was announced', () => {
    const jumped = playThrough(startHearing(nothingHeard, 0), [250, 45_000, 45_250]);
    expect(jumped.ranges).toEqual([
      [0, 250],
      [45_000, 45_250],
    ]);
    expect(playThrough(startHearing(nothingHeard, 5000), [5250, 100, 350]).ranges).toEqual([
      [100, 350],
      [5000, 5250],
    ]);
  });

  it('is nothing while no sound runs', () => {
    expect(moveHearing(nothingHeard, 250, 850).ranges).toEqual([]);
  });

  it('counts a place that was heard twice once', () => {
    const once = stopHearing(playThrough(startHearing(nothingHeard, 1000), [1250, 1500]));
    expect(playThrough(startHearing(once, 1200), [1450, 1700]).ranges).toEqual([[1000, 1700]]);
  });

  it('grows while playing and holds every place that was passed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 800 }), { minLength: 1, maxLength: 60 }), (steps) => {
        let at = 0;
        const places = steps.map((step) => (at += step));
        expect(playThrough(startHearing(nothingHeard, 0), places).ranges).toEqual([[0, at]]);
      }),
    );
  });
});

const pieces = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 86_000_000 }), fc.integer({ min: 1, max: 5000 })), {
    maxLength: 400,
  })
  .map((list) => list.map(([from, length]): Range => [from, from + length]));

describe('a report', () => {
  it('keeps to the contract and leaves no heard moment out, however many stretches there are', () => {
    fc.assert(
      fc.property(pieces, (heard) => {
        const sent = reportable(heard);
        expect(contract.safeParse(sent).success).toBe(true);
        for (const [from, to] of heard) expect(sent.some(([a, b]) => a <= from && to <= b)).toBe(true);
      }),
    );
  });

  it('adds nothing while the stretches fit', () => {
    const heard = Array.from({ length: maxRanges }, (_, index): Range => [index * 1000, index * 1000 + 500]);
    expect(reportable(heard)).toEqual(mergeRanges(heard));
  });

  it('closes the smallest gap first', () => {
    const heard = Array.from({ length: maxRanges + 1 }, (_, index): Range => [
      index * 1000,
      index * 1000 + 500,
    ]);
    heard[7] = [7000, 7990];
    expect(reportable(heard)).toContainEqual([7000, 8500]);
    expect(reportable(heard)).toHaveLength(maxRanges);
  });
});

describe('what was heard, in words', () => {
  it('is told by the second, and once for stretches that share one', () => {
    const jumps: Range[] = [
      [0, 1_400],
      [6_100, 6_300],
      [6_800, 7_500],
      [7_900, 9_200],
      [11_100, 11_700],
      [16_000, 21_000],
    ];
    expect(heardTexts(jumps)).toEqual(['00:00–00:01', '00:06–00:09', '00:11', '00:16–00:21']);
    expect(heardTexts([[1_122_000, 1_130_999]], true)).toEqual(['0:18:42–0:18:50']);
    expect(heardTexts([])).toEqual([]);
  });
});
