import type { Plans, Preview, Queue, Queued, ShownPlan, ShownResults } from '../../shared/quality.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { dayText } from '../window/hand.ts';
import { failing } from './answers.ts';
import { mayor, rater } from './people.ts';
import {
  alert,
  answers,
  at,
  button,
  fill,
  goTo,
  heading,
  key,
  ownAnswers,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  tab,
  tick,
  type,
} from './state.ts';

const page = goTo('Jakość');
const today = legalDay();
const year = today.slice(0, 4);
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const plansTab = tab(/^Plany/);
export const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
export const again: readonly Step[] = [reload, page];

const [office, education, benefits] = ['Kancelaria Ogólna', 'Wydział Oświaty', 'Wydział Świadczeń'];
const departments = [
  ...[office, 'Wydział Geodezji i Nieruchomości', education, 'Wydział Podatków i Opłat'],
  ...['Wydział Spraw Obywatelskich', benefits],
];

/** A plan of so many days ago. */
function plan(n: number, ago: number, change: Partial<ShownPlan>): ShownPlan {
  const on = addDays(today, -ago);
  return {
    ...{ plan: id(n), seq: 5000 + n, hash: 'd'.repeat(64), person: 'Iwona Gil', own: true },
    ...{ proposedAt: `${on}T09:12:00.000Z`, case: `SEK.0643.${String(n)}.${year}` },
    ...{ departments: [office, education, benefits], from: addDays(on, -28), to: addDays(on, -6) },
    ...{ until: addDays(on, 40), size: 24, perPerson: 3, shortestS: 30, longestMin: 30 },
    why: 'Po zmianie wniosku o dodatek wzrosła liczba powtórnych telefonów.',
    ...{ criteria: [...reviewCriteria], state: 'filed', number: `PJ/${String(n)}/${year}` },
    verdict: { seq: 5040 + n, on: addDays(on, 2), person: 'Halina Dudek', reason: null },
    draw: { seq: 5041 + n, eligible: 163, drawn: 28 },
    ...{
      act: id(900 + n),
      protocol: `PO/${String(9 + 10 * n)}/${year}`,
      opened: 24,
      scored: 24,
      remarked: 0,
      open: false,
      ...change,
    },
  };
}
const undecided = {
  number: null,
  verdict: null,
  draw: null,
  act: null,
  protocol: null,
  opened: 0,
  scored: 0,
} as const;
const proposed = plan(6, 1, {
  ...undecided,
  ...{ state: 'proposed', departments: [education, benefits, 'Wydział Geodezji i Nieruchomości'] },
  ...{ size: 12, perPerson: 2 },
});
export const open = plan(3, 21, {
  ...{ state: 'approved', departments: [office, 'Wydział Podatków i Opłat', 'Wydział Spraw Obywatelskich'] },
  ...{ opened: 7, scored: 7, open: true, protocol: `PO/41/${year}` },
});
const others = [
  plan(4, 64, {
    from: addDays(today, -30),
    to: addDays(today, -24),
    state: 'lapsed',
    departments: [education, benefits],
    act: null,
    protocol: null,
    opened: 0,
    size: 8,
  }),
  plan(2, 150, { size: 40, opened: 40, draw: { seq: 5043, eligible: 391, drawn: 48 } }),
  plan(1, 260, { state: 'interrupted', opened: 3 }),
];
const returned = plan(5, 3, {
  ...{ ...undecided, state: 'returned', departments: [benefits] },
  verdict: {
    ...{ seq: 5290, on: addDays(today, -2), person: 'Halina Dudek' },
    reason: 'Okres obejmuje tydzień awarii centrali. Proszę wybrać inny.',
  },
});
export const all: Plans = {
  today,
  limits: {
    noticeDays: 14,
    planDays: 60,
    perPersonYear: 12,
    fewCards: 5,
    fewPersons: 3,
    remarkWorkingDays: 7,
  },
  basis: {
    ...{ act: 'zarządzenie Nr ADK.120.21.2025', name: 'Przegląd jakości obsługi – art. 22³ § 4 KP' },
    ...{ actDay: addMonths(today, -14), informedOn: addDays(addMonths(today, -14), 7) },
    firstDay: addDays(addMonths(today, -14), 21),
  },
  departments,
  plans: [proposed, returned, open, ...others],
};
export const told = (value: Plans): Step => answers('quality.plans', { value });
const withPlans = (...plans: ShownPlan[]): Step => told({ ...all, plans });
const ofOthers: Plans = { ...all, plans: all.plans.map((one) => ({ ...one, own: false })) };

const units = [office, 'Wydział Podatków i Opłat', 'Wydział Spraw Obywatelskich'];
const clerks = ['Renata Kos', 'Tomasz Wilk', 'Ewa Sowa'];
const unsaid = { score: null, until: null, remarkedOn: null, remarked: false, omitted: null };
const queued = (nr: number): Queued => {
  const opened = nr < 8;
  return {
    ...{ nr, recording: id(300 + nr), durationMs: 61_000 + ((nr * 97) % 400) * 1000 },
    startedAt: `${addDays(open.from, (nr * 5) % 20)}T${String(7 + (nr % 7)).padStart(2, '0')}:${String(10 + nr)}:00.000Z`,
    ...{ department: units[nr % 3] ?? '', part: nr === 12 ? 2 : 1, parts: nr === 12 ? 3 : 1 },
    ...{ there: true, opened, person: opened ? (clerks[nr % 3] ?? null) : null },
    standing: opened
      ? { ...unsaid, state: 'submitted', score: 5100 + nr, until: addDays(today, nr) }
      : { ...unsaid, state: 'drawn' },
  };
};
export const queue: Queue = {
  positions: Array.from({ length: 28 }, (_, n) => queued(n + 1)),
  next: 8,
  spare: { left: 4, of: 4 },
};
const unopened: Queue = {
  spare: queue.spare,
  positions: queue.positions.map((one) => ({
    ...{ ...one, opened: false, person: null },
    standing: { ...unsaid, state: 'drawn' },
  })),
  next: 1,
};
const gone: Queue = {
  ...queue,
  positions: queue.positions.map((one) => (one.nr === 8 ? { ...one, there: false } : one)),
};
const preview: Preview = {
  ...{ calls: 210, excluded: { length: 20, unregistered: 15, drawn: 10, unavailable: null } },
  ...{ possible: 12, cells: false, enough: true },
};
const narrow: Preview = { ...preview, possible: null, enough: false };

/** What came out of a review: of each criterion how often each level was given, of which departments; [] where it was left out. */
function resultsOf(
  n: number,
  of: string,
  counts: readonly (readonly number[])[],
  homes: readonly string[],
): ShownResults {
  const cards = 40;
  const told = counts.map((given, at) => ({ given, code: reviewCriteria[at]?.code ?? '' }));
  return {
    ...{ plan: id(800 + n), number: `PJ/${String(n)}/${of}`, from: `${of}-05-04`, to: `${of}-05-29` },
    ...{ cards, persons: 18, percent: counts.every(({ length }) => length > 0) ? 76 + n * 2 : null },
    rows: told.flatMap(({ given, code }) => {
      const all = given.reduce((sum, one) => sum + one, 0);
      const sum = given.reduce((whole, one, level) => whole + one * level, 0);
      const count = Math.floor(all / homes.length);
      const departments = homes.map((department, at) => ({
        ...{ department, count: at === 0 ? all - count * (homes.length - 1) : count },
        sum: Math.floor(sum / homes.length),
      }));
      return all === 0
        ? []
        : [
            {
              criterion: code,
              counts: [...given],
              nd: cards - all,
              departments: homes.length === 0 ? null : departments,
            },
          ];
    }),
    criteria: reviewCriteria.map(({ code, name, weight }) => ({ code, name, weight })),
    limits: { fewCards: 5, fewPersons: 3 },
  };
}
const last = String(Number(year) - 1);
const results = [
  resultsOf(
    2,
    year,
    [
      [0, 4, 9, 27],
      [1, 6, 12, 21],
      [1, 4, 11, 23],
      [1, 5, 13, 20],
      [0, 2, 6, 25],
      [2, 8, 14, 16],
    ],
    departments.slice(0, 5),
  ),
  resultsOf(
    1,
    year,
    [
      [1, 4, 9, 26],
      [2, 5, 12, 21],
      [1, 5, 11, 23],
      [2, 8, 14, 16],
      [0, 3, 6, 25],
      [4, 9, 12, 15],
    ],
    [],
  ),
  resultsOf(
    1,
    last,
    [[2, 6, 14, 18], [1, 5, 12, 22], [2, 5, 12, 21], [3, 9, 16, 12], [], [4, 10, 16, 10]],
    [],
  ),
];
const few = resultsOf(1, year, [[], [], [], [], [], []], []);

/** Days for a plan, as people type them: three weeks that ended four days ago. */
const period: readonly Step[] = [
  type('Rozmowy od*', dayText(addDays(today, -25))),
  type('Rozmowy do*', dayText(addDays(today, -4))),
  type('Odsłuch do*', dayText(addDays(today, 30))),
];

/** „Jakość”: whoever reviews, from nothing to a refusal and a new plan; and the desk. */
export const quality: Part = [
  at(
    'wylaczone',
    ...[told({ ...all, basis: null, plans: [] }), signIn('halina.dudek')],
    ...[answers('session.me', { value: rater }), ...again, shows('Przeglądy jakości są wyłączone')],
  ),
  at('wolny-serwer', answers('quality.plans', 'silence'), ...again, shows(/^Trwa to dłużej niż zwykle/)),
  at(
    'nie-wczytano',
    answers('quality.plans', failing('document-entry-false', { seq: 5110 })),
    ...again,
    alert,
  ),
  at('brak-przegladu', withPlans(proposed, ...others), ...again, shows('Nie ma otwartego przeglądu')),
  at(
    'od-jutra',
    withPlans({
      ...open,
      ...{ open: false, opened: 0, act: null, protocol: null },
      verdict: open.verdict && { ...open.verdict, on: today },
    }),
    ...[answers('quality.queue', { value: unopened }), ...again, shows(/^Słuchać można od jutra/)],
  ),
  at('kolejka', told(all), answers('quality.queue', { value: queue }), ...again, button('Odsłuchaj nr 8')),
  at('rozmowa', row('część 2 z 3'), heading('Rozmowa nr 12')),
  at(
    'odmowa',
    ...[answers('playback.prepare', failing('call-unavailable')), press('Odsłuchaj nr 8')],
    shows('Rozmowa nie jest już dostępna dla przeglądu.'),
  ),
  at('bez-dalszego-ciagu', answers('quality.queue', { value: gone }), ...again, alert),
  at('plany', told(all), ...again, plansTab, row('zwrócony z uwagami'), heading('Plan zwrócony z uwagami')),
  at(
    'nowy-plan',
    ...[answers('quality.preview', { value: narrow }), press('Nowy plan'), heading('Nowy plan')],
  ),
  at('nowy-plan-braki', press('Przedstaw Sekretarzowi'), shows('Należy podać znak sprawy.')),
  at(
    'nowy-plan-liczby',
    ...[type('Znak sprawy*', `SEK.0643.7.${year}`), tick(education, true), ...period],
    ...[fill('Cel przeglądu', 'Sprawdzenie, czy informacje o dodatkach są pełne.')],
    shows(/^Da się wylosować/),
  ),
  at(
    'nowy-plan-kryteria',
    ...[press('Zmień kryteria'), press('Zmień kryterium: Ustalenie potrzeby')],
    ...[press('Usuń kryterium: Ochrona danych'), shows('Usunięto kryterium „Ochrona danych”.')],
  ),
  at(
    'nowy-plan-kryteria-braki',
    ...[press('Dodaj kryterium'), press('Wstecz'), press('Przedstaw Sekretarzowi')],
    ...[press('Zmień kryteria'), shows('Należy podać nazwę.')],
  ),
  at(
    'sekretarz-wylaczone',
    ...[ownAnswers, told({ ...all, basis: null, plans: [] }), ...again],
    button('Przygotuj podstawę…'),
  ),
  at('sekretarz-plany', told(ofOthers), ...again, shows(/^Przeglądy obejmują rozmowy od/)),
  at(
    'sekretarz-plan',
    ...[answers('quality.preview', { value: preview }), row('do zatwierdzenia')],
    ...[heading('Plan do zatwierdzenia'), shows(/^Da się wylosować 12/)],
  ),
  at('kryteria', press('Pokaż kryteria'), heading('Ochrona danych')),
  at(
    'zle-haslo',
    ...[press('Wstecz'), answers('quality.decide', failing('sign-in-wrong-password'))],
    ...[type('Hasło', 'nie-to'), press('Zatwierdź plan'), shows(/^Nieprawidłowe hasło/)],
  ),
  at('zwrot', press('Zwróć…'), shows('Powód zwrotu'), press('Zwróć plan'), shows('Należy podać powód.')),
  at(
    'za-malo-osob',
    ...[press('Anuluj'), answers('quality.preview', { value: narrow }), key('F5')],
    shows(/^Plan obejmuje za mało osób/),
  ),
  at('w-toku', row('w toku'), heading(/^Plan PJ/)),
  at(
    'wyniki',
    ...[
      answers('quality.results', { value: results }),
      tab(/^Wyniki/),
      row('Uprzejmość'),
      heading(/^Uprzejmość/),
    ],
  ),
  at('wyniki-bez-panelu', row('Uprzejmość'), key('Escape'), shows(/^Zestawia się tylko/)),
  at(
    'wyniki-burmistrz',
    ...[answers('session.me', { value: mayor }), answers('quality.results', { value: [few] }), ...again],
    shows(/^Za mało kart/),
  ),
  at(
    'wyniki-brak',
    answers('quality.results', { value: [] }),
    ...again,
    shows(/^Nie ma jeszcze zakończonego/),
  ),
];
