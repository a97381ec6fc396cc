/** Words of who is present, and of what is evidence. */
export const present = {
  add: 'Dodaj osobę obecną',
  addBefore: 'Dodaj osobę',
  notPresent: 'Usuń: {{name}}',
  fromFirst:
    'Słyszy od pierwszej sekundy. Musi mieć własne upoważnienie i nie może być kimś, kto brał udział w rozmowie.',
  paused:
    'Dźwięk wstrzymano. Nagranie mogą słyszeć tylko osoby z własnym upoważnieniem, które nie brały udziału w rozmowie.',
  who: 'Osoba obecna',
  whoHint: 'Nazwisko albo nazwa użytkownika.',
  list: 'Pokaż osoby',
  unnamed: 'Należy wybrać osobę z listy albo wpisać jej nazwę użytkownika.',
  refused: 'Nie dopuszczono: {{person}} – {{reason}}.',
  because: '{{person}}: {{reason}}',
  admit: 'Dodaj',
  now: 'Obecni: {{names}}',
  since: 'od {{time}}',
  show: 'Pokaż obecnych',
  left: 'Osoba wyszła',
  leftName: 'Osoba wyszła: {{name}}',
} as const;

export const evidence = {
  is: 'Nagranie stanowi dowód w postępowaniu',
  proceedings: 'Jakie postępowanie',
  proceedingsExample: 'np. karne, Sąd Rejonowy w Piasecznie',
  proceedingsMissing: 'Należy podać, w jakim postępowaniu.',
  reference: 'Sygnatura',
  kept: 'Nagrania nie wolno zniszczyć, dopóki trwa postępowanie; potem podlega usunięciu jak każde inne (§ 3 ust. 4). Wpis o tym zostaje w rejestrze.',
  secure: 'Zabezpiecz nagranie',
  unsent:
    'Nagranie zaznaczono jako dowód, ale go nie zabezpieczono. Należy je zabezpieczyć albo usunąć zaznaczenie.',
  card: 'Karta zabezpieczenia nr {{number}}. Zabezpieczenie kończy Sekretarz, gdy postępowanie się zakończy; czy trwa, sprawdzi do {{day}}.',
  due: 'Serwer odsłuchu zabezpiecza nagranie jako dowód.',
  held: 'Nagranie zabezpieczono jako dowód (wpis\u00a0nr\u00a0{{seq}}).',
} as const;
