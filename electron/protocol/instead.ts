import { isDeepStrictEqual } from 'node:util';
import type { Input } from '../../shared/contract.ts';
import { fail } from '../failed.ts';
import { actOf, groundsOf } from '../paper/act.ts';
import { checkedEntries, toldEntry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { registerEntriesQuery } from '../session/queries.ts';
import { readRows } from '../session/read.ts';

/**
 * SECURITY: a request names an act by its id. Whoever owns the tables could show one protocol and have another one filed, under the name and
 * password of the desk: so what the form shows is held against the signed entries. Fails with 'shown-differently', and as `actOf`.
 */
export async function checkListed(
  { db }: Pick<Session, 'db'>,
  id: string,
  listed: Input<'protocol.fileInstead'>['listed'],
): Promise<void> {
  const told = await readRows(db, toldEntry, registerEntriesQuery, [[id], []]);
  const { act, first, entries } = actOf(id, await checkedEntries(db, told));
  const person = groundsOf({ entries })?.person.displayName ?? first.payload.login;
  const { number, case: ofCase, state } = act;
  if (!isDeepStrictEqual(listed, { number, person, case: ofCase, state })) fail('shown-differently');
}
