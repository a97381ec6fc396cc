import type { JsonProblem } from '../../settings.ts';

/** What the main process says before there is a page: a native box, read by whoever set the program up. */
export const settingsText = {
  title: 'Odsłuch – ustawienia urzędu',
  close: 'Zamknij',
  missing: (file: string) =>
    `Nie znaleziono pliku ustawień:\n${file}\n\nPlik przygotowuje informatyk urzędu. Bez niego program nie wie, z którymi serwerami się połączyć.`,
  unreadable: (file: string, code: string) => `Nie można odczytać pliku ustawień (${code}):\n${file}`,
  malformed: (file: string, line: number, column: number, what: string) =>
    `Błąd w pliku ustawień, wiersz ${String(line)}, kolumna ${String(column)}:\n${what}\n\n${file}`,
  problems: {
    empty: 'plik jest pusty',
    'unexpected-character': 'tego znaku nie może tu być (brak przecinka, dwukropka lub cudzysłowu?)',
    'unexpected-end': 'plik kończy się zbyt wcześnie (brak nawiasu lub cudzysłowu?)',
    'text-after-end': 'po ostatnim nawiasie stoi jeszcze jakiś tekst',
    'repeated-key': 'to pole jest podane dwa razy',
    'too-deep': 'zbyt wiele nawiasów w nawiasach',
  } satisfies Record<JsonProblem, string>,
  field: {
    missing: (field: string) => `brakuje pola „${field}”`,
    unknown: (field: string) => `nieznane pole „${field}”`,
    wrong: (field: string, hint: string) => `niewłaściwa wartość pola „${field}”: ${hint}`,
  },
  atLeast: (least: string) => `musi być liczbą nie mniejszą niż ${least}`,
  atMost: (most: string) => `musi być liczbą nie większą niż ${most}`,
  hint: 'ma inny rodzaj lub zakres, niż podaje przykład office-settings.example.json',
  hints: {
    'directory.url':
      'musi zaczynać się od ldaps:// i zawierać nazwę serwera, np. ldaps://dc1.ad.gmina.example',
    'directory.upnSuffix': 'to część po znaku @, np. ad.gmina.example',
    'directory.ca': 'nie można odczytać stamtąd certyfikatu (plik PEM)',
    'database.host': 'musi być nazwą albo adresem serwera',
    'database.port': 'musi być liczbą od 1 do 65535',
    'database.ca': 'nie można odczytać stamtąd certyfikatu (plik PEM)',
    keeperPublicKey:
      'musi składać się z napisu „ed25519:” i 44 znaków, tak jak klucz wypisuje serwer odsłuchu',
  } as Readonly<Record<string, string>>,
} as const;
