import { z } from 'zod';
import { matter as ledger, matterEvent, matterLetters, matterSort } from './ledger/matter.ts';
import { day, instant, uuid } from './values.ts';

/** Something that was entered of a matter. */
const event = z.strictObject({
  seq: z.int(),
  at: instant,
  event: matterEvent,
  login: z.string(),
  person: z.string(),
  /** Null where they were erased. */
  words: z.string().nullable(),
});

/** What somebody has to do, to answer or to clear up, as it stands. */
const listedMatter = z.strictObject({
  matter: uuid,
  number: z.string(),
  sort: matterSort,
  letter: z.enum(matterLetters).nullable(),
  /** The entry that it is about; of the beginning of an act the number of its protocol; the kind of the entry. */
  about: z.int().nullable(),
  act: z.string().nullable(),
  kind: z.string().nullable(),
  /** Of a release under a plan of reviews of quality: which call it is there. */
  call: z.strictObject({ startedAt: instant, nr: z.int(), plan: z.string() }).nullable(),
  assignee: uuid.nullable(),
  /** By name. */
  person: z.string().nullable(),
  due: day.nullable(),
  /** Whether it is assigned to the asker. */
  own: z.boolean(),
  /** Whether its assignee has said anything; of a question, whether no verdict has heeded that. */
  answered: z.boolean(),
  unread: z.boolean(),
  closed: z.boolean(),
  /** Oldest first; whoever only opened it reads the own alone. */
  events: z.array(event),
});
export type Matter = z.infer<typeof listedMatter>;

/** `own`: the asker's alone, whatever the office; `about`: only those about one of these entries. */
export const mattersInput = z.strictObject({
  show: z.enum(['open', 'all']),
  own: z.boolean(),
  about: z.array(z.int()).nullable(),
});
export const mattersTold = z.array(listedMatter);
export const mattersOutput = z.strictObject({ matters: mattersTold });

/** Whom a matter can be assigned to. */
export const peopleTold = z.array(
  z.strictObject({ guid: uuid, person: z.string(), post: z.string(), unit: z.string() }),
);
export const peopleOutput = z.strictObject({ people: peopleTold });

export const matterInput = ledger.matter.asks;
export const matterOutput = z.strictObject({ number: z.string() });
