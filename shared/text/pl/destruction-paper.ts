/** D7, the protocol of a month's destruction (§ 3 ust. 4). */
export const destructionPaper = {
  title: 'PROTOKÓŁ ZNISZCZENIA NAGRAŃ Nr {{number}}',
  case: 'Znak sprawy: {{case}}',
  number: 'Nr protokołu: {{number}}',
  ground: 'sporządzony na podstawie § 3 ust. 4 {{regulation}}',
  parts: {
    basis: 'I. Podstawa',
    order: 'II. Polecenie niszczenia',
    destroyed: 'III. Zniszczono',
    how: 'IV. Sposób',
    tried: 'V. Próba odczytu',
    copies: 'VI. Kopie',
    kept: 'VII. Nie zniszczono',
    remarks: 'VIII. Uwagi',
  },
  basis:
    'upływ 12 miesięcy od dnia nagrania: {{term}}; zakończenie zabezpieczenia: {{ended}}; art. 17 RODO: {{erasure}}',
  order:
    '{{number}} od {{day}} (wpis {{seq}}), potwierdzone (wpis {{confirmed}}); podstawa archiwalna: {{archive}}',
  noOrder: 'nie obowiązuje; niszczenie jest wyłączone',
  bc: 'kategoria Bc (symbol jrwa {{symbol}})',
  general: 'zgoda generalna {{reference}} z dnia {{day}}',
  destroyed:
    'nagrań: {{count}}, łączny czas {{lasts}}, nocy: {{nights}}; wykaz {{list}}, wierszy: {{count}}, SHA-256 {{sha256}}',
  twice:
    '; w tym wczytanych drugi raz po utracie klucza albo bazy danych: {{count}} (wykaz podaje oba wiersze)',
  notes: {
    ended: 'po zakończeniu zabezpieczenia {{cards}}',
    erasure: 'na wniosek osoby, której dotyczy (art. 17 RODO)',
  },
  nothing: 'w tym okresie nie zniszczono żadnego nagrania',
  columns: ['Noc', 'Nagrania z dnia', 'Liczba', 'Łączny czas', 'Klucze zniszczono', 'Pliki usunięto', 'Wpis'],
  how: 'zniszczenie jedynego klucza każdego nagrania w magazynie kluczy, usunięcie plików z\u00a0zasobu, usunięcie danych rozmówcy i pracownika z katalogu nagrań (w księdze zostaje login osoby, która odebrała)',
  tried:
    'Po każdej nocy serwer odsłuchu sprawdził, że żadnego z tych kluczy nie da się otworzyć; inaczej nie podjąłby pracy. Podano czas wpisu; klucze zniszczono po nim, najpóźniej przy następnym uruchomieniu serwera.',
  aged: 'Kopie programu wygasły (najstarsza jest z {{day}}).',
  ages: 'Kopie programu wygasną do {{day}} (najstarsza w dniu wydruku: {{oldest}}).',
  copiesKept: 'Kopie programu nie wygasają: ostatnia jest z {{newest}}, najstarsza z {{oldest}}.',
  noCopies: 'Kopie programu: księga nie zna żadnej.',
  machines: 'Kopie maszyn: według oświadczenia administratora nie obejmują kluczy.',
  files: 'Pliki z zasobu: usunięto.',
  filesLeft: 'Pliki z zasobu: usunięcie nie jest jeszcze potwierdzone.',
  filesAgain: 'Pliki z wpisu {{of}} powróciły; usunięto je ponownie {{day}}.',
  originals: 'Oryginały w\u00a0folderze centrali usuwa wczytywanie; czy wszystkie, księga nie podaje.',
  kept: 'w dniu wydruku, według bazy danych: dowód: {{held}}; ograniczone na wniosek osoby: {{restricted}}; czynność niezakończona: {{busy}}; według księgi wstrzymane: {{stopped}}',
  remarks: '……………………………………………………………………………………………………',
  none: '–',
  signatures: [
    'administrator systemu',
    'osoba wyznaczona przez Sekretarza',
    'przyjął do wiadomości: Sekretarz',
  ],
  list: 'id;dzień;ostatni dzień;SHA-256;przyczyna;noc;wpis',
  causes: { term: 'upływ 12 miesięcy', ended: 'po zabezpieczeniu', erasure: 'wniosek osoby' },
  made: 'Wydruk z {{at}}, sporządził(a): {{login}}, stan na wpis nr {{seq}} (SHA-256 {{hash}}); które wpisy to są, według bazy. W protokole nie ma numerów telefonów ani nazwisk rozmówców. Strona {{page}}/{{pages}}',
} as const;
