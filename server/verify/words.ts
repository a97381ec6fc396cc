/**
 * What is wrong, as the Secretary and the administrator read it: an entry is missing (deleted or cut off), does not follow the
 * one before it, was edited, is not signed by the pinned keeper, says something impossible or something that the rules forbid
 * (`Why`); the ledger begins with another keeper; the words are not those committed to, or are gone and nothing says why; a
 * print carries another hash; the journal has something else; a table says something else than the ledger.
 */
export const faultWords = {
  missing: 'brakuje wpisu: usunięto go albo ucięto koniec księgi',
  chain: 'wpis nie łączy się z poprzednim',
  hash: 'treść wpisu nie zgadza się z jego skrótem',
  signature: 'wpisu nie podpisał strażnik tego urzędu',
  payload: 'treść wpisu ma niedozwoloną postać',
  impossible: 'wpis stwierdza coś, co nie mogło się zdarzyć',
  unlawful: 'strażnik, trzymając się zasad, nie mógł zapisać tego wpisu',
  keeper: 'księgę założył inny strażnik',
  words: 'tekst wpisu zmieniono',
  erased: 'brakuje tekstu wpisu, a żaden wpis tego nie wyjaśnia',
  paper: 'wydruk podaje inny skrót tego wpisu niż księga',
  journal: 'baza danych i dziennik strażnika różnią się',
  table: 'tabela podaje co innego niż księga',
  unreadable: 'wpisu nie można odczytać',
} as const;
export type Fault = keyof typeof faultWords;

/** Why the keeper, keeping to the rules, could not have made an entry: the rest of the sentence. */
export const whyWords = {
  time: 'jego czas jest wcześniejszy niż czas wpisu przed nim',
  'command-twice': 'to samo polecenie ma już wpis',
  author: 'taki wpis nie może pochodzić od tej osoby ani od tego programu',
  words: 'taki wpis musi mieć tekst',
  'not-secretary': 'osoba, która go złożyła, nie była wtedy Sekretarzem',
  'not-suspender': 'osoba, która go złożyła, nie miała wtedy roli, w której wstrzymuje odsłuchiwanie',
  suspension: 'odsłuchiwanie było wtedy już wstrzymane albo nie to wstrzymanie trwało',
  suspended: 'odsłuchiwanie było wtedy wstrzymane',
  'own-authorisation': 'Sekretarz upoważnia w nim samego siebie',
  roles: 'ta sama rola jest podana dwa razy',
  person: 'osoba nie była wtedy znanym pracownikiem urzędu',
  'authorisation-twice': 'upoważnienie o tym numerze już istnieje',
  'authorisation-dates': 'daty upoważnienia są niedopuszczalne',
  'authorisation-unknown': 'nie było takiego upoważnienia tej osoby',
  'authorisation-revoked': 'upoważnienie było już odwołane',
  'authorisation-of-another': 'upoważnienie należy do innej osoby',
  'authorisation-not-in-force': 'tego dnia upoważnienie nie obowiązywało',
  month: 'klucz opakowujący nie pasuje do miesiąca',
  'recording-time': 'rozmowa miała się zacząć później, niż powstał wpis',
  call: 'zalicza nagranie do innej rozmowy, niż mówi grupa nadana przez centralę',
  answered: 'nazywa osobę, która odebrała, bez źródła, albo podaje źródło, a nie nazywa nikogo',
  'recording-unknown': 'nie było takiego nagrania',
  'recording-other-file': 'podaje inny plik nagrania niż wpis o jego przyjęciu',
  'recording-past-term': 'minęło 12 miesięcy od nagrania',
  'recording-without-announcement': 'rozmówcy nie uprzedzono o nagrywaniu',
  'took-part': 'słuchający lub obecny brał udział w tej rozmowie albo w innej jej części',
  present: 'osoba obecna nie była inną upoważnioną osobą albo już (lub jeszcze) jej nie było',
  'act-of-another': 'czynność odsłuchania nie należy do tej osoby',
  'act-not-open': 'czynność odsłuchania była już zakończona lub dołączona do akt',
  'act-over': 'minęło siedem dni od rozpoczęcia czynności',
  'act-ground': 'sprawa lub podstawa jest inna niż na początku czynności',
  'act-playing': 'trwało jeszcze otwarcie nagrania w tej czynności',
  number: 'numer protokołu nie jest kolejnym numerem roku',
  basis: 'podstawa prawna jest nieznana albo tego dnia nie obowiązywała',
  opening: 'nie było takiego otwartego nagrania',
  correction: 'prostuje co innego niż to, co wtedy było treścią protokołu',
  corrected: 'protokół był już wtedy sprostowany',
  'not-completed': 'czynność nie była zakończona',
  'filing-day': 'dzień dołączenia do akt jest niedopuszczalny',
  signature: 'podaje brak podpisu bez przyczyny albo przyczynę mimo podpisu',
  card: 'numer karty zabezpieczenia nie jest kolejnym numerem roku albo brakuje dnia przeglądu',
  entries: 'wymienia inne wpisy niż te, z których składał się wtedy protokół',
  remark: 'przytacza uwagę osoby, która w tej czynności niczego nie słyszała',
  hold: 'nagranie nie należało do tej czynności albo było już w niej zabezpieczone',
  count: 'zlicza odmowy, których zliczać nie wolno',
} as const;
export type Why = keyof typeof whyWords;
