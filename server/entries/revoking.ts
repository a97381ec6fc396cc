import { subjectOf } from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { endsAlone, heldOn, isConfirmer, isDesk } from '../../shared/offices.ts';
import { gradeOf } from '../../shared/permissions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import type { LookUp } from '../keeper/directory.ts';
import type { Decide } from './entry.ts';
import { isOpen, isOrderTakenBack } from './papers.ts';
import { isSame } from './registering.ts';
import { answer, refuse } from './request.ts';
import { accountOf, sameActiveAccount } from './rights.ts';
import type { Instrument, LedgerState, Person } from './state.ts';

/**
 * Ends an authorisation or an appointment, at once or with a day; takes back a paper that nobody has confirmed, or sends it back to be put
 * right; takes back an order to destroy. What is being heard under an authorisation that ends is closed by the watch. Refuses `instrument-unknown`, `instrument-state`,
 * `not-secretary`, `not-confirmer`, `not-second-person`, `own-instrument`, `field-missing`.
 */
export const decideRevoke: Decide<'revoke'> = async (desk, request, body) => {
  const { state, time } = desk;
  const { number, why, until, paper, words } = body;
  const account = await accountOf(request);
  const now = time.now();
  const today = legalDay(new Date(now));
  const person = state.people.get(request.login) ?? refuse('not-secretary');
  const one = state.instruments.get(number) ?? refuse('instrument-unknown');
  checkForm(body, today);
  const stops = isOpen(one)
    ? takesBack(state, one, person, why, today)
    : ends(state, one, person, body, today);
  checkAccount(account, person, stops);
  const { subject } = subjectOf(one.row);
  const facts = { number, subject, why, until, paper };
  return answer('revoke', desk, request, now, facts, words === null ? null : { words });
};

function checkForm({ why, until, paper, words }: Command<'revoke'>, today: string): void {
  if (paper !== null && !isClean(paper)) refuse('malformed-request');
  if (words !== null && !isClean(words, { lines: true })) refuse('malformed-request');
  if (until !== null && until < today) refuse('malformed-request');
  if (why === 'mayor' && paper === null) refuse('field-missing');
}

/** A paper that nobody has confirmed: the desk withdraws it, whoever compares sends it back. Returns whether that stops anybody. */
function takesBack(
  { appointments }: LedgerState,
  { by, row, state }: Instrument,
  person: Person,
  why: Command<'revoke'>['why'],
  today: string,
): false {
  if (why === 'withdrawn') {
    if (!isDesk(appointments, person.guid, today)) refuse('not-secretary');
    return false;
  }
  if (why !== 'differs' || state === 'returned') refuse('instrument-state');
  if (!isConfirmer(appointments, person.guid, today)) refuse('not-confirmer');
  if (isSame(by, person)) refuse('not-second-person');
  const { subject, subjectGuid } = subjectOf(row);
  if (subject !== null && isSame({ login: subject, guid: subjectGuid }, person)) refuse('own-instrument');
  return false;
}

/** What stands is ended: by the desk or the Mayor, by whose an office is. Returns whether that stops somebody, which is the safe side. */
function ends(
  state: LedgerState,
  one: Instrument,
  person: Person,
  { why, number, until }: Command<'revoke'>,
  today: string,
): boolean {
  const { appointments, authorisations } = state;
  const may = gradeOf('revoke', heldOn(appointments, person.guid, today));
  if (isOrderTakenBack(one, why)) {
    if (may !== 'yes') refuse('not-secretary');
    if (until !== null) refuse('malformed-request');
    const stands = state.versions.find(({ row }) => row.number === number);
    if (stands === undefined || (stands.to !== null && stands.to < today)) refuse('instrument-state');
    return true;
  }
  if (why === 'withdrawn' || why === 'differs') refuse('instrument-state');
  // Any other rule is replaced by its next version.
  if ('of' in one.row) return refuse('instrument-state');
  if (!('office' in one.row)) {
    if (may !== 'yes') refuse('not-secretary');
    const stands = authorisations.get(number);
    if (stands === undefined || stands.revokedAt !== null || stands.to < today)
      return refuse('instrument-state');
    checkLast(until, stands.to);
    return true;
  }
  const alone = endsAlone(appointments, one.row, person.guid, today);
  if (!alone && may !== 'yes') refuse('not-secretary');
  const stands = appointments.find((appointment) => appointment.number === number);
  if (one.state !== 'confirmed' || (stands?.to ?? today) < today) refuse('instrument-state');
  checkLast(until, stands?.to ?? null);
  // One that waits already waits for somebody who compares.
  if ([...state.endings.values()].some((ending) => ending.number === number)) refuse('instrument-state');
  return alone;
}

/** Nothing ends after it is over. */
function checkLast(until: string | null, to: string | null): void {
  if (until !== null && to !== null && until > to) refuse('malformed-request');
}

/** Refuses what is wrong with the account; where somebody is only stopped, not that the directory is away: a session of this person signed. */
function checkAccount(account: LookUp, person: Person, stops: boolean): void {
  if (!stops || account.state !== 'away') sameActiveAccount(account, person);
}
