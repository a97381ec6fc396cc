import { z } from 'zod';

/** An AD login as PostgreSQL's role name: lower case, starts with a letter (design of names; refused otherwise). */
export const loginPattern = /^[a-z][a-z0-9._-]{1,19}$/;
export const login = z.string().regex(loginPattern);

/** In the one spelling that hashes and file names use: lower case. */
export const uuid = z.uuid().lowercase();

/** A legal day in Europe/Warsaw, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** An instant, UTC, ISO 8601 with milliseconds: `2026-11-25T08:54:31.000Z`. */
export const instant = z.iso.datetime();

/** A stretch of sound that was played: `[fromMs, toMs)`, milliseconds from the start of the recording. */
const range = z
  .tuple([z.int().min(0).max(86_400_000), z.int().min(0).max(86_400_000)])
  .refine(([from, to]) => from < to);
export const ranges = z.array(range).max(150);
export type Range = z.infer<typeof range>;

export const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** Roles as the keeper knows them; the database group of each is `odsluch_<role>`. */
export const roles = [
  'listener',
  'secretary',
  'quality',
  'mayor',
  'administrator',
  'protection_officer',
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** How the directory has somebody's account; only an account that is `ok` gives its person anything. */
export const accountState = z.enum(['ok', 'disabled', 'expired', 'absent']);
export type AccountState = z.infer<typeof accountState>;

/** Who speaks on a channel of a recording; a one-channel recording has exactly `mixed`. */
const channelNames = ['caller', 'office', 'mixed', 'unknown'] as const;
export const channelName = z.enum(channelNames);
export type ChannelName = z.infer<typeof channelName>;

/** Fails to compile where a union is not exhausted, stops loudly where the types were wrong. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
