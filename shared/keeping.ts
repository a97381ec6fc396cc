import { z } from 'zod';
import { hold, holdOrder } from './ledger/hold.ts';
import { longestSignIn } from './session.ts';
import { day, instant, uuid } from './values.ts';

/** Which holds a list shows: those that last, of these whose review is over, and those that have ended. */
export const holdsShown = ['open', 'review', 'ended'] as const;
export type HoldsShown = (typeof holdsShown)[number];

const seq = z.int().min(1);
const ground = hold.entries['hold-end'].shape.ground;

/** A hold as the list shows it: the database's word. */
const listedHold = z.strictObject({
  seq,
  number: z.string(),
  /** Whether the asker set it: then somebody else ends it. */
  own: z.boolean(),
  /** Null where the words were erased; of a basis its label. */
  case: z.string().nullable(),
  proceedings: z.string().nullable(),
  reference: z.string().nullable(),
  order: holdOrder.nullable(),
  paper: z.string().nullable(),
  /** Of the act in which it was heard. */
  protocol: z.string().nullable(),
  setter: z.string(),
  entered: day,
  review: day,
  recordings: z.int(),
  /** Of the first of them, and the last day of its twelve months. */
  startedAt: instant.nullable(),
  lastDay: day.nullable(),
  /** `again`: one of its recordings is there and held by nothing else. */
  ended: z.strictObject({ on: day, ground, again: z.boolean() }).nullable(),
});
export type ListedHold = z.infer<typeof listedHold>;

/** `show`: null for the sums alone; `text`: a part of card, case or reference; `after`: the last that was shown. */
export const holdsInput = z.strictObject({
  show: z.enum(holdsShown).nullable(),
  text: z.string().max(60).nullable(),
  after: seq.nullable(),
});
export const holdsTold = z.strictObject({
  today: day,
  /** Of all: how many last, how many recordings these are, how many wait for a review, and how many have ended this year. */
  counts: z.strictObject({ open: z.int(), recordings: z.int(), review: z.int(), ended: z.int() }),
  more: z.boolean(),
  rows: z.array(listedHold),
});
export type Holds = z.infer<typeof holdsTold>;

/** A hold out of entries that were checked. */
export const holdDetail = z.strictObject({
  seq,
  number: z.string(),
  today: day,
  own: z.boolean(),
  recordings: z.array(z.strictObject({ recording: uuid, startedAt: instant, durationMs: z.int() })),
  /** The earliest last day of their twelve months. */
  lastDay: day,
  proceedings: z.string().nullable(),
  reference: z.string().nullable(),
  case: z.string().nullable(),
  protocol: z.string().nullable(),
  order: holdOrder.nullable(),
  paper: z.string().nullable(),
  setter: z.string(),
  setOn: day,
  review: day,
  reviews: z.array(z.strictObject({ seq, on: day, person: z.string(), note: z.string().nullable() })),
  /** Cards of other holds of its recordings that last. */
  others: z.array(z.string()),
  ended: z
    .strictObject({
      seq,
      on: day,
      ground,
      issuedOn: day.nullable(),
      finalOn: day.nullable(),
      number: z.string().nullable(),
      document: z.string().nullable(),
      note: z.string().nullable(),
      /** Null: the keeper. */
      person: z.string().nullable(),
    })
    .nullable(),
});
export type HoldDetail = z.infer<typeof holdDetail>;
export const holdInput = z.strictObject({ seq });

/** Calls that began within an hour of a day, without their numbers. */
export const callsInput = z.strictObject({
  day,
  hour: z.int().min(0).max(23),
  extension: z.string().max(10).nullable(),
});
export const callsTold = z.array(
  z.strictObject({
    recording: uuid,
    startedAt: instant,
    durationMs: z.int(),
    extension: z.string(),
    unit: z.string(),
    held: z.boolean(),
  }),
);
/** So many are shown; `more`: there are others in that hour. */
export const mostCalls = 100;
export const callsOutput = z.strictObject({ calls: callsTold, more: z.boolean() });

const password = z.string().min(1).max(longestSignIn);
/** By the desk, outside of an act. */
export const secureInput = z.strictObject({ ...hold.commands.hold.omit({ act: true }).shape, password });
export const secureOutput = z.strictObject({ seq, number: z.string() });
export const reviewedInput = hold.commands['hold-review'];
/** By when somebody asks again. */
export const reviewedOutput = z.strictObject({ review: day });
export const endInput = z.strictObject({ ...hold.commands['hold-end'].shape, password });
