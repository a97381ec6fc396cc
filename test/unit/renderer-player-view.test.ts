import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstView, isDrawnInParts, moved, showing, zoomed } from '../../renderer/player/view.ts';
import type { Range } from '../../shared/values.ts';

const minute = 60_000;
const twoHours = 120 * minute;

describe('what is drawn of a long recording', () => {
  it('is ten minutes of it, from the beginning or from where it is taken up again', () => {
    expect(isDrawnInParts(10 * minute)).toBe(false);
    expect(isDrawnInParts(10 * minute + 1)).toBe(true);
    expect(firstView(twoHours, 0)).toEqual([0, 10 * minute]);
    expect(firstView(twoHours, 67 * minute)).toEqual([66 * minute, 76 * minute]);
    expect(firstView(twoHours, twoHours)).toEqual([110 * minute, twoHours]);
  });

  it('comes closer around the sound, and around its own middle where the sound is elsewhere', () => {
    const view: Range = [60 * minute, 70 * minute];
    expect(zoomed(view, twoHours, 63 * minute, 'closer')).toEqual([60.5 * minute, 65.5 * minute]);
    expect(zoomed(view, twoHours, 2 * minute, 'closer')).toEqual([62.5 * minute, 67.5 * minute]);
    expect(zoomed(view, twoHours, 65 * minute, 'wider')).toEqual([48 * minute, 78 * minute]);
    expect(zoomed([0, 60 * minute], 70 * minute, 0, 'wider')).toEqual([0, 70 * minute]);
    const closest: Range = [0, 30_000];
    expect(zoomed(closest, twoHours, 0, 'closer')).toBe(closest);
  });

  it('goes on with the sound, and stays where the sound is in it', () => {
    const view: Range = [0, 10 * minute];
    expect(showing(view, 10 * minute, twoHours)).toBe(view);
    expect(showing(view, 10 * minute + 1, twoHours)).toEqual([9 * minute, 19 * minute]);
  });

  it('never leaves the recording, and keeps its width when it is moved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 600_001, max: 86_400_000 }),
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.array(fc.constantFrom('closer' as const, 'wider' as const), { maxLength: 12 }),
        (durationMs, part, turns) => {
          const at = part * durationMs;
          let view = firstView(durationMs, at);
          for (const to of turns) view = zoomed(view, durationMs, at, to);
          const next = moved(view, at, durationMs);
          expect(next[1] - next[0]).toBe(view[1] - view[0]);
          for (const [from, to] of [view, next, showing(view, Math.min(at, durationMs), durationMs)]) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeLessThanOrEqual(durationMs);
          }
        },
      ),
    );
  });
});
