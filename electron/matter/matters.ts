import type { Input } from '../../shared/contract.ts';
import { type Matter, mattersTold } from '../../shared/matter.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { mattersQuery } from './queries.ts';

/** About so many entries the database is asked at once. */
const mostAbout = 400;

/** Matters as they stand, about however many entries: a month with many acts loses no question. */
export async function readMatters(
  { db }: Pick<Session, 'db'>,
  { about, ...filter }: Input<'matter.list'>,
): Promise<Matter[]> {
  const ask = (some: readonly number[] | null): Promise<Matter[]> =>
    read(db, mattersTold, mattersQuery, [{ ...filter, about: some }]);
  if (about === null) return ask(null);
  const found: Matter[] = [];
  for (let at = 0; at < about.length; at += mostAbout)
    found.push(...(await ask(about.slice(at, at + mostAbout))));
  return found;
}
