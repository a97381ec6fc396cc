import type {
  InstrumentRow,
  InstrumentWhat,
  Scope,
  SignedPaper,
  VersionRow,
} from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { FoundGap } from '../../shared/ledger/completeness.ts';
import type { MatterLetter, MatterSort } from '../../shared/ledger/matter.ts';
import type { Plan } from '../../shared/ledger/quality.ts';
import type { Restriction } from '../../shared/ledger/restriction.ts';
import type { Verdict } from '../../shared/ledger/review.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { genesisPrev } from '../../shared/node/ledger.ts';
import type { Appointment } from '../../shared/offices.ts';
import { legalDay, legalMonth } from '../../shared/warsaw.ts';
import type { AccountState, Range, Role } from '../../shared/values.ts';

/**
 * What the ledger says, as far as decisions need it. Built by folding verified entries and nothing else.
 * SECURITY: the tables that look alike are read models for people. The owner of a table could authorise himself in it,
 * so no decision reads them.
 */
export type LedgerState = {
  head: { seq: number; hash: Buffer };
  office: string;
  /** The keeper's public key, base64, as the genesis entry has it, or the newest one by which it was changed. */
  keeper: string;
  /** SHA-256 of the mark of the share, hex; null where no entry names one. */
  share: string | null;
  /** Hashes of the `ingest` entries: these are read from the database again. */
  hashes: Map<number, Buffer>;
  /** Recording → seq of its `ingest` entry. The manifest is read from there, and verified again. */
  recordings: Map<string, number>;
  /** Recording → the legal day on which its call began: where its key lies. */
  days: Map<string, string>;
  /** Recording → whose telephone it was; empty where nobody says. */
  departments: Map<string, string>;
  /** Recording → the call that it is a part of; all parts of a call have the same one. */
  calls: Map<string, Call>;
  /** Recording → the legal day on which it was taken in. */
  takenIn: Map<string, string>;
  /** Recording → the account that had the login of whoever answered it when the call began, as far as it was registered by then. */
  speakers: Map<string, string>;
  /** Login → the accounts that had it and from when on, oldest first. */
  holders: Map<string, Holder[]>;
  /** Recording → how long it is, in milliseconds. */
  lengths: Map<string, number>;
  /** Recordings that were destroyed: the seq of that entry, and of their `ingest` one. */
  destroyed: Map<string, { seq: number; ingest: number }>;
  /** The `destroyed` entries, oldest first. */
  nights: Map<number, Night>;
  /** What nights did not destroy unasked, by the entry that says so; `confirmed` = the entry by which somebody agreed. */
  stops: Map<number, { recordings: readonly string[]; confirmed: number | null }>;
  /** Days whose calls were held against the exchange's records. */
  reconciliations: Map<string, Reconciliation>;
  /** The earliest day whose call records are still kept. */
  recordsSince: string;
  /** The newest backup. */
  backup: { startedAt: string; oldestOn: string } | null;
  /** Of each recording `keySha256` of its `ingest` entry. */
  keyHashes: Map<string, string>;
  /** Recordings of which a restored database had lost row and words, or whose key is lost; the seq of their `ingest` entry. They end with their term. */
  lost: Map<string, number>;
  /** Sound and beginning of a call → the newest recording of it; all recordings of a call that was lost and taken in again, by each. */
  sounds: Map<string, string>;
  copies: Map<string, readonly string[]>;
  /** `lost`: a restored database may have lost the rows. */
  batches: Map<string, { seq: number; count: number; sha256: string; lost: boolean }>;
  people: Map<string, Person>;
  /** The newest entry by which somebody got or lost a right. */
  rightsSeq: number;
  authorisations: Map<string, Authorisation>;
  /** Rows of papers, by their number. */
  instruments: Map<string, Instrument>;
  /** Hashes of the entries that a `confirmed` one may name. */
  papers: Map<number, Buffer>;
  /** Ends of appointments that wait to be confirmed, by their entry. */
  endings: Map<number, WaitingEnd>;
  /** Who was appointed to what, in the order in which it was confirmed. */
  appointments: Appointment[];
  /** Rules of the office, in the order in which they begin. */
  versions: Version[];
  acts: Map<string, Act>;
  /** Acts begun in a year of Europe/Warsaw; the next number is one more. */
  numbers: Map<string, number>;
  openings: Map<string, Opening>;
  /** Holds by the number of their entry, in the order in which they were entered; ended ones stay. */
  holds: Map<number, Hold>;
  /** Recordings that are evidence: their holds that have not ended, oldest first, one at least. As all that is decided of a recording, of each of its call. */
  held: Map<string, readonly number[]>;
  /** Recordings of which a hold has ended: the legal day of the newest end. */
  holdsEnded: Map<string, string>;
  /** Periods without the announcement, by `silenceOf`; one that was taken back ends where it begins. */
  silences: Map<string, Silence>;
  /** Recordings of calls without the announcement of which the desk said whether they may be heard, by which entry. */
  admissions: Map<string, Admission>;
  /** Cards of holds made in a year of Europe/Warsaw; the next number is one more. */
  cards: Map<string, number>;
  /** Restrictions and erasures by the number of their entry; ended ones stay. */
  restrictions: Map<number, Restriction>;
  /** Recordings that are restricted: the restrictions that last, oldest first, one at least. */
  restricted: Map<string, readonly number[]>;
  /** Recordings of which a restriction has ended: the legal day of the newest end. */
  freed: Map<string, string>;
  /** Recordings of which two people said that they be erased. */
  erased: Set<string>;
  /** Plans of reviews of quality by their id, in the order in which they were proposed. */
  plans: Map<string, Plan>;
  /** Recordings that were drawn, each once in its life. */
  drawn: Set<string>;
  /** Plans approved in a year of Europe/Warsaw; the next number is one more. */
  planNumbers: Map<string, number>;
  /** Recordings that were released under a basis that secures them, and are not entered as secured yet. */
  dueHolds: DueHold[];
  /** Holds that follow from a basis alone, of recordings that were the wrong call of their act, and are not entered as ended yet. */
  dueEnds: readonly number[];
  /** Openings that are not closed. */
  open: Set<string>;
  /** The last working days on which something was entered, oldest first, four at most; `hour` of the newest entry, UTC. */
  worked: { hour: string; days: readonly string[] };
  /** When somebody of the desk last signed in. */
  deskSeen: string | null;
  /** As long as nobody in office before has confirmed those whom the keeper appointed by itself; else null. */
  emergency: Emergency | null;
  /** What stops all listening of the office; null = nothing does. */
  suspension: Suspension | null;
  /** When ledger, journal and tables were last checked, or else the ledger began; the digests of what was wrong. */
  check: { at: number; digests: readonly string[] };
  /** How the database was last found to be built; null until it was looked at. */
  schema: Schema | null;
  /** Every command that was answered. */
  commands: Set<string>;
  /** Who may ask, and under which key: people and programs. Ended ones stay: their entries are referred to. */
  sessions: Map<string, Session>;
  /** When requests that nobody had signed were last entered; -Infinity before the first. */
  unsignedAt: number;
  /** The entries that say so: each raises an alarm. */
  alarms: Set<number>;
  /** Refusals by entry: whose. */
  refusers: Map<number, string>;
  /** Refusals of each person within the last hour before the newest of them. */
  refusals: Map<string, CountedRefusal[]>;
  /** The newest month for which a review was opened, `yyyy-mm`; at first the one before the ledger began. */
  reviewed: string;
  /** Of the months after it, what was refused and what nobody had signed. */
  unreviewed: Map<string, Unreviewed>;
  /** By their id, in the order in which they were opened. */
  reviews: Map<string, Review>;
  /** Reports of reviews made in a year of Europe/Warsaw; the next number is one more. */
  reports: Map<string, number>;
  /** By their id, in the order in which they were opened. */
  matters: Map<string, Matter>;
  /** Matters opened in a year of Europe/Warsaw; the next number is one more. */
  matterNumbers: Map<string, number>;
  /** When each account entered something of a matter within the hour before the newest of these. */
  matterEntries: Map<string, number[]>;
};

/** A day's calls as the newest entry of it has them; `lost`: a restored database may have lost the call records behind it. */
export type Reconciliation = Pick<
  Payload<'reconciled'>,
  'day' | 'sha256' | 'answered' | 'hungUp' | 'recorded' | 'more'
> & {
  seq: number;
  lost: boolean;
  /** What was ever found, by the call; `closed` = the entry that found it no more. */
  gaps: Map<string, Gap>;
};
export type Gap = FoundGap<number>;

/**
 * What a `destroyed` entry made an end of, on which legal day: the month's protocol, the days of calls that nobody had agreed to, by whether these
 * were ever held, and whether ingest has said that the files are gone.
 */
export type Night = {
  day: string;
  protocol: string;
  unasked: Record<'term' | 'ended', string[]>;
  removed: boolean;
};

/** A confirmed version of a rule. `to` = its last day: its own, or the one before the next begins; null = until further notice. */
export type Version = {
  row: VersionRow;
  to: string | null;
  /** The entry that states it, and the one that confirms it. */
  seq: number;
  confirmed: number;
};
/** By which entry somebody had a login. */
export type Holder = { guid: string; at: number } & Pick<Person, 'seq' | 'place' | 'text'>;

export type Person = {
  login: string;
  guid: string;
  /** The accounts that had this login before; none for nearly everybody. */
  formers: readonly Former[];
  /** What the login has in the database, and how its account stood when it was last said. */
  roles: readonly Role[];
  account: AccountState;
  employee: boolean;
  /** Commitment to names, posts and units. */
  text: string | null;
  seq: number;
  /** Which of the people of that entry, from 0. */
  place: number;
};
export type Former = { guid: string; employee: boolean };
export type Authorisation = {
  number: string;
  login: string;
  guid: string;
  paper: string;
  signedOn: string;
  from: string;
  to: string;
  revokedAt: number | null;
  scope: Scope;
  seq: number;
  /** The entry that confirms it. */
  confirmed: number;
};
/**
 * How a row of a paper stands: prepared (waits for a signature) → registered (signed, waits for somebody who compares) → confirmed. Sent
 * back (`returned`) or not, it is entered anew until then; or withdrawn.
 */
export type InstrumentState = 'prepared' | 'registered' | 'returned' | 'confirmed' | 'withdrawn';

export type Instrument = {
  what: InstrumentWhat;
  row: InstrumentRow;
  signed: SignedPaper | null;
  state: InstrumentState;
  /** The entry that states it, its place among the rows there, and who entered that. */
  seq: number;
  place: number;
  by: Author;
  /** The entry that gave it its number. */
  first: number;
  /** The newest entry that stated it before it was signed, which is what was printed; null where it was signed at once. */
  prepared: number | null;
  confirmed: number | null;
  /** The newest `confirmed` by which the desk said that it still holds. */
  holds: number | null;
  /** The `revoke` by which it was taken back, or ends; `waits` = somebody has yet to confirm that. */
  ended: { seq: number; waits: boolean } | null;
};
export type Author = { login: string; guid: string | null };
/** The end of an appointment that the desk wants. */
export type WaitingEnd = { number: string; until: string | null; by: Author };

export type ActState = 'started' | 'completed' | 'filed' | 'unfinished';
export type Act = {
  id: string;
  number: string;
  login: string;
  guid: string | null;
  case: string;
  basis: string;
  sentence: string | null;
  /** What its listener declared, as the basis asks for it. */
  statement: string | null;
  purpose: Purpose;
  /** The authorisation under which the act began. */
  authorisation: string;
  /**
   * Those who hear what is played now, beside the listener: under which login they came, and whose that was then.
   * SECURITY: the account says who hears it; whoever gets the login meanwhile does not, and a new login of the account changes nothing.
   */
  present: { login: string; guid: string }[];
  /** All who ever heard what was played in it, beside the listener. */
  attended: Act['present'];
  /** Recordings that are evidence on the word of this act. */
  held: string[];
  /** Of these, what its listener named as evidence: the others follow from the basis. */
  named: string[];
  /** The plan that is heard in it. */
  plan: string | null;
  /** Commitment to the words of the first release: the act's ground. */
  text: string | null;
  openedAt: number;
  until: number;
  state: ActState;
  seq: number;
  openings: string[];
  /** Case numbers that a correction replaced, oldest first. */
  formerCases: string[];
  corrections: number;
  /** The entry whose words count, its time and the commitment to them; of a correction, its own. */
  completed: { seq: number; at: number; text: string | null } | null;
  filed: { seq: number; day: string; way: 'paper' | 'ezd' } | null;
  /** Numbers of the entries that its protocol is made of: those that name the act, and those that its releases build on. */
  entries: Set<number>;
  /** When its person changed it within the last hour before the newest of these. */
  changes: number[];
};
export type Opening = {
  id: string;
  act: string;
  recording: string;
  authorisation: string;
  seq: number;
  openedAt: number;
  closed: { at: number; how: string; ranges: Range[] } | null;
  /** Whether it was said to be the wrong call, and its recording was not opened in the act since. */
  wrongCall: boolean;
};
/**
 * `id`: the first recording of it that was taken in; `answered`: logins of all who answered a part of it; `parts`: seqs of the `ingest`
 * entries of its first parts.
 */
export type Call = { id: string; answered: string[]; parts: number[] };

/** Parts of one call that are looked at; an exchange that calls everything one call does not hold the keeper up. */
export const mostParts = 20;

/** A card of recordings that are kept as evidence (§ 3 ust. 4). */
export type Hold = {
  seq: number;
  number: string;
  act: string | null;
  recordings: readonly string[];
  /** Null on somebody's word. */
  basis: string | null;
  /** Who set it; of what follows from the basis of an act, its listener. */
  by: Author;
  /** The day by which somebody asks whether the proceedings still last, and the newest entry by which somebody did. */
  review: string;
  reviewed: number | null;
  /** The entry that ends it. */
  ended: number | null;
};
/** What was said of a recording, by whom. */
export type Admission = Pick<Payload<'admitted'>, 'recording' | 'admitted'> & { seq: number; by: Author };
export type Silence = Pick<Payload<'silent'>, 'lines' | 'from' | 'to'> & { seq: number };
export type DueHold = { act: string; recording: string; basis: string };
/** By whom, and the newest entry that says so. */
export type Suspension = {
  by: Payload<'suspended'>['by'];
  seq: number;
  /** Who confirmed, in an emergency, that it may end. */
  seen: Author | null;
};
/**
 * `entries` of the appointments that are to be confirmed; `before` = the appointments as they stood until then.
 * SECURITY: a copy: whatever ends or replaces one of them in the emergency changes nothing of who may end it.
 */
export type Emergency = { entries: readonly number[]; before: readonly Appointment[] };
export type Schema = Pick<Payload<'schema'>, 'fingerprint' | 'parts'>;
export type Session = {
  /** The command of its entry. */
  id: string;
  login: string;
  /** The directory's, as it was when the password was proved; null of a program, which the directory does not know. */
  account: { guid: string; pwdLastSet: string } | null;
  /** Ed25519, 32 bytes, base64. */
  publicKey: string;
  /** Commitment to workstation and address; null of a program. */
  text: string | null;
  /** Milliseconds since 1970; of a program Infinity. */
  until: number;
  seq: number;
  ended: boolean;
};
/** `refused`: requests to listen or to be present, by the account that asked. */
export type Unreviewed = { refused: Map<string, number>; unsigned: number };
/** A month that is reviewed; `items` in the order in which they are shown. */
export type Review = {
  id: string;
  seq: number;
  from: string;
  to: string;
  items: Map<string, ReviewItem>;
  /** The newest verdict, by its entry. */
  last: number | null;
  concluded: { seq: number; number: string } | null;
};
export type ReviewItem = {
  what: 'act' | 'refusals' | 'unsigned';
  /** Accounts of which it tells: nobody of these judges it. */
  concerns: readonly string[];
  judged: { seq: number; verdict: Verdict } | null;
};
export type Matter = {
  id: string;
  number: string;
  sort: MatterSort;
  letter: MatterLetter | null;
  /** The entry that it is about. */
  about: number | null;
  assignee: string | null;
  due: string | null;
  /** Whose account opened it. */
  by: string | null;
  /** The newest entry by whom it was assigned to then. */
  answered: number | null;
  newest: number;
  closed: number | null;
  seq: number;
};
export type CountedRefusal = { at: number; count: number; counting: boolean };

export function emptyState(): LedgerState {
  return {
    head: { seq: 0, hash: genesisPrev },
    ...{ office: '', keeper: '', share: null },
    hashes: new Map(),
    recordings: new Map(),
    days: new Map(),
    departments: new Map(),
    calls: new Map(),
    takenIn: new Map(),
    ...{ lengths: new Map(), keyHashes: new Map(), reconciliations: new Map() },
    ...{ speakers: new Map(), holders: new Map() },
    ...{ plans: new Map(), drawn: new Set(), planNumbers: new Map() },
    ...{ destroyed: new Map(), nights: new Map(), stops: new Map() },
    recordsSince: '',
    backup: null,
    lost: new Map(),
    sounds: new Map(),
    copies: new Map(),
    batches: new Map(),
    people: new Map(),
    rightsSeq: 0,
    authorisations: new Map(),
    instruments: new Map(),
    ...{ papers: new Map(), endings: new Map() },
    appointments: [],
    versions: [],
    ...{ acts: new Map(), numbers: new Map(), openings: new Map() },
    ...{ holds: new Map(), held: new Map(), holdsEnded: new Map(), cards: new Map() },
    ...{ silences: new Map(), admissions: new Map(), dueHolds: [], dueEnds: [] },
    ...{ restrictions: new Map(), restricted: new Map(), freed: new Map(), erased: new Set() },
    open: new Set(),
    worked: { hour: '', days: [] },
    deskSeen: null,
    emergency: null,
    suspension: null,
    check: { at: -Infinity, digests: [] },
    schema: null,
    commands: new Set(),
    sessions: new Map(),
    unsignedAt: -Infinity,
    alarms: new Set(),
    ...{ refusers: new Map(), refusals: new Map() },
    reviewed: '',
    unreviewed: new Map(),
    ...{ reviews: new Map(), reports: new Map() },
    ...{ matters: new Map(), matterNumbers: new Map(), matterEntries: new Map() },
  };
}

/** Changes of an act are counted over an hour. */
export const changesWindow = 3_600_000;
/** Refusals are counted over an hour. */
export const refusalWindow = 3_600_000;

/** What of the month of an instant waits for a review. */
export function unreviewedAt({ unreviewed }: Pick<LedgerState, 'unreviewed'>, instant: number): Unreviewed {
  const month = legalMonth(new Date(instant));
  const known = unreviewed.get(month) ?? { refused: new Map(), unsigned: 0 };
  unreviewed.set(month, known);
  return known;
}

/** The year of Europe/Warsaw in which protocols of this instant are numbered. */
export function yearOf(instant: number): string {
  return legalDay(new Date(instant)).slice(0, 4);
}

/** Who has an account now: the newest of the logins under which it was entered. */
export function holderOf({ people }: Pick<LedgerState, 'people'>, guid: string): Person | undefined {
  return [...people.values()]
    .filter((one) => one.guid === guid)
    .sort((one, other) => one.seq - other.seq)
    .at(-1);
}

/**
 * Every account that was ever registered: the newest of its logins, null where somebody else has that by now, and whether it is an
 * employee's.
 */
export function registered({
  people,
}: Pick<LedgerState, 'people'>): Map<string, { login: string | null; employee: boolean }> {
  const known = new Map<string, { login: string | null; employee: boolean }>();
  const ordered = [...people.values()].sort((one, other) => one.seq - other.seq);
  for (const { formers } of ordered)
    for (const { guid, employee } of formers) known.set(guid, { login: null, employee });
  for (const { guid, login, employee } of ordered) known.set(guid, { login, employee });
  return known;
}

/** Whether the account `guid` has a login, or had it before somebody else got it. */
export function hadLogin({ people }: Pick<LedgerState, 'people'>, login: string, guid: string): boolean {
  const holder = people.get(login);
  return holder !== undefined && (holder.guid === guid || holder.formers.some((one) => one.guid === guid));
}

/** A change of an act at an instant, ISO 8601: they are counted over an hour. */
export function noteChange(act: Act, instant: string): void {
  const at = Date.parse(instant);
  act.changes = [...act.changes.filter((one) => one > at - changesWindow), at];
}

/** The openings of a recording in an act, oldest first. */
export function openingsOf({ openings }: LedgerState, act: Act, recording: string): Opening[] {
  return act.openings.flatMap((id) => openings.get(id) ?? []).filter((one) => one.recording === recording);
}

/** Whether a recording was opened in an act. */
export function hasOpened(state: LedgerState, act: Act, recording: string): boolean {
  return openingsOf(state, act, recording).length > 0;
}

/** Whether a recording of an act does not concern its case: one of its openings was the wrong call, and none came after that. */
export function isWrongCall(state: LedgerState, act: Act, recording: string): boolean {
  return openingsOf(state, act, recording).some(({ wrongCall }) => wrongCall);
}
