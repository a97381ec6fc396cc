import type { ListedInstrument } from '../shared/authorisation.ts';
import { compares } from '../shared/offices.ts';

export type Appointed = Extract<ListedInstrument, { what: 'appointment' }>;

/**
 * Who may compare a paper today, as far as the program knows: in an office that may compare what it is `about` (a row; anything else, if none is told),
 * with an account that stands, and none of `others`, its author, whoever signed it and whoever is in it; the keeper judges.
 */
export function confirmersOf(
  rows: readonly ListedInstrument[],
  others: readonly (string | null | undefined)[],
  about: object = {},
): Appointed[] {
  const able = rows
    .filter((row) => row.what === 'appointment')
    .filter(
      ({ guid, state, account, ...held }) =>
        state === 'valid' &&
        compares(held, about) &&
        guid !== null &&
        account.state === 'ok' &&
        !others.includes(guid),
    );
  // Somebody with two offices is one person.
  return able.filter(({ guid }, place) => able.findIndex((one) => one.guid === guid) === place);
}
