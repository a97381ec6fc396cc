import type { signInFailures as polish } from '../pl/sign-in.ts';
import type { English } from '../english.ts';

/** Why nobody was signed in, and what to do. */
export const signInFailures = {
  'sign-in-empty-password': { sentence: 'Enter the password.' },
  'sign-in-malformed-login': {
    sentence: 'This is not a user name of the office. Enter it as in Windows, e.g. a.nowak.',
  },
  'sign-in-wrong-password': {
    sentence:
      'Wrong user name or password. Check Caps Lock and the keyboard layout, then enter the password again.',
  },
  'sign-in-hours': {
    sentence: 'The account cannot sign in at this hour. Contact IT support about the hours.',
  },
  'sign-in-workstation': {
    sentence:
      'The account cannot sign in at this workstation. Use your own workstation or contact IT support.',
  },
  'sign-in-password-expired': {
    sentence:
      'The password has expired. Change it in Windows (Ctrl+Alt+Delete) and sign in with the new one.',
  },
  'sign-in-disabled': { sentence: 'The account is disabled. Ask IT support to enable it.' },
  'sign-in-account-expired': { sentence: 'The account has expired. Ask IT support to extend it.' },
  'sign-in-must-change': {
    sentence:
      'The password must be changed. Change it in Windows (Ctrl+Alt+Delete) and sign in with the new one.',
  },
  'sign-in-locked': {
    sentence:
      'The account is locked after too many attempts. Wait about a quarter of an hour or ask IT support to unlock it.',
  },
  'sign-in-no-role': {
    sentence: 'The account has no access to Odsłuch. Ask the Secretary for access and for an authorisation.',
  },
  'session-not-proved': {
    sentence:
      'The listening server could not confirm the password in the office directory, so nobody was signed in. Try again; should it happen again, contact IT support.',
  },
  'session-too-many': {
    sentence:
      'A wrong password was given for this person too often, and another mistake could lock the account, so the listening server does not ask for now. Sign in to the program again at the workstation where this person usually signs in. If that does not help, try again in an hour; IT support may be able to help sooner (unlock the account in the directory).',
    short: 'too many wrong passwords of this person',
  },
  'session-too-often': {
    sentence:
      'Within the last hour this person signed in too often, so the listening server entered no further sign-in. Try again in an hour. If it was somebody else, change the password in Windows (Ctrl+Alt+Delete) and tell IT support.',
  },
  'session-unanswered': {
    sentence:
      'The listening server does not answer, so nobody can sign in now. What was typed is kept. Try again in a moment.',
  },
  'session-over': {
    sentence: 'This session has ended. What was typed is kept; enter the password again.',
  },
} as const satisfies English<typeof polish>;
