import { commands, entries, type Command, type CommandKind } from '../../shared/ledger/kinds.ts';
import type { Asked } from '../../shared/ledger/head.ts';
import { programs } from '../../shared/ledger/session.ts';
import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import type { RefusalCode } from '../../shared/failure.ts';
import type { Agreement } from '../../shared/node/hpke.ts';
import type {
  AuthorityRules,
  DestructionRules,
  HoldRules,
  QualityRules,
  ReconcileRules,
  WordLimits,
} from '../../shared/limits.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import type { LedgerTime } from '../keeper/clock.ts';
import type { Connection, Part } from '../keeper/connection.ts';
import type { LookUp, LookUpAll } from '../keeper/directory.ts';
import type { Keystore } from '../keeper/keystore.ts';
import type { Pulses } from '../keeper/pulse.ts';
import type { Names } from './names.ts';
import type { LedgerState, Person } from './state.ts';

/** A command out of the queue. */
export type Request = {
  id: string;
  kind: string;
  login: string;
  body: string;
  address: string | null;
  /** What the sender signed, as the entry that answers it repeats it. */
  asked: Asked | null;
  /** Whether the session that signed it stands at an instant of the ledger. */
  stands: (at: number) => boolean;
  /** Kept beside that entry; 16 bytes. */
  salt: Buffer | null;
  /** Why the password of a signing act is not proved; null where it is (`asked.password`), and for what needs none. */
  unproved: RefusalCode | null;
  /** What the directory knows of the sender, asked when the command was read; null for kinds that do not need it. */
  account: Promise<LookUp> | null;
  /** Asks the directory about somebody else whom the request names. Never rejects. */
  lookUp: (login: string) => Promise<LookUp>;
  /** The same of accounts by their objectGUIDs. */
  lookUpAll: (guids: readonly string[]) => Promise<LookUpAll>;
  /** What a refusal may say of the request: only what was found well-formed. */
  about: About;
};

export type About = {
  act: string | null;
  recording: string | null;
  case: string | null;
  basis: string | null;
  host: string | null;
  /** Somebody present who is not admitted, where the ledger knows them, and why. */
  subject: Person | null;
  because: RefusalCode | null;
};

export const nothingSaid: About = {
  ...{ act: null, recording: null, case: null, basis: null, host: null },
  ...{ subject: null, because: null },
};

/** What deciding needs. `state` is the only source of rights; `connection` fetches texts and rows to hold against it. */
export type Desk = {
  readonly connection: Connection;
  readonly state: LedgerState;
  readonly time: LedgerTime;
  readonly keys: Keystore;
  readonly pulses: Pulses;
  readonly names: Names;
  readonly protocolPattern: string;
  readonly holds: HoldRules;
  readonly destruction: DestructionRules;
  readonly reconcile: ReconcileRules;
  readonly quality: QualityRules;
  /** Days for which backups are kept, and a key that no entry names. */
  readonly keepDays: number;
  /** Months for which it is kept who searched for what. */
  readonly searchMonths: number;
  readonly words: WordLimits;
  readonly authority: AuthorityRules;
  readonly actChangesAnHour: number;
  readonly signInsAnHour: number;
};

/** Makes what goes into an entry: the payload with the commitment to its words, if there are any. */
export type Content = {
  /** Without `text`, which comes from `words`. */
  payload: (text: string | null) => Payload;
  words: object | null;
  /** A scanned paper that lies beside the entry, its salt before it; the payload names its hash. */
  scan?: Buffer | null;
};

/** A request granted: the entry, what belongs into its transaction, and the key that is let go afterwards. */
export type Grant = {
  content: Content;
  /** Entries that the keeper makes by itself before it: what it speaks of. Should it end between, they stand, and what was asked is decided again. */
  first?: readonly Content[];
  also?: Part[];
  /** The last statement of its transaction, where that is not the one that goes with its kind: a function of the database. */
  call?: Part | undefined;
  /** Both are zeroed by whoever takes the grant; `recordingKey` has 32 bytes. */
  release?: { agreement: Agreement; recordingKey: Buffer };
};

/** Why a request is refused: a code of its own entry. */
export class Refusal extends Error {
  readonly reason: RefusalCode;
  constructor(reason: RefusalCode) {
    super(reason);
    this.reason = reason;
  }
}

export function refuse(reason: RefusalCode): never {
  throw new Refusal(reason);
}

/** Login in the entries that the keeper makes by itself. */
export const keeperLogin = 'odsluch_keeper';
export const [ingestLogin, backupLogin] = programs;

/** Which program of the server room has a login; null: a person's. */
export function programOf(login: string): (typeof programs)[number] | null {
  return programs.find((one) => one === login) ?? null;
}

/** By when somebody asks of what is entered now whether it lasts. */
export function nextReview({ holds }: Pick<Desk, 'holds'>, now: number): string {
  return addMonths(legalDay(new Date(now)), holds.reviewMonths);
}

/** The head of an entry that answers `request`, dated `now`. */
export function headOf<K extends EntryKind>(
  kind: K,
  { state }: Pick<Desk, 'state'>,
  request: Request,
  now: number,
): { v: 1; kind: K; at: string; command: string; login: string; guid: string | null; asked: Asked | null } {
  const { id: command, login, asked } = request;
  const guid = state.people.get(login)?.guid ?? null;
  return { v: 1, kind, at: isoOf(now), command, login, guid, asked };
}

/** What an entry of a kind says, beside its head and the commitment to its words. */
type Facts<K extends EntryKind> = Omit<Payload<K>, keyof ReturnType<typeof headOf> | 'text'>;

/** The entry that answers a request, with its words. */
export function answer<K extends EntryKind>(
  kind: K,
  desk: Pick<Desk, 'state'>,
  request: Request,
  now: number,
  facts: Facts<K>,
  words: object | null = null,
): Grant {
  const head = headOf(kind, desk, request, now);
  const commits = 'text' in entries[kind].shape;
  return {
    content: {
      payload: (text) => ({ ...head, ...facts, ...(commits ? { text } : {}) }) as unknown as Payload,
      words,
    },
  };
}

/** The head of an entry that the keeper makes by itself. */
export function ownHead<K extends EntryKind>(
  kind: K,
  now: number,
): { v: 1; kind: K; at: string; command: null; login: string; guid: null; asked: null } {
  return { v: 1, kind, at: isoOf(now), command: null, login: keeperLogin, guid: null, asked: null };
}

export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** Checks a body once, at the border. Refuses `malformed-request`. */
export function parseBody<K extends CommandKind>(kind: K, body: string): Command<K> {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return refuse('malformed-request');
  }
  const checked = commands[kind].safeParse(raw);
  return checked.success ? (checked.data as Command<K>) : refuse('malformed-request');
}
