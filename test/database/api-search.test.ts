import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { officeOfFile, refusal, who } from './office.ts';
import { addCalls, search, type Call } from './searching.ts';

const office = officeOfFile();

/** What a listener finds, by call group. */
async function found(filter: Partial<SearchFilter>): Promise<string[]> {
  const rows = await search(listener, { ...noFilter, ...filter });
  return rows.map((row) => row.group);
}

/** Calls in the catalogue of this file's office, each in a group of its name. */
async function given(calls: Record<string, Call>): Promise<void> {
  await addCalls(await office.superuser(), calls);
}

let listener: Client;
beforeAll(async () => {
  listener = await office.as(who.listener);
});

describe('days of Europe/Warsaw', () => {
  beforeAll(() =>
    given({
      'before-midnight': { at: '2026-06-09T23:59:59.999+02:00' },
      midnight: { at: '2026-06-10T00:00:00+02:00' },
      'last-moment': { at: '2026-06-10T23:59:59.999+02:00' },
      'next-day': { at: '2026-06-11T00:00:00+02:00' },
      // 29 March 2026 has 23 hours, 25 October 2026 has 25; two calls at 02:30, an hour apart.
      'march-eve': { at: '2026-03-28T23:59:59+01:00' },
      'march-first': { at: '2026-03-29T00:00:00+01:00' },
      'march-last': { at: '2026-03-29T23:59:59+02:00' },
      'march-after': { at: '2026-03-30T00:00:00+02:00' },
      'october-eve': { at: '2026-10-24T23:59:59+02:00' },
      'october-first': { at: '2026-10-25T00:00:00+02:00' },
      'october-summer': { at: '2026-10-25T02:30:00+02:00' },
      'october-winter': { at: '2026-10-25T02:30:00+01:00' },
      'october-last': { at: '2026-10-25T23:59:59+01:00' },
      'october-after': { at: '2026-10-26T00:00:00+01:00' },
    }),
  );

  it('begin and end at midnight, newest call first', async () => {
    expect(await found({ day: '2026-06-10' })).toEqual(['last-moment', 'midnight']);
  });

  it('have 23 hours in March and 25 in October', async () => {
    expect(await found({ day: '2026-03-29' })).toEqual(['march-last', 'march-first']);
    expect(await found({ day: '2026-10-25' })).toEqual([
      'october-last',
      'october-winter',
      'october-summer',
      'october-first',
    ]);
  });

  it('show both calls of 02:30 in the doubled hour', async () => {
    expect(await found({ day: '2026-10-25', around: '02:30' })).toEqual(['october-winter', 'october-summer']);
  });

  it('do not depend on the zone and the style of dates that a session asks for', async () => {
    const odd = await office.as(who.listener);
    await odd.query(
      "SET TimeZone = 'Pacific/Kiritimati'; SET DateStyle = 'SQL, MDY'; SET IntervalStyle = 'sql_standard'",
    );
    const rows = await search(odd, { ...noFilter, day: '2026-06-10' });
    expect(rows.map((row) => row.group)).toEqual(['last-moment', 'midnight']);
    expect(rows[0]?.legs[0]?.startedAt).toBe('2026-06-10T21:59:59.999Z');
  });
});

describe('around a time', () => {
  beforeAll(() =>
    given({
      '09:29:59': { at: '2026-06-16T09:29:59+02:00' },
      '09:30:00': { at: '2026-06-16T09:30:00+02:00' },
      '10:30:00': { at: '2026-06-16T10:30:00+02:00' },
      '10:30:01': { at: '2026-06-16T10:30:01+02:00' },
      // The same time of a clock in winter.
      winter: { at: '2026-01-16T10:15:00+01:00' },
    }),
  );

  it('is half an hour on both sides, both ends included', async () => {
    expect(await found({ day: '2026-06-16', around: '10:00' })).toEqual(['10:30:00', '09:30:00']);
  });

  it('is the time of a clock in Warsaw, in winter too', async () => {
    expect(await found({ day: '2026-01-16', around: '10:00' })).toEqual(['winter']);
    expect(await found({ day: '2026-01-16', around: '09:00' })).toEqual([]);
  });
});

describe('the last digits of a number', () => {
  beforeAll(() =>
    given({
      number: { at: '2026-06-17T08:00:00+02:00', caller: '+48601224417' },
      another: { at: '2026-06-18T08:00:00+02:00', caller: '+48601224418' },
      withheld: { at: '2026-06-17T09:00:00+02:00', caller: null },
    }),
  );

  it('finds without a day by the last five digits, or by all of them', async () => {
    expect(await found({ digits: '24417' })).toEqual(['number']);
    expect(await found({ digits: '601224417' })).toEqual(['number']);
    expect(await found({ digits: '+48601224417' })).toEqual(['number']);
    expect(await found({ digits: '99999' })).toEqual([]);
  });

  it('is the end of the number, which the row shows, not any part of it', async () => {
    expect(await found({ digits: '60122' })).toEqual([]);
    expect(await found({ day: '2026-06-17', digits: '441' })).toEqual([]);
  });

  it('finds with a day from three digits on', async () => {
    expect(await found({ day: '2026-06-17', digits: '417' })).toEqual(['number']);
  });

  it('shows the last three digits alone, and nothing for a withheld number', async () => {
    const rows = await search(listener, { ...noFilter, day: '2026-06-17' });
    expect(rows.map((row) => row.callerTail)).toEqual([null, '417']);
    expect(JSON.stringify(rows)).not.toContain('60122');
  });
});

describe('a call of several parts', () => {
  beforeAll(() =>
    given({
      'leg-2': { at: '2026-06-23T10:03:00+02:00', seconds: 200, group: 'transferred', department: 'Podatki' },
      'leg-1': { at: '2026-06-23T10:00:00+02:00', seconds: 100, group: 'transferred' },
      'over-midnight-1': { at: '2026-06-23T23:58:00+02:00', seconds: 300, group: 'over-midnight' },
      'over-midnight-2': { at: '2026-06-24T00:04:00+02:00', seconds: 30, group: 'over-midnight' },
      'not-vouched': { at: '2026-06-23T12:00:00+02:00', state: 'pending' },
      'half-vouched-1': { at: '2026-06-23T13:00:00+02:00', group: 'half-vouched', state: 'pending' },
      'half-vouched-2': { at: '2026-06-23T13:05:00+02:00', group: 'half-vouched' },
      gone: { at: '2026-06-23T07:00:00+02:00', state: 'destroyed' },
    }),
  );

  it('is one row with its parts in the order in which they were spoken', async () => {
    const rows = await search(listener, { ...noFilter, day: '2026-06-23', around: '10:00' });
    expect(rows.map(({ group, durationMs }) => [group, durationMs])).toEqual([['transferred', 300_000]]);
    expect(rows[0]?.legs.map(({ durationMs, department }) => [durationMs, department])).toEqual([
      [100_000, 'Kancelaria'],
      [200_000, 'Podatki'],
    ]);
  });

  it('stands on the day on which it began, and on that day only', async () => {
    expect(await found({ day: '2026-06-23' })).toContain('over-midnight');
    expect(await found({ day: '2026-06-24' })).toEqual([]);
  });

  it('is long enough when one of its parts is', async () => {
    expect(await found({ day: '2026-06-23', minSeconds: 150 })).toEqual(['over-midnight', 'transferred']);
    expect(await found({ day: '2026-06-23', minSeconds: 200 })).toEqual(['over-midnight', 'transferred']);
    expect(await found({ day: '2026-06-23', minSeconds: 201 })).toEqual(['over-midnight']);
  });

  it('does not show what the keeper has not vouched for, and shows what was destroyed as such', async () => {
    const rows = await search(listener, { ...noFilter, day: '2026-06-23' });
    const groups = rows.map((row) => row.group);
    expect(groups).not.toContain('not-vouched');
    expect(rows.find((row) => row.group === 'half-vouched')?.legs).toHaveLength(1);
    expect(rows.find((row) => row.group === 'gone')?.legs[0]?.state).toBe('destroyed');
  });
});

describe('a range of days', () => {
  const range = (change: Partial<SearchFilter>): SearchFilter => ({
    ...noFilter,
    ...{ case: 'SEK.1510.7.2026', day: '2026-06-01', dayTo: '2026-07-01' },
    ...change,
  });

  it('is up to 31 days, with a case number', async () => {
    const groups = await found(range({}));
    expect(groups).toEqual(expect.arrayContaining(['midnight', 'transferred']));
    expect(await found(range({ day: '2026-06-10', dayTo: '2026-06-11' }))).toEqual([
      'next-day',
      'last-moment',
      'midnight',
    ]);
  });

  it.each<[string, object]>([
    ['32 days', range({ dayTo: '2026-07-02' })],
    ['turned round', range({ dayTo: '2026-05-31' })],
    ['without a case number', range({ case: null })],
    ['with an empty case number', range({ case: ' ' })],
    ['without its first day', range({ day: null, digits: '60122' })],
  ])('is refused: %s', async (_what, filter) => {
    expect(await refusal(search(listener, filter))).toBe('OD001');
  });

  it('of one day needs no case number', async () => {
    expect(await found({ day: '2026-06-16', dayTo: '2026-06-16' })).toHaveLength(4);
  });
});

describe('a recording that was lost and taken in again', () => {
  it('is one call of one part, whichever of the two came first', async () => {
    const at = '2026-05-04T10:00:00+02:00';
    await given({
      'lost-before': { at, group: 'again', state: 'lost' },
      again: { at },
      late: { at: '2026-05-04T11:00:00+02:00' },
      'lost-after': { at: '2026-05-04T11:00:01+02:00', group: 'late', state: 'lost' },
    });
    const rows = await search(listener, { ...noFilter, day: '2026-05-04' });
    expect(rows.map(({ group, legs }) => [group, legs.map(({ state }) => state)])).toEqual([
      ['late', ['available']],
      ['again', ['available']],
    ]);
  });
});

describe('what is no search', () => {
  it.each<[string, object]>([
    ['nothing at all', noFilter],
    ['a case number alone', { ...noFilter, case: 'SEK.1510.7.2026' }],
    ['four digits without a day', { ...noFilter, digits: '2441' }],
    ['two digits', { ...noFilter, day: '2026-06-17', digits: '24' }],
    ['sixteen digits', { ...noFilter, digits: '1'.repeat(16) }],
    ['six digits', { ...noFilter, digits: '224417' }],
    ['eight digits', { ...noFilter, digits: '01224417' }],
    ['ten digits', { ...noFilter, digits: '8601224417' }],
    ["a pattern of one's own", { ...noFilter, digits: '%%%%%' }],
    ['a day that does not exist', { ...noFilter, day: '2026-02-30' }],
    ['a day in words', { ...noFilter, day: 'yesterday' }],
    ['an endless range', { ...noFilter, case: 'SEK.1510.7.2026', day: '-infinity', dayTo: 'infinity' }],
    ['a time that does not exist', { ...noFilter, day: '2026-06-17', around: '24:30' }],
    ['a length that is no number', { ...noFilter, day: '2026-06-17', minSeconds: 'długo' }],
    ['a length beyond all numbers', { ...noFilter, day: '2026-06-17', minSeconds: 99_999_999_999 }],
    ['an endless case number', { ...noFilter, day: '2026-06-17', case: 'A'.repeat(61) }],
    ['a log filled with something else', { ...noFilter, day: '2026-06-17', note: 'x'.repeat(2000) }],
    ['a list', []],
  ])('%s is refused', async (_what, filter) => {
    expect(await refusal(search(listener, filter))).toBe('OD001');
  });

  it.each([0, -1, 201, null])('a page of %s rows is refused', async (n) => {
    const filter = { ...noFilter, day: '2026-06-17' };
    expect(await refusal(search(listener, filter, undefined, n))).toBe('OD001');
  });

  it('nothing instead of a filter is refused', async () => {
    const none = listener.query(
      "SELECT * FROM api.search_recordings(NULL, NULL, 'newest', NULL, NULL, NULL, 10)",
    );
    expect(await refusal(none)).toBe('OD001');
  });
});
