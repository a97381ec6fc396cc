import type { PersonName } from '../../shared/ledger/head.ts';
import { ofKind, type Entry } from '../paper/entries.ts';

/** Whose a call is, by name: who had the login of whoever answered when it began, as registered then; null where nobody did. */
export function speakerOf(
  entries: readonly Entry[],
  login: string | null,
  startedAt: string,
): PersonName | null {
  const known = ofKind(entries, 'person').flatMap(({ payload, words }) => {
    const place = payload.people.findIndex((one) => one.login === login);
    if (place < 0 || Date.parse(payload.at) > Date.parse(startedAt)) return [];
    return [words?.names[place] ?? { displayName: login ?? '', post: '', unit: '' }];
  });
  return known.at(-1) ?? null;
}
