import { useQuery } from '@tanstack/react-query';
import type { Input } from '../shared/contract.ts';
import type { Matter } from '../shared/matter.ts';
import { legalDay } from '../shared/warsaw.ts';
import { call, lookEvery, queryClient } from './api.ts';
import type { Translate } from './text.ts';
import { dayText, momentText } from './ui/time.ts';

/** Matters as they stand; asked anew when a page is opened, and from time to time. */
export function useMatters(filter: Input<'matter.list'>) {
  return useQuery({
    queryKey: ['matter.list', filter],
    queryFn: () => call('matter.list', filter),
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

const own = { show: 'all', own: true, about: null } as const;

/** What the person is to do or to answer, what is due first before what is due later or has no day. */
export function mattersFor(matters: readonly Matter[]): Matter[] {
  return matters
    .filter((one) => one.own && !one.closed)
    .sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'));
}

/** The person's own: what is assigned to them, and what they opened. */
export const useOwnMatters = () => useMatters(own);

/** Enters something; returns the number of the matter. */
export async function enterMatter(body: Input<'matter.enter'>): Promise<string> {
  const { number } = await call('matter.enter', body);
  await Promise.all(
    ['matter.list', 'duties.list'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
  );
  return number;
}

/** What stays as it is where somebody goes on with a matter. */
export function standingOf({ matter, sort, letter, about, assignee, due }: Matter) {
  return { matter, sort, letter, about, assignee, due };
}

/** What it is, in one line: of a task the first of its own words. */
export function matterTitle(t: Translate, { sort, act, call, events }: Matter): string {
  if (sort === 'question') return t('matter.titles.question', { act: act ?? '' });
  if (sort === 'report') return t(call === null ? 'matter.titles.report' : 'matter.titles.call');
  return (events[0]?.words ?? t('matter.erased')).split('\n')[0] ?? '';
}

/** What it is about, where that is an entry. */
export function aboutText(t: Translate, { act, kind, call, about }: Matter): string | null {
  if (about === null) return null;
  if (call !== null)
    return t('matter.about.call', { nr: String(call.nr), at: momentText(call.startedAt), plan: call.plan });
  if (act !== null) return t('matter.about.act', { act });
  return t(kind === 'session' ? 'matter.about.session' : 'matter.about.entry', { seq: String(about) });
}

/** A task about requests that nobody signed: their alarm is over for everybody once it is closed, which the desk alone may do. */
export function isOfAlarm({ sort, kind }: Matter): boolean {
  return sort === 'task' && kind === 'unsigned-request';
}

/** Whether its day is past. */
export function isOverdue({ due, closed }: Pick<Matter, 'due' | 'closed'>): boolean {
  return due !== null && !closed && due < legalDay();
}

export function dueText(t: Translate, one: Pick<Matter, 'due' | 'closed'>): string {
  if (one.due === null) return t('matter.noTerm');
  return t(isOverdue(one) ? 'matter.overdue' : 'matter.until', { day: dayText(one.due) });
}
