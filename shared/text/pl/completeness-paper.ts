import type { GapCause, GapKind } from '../../ledger/completeness.ts';

/** „Zestawienie kompletności nagrań” of a month (§ 3 ust. 1). */
export const completenessPaper = {
  title: 'ZESTAWIENIE KOMPLETNOŚCI NAGRAŃ',
  ground: 'sporządzone na podstawie § 3 ust. 1 Regulaminu',
  parts: {
    result: 'I. Wynik',
    numbers: 'II. Liczby',
    gaps: 'III. Braki i niezgodności',
    unknown: 'IV. Dni robocze bez wykazu połączeń',
  },
  whole: 'Nagrano wszystkie odebrane rozmowy z dni, które uzgodniono z centralą: {{answered}}.',
  lacking: 'Nagrano {{recorded}} {{of}}; brakuje: {{missing}}.',
  // „Z jednej”, „z dwóch”, „ze stu pięćdziesięciu ośmiu”.
  ofOne: 'z {{answered}} odebranej rozmowy',
  of: 'z {{answered}} odebranych rozmów',
  ofHundred: 'ze {{answered}} odebranych rozmów',
  never: 'W tym okresie nie uzgodniono z centralą żadnego dnia. Nie wiadomo, czy nagrano wszystko.',
  notAll: ' Z części dni roboczych nie ma wykazu połączeń (IV): nie wiadomo, czy nagrano z nich wszystko.',
  former: ' Braków wyjaśnionych, których już się nie stwierdza: {{n}} (III).',
  numbers:
    'dni uzgodnione: {{days}}; rozmowy odebrane: {{answered}}; nagrane: {{recorded}}; rozłączone przed odebraniem albo zaraz po nim: {{hungUp}}',
  columns: ['Dzień, godz.', 'Wewn.', 'Czas', 'Co stwierdzono', 'Przyczyna', 'Wyjaśnienie', 'Wpis'],
  none: 'nie było',
  noneKnown: 'w dniach uzgodnionych nie było',
  more: 'Wpisy nie wymieniają dalszych braków: {{more}}.',
  kinds: {
    missing: 'brak nagrania',
    short: 'nagranie za krótkie',
    extra: 'nagranie bez rozmowy',
  } satisfies Record<GapKind, string>,
  causes: {
    exchange: 'centrala nie zapisała pliku',
    network: 'przerwa w sieci',
    disk: 'brak miejsca na dysku',
    recorder: 'awaria rejestratora',
    transfer: 'przekazanie rozmowy',
    test: 'rozmowa próbna',
    other: 'inna przyczyna',
  } satisfies Record<GapCause, string>,
  waiting: 'nie wyjaśniono',
  closed: 'od uzgodnienia z {{day}} już nie stwierdzono',
  erased: '(tekst usunięto)',
  signature: 'Sekretarz',
  made: 'Wydruk z {{at}}, sporządził(a): {{login}}, stan na wpis nr {{seq}}; które wpisy to są, według bazy. Numerów telefonów rozmówców program w zestawieniu nie umieszcza. Strona {{page}}/{{pages}}',
} as const;
