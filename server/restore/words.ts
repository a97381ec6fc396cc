import type { EntryKind } from '../../shared/ledger/kinds.ts';
import { parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import { localTime } from '../../shared/warsaw.ts';
import { entryOf } from '../entries/families.ts';

/** What is missing and what of it cannot come back, line by line; nobody's name or number, for it is read in a server room. */
export function describeGap(missing: readonly SealedEntry[]): string[] {
  const payloads = missing.map(({ payload }) => parsePayload(payload));
  const counts = new Map<EntryKind, number>();
  for (const { kind } of payloads) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const ingested = payloads.filter((one) => one.kind === 'ingest');
  const people = new Set(payloads.flatMap((one) => (one.kind === 'person' ? [one.subject] : [])));
  const lists = counts.get('stubs') ?? 0;
  return [
    `W bazie brakuje wpisów ${rangeOf(missing)} (razem ${missing.length}), od ${shown(payloads[0]?.at)} do ${shown(payloads.at(-1)?.at)}:`,
    ...[...counts].map(([kind, count]) => `  ${entryOf(kind).plural}: ${count}`),
    'Dziennik nie ma tekstów tych wpisów (uzasadnień, ustaleń, nazwisk) ani szkiców i zapisów wyszukiwania z tego czasu; one nie wrócą.',
    ...(ingested.length === 0
      ? []
      : [
          'Klucze tych nagrań przepadły z bazą. Trzeba wczytać je ponownie z plików źródłowych (ingest), inaczej nie da się ich odsłuchać:',
          ...ingested.map(({ recording, startedAt }) => `  ${recording}, rozmowa z ${shown(startedAt)}`),
        ]),
    ...(lists === 0 ? [] : ['Wykazy nagrań zniszczonych z tego czasu trzeba wczytać ponownie.']),
    ...(people.size === 0
      ? []
      : [
          `Nazwiska, stanowiska i komórki tych osób trzeba wprowadzić ponownie (people add): ${[...people].join(', ')}.`,
        ]),
  ];
}

/** `31–58`, or `31` where it is one. */
export function rangeOf(missing: readonly SealedEntry[]): string {
  const [first, last] = [missing[0]?.seq ?? 0, missing.at(-1)?.seq ?? 0];
  return first === last ? `${first}` : `${first}–${last}`;
}

/** `25.11.2026 09:02` of Warsaw. */
function shown(instant: string | undefined): string {
  const { year, month, day, hour, minute } = localTime(new Date(instant ?? 0));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(day)}.${two(month)}.${year} ${two(hour)}:${two(minute)}`;
}
