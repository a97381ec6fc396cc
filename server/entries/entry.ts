import type { Command, CommandKind, CommandOf, EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import type { programs } from '../../shared/ledger/session.ts';
import type { Part } from '../keeper/connection.ts';
import type { Desk, Grant, Request } from './request.ts';
import type { Act, LedgerState } from './state.ts';

/** Of each kind what its entries change and, where one answers a command, how that is decided. */
export type Family<E extends EntryKind> = {
  [K in E]: Entered<K> & (CommandOf<K> extends never ? unknown : Asked<CommandOf<K>>);
};

export type Asked<K extends CommandKind> = {
  /** SECURITY: sent by this program alone; every other command by people alone. */
  of?: (typeof programs)[number];
  /** The directory is asked about the sender when the command is read. */
  needsAccount?: true;
  /** May end what is being heard, or change who may do what: both are looked at once it is decided. */
  urgent?: true;
  /** What it enters is printed at once: the keeper's pulse vouches for it before it is answered. */
  printed?: true;
  /** Decided also while the clocks disagree: it ends what can be heard, or who may. */
  whenApart?: true;
  /** Notes of the body what a refusal's entry may say, before anything is decided. */
  note?: (desk: Desk, request: Request, body: Command<K>) => void;
  /** The verdict: what is to be entered, or a Refusal thrown. From the state alone; rows are only held against it. */
  decide: (desk: Desk, request: Request, body: Command<K>) => Grant | Promise<Grant>;
};
export type Decide<K extends CommandKind> = Asked<K>['decide'];

export type Entered<K extends EntryKind> = {
  /** What several of them tell of, as the Secretary reads it. */
  plural: string;
  /**
   * What it changes in the state; `hash` is the entry's own. Checks first what it builds on, and throws FoldFault before it changes
   * anything.
   */
  fold: (state: LedgerState, payload: Payload<K>, seq: number, hash: Buffer) => void;
  /**
   * What it changes in the read models, as statements of its own transaction. `state` is the state before it; `words` are null
   * where there are none any more. `verify` recomputes all of it from the ledger.
   */
  mirror?: (payload: Payload<K>, seq: number, state: LedgerState, words: unknown, hash: Buffer) => Part[];
  /** A function of the database that is called in its transaction. `state` is the state before it. */
  call?: (payload: Payload<K>, state: LedgerState) => Part;
  /** Called instead of mirroring, where a database that was put back has lost what the entry speaks of. */
  refill?: (payload: Payload<K>, seq: number) => Part;
};

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

/** What an entry speaks of. Throws FoldFault where there is no such thing. */
export function found<T>(value: T | undefined, seq: number): T {
  if (value === undefined) throw new FoldFault(seq, 'impossible');
  return value;
}

/** Throws FoldFault unless an entry is possible here. */
export function need(condition: boolean, seq: number): void {
  if (!condition) throw new FoldFault(seq, 'impossible');
}

/** The act that an entry speaks of. Throws FoldFault unless it is in that state. */
export function actIn(state: LedgerState, id: string, expected: Act['state'], seq: number): Act {
  const act = found(state.acts.get(id), seq);
  need(act.state === expected, seq);
  return act;
}
