/** Words of the frame and words that several features use. */
export const common = {
  program: 'Odsłuch',
  demo: 'TRYB DEMONSTRACYJNY',
  retry: 'Spróbuj ponownie',
  back: 'Wstecz',
  close: 'Zamknij',
  loading: 'Wczytywanie…',
  none: '–',
  summerTime: 'czas letni',
  winterTime: 'czas zimowy',
  windowTitle: '{{number}}, {{case}} – Odsłuch',
  noPages: 'Brak stron dla tego konta',
  noPagesText:
    'Konto ma dostęp do programu, ale jego rola nie korzysta jeszcze z żadnej strony. Pytania przyjmuje Sekretarz.',
  regions: { rail: 'Strony programu', content: 'Treść strony' },
  rail: {
    find: 'Szukaj',
    listen: 'Odsłuchanie',
    protocols: 'Protokoły',
    register: 'Rejestr',
    help: 'Pomoc',
    unfinished_one: '{{count}} niezakończone odsłuchanie',
    unfinished_few: '{{count}} niezakończone odsłuchania',
    unfinished_many: '{{count}} niezakończonych odsłuchań',
    unfinished_other: '{{count}} niezakończonego odsłuchania',
  },
  calendar: {
    previous: 'Poprzedni miesiąc',
    next: 'Następny miesiąc',
    weekdays: 'pn wt śr cz pt so nd',
  },
  states: {
    started: 'rozpoczęty',
    completed: 'zakończony',
    filed: 'dołączony do akt',
  },
} as const;
