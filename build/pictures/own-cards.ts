import type { Mine, ShownCard, ShownPlan, Standing } from '../../shared/quality.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { failing } from './answers.ts';
import {
  alert,
  answers,
  at,
  fill,
  goTo,
  heading,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
} from './state.ts';

const page = goTo('Moje oceny');
const today = legalDay();
const year = today.slice(0, 4);
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const again: readonly Step[] = [reload, page];

function plan(n: number, ago: number, change: Partial<ShownPlan>): ShownPlan {
  const on = addDays(today, -ago);
  return {
    ...{ plan: id(n), seq: 5000 + n, hash: 'd'.repeat(64), person: 'Iwona Gil', own: false },
    ...{ proposedAt: `${on}T09:12:00.000Z`, case: `SEK.0643.${String(n)}.${year}` },
    ...{ departments: ['Kancelaria Ogólna', 'Wydział Podatków i Opłat'], until: addDays(on, 40) },
    ...{ from: addDays(on, -36), to: addDays(on, -6), size: 24, perPerson: 3, shortestS: 30, longestMin: 30 },
    why: 'Po zmianie wniosku o dodatek wzrosła liczba powtórnych telefonów.',
    ...{ criteria: [...reviewCriteria], state: 'approved', number: `PJ/${String(n)}/${year}` },
    verdict: { seq: 5040 + n, on: addDays(on, 2), person: 'Halina Dudek', reason: null },
    ...{ draw: null, act: id(900 + n), protocol: `PO/4${String(n)}/${year}` },
    ...{ opened: 0, scored: 0, remarked: 0, open: true, ...change },
  };
}
const open = plan(3, 21, {});
const filed = plan(2, 150, { state: 'filed', open: false });

const unsaid = { score: null, until: null, remarkedOn: null, remarked: false, omitted: null };
const standing = (change: Partial<Standing>): Standing => ({
  ...unsaid,
  state: 'closed',
  score: 5100,
  ...change,
});
const until = workingDayAfter(today, 4);
const submitted = standing({ state: 'submitted', until });
const remarked = standing({ state: 'remarked', until, remarkedOn: today, remarked: true });
const replied = standing({ state: 'closed', score: 5190, until, remarkedOn: today, remarked: true });
const card = (of: ShownPlan, nr: number, startedAt: string, stands: Standing): Mine['cards'][number] => ({
  ...{ position: { plan: of.plan, nr }, startedAt, standing: stands },
});
const when = (of: ShownPlan, days: number, time: string): string =>
  `${addDays(of.from, days)}T${time}:00.000Z`;
const cardsOf = (first: Standing): Mine['cards'] => [
  card(open, 6, when(open, 20, '09:58'), first),
  card(open, 2, when(open, 18, '11:05'), standing({ remarkedOn: addDays(today, -6), remarked: true })),
  card(filed, 17, when(filed, 19, '12:20'), standing({})),
  card(
    filed,
    9,
    when(filed, 14, '07:55'),
    standing({ state: 'omitted', score: null, omitted: 'not-service' }),
  ),
  card(filed, 4, when(filed, 6, '08:02'), standing({})),
];
const mine = (first: Standing, of = open): Step =>
  answers('quality.mine', { value: { today, plans: [of, filed], cards: cardsOf(first) } satisfies Mine });

const words: NonNullable<ShownCard['versions'][number]['words']> = {
  levels: [3, 3, 2, 2, null, 3],
  comments: { INFORMACJA: 'Zabrakło terminu płatności drugiej raty.' },
  annotations: [
    { from: 41_000, to: 52_000, criterion: 'POTRZEBA', text: 'Powtarza sprawę własnymi słowami' },
    { from: 185_000, to: 210_000, criterion: 'INFORMACJA', text: 'Kwota raty i odsetki na dziś' },
    { from: 252_000, to: 260_000, criterion: 'JEZYK', text: '„decyzja wymiarowa”' },
  ],
  summary: 'Rozmowa rzeczowa i życzliwa; warto podawać od razu oba terminy rat.',
  reply: null,
};
const versions: ShownCard['versions'] = [
  { seq: 5100, at: `${addDays(today, -3)}T10:00:00.000Z`, heardMs: 432_000, result: 81, words },
];
const shown: ShownCard = {
  ...{ position: { plan: open.plan, nr: 6 }, rates: false, number: open.number ?? '', case: open.case },
  ...{ criteria: [...reviewCriteria], recording: id(306), startedAt: when(open, 20, '09:58') },
  ...{ durationMs: 451_000, department: 'Wydział Podatków i Opłat', part: 1, parts: 1 },
  keptUntil: addMonths(addDays(open.from, 20), 12),
  person: { displayName: 'Natalia Wróbel', post: 'inspektor', unit: 'Wydział Podatków i Opłat' },
  ...{ rater: 'Iwona Gil', standing: submitted, interrupted: false, versions, remark: null, omission: null },
};
const remark = {
  ...{ seq: 5187, at: `${today}T08:12:00.000Z` },
  words:
    'Termin drugiej raty podałam w rozmowie z tą samą osobą dzień wcześniej i ona sama o nim wspomniała na początku.',
};
const told = (change: Partial<ShownCard>): Step =>
  answers('quality.card', { value: { ...shown, ...change } });
const corrected: ShownCard['versions'] = [
  ...versions,
  {
    ...{ seq: 5190, at: `${today}T09:12:00.000Z`, heardMs: 432_000, result: 93 },
    words: {
      ...words,
      levels: [3, 3, 3, 2, null, 3],
      reply: 'Uwagę uwzględniono: termin padł w poprzedniej rozmowie.',
    },
  },
];

/** „Moje oceny” of a clerk without any right: from the notice to a reply. */
export const ownCards: Part = [
  at(
    'zawiadomienie',
    answers('quality.mine', { value: { today, plans: [open], cards: [] } satisfies Mine }),
    ...[signIn('natalia.wrobel'), heading('Nie ma jeszcze żadnej karty')],
  ),
  at('informacja', press('Pokaż informację'), heading(/^Plan PJ/)),
  at('karta', mine(submitted), told({}), ...again, heading('Karta oceny 6')),
  at('uwagi', fill('Uwagi', remark.words)),
  at(
    'odmowa',
    answers('quality.remark', failing('card-outdated')),
    press('Wyślij uwagi'),
    alert,
    shows(/^Kartę zmieniono/),
  ),
  at('wyslane', mine(remarked), told({ standing: remarked, remark }), ...again, shows(/^Uwagi zapisano/)),
  at(
    'przerwany',
    mine(remarked, { ...open, state: 'interrupted', open: false }),
    told({ standing: remarked, remark, interrupted: true }),
    ...again,
    shows(/^Przegląd przerwano/),
  ),
  at(
    'odpowiedz',
    mine(replied),
    told({ standing: replied, remark, versions: corrected }),
    ...again,
    shows(/^Uwagę uwzględniono/),
  ),
  at('poprzednia', press('Pokaż poprzednią'), shows(/^Poprzednia wersja/)),
  at(
    'pominieta',
    told({
      ...{
        position: { plan: filed.plan, nr: 9 },
        startedAt: when(filed, 14, '07:55'),
        versions: [],
        standing: standing({ state: 'omitted', omitted: 'not-service' }),
      },
      omission: { seq: 4711, at: `${addDays(today, -100)}T09:12:00.000Z`, words: null },
    }),
    ...[press(/^Rozmowa 9/), heading('Rozmowa 9, pominięta')],
  ),
  at(
    'nie-wczytano',
    answers('quality.mine', failing('document-entry-false', { seq: 5110 })),
    ...again,
    alert,
  ),
];
