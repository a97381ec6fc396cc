import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { may } from '../../shared/permissions.ts';
import type { Plans, Preview, Queue, ShownPlan, Terms } from '../../shared/quality.ts';
import type { Role } from '../../shared/values.ts';
import { addDays } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { call, lookEvery, queryClient } from '../api.ts';
import type { Translate } from '../text.ts';
import { dayText, yearlessDayText } from '../ui/time.ts';

/** Plans that whoever asks may see; the desk decides meanwhile, and the keeper draws. */
export function usePlans(enabled = true): UseQueryResult<Plans> {
  return useQuery({
    queryKey: ['quality.plans'],
    queryFn: () => call('quality.plans', {}),
    enabled,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** What was drawn for a plan; read anew whenever the list says something else of it. */
export function useQueue({ plan, draw, opened, scored, remarked }: ShownPlan): UseQueryResult<Queue> {
  return useQuery({
    queryKey: ['quality.queue', plan, draw?.seq, opened, scored, remarked],
    queryFn: () => call('quality.queue', { plan }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    // A recording may go meanwhile.
    refetchInterval: lookEvery,
  });
}

/** What a draw would find; null asks for nothing, and what was counted before stays on the page. `plan`: the one whose terms these are. */
export function usePreview(terms: Terms | null, plan?: string): UseQueryResult<Preview> {
  return useQuery({
    queryKey: ['quality.preview', terms, plan],
    queryFn: () =>
      terms === null
        ? Promise.reject(new Error('no terms'))
        : call('quality.preview', { ...terms, ...(plan === undefined ? {} : { plan }) }),
    enabled: terms !== null,
    placeholderData: keepPreviousData,
  });
}

/** After something was entered or opened. */
export async function refreshPlans(): Promise<void> {
  await Promise.all(
    ['quality.plans', 'quality.queue', 'quality.card', 'quality.preview', 'duties.list'].map((name) =>
      queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  );
}

export const termsOf = (one: Terms): Terms => {
  const { departments, from, to, until, size, perPerson, shortestS, longestMin } = one;
  return { departments, from, to, until, size, perPerson, shortestS, longestMin };
};

/**
 * How much waits for somebody: for the desk plans of others; whoever proposed one that was returned proposes another in its case, and replies to
 * what was remarked.
 */
export function waitingPlans(plans: Plans | undefined, roles: readonly Role[]) {
  const all = plans?.plans ?? [];
  return {
    plans: may('qualityVerdict', roles) ? all.filter(isToDecide).length : 0,
    returned: all.filter((one) => waitsForAnother(one, all, plans?.today ?? '')).length,
    remarked: all.reduce((sum, one) => sum + (one.own && one.state === 'approved' ? one.remarked : 0), 0),
  };
}

export const isToDecide = ({ state, own }: ShownPlan): boolean => state === 'proposed' && !own;

function waitsForAnother(one: ShownPlan, all: readonly ShownPlan[], today: string): boolean {
  // What was to be heard by a day that is over needs no other plan.
  if (!one.own || one.state !== 'returned' || one.until < today) return false;
  return !all.some((other) => other.own && other.case === one.case && other.seq > one.seq);
}

/** The plan that waits longest for the desk. */
export function firstToDecide(plans: readonly ShownPlan[]): string | null {
  const [first] = plans.filter(isToDecide).sort((one, other) => one.seq - other.seq);
  return first?.plan ?? null;
}

/** Plans of whoever asks that are heard, will be tomorrow, or were: open ones first, the newest of them first. */
export function heardPlans(plans: readonly ShownPlan[]): ShownPlan[] {
  const own = plans.filter((one) => one.own && one.state === 'approved');
  return own.sort((one, other) => Number(other.open) - Number(one.open) || other.seq - one.seq);
}

/** How an approved plan stands: heard now, from tomorrow on, or not any more. */
export function phaseOf({ open, verdict }: ShownPlan, today: string): 'open' | 'tomorrow' | 'over' {
  if (open) return 'open';
  return verdict !== null && verdict.on >= today ? 'tomorrow' : 'over';
}

/** So many calls are heard, if that many could be drawn. */
export function wantedOf({ size, draw }: Pick<ShownPlan, 'size' | 'draw'>): number {
  return draw === null ? size : Math.min(size, draw.drawn);
}

/** Positions that are heard: as many as are wanted, and one more for each that was left out. */
export function shownPositions({ positions }: Queue, wanted: number): Queue['positions'] {
  const omitted = positions.filter(({ standing }) => standing.state === 'omitted').length;
  return positions.filter(({ nr, opened }) => nr <= wanted + omitted || opened);
}

/** Working days from one day to another, both within. */
export function workingDays(from: string, to: string): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}

/** `02.11–20.11.2026`; each with its year where they are not of the same. */
export function periodText({ from, to }: Pick<Terms, 'from' | 'to'>): string {
  if (from === to) return dayText(from);
  const first = from.slice(0, 4) === to.slice(0, 4) ? yearlessDayText(from) : dayText(from);
  return `${first}–\u2060${dayText(to)}`;
}

/** How a plan stands, in words: „w toku, do 11.12.2026”, „w aktach, PO/29/2026”. */
export function stateText(t: Translate, plan: ShownPlan, today: string): string {
  const { state, until, protocol } = plan;
  if (state === 'approved') {
    const phase = phaseOf(plan, today);
    if (phase === 'open') return t('quality.plans.stateUntil', { day: dayText(until) });
    return t(phase === 'tomorrow' ? 'quality.plans.stateTomorrow' : 'quality.plans.stateOver');
  }
  const said = t(`quality.plans.states.${state}`);
  return protocol === null ? said : t('quality.plans.stateNumber', { state: said, number: protocol });
}

/** Plans with a number over some of the same days and departments, the newest first: also those of which nothing was heard. */
export function plansOver(
  { departments, from, to }: Pick<Terms, 'departments' | 'from' | 'to'>,
  plans: readonly ShownPlan[],
): ShownPlan[] {
  const overlaps = (one: ShownPlan): boolean =>
    one.from <= to && from <= one.to && one.departments.some((each) => departments.includes(each));
  return plans.filter((one) => one.number !== null && overlaps(one));
}

/** The number of the newest plan before one by the same criteria, null where they were new. */
export function sameCriteria({ seq, criteria }: ShownPlan, plans: readonly ShownPlan[]): string | null {
  const said = JSON.stringify(criteria);
  const same = plans.find(
    (one) => one.seq < seq && one.number !== null && JSON.stringify(one.criteria) === said,
  );
  return criteria === null ? null : (same?.number ?? null);
}

/** Whether calls may be drawn at all: something allows it, and employees have known of it for long enough. */
export function isOff({ basis, today }: Pick<Plans, 'basis' | 'today'>): boolean {
  return basis === null || basis.firstDay > today;
}
