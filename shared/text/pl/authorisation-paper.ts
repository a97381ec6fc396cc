/** D8, the paper by which the Mayor authorises: it is signed by hand, and Polish in every language of the screen. */
export const authorisationPaper = {
  title: 'UPOWAŻNIENIE DO ODSŁUCHIWANIA NAGRAŃ ROZMÓW',
  titleMany: 'UPOWAŻNIENIA DO ODSŁUCHIWANIA NAGRAŃ ROZMÓW',
  place: '{{place}}, dnia …………………… r.',
  paper: 'Znak pisma: ……………………………………',
  number: 'Nr {{number}}',
  ground:
    'Na podstawie § 4 ust. 2 {{regulation}} oraz art. 29 i art. 32 ust. 4 RODO upoważniam niżej {{whom}} do odsłuchiwania nagrań rozmów i do przetwarzania zawartych w nich danych osobowych w podanym zakresie.',
  one: 'wymienioną osobę',
  many: 'wymienione osoby',
  parts: {
    person: 'I. Osoba',
    term: 'II. Okres',
    purposes: 'III. Cele (§ 2)',
    departments: 'IV. Wydziały',
    quality: 'V. Ocena jakości',
  },
  person: '{{name}}, {{post}}, {{unit}}',
  term: 'od {{from}} r. do {{to}} r.',
  everyDepartment: 'wszystkie wydziały',
  quality: {
    no: 'Upoważnienie nie obejmuje przeglądów jakości.',
    also: 'Upoważnienie obejmuje także przeglądy jakości.',
    only: 'Upoważnienie obejmuje wyłącznie rozmowy wylosowane w zatwierdzonym planie przeglądu jakości; nie daje prawa wyszukiwania nagrań.',
  },
  columns: ['Nr', 'Osoba', 'Zakres (§ 2)', 'Ocena jakości', 'Okres', 'Oświadczenie (data, podpis)'],
  shortQuality: { no: 'nie obejmuje', also: 'obejmuje także', only: 'wyłącznie' },
  limits:
    'Odsłuchanie jest możliwe wyłącznie w wyjątkowych i prawnie uzasadnionych przypadkach (§ 4 ust. 1). Upoważnienie wygasa z upływem okresu, z chwilą odwołania albo ustania zatrudnienia i nie uprawnia do udzielania dalszych upoważnień.',
  mayor: 'Burmistrz / z up. Burmistrza',
  approved: 'Zatwierdzono w programie Odsłuch dnia {{day}} r. przez: {{person}}, wpis nr {{seq}}.',
  declarationTitle: 'OŚWIADCZENIE',
  declaration:
    'Oświadczam, że znam Regulamin i zobowiązuję się do zachowania w tajemnicy treści rozmów oraz sposobów ich zabezpieczenia, także po ustaniu zatrudnienia.',
  inTable: '(Podpisy w tabeli.)',
  declared: 'data, podpis osoby upoważnionej',
  /** Of a deputy: the paper by which he is one. */
  deputy: {
    title: 'UPOWAŻNIENIE DO ZASTĘPOWANIA',
    ground:
      'Upoważniam niżej wymienioną osobę do zastępowania w wykonywaniu zadań, o których mowa w {{basis}} {{regulation}}, w podanym okresie i zakresie.',
    /** Whose task it is; of deputies the regulation says nothing. */
    basis: {
      mayor: '§ 4 ust. 2 i § 5',
      secretary: '§ 6 ust. 3',
      protection_officer: '§ 6 ust. 3',
      administrator: '§ 6 ust. 2',
    },
    parts: {
      person: 'I. Osoba',
      term: 'II. Okres',
      office: 'III. Funkcja',
      powers: 'IV. Uprawnienia',
    },
    open: 'od {{from}} r. do odwołania',
    offices: {
      mayor: 'zastępca Burmistrza',
      secretary: 'zastępca Sekretarza',
      protection_officer: 'zastępca inspektora ochrony danych',
      administrator: 'zastępca administratora systemu informatycznego',
    },
    powers: {
      4: '§ 4 ust. 2: upoważnianie pracowników do odsłuchiwania nagrań rozmów',
      5: '§ 5: wyrażanie zgody na udostępnienie zapisów rozmów',
    },
    withoutPowers: 'bez uprawnień z § 4 ust. 2 i § 5',
    every: 'te same, które ma w programie Odsłuch osoba zastępowana',
    limits:
      'W programie Odsłuch zastępca działa pod własnym nazwiskiem. Upoważnienie wygasa z upływem okresu albo z chwilą odwołania i nie uprawnia do udzielania dalszych upoważnień.',
  },
  made: 'Przygotowano w programie Odsłuch: wpis nr {{seq}}, skrót {{hash}}; {{person}}, {{day}} {{time}}.',
  page: 'strona {{page}} z {{pages}}',
} as const;

/** „Ewidencja”: who is and was authorised, for the office's files. */
export const recordsPaper = {
  title: 'EWIDENCJA OSÓB UPOWAŻNIONYCH DO ODSŁUCHIWANIA NAGRAŃ, stan na {{day}} r.',
  note: 'Prowadzona według własnych zasad urzędu; upoważnień udzielono na podstawie § 4 ust. 2 {{regulation}} oraz art. 29 i art. 32 ust. 4 RODO. Treść wierszy odczytano z podpisanych wpisów księgi i sprawdzono na tym stanowisku; które wpisy to są, według bazy.',
  columns: ['Nr', 'Osoba', 'Zakres', 'Okres', 'Pismo, podpisano', 'Oświadczenie', 'Potwierdzono', 'Stan'],
  quality: 'ocena jakości: {{quality}}',
  approved: 'zatwierdzono w programie',
  entry: 'wpis nr {{seq}}',
  none: '–',
  valid: 'ważne',
  future: 'przyszłe',
  expired: 'wygasło',
  ended: 'zakończone {{day}}',
  revoked: 'odwołane {{day}}',
  empty: 'Nikogo jeszcze nie upoważniono.',
  made: 'Wydruk z {{at}}, sporządził(a): {{login}}, stan na wpis nr {{seq}}. Strona {{page}} z {{pages}}',
} as const;

/** „Kto co może”, as a page for the office's files; its table is that of the screen. */
export const permissionsPaper = {
  made: 'Wydruk z {{at}}, {{login}}; wersja programu {{version}}. Strona {{page}} z {{pages}}',
} as const;
