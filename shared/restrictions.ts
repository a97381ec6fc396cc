import { z } from 'zod';
import { dataRights, restriction } from './ledger/restriction.ts';
import { longestSignIn } from './session.ts';
import { day, instant, uuid } from './values.ts';

const seq = z.int().min(1);

/** Why a recording stays that is to be erased, or of which a restriction ends: it is evidence, restricted for somebody else, or an act with it is not over. */
const waits = z.enum(['held', 'restricted', 'busy']);

/** As the database tells it; `entries` are checked before anything of them is shown. `waits`: its word. */
export const restrictionsTold = z.strictObject({
  today: day,
  waits: z.array(z.strictObject({ seq, why: waits })),
  entries: z.array(z.unknown()),
});

/** A restriction or an erasure out of entries that were checked. */
const listedRestriction = z.strictObject({
  seq,
  hash: z.string(),
  effect: z.enum(['restricted', 'erase']),
  right: z.enum(dataRights),
  receivedOn: day,
  /** Null where the words are gone. */
  request: z.string().nullable(),
  decision: z.string().nullable(),
  /** Whether the asker entered it: then somebody else confirms it. */
  own: z.boolean(),
  person: z.string(),
  enteredOn: day,
  calls: z.array(
    z.strictObject({
      ...{ recording: uuid, startedAt: instant, durationMs: z.int(), unit: z.string(), lastDay: day },
    }),
  ),
  /** Of a restriction, by when somebody asks whether it lasts, and who did. */
  review: day.nullable(),
  reviews: z.array(z.strictObject({ on: day, note: z.string().nullable() })),
  /** `why`: null where the words are gone. */
  ended: z.strictObject({ on: day, told: day, person: z.string(), why: z.string().nullable() }).nullable(),
  confirmed: z.strictObject({ on: day, person: z.string() }).nullable(),
  /** Requests by which its recordings are restricted as well. */
  others: z.array(z.string()),
  waits: waits.nullable(),
  /** The day on which the last of its recordings was destroyed; null: not all are. */
  goneOn: day.nullable(),
});
export type ListedRestriction = z.infer<typeof listedRestriction>;
export const restrictionsOutput = z.strictObject({ today: day, rows: z.array(listedRestriction) });
export type Restrictions = z.infer<typeof restrictionsOutput>;

export const restrictInput = restriction.restricted.asks.safeExtend({
  password: z.string().min(1).max(longestSignIn),
});
