/** D13, the register of media. */
export const matterPaper = {
  title: 'EWIDENCJA NOŚNIKÓW Z NAGRANYM MATERIAŁEM, stan na {{day}} r.',
  note: 'Prowadzona na podstawie § 6 ust. 3 lit. c {{regulation}}. Treść wierszy odczytano z podpisanych wpisów księgi i sprawdzono na tym stanowisku; które wpisy to są, według bazy.',
  columns: ['Nr', 'Nośnik', 'Przechowuje', 'Od', 'Termin', 'Stan'],
  kept: 'wpis nr {{seq}}',
  noted: '{{day}}: {{words}} (wpis nr {{seq}})',
  closed: 'zamknięto {{day}}: {{words}} (wpis nr {{seq}})',
  erased: '(tekst usunięto)',
  none: '–',
  empty: 'Nie wpisano jeszcze żadnego nośnika.',
  gapless: 'Ciągłość numeracji wszystkich spraw: TAK.',
  gap: 'Ciągłość numeracji wszystkich spraw: NIE, brakuje sprawy nr {{number}} z roku {{year}}.',
  made: 'Wydruk z {{at}}, sporządził(a): {{login}}, stan na wpis nr {{seq}}. Strona {{page}} z {{pages}}',
} as const;
