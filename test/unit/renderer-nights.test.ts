import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { secondOf } from '../../renderer/keeping/NightList.tsx';
import { nightDays } from '../../renderer/keeping/night-columns.tsx';
import { lengthOf, type NightRow, numbersOf, reasonsOf } from '../../renderer/keeping/nights.ts';
import { startText } from '../../renderer/text.ts';
import type { ListedCall } from '../../shared/keeping.ts';

beforeAll(startText);

/** „Zniszczenia”: what somebody reads before a list is confirmed. */
describe('a list that a night stopped at', () => {
  it('is told first as taken in but lately, also where it has more days than a night destroys: a week of yesterday’s calls is no backlog', () => {
    expect(reasonsOf({ fresh: 6, count: 6 })).toEqual(['fresh']);
    expect(reasonsOf({ fresh: 2, count: 6 })).toEqual(['fresh', 'tooMany']);
  });

  it('of nothing that was taken in lately is one of too many days, however few it names', () => {
    expect(reasonsOf({ fresh: 0, count: 6 })).toEqual(['tooMany']);
  });

  it('says how many of its calls these are', () => {
    const said = i18next.t('keeping.nights.panel.fresh', numbersOf({ fresh: 2, count: 6 }));
    expect(said).toBe('przyjęte w ostatnich 31 dniach, z datą sprzed ponad roku: 2\u00a0z\u00a06');
  });

  it('states no length of its calls once some of them do not go any more', () => {
    const list = (now: number): NightRow => ({
      ...{ kind: 'stopped', key: 'stopped-57', seq: 57, hash: '0'.repeat(64), night: '2026-11-23', count: 3 },
      ...{ days: ['2025-11-20'], fresh: 0, agreed: false, now: [{ day: '2025-11-20', count: now }] },
      ...{ durationMs: 61_000 * now, stays: { count: 3 - now, by: [] } },
    });
    expect(lengthOf(list(3))).toBe('3\u00a0min 3\u00a0s');
    expect(lengthOf(list(2))).toBe('–');
  });

  it('says of each call when it was taken in, or why it stays, or that it is gone', () => {
    const call: ListedCall = {
      ...{ recording: '3f2504e0-4f89-41d3-9a0c-000000000001', startedAt: '2025-11-20T08:11:05.000Z' },
      ...{ durationMs: 61_000, unit: 'Sekretariat', takenIn: '2026-11-28', gone: false, stays: null },
    };
    expect(secondOf(i18next.t, call)).toBe('przyjęto 28.11.2026');
    expect(secondOf(i18next.t, { ...call, stays: 'ZB/4/2026' })).toBe('zostaje: ZB/4/2026');
    expect(secondOf(i18next.t, { ...call, gone: true })).toBe('zniszczone');
  });
});

describe('the days that the calls of a night are of', () => {
  const night = (...days: [day: string, count: number][]): NightRow => ({
    ...{ kind: 'next', key: 'next', night: '2026-11-26', count: 0, durationMs: 0, ended: 0, asks: false },
    ...{ stays: { count: 0, by: [] }, now: days.map(([day, count]) => ({ day, count })) },
  });

  it('are a range where they follow each other', () => {
    const one = night(['2025-11-24', 3]);
    const two = night(['2025-10-31', 3], ['2025-11-01', 5]);
    expect(nightDays(i18next.t, one)).toEqual({ newest: '24.11.2025', others: '' });
    expect(nightDays(i18next.t, two)).toEqual({ newest: '31.10–01.11.2025 (2 dni)', others: '' });
  });

  it('are named apart where there are others between them that have not gone', () => {
    const apart = night(['2025-09-08', 2], ['2025-11-12', 137]);
    expect(nightDays(i18next.t, apart)).toEqual({ newest: '12.11.2025', others: '2 z 08.09.2025' });
    const many = night(['2025-09-01', 1], ['2025-09-08', 2], ['2025-09-10', 2], ['2025-11-12', 137]);
    expect(nightDays(i18next.t, many)).toEqual({ newest: '12.11.2025', others: 'oraz 3 dni od 01.09.2025' });
  });
});
