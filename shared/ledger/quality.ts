import { z } from 'zod';
import { day, hex32, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import type { Family } from './kind.ts';

/** The one basis of reviews of quality: its field `plan` says what allows them, and it serves plans alone. */
export const reviewBasis = 'JAKOSC';

/** Recordings that one draw names, at most: the largest sample with what may be passed over. */
const mostDrawn = 120;

/** Where in a draw a recording stands; `nr` from 1. */
export const position = z.strictObject({ plan: uuid, nr: z.int().min(1).max(mostDrawn) });
export type Position = z.infer<typeof position>;

const terms = {
  departments: z.array(words(100)).min(1).max(20),
  /** Calls of these days are drawn, and heard until `until`. */
  from: day,
  to: day,
  until: day,
  size: z.int().min(5).max(100),
  /** Calls of one person, at most. */
  perPerson: z.int().min(1).max(10),
  shortestS: z.int().min(0).max(600),
  longestMin: z.int().min(1).max(240),
};

/** Of a criterion. */
export const code = z.string().regex(/^[A-Z_]{2,20}$/);
const weight = z.int().min(1).max(5);
/** What is looked at in a call, and what each of the levels 0 to 3 means. */
const criterion = z.strictObject({
  code,
  name: words(60),
  weight,
  levels: z.array(words(120)).length(4),
});

/** What the keeper went by when a plan was approved: of settings nobody could tell later. */
const limits = z.strictObject({
  fewCards: z.int().min(5).max(20),
  fewPersons: z.int().min(3).max(10),
  /** Calls of one person in the draws of a year, at most. */
  perPersonYear: z.int().min(1).max(52),
});

const count = z.int().min(0);

/** § 2: calls that nobody picked are heard under a plan that another person approved. */
export const quality = {
  qualityPlan: {
    command: 'qualityPlan',
    /** Somebody who may review quality wants to. The command's id is the plan's. */
    asks: z.strictObject({
      case: z.string().max(60),
      ...terms,
      why: words(500),
      criteria: z.array(criterion).min(3).max(9),
    }),
    // § 2: whoever reviews proposes, the desk approves what is drawn.
    may: { quality: 'yes' },
    entry: z.strictObject({
      ...head('qualityPlan'),
      case: z.string(),
      ...terms,
      weights: z.array(z.strictObject({ code, weight })).min(3).max(9),
      text,
    }),
    words: z.strictObject({ why: z.string(), criteria: z.array(criterion) }),
    told: true,
  },
  qualityVerdict: {
    command: 'qualityVerdict',
    /** The desk approves a plan, or returns it with a reason. */
    asks: z
      .strictObject({ plan: uuid, approved: z.boolean(), reason: words(500).nullable() })
      .refine(({ approved, reason }) => approved === (reason === null)),
    may: { secretary: 'second' },
    password: true,
    /** A number and limits where it is approved; a reason among the words where it is not. */
    entry: z
      .strictObject({
        ...head('qualityVerdict'),
        plan: uuid,
        approved: z.boolean(),
        number: z.string().nullable(),
        limits: limits.nullable(),
        text,
      })
      .refine(({ approved, number, limits: known, text: reason }) =>
        [number !== null, known !== null, reason === null].every((one) => one === approved),
      ),
    words: z.strictObject({ reason: z.string() }),
    told: true,
  },
  qualityDraw: {
    /** By the keeper, right after the approval. */
    entry: z.strictObject({
      ...head('qualityDraw'),
      plan: uuid,
      /** Hash of the approval. */
      seed: hex32,
      eligible: count,
      /** Over the eligible raw uuids, ascending. */
      digest: hex32,
      /** Why others of the period and the departments were not: the first that fits. */
      excluded: z.strictObject({ length: count, unregistered: count, drawn: count, unavailable: count }),
      /** Positions 1, 2, 3 …; what of them is beyond `size` takes the place of what is passed over. */
      recordings: z.array(uuid).max(mostDrawn),
      text,
    }),
    /** Whose call each position is, by objectGUID. */
    words: z.strictObject({ guids: z.array(uuid) }),
  },
} as const satisfies Family;

export type Terms = Pick<z.infer<typeof quality.qualityPlan.entry>, keyof typeof terms>;
export type Excluded = z.infer<typeof quality.qualityDraw.entry>['excluded'];

/** A plan as folded entries have it. */
export type Plan = Terms & {
  id: string;
  seq: number;
  /** The rater. */
  by: { login: string; guid: string | null };
  case: string;
  /** Of its criteria, in their order. */
  weights: readonly { code: string; weight: number }[];
  /** Commitment to the reason and the criteria. */
  text: string | null;
  /** `hash` of the entry, hex; `day` the legal day of it. */
  verdict: { seq: number; hash: string; day: string; limits: z.infer<typeof limits> | null } | null;
  /** `persons` of the recordings, in their order. */
  draw: {
    seq: number;
    year: string;
    recordings: readonly string[];
    persons: readonly (string | null)[];
  } | null;
  /** The one act in which it is heard. */
  act: string | null;
  /** Positions that were scored or omitted. */
  cards: Map<number, Card>;
  /** The entries that say so, and what was remarked. */
  said: number[];
};

/**
 * What stands at a position. `score`: the entry that counts, with the commitment to its words; `until`: the last day for remarks, also of a card
 * that was remarked, or closed by a reply or by saying that there are none.
 */
export type Card =
  | { state: 'omitted'; byHand: boolean }
  | { state: 'submitted' | 'remarked' | 'closed'; score: number; text: string | null; until: string };

/** How many may be passed over, and are drawn for that. */
export function spareOf({ size }: Pick<Terms, 'size'>): number {
  return Math.max(3, Math.floor(size / 5));
}
