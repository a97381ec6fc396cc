import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ListedRestriction, Restrictions } from '../../shared/restrictions.ts';
import { call, queryClient } from '../api.ts';
import type { Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';
import { refreshHolds } from './holds.ts';

/** Others enter and confirm, too. Milliseconds. */
const lookEvery = 60_000;

export function useRestrictions(enabled: boolean): UseQueryResult<Restrictions> {
  return useQuery({
    queryKey: ['keeping.restrictions'],
    queryFn: () => call('keeping.restrictions', {}),
    enabled,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** After something was entered. */
export async function refreshRestrictions(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ['keeping.restrictions'] }), refreshHolds()]);
}

/** Whether it is an erasure that somebody else than whoever entered it has to confirm. */
export function awaitsSecond({ effect, confirmed, goneOn }: ListedRestriction): boolean {
  return effect === 'erase' && confirmed === null && goneOn === null;
}

/** How it stands: of what something keeps no night is promised. */
export function stateOf(t: Translate, row: ListedRestriction): string {
  const { effect, ended, confirmed, waits, goneOn } = row;
  if (goneOn !== null) return t('keeping.restrictions.state.gone', { day: dayText(goneOn) });
  if (ended !== null) return t('keeping.restrictions.state.ended', { day: dayText(ended.on) });
  if (effect === 'restricted') return t('keeping.restrictions.state.lasts');
  if (confirmed === null) return t('keeping.restrictions.state.second');
  return t(`keeping.restrictions.state.${waits ?? 'night'}`);
}

/** What becomes of the recording once its restriction has ended: said before somebody ends it. */
export function afterwards(t: Translate, { others, waits, calls }: ListedRestriction, today: string): string {
  if (others.length > 0) return t('keeping.restrictions.others', { requests: others.join(', ') });
  const [first = today] = calls.map(({ lastDay }) => lastDay).sort();
  const how = first >= today ? 'ordinary' : waits === null ? 'over' : 'overKept';
  return t(`keeping.restrictions.${how}`, { day: dayText(first) });
}
