import { z } from 'zod';
import { day, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import type { Family } from './kind.ts';

/** What the Secretary coordinates (§ 6 ust. 3): technical problems, disclosure, media, the regulation. */
export const matterLetters = ['a', 'b', 'c', 'd'] as const;
export type MatterLetter = (typeof matterLetters)[number];

/**
 * A task of § 6 ust. 3; a question about an act, to its listener; a report that an entry in one's own name is not one's own, or that the desk should know of
 * what was released under a plan of reviews of quality; an irregularity
 * that a review found, for the protection officer.
 */
export const matterSort = z.enum(['task', 'question', 'report', 'irregularity']);
export type MatterSort = z.infer<typeof matterSort>;
export const matterEvent = z.enum(['open', 'note', 'close']);

/** How it stands from then on. */
const standing = {
  sort: matterSort,
  /** Of a task. */
  letter: z.enum(matterLetters).nullable(),
  /** The entry that it is about: of a question the first release of an act, of a report an entry that names its author; an irregularity has one. */
  about: z.int().min(1).nullable(),
  /** Whose it is: of a question the listener; of media (`c`) their custodian; of an irregularity at first the officer, where there is one. */
  assignee: uuid.nullable(),
  due: day.nullable(),
};

/** § 6 ust. 3: what somebody has to do, to answer or to clear up. */
export const matter = {
  matter: {
    command: 'matter',
    /** `matter` null: a new one. Whom a question goes to and until when is not asked for: it follows from the act; nor is the officer. */
    asks: z.strictObject({
      matter: uuid.nullable(),
      event: matterEvent,
      ...standing,
      words: words(1_000),
    }),
    // §6.3: anybody says what is to be done, or that something was not theirs; whose it is answers.
    may: { employee: 'own', secretary: 'yes' },
    entry: z.strictObject({
      ...head('matter'),
      /** The command that opened it. */
      matter: uuid,
      event: matterEvent,
      number: z.string(),
      ...standing,
      text,
    }),
    words: z.strictObject({ words: z.string() }),
    told: true,
  },
} as const satisfies Family;
