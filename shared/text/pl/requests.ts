import type { CommandKind } from '../../ledger/kinds.ts';

/** What may be asked of the keeper, and the short name of its refusal as a row shows it. */
export const requests = {
  listen: { asked: 'odsłuchanie', refused: 'odmowa' },
  join: { asked: 'dopuszczenie osoby obecnej', refused: 'odmowa obecności' },
  leave: { asked: 'zapis wyjścia osoby obecnej', refused: 'odmowa zapisu wyjścia' },
  close: { asked: 'zamknięcie nagrania', refused: 'odmowa zamknięcia' },
  hold: { asked: 'zabezpieczenie nagrania jako dowodu', refused: 'odmowa zabezpieczenia' },
  'hold-review': { asked: 'przegląd zabezpieczenia', refused: 'odmowa zapisu przeglądu' },
  'hold-end': { asked: 'zakończenie zabezpieczenia', refused: 'odmowa zakończenia zabezpieczenia' },
  complete: { asked: 'zakończenie protokołu', refused: 'odmowa zakończenia' },
  correct: { asked: 'sprostowanie protokołu', refused: 'odmowa sprostowania' },
  reopen: { asked: 'powrót do odsłuchania', refused: 'odmowa powrotu' },
  file: { asked: 'dołączenie protokołu do akt', refused: 'odmowa dołączenia' },
  person: { asked: 'wpisanie osoby', refused: 'odmowa wpisania' },
  instrument: {
    asked: 'wprowadzenie pisma o upoważnieniu lub funkcji',
    refused: 'odmowa wprowadzenia pisma',
  },
  confirm: { asked: 'potwierdzenie pisma o upoważnieniu lub funkcji', refused: 'odmowa potwierdzenia' },
  revoke: { asked: 'zakończenie upoważnienia lub funkcji', refused: 'odmowa zakończenia upoważnienia' },
  suspend: { asked: 'wstrzymanie odsłuchiwania', refused: 'odmowa wstrzymania' },
  resume: { asked: 'wznowienie odsłuchiwania', refused: 'odmowa wznowienia' },
  ingest: { asked: 'przyjęcie nagrania', refused: 'odmowa przyjęcia' },
  stubs: { asked: 'wpisanie zniszczonych nagrań', refused: 'odmowa wpisania' },
  backup: { asked: 'wpisanie kopii zapasowej', refused: 'odmowa wpisania kopii' },
  session: { asked: 'zalogowanie', refused: 'odmowa zalogowania' },
  judge: { asked: 'ocena pozycji przeglądu', refused: 'odmowa oceny' },
  conclude: { asked: 'zakończenie przeglądu', refused: 'odmowa zakończenia' },
  matter: { asked: 'wpis o sprawie', refused: 'odmowa wpisu o sprawie' },
  read: { asked: 'przeglądanie rejestru albo odpis protokołu', refused: 'odmowa przeglądania' },
  'session-end': { asked: 'wylogowanie', refused: 'odmowa wylogowania' },
} as const satisfies Record<CommandKind, { asked: string; refused: string }>;
