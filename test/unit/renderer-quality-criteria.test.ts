import { describe, expect, it } from 'vitest';
import {
  beginningOf,
  criteriaIn,
  type CriterionForm,
  newCriterion,
  patternCriteria,
  wrongCriteria,
} from '../../renderer/quality/criteria-form.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import { proposeInput } from '../../shared/quality.ts';
import { planOf } from './renderer-quality.fixture.ts';

/** What a plan looks at in a call: nobody types a code, and results are compared by it. */

const levels = ['nie', 'trochę', 'prawie', 'tak'];
const written = (name: string, change: Partial<CriterionForm> = {}): CriterionForm => ({
  ...newCriterion(),
  ...{ name, levels },
  ...change,
});
const codes = (criteria: readonly CriterionForm[], ...plans: Parameters<typeof criteriaIn>[1]) =>
  criteriaIn(criteria, plans).map(({ code }) => code);

describe('criteria of a new plan', () => {
  it('begin with those of the last plan, else with those of the program', () => {
    const last = reviewCriteria.slice(0, 3);
    expect(criteriaIn(beginningOf([]), [])).toEqual(reviewCriteria);
    const plans = [planOf(9, { criteria: null }), planOf(8, { criteria: last }), planOf(7)];
    expect(criteriaIn(beginningOf(plans), plans)).toEqual(last);
  });

  it('keep their code by whatever name, and in whatever order', () => {
    const [first, second, ...others] = patternCriteria;
    if (first === undefined || second === undefined) throw new Error('no pattern');
    const changed = [second, { ...first, name: 'Powitanie' }, ...others];
    expect(codes(changed).slice(0, 2)).toEqual(['POTRZEBA', 'PRZEDSTAWIENIE']);
  });

  it('have a code that is made of their name, is nobody else’s, and that the keeper takes', () => {
    const names = ['Żółta łąka', 'Żółta, łąka!', '100 %', '?', 'Czas oczekiwania na połączenie', 'Potrzeba'];
    const made = criteriaIn([...patternCriteria.slice(1, 4), ...names.map((name) => written(name))], []);
    expect(made.slice(3).map(({ code }) => code)).toEqual([
      ...['ZOLTA_LAKA', 'ZOLTA_LAKA_B', 'KRYTERIUM', 'KRYTERIUM_B', 'CZAS_OCZEKIWANIA_NA', 'POTRZEBA_B'],
    ]);
    expect(proposeInput.shape.criteria.safeParse(made).success).toBe(true);
  });

  it('are the same as one of that name in an earlier plan, and as none of another name', () => {
    const earlier = planOf(3, {
      criteria: [{ code: 'CZAS', name: 'Czas oczekiwania', weight: 1, levels }],
    });
    expect(codes([written(' Czas oczekiwania ')], earlier)).toEqual(['CZAS']);
    expect(codes([written('Czas')], earlier)).toEqual(['CZAS_B']);
    // Two cannot be the same one.
    const both = [written('Czas oczekiwania'), written('x', { code: 'CZAS' })];
    expect(codes(both, earlier)).toEqual(['CZAS_OCZEKIWANIA', 'CZAS']);
  });

  it('are from 3 to 9, each with a name of its own and four levels that say something', () => {
    expect(wrongCriteria(patternCriteria)).toBeNull();
    expect(wrongCriteria(patternCriteria.slice(0, 2))).toMatchObject({ count: true });
    const ten = Array.from({ length: 10 }, (_, n) => written(`Kryterium ${String(n)}`));
    expect(wrongCriteria(ten)).toMatchObject({ count: true });
    expect(wrongCriteria(ten.slice(1))).toBeNull();
    const [nameless, same] = [written(' '), written('Ochrona danych ', { levels: ['a', '', ' ', 'd'] })];
    expect(wrongCriteria([...patternCriteria, nameless, same])?.rows).toEqual(
      new Map([
        [nameless.key, { name: 'missing', levels: [false, false, false, false] }],
        [same.key, { name: 'same', levels: [false, true, true, false] }],
      ]),
    );
  });
});
