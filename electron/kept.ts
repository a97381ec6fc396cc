import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Session } from './session/current.ts';
import { writeWhole } from './whole-file.ts';

/** By what a person is known here: the account, which stays the same under a new login. */
export const accountOf = ({ guid, login }: Pick<Session, 'guid' | 'login'>): string => guid ?? login;

/**
 * What a person chose for themselves on this workstation, such as the speed of playing: one small file an account and part.
 * It says nothing of calls, and its name does not tell whose it is.
 */
function fileOf(userData: string, account: string, part: string): string {
  const person = createHash('sha256').update(account).digest('hex').slice(0, 16);
  return join(userData, 'people', `${person}-${part}.json`);
}

/** What was kept; null where nothing was, or where it is no longer understood. */
export function readKept<Value>(
  userData: string,
  account: string,
  part: string,
  schema: z.ZodType<Value>,
): Value | null {
  try {
    return schema.parse(JSON.parse(readFileSync(fileOf(userData, account, part), 'utf8')));
  } catch {
    // Missing, cut, or of another version: as on the first day.
    return null;
  }
}

/** Keeps a value in place of the one before. Throws where the profile cannot be written. */
export function writeKept(userData: string, account: string, part: string, value: unknown): void {
  writeWhole(fileOf(userData, account, part), JSON.stringify(value));
}
