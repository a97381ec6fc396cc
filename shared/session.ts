import { z } from 'zod';
import { scope } from './ledger/instrument.ts';
import { pageLimits } from './limits.ts';
import { day, instant, login, role } from './values.ts';

/** A demo person shown on the sign-in page of TRYB DEMONSTRACYJNY; absent in production. */
export const demoPerson = z.strictObject({
  login,
  password: z.string(),
  displayName: z.string(),
  post: z.string(),
  note: z.string(),
});

export const startInfo = z.strictObject({
  office: z.string(),
  version: z.string(),
  /** Prefilled from the Windows session, lower-cased; empty when it is no possible login. */
  login: z.string(),
  limits: pageLimits,
  demo: z.array(demoPerson).nullable(),
});

/** What the server says of a person's right to listen on the server's today. */
export const authorisationState = z.enum(['valid', 'none', 'future', 'expired', 'revoked']);
export const authorisation = z.strictObject({
  state: authorisationState,
  number: z.string().nullable(),
  from: day.nullable(),
  to: day.nullable(),
  /** Null where it covers everything. */
  scope: z.strictObject(scope).nullable(),
});

/**
 * Who or what stopped all listening of the office: `keeper` in an emergency, `schema` where the database was changed, `checked` where
 * ledger, journal and tables do not agree, `incident` after a restore.
 */
export const suspender = z.enum([
  'secretary',
  'mayor',
  'administrator',
  'keeper',
  'schema',
  'checked',
  'incident',
]);

export const me = z.strictObject({
  login,
  displayName: z.string(),
  post: z.string(),
  unit: z.string(),
  roles: z.array(role),
  authorisation,
  /** null while people may listen. */
  suspension: z.strictObject({ by: suspender, since: instant }).nullable(),
  /** By name: the Secretary and who stands in, to whom whoever was refused turns. */
  secretaries: z.array(z.string()),
});

/** One's own sign-ins of the last thirty days, newest first, out of entries that the keeper signed; which there are says the database. */
export const ownSession = z.strictObject({
  seq: z.int(),
  at: instant,
  /** Name of the workstation, as the program reported it; null where the words were erased. */
  host: z.string().nullable(),
  /** The one of this window. */
  own: z.boolean(),
});
export const ownSessions = z.strictObject({ sessions: z.array(ownSession) });

/** What is longer was pasted by mistake: no directory has such a name or password. In UTF-16 units. */
export const longestSignIn = 256;
export const signInInput = z.strictObject({
  login: z.string().max(longestSignIn),
  password: z.string().max(longestSignIn),
});

/**
 * What works at the moment; a part that is away comes back by itself. `ledger`: it goes on from the entry that this workstation
 * saw last.
 */
export const connection = z.strictObject({
  database: z.boolean(),
  keeper: z.boolean(),
  share: z.boolean(),
  ledger: z.boolean(),
  suspendedBy: suspender.nullable(),
});

/** Why the session ended without the person asking. */
export const sessionEnded = z.strictObject({ reason: z.enum(['ten-hours', 'account', 'version']) });

export type OwnSession = z.infer<typeof ownSession>;
export type DemoPerson = z.infer<typeof demoPerson>;
export type StartInfo = z.infer<typeof startInfo>;
export type Me = z.infer<typeof me>;
export type Authorisation = z.infer<typeof authorisation>;
export type Connection = z.infer<typeof connection>;
