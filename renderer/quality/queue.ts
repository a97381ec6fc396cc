import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Position } from '../../shared/ledger/quality.ts';
import type { CardState, Queue, Queued, ShownCard, ShownPlan } from '../../shared/quality.ts';
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

/** A drawn call as the player has it before it is open. */
export function listedOf(plan: string, one: Queued): Listed {
  const { nr, recording, startedAt, durationMs, department, part, parts } = one;
  return {
    ...{ recording, startedAt, durationMs, department, part, parts },
    ...{ extension: null, answeredBy: null, position: { plan, nr } },
  };
}
