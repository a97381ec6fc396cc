import type { OwnAppointment } from '../../shared/authorisation.ts';
import type { Matter } from '../../shared/matter.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { answers, at, fill, goTo, heading, key, ownAnswers } from './state.ts';
import { type Part, press, reload, shows, signIn, signOut, type Step, tab } from './state.ts';

const today = legalDay();
const year = today.slice(0, 4);
const uuid = (n: number): string => `6f1d2c3b-4a5e-4f60-8a7b-9c0d1e2f3a${String(n).padStart(2, '0')}`;
const said = (days: number, person: string, words: string, event: 'open' | 'note' | 'close' = 'open') => ({
  ...{ seq: 5_000 - days, at: `${addDays(today, -days)}T08:12:00.000Z`, event, login: 'x.x', person, words },
});
const matterOf = (n: number, change: Partial<Matter>): Matter => ({
  ...{ matter: uuid(n), number: `SK/${n}/${year}`, sort: 'task', letter: 'a', about: null, act: null },
  call: null,
  ...{ kind: null, assignee: uuid(90), person: null, due: null, own: false, answered: false, unread: false },
  ...{ closed: false, events: [], ...change },
});

const question: Partial<Matter> = {
  ...{ sort: 'question', letter: null, about: 4_711, act: `PO/24/${year}`, kind: 'release' },
  ...{ person: 'Anna Nowak', due: addDays(today, 6) },
};
const asked = said(1, 'Halina Dudek', 'Dlaczego nagranie otwarto dwa razy w odstępie godziny?');
const coordinated: Matter[] = [
  matterOf(7, {
    ...{ person: 'Tomasz Rak', due: addDays(today, -2), answered: true },
    events: [
      said(4, 'Halina Dudek', 'Brak nagrań z linii 2'),
      said(1, 'Tomasz Rak', 'Wymieniono kartę sieciową; nagrania są od 14:20.', 'note'),
    ],
  }),
  matterOf(6, {
    ...{ letter: 'b', person: 'Joanna Ptak', due: addDays(today, 5) },
    events: [said(3, 'Halina Dudek', 'Opinia do wniosku KPP-PI-RSD-345/26')],
  }),
  matterOf(8, {
    ...{ sort: 'report', letter: null, about: 4_802, kind: 'session', assignee: null },
    events: [said(2, 'Piotr Zieliński', 'W tym czasie trwał urlop.')],
  }),
  matterOf(9, {
    ...{ ...question, closed: true, answered: true, unread: true },
    events: [asked, said(0, 'Anna Nowak', 'Sprawdzano godzinę.', 'close')],
  }),
];
const mine: Matter[] = [
  matterOf(10, { ...question, own: true, events: [asked] }),
  matterOf(5, {
    ...{ letter: 'c', person: 'Anna Nowak', own: true, due: addDays(today, -3) },
    events: [said(40, 'Halina Dudek', 'Dysk zewnętrzny nr 7, kopia nagrań')],
  }),
];

const step = (seq: number) => ({
  ...{ seq, hash: '4be190d7c3a25f08'.repeat(4), at: `${today}T07:40:00.000Z`, login: 'halina.dudek' },
  ...{ guid: uuid(91), person: 'Halina Dudek', own: false },
});
const own: OwnAppointment = {
  number: `PF/9/${year}`,
  paper: {
    state: 'registered',
    rows: [
      {
        ...{ what: 'appointment', number: `PF/9/${year}`, own: true, guid: uuid(92), from: today, to: null },
        person: { displayName: 'Anna Nowak', post: 'inspektor', unit: 'Kancelaria Ogólna' },
        ...{ office: 'secretary', deputy: true, powers: [], employee: true, emergency: false, ended: null },
      },
    ],
    signed: {
      ...{ paper: `OR.077.40.${year}`, signedOn: today, way: 'ezd', scan: null, signatory: 'Danuta Wrona' },
      office: { office: 'mayor', deputy: false },
    },
    ...{
      stated: step(5_310),
      prepared: null,
      registered: step(5_310),
      returned: null,
      confirmed: null,
      holds: null,
    },
  },
};

const list = (matters: Matter[]): Step => answers('matter.list', { value: { matters } });

/** What is coordinated, adding to it, a matter; what is asked of somebody, and what was not theirs. */
export const matters: Part = [
  at(
    'pulpit',
    ...[list(coordinated), signIn('halina.dudek'), shows('Sprawy do koordynacji'), shows(`SK/7/${year}`)],
  ),
  at('sprawa', press(`Pokaż sprawę SK/7/${year}`), heading(`SK/7/${year}`)),
  at('dodaj', key('Escape'), press('Dodaj sprawę'), heading('Dodaj sprawę')),
  at(
    'bledy',
    ({ page }) => page.getByRole('radio', { name: 'Nośnik z nagranym materiałem' }).check(),
    ({ page }) => page.getByRole('button', { name: 'Dodaj sprawę' }).last().click(),
    shows('Należy wybrać osobę z listy.'),
  ),
  at(
    'dla-mnie',
    ...[key('Escape'), ownAnswers, signOut, signIn('anna.nowak'), signOut, list(mine)],
    ...[signIn('anna.nowak'), goTo('Protokoły')],
    shows('Sprawy dla mnie'),
  ),
  at(
    'powierzona-funkcja',
    ...[list([]), answers('authorisation.own', { value: { own } }), goTo('Szukaj'), goTo('Protokoły')],
    shows('Potwierdź i przyjmij'),
  ),
  at(
    'to-nie-ja',
    ...[tab(/^Logowania/), press(/^To nie ja: /), fill('Co jest nie tak', 'W tym czasie trwał urlop.')],
  ),
  at('koniec', key('Escape'), ownAnswers, reload, signOut),
];
