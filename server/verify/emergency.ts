import { officesOf } from '../../shared/offices.ts';
import type { Scene } from './scene.ts';

/** Nobody who has not signed in for so long is waited for, and a session lasts so long. Milliseconds. */
const [month, session] = [30 * 86_400_000, 36_000_000];

/**
 * Who was in office before an emergency ends it, whatever was ended in it; where none of these was there for a month, a Mayor or officer of later.
 * The Secretary whom it followed is not waited for.
 */
export function mayEnd(
  { state, at, day }: Pick<Scene, 'state' | 'at' | 'day'>,
  { guid }: { guid: string | null },
): boolean {
  const { appointments, emergency, sessions } = state;
  const before = emergency?.before ?? [];
  const confirms = (all: typeof before, account: string | null): boolean =>
    officesOf(all, account, day()).some(({ office }) => office !== 'administrator');
  if (confirms(before, guid)) return true;
  const later = officesOf(appointments.slice(before.length), guid, day()).some(
    ({ office }) => office === 'mayor' || office === 'protection_officer',
  );
  const awaited = before.filter(({ office, deputy }) => office !== 'secretary' || deputy);
  const isThere = [...sessions.values()].some(
    ({ account, until }) =>
      account !== null && until - session > at - month && confirms(awaited, account.guid),
  );
  return later && !isThere;
}
