/** Help, and what goes to whoever looks after the program. */
export const support = {
  guide: 'Podręcznik',
  guideContents: 'Spis treści',
  keys: 'Klawisze',
  collect: 'Zbierz dane dla informatyka',
  title: 'Dane dla informatyka',
  intro:
    'Oto cały plik, który trafi do informatyka: wersje, ustawienia i koniec dziennika programu. Nie ma w nim haseł, osób, rozmów ani spraw.',
  content: 'Zawartość pliku',
  collecting: 'Zbieranie danych…',
  save: 'Zapisz…',
  saved: 'Zapisano. Plik można przekazać informatykowi.',
  broken: 'Tej strony nie można teraz pokazać.',
  brokenText:
    'Zapisane i wpisane słowa są bezpieczne. Należy otworzyć stronę ponownie, a jeśli to nie pomoże, zgłosić to informatykowi.',
  again: 'Otwórz ponownie',
} as const;
