import { create } from 'zustand';
import type { Range } from '../../shared/values.ts';
import { personal } from '../memory.ts';

/** How one recording is being listened to. It outlives a lock, a pause and another recording in between. */
type Aids = {
  /** What of it is drawn; null: as at first. */
  readonly view: Range | null;
};

type AidsState = { readonly of: Readonly<Record<string, Aids>> };

const none: Aids = { view: null };

export const useAids = personal(create<AidsState>()(() => ({ of: {} })));

/** The aids of a recording; the untouched ones before anything was asked for. */
export function aidsOf(state: AidsState, recording: string): Aids {
  return state.of[recording] ?? none;
}

export function changeAids(recording: string, change: Partial<Aids>): void {
  useAids.setState((state) => ({
    of: { ...state.of, [recording]: { ...aidsOf(state, recording), ...change } },
  }));
}
