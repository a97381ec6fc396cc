import { reviewCriteria } from '../../shared/quality-criteria.ts';
import type { Criterion, ShownPlan } from '../../shared/quality.ts';
import { tidy, visibleLength } from '../../shared/words.ts';

/** A criterion as it is being written. `code` null: a new one; its name makes it. `key` tells rows apart. */
export type CriterionForm = Omit<Criterion, 'code'> & { key: string; code: string | null };

/** Characters of a name, and of what a level means. */
export const longestName = 60;
export const longestLevel = 120;
export const weights = ['1', '2', '3', '4', '5'] as const;
export const fewestCriteria = 3;
export const mostCriteria = 9;
const longestCode = 20;

type Plans = readonly Pick<ShownPlan, 'criteria'>[];

const formsOf = (criteria: readonly Criterion[]): CriterionForm[] =>
  criteria.map((one) => ({ ...one, key: one.code }));

/** Those of the program. */
export const patternCriteria: readonly CriterionForm[] = formsOf(reviewCriteria);

export const newCriterion = (): CriterionForm => ({
  ...{ key: crypto.randomUUID(), code: null, name: '', weight: 1, levels: ['', '', '', ''] },
});

/** What a new plan begins with: the criteria of the last one, which results are compared by. `plans`: the newest first. */
export function beginningOf(plans: Plans): readonly CriterionForm[] {
  const last = plans.find(({ criteria }) => criteria !== null)?.criteria ?? null;
  return last === null ? patternCriteria : formsOf(last);
}

/** What is wrong with one of them: its name, and which of its levels say nothing. */
export type RowProblem = { name: 'missing' | 'same' | null; levels: readonly boolean[] };
export type CriteriaProblem = { count: boolean; rows: ReadonlyMap<string, RowProblem> };

const said = (text: string): string => tidy(text).trim();
const isEmpty = (text: string): boolean => visibleLength(text) === 0;

/** What keeps criteria from being proposed; null: nothing. */
export function wrongCriteria(criteria: readonly CriterionForm[]): CriteriaProblem | null {
  const rows = new Map<string, RowProblem>();
  for (const [at, { key, name, levels }] of criteria.entries()) {
    const isSame = criteria.slice(0, at).some((other) => said(other.name) === said(name));
    const wrong = isEmpty(name) ? 'missing' : isSame ? 'same' : null;
    const empty = levels.map(isEmpty);
    if (wrong !== null || empty.includes(true)) rows.set(key, { name: wrong, levels: empty });
  }
  const count = criteria.length < fewestCriteria || criteria.length > mostCriteria;
  return count || rows.size > 0 ? { count, rows } : null;
}

/**
 * Criteria as they are proposed. Results of plans are compared by code: one that was taken over keeps its own whatever it is called now, and a
 * new one has that of no other, but for one of the same name in an earlier plan.
 */
export function criteriaIn(criteria: readonly CriterionForm[], plans: Plans): Criterion[] {
  const known = [...plans.flatMap((plan) => plan.criteria ?? []), ...reviewCriteria];
  const taken = new Set([...known, ...criteria].map(({ code }) => code));
  const used = new Set(criteria.map(({ code }) => code));
  return criteria.map(({ code: kept, name, weight, levels }) => {
    const same = known.find((one) => one.name === said(name) && !used.has(one.code));
    const code = kept ?? same?.code ?? codeOf(said(name), taken);
    taken.add(code);
    used.add(code);
    return { code, name: said(name), weight, levels: levels.map(said) };
  });
}

/** The letters of a name, in what may stand in a code: „Czas oczekiwania” is CZAS_OCZEKIWANIA, and a second one CZAS_OCZEKIWANIA_B. */
function codeOf(name: string, taken: ReadonlySet<string | null>): string {
  const plain = name.toUpperCase().replaceAll('Ł', 'L').normalize('NFD').replace(/\p{M}/gu, '');
  const letters = plain.replace(/[^A-Z]+/g, '_').replace(/^_/, '');
  const base = /[A-Z]{2}/.test(letters) ? letters : 'KRYTERIUM';
  const tried = ['', ...'BCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => {
    const end = letter === '' ? '' : `_${letter}`;
    return `${base.slice(0, longestCode - end.length).replace(/_$/, '')}${end}`;
  });
  return tried.find((one) => !taken.has(one)) ?? base.slice(0, longestCode);
}
