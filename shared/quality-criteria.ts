import type { Criterion } from './quality.ts';

type Levels = readonly [none: string, some: string, most: string, all: string];

const criterion = (code: string, name: string, weight: number, levels: Levels): Criterion => ({
  ...{ code, name, weight },
  levels: [...levels],
});

/** What a call is looked at for, and what each of the levels 0 to 3 means. Entered with a plan, in Polish whatever the screen speaks. */
export const reviewCriteria: readonly Criterion[] = [
  criterion('PRZEDSTAWIENIE', 'Przedstawienie się i komórki', 1, [
    'Brak przedstawienia.',
    'Samo imię albo sama komórka.',
    'Nazwisko i komórka dopiero na pytanie.',
    'Imię, nazwisko i komórka na początku rozmowy.',
  ]),
  criterion('POTRZEBA', 'Ustalenie potrzeby', 2, [
    'Odpowiedź nie na temat.',
    'Potrzeba odgadnięta, bez pytań.',
    'Potrzeba ustalona, bez potwierdzenia.',
    'Potrzeba nazwana i potwierdzona przed odpowiedzią.',
  ]),
  criterion('INFORMACJA', 'Poprawność i kompletność informacji', 3, [
    'Informacja nieprawdziwa.',
    'Informacja prawdziwa, nie wystarcza do załatwienia sprawy.',
    'Informacja prawdziwa, brak jednego istotnego szczegółu.',
    'Informacja pełna i prawdziwa.',
  ]),
  criterion('JEZYK', 'Uprzejmość i prosty język', 2, [
    'Nieuprzejmie albo niezrozumiale mimo pytań.',
    'Poprawnie, ale językiem urzędowym.',
    'Uprzejmie, trudne słowa wyjaśnione po pytaniu.',
    'Uprzejmie i prosto od początku.',
  ]),
  criterion('DANE', 'Ochrona danych', 3, [
    'Dane ujawnione osobie nieuprawnionej.',
    'Tożsamość sprawdzona dopiero po podaniu danych.',
    'Tożsamość sprawdzona, podano więcej, niż trzeba.',
    'Tożsamość sprawdzona, podano tylko to, co potrzebne.',
  ]),
  criterion('KROKI', 'Zakończenie i dalsze kroki', 1, [
    'Rozmowa urwana przez urząd.',
    'Pożegnanie bez dalszych kroków.',
    'Dalszy krok wskazany, bez terminu.',
    'Ustalono, kto i kiedy robi następny krok.',
  ]),
];
