import type { z } from 'zod';
import type { Role } from '../values.ts';

/** How much somebody may: all of it; what is their own; all of it, with a second person; nothing. */
export type Grade = 'yes' | 'own' | 'second' | 'no';

/** What somebody is here. `employee` = whoever may sign in: what they may, everybody may. */
export const holders = [
  'employee',
  'listener',
  'quality',
  'secretary',
  'mayor',
  'protection_officer',
  'administrator',
] as const satisfies readonly (Role | 'employee')[];
export type Holder = (typeof holders)[number];
export type May = Readonly<Partial<Record<Holder, Exclude<Grade, 'no'>>>>;

export const desk = { secretary: 'yes' } as const;
export const own = { employee: 'own' } as const;
/** Whoever answers for the office. */
export const overseers = { secretary: 'yes', mayor: 'yes', protection_officer: 'yes' } as const;

/** What may be asked of the keeper, and who may ask for it; a kind that nobody may ask for is the server room's. */
export type Asked = {
  command: string;
  /** The body: the sender checks it before it asks, the keeper checks it again. */
  asks: z.ZodType<object>;
  may: May;
  /** Asked for with the directory password, sealed to the keeper for that one request; a function: whether a body, as it came, wants it. */
  password?: true | ((body: object) => boolean);
};

/** One kind of entry. */
type Kind = {
  /** The payload. */
  entry: z.ZodObject;
  /** The words beside it (`office.entry_text.text`). */
  words?: z.ZodObject;
  /**
   * SECURITY: its words go to whoever may read the entry, in the register and in an act. What may be told is named, not what may not: the words of
   * a new kind are withheld until somebody says otherwise here.
   */
  told?: true;
  /** Its words, and what was asked for, go with the recording that it speaks of, and not before. */
  goesWithCall?: true;
} & (Asked | { command?: never });

/** Kinds by the name of their entry. */
export type Family = Readonly<Record<string, Kind>>;
