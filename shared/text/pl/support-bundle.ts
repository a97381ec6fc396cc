/** Headings of the file for whoever looks after the program; the main process writes it. */
export const supportBundle = {
  title: 'Odsłuch – dane dla informatyka',
  collected: 'Zebrano',
  versions: 'Wersje',
  connection: 'Połączenie',
  signedOut: 'nikt nie jest zalogowany',
  parts: {
    database: 'baza danych',
    keeper: 'serwer odsłuchu',
    share: 'zasób nagrań',
    ledger: 'ciągłość łańcucha wpisów',
  },
  works: 'działa',
  away: 'nie działa',
  suspended: 'odsłuchiwanie wstrzymane',
  settings: 'Ustawienia',
  certificate: (until: string, fingerprint: string) => `certyfikat ważny do ${until}, SHA-256 ${fingerprint}`,
  log: 'Koniec dziennika',
  noLog: 'Dziennik jest pusty.',
} as const;
