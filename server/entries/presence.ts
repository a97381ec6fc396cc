import type { RefusalCode } from '../../shared/failure.ts';
import { mostPresent } from '../../shared/playback.ts';
import type { LookUp } from '../keeper/directory.ts';
import type { Purpose } from '../../shared/purposes.ts';
import {
  accountFault,
  covers,
  findAuthorisation,
  knownPerson,
  mayHearOn,
  notInReview,
  ownAct,
  tookPart,
  validAuthorisation,
} from './rights.ts';
import { actIn, need, type Decide, type Family } from './entry.ts';
import { answer, refuse, type Request } from './request.ts';
import { holderOf, type Act, type Authorisation, type LedgerState, type Person } from './state.ts';

/** What somebody is to hear beside a listener: for which purpose, and whose telephones they are of. */
export type HeardBeside = { recordings: readonly string[]; purpose: Purpose; departments: readonly string[] };

/** Somebody who may hear a recording beside its listener, and under which authorisation. */
export type Present = { person: Person; authorisation: Authorisation };

/** Who may not be present, null where no entry registers them, and why not. */
type Unfit = { subject: Person | null; because: RefusalCode };

/**
 * §4.2 binds whoever hears recordings: another authorised employee with an active account; none of those who took part in the calls,
 * by the office's own rule. Refuses `directory-away`, where nobody knows.
 * SECURITY: asked for an authorised listener alone, in an act of their own. Who is authorised they choose from, who answered stands in
 * their list of calls, and whose account is active the directory tells everybody in the domain (docs/decisions/022).
 */
export function fitToBePresent(
  state: LedgerState,
  requester: Person,
  person: Person | undefined,
  account: LookUp | undefined,
  { recordings, purpose, departments }: HeardBeside,
  now: number,
): Present | Unfit {
  if (account === undefined || account.state === 'away') return refuse('directory-away');
  // SECURITY: what is nobody's login may be anything; the ledger does not keep it.
  if (person === undefined) return { subject: null, because: 'person-unknown' };
  const unfit = (because: RefusalCode): Unfit => ({ subject: person, because });
  // SECURITY: a second login of the listener's own is still the listener.
  if (person.login === requester.login || person.guid === requester.guid)
    return unfit('person-already-present');
  const authorisation = findAuthorisation(state, person, now);
  if (typeof authorisation === 'string') return unfit(authorisation);
  if (!covers(authorisation, purpose, departments)) return unfit('out-of-scope');
  if (recordings.some((one) => tookPart(state, one, person))) return unfit('took-part-in-call');
  // SECURITY: who was dismissed this morning hears nothing, though no act says so yet.
  const fault = accountFault(account, person);
  return fault === null ? { person, authorisation } : unfit(fault);
}

/** Those who are fit. Anybody else is refused with `reason`; the entry of the refusal says who and why. */
export function fitOrRefuse(
  { about }: Pick<Request, 'about'>,
  fit: Present | Unfit,
  reason: RefusalCode,
): Present {
  if ('person' in fit) return fit;
  Object.assign(about, fit);
  return refuse(reason);
}

/** What the directory knows of each of these persons, by login. */
export async function accountsOf(
  { lookUp }: Request,
  logins: readonly string[],
): Promise<ReadonlyMap<string, LookUp>> {
  return new Map(await Promise.all(logins.map(async (login) => [login, await lookUp(login)] as const)));
}

/** Whom an act that is to begin names (`act` null), and who is there in one that is open. */
export function besideOf(
  state: Pick<LedgerState, 'people'>,
  act: Pick<Act, 'present'> | null,
  logins: readonly string[],
): { login: string; person: Person | undefined }[] {
  if (act === null) return logins.map((login) => ({ login, person: state.people.get(login) }));
  return act.present.map(({ login, guid }) => ({ login, person: holderOf(state, guid) }));
}

/** Whether everybody whom the act has beside its listener may still hear what is played at `now`. */
export function presentStillFit(
  state: LedgerState,
  { present }: Act,
  heard: Pick<HeardBeside, 'purpose' | 'departments'>,
  now: number,
): boolean {
  return present.every(({ guid }) => mayHearOn(state, holderOf(state, guid), heard, now));
}

/**
 * Admits somebody to one's own act while it is open. Refuses `not-in-review`, `act-not-open`, `act-over`, `listening-suspended`,
 * `person-already-present`, `directory-away`, and `person-not-admitted` for whatever is wrong with the person.
 */
const decideJoin: Decide<'join'> = async (desk, request, { act: id, person: login }) => {
  const { state, time } = desk;
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  notInReview(act);
  const accounts = await accountsOf(request, [login]);
  const now = time.now();
  if (state.suspension !== null) refuse('listening-suspended');
  if (act.state !== 'started') refuse('act-not-open');
  if (now >= act.until) refuse('act-over');
  const listener = knownPerson(state, request.login);
  const own = validAuthorisation(state, listener, now);
  if (!covers(own, act.purpose, [])) refuse('out-of-scope');
  const guid = state.people.get(login)?.guid ?? null;
  if (act.present.some((one) => one.login === login || one.guid === guid)) refuse('person-already-present');
  if (act.present.length >= mostPresent) refuse('person-not-admitted');
  const named = state.people.get(login);
  const fit = fitToBePresent(state, listener, named, accounts.get(login), heardIn(state, act), now);
  const { person, authorisation } = fitOrRefuse(request, fit, 'person-not-admitted');
  const words = await desk.names.of(desk.connection, person);
  const facts = {
    act: act.id,
    subject: login,
    subjectGuid: person.guid,
    authorisation: authorisation.number,
  };
  return answer('joined', desk, request, now, facts, words);
};

/** Ends somebody's presence in one's own act. Refuses `act-not-open`, `person-not-present`. */
const decideLeave: Decide<'leave'> = (desk, request, { act: id, person: subject }) => {
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  if (act.state !== 'started') refuse('act-not-open');
  if (!act.present.some((one) => one.login === subject)) refuse('person-not-present');
  return answer('left', desk, request, desk.time.now(), { act: act.id, subject });
};

/** The recordings that are being heard in an act. What is closed is not; what is opened later is held against those who are there then. */
function heardIn({ open, openings, departments }: LedgerState, act: Act): HeardBeside {
  const recordings = act.openings.flatMap((id) => (open.has(id) ? (openings.get(id)?.recording ?? []) : []));
  return {
    ...{ recordings, purpose: act.purpose },
    departments: recordings.map((one) => departments.get(one) ?? ''),
  };
}

/** §4.2: who hears what is played in an act, beside its listener. */
export const presence: Family<'joined' | 'left'> = {
  joined: {
    plural: 'wejścia osób obecnych',
    decide: decideJoin,
    fold: (state, { act, subject, subjectGuid: guid }, seq) => {
      const known = actIn(state, act, 'started', seq);
      need(state.people.get(subject)?.guid === guid, seq);
      need(!known.present.some(({ login }) => login === subject), seq);
      const comes = { login: subject, guid };
      const isNew = !known.attended.some((one) => one.login === subject && one.guid === guid);
      known.present = [...known.present, comes];
      if (isNew) known.attended = [...known.attended, comes];
    },
  },
  left: {
    plural: 'wyjścia osób obecnych',
    decide: decideLeave,
    fold: (state, { act, subject }, seq) => {
      const known = actIn(state, act, 'started', seq);
      need(
        known.present.some(({ login }) => login === subject),
        seq,
      );
      known.present = known.present.filter(({ login }) => login !== subject);
    },
  },
};
