import type { FailureCode, FailureWords } from '../../failure.ts';

/** Why a document is not made, printed or saved, or a recording not asked for: see `failures`. */
export const documentFailures = {
  'document-outdated': {
    sentence:
      'Protokół zmienił się w międzyczasie i ten wydruk nie jest już ważny. Należy otworzyć protokół ponownie.',
  },
  'shown-differently': {
    sentence:
      'To, co pokazuje lista, różni się od wpisu, który podpisał serwer odsłuchu, dlatego program nie wysłał żądania. Należy niezwłocznie powiadomić informatyka i inspektora ochrony danych.',
  },
  'document-entry-false': {
    sentence:
      'Wpis nr {{seq}} w bazie danych nie jest tym, który podpisał serwer odsłuchu, dlatego program niczego z niego nie pokazuje ani nie drukuje. Należy niezwłocznie powiadomić informatyka i inspektora ochrony danych, podając numer wpisu.',
  },
  'document-entry-missing': {
    sentence:
      'W bazie danych brakuje wpisu nr {{seq}} albo wpisu, na który się on powołuje, dlatego program niczego z niego nie pokazuje ani nie drukuje. Należy niezwłocznie powiadomić informatyka i inspektora ochrony danych, podając ten numer.',
  },
  'document-not-confirmed': {
    sentence:
      'Serwer odsłuchu nie potwierdził jeszcze wpisów, z których powstaje ten dokument, dlatego program go teraz nie drukuje ani nie zapisuje. Należy spróbować ponownie za chwilę; jeśli to się powtórzy, proszę o kontakt z informatykiem.',
  },
  'document-not-saved': {
    sentence:
      'Nie udało się zapisać pliku w tym miejscu: folder jest pełny albo tylko do odczytu. Należy wybrać inny folder; protokół pozostaje bez zmian.',
  },
} as const satisfies FailureWords<Extract<FailureCode, `document-${string}` | 'shown-differently'>>;
