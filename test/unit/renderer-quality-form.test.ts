import { describe, expect, it } from 'vitest';
import { newForm, type PlanForm, problemsOf, proposalOf, termsIn } from '../../renderer/quality/plan-form.ts';
import { proposeInput } from '../../shared/quality.ts';
import { approvedOf, plansOf } from './renderer-quality.fixture.ts';

/** „Nowy plan”: what keeps it from being sent, said before the keeper would; on the 26th of November 2026. */

const { basis, ...others } = plansOf();
if (basis === null) throw new Error('no basis');
const office = { ...others, basis };

const typedInto = (typed: Partial<PlanForm['typed']> = {}, departments = ['Wydział Oświaty']): PlanForm => ({
  ...{ departments, criteria: null },
  typed: {
    ...newForm.typed,
    ...{ case: 'SEK.0643.4.2026', from: '02.11.2026', to: '20.11.2026', until: '11.12.2026' },
    ...{ why: 'Po zmianie wniosku o dodatek wzrosła liczba telefonów.', ...typed },
  },
});
const problems = (typed: Partial<PlanForm['typed']>, departments?: string[]) =>
  Object.fromEntries(
    Object.entries(problemsOf(typedInto(typed, departments), office)).filter(
      ([, problem]) => problem !== null && problem !== false,
    ),
  );

describe('a new plan', () => {
  it('is sent as the keeper takes it, by the criteria of the program', () => {
    const form = typedInto({ case: ' SEK.0643.4.2026 ' });
    const sent = proposalOf(form, problemsOf(form, office), office);
    expect(proposeInput.safeParse(sent).success).toBe(true);
    expect(sent).toMatchObject({
      ...{ case: 'SEK.0643.4.2026', departments: ['Wydział Oświaty'], size: 24, perPerson: 3 },
      ...{ from: '2026-11-02', to: '2026-11-20', until: '2026-12-11', shortestS: 30, longestMin: 30 },
    });
    expect(sent?.criteria).toHaveLength(6);
  });

  it('begins with 24 calls, 3 a person, of 30 seconds to 30 minutes, and is not sent before the rest is there', () => {
    expect(newForm.typed).toMatchObject({ size: '24', perPerson: '3', shortestS: '30', longestMin: '30' });
    const wrong = problemsOf(newForm, office);
    expect(wrong).toMatchObject({ case: true, why: true, departments: { why: 'missing' } });
    expect(wrong).toMatchObject({ from: { why: 'day' }, to: { why: 'day' }, until: { why: 'day' } });
    expect(proposalOf(newForm, wrong, office)).toBeNull();
  });

  it('is counted before its case and its reason are typed, and from five working days on', () => {
    const counted = (form: PlanForm) => termsIn(form, problemsOf(form, office));
    expect(counted(typedInto({ case: '', why: '' }))).toMatchObject({ from: '2026-11-02', size: 24 });
    // From Monday to Friday these are five; the 11th is a holiday.
    expect(counted(typedInto({ from: '16.11.2026', to: '20.11.2026' }))).not.toBeNull();
    expect(counted(typedInto({ from: '09.11.2026', to: '13.11.2026' }))).toBeNull();
  });

  it('keeps to days of which employees were told, that are over, and within which it is heard', () => {
    expect(problems({ from: '19.09.2025' })).toEqual({ from: { why: 'early', day: '2025-09-22' } });
    expect(problems({ to: '26.11.2026' })).toEqual({ to: { why: 'late', day: '2026-11-25' } });
    expect(problems({ to: '01.11.2026' })).toEqual({ to: { why: 'order' } });
    expect(problems({ from: '09.11.2026', to: '13.11.2026' })).toEqual({ to: { why: 'short' } });
    expect(problems({ until: '26.11.2026' })).toEqual({ until: { why: 'early', day: '2026-11-27' } });
    expect(problems({ until: '26.01.2027' })).toEqual({ until: { why: 'late', day: '2027-01-25' } });
    expect(problems({ until: '31.11.2026' })).toEqual({ until: { why: 'day' } });
  });

  it('has numbers within their bounds', () => {
    expect(problems({ size: '4', perPerson: '1' })).toEqual({ size: { why: 'number', from: 5, to: 100 } });
    expect(problems({ shortestS: '601' })).toEqual({ shortestS: { why: 'number', from: 0, to: 600 } });
    expect(problems({ longestMin: 'pół' })).toEqual({ longestMin: { why: 'number', from: 1, to: 240 } });
    expect(problems({ shortestS: '90', longestMin: '1' })).toEqual({ longestMin: { why: 'lengths' } });
  });

  it('takes no more calls of one person than leave a sample of three', () => {
    expect(problems({ size: '12', perPerson: '4' })).toEqual({});
    expect(problems({ size: '12', perPerson: '5' })).toEqual({ perPerson: { why: 'most', to: 4 } });
  });

  it('has departments, and none of an open plan over the same days', () => {
    expect(problems({}, [])).toEqual({ departments: { why: 'missing' } });
    const clashing = { ...office, plans: [approvedOf(3, '2026-11-20')] };
    expect(problemsOf(typedInto(), clashing).departments).toEqual({ why: 'clash', number: 'PJ/3/2026' });
    expect(problemsOf(typedInto({}, ['Kancelaria Ogólna']), clashing).departments).toBeNull();
  });

  it('says why, in as many characters as every reason has', () => {
    expect(problems({ why: 'Bo tak.' })).toEqual({ why: true });
    expect(problems({ why: 'x'.repeat(40) })).toEqual({ why: true });
  });
});
