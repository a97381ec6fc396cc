import type { authorityFailures as polish } from '../pl/authority-failures.ts';
import type { English } from '../english.ts';

/** Why a paper is not entered, confirmed or ended, or gives no right to listen, and why nothing is judged: see `failures`. */
export const authorityFailures = {
  'person-unknown': {
    sentence: 'There is no such person in the program. Check the user name.',
    short: 'no such person',
  },
  'authorisation-too-long': {
    sentence:
      'The period of the authorisation is too long (at most 12 months from its first day). Shorten the period.',
    short: 'authorisation for too long',
  },
  'authorisation-backdated': {
    sentence:
      'The authorisation begins more than a month before it was signed. Check the first day and the day of the signature; if both are right, a new authorisation is needed.',
    short: 'authorisation from more than a month before',
  },
  'instrument-unknown': {
    sentence: 'There is no paper with this number. Check the number.',
    short: 'no such paper',
  },
  'instrument-state': {
    sentence: 'This can no longer be done: the paper is in another state. Check what it waits for now.',
    short: 'the paper is in another state',
  },
  'confirm-outdated': {
    sentence: 'The content has changed since it was shown. Read it again.',
    short: 'the content changed meanwhile',
  },
  'nothing-to-confirm': {
    sentence:
      'This entry does not wait to be confirmed. Check its number; somebody else may have confirmed it already.',
    short: 'nothing to confirm',
  },
  'not-second-person': {
    sentence: 'Somebody other than the person who made the entry or signed the paper has to do this.',
    short: 'a second person is needed',
  },
  'not-confirmer': {
    sentence:
      'The Secretary, the Mayor, the data protection officer or a deputy of theirs confirms (a deputy mayor within the own powers). The office of Mayor, Secretary or of a deputy of theirs is confirmed by the Mayor or the officer alone.',
    short: 'somebody else confirms',
  },
  'own-instrument': {
    sentence: 'Nobody enters, signs or confirms a paper about themselves. Another person has to do it.',
    short: 'a paper about oneself',
  },
  'signatory-without-power': {
    sentence: 'On the day of signing this person could not sign this paper. Check the day and the person.',
    short: 'signed without power',
  },
  'declaration-missing': {
    sentence: 'The day on which the declaration of confidentiality was signed is missing. Enter it.',
    short: 'no declaration of confidentiality',
  },
  'scan-unreadable': {
    sentence: 'The file is not a readable PDF, JPG or PNG document of up to 10 MB. Scan the paper again.',
    short: 'unreadable scan',
  },
  'office-incompatible': {
    sentence: 'One person may not hold these offices together. Choose another person.',
    short: 'offices that exclude each other',
  },
  'version-too-early': {
    sentence: 'A new version has to begin later than the one before. Please change the day.',
    short: 'version before the former one',
  },
  'out-of-scope': {
    sentence:
      'The authorisation does not cover this purpose or this department. Ask the Secretary for a change.',
    short: 'outside the authorisation',
  },
  'own-item': {
    sentence: 'Somebody else judges one’s own acts. Refer them to the Mayor.',
    short: 'an own item of the review',
  },
  'review-open': {
    sentence:
      'Not all items are judged, or a question may still be answered. Judge the others and wait for the answer.',
    short: 'not everything is judged',
  },
  'review-over': {
    sentence: 'The review is concluded already. Its report can be printed.',
    short: 'the review is concluded',
  },
  'matter-over': {
    sentence: 'The matter is closed. Add another one if need be.',
    short: 'the matter is closed',
  },
  'matter-not-yours': {
    sentence: 'Somebody else leads this matter. Turn to the Secretary.',
    short: 'somebody else’s matter',
  },
  'matter-too-often': {
    sentence: 'Too many matters were entered within the last hour. Wait and try again.',
    short: 'too many entries of matters',
  },
} satisfies English<typeof polish>;
