import { z } from 'zod';
import { uuid } from '../values.ts';
import { head, lines, text, words } from './head.ts';

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
  commands: {
    /** The newest of the same lines and beginning counts; one that ends where it begins takes the one before back. */
    silent: z.strictObject({ ...silence, note: words(500) }),
    /** Whether such a call may be heard. `opinion` of the protection officer, or that none came in time. */
    admit: z.strictObject({ ...admission, opinion: words(500), reason: words(500) }).refine(isPossible),
  },
  answers: { silent: 'silent', admit: 'admitted' },
  entries: {
    silent: z.strictObject({ ...head('silent'), ...silence, text }),
    admitted: z.strictObject({ ...head('admitted'), ...admission, text }).refine(isPossible),
  },
  texts: {
    silent: z.strictObject({ note: z.string() }),
    admitted: z.strictObject({ opinion: z.string(), reason: z.string() }),
  },
} as const;
