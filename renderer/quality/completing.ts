import type { Queue, Queued, ShownPlan } from '../../shared/quality.ts';
import { addDays } from '../../shared/warsaw.ts';

/**
 * Whether the act of an own plan can be completed, as far as the page can tell: the keeper decides. `from`: the first day on which that may be; null:
 * as soon as what was heard has a card and remarks a reply.
 */
export type Completing = { ready: boolean; from: string | null };

/** Null where there is nothing to complete: nothing was opened, or it is completed. */
export function completingOf(
  { act, state, until }: Pick<ShownPlan, 'act' | 'state' | 'until'>,
  { positions, next }: Pick<Queue, 'positions' | 'next'>,
  today: string,
): Completing | null {
  if (act === null || state !== 'approved') return null;
  const isPast = until < today;
  const days = positions.flatMap((one) => lastDayOf(one) ?? []);
  // What is left to open is waited for until its days are over.
  if (next !== null && !isPast) days.push(until);
  const last = days.sort().at(-1) ?? '';
  if (last >= today) return { ready: false, from: addDays(last, 1) };
  return { ready: positions.every((one) => isDone(one, isPast)), from: null };
}

/** The last day for remarks on a card of which nothing was said yet. */
function lastDayOf({ standing: { state, until } }: Queued): string | null {
  return state === 'submitted' ? until : null;
}

/** Of what was opened and has no card nothing may have sounded: after the plan the keeper waits for none. */
function isDone({ opened, standing: { state } }: Queued, isPast: boolean): boolean {
  return !opened || state === 'closed' || state === 'omitted' || (isPast && state === 'opened');
}
