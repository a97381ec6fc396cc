import type { FailureCode, FailureWords } from '../../failure.ts';

/** Why a paper is not entered, confirmed or ended, or gives no right to listen, and why nothing is judged: see `failures`. */
export const authorityFailures = {
  'person-unknown': {
    sentence: 'Nie ma takiej osoby w programie. Należy sprawdzić nazwę użytkownika.',
    short: 'nie ma takiej osoby',
  },
  'authorisation-too-long': {
    sentence:
      'Okres upoważnienia jest zbyt długi (najdłużej 12 miesięcy od pierwszego dnia). Należy skrócić okres.',
    short: 'upoważnienie na zbyt długo',
  },
  'authorisation-backdated': {
    sentence:
      'Upoważnienie zaczyna się ponad miesiąc przed podpisaniem. Należy sprawdzić pierwszy dzień i datę podpisania; jeśli są dobre, potrzebne jest nowe upoważnienie.',
    short: 'upoważnienie sprzed ponad miesiąca',
  },
  'instrument-unknown': {
    sentence: 'Nie ma pisma o tym numerze. Należy sprawdzić numer.',
    short: 'nie ma takiego pisma',
  },
  'instrument-state': {
    sentence:
      'Tej czynności nie można już wykonać: pismo jest w innym stanie. Należy sprawdzić, na co teraz czeka.',
    short: 'pismo jest w innym stanie',
  },
  'confirm-outdated': {
    sentence: 'Treść zmieniła się od chwili pokazania. Należy przeczytać ją ponownie.',
    short: 'treść zmieniła się w międzyczasie',
  },
  'nothing-to-confirm': {
    sentence:
      'Ten wpis nie czeka na potwierdzenie. Należy sprawdzić jego numer; mógł go już potwierdzić ktoś inny.',
    short: 'wpis nie czeka na potwierdzenie',
  },
  'not-second-person': {
    sentence: 'Musi to zrobić inna osoba niż ta, która wprowadziła wpis albo podpisała pismo.',
    short: 'potrzebna druga osoba',
  },
  'not-confirmer': {
    sentence:
      'Potwierdza Sekretarz, Burmistrz, inspektor ochrony danych albo ich zastępca (zastępca Burmistrza w granicach swoich uprawnień). Funkcję Burmistrza, Sekretarza i ich zastępców potwierdza tylko Burmistrz albo inspektor.',
    short: 'potwierdza ktoś inny',
  },
  'own-instrument': {
    sentence:
      'Nikt nie wprowadza, nie podpisuje ani nie potwierdza pisma o sobie samym. Musi to zrobić inna osoba.',
    short: 'własne pismo',
  },
  'signatory-without-power': {
    sentence: 'W dniu podpisania ta osoba nie mogła podpisać tego pisma. Należy sprawdzić dzień i osobę.',
    short: 'podpis bez uprawnienia',
  },
  'declaration-missing': {
    sentence: 'Brakuje dnia podpisania oświadczenia o poufności. Należy go podać.',
    short: 'brak oświadczenia o poufności',
  },
  'scan-unreadable': {
    sentence:
      'Plik nie jest czytelnym dokumentem PDF, JPG ani PNG do 10 MB. Należy zeskanować pismo ponownie.',
    short: 'nieczytelny skan',
  },
  'office-incompatible': {
    sentence: 'Tych funkcji nie może łączyć jedna osoba. Należy wskazać inną osobę.',
    short: 'funkcje, których łączyć nie wolno',
  },
  'version-too-early': {
    sentence: 'Nowa wersja musi zaczynać się później niż poprzednia. Należy zmienić dzień.',
    short: 'wersja wcześniejsza niż poprzednia',
  },
  'out-of-scope': {
    sentence:
      'Upoważnienie nie obejmuje tego celu albo tego wydziału. O zmianę należy zwrócić się do Sekretarza.',
    short: 'poza zakresem upoważnienia',
  },
  'own-item': {
    sentence: 'Własne czynności ocenia inna osoba. Należy przekazać je Burmistrzowi.',
    short: 'własna pozycja przeglądu',
  },
  'review-open': {
    sentence:
      'Nie wszystkie pozycje są ocenione albo na któreś pytanie można jeszcze odpowiedzieć. Należy ocenić pozostałe i poczekać na odpowiedź.',
    short: 'nie wszystko ocenione',
  },
  'review-over': {
    sentence: 'Przegląd jest już zakończony. Jego raport można wydrukować.',
    short: 'przegląd już zakończony',
  },
  'matter-over': {
    sentence: 'Sprawa jest zamknięta. W razie potrzeby należy dodać nową.',
    short: 'sprawa zamknięta',
  },
  'matter-not-yours': {
    sentence: 'Tę sprawę prowadzi inna osoba. Należy zwrócić się do Sekretarza.',
    short: 'sprawa innej osoby',
  },
  'matter-too-often': {
    sentence: 'W ciągu ostatniej godziny wpisano już zbyt wiele spraw. Należy odczekać i spróbować ponownie.',
    short: 'zbyt wiele wpisów o sprawach',
  },
} as const satisfies FailureWords<
  Extract<
    FailureCode,
    | 'person-unknown'
    | 'authorisation-too-long'
    | 'authorisation-backdated'
    | 'instrument-unknown'
    | 'instrument-state'
    | 'confirm-outdated'
    | 'nothing-to-confirm'
    | 'not-second-person'
    | 'not-confirmer'
    | 'own-instrument'
    | 'signatory-without-power'
    | 'declaration-missing'
    | 'scan-unreadable'
    | 'office-incompatible'
    | 'version-too-early'
    | 'out-of-scope'
    | 'own-item'
    | 'review-open'
    | 'review-over'
    | 'matter-over'
    | 'matter-not-yours'
    | 'matter-too-often'
  >
>;
