import type { session as polish } from '../pl/session.ts';
import type { English } from '../english.ts';

/** Signing in, the person at the workstation, and what is away at the moment. */
export const session = {
  signIn: {
    region: 'Signing in',
    login: 'User name',
    password: 'Password',
    passwordHint: 'The same as for Windows.',
    capsLock: 'Caps Lock is on.',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    databaseAway:
      'The database does not answer. Try again in a moment and, if it happens again, tell IT support.',
    missingLogin: 'Enter the user name.',
    rule: 'Listening is possible only in exceptional and legally justified cases (§ 4(1) of the regulation).',
  },
  demo: {
    title: 'Demonstration office',
    fills: 'Choosing a person fills in the fields.',
    password: 'Password of everybody:',
    invented: 'Persons and calls are invented.',
    people: 'People of the demonstration office',
  },
  ended: {
    'ten-hours': 'The session lasted 10 hours and has ended. Sign in again; what was typed is waiting.',
    account:
      'The session at this workstation has ended: somebody signed in at another one, or the account was disabled or changed. Enter the password again; if that does not help, IT support can explain.',
    version: 'A newer version of the program is needed. Contact IT support.',
  },
  locked: {
    title: 'Program locked',
    text: 'If a recording was open, it was closed. What was typed is kept.',
    unlock: 'Unlock',
  },
  person: {
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'as in the system', light: 'light', dark: 'dark', contrast: 'high contrast' },
    size: 'Zoom',
    percent: '{{percent}}%',
    letterKeys: 'Letter keys',
    switched: { on: 'on', off: 'off' },
    lock: 'Lock',
    lockEffect: 'stops the sound',
    signOut: 'Sign out',
  },
  leaving: {
    title: 'Not everything is saved',
    text: {
      close: 'The database does not answer, or did not accept this. If you close the program, it is lost:',
      signOut: 'The database does not answer, or did not accept this. If you sign out, it is lost:',
    },
    unsent: {
      close: 'This was not sent yet. If you close the program, it is lost:',
      signOut: 'This was not sent yet. If you sign out, it is lost:',
    },
    form: '{{page}} – {{name}}',
    show: 'Show',
    showOf: 'Show: {{form}}',
    of: '{{number}} – {{what}}',
    since: '{{what}}: changes after {{time}}',
    never: '{{what}}: all of it',
    parts: {
      findings: 'findings',
      quotations: 'quotations',
      remarks: 'remarks',
      presentRemarks: 'remarks of those present',
      attachments: 'attachments',
      correction: 'correction',
      filing: 'filing',
      evidence: 'recording as evidence',
      reasons: 'reasons for listening',
    },
    savedTitle: 'Everything is saved now',
    saved: 'The connection is back, and the server has everything that was typed.',
    stay: 'Stay in the program',
    leaveUnsaved: { close: 'Close without saving', signOut: 'Sign out without saving' },
    leave: { close: 'Close the program', signOut: 'Sign out' },
  },
  authorisation: {
    valid: 'authorisation {{number}} until {{to}}',
    none: 'no authorisation to listen',
    future: 'authorisation {{number}} from {{from}}',
    expired: 'authorisation {{number}} expired on {{to}}',
    revoked: 'authorisation {{number}} ended early',
  },
  away: {
    database: 'The database does not answer.',
    databaseText: 'What was typed is kept in this window; the connection will come back by itself.',
    keeper: 'The listening server does not answer.',
    keeperText: 'Recordings cannot be opened now; the connection will come back by itself.',
    share: 'The store of recordings is unavailable.',
    ledger: 'The ledger of the office is not continuous.',
    ledgerText:
      'This workstation has seen entries that are no longer in it, so it opens no recordings. Tell IT support and the data protection officer without delay.',
    shareText: 'Recordings cannot be opened now; the connection will come back by itself.',
  },
} as const satisfies English<typeof polish>;
