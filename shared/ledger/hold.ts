import { z } from 'zod';
import { day, uuid } from '../values.ts';
import { head, text, words } from './head.ts';

/** §3.4: a recording that is evidence in proceedings is kept until they have ended. */
export const hold = {
  commands: {
    /** „Nagranie stanowi dowód w postępowaniu”, of a recording of one's own act. */
    hold: z.strictObject({
      act: uuid,
      recording: uuid,
      proceedings: words(300),
      reference: words(60).nullable(),
    }),
  },
  answers: { hold: 'hold' },
  entries: {
    /** The listener's word, or the keeper's own where `basis` is one that secures the evidence by being invoked. */
    hold: z.strictObject({
      ...head('hold'),
      act: uuid,
      recording: uuid,
      basis: z.string().nullable(),
      /** Of the card, without gaps in each year of Europe/Warsaw. Optional: the first holds were not numbered. */
      number: z.string().optional(),
      /** The day by which somebody asks whether the proceedings still last. */
      review: day.optional(),
      text,
    }),
  },
  texts: { hold: z.strictObject({ proceedings: z.string(), reference: z.string().nullable() }) },
} as const;
