import type { failures as polish } from '../pl/failures.ts';
import type { English } from '../english.ts';
import { caseNumberFailures } from './case-number.ts';
import { authorityFailures } from './authority-failures.ts';
import { keepingFailures } from './keeping-failures.ts';
import { documentFailures } from './document-failures.ts';
import { qualityFailures } from './quality-failures.ts';
import { signInFailures } from './sign-in.ts';

/**
 * `sentence`: what happened and what to do, for every failure code. Without blame, without personal data. `short`: the reason of
 * a refusal in a few words, as rows and titles show it.
 */
export const failures = {
  unexpected: {
    sentence:
      'An unexpected error of the program occurred. Try again and, if it comes back, tell IT support.',
    short: 'unexpected error',
  },
  'invalid-input': { sentence: 'The program sent incorrect data. Check what was entered and try again.' },
  'not-signed-in': { sentence: 'The session has ended. Sign in again.' },
  'no-right': { sentence: 'You have no right to do this in the program. The Secretary answers questions.' },
  'reading-not-entered': {
    sentence: 'The entry about reading the register did not come about. Try again.',
  },
  'program-too-old': { sentence: 'A newer version of the program is needed. Contact IT support.' },
  'file-not-saved': { sentence: 'The file could not be saved there. Choose another folder.' },
  'package-not-saved': { sentence: 'The package could not be saved there. Choose another folder.' },

  ...signInFailures,
  'directory-unreachable': {
    sentence:
      'The account server (Active Directory) does not answer. Check the connection to the office network and try again in a moment.',
  },
  'directory-untrusted': {
    sentence:
      'The account server did not show the certificate of the office, so the password was not sent. Contact IT support.',
  },
  'directory-unbound': {
    sentence:
      'The connection to the account server was closed, so people cannot be looked for now. Lock the program, unlock it with the password and try again.',
  },

  'database-unreachable': {
    sentence:
      'The database does not answer. What was typed is kept in this window; the connection will come back by itself.',
  },
  'database-untrusted': {
    sentence:
      'The database server did not show the certificate of the office, so the program did not connect. Contact IT support.',
  },
  'database-taken': {
    sentence:
      'All connections of this person to the database are taken: the program is open at another workstation as well, or a connection has just been cut. Sign out there, or try again in half a minute.',
  },
  'keeper-unreachable': {
    sentence:
      'The listening server does not answer, so the recording cannot be opened now. Try again in a moment.',
    short: 'the listening server does not answer',
  },
  'share-unreachable': {
    sentence:
      'The store of recordings is unavailable, so the recording cannot be opened now. Try again in a moment.',
    short: 'the store of recordings is unavailable',
  },
  'answer-late': {
    sentence:
      'The listening server did not answer in time, and it is not known whether there is an entry. What was typed is kept. Before trying again, check in the list whether the entry is there.',
    short: 'the answer did not come in time',
  },
  'keeper-unpinned': {
    sentence:
      'The listening server signs with another key than the one in the settings of this program. After a change of the key the program needs new settings; please contact IT support. No password was sent.',
    short: 'another key of the listening server',
  },
  'answer-untrusted': {
    sentence:
      'The answer of the listening server does not carry the right signature, so the program did not accept it. Tell IT support without delay.',
    short: 'an answer without the right signature',
  },
  'ledger-not-continued': {
    sentence:
      'The ledger of the office does not go on from the one that this workstation has seen, so the program opens no recordings. Tell IT support and the data protection officer without delay.',
    short: 'the ledger is not continuous',
  },
  'too-many-pending': {
    sentence: 'Earlier requests are still waiting for the listening server. Wait a moment and try again.',
    short: 'too many requests at once',
  },

  'no-authorisation': {
    sentence: 'There is no authorisation to listen. The Mayor gives it; the Secretary is in charge of that.',
    short: 'no authorisation',
  },
  'authorisation-expired': {
    sentence:
      'The authorisation to listen has expired. The Mayor gives a new one; the Secretary is in charge of that. Protocols that were started can be finished and filed.',
    short: 'authorisation expired',
  },
  'authorisation-revoked': {
    sentence:
      'The authorisation to listen was ended early. The Secretary can explain. Protocols that were started can be finished and filed.',
    short: 'authorisation ended early',
  },
  'authorisation-future': {
    sentence:
      'The authorisation to listen is not valid yet. Wait until its first day; the Secretary answers questions.',
    short: 'authorisation not valid yet',
  },
  'account-disabled': {
    sentence: 'The Windows account is disabled. Ask IT support to enable it.',
    short: 'account disabled',
  },
  'account-expired': {
    sentence: 'The Windows account has expired. Ask IT support to extend it.',
    short: 'account expired',
  },
  'account-absent': {
    sentence: 'The account is no longer in the directory of the office. Contact IT support.',
    short: 'no account in the directory',
  },
  'identity-changed': {
    sentence:
      'The account in the directory is not the one that was authorised. Tell the Secretary and IT support.',
    short: 'account of another person than authorised',
  },
  'directory-away': {
    sentence:
      'The listening server could not check the account in the directory. Try again in a moment and, if it comes back, tell IT support.',
    short: 'the account could not be checked',
  },
  'took-part-in-call': {
    sentence:
      'A person who took part in this call, or in another part of it, may not listen to its recording. Ask another authorised person to listen.',
    short: 'took part in this call',
  },
  'recording-unknown': {
    sentence: 'There is no such recording. Go back to the list of calls and find it again.',
    short: 'no such recording',
  },
  'recording-not-ready': {
    sentence: 'The recording is still being taken into the archive. Try again in a few minutes.',
    short: 'recording still being taken in',
  },
  'recording-destroyed': {
    sentence:
      'The recording was destroyed and cannot be listened to. The details of the call give the date and protocol of its destruction, where they were entered.',
    short: 'recording destroyed',
  },
  'recording-past-term': {
    sentence:
      'The 12 months of keeping this recording have passed (§ 3(4)), so it cannot be listened to. The Secretary answers questions.',
    short: '12 months of keeping have passed',
  },
  'recording-without-announcement': {
    sentence:
      'The caller was not told that the call is recorded (§ 3(2)). The Secretary decides whether it may be listened to.',
    short: 'call without the announcement of recording',
  },
  'manifest-mismatch': {
    sentence:
      'The description of the recording does not match the entry of the listening server, so it was not opened. Tell IT support.',
    short: 'description of the recording does not match its entry',
  },
  'key-unusable': {
    sentence: 'The listening server has no working key for this recording. Tell IT support.',
    short: 'no working key for the recording',
  },
  'bad-public-key': {
    sentence: 'The program did not prepare a correct receiving key. Restart the program and try again.',
    short: 'incorrect receiving key',
  },
  'stale-request': {
    sentence: 'The request reached the listening server too late and was rejected. Try again.',
    short: 'request came too late',
  },
  'clock-apart': {
    sentence:
      'The clocks of the office’s servers disagree. Until they agree, a recording can only be closed, listening suspended, or an authorisation ended. Ask IT support to set the clocks and try again.',
    short: 'clocks of the servers disagree',
  },
  'basis-unknown': {
    sentence: 'This legal basis is not in the list of the office today. Choose another basis.',
    short: 'basis not in the list',
  },
  'sentence-unknown': {
    sentence:
      'This reason is not in the list of the office today. Choose another one or enter your own words.',
    short: 'reason not in the list',
  },
  'statement-missing': {
    sentence:
      'The request lacks the declaration that this basis asks for today, word for word. Open the reasons once more.',
    short: 'declaration missing',
  },
  'justification-too-short': {
    sentence: 'The reason is too short. Say why this case is exceptional.',
    short: 'reason too short',
  },
  'field-missing': {
    sentence: 'Data that the chosen legal basis needs are missing. Fill them in.',
    short: 'needed data missing',
  },
  'person-present-unfit': {
    sentence:
      'A person present may not hear this recording: they need a valid authorisation of their own and must not have taken part in the call. Say that they left (“Person left”), or listen to another recording.',
    short: 'a person present may not hear the recording',
  },
  'person-not-admitted': {
    sentence:
      'The person present was not admitted: they need a valid authorisation of their own and an active account, and must have taken no part in the call.',
    short: 'person not admitted',
  },
  'person-already-present': {
    sentence: 'This person is entered as present already.',
    short: 'person is present already',
  },
  'person-not-present': {
    sentence: 'This person is no longer entered as present.',
    short: 'person is not present',
  },
  'recording-held': {
    sentence: 'This recording is secured as evidence in this act already.',
    short: 'recording is secured already',
  },
  'act-unknown': {
    sentence: 'There is no such act of listening. Open it from the list “My protocols”.',
    short: 'no such act',
  },
  'act-not-yours': {
    sentence:
      'This act of listening is conducted by another person. Listening is possible only in your own acts.',
    short: 'act of another person',
  },
  'act-not-open': {
    sentence:
      'This protocol is already completed. Until it is filed or corrected or 7 days have passed, “Back to listening” is possible (the print will no longer be valid); after that, listen in a new act.',
    short: 'act already completed',
  },
  'act-over': {
    sentence:
      '7 days have passed since this act began, so listening in it is over. The protocol can be finished and filed.',
    short: '7 days of the act have passed',
  },
  'listening-suspended': {
    sentence:
      'Listening in the office is suspended. The Secretary resumes it; findings can still be saved, and protocols finished and filed.',
    short: 'listening suspended',
  },
  'malformed-request': {
    sentence:
      'The listening server did not understand the request. Check what was entered and try again; if it comes back, tell IT support.',
    short: 'request not understood',
  },
  'many-refusals': {
    sentence:
      'Too many requests were refused within an hour. This one was refused too; further refusals are entered together, without numbers of their own, and are answered after some twenty seconds. That lasts as long as there are so many refusals within an hour. The Secretary answers questions.',
    short: 'many refusals within an hour',
  },

  'act-still-playing': {
    sentence: 'The listening server has not noted yet that the recording was closed. Try again in a moment.',
    short: 'a recording is still open',
  },
  'findings-missing': {
    sentence: 'Findings are missing. Enter what was found, or mark “Not this call” on every recording.',
    short: 'findings missing',
  },
  'act-not-completed': {
    sentence: 'The protocol is not completed yet. First choose “Finish and print”.',
    short: 'protocol not completed',
  },
  'act-not-abandoned': {
    sentence: 'Whoever began this protocol can still finish it.',
    short: 'its author can still finish it',
  },
  'day-in-future': {
    sentence: 'The date of filing cannot be later than today. Correct it.',
    short: 'day later than today',
  },
  'day-before-completion': {
    sentence: 'The date of filing cannot be earlier than the completion of the protocol. Correct it.',
    short: 'day before the protocol was completed',
  },
  'act-changed-too-often': {
    sentence: 'This act was changed too many times within the last hour. Wait, then try again.',
    short: 'act changed too many times within an hour',
  },
  'correction-outdated': {
    sentence: 'The protocol has been corrected in the meantime. Open it again and correct what it says now.',
    short: 'protocol corrected in the meantime',
  },
  'nothing-corrected': {
    sentence:
      'Nothing was changed. A correction is saved when the case number or the text of the protocol was changed.',
    short: 'the correction changes nothing',
  },
  ...documentFailures,

  'not-secretary': {
    sentence: 'This belongs to the Secretary or the deputy. Ask them.',
    short: 'a matter of the Secretary',
  },
  'not-suspender': {
    sentence:
      'The Secretary, the deputy, the Mayor or the system administrator suspends listening. Ask them.',
    short: 'the Secretary, the Mayor or the administrator suspends',
  },
  'listening-not-suspended': {
    sentence: 'Listening is not suspended. There is nothing to resume.',
    short: 'listening was not suspended',
  },
  'password-not-proved': {
    sentence: 'The listening server could not confirm the password, so nothing was entered. Try again.',
    short: 'password not confirmed',
  },
  ...authorityFailures,
  ...keepingFailures,
  ...qualityFailures,
  'ingest-rejected': {
    sentence: 'The listening server did not accept the recording. The cause is in the log; tell IT support.',
    short: 'recording not taken in',
  },
  'row-changed': {
    sentence:
      'Somebody changed the description of the recording in the database before the listening server took it in, so it was not taken in. Tell the Secretary at once, find out who changes the database, and take the source file in again.',
    short: 'description of the recording changed',
  },

  'recording-missing': {
    sentence:
      'The file of the recording is not in the store. Tell IT support; the entry in the register stays.',
    short: 'file of the recording missing',
  },
  'recording-foreign': {
    sentence: 'The file in the store belongs to another recording, so it was not played. Tell IT support.',
    short: 'file of another recording',
  },
  'recording-truncated': {
    sentence: 'The file of the recording is incomplete, so it was not played. Tell IT support.',
    short: 'file incomplete',
  },
  'recording-damaged': {
    sentence: 'The file of the recording is damaged or was changed, so playing was stopped. Tell IT support.',
    short: 'file damaged',
  },

  ...caseNumberFailures,
} as const satisfies English<typeof polish>;
