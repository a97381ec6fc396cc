import { randomInt } from 'node:crypto';
import { addMonths } from '../../shared/warsaw.ts';
import type { AccountState, DirectoryPerson } from './people-types.ts';

/** What a person of the demo office is there to show. */
export const personStates = [
  'authorised',
  'none',
  'expired',
  'revoked',
  'future',
  'disabled',
  'locked',
  'must-change',
] as const;
export type PersonState = (typeof personStates)[number];

/** An authorisation as the Secretary enters it, with the number that it gets; days are legal days. */
export type DemoAuthorisation = {
  number: string;
  paper: string;
  signedOn: string;
  from: string;
  to: string;
  revoked: boolean;
};

/** One list of people: the directory, the ledger and the database's passwords are all written from it. */
export type OfficePerson = DirectoryPerson & {
  state: PersonState;
  /** Empty: the sign-in page does not offer them. */
  note: string;
  authorisation: DemoAuthorisation | null;
};

type Plan = Pick<
  OfficePerson,
  'login' | 'displayName' | 'title' | 'department' | 'state' | 'note' | 'telephone' | 'extension'
>;

const plans: readonly Plan[] = [
  {
    login: 'anna.nowak',
    displayName: 'Anna Nowak',
    title: 'inspektor',
    department: 'Biuro Skarg i Wniosków',
    state: 'authorised',
    note: 'Ważne upoważnienie: może odsłuchać nagranie.',
  },
  {
    login: 'halina.dudek',
    displayName: 'Halina Dudek',
    title: 'Sekretarz Miasta i Gminy',
    department: 'Sekretarz',
    state: 'none',
    note: 'Sekretarz: przegląda rejestr odsłuchań.',
  },
  {
    login: 'barbara.zych',
    displayName: 'Barbara Zych',
    title: 'podinspektor',
    department: 'Kancelaria Ogólna',
    telephone: '+48 27 017 50 00 wew. 214',
    state: 'authorised',
    note: 'Ma upoważnienie, ale odebrała część rozmów: tych nie odsłucha.',
  },
  {
    login: 'piotr.zielinski',
    displayName: 'Piotr Zieliński',
    title: 'inspektor',
    department: 'Wydział Organizacyjny',
    telephone: '+48 27 017 50 36',
    extension: '236',
    state: 'authorised',
    note: 'Druga osoba z ważnym upoważnieniem.',
  },
  {
    login: 'natalia.wrobel',
    displayName: 'Natalia Wróbel',
    title: 'referent',
    department: 'Kancelaria Ogólna',
    state: 'none',
    note: 'Bez upoważnienia: „Szukaj” mówi, kto je nadaje.',
  },
  {
    login: 'ewa.pawlak',
    displayName: 'Ewa Pawlak',
    title: 'inspektor',
    department: 'Wydział Organizacyjny',
    state: 'expired',
    note: 'Upoważnienie wygasło.',
  },
  {
    login: 'marek.sikora',
    displayName: 'Marek Sikora',
    title: 'główny specjalista',
    department: 'Wydział Kontroli',
    state: 'revoked',
    note: 'Upoważnienie zakończono przed terminem.',
  },
  {
    login: 'olga.kubiak',
    displayName: 'Olga Kubiak',
    title: 'inspektor',
    department: 'Biuro Skarg i Wniosków',
    state: 'future',
    note: 'Upoważnienie zacznie obowiązywać za miesiąc.',
  },
  {
    login: 'wiktor.kania',
    displayName: 'Wiktor Kania',
    title: 'inspektor',
    department: 'Wydział Oświaty',
    extension: '364',
    state: 'disabled',
    note: 'Konto w katalogu jest wyłączone.',
  },
  {
    login: 'zenon.blaszczyk',
    displayName: 'Zenon Błaszczyk',
    title: 'referent',
    department: 'Wydział Świadczeń',
    state: 'locked',
    note: 'Konto w katalogu jest zablokowane.',
  },
  {
    login: 'maria.wojcik',
    displayName: 'Maria Wójcik',
    title: 'referent',
    department: 'Urząd Stanu Cywilnego',
    state: 'must-change',
    note: 'Musi zmienić hasło w systemie Windows.',
  },
  {
    login: 'marek.bielak',
    displayName: 'Marek Bielak',
    title: 'kierownik referatu',
    department: 'Referat Organizacyjny',
    state: 'none',
    note: 'Zastępca Sekretarza.',
  },
];

/** Who has an account in the demo alone: the others of the offices, and somebody who assesses the quality of calls. */
const alsoInDemo: readonly Plan[] = [
  {
    login: 'danuta.wrona',
    displayName: 'Danuta Wrona',
    title: 'Burmistrz',
    department: '',
    state: 'none',
    note: 'Burmistrz: zatwierdza pisma, ocenia pozycje Sekretarza.',
  },
  {
    login: 'adam.kulesza',
    displayName: 'Adam Kulesza',
    title: 'Zastępca Burmistrza',
    department: '',
    state: 'none',
    note: 'Zastępca Burmistrza: upoważnia (§ 4), nie zgadza się na udostępnienie (§ 5).',
  },
  {
    login: 'joanna.ptak',
    displayName: 'Joanna Ptak',
    title: 'inspektor ochrony danych',
    department: 'Biuro Burmistrza',
    state: 'none',
    note: 'Inspektor ochrony danych: czyta rejestr, potwierdza pisma.',
  },
  {
    login: 'tomasz.rak',
    displayName: 'Tomasz Rak',
    title: 'informatyk',
    department: 'Biuro Informatyki',
    state: 'none',
    note: 'Administrator: nie słyszy nagrań, może wstrzymać odsłuchiwanie.',
  },
  {
    login: 'iwona.gil',
    displayName: 'Iwona Gil',
    title: 'podinspektor',
    department: 'Biuro Obsługi Mieszkańców',
    state: 'none',
    note: 'Upoważnienie wyłącznie do oceny jakości: nie wyszukuje nagrań.',
  },
  ...(
    [
      ['renata.kos', 'Renata Kos', 'Wydział Spraw Obywatelskich', 'Odbiera telefony: ma własne karty ocen.'],
      ['pawel.sowa', 'Paweł Sowa', 'Wydział Podatków i Opłat', 'Druga osoba, której rozmowy oceniono.'],
      ['dorota.maj', 'Dorota Maj', 'Wydział Świadczeń', ''],
      ['magdalena.czyz', 'Magdalena Czyż', 'Wydział Podatków i Opłat', ''],
    ] as const
  ).map(([login, displayName, department, note]) => ({
    ...{ login, displayName, department, note, title: 'inspektor', state: 'none' as const },
  })),
];

/** Secretary and deputy, with whom the office begins, and the Mayor, where she has an account. */
export const secretaryLogin = 'halina.dudek';
export const deputyLogin = 'marek.bielak';
export const mayorLogin = 'danuta.wrona';

/** Whether a person may listen today, once everything is entered. */
export const listens = ({ state }: Pick<OfficePerson, 'state'>): boolean =>
  state === 'authorised' || state === 'locked' || state === 'must-change';

/** Everybody of an office as of `today` (a legal day), each with a fresh password; `whole` = with those of the demo. */
export function officePeople(today: string, whole = false): OfficePerson[] {
  const authorised = plans.filter(({ state }) => state !== 'none');
  return [...plans, ...(whole ? alsoInDemo : [])].map((plan) => ({
    ...plan,
    password: demoPassword(),
    guid: crypto.randomUUID(),
    groups: [],
    accountState: accountState(plan.state),
    authorisation: authorised.includes(plan)
      ? authorisation(plan.state, authorised.indexOf(plan) + 1, today)
      : null,
  }));
}

function accountState(state: PersonState): AccountState {
  return state === 'disabled' || state === 'locked' || state === 'must-change' ? state : 'ok';
}

function authorisation(state: PersonState, n: number, today: string): DemoAuthorisation {
  const start = state === 'expired' ? -13 : state === 'future' ? 1 : -2;
  const months = state === 'expired' ? 12 : 10;
  const from = addMonths(today, start);
  return {
    number: `UO/${n}/${today.slice(0, 4)}`,
    paper: `SEK.077.${n}.${from.slice(0, 4)}`,
    signedOn: from < today ? from : today,
    from,
    to: addMonths(from, months),
    revoked: state === 'revoked',
  };
}

const words = [
  'Lipa',
  'Brzoza',
  'Klon',
  'Sosna',
  'Wierzba',
  'Olcha',
  'Jesion',
  'Modrzew',
  'Kasztan',
  'Topola',
];

/** Easy to type, different at every start: nothing that opens anything stands in the code. */
function demoPassword(): string {
  return `${words[randomInt(words.length)]}-${words[randomInt(words.length)]}-${randomInt(1000, 10_000)}`;
}
