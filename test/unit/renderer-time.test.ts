import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { startText } from '../../renderer/text.ts';
import {
  dateText,
  daysBetween,
  dayText,
  longDayText,
  momentText,
  monthTitle,
  secondsText,
  shortDayText,
  timeText,
} from '../../renderer/ui/time.ts';

beforeAll(startText);

describe('instants on the screen', () => {
  it('show the clock of Warsaw, in winter and in summer', () => {
    expect(momentText('2026-11-20T09:04:00.000Z')).toBe('20.11.2026, 10:04');
    expect(momentText('2026-07-20T09:04:00.000Z')).toBe('20.07.2026, 11:04');
    expect(secondsText('2026-11-25T08:36:40.999Z')).toBe('09:36:40');
  });

  it('belong to the day of Warsaw, not to that of UTC', () => {
    expect(dateText('2026-11-20T23:30:00.000Z')).toBe('21.11.2026');
    expect(legalDay('2026-12-31T23:00:00.000Z')).toBe('2027-01-01');
  });

  it('name the season only in the hour that October has twice', () => {
    expect(timeText('2026-10-25T00:30:00.000Z')).toBe('02:30 (czas letni)');
    expect(timeText('2026-10-25T01:30:00.000Z')).toBe('02:30 (czas zimowy)');
    expect(momentText('2026-10-25T01:30:00.000Z')).toBe('25.10.2026, 02:30 (czas zimowy)');
    expect(secondsText('2026-10-25T00:30:07.000Z')).toBe('02:30:07 (czas letni)');
    expect(timeText('2026-10-25T00:00:00.000Z')).toBe('02:00 (czas letni)');
    expect(timeText('2026-10-24T23:59:00.000Z')).toBe('01:59');
    expect(timeText('2026-10-25T02:00:00.000Z')).toBe('03:00');
    expect(timeText('2026-03-29T01:30:00.000Z')).toBe('03:30');
  });
});

describe('legal days on the screen', () => {
  it('are written the Polish way', () => {
    expect(dayText('2026-11-20')).toBe('20.11.2026');
    expect(longDayText('2026-11-20')).toBe('piątek, 20.11.2026');
    expect(shortDayText('2026-11-20')).toBe('pt., 20.11.2026');
    expect(monthTitle('2026-11-20')).toBe('Listopad 2026');
  });

  it('are counted over months, leap years and the change of the clock', () => {
    expect(addDays('2026-10-24', 1)).toBe('2026-10-25');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(addDays('2026-03-29', -1)).toBe('2026-03-28');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-10-01', '2026-10-31')).toBe(30);
    expect(daysBetween('2026-11-02', '2026-11-01')).toBe(-1);
  });
});
