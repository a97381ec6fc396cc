import { describe, expect, it } from 'vitest';
import { instantAt, lastSunday, localIso } from '../../build/office/calls/warsaw.ts';

/** The clock of the platform: what our own arithmetic has to agree with. */
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('clock times of Warsaw', () => {
  it('agree with the platform every six and a half hours for eight years', () => {
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2032, 0, 1); at += 6.5 * 3_600_000) {
      expect(localIso(at).slice(0, 19)).toBe(clock.format(at).replace(' ', 'T'));
      expect(Date.parse(localIso(at))).toBe(at);
    }
  });

  it('find the instant that a clock showed', () => {
    expect(new Date(instantAt('2026-07-01', 10 * 3600)).toISOString()).toBe('2026-07-01T08:00:00.000Z');
    expect(new Date(instantAt('2026-11-20', 10 * 3600)).toISOString()).toBe('2026-11-20T09:00:00.000Z');
  });

  it('tell the two half past twos of the night of October apart', () => {
    const day = lastSunday(2026, 10);
    expect(localIso(instantAt(day, 2.5 * 3600))).toBe('2026-10-25T02:30:00+02:00');
    expect(localIso(instantAt(day, 2.5 * 3600, true))).toBe('2026-10-25T02:30:00+01:00');
  });
});
