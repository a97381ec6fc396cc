import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Duties } from '../../shared/duties.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { confirmersOf } from '../confirmers.ts';
import { endingWithin } from '../ending-authorisations.ts';
import type { Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';
import { type Dated, papersOf, sinceText, type WantedPapers } from './row.ts';

/** A row of a paper, whatever it gives. */
type Stated = Pick<ListedInstrument, 'number' | 'seq' | 'since' | 'guid' | 'endWaits'> & {
  what: WantedPapers['what'];
  state: string;
  name: string;
  /** Whether the Mayor may approve in the program what is only prepared. */
  approvable: boolean;
  /** What decides who may compare it. */
  about: object;
};

function statedOf(t: Translate, { authorisations, appointments, versions }: Duties): Stated[] {
  return [
    ...[...authorisations, ...appointments].map((one) => ({
      ...one,
      name: one.person.displayName,
      approvable: one.what === 'appointment' || one.declared,
      about: one.endWaits ? {} : one.what === 'authorisation' ? one.scope : one,
    })),
    ...versions.map((one) => ({
      ...{ ...one, what: 'version' as const, guid: null, endWaits: false, approvable: false, about: {} },
      name: one.label ?? t(`rules.names.${one.of}`),
    })),
  ];
}

/** Papers that wait for a step, each paper once whatever its rows, as far as the step is the reader's to take or to know of. */
export function paperRows(
  t: Translate,
  duties: Duties,
  { desk, mayor }: { desk: boolean; mayor: boolean },
): Dated[] {
  const { authors, own, today } = duties;
  const keyOf = ({ seq, number, endWaits }: Stated): string => (endWaits ? `end ${number}` : String(seq));
  const papers = new Map<string, Stated[]>();
  for (const one of statedOf(t, duties))
    if (one.endWaits || isWaiting(one.state))
      papers.set(keyOf(one), [...(papers.get(keyOf(one)) ?? []), one]);
  return [...papers].flatMap(([key, rows]): Dated[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const { state, since, what, number, seq } = first;
    const kind = first.endWaits ? 'ending' : isWaiting(state) ? state : null;
    const isOwn = rows.some(({ guid }) => guid === own);
    // What is prepared or sent back is the desk's; the Mayor may approve it in the program once everybody's declaration is there.
    const approves = kind === 'prepared' && mayor && !isOwn && rows.every(({ approvable }) => approvable);
    const isTheirs = kind === 'registered' || kind === 'ending' || desk || approves;
    if (kind === null || !isTheirs) return [];
    const author = authors[String(seq)];
    const people = rows.map(({ name }) => name).join(', ');
    const subjects = rows.map(({ guid }) => guid);
    const others = confirmersOf(duties.appointments, [author, ...subjects], first.about);
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
export function endingRows(t: Translate, { authorisations, endingDays, own, today }: Duties): Dated[] {
  const ending = endingWithin(endingDays, authorisations, today);
  const first = ending[0]?.to ?? null;
  if (first === null) return [];
  // One's own is another's to prepare, and no paper is made for an account that does not stand.
  const able = ending.filter(({ guid, account }) => guid !== null && guid !== own && account.state === 'ok');
  const prolongs = able.length > 0;
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
        label: t(
          !prolongs
            ? 'duties.steps.show'
            : able.length > 1
              ? 'duties.steps.extendAll'
              : 'duties.steps.extend',
        ),
        go: {
          to: 'papers',
          papers: { what: 'authorisation', number: null, show: 'current', prolongs },
        },
        why: null,
      },
    },
  ];
}

/** Offices and rules of which the desk says once a year that they go on; one row a paper. */
export function yearlyRows(t: Translate, { yearly, appointments, today }: Duties): Dated[] {
  return yearly.flatMap(({ number, seq, of, since }, place): Dated[] => {
    if (yearly.findIndex((one) => one.seq === seq) < place) return [];
    const day = addMonths(since, 12);
    const row = { key: `yearly ${seq}`, kind: 'yearly' as const, sign: null, day };
    const term = sinceText(t, day, today);
    if (of !== null) {
      const numbers = yearly.filter((one) => one.seq === seq);
      const step = { label: t('duties.steps.holds'), go: papersOf('version', number), why: null };
      return [{ ...row, term, step, title: t(`duties.rows.yearly.${of}`), second: numbersOf(numbers) }];
    }
    const held = appointments.find((one) => one.number === number);
    if (held?.what !== 'appointment' || held.state !== 'valid' || held.to !== null) return [];
    const step = { label: t('duties.steps.lasts'), go: papersOf('appointment', number), why: null };
    const title = t(`duties.rows.yearly.${held.deputy ? 'deputy' : 'office'}`);
    return [{ ...row, term, step, title, second: `${held.person.displayName}, ${number}` }];
  });
}

export const namesOf = (rows: readonly ListedInstrument[]): string =>
  rows.map(({ person }) => person.displayName).join(', ');

/** `UO/12/2026`, of several rows `UO/13/2026 – UO/15/2026`. */
function numbersOf(rows: readonly Pick<ListedInstrument, 'number'>[]): string {
  const numbers = rows
    .map(({ number }) => number)
    .sort((one, other) => one.length - other.length || one.localeCompare(other));
  const [first = '', last = first] = [numbers[0], numbers.at(-1)];
  return first === last ? first : `${first} – ${last}`;
}
