import { ruleOf, subjectOf } from '../../shared/ledger/instrument.ts';
import { compares, hasPower, heldOn, inForce, isConfirmer, isDesk, officesOf } from '../../shared/offices.ts';
import { mayLetDestroy } from '../../shared/permissions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { hasBackup } from './destruction.ts';
import { endsEmergency } from './emergency.ts';
import type { Decide } from './entry.ts';
import { isOfEmergency, lastsStill, rowsOfPaper } from './papers.ts';
import { checkCompatible, isBackdated, isSame } from './registering.ts';
import { headOf, keeperLogin, refuse, type Grant } from './request.ts';
import { areErasures, checkErasures } from './restriction.ts';
import { accountOf, sameActiveAccount } from './rights.ts';
import { isLater } from './rules.ts';
import { type Author, holderOf, type Instrument, type LedgerState, type Person } from './state.ts';

/**
 * Says that entries and their papers agree: all of them, or none. Once a year the desk says the same of appointments and rules that hold
 * already: that needs no second person, for it gives nobody anything. Refuses `not-confirmer`, `nothing-to-confirm`, `confirm-outdated`,
 * `not-second-person`, `erase-held`, `own-instrument`, `declaration-missing`, `authorisation-backdated`, `office-incompatible`, `version-too-early`, `backup-missing`.
 * SECURITY: two people see every right. Whoever entered a paper does not confirm it, nor does whoever signed it or stands in it, under whichever login.
 */
export const decideConfirm: Decide<'confirm'> = async (desk, request, { entries, hashes }) => {
  const { state, time } = desk;
  const account = await accountOf(request);
  const now = time.now();
  const today = legalDay(new Date(now));
  const person = state.people.get(request.login) ?? refuse('not-confirmer');
  if (new Set(entries).size < entries.length || hashes.length !== entries.length) refuse('malformed-request');
  const head = headOf('confirmed', desk, request, now);
  const grant: Grant = { content: { payload: () => ({ ...head, entries, hashes }), words: null } };
  if (isDesk(state.appointments, person.guid, today) && entries.every((one) => holds(state, one, today))) {
    if (entries.some((entry, at) => state.papers.get(entry)?.toString('hex') !== hashes[at]))
      refuse('confirm-outdated');
    sameActiveAccount(account, person);
    return grant;
  }
  if (entries.some((entry) => state.stops.has(entry))) {
    checkStops(state, entries, hashes, person, today);
    checkAppointed(state, person, now);
    sameActiveAccount(account, person);
    return grant;
  }
  if (areErasures(state, entries)) {
    checkErasures(state, { entries, hashes }, person, today);
    checkAppointed(state, person, now);
    sameActiveAccount(account, person);
    return grant;
  }
  const papers = entries
    .map((entry, at) => ({ entry, ...waitingPaper(state, entry, hashes[at] ?? '') }))
    // SECURITY: in the order in which they will count, whatever order they were named in: who follows whom in an office depends on it.
    .sort((one, other) => one.entry - other.entry);
  const rows = papers.flatMap((paper) => paper.rows);
  // SECURITY: each of them is the own appointment; an end, which has no rows, is nobody's to accept.
  const accepts = papers.every(
    (paper) => paper.rows.length > 0 && paper.rows.every((one) => isAcceptance(state, one, person, today)),
  );
  // In office before the emergency was also who is by it no more.
  const ofEmergency = entries.filter((entry) => state.emergency?.entries.includes(entry));
  const endsIt = ofEmergency.length > 0;
  if (endsIt && ofEmergency.length < entries.length) refuse('malformed-request');
  const held = officesOf(state.appointments, person.guid, today);
  const may = endsIt
    ? endsEmergency(state, person.guid, now)
    : accepts ||
      (isConfirmer(state.appointments, person.guid, today) &&
        rows.every(({ row }) => held.some((office) => compares(office, row))));
  if (!may) refuse('not-confirmer');
  sameActiveAccount(account, person);
  for (const { by } of papers) if (isSame(by, person)) refuse('not-second-person');
  for (const one of rows) {
    // SECURITY: whoever signed a paper is no second person who looks at it.
    const signing = state.instruments.get(one.signed?.signatory ?? '');
    if (signing !== undefined && isAbout(signing, person)) refuse('not-second-person');
    if (!accepts && isAbout(one, person)) refuse('own-instrument');
    if (one.state === 'prepared') checkApproval(state, one, person, today);
  }
  // Whom the keeper appointed may have another office since, which excludes this one.
  const said = rows.flatMap(({ row, state: stands }) => (stands === 'confirmed' ? [] : [row]));
  checkCompatible(state, said, today);
  const versions = said.flatMap((row) => ('of' in row ? [row] : []));
  if (new Set(versions.map(ruleOf)).size < versions.length) refuse('malformed-request');
  // Another version may have been confirmed since it was registered.
  if (versions.some((row) => !isLater(state, row))) refuse('version-too-early');
  // §3.4: what cannot be put back is not begun to be destroyed, nor what would stay in copies.
  if (versions.some((row) => row.of === 'destruction')) {
    checkAppointed(state, person, now);
    if (!hasBackup(desk, now)) refuse('backup-missing');
  }
  return grant;
};

/** Whether a row is about a person, under whichever login. */
function isAbout({ row }: Instrument, person: Person): boolean {
  const { subject, subjectGuid } = subjectOf(row);
  return subject !== null && isSame({ login: subject, guid: subjectGuid }, person);
}

/** SECURITY: whom nobody in office appointed lets nothing be destroyed. */
function checkAppointed(state: LedgerState, { guid }: Person, now: number): void {
  if (state.emergency !== null && !endsEmergency(state, guid, now)) refuse('not-confirmer');
}

/** §3.4: agrees to what nights did not destroy unasked. */
function checkStops(
  { stops, papers, appointments }: LedgerState,
  entries: readonly number[],
  hashes: readonly string[],
  { guid }: Person,
  today: string,
): void {
  if (!mayLetDestroy(heldOn(appointments, guid, today))) refuse('not-confirmer');
  for (const [at, entry] of entries.entries()) {
    const stop = stops.get(entry) ?? refuse('malformed-request');
    if (papers.get(entry)?.toString('hex') !== hashes[at]) refuse('confirm-outdated');
    if (stop.confirmed !== null) refuse('nothing-to-confirm');
  }
}

/** Whether what an entry states holds already, and goes on. */
function holds(state: LedgerState, entry: number, day: string): boolean {
  if (state.endings.has(entry) || isOfEmergency(state, entry)) return false;
  return lastsStill(state, rowsOfPaper(state, entry), day);
}

/** What waits at an entry, and who entered it. */
function waitingPaper(state: LedgerState, entry: number, hash: string): { by: Author; rows: Instrument[] } {
  const known = state.papers.get(entry) ?? refuse('nothing-to-confirm');
  const ofEmergency = isOfEmergency(state, entry);
  const ending = state.endings.get(entry);
  const rows = rowsOfPaper(state, entry);
  // Its rows were entered anew or taken back, or what was shown is not what was signed.
  if ((ending === undefined && rows.length === 0 && !ofEmergency) || known.toString('hex') !== hash)
    refuse('confirm-outdated');
  if (ending) return { by: ending.by, rows: [] };
  // The keeper's own.
  if (ofEmergency) return { by: { login: keeperLogin, guid: null }, rows };
  const waits = rows.every(({ state: stands }) => stands === 'registered' || stands === 'prepared');
  const [first] = rows;
  return waits && first ? { by: first.by, rows } : refuse('nothing-to-confirm');
}

/**
 * What is only prepared the Mayor may approve in the program, or a deputy whose power says § 4; nobody else can make anything of it. A deputy's
 * appointment or an authorisation with its declaration, and nothing else: rules begin by what was signed.
 */
function checkApproval(
  { appointments }: LedgerState,
  { row }: Instrument,
  person: Person,
  day: string,
): void {
  const may = officesOf(appointments, person.guid, day).some((one) => hasPower(appointments, one, 4, day));
  // A Mayor is not made by another's approval, nor is a Secretary, an officer or an administrator.
  const isOfThese = 'office' in row ? row.deputy : 'declaredOn' in row;
  if (!may || !isOfThese) refuse('nothing-to-confirm');
  if (!('declaredOn' in row)) return;
  if (row.declaredOn === null) refuse('declaration-missing');
  if (isBackdated(row, day)) refuse('authorisation-backdated');
}

/**
 * A deputy of the Secretary whom nobody else can confirm accepts the office himself.
 * SECURITY: never the Secretary, never where somebody else could look at the paper: is in office, and has an account that stands.
 */
function isAcceptance(
  ledger: LedgerState,
  { row, by, state }: Instrument,
  person: Person,
  day: string,
): boolean {
  const { appointments, people } = ledger;
  if (state !== 'registered' || !('office' in row) || row.office !== 'secretary' || !row.deputy) return false;
  if (row.subjectGuid !== person.guid) return false;
  const others = appointments.filter(
    (one) =>
      one.guid !== null &&
      one.guid !== person.guid &&
      one.guid !== by.guid &&
      one.office !== 'administrator' &&
      holderOf(ledger, one.guid)?.account === 'ok' &&
      inForce(appointments, one, day),
  );
  return others.length === 0 && people.has(person.login);
}
