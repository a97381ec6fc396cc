import { describe, expect, it } from 'vitest';
import { noConditions } from '../../renderer/recordings/conditions.ts';
import {
  axisOf,
  byHour,
  changeOf,
  clockText,
  heightOf,
  minuteOf,
  moveEdge,
  windowOf,
} from '../../renderer/recordings/outline.ts';
import type { Bar } from '../../shared/recordings.ts';

const bar = (startedAt: string, change: Partial<Bar> = {}): Bar => ({
  startedAt,
  durationMs: 180_000,
  calls: 1,
  matching: 0,
  group: startedAt,
  ...change,
});
const day = { from: 7 * 60, to: 18 * 60 };

describe('the axis of a day', () => {
  it('shows an office’s hours, and whole hours more where calls or the window lie outside', () => {
    expect(axisOf([], null)).toEqual(day);
    expect(axisOf([bar('2026-11-20T09:04:00.000Z')], null)).toEqual(day);
    expect(axisOf([bar('2026-11-20T05:30:00.000Z')], null)).toEqual({ from: 6 * 60, to: 18 * 60 });
    expect(axisOf([bar('2026-11-20T18:00:00.000Z')], null)).toEqual({ from: 7 * 60, to: 20 * 60 });
    expect(axisOf([], { from: 100, to: 24 * 60 })).toEqual({ from: 60, to: 24 * 60 });
  });

  it('is that of the clock of Warsaw', () => {
    expect(minuteOf('2026-11-20T09:04:30.000Z')).toBe(10 * 60 + 4);
    expect(minuteOf('2026-07-20T09:04:30.000Z')).toBe(11 * 60 + 4);
  });
});

describe('the window of hours', () => {
  it('is what the condition asks for', () => {
    expect(windowOf(noConditions)).toBeNull();
    expect(windowOf({ ...noConditions, around: '10:00' })).toEqual({ from: 570, to: 630 });
    expect(windowOf({ ...noConditions, around: '00:10', aroundMinutes: 60 })).toEqual({ from: 0, to: 70 });
    expect(windowOf({ ...noConditions, hourFrom: '09:30', hourTo: '24:00' })).toEqual({
      from: 570,
      to: 1440,
    });
  });

  it('moves by whole steps, within the axis, and its edges do not pass each other', () => {
    const window = { from: 570, to: 630 };
    expect(moveEdge(window, 'from', 563, day)).toEqual({ from: 565, to: 630 });
    expect(moveEdge(window, 'from', 0, day)).toEqual({ from: 420, to: 630 });
    expect(moveEdge(window, 'from', 900, day)).toEqual({ from: 625, to: 630 });
    expect(moveEdge(window, 'to', 0, day)).toEqual({ from: 570, to: 575 });
    expect(moveEdge(window, 'to', 5000, day)).toEqual({ from: 570, to: 1080 });
  });

  it('becomes a condition, and none where it is the whole axis', () => {
    expect(changeOf({ from: 565, to: 630 }, day)).toEqual({
      around: null,
      aroundMinutes: null,
      hourFrom: '09:25',
      hourTo: '10:30',
    });
    expect(changeOf(day, day)).toMatchObject({ around: null, hourFrom: null, hourTo: null });
    expect(clockText(24 * 60)).toBe('24:00');
  });
});

describe('what the drawing says', () => {
  it('is told hour by hour', () => {
    const bars = [
      bar('2026-11-20T09:04:00.000Z', { matching: 1 }),
      bar('2026-11-20T09:44:00.000Z'),
      bar('2026-11-20T08:30:00.000Z', { calls: 3, matching: 2, group: null }),
    ];
    expect(byHour(bars)).toEqual([
      { hour: 9, calls: 3, matching: 2 },
      { hour: 10, calls: 2, matching: 1 },
    ]);
  });

  it('grows with the length of a call, from what is still seen to the top', () => {
    expect(heightOf(0)).toBeGreaterThan(0.1);
    expect(heightOf(60_000)).toBeLessThan(heightOf(240_000));
    expect(heightOf(7_200_000)).toBe(1);
  });
});
