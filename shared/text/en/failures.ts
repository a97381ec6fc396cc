import type { failures as polish } from '../pl/failures.ts';
import type { English } from '../english.ts';
import { caseNumberFailures } from './case-number.ts';

/** What happened and what to do, for every failure code. Without blame, without personal data. */
export const failures = {
  unexpected:
    'An unexpected error of the program occurred. Try again and, if it comes back, tell IT support.',
  'invalid-input': 'The program sent incorrect data. Check what was entered and try again.',
  'not-signed-in': 'The session has ended. Sign in again.',
  'no-right': 'This person has no right to do this in the program. Ask IT support for access.',
  'program-too-old': 'A newer version of the program is needed. Contact IT support.',
  'file-not-saved': 'The file could not be saved there. Choose another folder.',

  'sign-in-empty-password': 'Enter the password.',
  'sign-in-malformed-login': 'This is not a user name of the office. Enter it as in Windows, e.g. a.nowak.',
  'sign-in-wrong-password':
    'Wrong user name or password. Check Caps Lock and the keyboard layout, then enter the password again.',
  'sign-in-hours': 'The account cannot sign in at this hour. Contact IT support about the hours.',
  'sign-in-workstation':
    'The account cannot sign in at this workstation. Use your own workstation or contact IT support.',
  'sign-in-password-expired':
    'The password has expired. Change it in Windows (Ctrl+Alt+Delete) and sign in with the new one.',
  'sign-in-disabled': 'The account is disabled. Ask IT support to enable it.',
  'sign-in-account-expired': 'The account has expired. Ask IT support to extend it.',
  'sign-in-must-change':
    'The password must be changed. Change it in Windows (Ctrl+Alt+Delete) and sign in with the new one.',
  'sign-in-locked':
    'The account is locked after too many attempts. Wait about a quarter of an hour or ask IT support to unlock it.',
  'sign-in-no-role':
    'The account has no access to Odsłuch. Ask IT support for access, and the Secretary for an authorisation.',
  'directory-unreachable':
    'The account server (Active Directory) does not answer. Check the connection to the office network and try again in a moment.',
  'directory-untrusted':
    'The account server did not show the certificate of the office, so the password was not sent. Contact IT support.',

  'database-unreachable':
    'The database does not answer. What was typed is kept in this window; the connection will come back by itself.',
  'database-untrusted':
    'The database server did not show the certificate of the office, so the program did not connect. Contact IT support.',
  'database-taken':
    'All connections of this person to the database are taken: the program is open at another workstation as well, or a connection has just been cut. Sign out there, or try again in half a minute.',
  'keeper-unreachable':
    'The listening server does not answer, so the recording cannot be opened now. Try again in a moment.',
  'share-unreachable':
    'The store of recordings is unavailable, so the recording cannot be opened now. Try again in a moment.',
  'answer-late':
    'The listening server did not answer in time. What was typed is kept. Try again in a moment.',
  'answer-untrusted':
    'The answer of the listening server does not carry the right signature, so the program did not accept it. Tell IT support without delay.',
  'ledger-not-continued':
    'The ledger of the office does not go on from the one that this workstation has seen, so the program opens no recordings. Tell IT support and the data protection officer without delay.',
  'too-many-pending':
    'Earlier requests are still waiting for the listening server. Wait a moment and try again.',

  'no-authorisation':
    'There is no authorisation to listen. The Mayor gives it; the Secretary is in charge of that.',
  'authorisation-expired':
    'The authorisation to listen has expired. The Mayor gives a new one; the Secretary is in charge of that. Protocols that were started can be finished and filed.',
  'authorisation-revoked':
    'The authorisation to listen was revoked. The Secretary can explain. Protocols that were started can be finished and filed.',
  'authorisation-future':
    'The authorisation to listen is not valid yet. Wait until its first day; the Secretary answers questions.',
  'account-disabled': 'The Windows account is disabled. Ask IT support to enable it.',
  'account-expired': 'The Windows account has expired. Ask IT support to extend it.',
  'account-absent': 'The account is no longer in the directory of the office. Contact IT support.',
  'identity-changed':
    'The account in the directory is not the one that was authorised. Tell the Secretary and IT support.',
  'directory-away':
    'The listening server could not check the account in the directory. Try again in a moment and, if it comes back, tell IT support.',
  'took-part-in-call':
    'A person who took part in this call may not listen to its recording. Ask another authorised person to listen.',
  'recording-unknown': 'There is no such recording. Go back to the list of calls and find it again.',
  'recording-not-ready': 'The recording is still being taken into the archive. Try again in a few minutes.',
  'recording-destroyed':
    'The recording was destroyed and cannot be listened to. The list of calls shows the date and protocol of its destruction.',
  'recording-past-term':
    'The 12 months of keeping this recording have passed (§ 3(4)), so it cannot be listened to. The Secretary answers questions.',
  'recording-without-announcement':
    'The announcement of recording was not played in this call (§ 3(2)), so it cannot be listened to. Tell the Secretary.',
  'manifest-mismatch':
    'The description of the recording does not match the entry of the listening server, so it was not opened. Tell IT support.',
  'key-unusable': 'The listening server has no working key for this recording. Tell IT support.',
  'bad-public-key': 'The program did not prepare a correct receiving key. Restart the program and try again.',
  'stale-request': 'The request reached the listening server too late and was rejected. Try again.',
  'clock-apart':
    'The clocks of the office’s servers disagree, so recordings cannot be opened now. Ask IT support to set them and try again.',
  'basis-unknown': 'This legal basis is not in the list of the office today. Choose another basis.',
  'sentence-unknown':
    'This reason is not in the list of the office today. Choose another one or enter your own words.',
  'justification-too-short': 'The reason is too short. Say why this case is exceptional.',
  'field-missing': 'Data that the chosen legal basis needs are missing. Fill them in.',
  'person-present-unfit':
    'A person present may not hear this recording: they need a valid authorisation of their own and must not have taken part in the call. Say that they left (“Person left”), or listen to another recording.',
  'person-not-admitted': 'This person has no valid authorisation to listen.',
  'person-already-present': 'This person is entered as present already.',
  'person-not-present': 'This person is no longer entered as present.',
  'recording-held': 'This recording is secured as evidence in this act already.',
  'act-unknown': 'There is no such act of listening. Open it from the list “My protocols”.',
  'act-not-yours':
    'This act of listening is conducted by another person. Listening is possible only in your own acts.',
  'act-not-open':
    'This act is already completed. To go on listening choose “Back to listening”; the print will no longer be valid.',
  'act-over':
    '7 days have passed since this act began, so listening in it is over. The protocol can be finished and filed.',
  'listening-suspended':
    'Listening in the office is suspended. The Secretary resumes it; findings can still be saved, and protocols finished and filed.',
  'malformed-request':
    'The listening server did not understand the request. Check what was entered and try again; if it comes back, tell IT support.',
  'many-refusals':
    'Too many requests were refused within an hour. Further attempts are recorded together; the Secretary answers questions.',

  'act-still-playing': 'A recording is still open. Stop it and try again.',
  'findings-missing':
    'Findings are missing. Enter what was found, or mark “Not this call” on every recording.',
  'act-not-completed': 'The protocol is not completed yet. First choose “Finish and print”.',
  'day-in-future': 'The date of filing cannot be later than today. Correct it.',
  'day-before-completion':
    'The date of filing cannot be earlier than the completion of the protocol. Correct it.',
  'correction-outdated':
    'The protocol has been corrected in the meantime. Open it again and correct what it says now.',
  'nothing-corrected':
    'Nothing was changed. A correction is saved when the case number or the text of the protocol was changed.',
  'document-outdated':
    'The protocol has changed in the meantime and this print is no longer valid. Open the protocol again.',
  'document-not-saved':
    'The file could not be saved there: the folder is full or read-only. Choose another folder; the protocol stays unchanged.',

  'not-secretary': 'This belongs to the Secretary. Ask the Secretary.',
  'not-suspender': 'The Secretary or the system administrator suspends listening. Ask them.',
  'listening-not-suspended': 'Listening is not suspended. There is nothing to resume.',
  'sign-again': 'Identity must be confirmed once more. Sign in again.',
  'own-authorisation': 'Nobody can authorise themselves. The Mayor gives authorisations.',
  'person-unknown': 'There is no such person in the program. Check the user name.',
  'authorisation-unknown': 'There is no such authorisation. Check its number.',
  'authorisation-number-taken': 'An authorisation with this number exists already. Enter another number.',
  'authorisation-too-long':
    'The period of the authorisation is too long (at most 12 months). Shorten the period.',
  'ingest-rejected':
    'The listening server did not accept the recording. The cause is in the log; tell IT support.',

  'recording-missing':
    'The file of the recording is not in the store. Tell IT support; the entry in the register stays.',
  'recording-foreign':
    'The file in the store belongs to another recording, so it was not played. Tell IT support.',
  'recording-truncated': 'The file of the recording is incomplete, so it was not played. Tell IT support.',
  'recording-damaged':
    'The file of the recording is damaged or was changed, so playing was stopped. Tell IT support.',

  ...caseNumberFailures,
} as const satisfies English<typeof polish>;
