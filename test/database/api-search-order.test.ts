import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { listSort, type ListSort, noFilter } from '../../shared/recordings.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { addCalls, type Call, type FoundRow, noted, search } from './searching.ts';

const office = officeOfFile();
const at = (time: string): string => `2026-06-17T${time}+02:00`;
const [his, sameEnd] = ['+48601224417', '+48111000417'];

/** A day on which one number telephoned thrice, another with the same last digits once, and two without a number. */
const calls: Record<string, Call> = {
  first: { at: at('08:00:00'), caller: his, seconds: 50 },
  withheld: { at: at('09:00:00'), seconds: 10 },
  gone: { at: at('10:00:00'), state: 'destroyed', seconds: 400 },
  other: { at: at('11:00:00'), caller: sameEnd, seconds: 70 },
  'passed-1': { at: at('12:00:00'), group: 'passed', caller: his, seconds: 20 },
  'passed-2': { at: at('12:01:00'), group: 'passed', caller: his, seconds: 200 },
  low: { at: at('13:00:00'), caller: '+48999000003', seconds: 60 },
  last: { at: at('14:00:00'), caller: his, seconds: 60 },
  unseen: { at: at('15:00:00'), caller: his, state: 'pending' },
  before: { at: '2026-06-16T23:59:59+02:00', caller: his },
};
const day = { ...noFilter, day: '2026-06-17' };

const orders: Record<ListSort, string[]> = {
  newest: ['last', 'low', 'passed', 'other', 'gone', 'withheld', 'first'],
  oldest: ['first', 'withheld', 'gone', 'other', 'passed', 'low', 'last'],
  // By the digits that are shown: the number of „other” is lower, and stands among those of the other person.
  'caller-up': ['low', 'last', 'passed', 'other', 'first', 'gone', 'withheld'],
  'caller-down': ['last', 'passed', 'other', 'first', 'low', 'gone', 'withheld'],
  shortest: ['withheld', 'first', 'last', 'low', 'other', 'passed', 'gone'],
  longest: ['gone', 'passed', 'other', 'last', 'low', 'first', 'withheld'],
};

let listener: Client;
beforeAll(async () => {
  listener = await office.as(who.listener);
  await addCalls(await office.superuser(), calls);
});

const groups = (rows: readonly FoundRow[]): string[] => rows.map(({ group }) => group);

describe('the order of a list', () => {
  it.each(listSort.options)('%s first is the same in one page and in pages of two', async (sort) => {
    const whole = groups(await search(listener, day, undefined, 200, sort));
    const paged: FoundRow[] = [];
    for (let page; page === undefined || page.length > 0; paged.push(...page))
      page = await search(listener, day, paged.at(-1), 2, sort);
    expect(whole).toEqual(orders[sort]);
    expect(groups(paged)).toEqual(whole);
  });

  it('is none that nobody has', async () => {
    const refused = async (sort: string | null): Promise<string | null> =>
      refusal(
        listener.query('SELECT api.search_recordings($1, $2, $3, NULL, NULL, NULL, 1)', [
          ...(await noted(listener, 'list', day)),
          sort,
        ]),
      );
    expect(await refused('caller')).toBe('OD001');
    expect(await refused(null)).toBe('OD001');
  });
});

describe('how often somebody telephoned', () => {
  const times = async (filter: object): Promise<Record<string, number>> =>
    Object.fromEntries((await search(listener, filter)).map((row) => [row.group, row.times]));

  it('is counted in the days that are asked for, a call once, whatever else is asked', async () => {
    const once = { gone: 1, withheld: 1, other: 1, low: 1 };
    expect(await times(day)).toEqual({ ...once, last: 3, passed: 3, first: 3 });
    expect(await times({ ...day, around: '14:00' })).toEqual({ last: 3 });
    const range = { ...day, case: 'SEK.1510.7.2026', day: '2026-06-16', dayTo: '2026-06-17' };
    expect(await times(range)).toMatchObject({ first: 4 });
  });

  it('is not counted over all the days of the office', async () => {
    expect(new Set(Object.values(await times({ ...noFilter, digits: '24417' })))).toEqual(new Set([1]));
  });

  it('comes without the number', async () => {
    for (const sort of listSort.options) {
      const rows = await rowsOf(
        listener,
        'SELECT * FROM api.search_recordings($1, $2, $3, NULL, NULL, NULL, 200)',
        [...(await noted(listener, 'list', day)), sort],
      );
      expect(JSON.stringify(rows)).not.toMatch(/60122|11100/);
    }
  });
});
