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
  queryClient.clear();
  for (const empty of stores) empty();
}
