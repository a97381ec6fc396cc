import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { countsQuery } from '../../electron/recordings/queries.ts';
import { type Counted, countedAtMost, noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { addCalls, dayOfCalls, noted, oneDay, search } from './searching.ts';

const office = officeOfFile();
const day = dayOfCalls;
const asked = (change: Partial<SearchFilter>): SearchFilter => ({ ...noFilter, day, ...change });

let listener: Client;
let superuser: Client;
beforeAll(async () => {
  [listener, superuser] = [await office.as(who.listener), await office.superuser()];
  await addCalls(superuser, oneDay);
});

async function found(change: Partial<SearchFilter>, client = listener): Promise<string[]> {
  return (await search(client, asked(change))).map((row) => row.group);
}

async function recordingOf(group: string): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    superuser,
    'SELECT id FROM office.recording WHERE call_group = $1 ORDER BY started_at LIMIT 1',
    [group],
  );
  return row?.id ?? '';
}

describe('hours', () => {
  it('around a time reach as far as was chosen', async () => {
    expect(await found({ around: '10:00', aroundMinutes: 15 })).toEqual(['ten', 'half']);
    expect(await found({ around: '10:00', aroundMinutes: 14 })).toEqual(['ten']);
    expect(await found({ around: '10:00', aroundMinutes: 60 })).toEqual(['passed', 'ten', 'half', 'early']);
  });

  it('from and to are a window, both ends included, up to midnight', async () => {
    expect(await found({ hourFrom: '09:45', hourTo: '10:00' })).toEqual(['ten', 'half']);
    expect(await found({ hourFrom: '09:46', hourTo: '09:59' })).toEqual([]);
    expect(await found({ hourFrom: '11:00', hourTo: '24:00' })).toEqual(['gone', 'passed']);
  });
});

describe('who called', () => {
  it('without a number is found as that, and what was erased with its recording is not', async () => {
    expect(await found({ withheld: true })).toEqual(['half']);
  });

  it('is followed from one recording to the other calls of the same number, without the number', async () => {
    const same = { day: null, sameNumberAs: await recordingOf('ten') };
    expect(await found(same)).toEqual(['passed', 'early', 'other-day']);
    expect(await found({ ...same, day })).toEqual(['passed', 'early']);
    expect(JSON.stringify(await search(listener, asked(same)))).not.toContain('60122');
  });

  it.each(['half', 'gone', 'unseen'])(
    'is nobody to be followed from a recording that shows no number: %s',
    async (group) => {
      expect(await found({ day: null, sameNumberAs: await recordingOf(group) })).toEqual([]);
    },
  );
});

describe('who answered', () => {
  it.each<[string, Partial<SearchFilter>, string[]]>([
    ['an extension', { extension: '305' }, ['passed']],
    ['no part of an extension', { extension: '30' }, []],
    ['a surname', { answeredBy: 'Sowa' }, ['passed']],
    ['a surname in small letters without Polish marks', { answeredBy: 'bak' }, ['ten']],
    ['the second of two surnames', { answeredBy: 'ŻÓŁ' }, ['ten']],
    ['no end of a surname', { answeredBy: 'owa' }, []],
    ['a pattern', { answeredBy: '%' }, []],
    ['a word of the department', { department: 'podat' }, ['passed']],
    ['all that one part meets', { extension: '305', answeredBy: 'sowa', minSeconds: 100 }, ['passed']],
    ['what no part meets as a whole', { extension: '214', answeredBy: 'sowa' }, []],
    ['a part too short', { extension: '214', minSeconds: 60 }, ['gone', 'ten']],
  ])('is found by %s', async (_what, filter, groups) => {
    expect(await found(filter)).toEqual(groups);
  });
});

describe('what was pasted by mistake', () => {
  const pasted = ['😀', 'אתמול', '\u202eabc\u202c', "'; DROP TABLE office.recording; --", '\\', '%_', '$1'];
  it.each(['case', 'answeredBy', 'department', 'extension'] as const)(
    'as %s finds nothing by itself',
    async (field) => {
      for (const text of pasted)
        expect(await found({ [field]: text })).toEqual(field === 'case' ? await found({}) : []);
    },
  );

  it.each(['case', 'day', 'around', 'digits', 'answeredBy', 'department', 'extension'] as const)(
    'as %s is refused where it is endless',
    async (field) => {
      expect(await refusal(search(listener, asked({ [field]: '1'.repeat(10_000) })))).toBe('OD001');
    },
  );
});

describe('conditions that are none, or shut each other out', () => {
  it.each<[string, object]>([
    ['half a window of hours', asked({ hourFrom: '09:00' })],
    ['hours turned round', asked({ hourFrom: '10:00', hourTo: '09:59' })],
    ['hours and a time', asked({ around: '09:00', hourFrom: '09:00', hourTo: '10:00' })],
    ['minutes around no time', asked({ aroundMinutes: 30 })],
    ['a day around a time', asked({ around: '09:00', aroundMinutes: 721 })],
    ['digits of a withheld number', asked({ withheld: true, digits: '417' })],
    ['a withheld number without a day', asked({ day: null, withheld: true })],
    ['a withheld number of a kind', asked({ withheld: 'czasem' as unknown as boolean })],
    ['an extension without a day', asked({ day: null, extension: '214' })],
    ['a surname without a day', asked({ day: null, answeredBy: 'Zych' })],
    ['an empty surname', asked({ answeredBy: ' ' })],
    ['an endless surname', asked({ answeredBy: 'ż'.repeat(101) })],
    ['the number of no recording', asked({ day: null, sameNumberAs: 'pierwsze' })],
  ])('%s: refused', async (_what, filter) => {
    expect(await refusal(search(listener, filter))).toBe('OD001');
  });
});

describe('how many there would be', () => {
  const counted = async (filters: readonly object[], client = listener): Promise<Counted[]> =>
    (
      await rowsOf<{ count_recordings: Counted[] }>(
        client,
        countsQuery,
        await noted(client, 'counts', filters),
      )
    )[0]?.count_recordings ?? [];
  const counts = async (filters: readonly object[]): Promise<number[]> =>
    (await counted(filters)).map(({ count }) => count);

  it('is told for each filter in its place', async () => {
    const none = asked({ around: '15:00', digits: '417', minSeconds: 100 });
    expect(await found(none)).toEqual([]);
    expect(
      await counts([
        none,
        { ...none, around: null },
        { ...none, around: null, minSeconds: null },
        { ...none, around: null, minSeconds: 30 },
        { ...asked({}), case: 'SEK.1510.7.2026', dayTo: '2026-06-18' },
      ]),
    ).toEqual([0, 1, 3, 3, 6]);
  });

  it('is told with the days where they are three at most and all are known, by the calendar of Warsaw', async () => {
    const caller = '+48499990111';
    const calls = ['07-03T23:59:59', '07-05T00:00:00', '07-05T12:00:00', '07-31T09:00:00', '08-02T09:00:00'];
    await addCalls(
      superuser,
      Object.fromEntries(calls.map((at) => [`day-${at}`, { at: `2026-${at}+02:00`, caller }])),
    );
    const ofHis = (first: string, last: string): object =>
      asked({ case: 'SEK.1510.7.2026', day: first, dayTo: last, digits: '0111' });
    expect(
      await counted([
        ofHis('2026-07-03', '2026-08-02'),
        ofHis('2026-07-03', '2026-07-31'),
        ofHis('2026-07-05', '2026-07-05'),
        ofHis('2026-08-03', '2026-08-04'),
      ]),
    ).toEqual([
      { count: 5, days: [] },
      { count: 4, days: ['2026-07-03', '2026-07-05', '2026-07-31'] },
      { count: 2, days: ['2026-07-05'] },
      { count: 0, days: [] },
    ]);
  });

  it('ends at a hundred and one', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, n) => [
        `many-${n}`,
        { at: `2026-07-01T08:00:${String(n % 60).padStart(2, '0')}+02:00` },
      ]),
    );
    await addCalls(superuser, many);
    expect(await counted([asked({ day: '2026-07-01' })])).toEqual([{ count: countedAtMost, days: [] }]);
  });

  it('is refused for anything that no list would be given for', async () => {
    const refused = async (filters: unknown): Promise<string | null> =>
      refusal(noted(listener, 'counts', filters));
    expect(await refused([asked({}), asked({ day: null, digits: '2441' })])).toBe('OD001');
    for (const odd of [[], Array(9).fill(asked({})), asked({}), null, 'x', [1]])
      expect(await refused(odd)).toBe('OD001');
    expect(await refusal(listener.query('SELECT api.count_recordings(NULL, NULL)'))).toBe('OD001');
  });

  it('is noted as a search is', async () => {
    const [one, other] = [asked({ case: 'SEK.1510.9.2026' }), asked({ withheld: true })];
    await counts([{ ...one, junk: 'x' }, other]);
    const lines = await rowsOf(
      superuser,
      'SELECT login, kind, case_number, filter FROM office.search_log ORDER BY id DESC LIMIT 1',
    );
    expect(lines).toEqual([
      { login: who.listener, kind: 'counts', case_number: 'SEK.1510.9.2026', filter: [one, other] },
    ]);
  });
});
