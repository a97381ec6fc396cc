/** „Plan i informacja” of a review of quality: it is signed by hand, and Polish in every language of the screen. */
export const qualityPaper = {
  title: 'PLAN PRZEGLĄDU JAKOŚCI Nr {{number}}',
  proposal: 'PLAN PRZEGLĄDU JAKOŚCI (propozycja)',
  information: 'i informacja dla osób, których rozmowy obejmuje',
  case: 'Znak sprawy: {{case}}',
  parts: {
    scope: 'I. Okres i komórki',
    sample: 'II. Próba i sposób losowania',
    why: 'III. Cel',
    criteria: 'IV. Kryteria',
    rater: 'V. Ocenia',
    rights: 'VI. Prawa osoby ocenianej',
    unseen: 'VII. Kto nie widzi karty',
  },
  period:
    'Rozmowy z okresu od {{from}} do {{to}}, trwające od {{shortest}} do {{longest}}; odsłuch do {{until}}.',
  departments: 'Komórki: {{departments}}.',
  size: 'Rozmów: {{size}}, najwyżej {{perPerson}} jednej osoby{{perYear}}.',
  perYear: ', a w roku kalendarzowym najwyżej {{perPersonYear}}',
  lot: 'Rozmów nikt nie wybiera. Losuje je serwer odsłuchu zaraz po zatwierdzeniu planu, według skrótu wpisu o zatwierdzeniu, którego nie da się przewidzieć. Słucha się ich w kolejności losowania, najwcześniej następnego dnia. Nie losuje się rozmów zabezpieczonych, ograniczonych na wniosek, odsłuchanych na innej podstawie, bez komunikatu o nagrywaniu ani wylosowanych wcześniej.',
  drawn:
    'Wylosowano (wpis nr {{seq}}): {{drawn}}, z zapasem na rozmowy pominięte; do losowania było: {{eligible}}.',
  criterion: '{{name}} (waga\u00a0{{weight}})',
  columns: ['Kryterium', '0', '1', '2', '3'],
  rater: '{{person}}; plan przedstawiono dnia {{day}} (wpis nr {{seq}}).',
  rights: [
    'Osoba oceniana może zgłosić uwagi do karty swojej rozmowy w terminie, który karta podaje, i otrzymuje na nie odpowiedź; po uwagach żadna ocena ani wynik karty nie może być niższy.',
    'Kartę każdej swojej rozmowy osoba oceniana znajduje w programie, na stronie „Moje oceny”, razem z nazwiskiem oceniającego; tam też zgłasza uwagi. Rozmowa, którą otwarto i pominięto, stoi tam z powodem pominięcia.',
  ],
  unseen: [
    'Kartę czytają tylko osoba oceniająca i osoba, której rozmowa dotyczy. Nie widzą jej Sekretarz, Burmistrz ani inspektor ochrony danych; otrzymują wyniki bez osób.',
    'Karta nie jest dowodem w sprawie skargi ani podstawą kary porządkowej.',
  ],
  proposed: 'Plan czeka na zatwierdzenie.',
  approved: 'Plan zatwierdził(a): {{person}}, dnia {{day}} (wpis nr {{seq}}).',
  returned: 'Plan zwrócił(a): {{person}}, dnia {{day}} (wpis nr {{seq}}). Nie obowiązuje.',
  erased: '(tekst usunięto)',
  signature: 'Sekretarz (data, podpis)',
  made: 'Wydruk z {{at}}, sporządził(a): {{login}}, stan na wpis nr {{seq}}; które wpisy to są, według bazy.',
  name: 'plan_{{number}}.pdf',
} as const;
