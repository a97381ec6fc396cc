import { z } from 'zod';
import { registerFilter } from '../register.ts';
import { hex32, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import { overseers, type Family } from './kind.ts';

/** Why a copy leaves the program: the basis of an inspection, or the case file that it goes to. */
const occasion = words(130);

/** What was given away, as far as the program says it: so many rows, in a file of this hash. */
const given = { rows: z.int().min(0), sha256: hex32 };

/** The office's own rule, and § 5: nobody reads what others did, or takes a copy of it away, without a trace. */
export const register = {
  read: {
    command: 'read',
    asks: z.discriminatedUnion('what', [
      /** All pages that tell of others, for ten hours. */
      z.strictObject({ what: z.literal('register') }),
      /** A copy of the protocol of the act `of`. */
      z.strictObject({ what: z.literal('protocol'), of: uuid, occasion }),
      /** A table of what the filter lets through. */
      z.strictObject({ what: z.literal('export'), filter: registerFilter, ...given }),
      /** A folder for an inspection; the hash is that of its list of files. */
      z.strictObject({ what: z.literal('package'), filter: registerFilter, occasion, ...given }),
    ]),
    // The office's own rule: not without a trace.
    may: overseers,
    /** SECURITY: by what somebody filters, and for which inspection, is typed: it stands in the words. */
    entry: z.strictObject({
      ...head('read'),
      what: z.enum(['register', 'protocol', 'export', 'package']),
      of: uuid.nullable(),
      rows: z.int().min(0).nullable(),
      sha256: hex32.nullable(),
      text,
    }),
    /** `filter` of an export and a package, `occasion` of a protocol and a package. */
    words: z.strictObject({ filter: registerFilter.optional(), occasion: z.string().optional() }),
    told: true,
  },
} as const satisfies Family;
