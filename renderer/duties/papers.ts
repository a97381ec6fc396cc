import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Duties } from '../../shared/duties.ts';
import { addDays } from '../../shared/warsaw.ts';
import type { Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';
import { type Dated, papersOf, sinceText } from './row.ts';

const confirming: readonly string[] = ['secretary', 'mayor', 'protection_officer'];

/** Who may confirm papers today, with an account that stands; each once. */
export function confirmersOf({
  appointments,
  gone,
}: Pick<Duties, 'appointments' | 'gone'>): ListedInstrument[] {
  const able = appointments.filter(
    (one) =>
      one.what === 'appointment' &&
      one.state === 'valid' &&
      confirming.includes(one.office) &&
      one.guid !== null &&
      !gone.some(({ guid }) => guid === one.guid),
  );
  return able.filter(({ guid }, place) => able.findIndex((one) => one.guid === guid) === place);
}

/** Papers that wait for a step, each paper once whatever its rows, as far as the step is the reader's to take or to know of. */
export function paperRows(
  t: Translate,
  duties: Duties,
  { desk, mayor }: { desk: boolean; mayor: boolean },
): Dated[] {
  const { authorisations, appointments, authors, own, today } = duties;
  const every = [...authorisations, ...appointments];
  const keyOf = ({ seq, number, endWaits }: ListedInstrument): string =>
    endWaits ? `end ${number}` : String(seq);
  const papers = new Map<string, ListedInstrument[]>();
  for (const one of every)
    if (one.endWaits || isWaiting(one.state))
      papers.set(keyOf(one), [...(papers.get(keyOf(one)) ?? []), one]);
  return [...papers].flatMap(([key, rows]): Dated[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const { state, since, what, number, seq } = first;
    const kind = first.endWaits ? 'ending' : isWaiting(state) ? state : null;
    const isOwn = rows.some(({ guid }) => guid === own);
    // What is prepared or sent back is the desk's; the Mayor may approve it in the program.
    const isTheirs =
      kind === 'registered' || kind === 'ending' || desk || (mayor && kind === 'prepared' && !isOwn);
    if (kind === null || !isTheirs) return [];
    const author = authors[String(seq)];
    const people = namesOf(rows);
    const others = confirmersOf(duties).filter(
      ({ guid }) => guid !== author && !rows.some((row) => row.guid === guid),
    );
    const label = {
      registered: 'show',
      ending: 'show',
      returned: 'correct',
      prepared: desk ? 'register' : 'approve',
    } as const;
    return [
      {
        key: `paper ${key}`,
        kind,
        sign: null,
        day: since ?? today,
        title: t(`duties.rows.${kind}`, { number: numbersOf(rows) }),
        second:
          kind !== 'registered'
            ? people
            : others.length === 0
              ? t('duties.rows.confirmedByNobody', { people })
              : t('duties.rows.confirmedBy', {
                  people,
                  others: others.map(({ person }) => person.displayName).join(t('duties.or')),
                }),
        term: sinceText(t, since ?? today, today),
        step: { label: t(`duties.steps.${label[kind]}`), go: papersOf(what, number), why: null },
      },
    ];
  });
}

const waiting = ['prepared', 'registered', 'returned'] as const;
function isWaiting(state: string): state is (typeof waiting)[number] {
  return waiting.some((one) => one === state);
}

/** Authorisations that end soon and that nothing follows. */
export function endingRows(t: Translate, { authorisations, endingDays, today }: Duties): Dated[] {
  const last = addDays(today, endingDays);
  const ending = authorisations.filter(
    ({ guid, state, to }) =>
      state === 'valid' &&
      to !== null &&
      to <= last &&
      !authorisations.some(
        (one) =>
          one.guid === guid && (one.state === 'valid' || one.state === 'future') && (one.to ?? '9') > to,
      ),
  );
  const [first] = ending.map(({ to }) => to ?? '').sort();
  if (first === undefined) return [];
  const only = ending.length === 1 ? ending[0]?.number : undefined;
  return [
    {
      key: 'ends',
      kind: null,
      sign: null,
      day: first,
      title: t('duties.rows.ends', { count: ending.length }),
      second: namesOf(ending),
      term: t('duties.terms.from', { day: dayText(first) }),
      step: {
        label: t(only === undefined ? 'duties.steps.extendAll' : 'duties.steps.extend'),
        go: papersOf('authorisation', only ?? null),
        why: null,
      },
    },
  ];
}

export const namesOf = (rows: readonly ListedInstrument[]): string =>
  rows.map(({ person }) => person.displayName).join(', ');

/** `UO/12/2026`, of several rows `UO/13/2026 – UO/15/2026`. */
function numbersOf(rows: readonly ListedInstrument[]): string {
  const numbers = rows
    .map(({ number }) => number)
    .sort((one, other) => one.length - other.length || one.localeCompare(other));
  const [first = '', last = first] = [numbers[0], numbers.at(-1)];
  return first === last ? first : `${first} – ${last}`;
}
