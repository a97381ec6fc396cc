import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Position } from '../../shared/ledger/quality.ts';
import type { CardState, Queue, Queued, ShownCard, ShownPlan } from '../../shared/quality.ts';
import { addDays } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import type { Listed } from '../player/stage.ts';
import { shownPositions, wantedOf } from './plans.ts';

/** What was said of a call that was heard; null asks for nothing. */
export function useShownCard(position: Position | null): UseQueryResult<ShownCard> {
  return useQuery({
    queryKey: ['quality.card', position?.plan, position?.nr],
    queryFn: () =>
      position === null ? Promise.reject(new Error('no card')) : call('quality.card', position),
    enabled: position !== null,
    staleTime: 0,
  });
}

/** Whether there is a card of a call. */
export const hasCard = (state: CardState): boolean => ['submitted', 'remarked', 'closed'].includes(state);

/** Whether a call was opened and waits for its card. */
export const waitsForCard = ({ opened, standing }: Queued): boolean => opened && standing.state === 'opened';

/** What is to be done next in a plan: the first opened call without a card, else the one that comes next; null where there is none. */
export function toDo({ positions, next }: Queue): Queued | null {
  return positions.find(waitsForCard) ?? positions.find(({ nr }) => nr === next) ?? null;
}

/** Those of a queue of which a card was submitted and may still be taken back, or is on its way, count as they will. */
export function asSubmitted(queue: Queue, plan: string, positions: readonly Position[]): Queue {
  const isOn = (nr: number): boolean => positions.some((one) => one.plan === plan && one.nr === nr);
  return {
    ...queue,
    positions: queue.positions.map((one) =>
      isOn(one.nr) && waitsForCard(one) ? { ...one, standing: { ...one.standing, state: 'submitted' } } : one,
    ),
  };
}

export type Progress = {
  /** How many have a card, and how many are to have one. */
  scored: number;
  of: number;
  left: readonly Queued[];
};

/** How far a plan is. */
export function progressOf(queue: Queue, plan: ShownPlan): Progress {
  const counted = shownPositions(queue, wantedOf(plan)).filter(
    ({ standing }) => standing.state !== 'omitted',
  );
  const left = counted.filter(({ standing }) => !hasCard(standing.state));
  return { scored: counted.length - left.length, of: counted.length, left };
}

/**
 * Whether the act of an own plan can be completed, as far as the page can tell: the keeper decides. `from`: the first day on which that may be; null:
 * as soon as what was heard has a card and remarks a reply.
 */
type Completing = { ready: boolean; from: string | null };

/** Null where there is nothing to complete: nothing was opened, or it is completed. */
export function completingOf(
  { act, state, until }: Pick<ShownPlan, 'act' | 'state' | 'until'>,
  { positions, next }: Pick<Queue, 'positions' | 'next'>,
  today: string,
): Completing | null {
  if (act === null || state !== 'approved') return null;
  const isPast = until < today;
  const days = positions.flatMap((one) => lastRemarksDay(one) ?? []);
  // What is left to open is waited for until its days are over.
  if (next !== null && !isPast) days.push(until);
  const last = days.sort().at(-1) ?? '';
  if (last >= today) return { ready: false, from: addDays(last, 1) };
  return { ready: positions.every((one) => isDone(one, isPast)), from: null };
}

/** The last day for remarks on a card of which nothing was said yet. */
function lastRemarksDay({ standing: { state, until } }: Queued): string | null {
  return state === 'submitted' ? until : null;
}

/** Of what was opened and has no card nothing may have sounded: after the plan the keeper waits for none. */
function isDone({ opened, standing: { state } }: Queued, isPast: boolean): boolean {
  return !opened || state === 'closed' || state === 'omitted' || (isPast && state === 'opened');
}

/** A drawn call as the player has it before it is open. */
export function listedOf(plan: string, one: Queued): Listed {
  const { nr, recording, startedAt, durationMs, department, part, parts } = one;
  return {
    ...{ recording, startedAt, durationMs, department, part, parts },
    ...{ extension: null, answeredBy: null, position: { plan, nr } },
  };
}
