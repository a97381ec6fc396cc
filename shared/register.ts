import { z } from 'zod';
import { purpose } from './purposes.ts';
import { schemaPart } from './ledger/office.ts';
import { actState } from './protocol.ts';
import { accountState, day, instant, uuid } from './values.ts';

/** Requests that no session stands behind. SECURITY: in whose name they were is nobody's word but that of who put them into the queue. */
const alarmRow = z.strictObject({
  kind: z.literal('unsigned-request'),
  seq: z.int(),
  at: instant,
  login: z.string(),
  person: z.string(),
  /** Logins, as far as the rows said; at most ten. */
  claimed: z.array(z.string()),
  count: z.int(),
});

/**
 * D2, the register of listenings: one row an act, one row a refusal, one a suspension or its end, one an alarm, newest first. No caller, no
 * sound.
 */
export const registerRow = z.union([
  z.strictObject({
    kind: z.literal('act'),
    seq: z.int(),
    at: instant,
    act: uuid,
    number: z.string(),
    login: z.string(),
    person: z.string(),
    /** How the directory has the account by now. */
    account: accountState,
    /** When nothing more is heard in it, nor remarked on a card of its plan. */
    overAt: instant,
    authorisation: z.string(),
    case: z.string(),
    /** Case numbers that a correction replaced; the protocol may lie in that case file. */
    formerCases: z.array(z.string()),
    basisLabel: z.string(),
    recordings: z.int(),
    heardMs: z.int(),
    state: actState,
    /** Code of the purpose (§ 2). */
    purpose,
    /** The other body's number for the case, where the basis asks for it. */
    reference: z.string().nullable(),
    /** Why the case is exceptional; null where the words were lawfully erased. */
    justification: z.string().nullable(),
    /** Who else heard it, in the order in which they came; `to` null = still there. A login where the name was lawfully erased. */
    present: z.array(z.strictObject({ person: z.string(), from: instant, to: instant.nullable() })),
    /** In the order in which they were opened; `wrongCall`: it does not concern the case. */
    calls: z.array(z.strictObject({ recording: uuid, startedAt: instant, wrongCall: z.boolean() })),
    /** Whether a recording that concerns the case was secured as evidence. */
    evidence: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('refusal'),
    seq: z.int(),
    at: instant,
    login: z.string(),
    person: z.string(),
    case: z.string().nullable(),
    basisLabel: z.string().nullable(),
    /** Which kind of command was refused. */
    request: z.string(),
    reason: z.string(),
    /** Somebody present who was not admitted, by name, and why; null in every other refusal. */
    subject: z.string().nullable(),
    because: z.string().nullable(),
    /** What was asked for; null where the request named none. */
    recording: uuid.nullable(),
    /** How many refusals this one counts (from the 30th of an hour they are counted together). */
    count: z.int(),
  }),
  /** What stopped all listening of the office, and what let it go on. */
  z.strictObject({
    kind: z.enum(['suspended', 'resumed', 'schema', 'checked', 'incident']),
    seq: z.int(),
    at: instant,
    login: z.string(),
    person: z.string(),
    /** In the person's own words; null where they were erased, and for `schema` and `checked`. */
    reason: z.string().nullable(),
    /** Which parts of the database differ; empty but for `schema`. */
    changed: z.array(schemaPart),
  }),
  alarmRow,
]);

/** Acts, refusals, what stopped all listening and alarms. */
export const rowKind = z.enum(['acts', 'refusals', 'stops']);

/**
 * Which rows of the register are asked for; null asks for all. A person is an account, whatever its login; `case` is any part of a case number,
 * days are Warsaw's.
 */
export const registerFilter = z.strictObject({
  person: uuid.nullable(),
  case: z.string().max(60).nullable(),
  from: day.nullable(),
  to: day.nullable(),
  state: actState.nullable(),
  kind: rowKind.nullable(),
});
/**
 * A search out of the log, which is no part of the ledger. `asked`: what was set of its filter, of a number the last three digits and
 * `digitsGiven`, how many were given. `filters`: so many were counted at once, where nothing was found.
 */
export const searchRow = z.strictObject({
  seq: z.int(),
  at: instant,
  login: z.string(),
  person: z.string(),
  case: z.string().nullable(),
  asked: z.record(z.string(), z.string()),
  filters: z.int(),
});
export const searchesOutput = z.strictObject({ rows: z.array(searchRow), next: z.int().nullable() });

export const registerInput = z.strictObject({ filter: registerFilter, before: z.int().nullable() });
export const registerOutput = z.strictObject({ rows: z.array(registerRow), next: z.int().nullable() });

/** „Pakiet dla kontroli”: on what basis, in which case, which days (Europe/Warsaw, both within). */
export const packageInput = z.strictObject({
  basis: z.string().trim().min(1).max(90),
  case: z.string().trim().min(1).max(38),
  from: day,
  to: day,
});
/** What came of a package or a table. */
export const writtenOutput = z.strictObject({ done: z.enum(['saved', 'cancelled', 'stopped']) });
/** How much of so much of it is done: steps, or rows. */
export const writing = z.strictObject({ done: z.int(), all: z.int() });
export type PackageInput = z.infer<typeof packageInput>;

/** The n-th protocol of a year (Europe/Warsaw), where there is none of that number. */
export const missingNumber = z.strictObject({ number: z.int(), year: z.int() });

/** The foot of the register under the same filter. */
export const summaryInput = z.strictObject({ filter: registerFilter });
export const summaryOutput = z.strictObject({
  acts: z.int(),
  refusals: z.int(),
  /** Numbers of the first and the last protocol; null where there is none. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** Of the whole register, as the database has it: the first protocol whose number is missing in its year, and the first entry. */
  missing: z.strictObject({ protocol: missingNumber.nullable(), entry: z.int().nullable() }),
  /** Whether the ledger goes on from what this workstation has seen, looked at for this answer. */
  continued: z.boolean(),
  /** The newest alarm of the last seven days whatever the filter; null where there is none. */
  alarm: alarmRow.nullable(),
  /** Whom a filter can name. */
  people: z.array(z.strictObject({ guid: uuid, person: z.string() })),
});

/** One entry as a story tells it: what was signed, and beside it what that does not say itself. No words and no caller. */
export const told = z.strictObject({
  seq: z.int(),
  /** Of any kind, also one that only a later program knows; see `entries` of the ledger. */
  payload: z.looseObject({ kind: z.string(), at: instant, login: z.string() }),
  /** As the author was called then. */
  person: z.string(),
  /** Whom the entry names, as they were called then. */
  subject: z.string().nullable(),
  /** Number of the protocol of its act. */
  protocol: z.string().nullable(),
  /** What it is about. */
  call: z.strictObject({ recording: uuid, startedAt: instant }).nullable(),
});
/** The entries after entry `after`, oldest first; 0 begins with the first. */
export const storyInput = z.strictObject({
  of: z.enum(['act', 'recording']),
  id: uuid,
  after: z.int().min(0),
});
export const storyOutput = z.strictObject({ entries: z.array(told), next: z.int().nullable() });

export type MissingNumber = z.infer<typeof missingNumber>;
export type RegisterRow = z.infer<typeof registerRow>;
export type SearchRow = z.infer<typeof searchRow>;
export type RegisterFilter = z.infer<typeof registerFilter>;
export type RegisterSummary = z.infer<typeof summaryOutput>;
export type Told = z.infer<typeof told>;
export type StoryOf = Pick<z.infer<typeof storyInput>, 'of' | 'id'>;
