import type { LookUp } from '../keeper/directory.ts';
import type { CommandKind } from '../../shared/ledger/kinds.ts';
import type { RefusalCode } from '../../shared/failure.ts';
import { excludes } from '../../shared/incompatible.ts';
import { heldOn, officesOf } from '../../shared/offices.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { gradeOf } from '../../shared/permissions.ts';
import { roles, type Role } from '../../shared/values.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { refuse, type Desk, type Request } from './request.ts';
import {
  changesWindow,
  hadLogin,
  type Act,
  type Authorisation,
  type LedgerState,
  type Person,
} from './state.ts';

/** The person who asks, as the ledger knows him; refuses `no-authorisation` for a stranger. */
export function knownPerson(state: LedgerState, login: string): Person {
  return state.people.get(login) ?? refuse('no-authorisation');
}

/**
 * §4.2: the authorisation under which this employee may listen on the legal day of `now`, of several the newest: its scope alone counts.
 * Refuses with what is wrong with the newest one.
 */
export function validAuthorisation(state: LedgerState, person: Person, now: number): Authorisation {
  const found = findAuthorisation(state, person, now);
  return typeof found === 'string' ? refuse(found) : found;
}

/** As `validAuthorisation`, with the code of the refusal instead of the throw. */
export function findAuthorisation(
  state: LedgerState,
  { guid, employee }: Person,
  now: number,
): Authorisation | RefusalCode {
  if (!employee) return 'no-authorisation';
  const today = legalDay(new Date(now));
  const own = authorisationsOf(state, guid);
  const valid = own.filter((one) => whyInvalid(one, today) === null).at(-1);
  if (valid !== undefined) return isExcluded(state, guid, today) ? 'office-incompatible' : valid;
  const newest = own.at(-1);
  return newest === undefined ? 'no-authorisation' : (whyInvalid(newest, today) ?? 'no-authorisation');
}

/**
 * Whether an account has an office on a day in which nobody listens.
 * SECURITY: asked on each day, since papers that were compatible when they were confirmed say nothing of what came later.
 */
function isExcluded({ appointments }: LedgerState, guid: string, day: string): boolean {
  return heldOn(appointments, guid, day).some((office) => excludes(office, 'authorisation'));
}

/**
 * What was authorised for an account, oldest first.
 * SECURITY: bound to the directory's objectGUID: a login that was given to somebody else inherits nothing, and a new login of the same
 * account loses nothing.
 */
function authorisationsOf({ authorisations }: LedgerState, guid: string): Authorisation[] {
  return [...authorisations.values()].filter((one) => one.guid === guid);
}

/** Whether an authorisation covers a purpose and recordings of these departments. One for reviews of quality alone covers nothing outside of them. */
export function covers({ scope }: Authorisation, purpose: Purpose, departments: readonly string[]): boolean {
  return scope.quality !== 'only' && scope.purposes.includes(purpose) && includesAll(scope, departments);
}

/** Whether an authorisation covers reviews of quality of these departments. */
export function coversReviews({ scope }: Authorisation, departments: readonly string[]): boolean {
  return scope.quality !== 'no' && includesAll(scope, departments);
}

const includesAll = (scope: Authorisation['scope'], departments: readonly string[]): boolean =>
  scope.departments === null || departments.every((one) => scope.departments?.includes(one));

/**
 * Whether somebody may go on hearing recordings of these departments for a purpose, or in the act of a plan, at `now`.
 * SECURITY: by the newest authorisation, as at the beginning, and not by the one of then: a narrower one that came meanwhile ends it.
 */
export function mayHearOn(
  state: LedgerState,
  person: Person | undefined,
  heard: { purpose: Purpose; departments: readonly string[]; plan?: string | null },
  now: number,
): boolean {
  const { purpose, departments, plan = null } = heard;
  const found = person === undefined ? 'no-authorisation' : findAuthorisation(state, person, now);
  if (typeof found === 'string') return false;
  return plan === null ? covers(found, purpose, departments) : coversReviews(found, departments);
}

function whyInvalid({ revokedAt, from, to }: Authorisation, today: string): RefusalCode | null {
  if (revokedAt !== null) return 'authorisation-revoked';
  if (from > today) return 'authorisation-future';
  return to < today ? 'authorisation-expired' : null;
}

/** What an authorisation gives, by whether it covers reviews of quality. */
const given = {
  no: ['listener'],
  only: ['quality'],
  also: ['listener', 'quality'],
} as const satisfies Record<string, readonly Role[]>;

/** §4.2, § 6.3: what somebody is to be in the program on a day: the offices, and what the authorisation gives. */
export function rolesOn(state: LedgerState, { guid, employee }: Person, day: string): Role[] {
  const own = employee && !isExcluded(state, guid, day) ? authorisationsOf(state, guid) : [];
  const valid = own.filter((one) => whyInvalid(one, day) === null).at(-1);
  const wanted = new Set<Role>([
    ...officesOf(state.appointments, guid, day).map(({ office }) => office),
    ...(valid === undefined ? [] : given[valid.scope.quality]),
  ]);
  return roles.filter((role) => wanted.has(role));
}

/**
 * Whether a person answered any part of the call that a recording is a part of: the others tell of this one.
 * SECURITY: by account. Whoever got a new login, with a new surname say, is still the one who answered under the old one, also where
 * somebody else has that by now.
 */
export function tookPart(
  state: Pick<LedgerState, 'calls' | 'people'>,
  recording: string,
  { login, guid }: Pick<Person, 'login' | 'guid'>,
): boolean {
  const answered = state.calls.get(recording)?.answered ?? [];
  return answered.some((one) => one === login || hadLogin(state, one, guid));
}

/** Refuses unless the directory knows an active account of exactly this person. */
export function sameActiveAccount(account: LookUp, person: Pick<Person, 'guid'>): void {
  const fault = accountFault(account, person);
  if (fault !== null) refuse(fault);
}

/** As `sameActiveAccount`, with the code of the refusal instead of the throw. */
export function accountFault(account: LookUp, person: Pick<Person, 'guid'>): RefusalCode | null {
  if (account.state === 'away') return 'directory-away';
  if (account.state === 'absent') return 'account-absent';
  if (account.state === 'disabled') return 'account-disabled';
  if (account.state === 'expired') return 'account-expired';
  return account.guid === person.guid ? null : 'identity-changed';
}

/**
 * The desk, in an act of its own: Secretary or deputy in office, with an active account. Refuses otherwise. `now` is when it was found
 * so, which is what its entry is dated by.
 */
export async function signingDesk(desk: Desk, request: Request): Promise<{ person: Person; now: number }> {
  const account = await accountOf(request);
  const now = desk.time.now();
  const person = desk.state.people.get(request.login);
  const held = heldOn(desk.state.appointments, person?.guid ?? null, legalDay(new Date(now)));
  // SECURITY: by the table that every office can read („Kto co może”), and by nothing else.
  if (person === undefined || gradeOf(request.kind as CommandKind, held) === 'no')
    return refuse('not-secretary');
  sameActiveAccount(account, person);
  return { person, now };
}

const stopping = ['secretary', 'mayor', 'administrator'] as const;

/**
 * Who stops listening: in which office. Refuses as `signingDesk`, but not where the directory is away: to stop is the safe side, and a
 * session of this person signed the request.
 */
export async function signingSuspender(
  desk: Desk,
  request: Request,
): Promise<{ by: (typeof stopping)[number]; now: number }> {
  const account = await accountOf(request);
  const now = desk.time.now();
  const person = desk.state.people.get(request.login);
  const held = heldOn(desk.state.appointments, person?.guid ?? null, legalDay(new Date(now)));
  const by = stopping.find((one) => held.includes(one) && gradeOf('suspend', [one]) !== 'no');
  if (person === undefined || by === undefined) return refuse('not-suspender');
  if (account.state !== 'away') sameActiveAccount(account, person);
  return { by, now };
}

export async function accountOf({ account }: Request): Promise<LookUp> {
  return (await account) ?? { state: 'away', reason: 'unreachable' };
}

/**
 * Whether an act is of whoever has a login now.
 * SECURITY: by account: a login that was given to somebody else inherits no act, and a new login of the same account keeps all.
 */
export function isOwn({ people }: Pick<LedgerState, 'people'>, { guid }: Act, login: string): boolean {
  return guid !== null && people.get(login)?.guid === guid;
}

/** One's own act. Refuses `act-unknown`, `act-not-yours`. */
export function ownAct({ state }: Pick<Desk, 'state'>, { login }: Request, id: string): Act {
  const act = state.acts.get(id) ?? refuse('act-unknown');
  if (!isOwn(state, act, login)) refuse('act-not-yours');
  return act;
}

/** SECURITY: entries last for ever; nobody fills the ledger by taking the own act to and fro. Refuses `act-changed-too-often`. */
export function heedPace({ state, time, actChangesAnHour }: Desk, request: Request, id: string): void {
  const act = state.acts.get(id);
  if (act === undefined || !isOwn(state, act, request.login)) return;
  const since = time.now() - changesWindow;
  if (act.changes.filter((at) => at > since).length < actChangesAnHour) return;
  request.about.act = id;
  refuse('act-changed-too-often');
}

/** In the act of a plan nothing is done but hearing, and writing down what follows from it. Refuses `not-in-review`. */
export function notInReview({ plan }: Pick<Act, 'plan'>): void {
  if (plan !== null) refuse('not-in-review');
}
