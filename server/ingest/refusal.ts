import type { SourceRefusalCode } from '../../shared/failure.ts';

/** Thrown for a source file that must not become a recording. The file is untouched; others go on. */
export class SourceRefusal extends Error {
  override readonly name = 'SourceRefusal';
  readonly code: SourceRefusalCode;
  constructor(code: SourceRefusalCode) {
    super(code);
    this.code = code;
  }
}

/** The reason as the server room reads it: what is wrong, and what to do where something can be done. */
export const refusalSentences: Readonly<Record<SourceRefusalCode, string>> = {
  'source-not-a-file':
    'To nie jest zwykły plik (dowiązanie, folder lub potok). Należy umieścić w folderze sam plik.',
  'source-too-large':
    'Plik jest większy niż dopuszczalny rozmiar. Należy sprawdzić plik lub zwiększyć limit w ustawieniach.',
  'source-changed':
    'Plik zmienił się podczas odczytu. Należy poczekać, aż centrala zakończy zapis, i ponowić wczytanie.',
  'other-description':
    'Ten sam dźwięk wczytano już z innym opisem. Należy porównać oba opisy: to inna rozmowa o takim samym dźwięku albo poprawiony opis. Pliku nie usunięto.',
  'wav-not-wav': 'To nie jest plik WAV. Centrala powinna zapisywać rozmowy jako WAV (PCM, A-law lub µ-law).',
  'wav-container':
    'Odmiana pliku WAV nie jest obsługiwana (RF64, BW64, RIFX lub Wave64). Należy ustawić w centrali zwykły WAV.',
  'wav-malformed':
    'Nagłówek pliku WAV jest sprzeczny lub uszkodzony. Należy porównać plik z oryginałem w centrali.',
  'wav-header-too-long':
    'Dźwięk nie zaczyna się w pierwszych 64 KiB pliku WAV. Należy usunąć z zapisu dodatkowe opisy.',
  'wav-truncated':
    'Plik WAV jest krótszy, niż podaje jego nagłówek. Należy skopiować go z centrali ponownie.',
  'wav-size-unknown':
    'Nagłówek pliku WAV nie podaje długości dźwięku. Zapis w centrali nie został zakończony.',
  'wav-empty': 'Plik WAV nie zawiera dźwięku. Zapis w centrali mógł zostać przerwany.',
  'wav-codec': 'Kodowanie dźwięku nie jest obsługiwane. Centrala powinna zapisywać PCM, A-law lub µ-law.',
  'wav-channels': 'Plik WAV ma inną liczbę kanałów niż jeden lub dwa.',
  'wav-rate': 'Częstotliwość próbkowania pliku WAV jest poza zakresem 4–192 kHz.',
};
