import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import type { LedgerState } from './state.ts';

/** What is wrong with an entry in its place: one word each, for the log and for `verify`. */
export type EntryFault = 'missing' | 'chain' | 'hash' | 'signature' | 'payload' | 'impossible';

export class FoldFault extends Error {
  readonly seq: number;
  readonly fault: EntryFault;
  constructor(seq: number, fault: EntryFault) {
    super(`entry ${seq}: ${fault}`);
    this.seq = seq;
    this.fault = fault;
  }
}

/** What an entry of a kind changes in the state. Checks first what it builds on, and throws FoldFault before it changes anything. */
export type Reducer<K extends EntryKind> = (state: LedgerState, payload: Payload<K>, seq: number) => void;

/** What an entry speaks of. Throws FoldFault where there is no such thing. */
export function found<T>(value: T | undefined, seq: number): T {
  if (value === undefined) throw new FoldFault(seq, 'impossible');
  return value;
}

/** Throws FoldFault unless an entry is possible here. */
export function need(condition: boolean, seq: number): void {
  if (!condition) throw new FoldFault(seq, 'impossible');
}
