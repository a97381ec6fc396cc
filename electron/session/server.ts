import { z } from 'zod';
import { me, type Me } from '../../shared/session.ts';
import { askMe } from './queries.ts';
import { read } from './read.ts';

/** What `api.me()` answers: the person as the server sees him or her, and how the server is. */
const answer = z.object({
  ...me.shape,
  leastApp: z.string(),
});

export type ServerView = { me: Me; leastApp: string };

type Ask = Parameters<typeof read>[0]['query'];

/** Asks the server who this person is; null when the ledger knows no such person. */
export async function askServer(ask: Ask): Promise<ServerView | null> {
  const told = await read({ query: ask }, answer.nullable(), askMe);
  if (told === null) return null;
  const { leastApp, ...person } = told;
  return { me: person, leastApp };
}

/** Whether `version` is older than `least`, both `1.2.3`; a suffix such as `-rc.1` does not count. */
export function isOlder(version: string, least: string): boolean {
  const [own, wanted] = [numbers(version), numbers(least)];
  for (let part = 0; part < 3; part += 1) {
    const difference = (own[part] ?? 0) - (wanted[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbers(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}
