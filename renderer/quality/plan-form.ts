import type { Input } from '../../shared/contract.ts';
import { type Plans, type Terms, terms } from '../../shared/quality.ts';
import { addDays } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { understood } from '../CaseNote.tsx';
import { limits } from '../limits.ts';
import { readDay } from '../ui/time.ts';
import {
  beginningOf,
  criteriaIn,
  type CriteriaProblem,
  type CriterionForm,
  wrongCriteria,
} from './criteria-form.ts';
import { plansOver, workingDays } from './plans.ts';

/** Where it is kept while nobody has sent it. */
export const formPlace = 'plan';

export const days = ['from', 'to', 'until'] as const;
export const numbers = ['size', 'perPerson', 'shortestS', 'longestMin'] as const;
type NumberField = (typeof numbers)[number];
type DayField = (typeof days)[number];

/** A plan as it is being filled in. */
export type PlanForm = {
  departments: readonly string[];
  typed: Record<DayField | NumberField | 'case' | 'why', string>;
  /** Null: those it begins with. */
  criteria: readonly CriterionForm[] | null;
};

export const newForm: PlanForm = {
  departments: [],
  typed: {
    ...{ case: '', from: '', to: '', until: '', why: '' },
    ...{ size: '24', perPerson: '3', shortestS: '30', longestMin: '30' },
  },
  criteria: null,
};

/** Characters of what is typed in a line or a text. */
export const longest = { case: 60, why: 500 } as const;
const mostDepartments = 20;
/** A plan covers so many working days at least: of fewer it aims at somebody. */
const leastDays = 5;

/** From what to what a number may be. */
export function boundsOf(field: NumberField): { from: number; to: number } {
  const { minValue, maxValue } = terms.shape[field];
  return { from: minValue ?? 0, to: maxValue ?? 0 };
}

/** What a plan is held against before it is sent; the keeper judges it by the same. */
export type Office = Pick<Plans, 'today' | 'limits' | 'plans'> & { basis: NonNullable<Plans['basis']> };

/** The first and the last day that a day of a plan may be. */
export function dayRanges({
  today,
  limits: rules,
  basis,
}: Office): Record<DayField, { first: string; last: string }> {
  const yesterday = addDays(today, -1);
  return {
    from: { first: basis.firstDay, last: yesterday },
    to: { first: basis.firstDay, last: yesterday },
    until: { first: addDays(today, 1), last: addDays(today, rules.planDays) },
  };
}

type DayProblem = { why: 'day' | 'order' | 'short' } | { why: 'early' | 'late'; day: string };
type NumberProblem =
  { why: 'number'; from: number; to: number } | { why: 'most'; to: number } | { why: 'lengths' };

export type PlanProblems = {
  case: boolean;
  departments: { why: 'missing' | 'many' } | { why: 'clash'; number: string } | null;
  why: boolean;
  criteria: CriteriaProblem | null;
} & Record<DayField, DayProblem | null> &
  Record<NumberField, NumberProblem | null>;

function numberIn(typed: string): number | null {
  return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
}

/** What keeps a plan from being proposed, by the field. */
export function problemsOf(form: PlanForm, office: Office): PlanProblems {
  const { typed, departments } = form;
  const [from, to] = [readDay(typed.from), readDay(typed.to)];
  const range = dayRanges(office);
  const wrongDay = (field: DayField): DayProblem | null => {
    const day = readDay(typed[field]);
    const { first, last } = range[field];
    if (day === null) return { why: 'day' };
    if (day < first) return { why: 'early', day: first };
    return day > last ? { why: 'late', day: last } : null;
  };
  const wrongNumber = (field: NumberField): NumberProblem | null => {
    const bounds = boundsOf(field);
    const value = numberIn(typed[field]);
    return value === null || value < bounds.from || value > bounds.to ? { why: 'number', ...bounds } : null;
  };
  const wrongTo = (): DayProblem | null => {
    if (from === null || to === null) return null;
    if (to < from) return { why: 'order' };
    return workingDays(from, to) < leastDays ? { why: 'short' } : null;
  };
  return {
    case: understood(typed.case)?.ok !== true,
    departments: wrongDepartments(departments, from, to, office),
    why: visibleLength(typed.why) < limits().words.reasonCharacters,
    criteria: wrongCriteria(form.criteria ?? beginningOf(office.plans)),
    from: wrongDay('from'),
    to: wrongDay('to') ?? wrongTo(),
    until: wrongDay('until'),
    size: wrongNumber('size'),
    perPerson: wrongNumber('perPerson') ?? tooMany(form, office),
    shortestS: wrongNumber('shortestS'),
    longestMin: wrongNumber('longestMin') ?? tooShort(form),
  };
}

function wrongDepartments(
  departments: readonly string[],
  from: string | null,
  to: string | null,
  { plans }: Office,
): PlanProblems['departments'] {
  if (departments.length === 0) return { why: 'missing' };
  if (departments.length > mostDepartments) return { why: 'many' };
  if (from === null || to === null) return null;
  const clash = plansOver({ departments: [...departments], from, to }, plans).find(
    ({ state }) => state === 'approved',
  );
  return clash === undefined ? null : { why: 'clash', number: clash.number ?? '' };
}

/** SECURITY: of so many calls of one person the sample would be about too few: the desk could not approve it. */
function tooMany({ typed }: PlanForm, { limits: { fewPersons } }: Office): NumberProblem | null {
  const [size, perPerson] = [numberIn(typed.size), numberIn(typed.perPerson)];
  if (size === null || perPerson === null) return null;
  const to = Math.ceil(size / fewPersons);
  return perPerson > to ? { why: 'most', to } : null;
}

function tooShort({ typed }: PlanForm): NumberProblem | null {
  const [shortest, most] = [numberIn(typed.shortestS), numberIn(typed.longestMin)];
  return shortest !== null && most !== null && shortest > most * 60 ? { why: 'lengths' } : null;
}

/** What is counted while it is typed: null until that would be a plan, but for its case, its reason and its criteria. */
export function termsIn(form: PlanForm, problems: PlanProblems): Terms | null {
  const { case: _case, why: _why, criteria: _criteria, ...others } = problems;
  const [from, to, until] = days.map((field) => readDay(form.typed[field]));
  const [size, perPerson, shortestS, longestMin] = numbers.map((field) => numberIn(form.typed[field]));
  const isWhole = Object.values(others).every((problem) => problem === null);
  const said = {
    departments: [...form.departments],
    from,
    to,
    until,
    size,
    perPerson,
    shortestS,
    longestMin,
  };
  const read = terms.safeParse(said);
  return isWhole && read.success ? read.data : null;
}

/** What is proposed; null while something is wrong. */
export function proposalOf(
  form: PlanForm,
  problems: PlanProblems,
  { plans }: Pick<Office, 'plans'>,
): Input<'quality.propose'> | null {
  const asked = termsIn(form, problems);
  const parsed = understood(form.typed.case);
  if (asked === null || parsed?.ok !== true || problems.why || problems.criteria !== null) return null;
  const why = tidy(form.typed.why, { lines: true }).trim();
  const criteria = criteriaIn(form.criteria ?? beginningOf(plans), plans);
  return { ...asked, case: parsed.value, why, criteria };
}
