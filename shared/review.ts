import { z } from 'zod';
import { flag, review as family, reviewRules, verdict } from './ledger/review.ts';
import { actState, filingWay } from './protocol.ts';
import { longestSignIn } from './session.ts';
import { day, hex32, instant, uuid } from './values.ts';

/** A review as the list has it; `number` of its report, null while it is open. */
export const listedReview = z.strictObject({
  review: uuid,
  seq: z.int(),
  from: day,
  to: day,
  /** The days on which it was opened, and ended. */
  opened: day,
  concluded: day.nullable(),
  items: z.int(),
  /** How many acts draw attention. */
  flagged: z.int(),
  judged: z.int(),
  irregular: z.int(),
  referred: z.int(),
  /** The newest verdict, by its entry. */
  last: z.int().nullable(),
  /** Something of it is for whoever asks to do. */
  waits: z.boolean(),
  number: z.string().nullable(),
});
export type ListedReview = z.infer<typeof listedReview>;
/** Newest first. */
export const reviewsOutput = z.strictObject({ reviews: z.array(listedReview) });

const judged = z.strictObject({
  verdict,
  seq: z.int(),
  at: instant,
  person: z.string(),
  /** Null where nothing was said, or the words were erased. */
  words: z.string().nullable(),
});

const common = {
  /** What it is called when it is judged. */
  item: z.string(),
  /** It tells of somebody of the desk: the desk can only refer it. By the database; the keeper judges it. */
  ofDesk: z.boolean(),
  /** It tells of whoever asks. */
  own: z.boolean(),
  judged: judged.nullable(),
};

/** What draws attention: `at` of the first opening outside of the hours of work, `other` = the act with the same caller. */
export const shownFlag = z.strictObject({
  flag,
  at: instant.nullable(),
  other: z.strictObject({ number: z.string(), at: instant, case: z.string(), person: z.string() }).nullable(),
});
export type ShownFlag = z.infer<typeof shownFlag>;

const item = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('act'),
    ...common,
    number: z.string(),
    /** Its first release: what a question is about. */
    about: z.int(),
    at: instant,
    person: z.string(),
    unit: z.string(),
    authorisation: z.strictObject({ number: z.string(), from: day, to: day }),
    case: z.string(),
    basisLabel: z.string(),
    /** The picked sentence or the own words; null where these were erased. */
    reason: z.string().nullable(),
    recordings: z.array(z.strictObject({ recording: uuid, startedAt: instant })),
    heardMs: z.int(),
    present: z.array(z.string()),
    state: actState,
    filedOn: day.nullable(),
    way: filingWay.nullable(),
    /** Acts of the same person within the month. */
    monthly: z.int(),
    flags: z.array(shownFlag),
  }),
  z.strictObject({
    what: z.literal('refusals'),
    ...common,
    person: z.string(),
    login: z.string(),
    count: z.int(),
    refusals: z.array(
      z.strictObject({
        seq: z.int(),
        at: instant,
        request: z.string(),
        reason: z.string(),
        subject: z.string().nullable(),
        because: z.string().nullable(),
        case: z.string().nullable(),
        count: z.int(),
      }),
    ),
  }),
  z.strictObject({
    what: z.literal('unsigned'),
    ...common,
    count: z.int(),
    requests: z.array(
      z.strictObject({ seq: z.int(), at: instant, claimed: z.array(z.string()), count: z.int() }),
    ),
  }),
]);
export type ReviewItem = z.infer<typeof item>;

/** A review out of entries that were checked, its items in the order in which they are shown. */
export const reviewDetail = z.strictObject({
  review: uuid,
  seq: z.int(),
  hash: hex32,
  from: day,
  to: day,
  openedAt: instant,
  acts: z.int(),
  rules: reviewRules,
  /** Whether a sample stands for the acts without a flag. */
  sampled: z.boolean(),
  items: z.array(item),
  /** The newest verdict, by its entry. */
  last: z.int().nullable(),
  concluded: z.strictObject({ seq: z.int(), number: z.string(), at: instant, person: z.string() }).nullable(),
});
export type ReviewDetail = z.infer<typeof reviewDetail>;

const searcher = z.strictObject({
  guid: uuid,
  person: z.string(),
  /** The same filter within a minute counts once. */
  searches: z.int(),
  /** Begun within the month. */
  acts: z.int(),
  /** The three digits that were asked for most often, and how often. */
  digits: z.string().nullable(),
  times: z.int(),
});
/** Out of the log of searches, which is no part of the ledger: how many began within which hour. */
export const searchesRead = z.strictObject({
  hours: reviewRules.shape.hours,
  people: z.array(searcher.extend({ hours: z.array(z.strictObject({ at: instant, count: z.int() })) })),
});
/** Hints beside a review. `outside` of the hours of work. */
export const searchesOutput = z.strictObject({
  people: z.array(
    searcher.extend({
      outside: z.int(),
      /** Searched much; outside of the hours of work; without having heard anything; by the same digits again and again. */
      hints: z.array(z.enum(['many', 'hours', 'unheard', 'digits'])),
    }),
  ),
});
export type Searcher = z.infer<typeof searchesOutput>['people'][number];

export const reviewInput = z.strictObject({ review: uuid });
/** Days of „Zestawienie” (Europe/Warsaw, both within, at most a year). */
export const statementInput = z.strictObject({ from: day, to: day });
export const judgeInput = family.judged.asks;
export const concludeInput = z.strictObject({
  ...family.concluded.asks.shape,
  password: z.string().min(1).max(longestSignIn),
});
/** Of the report. */
export const concludedOutput = z.strictObject({ number: z.string() });
/** The report as it is printed and saved, and what it says line by line. */
export const reportOutput = z.strictObject({
  name: z.string(),
  pdf: z.instanceof(Uint8Array),
  text: z.array(z.string()),
});
