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
  made: 'Przygotowano w programie Odsłuch: wpis nr {{seq}}, skrót {{hash}}; {{person}}, {{day}} {{time}}.',
  page: 'strona {{page}} z {{pages}}',
} as const;
