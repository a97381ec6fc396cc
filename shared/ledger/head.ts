import { z } from 'zod';
import { hex32, instant, uuid } from '../values.ts';

/**
 * Under what an entry's command was asked for; null where the keeper acted by itself. With salt and body of
 * `office.entry_asked` it shows that the sender signed exactly this; once those are erased, the digest tells nothing.
 */
const asked = z.strictObject({
  /** seq of the `session` or `sender` entry whose key signed it; null in the `session` entry itself, which brings its own key. */
  session: z.int().min(1).nullable(),
  /** Time of the newest pulse that the sender had seen, milliseconds since 1970. */
  seen: z.int(),
  digest: hex32,
  /** Ed25519, 64 bytes, base64. */
  signature: z.base64().length(88),
  /** Whether the sender gave the directory password for this very request, and the keeper proved it. */
  password: z.boolean(),
});
export type Asked = z.infer<typeof asked>;

/**
 * How the payload of every entry begins. The order of the keys of a payload IS the order in the signed text.
 * SECURITY: no caller number and nobody's name ever stands in a payload; words go to the entry's text, of which the payload
 * carries only the commitment `text` = SHA-256(salt ‖ text). So a lawful erasure leaves the chain whole.
 */
export const head = <K extends string>(kind: K) => ({
  v: z.literal(1),
  kind: z.literal(kind),
  at: instant,
  /** The command that this entry answers; null where the keeper acted by itself. */
  command: uuid.nullable(),
  login: z.string(),
  guid: uuid.nullable(),
  asked: asked.nullable(),
});

/** The commitment to an entry's words, hex; null where it has none. */
export const text = hex32.nullable();

/** A public key of 32 bytes, base64. */
export const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** Words that somebody types, at least one visible character. */
export const words = (most: number) => z.string().trim().min(1).max(most);

/** Lines of the exchange, as `ingest` has them: sorted, each once. */
export const lines = z
  .array(words(40))
  .max(50)
  .refine((all) => all.every((one, place) => place === 0 || (all[place - 1] ?? '') < one));

/** Who somebody is by name, as the entry's text has it. */
export const personName = z.strictObject({ displayName: z.string(), post: z.string(), unit: z.string() });
export type PersonName = z.infer<typeof personName>;
