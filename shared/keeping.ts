import { z } from 'zod';
import { hold, holdOrder } from './ledger/hold.ts';
import { longestSignIn } from './session.ts';
import { day, instant, uuid } from './values.ts';

/** Which holds a list shows: those that last, of these whose review is over, and those that have ended. */
export const holdsShown = ['open', 'review', 'ended'] as const;
export type HoldsShown = (typeof holdsShown)[number];
/** The lists of „Zabezpieczenia”: holds, and what people had restricted or erased. */
export type HoldsList = HoldsShown | 'restrictions';

const seq = z.int().min(1);
const ground = hold['hold-end'].entry.shape.ground;

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
  /** Of what is reviewed today. */
  nextReview: day,
  /**
   * Of all: how many last, how many recordings these are, how many wait for a review, and how many have ended this year. `stopped`: lists that a night
   * stopped at, and nobody has confirmed; `restrictions`: those that wait for a review, `erasures`: those that wait for somebody else than who entered
   * them.
   */
  counts: z.strictObject({
    ...{ open: z.int(), recordings: z.int(), review: z.int(), ended: z.int(), stopped: z.int() },
    ...{ restrictions: z.int(), erasures: z.int() },
  }),
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
  /** The nights that destroyed recordings of it, each with how many. */
  gone: z.array(z.strictObject({ on: day, protocol: z.string(), count: z.int() })),
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
export const secureInput = z.strictObject({ ...hold.hold.asks.omit({ act: true }).shape, password });
export const secureOutput = z.strictObject({ seq, number: z.string() });
export const reviewedInput = hold['hold-review'].asks;
/** By when somebody asks again. */
export const reviewedOutput = z.strictObject({ review: day });
export const endInput = z.strictObject({ ...hold['hold-end'].asks.shape, password });

/** A copy is kept no longer than this (`backup.keepDays`). Days. */
export const longestCopy = 30;

/** Why the last night did not destroy all. */
export const nightWaits = z.enum(['order', 'suspended', 'clock', 'calls', 'share', 'keys', 'failed']);
/** `missed`: since the last one there was none. */
export const nightMissed = z.enum([...nightWaits.options, 'missed']);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const dayOfCalls = z.strictObject({ day, count: z.int() });
/** The entry of the list that recordings are in; null: in none. */
const list = seq.nullable();

/** The nights of a month of protocols. */
export const nightsInput = z.strictObject({ month });
/** As the database tells it; `entries` are checked before anything of them is shown. */
export const nightsTold = z.strictObject({
  today: day,
  /** The last night that the keeper began, and why it ended before all was gone; null where it did what there was. */
  night: day.nullable(),
  waits: nightWaits.nullable(),
  /** In this year. */
  destroyed: z.int(),
  /** Not to go, though it is over: what is evidence, what somebody wants kept, and what is heard or not written down. */
  held: z.int(),
  restricted: z.int(),
  busy: z.int(),
  /** What is over by tomorrow, by lists and the days of the calls; how much of it was held once, and how much of what is in no list was taken in but lately. */
  next: z.array(dayOfCalls.extend({ list, durationMs: z.int(), ended: z.int() })),
  asked: z.int(),
  /** What is over and stays, by the number of a card or protocol. */
  stays: z.array(dayOfCalls.extend({ list, by: z.string() })),
  /** Of each list that waits how much was taken in within `freshDays` before its night. */
  fresh: z.array(z.strictObject({ list: seq, count: z.int() })),
  /** Of each `destroyed` entry the days of its calls. */
  days: z.array(dayOfCalls.extend({ seq })),
  entries: z.array(z.unknown()),
});

export type NightsTold = z.infer<typeof nightsTold>;

/** What stays of the days of a list: how many, and by which cards and protocols. */
const stays = z.strictObject({ count: z.int(), by: z.array(z.string()) });
/** As it is by now: of which days how many calls go, how long they last, and what stays. */
const going = { now: z.array(dayOfCalls), durationMs: z.int(), stays };

/** A list that a night stopped at. */
const stoppedNight = z.strictObject({
  seq,
  hash: z.string(),
  night: day,
  days: z.array(day),
  count: z.int(),
  /** How many of them were taken in but lately; the others are of more days than a night destroys unasked. */
  fresh: z.int(),
  /** Whether somebody agreed to it; the next night takes it. */
  agreed: z.boolean(),
  ...going,
});
export type StoppedNight = z.infer<typeof stoppedNight>;

/** What becomes of the copies with what a night destroyed: they are gone, go by a day, or nobody lets go of them. */
export const copiesStates = ['aged', 'ages', 'kept'] as const;
export type CopiesState = (typeof copiesStates)[number];

/** A night that destroyed something, out of checked entries; how many of which day is the database's word. */
const doneNight = z.strictObject({
  night: day,
  days: z.array(dayOfCalls),
  count: z.int(),
  durationMs: z.int(),
  protocol: z.string(),
  /** Number of the order by which it went. */
  order: z.string(),
  /** Whether ingest has said that the files are gone. */
  removed: z.boolean(),
  copies: z.enum(copiesStates),
  /** By when they are gone, where they go. */
  agesBy: day,
});
export type DoneNight = z.infer<typeof doneNight>;

export const nightsOutput = z.strictObject({
  today: day,
  /** Of the last night why it ended before all was gone. */
  waits: z.strictObject({ night: day, why: nightMissed }).nullable(),
  /** The order in force; `symbol` of a category Bc, else the consent. */
  order: z
    .strictObject({
      number: z.string(),
      from: day,
      symbol: z.string().nullable(),
      consent: z.string().nullable(),
    })
    .nullable(),
  /** `ended`: how much of it was held once, and goes after the days of grace alone; `asks`: the night would stop at something of it. */
  next: z.strictObject({ night: day, count: z.int(), ended: z.int(), asks: z.boolean(), ...going }),
  stopped: z.array(stoppedNight),
  /** The newest first. */
  done: z.array(doneNight),
  oldestCopy: day.nullable(),
  newestCopy: day.nullable(),
  /** Whether backups are made, and old ones go. */
  aging: z.boolean(),
  ...{ destroyed: z.int(), held: z.int(), restricted: z.int(), busy: z.int() },
});
export type Nights = z.infer<typeof nightsOutput>;

/** So many calls of a list are shown; more are none to read. */
export const mostListed = 20_000;
const listedCall = z.strictObject({
  recording: uuid,
  startedAt: instant,
  durationMs: z.int(),
  unit: z.string(),
  takenIn: day,
  gone: z.boolean(),
  /** By the number of which card or protocol it stays; null: by none. */
  stays: z.string().nullable(),
});
export type ListedCall = z.infer<typeof listedCall>;
/** Calls of a list that a night stopped at, by its entry; null: of the next night. */
export const nightListInput = z.strictObject({ of: seq.nullable() });
export const nightListTold = z.strictObject({
  entries: z.array(z.unknown()),
  /** Of the whole list, also where not each of its calls is told. */
  recordings: z.array(uuid),
  calls: z.array(listedCall),
});
export const nightListOutput = z.strictObject({
  calls: z.array(listedCall),
  /** Whether these are the recordings of the entry, by its SHA-256; null where no entry states any. */
  same: z.boolean().nullable(),
});
export type NightList = z.infer<typeof nightListOutput>;
