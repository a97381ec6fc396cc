import type { requests as polish } from '../pl/requests.ts';
import type { English } from '../english.ts';

/** What may be asked of the keeper, and the short name of its refusal as a row shows it. */
export const requests = {
  listen: { asked: 'listening', refused: 'refusal' },
  join: { asked: 'admitting a person present', refused: 'presence refused' },
  leave: { asked: 'noting that a person left', refused: 'leaving refused' },
  close: { asked: 'closing a recording', refused: 'closing refused' },
  hold: { asked: 'securing a recording as evidence', refused: 'securing refused' },
  'hold-review': { asked: 'reviewing a hold', refused: 'review of a hold refused' },
  'hold-end': { asked: 'ending a hold', refused: 'ending of a hold refused' },
  restrict: {
    asked: 'restricting or erasing a recording at somebody’s request',
    refused: 'restriction refused',
  },
  complete: { asked: 'completing a protocol', refused: 'completing refused' },
  correct: { asked: 'correcting a protocol', refused: 'correction refused' },
  reopen: { asked: 'going back to listening', refused: 'going back refused' },
  file: { asked: 'putting a protocol into the case file', refused: 'filing refused' },
  person: { asked: 'entering a person', refused: 'person refused' },
  instrument: { asked: 'entering a paper on an authorisation or office', refused: 'paper refused' },
  confirm: { asked: 'confirming a paper on an authorisation or office', refused: 'confirmation refused' },
  revoke: { asked: 'ending an authorisation or office', refused: 'ending refused' },
  suspend: { asked: 'suspending listening', refused: 'suspending refused' },
  resume: { asked: 'resuming listening', refused: 'resuming refused' },
  ingest: { asked: 'taking in a recording', refused: 'taking in refused' },
  stubs: { asked: 'entering destroyed recordings', refused: 'entering refused' },
  backup: { asked: 'entering a backup', refused: 'backup refused' },
  removed: { asked: 'entering that files were removed', refused: 'removal refused' },
  reconcile: { asked: 'holding calls against recordings', refused: 'reconciliation refused' },
  explain: { asked: 'explaining a missing recording', refused: 'explanation refused' },
  session: { asked: 'signing in', refused: 'signing in refused' },
  judge: { asked: 'judging an item of a review', refused: 'judging refused' },
  conclude: { asked: 'concluding a review', refused: 'concluding refused' },
  matter: { asked: 'an entry of a matter', refused: 'matter refused' },
  read: { asked: 'reading the register or a copy of a protocol', refused: 'reading refused' },
  'session-end': { asked: 'signing out', refused: 'signing out refused' },
} as const satisfies English<typeof polish>;
