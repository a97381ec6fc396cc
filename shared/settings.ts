import { z } from 'zod';
import { demoPerson } from './session.ts';

/** The keeper's ledger key as the office pins it: `ed25519:` and the 32 raw bytes in base64. */
export const keeperKey = z.string().regex(/^ed25519:[A-Za-z0-9+/]{43}=$/);

const port = z.int().min(1).max(65_535);
const minutes = z.int().min(1).max(240);
const filled = z.string().trim().min(1);

/**
 * SECURITY: only ldaps. With ldap:// the password would have left in clear before the server could refuse.
 */
const ldapsUrl = z.string().regex(/^ldaps:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/);

/**
 * The office settings of the app: which servers, whose certificate, what is pinned. No secret is in it.
 * Paths are absolute, or relative to the folder of the settings file.
 */
export const officeSettings = z.strictObject({
  /** The office's name as the title bar and the protocol show it. */
  office: filled,
  /** The act that the office listens under; `place` is the locality that stands on a protocol. */
  regulation: z.strictObject({ title: filled, place: filled }),
  directory: z.strictObject({
    url: ldapsUrl,
    /** What follows `@` in a user principal name: `ad.gmina.example`. */
    upnSuffix: z.string().regex(/^[A-Za-z0-9.-]+$/),
    /** PEM file of the office's certificate authority. */
    ca: filled,
  }),
  database: z.strictObject({
    host: z.string().regex(/^[A-Za-z0-9.:-]+$/),
    port,
    name: filled,
    /** PEM file of the office's certificate authority. */
    ca: filled,
  }),
  /** Folder of the recordings: `\\server\nagrania`, or a mount point. */
  share: filled,
  keeperPublicKey: keeperKey,
  idle: z
    .strictObject({
      /** Sound that is paused closes when nothing was touched for so long. */
      pausedMinutes: minutes.default(5),
      /** After so much untouched play the page asks whether to go on. */
      untouchedMinutes: minutes.default(30),
    })
    .default({ pausedMinutes: 5, untouchedMinutes: 30 }),
  /** Only the demo office has it: the page then shows TRYB DEMONSTRACYJNY and these people. */
  demo: z.strictObject({ people: z.array(demoPerson) }).optional(),
});

export type OfficeSettings = z.infer<typeof officeSettings>;

/** What a person would call a mistake in the text of a settings file. */
export type JsonProblem =
  'empty' | 'unexpected-character' | 'unexpected-end' | 'text-after-end' | 'repeated-key' | 'too-deep';
