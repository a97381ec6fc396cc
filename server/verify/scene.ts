import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import type { LedgerState } from '../entries/state.ts';

/** Why the keeper, keeping to the rules, could not have made an entry; the words for each stand in `words.ts`. */
export type Why =
  | 'time'
  | 'command-twice'
  | 'author'
  | 'words'
  | 'not-secretary'
  | 'not-suspender'
  | 'suspension'
  | 'suspended'
  | 'own-authorisation'
  | 'roles'
  | 'person'
  | 'authorisation-twice'
  | 'authorisation-dates'
  | 'authorisation-unknown'
  | 'authorisation-revoked'
  | 'authorisation-of-another'
  | 'authorisation-not-in-force'
  | 'month'
  | 'recording-time'
  | 'recording-unknown'
  | 'recording-other-file'
  | 'recording-past-term'
  | 'recording-without-announcement'
  | 'took-part'
  | 'present'
  | 'act-of-another'
  | 'act-not-open'
  | 'act-over'
  | 'act-ground'
  | 'act-playing'
  | 'number'
  | 'basis'
  | 'correction'
  | 'corrected'
  | 'opening'
  | 'not-completed'
  | 'filing-day'
  | 'signature'
  | 'hold'
  | 'card'
  | 'remark'
  | 'count';

export class Unlawful extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

export function must(condition: boolean, why: Why): asserts condition {
  if (!condition) throw new Unlawful(why);
}

/** What a recording's `ingest` entry vouches for, as far as a release is judged by it. */
export type Vouched = Pick<
  Payload<'ingest'>,
  'startedAt' | 'answeredLogin' | 'announcement' | 'cipherSha256' | 'cipherBytes' | 'plainBytes'
>;

/** The ledger before an entry, and the entry's own time. */
export type Scene = {
  state: LedgerState;
  recordings: ReadonlyMap<string, Vouched>;
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** The legal day of `at`. */
  day: () => string;
};

/** Throws Unlawful. */
export type Rules = { [K in EntryKind]?: (scene: Scene, payload: Payload<K>) => void };
