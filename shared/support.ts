import { z } from 'zod';

/** What goes to whoever looks after the program: exactly what was shown is what is saved. */
export const bundle = z.strictObject({
  /** A name for the file, `odsluch-dane-2026-11-25.txt`. */
  name: z.string(),
  text: z.string(),
});
export const saved = z.strictObject({ saved: z.boolean() });

/**
 * A fault of the page itself: the kind of error and where it arose, line and column in the program's own files.
 * SECURITY: never the text of an error, which may quote what somebody typed.
 */
export const pageFault = z.strictObject({
  kind: z.string().regex(/^[A-Za-z]{1,40}$/),
  places: z.array(z.string().regex(/^[\w./-]{1,100}:\d{1,7}:\d{1,7}$/)).max(20),
});
/** Under which the fault stands in the log. */
export const reported = z.strictObject({ reference: z.string() });

export type Bundle = z.infer<typeof bundle>;
export type PageFault = z.infer<typeof pageFault>;
