import type { ListedInstrument } from '../shared/authorisation.ts';
import { may } from '../shared/permissions.ts';

export type Appointed = Extract<ListedInstrument, { what: 'appointment' }>;

/**
 * Who may compare a paper today, as far as the program knows: in office, with an account that stands, and none of `others`, its author and whoever is
 * in it; the keeper judges.
 */
export function confirmersOf(
  rows: readonly ListedInstrument[],
  others: readonly (string | null | undefined)[],
): Appointed[] {
  const able = rows
    .filter((row) => row.what === 'appointment')
    .filter(
      ({ state, office, guid, account }) =>
        state === 'valid' &&
        may('confirm', [office]) &&
        guid !== null &&
        account.state === 'ok' &&
        !others.includes(guid),
    );
  // Somebody with two offices is one person.
  return able.filter(({ guid }, place) => able.findIndex((one) => one.guid === guid) === place);
}
