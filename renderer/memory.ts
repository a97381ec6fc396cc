import type { StoreApi } from 'zustand';
import { queryClient } from './api.ts';

const stores = new Set<() => void>();

/**
 * Marks a store as belonging to the person who is signed in: signing out empties it.
 * Usage: `export const usePlayer = personal(create<State>()(…))`.
 */
export function personal<Store extends Pick<StoreApi<unknown>, 'getInitialState' | 'setState'>>(
  store: Store,
): Store {
  stores.add(() => store.setState(store.getInitialState(), true));
  return store;
}

// SECURITY: the next person at this workstation must find nothing of the last one: no list, no typed text.
export function forgetPerson(): void {
  // What the workstation says of itself is nobody's, and the whole page stands on it: forgotten, it would take the page of
  // the next person away, typed text and all, as soon as the window is drawn anew (another theme, another language).
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session.start' });
  queryClient.getMutationCache().clear();
  for (const empty of stores) empty();
}
