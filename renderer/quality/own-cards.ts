import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Mine, ShownCard, ShownPlan } from '../../shared/quality.ts';
import { call, failureOf, queryClient } from '../api.ts';
import type { Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';

export type OwnCard = Mine['cards'][number];
type Place = OwnCard['position'];

/** Somebody draws or replies some times a day, and everybody asks. Milliseconds. */
const lookEvery = 5 * 60_000;

/** Cards of whoever asks, and the plans about them. */
export function useMine(): UseQueryResult<Mine> {
  return useQuery({
    queryKey: ['quality.mine'],
    queryFn: () => call('quality.mine', {}),
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** A call with what was said of it; read anew whenever the list says something else of it. */
export function useCard({ position, standing }: OwnCard): UseQueryResult<ShownCard> {
  return useQuery({
    queryKey: ['quality.card', position.plan, position.nr, standing],
    queryFn: () => call('quality.card', position),
    // Of the same card, which the page has by its key.
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** After something was said. */
export async function refreshMine(): Promise<void> {
  await Promise.all(
    ['quality.mine', 'quality.card'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
  );
}

/** The same of whoever is signed in. What is there and does not hold is said on the page. */
export function useWaitingCards(): ReturnType<typeof waitingCards> {
  const { data, error, isPending } = useMine();
  const [was, keep] = useState(false);
  // While it is asked again, a failure is forgotten: that takes the page away from nobody who is on it.
  const isFalse = isPending ? was : error !== null && failureOf(error).code.startsWith('document-entry');
  if (isFalse !== was) keep(isFalse);
  return waitingCards(data, isFalse);
}

/** Whether anything of reviews is about somebody, and how many cards wait for a word of theirs; `isFalse`: what there is does not hold. */
export function waitingCards(mine: Mine | undefined, isFalse: boolean) {
  if (mine === undefined) return { evaluated: isFalse, cards: 0 };
  const { cards } = mine;
  return { evaluated: cards.length + noticesOf(mine).length > 0, cards: cards.filter(waits).length };
}

const waits = ({ standing }: OwnCard): boolean => standing.state === 'submitted';

/** Plans that are heard, or will be, and have calls of theirs: this is how they are told. */
export function noticesOf({ plans, today }: Pick<Mine, 'plans' | 'today'>): ShownPlan[] {
  return plans.filter(({ state, until }) => state === 'approved' && today <= until);
}

export const cardKey = ({ plan, nr }: Place): string => `${plan} ${String(nr)}`;
/** Where what is typed about a card is kept. */
export const remarksPlace = (position: Place): string => `remarks ${cardKey(position)}`;

/** The card with which the page begins: one with words that were not sent, the one that waits longest, the newest. */
export function firstCard(cards: readonly OwnCard[], isTyped: (place: string) => boolean): string | null {
  const waiting = cards
    .filter(waits)
    .sort((one, other) => (one.standing.until ?? '').localeCompare(other.standing.until ?? ''));
  const first = cards.find(({ position }) => isTyped(remarksPlace(position))) ?? waiting[0] ?? cards[0];
  return first === undefined ? null : cardKey(first.position);
}

/** How a card stands, for whoever it is about: „uwagi do 02.12.2026”. */
export function ownStateText(t: Translate, { standing }: OwnCard, interrupted: boolean): string {
  const { state, until, remarkedOn, remarked, omitted } = standing;
  const day = dayText((state === 'submitted' ? until : remarkedOn) ?? '');
  if (omitted !== null) return t('ownCards.states.omitted', { why: t(`ownCards.omitted.${omitted}`) });
  if (state === 'submitted') return t('ownCards.states.until', { day });
  if (state === 'remarked')
    return t(interrupted ? 'ownCards.states.interrupted' : 'ownCards.states.remarked', { day });
  return remarked ? t('ownCards.states.closedRemarked', { day }) : t('ownCards.states.closed');
}
