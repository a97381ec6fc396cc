import { create } from 'zustand';
import type { Range } from '../../shared/values.ts';
import { personal } from '../memory.ts';

/** How one recording is being listened to. It outlives a lock, a pause and another recording in between. */
export type Aids = {
  /** What of it is drawn; null: as at first. */
  readonly view: Range | null;
  /** A and B, in milliseconds. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether what lies between A and B is played again and again. */
  readonly repeat: boolean;
  /** Channels that are not heard now, by index. Each recording begins with all of them. */
  readonly muted: readonly number[];
  /** From -1, only the first channel, to 1, only the second. */
  readonly balance: number;
};

type AidsState = {
  readonly of: Readonly<Record<string, Aids>>;
  /** For all recordings, until the person signs out: the next time nothing is left out again, unless it is asked for. */
  readonly skipSilence: boolean;
};

const none: Aids = { view: null, from: null, to: null, repeat: false, muted: [], balance: 0 };

export const useAids = personal(create<AidsState>()(() => ({ of: {}, skipSilence: false })));

/** The aids of a recording; the untouched ones before anything was asked for. */
export function aidsOf(state: AidsState, recording: string): Aids {
  return state.of[recording] ?? none;
}

export function changeAids(recording: string, change: Partial<Aids>): void {
  useAids.setState((state) => ({
    of: { ...state.of, [recording]: { ...aidsOf(state, recording), ...change } },
  }));
}

/** The stretch between A and B; null while one of them is missing or B does not come after A. */
export function selectionOf({ from, to }: Pick<Aids, 'from' | 'to'>): Range | null {
  return from === null || to === null || to <= from ? null : [from, to];
}

/** A or B at a place. One that would turn the stretch round takes the other away. */
export function setEdge(recording: string, edge: 'from' | 'to', ms: number): void {
  const { from, to } = aidsOf(useAids.getState(), recording);
  if (edge === 'from') changeAids(recording, { from: ms, to: to !== null && to <= ms ? null : to });
  else changeAids(recording, { to: ms, from: from !== null && from >= ms ? null : from });
}
