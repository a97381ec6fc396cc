import { z } from 'zod';
import { authorityTerms, hearing, idle, printing, words } from './limits.ts';
import { demoPerson } from './session.ts';
import { hex32 } from './values.ts';

/** The keeper's ledger key as the office pins it: `ed25519:` and the 32 raw bytes in base64. */
export const keeperKey = z.string().regex(/^ed25519:[A-Za-z0-9+/]{43}=$/);

/** Ledger keys that were replaced, oldest first. SECURITY: each counts up to the entry `upTo`, which has this hash, and no further. */
export const formerKeeperKeys = z
  .array(z.strictObject({ key: keeperKey, upTo: z.int().min(1), hash: hex32 }))
  .refine((keys) => keys.every(({ upTo }, at) => at === 0 || upTo > (keys[at - 1]?.upTo ?? upTo)))
  .optional();
export type FormerKeeperKey = NonNullable<z.infer<typeof formerKeeperKeys>>[number];

export const port = z.int().min(1).max(65_535);
export const filled = z.string().trim().min(1);

/**
 * SECURITY: only ldaps. With ldap:// the password would have left in clear before the server could refuse.
 */
export const ldapsUrl = z.string().regex(/^ldaps:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/);

/**
 * The office settings of the app: which servers, whose certificate, what is pinned. No secret is in it.
 * Paths are absolute, or relative to the folder of the settings file. `describe` is the meaning in docs/operations.md.
 */
export const officeSettings = z.strictObject({
  office: filled.describe('Name of the office, as title bar and protocol show it.'),
  regulation: z.strictObject({
    title: filled.describe(
      'The act under which the office listens, in the genitive, as papers cite it after „§ 4 ust. 3”: „Regulaminu … (załącznik nr 1 do zarządzenia Nr … z dnia …)”.',
    ),
    place: filled.describe('The locality that stands on a protocol.'),
  }),
  directory: z.strictObject({
    url: ldapsUrl.describe('Active Directory, `ldaps://` only.'),
    upnSuffix: z
      .string()
      .regex(/^[A-Za-z0-9.-]+$/)
      .describe('What follows `@` in a user principal name.'),
    ca: filled.describe('PEM file of the certificate authority that vouches for the directory.'),
  }),
  database: z.strictObject({
    host: z
      .string()
      .regex(/^[A-Za-z0-9.:-]+$/)
      .describe('PostgreSQL, as its certificate names it.'),
    port: port.describe('Its port.'),
    name: filled.describe('Name of the database.'),
    ca: filled.describe('PEM file of the certificate authority that vouches for the database.'),
  }),
  share: filled.describe('Folder of the recordings: `\\\\server\\nagrania`, or a mount point.'),
  keeperPublicKey: keeperKey.describe(
    'Public key of the keeper, as `init` printed it; answers of no other are believed.',
  ),
  formerKeeperKeys: formerKeeperKeys.describe(
    'Keys that were replaced, `{key, upTo, hash}` each, as `change-ledger-key` printed them; what was entered before is checked with them.',
  ),
  idle,
  printing,
  words,
  authority: authorityTerms,
  quality: hearing,
  /** Only the demo office has it: the page then shows TRYB DEMONSTRACYJNY and these people. */
  demo: z
    .strictObject({ people: z.array(demoPerson) })
    .optional()
    .describe('People of TRYB DEMONSTRACYJNY; never in an office.'),
});

export type OfficeSettings = z.infer<typeof officeSettings>;
/** As the file may be written: whatever has a default may be missing. */
export type OfficeSettingsFile = z.input<typeof officeSettings>;

/** What a person would call a mistake in the text of a settings file. */
export type JsonProblem =
  'empty' | 'unexpected-character' | 'unexpected-end' | 'text-after-end' | 'repeated-key' | 'too-deep';
