import type { Client } from 'pg';
import type { FormerKeeperKey } from '../../shared/settings.ts';
import { FoldFault } from '../entries/entry.ts';
import { Unlawful } from './scene.ts';
import type { Fault, Why } from './words.ts';

export type FoundFault = { seq: number; what: Fault; table?: string; why?: Why };

export type VerifyResult = {
  /** Entries that were looked at. */
  entries: number;
  /** The last of them, hash in hex. */
  head: { seq: number; hash: string } | null;
  /** The first fault; `table` names the read model, for `what: 'table'`, `why` the broken rule, for `what: 'unlawful'`. */
  fault: FoundFault | null;
  /** Entries whose words are no longer there: lost with a database that was restored, or else, which is a fault. */
  withoutWords: number[];
  /** Entries that the journal did not have (yet) when the look began. */
  unjournalled: number;
  /** The journal's last entry, where it goes on after the end of an export; else null. */
  goesOnTo: number | null;
};

/** Number and hash (hex) of an entry as a print carries them. */
export type Known = { seq: number; hash: string };

export type VerifyOptions = {
  /** The database, logged in as the keeper's role or a superuser, or an export. */
  source: Client | { file: string };
  /** Path of the keeper's journal; null = it is not at hand, and a cut-off end cannot be seen but by `known`. */
  journal: string | null;
  /** The pinned `ed25519:<base64>`, and those that were replaced. */
  keeperKey: string;
  formerKeys?: readonly FormerKeeperKey[] | undefined;
  /** What prints outside the office say. Not looked at in the quick mode. */
  known?: readonly Known[];
  /** Only the newest entries and the end of the journal. */
  quick?: boolean;
  /** Every signature, also of what the journal repeats byte for byte. */
  signatures?: boolean;
};

export function emptyResult(): VerifyResult {
  return { entries: 0, head: null, fault: null, withoutWords: [], unjournalled: 0, goesOnTo: null };
}

/** A fault on its way out of a check. */
export class Found extends Error {
  readonly fault: FoundFault;
  constructor(fault: FoundFault) {
    super(fault.what);
    this.fault = fault;
  }
}

/** The fault that an error stands for, `next` being the entry that was looked at; anything else is thrown again. */
export function faultOf(error: unknown, next: number): FoundFault {
  if (error instanceof Found) return error.fault;
  if (error instanceof FoldFault) return { seq: error.seq, what: error.fault };
  if (error instanceof Unlawful) return { seq: next, what: 'unlawful', why: error.why };
  // A line that is no JSON, or not of this shape: only a file can be so.
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')) {
    return { seq: next, what: 'unreadable' };
  }
  throw error;
}
