import { beforeAll, describe, expect, it } from 'vitest';
import type { DutyReview } from '../../renderer/duties/row.ts';
import { mattersFor } from '../../renderer/matters.ts';
import { startText } from '../../renderer/text.ts';
import type { Duties } from '../../shared/duties.ts';
import type { Matter } from '../../shared/matter.ts';
import type { Role } from '../../shared/values.ts';
import { appointments, rows } from './renderer-duties.fixture.ts';
import { uuidOf } from './vectors-secrets.ts';

/** What „Pulpit” tells of reviews and matters, and once a year of offices and rules. */

beforeAll(startText);

const review = (due: string, change: Partial<DutyReview> = {}): DutyReview => ({
  ...{ review: uuidOf(due), seq: 5, from: '2026-11-01', to: '2026-11-30', opened: '2026-12-08', due },
  ...{
    concluded: null,
    items: 18,
    flagged: 4,
    judged: 0,
    irregular: 0,
    referred: 0,
    last: null,
    waits: true,
  },
  ...{ number: null, ...change },
});

it('an open review comes before what is late; over its day it is orange, two weeks later red and told to the Mayor', () => {
  const told = (reader: Role, one: DutyReview) =>
    rows({}, [reader], true, [], [one]).map(({ sign, term, step }) => [sign, term, step?.label]);
  expect(told('secretary', review('2026-12-09'))).toEqual([[null, 'do 09.12.2026', 'Rozpocznij przegląd']]);
  expect(told('secretary', review('2026-12-08', { judged: 3 }))).toEqual([
    ['orange', 'po terminie 1 dzień', 'Otwórz'],
  ]);
  expect(told('mayor', review('2026-11-25', { waits: false }))).toEqual([]);
  expect(told('mayor', review('2026-11-24', { waits: false }))).toEqual([
    ['red', 'po terminie 15 dni', 'Otwórz'],
  ]);
  expect(told('mayor', review('2026-12-20'))).toEqual([[null, 'do 20.12.2026', 'Oceń…']]);
  expect(told('secretary', review('2026-12-20', { number: 'RP/1/2026' }))).toEqual([]);
});

it('a review says how much there is to look at, and once it is begun how much of that is left', () => {
  const second = (change: Partial<DutyReview>) =>
    rows({}, ['secretary'], true, [], [review('2026-12-09', change)])[0]?.second;
  expect(second({})).toBe('18 pozycji, w tym 4 zwracają uwagę');
  expect(second({ items: 2, flagged: 0 })).toBe('2 pozycje');
  expect(second({ judged: 3 })).toBe('oceniono 3 z 18');
});

it('plans of reviews of quality that wait for the desk are one row, which leads to the first of them', () => {
  const told = (count: number, reader: Role = 'secretary') =>
    rows({ plans: { count, since: '2026-12-08', case: 'SEK.0643.4.2026' } }, [reader]).map(
      ({ title, second, term, step }) => [title, second, term, step?.label, step?.go],
    );
  expect(told(1)).toEqual([
    [
      ...['Plan przeglądu jakości SEK.0643.4.2026 – czeka na zatwierdzenie', 'przedstawiono 08.12.2026'],
      ...['od wczoraj', 'Pokaż', { to: 'plans' }],
    ],
  ]);
  expect(told(2)[0]?.[0]).toBe('Plany przeglądów jakości do zatwierdzenia: 2');
  expect(told(1, 'mayor')).toEqual([]);
});

it('once a year the desk says that offices and rules go on; those of one paper are one row', () => {
  const since = '2025-12-01';
  const held = appointments[1]?.number ?? '';
  const yearly: Duties['yearly'] = [
    { number: 'WR/1/2025', seq: 4, of: 'basis', since },
    { number: 'WR/2/2025', seq: 4, of: 'basis', since },
    { number: held, seq: 6, of: null, since },
    // Somebody else has that office by now.
    { number: 'PF/90/2020', seq: 5, of: null, since },
  ];
  const shown = (role: Role) =>
    rows({ yearly }, [role]).map(({ title, second, term, step }) => [title, second, term, step]);
  const step = (label: string, what: string, number: string) => ({
    ...{ label, go: { to: 'papers', papers: { what, number, show: 'current' } }, why: null },
  });
  expect(shown('secretary')).toEqual([
    [
      'Czy podstawy prawne nadal obowiązują?',
      'WR/1/2025 – WR/2/2025',
      'od 8 dni',
      step('Obowiązuje…', 'version', 'WR/1/2025'),
    ],
    ['Czy zastępstwo trwa?', `Marek Bielak, ${held}`, 'od 8 dni', step('Trwa…', 'appointment', held)],
  ]);
});

describe('matters', () => {
  const said = (event: 'open' | 'close', at: string, person: string) => ({
    ...{ seq: 7, at, event, login: 'a.nowak', person, words: 'Dlaczego?' },
  });
  const matterOf = (change: Partial<Matter>): Matter => ({
    ...{ matter: uuidOf('one'), number: 'SK/1/2026', sort: 'task', letter: 'a', about: null, act: null },
    call: null,
    ...{ kind: null, assignee: null, person: null, due: null, own: false, answered: false, unread: false },
    ...{ closed: false, events: [said('open', '2026-12-07T08:00:00.000Z', 'Anna Nowak')], ...change },
  });
  const unsigned = { seq: 40, at: '2026-12-07T08:00:00.000Z', count: 3 };
  const shown = (change: Partial<Duties>, matters: Matter[], reviews: DutyReview[] = []) =>
    rows(change, ['secretary'], true, matters, reviews).map(({ sign, title, second, term, step }) => [
      ...[sign, title, second, term, step?.label, step?.go],
    ]);

  it('are no rows while they wait for whom they are given to; a report is urgent, an answer waits to be read', () => {
    const report = {
      sort: 'report',
      letter: null,
      about: 12,
      kind: 'session',
      matter: uuidOf('two'),
    } as const;
    const answer = matterOf({
      ...{ sort: 'question', letter: null, about: 9, act: 'PO/24/2026', kind: 'release', closed: true },
      ...{ unread: true, number: 'SK/3/2026', matter: uuidOf('three') },
      events: [
        said('open', '2026-12-07T08:00:00.000Z', 'x'),
        said('close', '2026-12-08T08:00:00.000Z', 'Anna Nowak'),
      ],
    });
    const panelOf = (name: string) => ({ to: 'panel', panel: `matter ${uuidOf(name)}` });
    expect(shown({}, [matterOf({}), answer, matterOf(report)])).toEqual([
      ...[
        [
          'red',
          'Zgłoszenie: „To nie ja”',
          'SK/1/2026, Anna Nowak, zalogowanie, wpis\u00a0nr\u00a012',
          'od 2 dni',
          'Pokaż',
          panelOf('two'),
        ],
      ],
      [null, 'Odpowiedź do PO/24/2026', 'SK/3/2026, Anna Nowak', 'od wczoraj', 'Pokaż', panelOf('three')],
    ]);
    // It leads to its item where one review alone is open.
    expect(
      shown({}, [answer], [review('2026-12-22')])
        .at(-1)
        ?.at(-1),
    ).toEqual({ to: 'review', about: 9 });
  });

  it('a question without an answer is late for the desk, and two weeks later urgent, for the Mayor too', () => {
    const question = (due: string): Matter =>
      matterOf({
        ...{ sort: 'question', letter: null, about: 9, act: 'PO/24/2026', kind: 'release' },
        ...{ due, person: 'Anna Nowak' },
      });
    const signs = (role: Role, due: string) =>
      rows({}, [role], true, [question(due)]).map(({ sign, title, second, term }) => [
        ...[sign, title, second, term],
      ]);
    const title = 'PO/24/2026 – pytanie bez odpowiedzi';
    expect(signs('secretary', '2026-12-09')).toEqual([]);
    expect(signs('secretary', '2026-12-08')).toEqual([
      ['orange', title, 'SK/1/2026, Anna Nowak', 'po terminie 1 dzień'],
    ]);
    expect(signs('mayor', '2026-11-25')).toEqual([]);
    expect(signs('mayor', '2026-11-24')).toEqual([
      ['red', title, 'SK/1/2026, Anna Nowak', 'po terminie 15 dni'],
    ]);
  });

  it('that are one’s own stand by their day, those without one last', () => {
    const own = [null, '2026-12-15', '2026-12-06'].map((due) => matterOf({ own: true, due }));
    expect(mattersFor(own).map(({ due }) => due)).toEqual(['2026-12-06', '2026-12-15', null]);
  });

  it('are added about requests that nobody signed, or shown where there is one already', () => {
    const second = 'ostatnie 07.12.2026, 09:00; niczego nie wydano';
    const about = matterOf({ about: 40, kind: 'unsigned-request' });
    const row = ['red', 'Żądania bez podpisu: 3', second, ''];
    expect(shown({ unsigned }, [])).toEqual([[...row, 'Dodaj sprawę', { to: 'panel', panel: 'add 40' }]]);
    // What was passed on to the officer ends no alarm.
    const passed = matterOf({ about: 40, kind: 'unsigned-request', sort: 'irregularity', letter: null });
    expect(shown({ unsigned }, [passed])[0]?.at(-1)).toEqual({ to: 'panel', panel: 'add 40' });
    expect(shown({ unsigned }, [about])).toEqual([
      [...row, 'Pokaż', { to: 'panel', panel: `matter ${about.matter}` }],
    ]);
  });
});
