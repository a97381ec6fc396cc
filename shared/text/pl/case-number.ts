import type { FailureCode } from '../../failure.ts';

type CaseNumberCode = Extract<FailureCode, `case-number-${string}` | `reference-${string}`>;

const shape = 'Należy podać znak sprawy w postaci KOMÓRKA.SYMBOL.NUMER.ROK, np. SEK.1510.7.2026.';

/** Why a case number or an external reference was not accepted, and what to do. Never repeats what was typed. */
export const caseNumberFailures = {
  'case-number-empty': shape,
  'case-number-too-long': 'Znak sprawy ma najwyżej 60 znaków. Należy wpisać sam znak sprawy.',
  'case-number-forbidden-character':
    'W znaku sprawy jest znak niewidoczny albo spoza polskiego alfabetu. Należy wpisać znak sprawy z klawiatury.',
  'case-number-pesel': 'Wygląda na numer PESEL, nie na znak sprawy. Należy podać znak sprawy.',
  'case-number-date': 'Wygląda na datę, nie na znak sprawy. Należy podać znak sprawy, np. SEK.1510.7.2026.',
  'case-number-phone':
    'Wygląda na numer telefonu, nie na znak sprawy. Należy podać znak sprawy, np. SEK.1510.7.2026.',
  'case-number-external':
    'To sygnatura organu zewnętrznego – należy wpisać ją w polu Sygnatura zewnętrzna, a tutaj podać znak sprawy urzędu.',
  'case-number-old-format':
    'To wzór znaku sprawy sprzed 2011 roku. Należy podać znak w postaci KOMÓRKA.SYMBOL.NUMER.ROK.',
  'case-number-letter-number':
    'Liczba w nawiasie oznacza pismo, nie sprawę. Należy podać znak sprawy bez numeru pisma.',
  'case-number-separator': 'Części znaku sprawy oddziela pojedyncza kropka, bez spacji i innych znaków.',
  'case-number-format': shape,
  'case-number-cell':
    'Znak sprawy zaczyna się od symbolu komórki organizacyjnej: litery i cyfry, co najmniej jedna litera, np. SEK albo OR-I.',
  'case-number-class': 'Po symbolu komórki następuje symbol z wykazu akt – od 2 do 6 cyfr, np. 1510.',
  'case-number-letter-in-number': 'Wśród cyfr jest litera (np. O zamiast 0). Należy poprawić zapis.',
  'case-number-number-missing': 'Brakuje numeru sprawy między symbolem z wykazu akt a rokiem.',
  'case-number-number-too-long': 'Numer sprawy ma najwyżej 7 cyfr.',
  'case-number-leading-zero': 'Numer sprawy nie może zaczynać się od zera.',
  'case-number-year-missing': 'Brakuje roku wszczęcia sprawy na końcu znaku, np. SEK.1510.7.2026.',
  'case-number-year-format': 'Rok w znaku sprawy ma cztery cyfry, np. SEK.1510.7.2026.',
  'case-number-year-too-early': 'Znaki sprawy w tej postaci nadaje się od 2011 roku. Należy sprawdzić rok.',
  'case-number-year-future': 'Rok sprawy jest późniejszy niż bieżący.',
  'case-number-initials':
    'Symbol prowadzącego ma od 2 do 5 liter i zaczyna się wielką literą, np. SEK.1510.7.2026.JK.',

  'reference-empty': 'Należy podać sygnaturę, np. II K 123/26.',
  'reference-too-long': 'Sygnatura ma najwyżej 60 znaków. Należy wpisać samą sygnaturę.',
  'reference-forbidden-character':
    'W sygnaturze jest znak niewidoczny albo spoza polskiego alfabetu. Należy wpisać sygnaturę z klawiatury.',
  'reference-pesel': 'Wygląda na numer PESEL, nie na sygnaturę. Należy podać sygnaturę.',
  'reference-date': 'Wygląda na datę, nie na sygnaturę. Należy podać sygnaturę, np. II K 123/26.',
  'reference-phone': 'Wygląda na numer telefonu, nie na sygnaturę. Należy podać sygnaturę, np. II K 123/26.',
  'reference-unrecognised':
    'Nie rozpoznano sygnatury. Należy sprawdzić zapis albo zostawić pole puste i podać ją w ustaleniach.',
  'reference-wrong-institution':
    'Taka sygnatura nie pochodzi od wybranej instytucji. Należy sprawdzić sygnaturę albo wybrać inną instytucję.',
  'reference-institution-needed':
    'Tak wygląda sygnatura Trybunału Konstytucyjnego. Jeśli to ona, należy zostawić pole puste i podać ją w ustaleniach.',
  'reference-division-missing': 'Brakuje oznaczenia wydziału, np. II K 123/26.',
  'reference-division-format': 'Wydział oznacza poprawna liczba rzymska, np. IV; należy sprawdzić zapis.',
  'reference-repertory-missing': 'Brakuje oznaczenia repertorium przed numerem, np. II K 123/26.',
  'reference-repertory-unknown':
    'Nieznane repertorium. Należy sprawdzić zapis albo zostawić pole puste i podać sygnaturę w ustaleniach.',
  'reference-city':
    'Po oznaczeniu repertorium należy podać siedzibę sądu administracyjnego, np. II SA/Wa 123/26.',
  'reference-unit': 'Kod jednostki prokuratury ma cztery cyfry i zaczyna się od 1, 2, 3 lub 4.',
  'reference-old-form':
    'Sygnatury w tej postaci nadawano do 2016 roku. Nowsza ma postać np. PR 1 Ds. 123.2026 albo 4001-0.Ds.123.2026.',
  'reference-mark': 'Znak sprawy innego organu ma postać KOMÓRKA.SYMBOL.NUMER.ROK. Należy sprawdzić zapis.',
  'reference-spelling': 'Zapis sygnatury różni się od wzoru (odstępy, kropki, myślniki, ukośnik).',
  'reference-letter-case': 'W sygnaturze liczy się wielkość liter, np. II K 123/26.',
  'reference-letter-in-number': 'Wśród cyfr jest litera (np. O zamiast 0). Należy poprawić zapis.',
  'reference-number-missing': 'Brakuje numeru sprawy przed rokiem.',
  'reference-number-too-long': 'Numer sprawy ma najwyżej 7 cyfr.',
  'reference-leading-zero': 'Numer sprawy nie może zaczynać się od zera.',
  'reference-year-missing': 'Brakuje roku na końcu sygnatury.',
  'reference-year-format':
    'Rok jest zapisany inaczej niż we wzorze: po ukośniku dwie ostatnie cyfry (123/26), po kropce cztery (123.2026).',
  'reference-year-too-early':
    'Sygnatur w tej postaci w podanym roku jeszcze nie nadawano. Należy sprawdzić rok.',
  'reference-year-future': 'Rok sprawy jest późniejszy niż bieżący.',
  'reference-other-format':
    'Oznaczenie innego rodzaju ma od 3 do 60 znaków, w tym co najmniej jedną literę i jedną cyfrę.',
} as const satisfies Record<CaseNumberCode, string>;
