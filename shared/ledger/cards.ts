import { z } from 'zod';
import { day, uuid } from '../values.ts';
import { head, personName, text, words } from './head.ts';
import { code, position, type Plan } from './quality.ts';
import { own, type Family } from './kind.ts';

const levels = z.array(z.int().min(0).max(3).nullable()).min(3).max(9);

/** Said of a stretch of a call; milliseconds from its beginning. `criterion` null: of none of them. */
const annotation = z
  .strictObject({
    from: z.int().min(0),
    to: z.int().max(86_400_000),
    criterion: code.nullable(),
    text: z.string().max(500),
  })
  .refine(({ from, to }) => from < to);

/** UTF-16 units of all annotations of a card together. */
export const mostSaid = 40_000;

/** What a rater says of a call. */
const said = {
  /** Of each criterion of the plan, in its order; null: it does not apply. */
  levels,
  /** By the code of the criterion: of the levels 0 and 1 always. */
  comments: z.record(code, words(1000)),
  summary: z.string().max(2000),
  annotations: z
    .array(annotation)
    .max(500)
    .refine((all) => all.reduce((sum, one) => sum + one.text.length, 0) <= mostSaid)
    .refine((all) => new Set(all.map((one) => JSON.stringify(one))).size === all.length),
  /** To what whoever is evaluated remarked; null before that. */
  reply: words(2000).nullable(),
};

/** Why a call is not scored; the last is said of what cannot be heard, the others on the rater's word. */
const why = z.enum(['not-service', 'no-conversation', 'unintelligible', 'unavailable']);
const seq = z.int().min(1);

/** § 2: what is said of the calls of a plan: a card of each, or why there is none, and what whoever answered it says of the card. */
export const cards = {
  qualityScore: {
    command: 'qualityScore',
    /** `corrects`: the card that counts so far; null where there is none. */
    asks: z.strictObject({ position, corrects: seq.nullable(), ...said }),
    may: { quality: 'own' },
    entry: z.strictObject({
      ...head('qualityScore'),
      position,
      corrects: seq.nullable(),
      recording: uuid,
      /** How much of it was played in the act of the plan, each moment once. */
      heardMs: z.int().min(1),
      /** Last day on which whoever is evaluated says something; null of a reply, which closes the card. */
      remarksUntil: day.nullable(),
      text,
    }),
    /** `person`: whoever is evaluated, as of then. */
    words: z.strictObject({ person: personName, ...said }),
    goesWithCall: true,
  },
  qualityOmission: {
    command: 'qualityOmission',
    asks: z.strictObject({ position, why, words: words(500).nullable() }),
    may: { quality: 'own' },
    entry: z.strictObject({
      ...head('qualityOmission'),
      position,
      why,
      recording: uuid,
      text,
    }),
    words: z.strictObject({ words: z.string() }),
    goesWithCall: true,
  },
  qualityRemark: {
    command: 'qualityRemark',
    /** Of the own card, once; null: nothing is said of it. */
    asks: z.strictObject({ position, score: seq, words: words(4000).nullable() }),
    // Whoever answered the call says what they think of its card.
    may: own,
    entry: z
      .strictObject({
        ...head('qualityRemark'),
        position,
        score: seq,
        recording: uuid,
        /** Whether anything was said; without that the card is closed. */
        remarked: z.boolean(),
        text,
      })
      .refine(({ remarked, text: words }) => remarked === (words !== null)),
    words: z.strictObject({ words: z.string() }),
    goesWithCall: true,
  },
} as const satisfies Family;

/** The result of a card in whole percent, halves up; null where no criterion applies. */
export function resultOf(levels: readonly (number | null)[], weights: Plan['weights']): number | null {
  let [reached, full] = [0, 0];
  for (const [at, { weight }] of weights.entries()) {
    const level = levels[at] ?? null;
    if (level === null) continue;
    reached += weight * level;
    full += weight * 3;
  }
  return full === 0 ? null : percentOf(reached, full);
}

/** Whole percent, halves up. */
export function percentOf(reached: number, full: number): number {
  return Math.floor((200 * reached + full) / (2 * full));
}
