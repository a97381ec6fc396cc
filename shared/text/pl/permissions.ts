import type { Grade, Holder } from '../../ledger/kind.ts';
import type { PageName, ReadName } from '../../permissions.ts';

/** „Kto co może”: the table of who may what, on the screen and on paper. */
export const permissions = {
  title: 'Kto co może',
  note: 'Według tej tabeli rozstrzygają serwer odsłuchu, baza danych i pasek po lewej. Zmienia ją tylko nowa wersja programu.',
  what: 'Co',
  parts: {
    page: 'Strony programu',
    read: 'Co można przeczytać',
    kind: 'Czego można zażądać od serwera odsłuchu',
  },
  grades: { yes: 'tak', own: 'własne', second: 'z drugą osobą', no: '–' } satisfies Record<Grade, string>,
  holders: {
    employee: 'każdy pracownik',
    listener: 'upoważniony do odsłuchiwania',
    quality: 'oceniający jakość',
    secretary: 'Sekretarz i zastępca',
    mayor: 'Burmistrz i zastępca',
    protection_officer: 'inspektor ochrony danych',
    administrator: 'administrator systemu',
  } satisfies Record<Holder, string>,
  pages: {
    matters: 'Sprawy: pytania i zadania danej osoby, własne zalogowania',
    duties: 'Pulpit: co czeka i czy wszystko działa',
    register: 'Rejestr: kto, kiedy i po co odsłuchiwał',
    authorisation: 'Upoważnienia: pisma i funkcje',
    review: 'Przegląd: kto odsłuchiwał i czy miał powód',
    keeping:
      'Nagrania: czy nagrano wszystko, co zabezpieczono i jak to się kończy (administrator: tylko kompletność)',
    find: 'Szukaj: nagrania rozmów',
    quality: 'Jakość: plany przeglądów jakości, wylosowane do nich rozmowy albo same wyniki',
    listen: 'Odsłuchanie: otwarty protokół',
    protocols: 'Protokoły: rozpoczęte i zakończone',
    finish: 'Zakończenie protokołu',
    ownCards: 'Moje oceny: karty własnych rozmów w przeglądach jakości (gdy są)',
  } satisfies Record<PageName, string>,
  reads: {
    recordings: 'Wykaz nagrań: wyszukiwanie i liczenie',
    listening: 'Dane jednego nagrania do odsłuchania',
    own: 'Własne protokoły, odmowy, logowania i szkice',
    register: 'Rejestr odsłuchań wszystkich osób',
    papers: 'Pisma o upoważnieniach i funkcjach, skany',
    sums: 'Sumy czynności i odmów, wpisy trybu awaryjnego',
    duties: 'Stan urzędu i to, co czeka',
    holds: 'Zabezpieczenia nagrań: karty, przeglądy i zakończenia; ograniczenia na wniosek osób',
    calls:
      'Rozmowy do zabezpieczenia albo ograniczenia: dzień, godzina i numer wewnętrzny, bez numerów rozmówców',
    nights:
      'Noce zniszczeń: co, kiedy i z jakiego dnia, bez numerów rozmówców; do protokołu, kto odebrał i kto zabezpieczył',
    completeness: 'Kompletność nagrań: co nagrano z odebranych rozmów, braki i ich wyjaśnienia',
    announcement:
      'Rozmowy bez komunikatu, o których nie rozstrzygnięto, i zgłoszone okresy, bez numerów rozmówców',
    review: 'Przeglądy: co było, co odmówiono i jak oceniono',
    quality: 'Przeglądy jakości: plany i to, co w nich wylosowano; rozmowy tylko własnego planu',
    results: 'Przeglądy jakości: wyniki bez osób, po dołączeniu protokołu do akt',
    ownCards: 'Przeglądy jakości: karty własnych rozmów i plany, które je obejmują',
    sample: 'Przeglądy jakości: ile rozmów da się wylosować, bez osób i bez małych liczb',
    matters: 'Sprawy do koordynacji, pytania i zgłoszenia',
    media: 'Ewidencja nośników',
    departments: 'Wydziały i osoby, które można wskazać w piśmie albo sprawie',
  } satisfies Record<ReadName, string>,
} as const;
