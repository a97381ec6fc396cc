import type { FailureCode, FailureWords } from '../../failure.ts';

type CaseNumberCode = Extract<FailureCode, `case-number-${string}` | `reference-${string}`>;

const shape = 'Należy podać znak sprawy w postaci KOMÓRKA.SYMBOL.NUMER.ROK, np. SEK.1510.7.2026.';

/** Why a case number or an external reference was not accepted, and what to do. Never repeats what was typed. */
export const caseNumberFailures = {
  'case-number-empty': {
    sentence: shape,
    short: 'brak znaku sprawy',
  },
  'case-number-too-long': {
    sentence: 'Znak sprawy ma najwyżej 60 znaków. Należy wpisać sam znak sprawy.',
    short: 'zbyt długi znak sprawy',
  },
  'case-number-forbidden-character': {
    sentence:
      'W znaku sprawy jest znak niewidoczny albo spoza polskiego alfabetu. Należy wpisać znak sprawy z klawiatury.',
    short: 'niedozwolony znak w znaku sprawy',
  },
  'case-number-pesel': {
    sentence: 'Wygląda na numer PESEL, nie na znak sprawy. Należy podać znak sprawy.',
    short: 'PESEL zamiast znaku sprawy',
  },
  'case-number-date': {
    sentence: 'Wygląda na datę, nie na znak sprawy. Należy podać znak sprawy, np. SEK.1510.7.2026.',
    short: 'data zamiast znaku sprawy',
  },
  'case-number-phone': {
    sentence: 'Wygląda na numer telefonu, nie na znak sprawy. Należy podać znak sprawy, np. SEK.1510.7.2026.',
    short: 'numer telefonu zamiast znaku sprawy',
  },
  'case-number-external': {
    sentence:
      'To sygnatura innego organu, a tu należy podać znak sprawy urzędu. Sygnaturę można podać w ustaleniach.',
    short: 'obca sygnatura zamiast znaku sprawy',
  },
  'case-number-old-format': {
    sentence: 'To wzór znaku sprawy sprzed 2011 roku. Należy podać znak w postaci KOMÓRKA.SYMBOL.NUMER.ROK.',
    short: 'znak sprawy sprzed 2011 roku',
  },
  'case-number-letter-number': {
    sentence: 'Liczba w nawiasie oznacza pismo, nie sprawę. Należy podać znak sprawy bez numeru pisma.',
    short: 'numer pisma w znaku sprawy',
  },
  'case-number-separator': {
    sentence: 'Części znaku sprawy oddziela pojedyncza kropka, bez spacji i innych znaków.',
    short: 'znak sprawy bez kropek między częściami',
  },
  'case-number-format': {
    sentence: shape,
    short: 'to nie jest znak sprawy',
  },
  'case-number-cell': {
    sentence:
      'Znak sprawy zaczyna się od symbolu komórki organizacyjnej: litery i cyfry, co najmniej jedna litera, np. SEK albo OR-I.',
    short: 'znak sprawy bez symbolu komórki',
  },
  'case-number-class': {
    sentence: 'Po symbolu komórki następuje symbol z wykazu akt – od 2 do 6 cyfr, np. 1510.',
    short: 'znak sprawy bez symbolu z wykazu akt',
  },
  'case-number-letter-in-number': {
    sentence: 'Wśród cyfr jest litera (np. O zamiast 0). Należy poprawić zapis.',
    short: 'litera wśród cyfr znaku sprawy',
  },
  'case-number-number-missing': {
    sentence: 'Brakuje numeru sprawy między symbolem z wykazu akt a rokiem.',
    short: 'znak sprawy bez numeru',
  },
  'case-number-number-too-long': {
    sentence: 'Numer sprawy ma najwyżej 7 cyfr.',
    short: 'zbyt długi numer w znaku sprawy',
  },
  'case-number-leading-zero': {
    sentence: 'Numer sprawy nie może zaczynać się od zera.',
    short: 'numer w znaku sprawy od zera',
  },
  'case-number-year-missing': {
    sentence: 'Brakuje roku wszczęcia sprawy na końcu znaku, np. SEK.1510.7.2026.',
    short: 'znak sprawy bez roku',
  },
  'case-number-year-format': {
    sentence: 'Rok w znaku sprawy ma cztery cyfry, np. SEK.1510.7.2026.',
    short: 'rok w znaku sprawy bez czterech cyfr',
  },
  'case-number-year-too-early': {
    sentence: 'Znaki sprawy w tej postaci nadaje się od 2011 roku. Należy sprawdzić rok.',
    short: 'zbyt wczesny rok w znaku sprawy',
  },
  'case-number-year-future': {
    sentence: 'Rok sprawy jest późniejszy niż bieżący. Należy sprawdzić rok.',
    short: 'przyszły rok w znaku sprawy',
  },
  'case-number-initials': {
    sentence: 'Symbol prowadzącego ma od 2 do 5 liter i zaczyna się wielką literą, np. SEK.1510.7.2026.JK.',
    short: 'niepoprawny symbol prowadzącego w znaku sprawy',
  },

  'reference-empty': {
    sentence: 'Należy podać sygnaturę, np. II K 123/26. Pole nieobowiązkowe można zostawić puste.',
    short: 'brak sygnatury',
  },
  'reference-too-long': {
    sentence: 'Sygnatura ma najwyżej 60 znaków. Należy wpisać samą sygnaturę.',
    short: 'zbyt długa sygnatura',
  },
  'reference-pesel': {
    sentence: 'Wygląda na numer PESEL, nie na sygnaturę. Należy podać sygnaturę.',
    short: 'PESEL zamiast sygnatury',
  },
  'reference-phone': {
    sentence: 'Wygląda na numer telefonu, nie na sygnaturę. Należy podać sygnaturę, np. II K 123/26.',
    short: 'numer telefonu zamiast sygnatury',
  },
} as const satisfies FailureWords<CaseNumberCode>;
