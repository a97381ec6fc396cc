import { z } from 'zod';
import { day, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import type { Family } from './kind.ts';

/** Which right of the GDPR somebody uses: art. 7(3), 21, 18, 17. */
export const dataRights = ['withdrawal', 'objection', 'restriction', 'erasure'] as const;
/** What follows from it; `free`: that a restriction ends. */
const restrictionEffects = ['restricted', 'free', 'erase'] as const;

/** Bases under which a restricted recording is opened: in a case of that person's own rights (GDPR 15; 16–18, 21). */
export const basesOfRights: readonly string[] = ['RODO_15', 'RODO_PRAWA'];

const decided = {
  recordings: z.array(uuid).min(1).max(50),
  right: z.enum(dataRights),
  receivedOn: day,
  effect: z.enum(restrictionEffects),
  /** Of `free`, the entry of the restriction that it ends. */
  of: z.int().min(1).nullable(),
  /** Of `free`, when the person was told before (GDPR 18(3)). */
  told: day.nullable(),
};

/** One end names one restriction, and is told of; whoever asks that a recording be restricted wants it kept (GDPR 18), so it is not erased. */
function isPossible({ right, effect, of, told }: z.infer<z.ZodObject<typeof decided>>): boolean {
  if (effect === 'free') return of !== null;
  return of === null && told === null && !(effect === 'erase' && right === 'restriction');
}

/** §3.3, GDPR 7, 17, 18, 21: what is decided when somebody whom a recording concerns asks for it. */
export const restriction = {
  restricted: {
    command: 'restrict',
    asks: z.strictObject({ ...decided, request: words(60), decision: words(500) }).refine(isPossible),
    // §3.3: the officer sees to it that somebody's recording is not heard; all else, the desk: that it ends, within days of grace, and, with a second
    // person, that it is erased (`confirm`).
    may: { secretary: 'yes', protection_officer: 'yes' },
    password: true,
    /** An erasure counts from its `confirmed` on, which is a second person's. */
    entry: z
      .strictObject({
        ...head('restricted'),
        ...decided,
        /** Of `restricted`, the day by which somebody asks whether it still lasts. */
        review: day.nullable(),
        text,
      })
      .refine(isPossible),
    words: z.strictObject({ request: z.string(), decision: z.string() }),
    told: true,
  },
} as const satisfies Family;

/** What was decided at the request of somebody whom recordings concern, as folded entries have it. */
export type Restriction = Pick<
  z.infer<typeof restriction.restricted.entry>,
  'recordings' | 'right' | 'receivedOn' | 'review'
> & {
  seq: number;
  effect: 'restricted' | 'erase';
  /** Who entered it. */
  by: { login: string; guid: string | null };
  /** The newest entry by which somebody found that a restriction lasts, and the one that ends it. */
  reviewed: number | null;
  ended: number | null;
  /** The entry by which a second person agreed to an erasure. */
  confirmed: number | null;
};
