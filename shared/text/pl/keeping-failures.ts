import type { FailureCode, FailureWords } from '../../failure.ts';

/** Why a recording is not kept as evidence, or is kept on, or nothing is destroyed, or its protocol not saved: see `failures`. */
export const keepingFailures = {
  'search-too-often': {
    sentence:
      'W ciągu godziny można wyszukiwać po 30 różnych numerach albo ich końcówkach. Kolejne wyszukiwanie po numerze będzie możliwe o godz. {{time}}. Po dniu, godzinie i osobie można wyszukiwać dalej.',
  },
  'file-other-beside': {
    sentence:
      'W tym folderze jest już inny wykaz {{name}}, dlatego nic nie zapisano. Należy wybrać inny folder albo najpierw przenieść tamten wykaz.',
  },
  'hold-unknown': {
    sentence: 'Nie ma takiego zabezpieczenia.',
    short: 'nie ma takiego zabezpieczenia',
  },
  'hold-ended': {
    sentence: 'To zabezpieczenie już zakończono.',
    short: 'zabezpieczenie już zakończono',
  },
  'hold-after-term': {
    sentence:
      'Minęło 12 miesięcy. Nowe zabezpieczenie może wprowadzić tylko Sekretarz, na pisemne żądanie sądu lub prokuratora; sprawę należy mu zgłosić.',
    short: 'okres przechowywania minął',
  },
  'ruling-not-final': {
    sentence:
      'Zabezpieczenie kończy dopiero prawomocne rozstrzygnięcie. Należy podać dzień, od którego jest prawomocne.',
    short: 'rozstrzygnięcie nie jest prawomocne',
  },
  'final-before-ruling': {
    sentence: 'Rozstrzygnięcie nie może być prawomocne, zanim zapadło.',
    short: 'prawomocne, zanim zapadło',
  },
  'final-day-in-future': {
    sentence: 'Ten dzień jeszcze nie nadszedł.',
    short: 'ten dzień jeszcze nie nadszedł',
  },
  'notice-too-recent': {
    sentence: 'Od zawiadomienia o załatwieniu skargi nie minęło 30 dni.',
    short: 'od zawiadomienia nie minęło 30 dni',
  },
  'recording-restricted': {
    sentence:
      'Nagranie ograniczono na wniosek osoby, której dotyczy. Odsłuchać je można tylko w sprawie jej praw.',
    short: 'nagranie ograniczone na wniosek osoby',
  },
  'recording-erased': {
    sentence: 'Nagranie ma być usunięte na wniosek osoby, której dotyczy. Nie można go już odsłuchać.',
    short: 'nagranie do usunięcia na wniosek osoby',
  },
  'erase-held': {
    sentence: 'Nagranie jest dowodem. Usunąć je można po zakończeniu zabezpieczenia.',
    short: 'nagranie jest dowodem',
  },
  'archive-missing': {
    sentence: 'Brakuje podstawy archiwalnej (kategoria Bc albo zgoda generalna).',
    short: 'brakuje podstawy archiwalnej',
  },
  'backup-missing': {
    sentence: 'Brakuje świeżej kopii zapasowej albo stare kopie nie wygasają. Niszczenia nie można włączyć.',
    short: 'brakuje świeżej kopii zapasowej',
  },
  'gap-unknown': {
    sentence: 'Tego braku nie ma w ostatnim uzgodnieniu.',
    short: 'nie ma takiego braku',
  },
  'period-reversed': {
    sentence: 'Koniec okresu jest wcześniejszy niż początek.',
    short: 'okres kończy się przed początkiem',
  },
  'announcement-decided': {
    sentence: 'O tym nagraniu już rozstrzygnięto.',
    short: 'o nagraniu już rozstrzygnięto',
  },
} as const satisfies FailureWords<
  Extract<
    FailureCode,
    | 'file-other-beside'
    | `hold-${string}`
    | `ruling-${string}`
    | `final-${string}`
    | `notice-${string}`
    | `erase-${string}`
    | 'recording-restricted'
    | 'recording-erased'
    | `archive-${string}`
    | `backup-${string}`
    | `gap-${string}`
    | `search-${string}`
    | `period-${string}`
    | `announcement-${string}`
  >
>;
