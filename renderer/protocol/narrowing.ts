import { useQuery } from '@tanstack/react-query';
import type { ListedAct, ActState, NamedIn, OwnRefusal } from '../../shared/protocol.ts';
import type { OwnSession } from '../../shared/session.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call, lookEvery } from '../api.ts';
import type { DaySpan } from '../ui/periods.ts';

/** The tabs of „Moje protokoły”. */
export type Tab = Exclude<ActState, 'unfinished'> | 'all' | 'named' | 'refusals' | 'sessions';

/** What the lists are narrowed by, beside the tab. */
export type Narrowing = { text: string; days: DaySpan };

function within(at: string, { from, to }: DaySpan): boolean {
  const day = legalDay(at);
  return (from === null || day >= from) && (to === null || day <= to);
}

function contains(text: string, values: readonly string[]): boolean {
  const wanted = text.trim().toLocaleUpperCase('pl');
  return values.some((value) => value.toLocaleUpperCase('pl').includes(wanted));
}

/** Acts that began in the period and whose case (also one that a correction replaced) or protocol number contains the text. */
export function matching(acts: readonly ListedAct[], { text, days }: Narrowing): ListedAct[] {
  return acts.filter(
    (act) => within(act.openedAt, days) && contains(text, [act.case, act.number, ...act.formerCases]),
  );
}

/** Refusals of the period whose case contains the text. */
export function matchingRefusals(refusals: readonly OwnRefusal[], { text, days }: Narrowing): OwnRefusal[] {
  return refusals.filter((one) => within(one.at, days) && contains(text, [one.case ?? '']));
}

/** Acts of others in which one is named, of the period, whose number or listener contains the text. */
export function matchingNamed(named: readonly NamedIn[], { text, days }: Narrowing): NamedIn[] {
  return named.filter((one) => within(one.at, days) && contains(text, [one.number, one.listener]));
}

/** In whose acts one is named; asked anew when the page is opened, and from time to time: another enters it. */
export function useNamed() {
  return useQuery({
    queryKey: ['protocol.named'],
    queryFn: () => call('protocol.named', {}),
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** Sign-ins of the period at workstations whose name contains the text. */
export function matchingSessions(sessions: readonly OwnSession[], { text, days }: Narrowing): OwnSession[] {
  return sessions.filter((one) => within(one.at, days) && contains(text, [one.host ?? '']));
}

/** One's own sign-ins; asked anew each time that the page is opened. */
export function useSessions() {
  return useQuery({
    queryKey: ['session.mine'],
    queryFn: () => call('session.mine', {}),
    staleTime: 0,
  });
}
