import { z } from 'zod';
import { uuid } from '../values.ts';
import { head, lines, text, words } from './head.ts';
import { desk, type Family } from './kind.ts';

/** Visible characters of why a call is admitted, or not. */
export const leastAdmission = 20;

/** In one spelling, so that their order is that of the text. */
const moment = z.iso.datetime({ precision: 3 });
/** From when until when, that instant not among them, no announcement was played on these lines; none: on any. */
const silence = { lines, from: moment, to: moment };
const admission = {
  recording: uuid,
  admitted: z.boolean(),
  /** The entry of the refusal that this one replaces; null: the first word on it. */
  of: z.int().min(1).nullable(),
};

/** A refusal is never repeated, and what was admitted stays so. */
const isPossible = ({ admitted, of }: z.infer<z.ZodObject<typeof admission>>): boolean =>
  admitted || of === null;

/** Whether something for `lines` is for this one; without any it is for all. */
export function covers(lines: readonly string[], line: string): boolean {
  return lines.length === 0 || lines.includes(line);
}

/** § 3 ust. 2–3: calls in which the caller was not told that they are recorded. */
export const announcement = {
  silent: {
    command: 'silent',
    /** The newest of the same lines and beginning counts; one that ends where it begins takes the one before back. */
    asks: z.strictObject({ ...silence, note: words(500) }),
    // § 3 ust. 2–3.
    may: desk,
    password: true,
    entry: z.strictObject({ ...head('silent'), ...silence, text }),
    words: z.strictObject({ note: z.string() }),
    told: true,
  },
  admitted: {
    command: 'admit',
    /** Whether such a call may be heard. `opinion` of the protection officer, or that none came in time. */
    asks: z.strictObject({ ...admission, opinion: words(500), reason: words(500) }).refine(isPossible),
    may: desk,
    password: true,
    entry: z.strictObject({ ...head('admitted'), ...admission, text }).refine(isPossible),
    words: z.strictObject({ opinion: z.string(), reason: z.string() }),
    goesWithCall: true,
  },
} as const satisfies Family;
