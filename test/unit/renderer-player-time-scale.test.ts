import { isLong } from '../../shared/duration.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticks } from '../../renderer/player/Timeline.tsx';

describe('times under the drawing', () => {
  it('are those of the intended screens', () => {
    expect(ticks([0, 192_000], 753, 72)).toEqual(
      [0, 30, 60, 90, 120, 150, 180].map((seconds) => seconds * 1000),
    );
    expect(ticks([0, 6_732_000], 842, 84).map((ms) => ms / 60_000)).toEqual([0, 15, 30, 45, 60, 75, 90, 105]);
  });

  it('never touch each other and lie within the recording', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400_000 }),
        fc.integer({ min: 100, max: 3000 }),
        (durationMs, width) => {
          const marks = ticks([0, durationMs], width, 72);
          expect(marks[0]).toBe(0);
          expect(marks.every((at) => at <= durationMs)).toBe(true);
          const apart = marks.slice(1).map((at, index) => ((at - (marks[index] ?? 0)) / durationMs) * width);
          for (const distance of apart) expect(distance).toBeGreaterThanOrEqual(72 - 1e-6);
        },
      ),
    );
  });

  it('show hours on every label from an hour on', () => {
    expect(isLong(3_599_999)).toBe(false);
    expect(isLong(3_600_000)).toBe(true);
  });
});
