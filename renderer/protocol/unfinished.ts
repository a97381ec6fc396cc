import { useQuery } from '@tanstack/react-query';
import type { ListedAct } from '../../shared/protocol.ts';
import { call } from '../api.ts';

/** One's own acts, newest first. */
export function useActs() {
  return useQuery({ queryKey: ['protocol.acts'], queryFn: () => call('protocol.acts', {}) });
}

/** Acts that still need something: listening to be completed, or a protocol to be filed. */
export function unfinishedOf(acts: readonly ListedAct[]): ListedAct[] {
  return acts.filter(({ state }) => state === 'started' || state === 'completed');
}

/** „Niezakończone odsłuchania” of the person who is signed in; empty until the server said. */
export function useUnfinished(): ListedAct[] {
  const { data } = useActs();
  return unfinishedOf(data?.acts ?? []);
}
