/**
 * What the mark beside a field tells: the question that arises there, the answer, and what else is good to know. A question is
 * also the mark's name for readers of the screen, and therefore never the name of its field.
 */
export const help = {
  case: {
    question: 'Jaki znak wpisać?',
    answer:
      'Znak sprawy urzędu, do której akt trafi protokół: komórka, symbol z wykazu akt, numer i rok, oddzielone kropkami.',
    more: 'W SEK.1510.7.2026: SEK to komórka, 1510 – skargi i wnioski, 7 – numer w spisie spraw, 2026 – rok wszczęcia. Sygnatura sądu lub policji znaku nie zastąpi.',
  },
  hour: {
    question: 'Jak podać godzinę?',
    answer:
      'Jedna godzina znaczy „mniej więcej”: 10:00 znajduje rozmowy od 9:30 do 10:30. Można ją napisać jak w liście: „koło dziesiątej”, „wpół do jedenastej”.',
    more: 'Przedział, np. 9:30–11 albo „po południu”, obejmuje dokładnie te godziny.',
  },
  caller: {
    question: 'Ile cyfr wystarczy?',
    answer:
      'Od 3 do 5 ostatnich cyfr albo cały numer, także z odstępami, kreskami i +48. Bez dnia rozmowy co najmniej 5 cyfr. W godzinę najwyżej 30 różnych.',
    more: 'Lista pokazuje trzy ostatnie cyfry; cały numer widać dopiero po otwarciu nagrania. Rozmowy z ukrytego numeru znajduje „numer zastrzeżony”.',
  },
  basis: {
    question: 'Którą podstawę wybrać?',
    answer:
      'Tę, z której wynika prowadzona sprawa. Podstawa mówi, jaki przepis pozwala sięgnąć po nagranie, i pyta tylko o to, czego sama wymaga, zwykle o numer z rejestru.',
    more: 'Lista zawiera podstawy zatwierdzone przez urząd. Jeśli żadna nie pasuje, nagrania nie można odsłuchać; pytania przyjmuje Sekretarz.',
  },
  exceptional: {
    question: 'Kiedy wolno sięgnąć po nagranie?',
    answer:
      'Gdy bez niego sprawy nie da się wyjaśnić, np. opisy rozmowy są sprzeczne, a nie ma notatki, pisma ani świadka.',
    more: 'Odsłuchanie musi służyć bezpieczeństwu rozmówców, lepszej obsłudze albo przestrzeganiu RODO (§ 2 i § 4 ust. 1 regulaminu). Sama podstawa prawna, ciekawość ani wygoda nie wystarczą.',
  },
  present: {
    question: 'Kto może słuchać razem?',
    answer:
      'Tylko pracownik z własnym ważnym upoważnieniem Burmistrza (§ 4 ust. 2 regulaminu). Zasada urzędu: nie ten, kto brał udział w tej rozmowie.',
    more: 'Dodaje się go tutaj albo w trakcie słuchania. Protokół poda, od kiedy do kiedy słyszał. Poza tym słucha się na słuchawkach, bez świadków.',
  },
  findings: {
    question: 'Co tu opisać?',
    answer:
      'To, co słychać i co z tego wynika dla sprawy: kto o co pytał, co usłyszał w odpowiedzi, co obiecano. Fakty, bez ocen osób i bez tego, co sprawy nie dotyczy.',
    more: 'Ważne zdania dosłownie i z czasem należą do cytatów. Jeśli to zła rozmowa, wystarczy „To nie ta rozmowa”.',
  },
  conclusions: {
    question: 'Co tu opisać?',
    answer:
      'Co wynika z odsłuchanych rozmów dla obsługi w urzędzie: co działa, co poprawić, czego uczyć. Bez nazwisk, bez cytatów i bez tego, o czym rozmawiano.',
    more: 'Protokół idzie do akt sprawy przeglądu i nie służy do oceny poszczególnych osób. Gdy słychać przestępstwo albo naruszenie, rozmowę zgłasza się Sekretarzowi.',
  },
} as const;
