import { parseCaseNumber } from '../../shared/case-number.ts';
import type { Command, CommandKind, CommandOf, EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import type { Office } from '../../shared/ledger/instrument.ts';
import { officesOf } from '../../shared/offices.ts';
import type { Ground } from '../../shared/playback.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { hadLogin, type Act, type Authorisation, type LedgerState, type Person } from '../entries/state.ts';
import type { Why } from './words.ts';

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
  | 'at'
  | 'startedAt'
  | 'durationMs'
  | 'department'
  | 'announcement'
  | 'plainSha256'
  | 'cipherSha256'
  | 'cipherBytes'
  | 'plainBytes'
> & {
  call: PartsOfCall;
  /** As words had it; null: none were there so far. */
  line: string | null;
  /** The account that had the login of whoever answered when the call began, as far as an entry of before then says so. */
  speaker: string | null;
};

/** A call: its first recording, logins of all who answered a part of it, its group as words had it (null: none were there so far). */
export type PartsOfCall = { first: string; answered: string[]; group: string | null };

/** The ledger before an entry, and the entry's own time. */
export type Scene = {
  state: LedgerState;
  recordings: ReadonlyMap<string, Vouched>;
  /** Calls that were destroyed, by `soundOf`. */
  gone: ReadonlySet<string>;
  /** Calls by their group, as words have it. */
  groups: Map<string, PartsOfCall>;
  /** Levels of cards by their entry, as words have them. */
  levels: Map<number, readonly (number | null)[]>;
  /** Days of calls that nobody had agreed to and that were destroyed, by the legal day of that and by why. */
  unasked: Map<string, Set<string>>;
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** The legal day of `at`. */
  day: () => string;
  /** Whether nothing was entered so far but what an office begins with. */
  beginning: boolean;
  /** Hash of an entry, hex; of those before the last `checked` only where that named it. */
  hashOf: (seq: number) => string | undefined;
};

/** What a kind of entry takes for granted, beyond what folding it needs. */
export type Rule<K extends EntryKind> = {
  /** Whose an entry of the kind is; a person's may be the keeper's own too, where its rule says when. */
  by: 'people' | 'ingest' | 'backup' | 'keeper' | 'anybody';
  /** It is entered for the directory password alone; a function: where that is so of some. */
  password?: true | ((payload: Payload<K>) => boolean);
  /** The keeper always writes words for it. */
  words?: true;
  /** Its words, and what was asked for, go with the recording that it speaks of. */
  goesWithCall?: true;
  /** Throws Unlawful. */
  check?: (scene: Scene, payload: Payload<K>) => void;
  /** Judges what the words say, once they were held against the commitment. Throws Unlawful. */
  says?: (
    scene: Omit<Scene, 'at' | 'day' | 'beginning' | 'hashOf'>,
    payload: Payload<K>,
    text: string,
  ) => void;
  /** What was asked for as the entry and its words repeat it, where that is not word for word. Throws Unlawful. */
  asked?: (body: RequestOf<K>, payload: Payload<K>) => object;
};
/** What an entry of a kind answers; a refusal answers anything. */
type RequestOf<K extends EntryKind> = Command<K extends 'refusal' ? CommandKind : CommandOf<K>>;
export type Rules<K extends EntryKind> = { [P in K]: Rule<P> };

/** A request with its case number in the one spelling, as the keeper enters it on that day. */
export function withCase<Body extends object>(body: Body, { at }: { at: string }): Body {
  const year = Number(legalDay(new Date(at)).slice(0, 4));
  const spelled = (typed: string): string => {
    const parsed = parseCaseNumber(typed, { year });
    return parsed.ok ? parsed.value : typed;
  };
  const { case: number, ground }: { case?: string | null; ground?: Ground | string | null } = body;
  return {
    ...body,
    ...(typeof number === 'string' ? { case: spelled(number) } : {}),
    ...(ground && typeof ground === 'object' ? { ground: { ...ground, case: spelled(ground.case) } } : {}),
  };
}

/** Whether the account that an entry names holds one of these offices on a day, or is deputy in it. */
export function inOffice(
  { appointments }: LedgerState,
  { guid }: { guid: string | null },
  day: string,
  ...offices: Office[]
): boolean {
  return officesOf(appointments, guid, day).some(({ office }) => offices.includes(office));
}

/** An act of the desk: Secretary or deputy in office. */
export function byDesk({ state, day }: Scene, payload: { guid: string | null }): void {
  must(inOffice(state, payload, day(), 'secretary'), 'not-secretary');
}

/** Whether nobody of the desk signed in on the last three working days with entries before a day, nor later. */
export function wasDeskSilent({ worked, deskSeen }: LedgerState, day: string): boolean {
  const third = worked.days.filter((one) => one !== day).at(-3);
  return third !== undefined && (deskSeen ?? '') < third;
}

export function ownAct({ acts }: LedgerState, { act: id, guid }: { act: string; guid: string | null }): Act {
  const act = acts.get(id);
  // SECURITY: by account: the login may be somebody else's by now, and a new one of the same person.
  must(guid !== null && act?.guid === guid, 'act-of-another');
  return act;
}

/** Whether an act is of a plan: in it nothing is done but hearing, and writing down what follows. */
export function isReview({ acts }: LedgerState, act: string | null): boolean {
  return (acts.get(act ?? '')?.plan ?? null) !== null;
}

/** RODO art. 38 ust. 6: whether an account is officer or administrator on a day, or a deputy of theirs: then nothing authorises it. */
export function mayNotHear(state: LedgerState, guid: string | null, day: string): boolean {
  return inOffice(state, { guid }, day, 'protection_officer', 'administrator');
}

/** The authorisation that counts for somebody on a day: the newest of those in force. */
export function authorisationOf(
  state: LedgerState,
  person: Person | undefined,
  day: string,
): Authorisation | undefined {
  if (person?.employee !== true || mayNotHear(state, person.guid, day)) return undefined;
  return [...state.authorisations.values()]
    .filter((one) => one.guid === person.guid && one.revokedAt === null && one.from <= day && day <= one.to)
    .at(-1);
}

export function mayListen(state: LedgerState, login: string, day: string): boolean {
  return authorisationOf(state, state.people.get(login), day) !== undefined;
}

/** §4.2: whether it is for this purpose and these departments. */
export function isWithin(
  authorisation: Authorisation | undefined,
  purpose: Purpose,
  departments: readonly string[],
): boolean {
  if (authorisation === undefined) return false;
  const { purposes, departments: covered, quality } = authorisation.scope;
  const everywhere = covered === null || departments.every((one) => covered.includes(one));
  return quality !== 'only' && everywhere && purposes.includes(purpose);
}

/** Whether a person answered any part of the call, under this login or under one that the same account had before. */
export function tookPartIn(
  state: LedgerState,
  vouched: Vouched | undefined,
  person: Person | undefined,
): boolean {
  const answered = vouched?.call.answered ?? [];
  return answered.some(
    (one) => person !== undefined && (one === person.login || hadLogin(state, one, person.guid)),
  );
}

/** The pattern is the office's; whatever it is, the next number and the year stand in it. */
export function isNumbered(number: string, before: number, year: string): boolean {
  const found: string[] = number.match(/\d+/g) ?? [];
  return found.includes(String(before + 1)) && found.includes(year);
}
