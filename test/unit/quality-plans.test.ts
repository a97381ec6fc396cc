import { describe, expect, it, vi } from 'vitest';
import { makePlan } from '../../electron/quality/plan-paper.ts';
import { readPlan, readPlans } from '../../electron/quality/plans.ts';
import { queueOf, readQueue } from '../../electron/quality/queue.ts';
import { setSettings } from '../../electron/settings.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { Plans, ShownPlan } from '../../shared/quality.ts';
import { edit, find, frozenLines, keeper, recommit, seqOf, type Line } from './exported-chain.ts';
import { papersOfFile } from './paper-file.fixture.ts';
import { ingestOf, telling } from './quality-told.fixture.ts';
import { criteria, reviewCase, why } from './vectors-quality.ts';
import { rater } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));
setSettings({ keeperPublicKey: keeper.pinned } as never);

/** Plans of reviews and what was drawn for them, out of the frozen ledger, as a workstation shows and prints them. */

const plan = uuidOf('a plan');
const plans = ['a plan', 'another plan'];
const decided = [...plans, 'its return', 'its approval', 'qualityDraw'];
const allowed = ['what allows reviews', 'reviews are allowed'];
const people = ['those of the review', 'person'];
const lines = frozenLines();
const drawn = (JSON.parse(find(lines, 'qualityDraw').payload) as Payload<'qualityDraw'>).recordings;
const limits = {
  noticeDays: 14,
  planDays: 60,
  perPersonYear: 12,
  fewCards: 5,
  fewPersons: 3,
  remarkWorkingDays: 7,
};
const plansDb = (names: readonly string[], today = '2027-01-13', change?: (all: Line[]) => unknown) =>
  telling(
    {
      today,
      limits,
      departments: ['Biuro Obsługi'],
      counts: { [plan]: { opened: 2, scored: 0, remarked: 0 } },
    },
    names,
    change,
  );
const told = (names: readonly string[], today?: string, change?: (all: Line[]) => unknown): Promise<Plans> =>
  readPlans({ db: plansDb([...allowed, ...people, ...names], today, change), guid: uuidOf(rater) });
const shown = async (names: readonly string[], today?: string): Promise<ShownPlan | undefined> =>
  (await told(names, today)).plans.find((one) => one.plan === plan);
const failure = (code: string, name?: string) => ({
  failure: { code, ...(name === undefined ? {} : { params: { seq: seqOf(lines, name) } }) },
});
const heard = 'what was drawn first';

describe('plans', () => {
  it('are shown as their entries say, the newest first, and what allows them', async () => {
    const { basis, plans: all } = await told([...decided, heard]);
    expect(basis).toEqual({
      ...{ act: 'Zarządzenie nr 88/2026', actDay: '2026-12-01', informedOn: '2026-12-14' },
      ...{ firstDay: '2026-12-28', name: 'Przegląd jakości obsługi – art. 22³ § 4 KP' },
    });
    expect(all.map(({ state, number }) => [state, number])).toEqual([
      ['returned', null],
      ['approved', 'PJ/1/2027'],
    ]);
    expect(all[0]?.verdict?.reason).toBe('Ten sam okres obejmuje już inny plan.');
    expect(all[1]).toMatchObject({
      ...{ person: 'Iwona Gil', own: true, case: reviewCase, why, criteria, size: 5, perPerson: 2 },
      ...{ draw: { eligible: 9, drawn: drawn.length }, protocol: 'PO/1/2027', act: uuidOf('a review') },
      ...{ opened: 2, scored: 0, remarked: 0, open: true },
    });
  });

  it('are heard from the day after the approval to their last day; of what nobody heard in time nothing is drawn again', async () => {
    expect(await shown(plans)).toMatchObject({ state: 'proposed', open: false, verdict: null });
    expect(await shown(decided, '2027-01-12')).toMatchObject({ state: 'approved', open: false });
    expect(await shown(decided, '2027-02-26')).toMatchObject({ state: 'approved', open: true });
    expect(await shown(decided, '2027-02-27')).toMatchObject({ state: 'lapsed', open: false });
    expect(await shown([...decided, heard], '2027-02-27')).toMatchObject({ state: 'approved', open: false });
  });

  it('are off where nobody confirmed what allows them', async () => {
    const db = plansDb(['what allows reviews', ...people]);
    expect((await readPlans({ db, guid: null })).basis).toBeNull();
  });

  it.each<[string, string, (all: Line[]) => unknown]>([
    ['with another person', 'a plan', (all) => edit(find(all, 'a plan'), `"${rater}"`, '"k.lis"')],
    [
      'for another reason',
      'a plan',
      (all) => recommit(find(all, 'a plan'), JSON.stringify({ why: 'x', criteria })),
    ],
    [
      'as approved',
      'its return',
      (all) => edit(find(all, 'its return'), '"approved":false', '"approved":true'),
    ],
    [
      'with another draw',
      'qualityDraw',
      (all) => edit(find(all, 'qualityDraw'), drawn[0] ?? '', uuidOf('x')),
    ],
  ])('are not shown where the database tells one %s', async (_how, name, change) => {
    await expect(told(decided, undefined, change)).rejects.toMatchObject(
      failure('document-entry-false', name),
    );
  });

  it('are not shown with a draw whose approval is kept back', async () => {
    const asked = told(decided.filter((name) => name !== 'its approval'));
    await expect(asked).rejects.toMatchObject(failure('document-entry-missing', 'qualityDraw'));
  });
});

describe('what was drawn', () => {
  const position = (nr: number, recording = drawn[nr - 1] ?? '') => ({
    ...{ nr, recording, startedAt: '2027-01-04T09:00:00.000Z', durationMs: 1_000, department: 'x' },
    ...{ part: 1, parts: 1, there: true, worded: true },
  });
  const five = [1, 2, 3, 4, 5].map((nr) => position(nr));
  const opened = [heard, ingestOf(drawn[0])];
  const queue = (positions: object[], names: readonly string[], change?: (all: Line[]) => unknown) =>
    readQueue(
      {
        db: telling(
          { today: '2027-01-13', positions },
          ['a plan', 'qualityDraw', ...people, ...names],
          change,
        ),
      },
      plan,
    );

  it('is told in its order: of what was opened when it was and whose it is, by its own entries', async () => {
    const { positions, next } = await queue(five, opened);
    const taken = JSON.parse(find(lines, ingestOf(drawn[0])).payload) as Payload<'ingest'>;
    const { startedAt, durationMs, department, answeredLogin: person } = taken;
    expect(positions[0]).toMatchObject({ startedAt, durationMs, department, person, opened: true });
    expect(positions.slice(1).map((one) => [one.opened, one.person])).toEqual(
      five.slice(1).map(() => [false, null]),
    );
    expect(next).toBe(2);
  });

  it('says nobody’s name before it was opened in the plan, whatever the database tells', async () => {
    const { positions } = await queue(five, [ingestOf(drawn[0])]);
    expect(positions.map(({ person }) => person)).toEqual(five.map(() => null));
  });

  it.each<[string, object[]]>([
    ['in another order', [position(1, drawn[1]), position(2, drawn[0]), ...five.slice(2)]],
    ['without one of them', five.slice(1)],
    ['without the last', five.slice(0, 4)],
    ['with another call', [position(1, uuidOf('x')), ...five.slice(1)]],
  ])('is not told %s', async (_how, positions) => {
    await expect(queue(positions, [])).rejects.toMatchObject(failure('document-entry-false', 'qualityDraw'));
  });

  it.each<[string, Partial<Payload<'release'>>]>([
    ['in an act of its own', { position: undefined }],
    ['in another plan', { position: { plan: uuidOf('another plan'), nr: 1 } }],
    ['at another place', { position: { plan, nr: 2 } }],
  ])('says nobody’s name where it was heard %s', async (_where, change) => {
    const told = await readPlan({ db: plansDb([...decided, ...people, ...opened]) }, plan);
    const elsewhere = (told?.entries ?? []).map((one) =>
      one.kind === 'release' ? { ...one, payload: { ...one.payload, ...change } } : one,
    );
    const { positions } = queueOf(plan, { today: '2027-01-13', positions: five }, elsewhere);
    expect(positions[0]).toMatchObject({ opened: false, person: null });
  });

  it('is not told without the entry by which what was opened was taken in', async () => {
    await expect(queue(five, [heard])).rejects.toMatchObject(failure('document-entry-missing', heard));
  });
});

describe('„Plan i informacja”', () => {
  const { resources, read } = papersOfFile();
  const paper = async (names: readonly string[]) => {
    const told = await readPlan({ db: plansDb([...people, ...names]) }, plan);
    const { facts, entries } = told as NonNullable<typeof told>;
    const { name, pdf } = await makePlan(
      facts,
      entries,
      { office: 'Urząd Miasta', foot: 'Stan na wpis nr 99.', emergency: null },
      resources(),
    );
    return { name, ...read(name, pdf) };
  };

  it('says on one page what is drawn, how, why, by what, who rates, and what whoever is rated may do', async () => {
    const { name, pages, text } = await paper(decided);
    expect([name, pages]).toEqual(['plan_PJ_1_2027.pdf', 1]);
    for (const said of [
      ...['PLAN PRZEGLĄDU JAKOŚCI Nr PJ/1/2027', `Znak sprawy: ${reviewCase}`, why, 'Iwona Gil, kierownik'],
      ...['od 04.01.2027 do 11.01.2027', 'od 30 s do 30 min', 'odsłuch do 26.02.2027', 'Biuro Obsługi'],
      ...['Rozmów: 5, najwyżej 2 jednej osoby, a w roku kalendarzowym najwyżej 12', 'do losowania było: 9'],
      ...['Ustalenie potrzeby (waga 2)', 'Częściowo.', 'po uwagach żadna ocena', 'Nie widzą jej Sekretarz'],
      ...['Plan zatwierdził(a)', 'Sekretarz (data, podpis)', 'Stan na wpis nr 99.'],
    ])
      expect(text).toContain(said);
    // Whose calls were drawn stands nowhere.
    expect(text).not.toMatch(/k\.lis|p\.sowa|r\.wilk|t\.wrona/);
  });

  it('is a proposal until somebody has approved it, without a number', async () => {
    const { name, text } = await paper(['a plan']);
    expect(name).toBe(`plan_${reviewCase.replaceAll('.', '_')}.pdf`);
    expect(text).toContain('PLAN PRZEGLĄDU JAKOŚCI (propozycja)');
    expect(text).toContain('Plan czeka na zatwierdzenie.');
    expect(text).not.toContain('Wylosowano');
  });
});
