import { z } from 'zod';
import { day, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import { overseers, type Family } from './kind.ts';

/**
 * Why an act draws attention: it is the first beyond what is usual in a month of its listener; was heard outside of the hours of work; by the
 * same caller's number as another act, of another case; was opened and not played; half an hour and more of what did not concern the case; a
 * complaint about the listener's own unit.
 */
export const flag = z.enum(['many', 'hours', 'number', 'unplayed', 'long', 'unit']);
export type Flag = z.infer<typeof flag>;

export const verdict = z.enum(['ok', 'irregular', 'referred']);
export type Verdict = z.infer<typeof verdict>;

/** An act by its id; the refusals of an account, all together, by that; requests that nobody had signed, all together. */
const item = z.union([uuid, z.literal('unsigned')]);

const hour = z.int().min(0).max(24);
/** By what a month is reviewed: from how many acts on a sample stands for them, how large it is, and what is usual. */
export const reviewRules = z.strictObject({
  allBelow: z.int().min(1),
  sampleLeast: z.int().min(1),
  samplePercent: z.int().min(1).max(100),
  monthlyActs: z.int().min(1),
  /** Hours of work on a working day; `to` is not one of them. */
  hours: z.strictObject({ from: hour, to: hour }),
});

/** § 7: who looked at what was listened to. */
export const review = {
  review: {
    /**
     * A month that is to be reviewed. Items are the acts with a flag, those of the others that the entry's own hash draws, and what was
     * refused and not signed.
     */
    entry: z.strictObject({
      ...head('review'),
      review: uuid,
      from: day,
      to: day,
      /** Begun within the month; requests to listen or to be present that were refused; requests that nobody had signed. */
      acts: z.int().min(0),
      refusals: z.int().min(0),
      unsigned: z.int().min(0),
      rules: reviewRules,
      /** So many of the acts without a flag are drawn. */
      take: z.int().min(0),
      flags: z.array(z.strictObject({ act: uuid, flag, other: uuid.nullable() })),
    }),
  },
  judged: {
    command: 'judge',
    /** What somebody makes of an item; the newest counts until the review is concluded. */
    asks: z.strictObject({ review: uuid, item, verdict, words: words(1_000).nullable() }),
    // §7: what tells of somebody of the desk the others judge.
    may: overseers,
    entry: z.strictObject({ ...head('judged'), review: uuid, item, verdict, text }),
    words: z.strictObject({ words: z.string() }),
    told: true,
  },
  concluded: {
    command: 'conclude',
    /** The whole review, as it stands after the `judged` entry `last`; null: nothing had to be judged. */
    asks: z.strictObject({
      review: uuid,
      last: z.int().min(1).nullable(),
      words: words(3_000).nullable(),
    }),
    may: { secretary: 'yes', mayor: 'yes' },
    password: true,
    /** How many items came to which end; `unanswered` = questions without an answer. */
    entry: z.strictObject({
      ...head('concluded'),
      review: uuid,
      number: z.string(),
      ok: z.int().min(0),
      irregular: z.int().min(0),
      referred: z.int().min(0),
      unanswered: z.int().min(0),
      text,
    }),
    words: z.strictObject({ words: z.string() }),
    told: true,
  },
} as const satisfies Family;
