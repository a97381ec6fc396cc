import { randomUUID } from 'node:crypto';
import { hostName } from '../../shared/host-name.ts';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import type { Range } from '../../shared/values.ts';
import { endOfDay, legalDay } from '../../shared/warsaw.ts';
import type { Plan } from '../../shared/ledger/quality.ts';
import { actLength } from '../../shared/protocol.ts';
import type { Part } from '../keeper/connection.ts';
import type { LookUp } from '../keeper/directory.ts';
import { found, need, type Asked, type Decide, type Family } from './entry.ts';
import { groundOf, keptWords, type ActGround } from './act-ground.ts';
import { noteGround } from './ground.ts';
import { accountsOf, besideOf, fitOrRefuse, fitToBePresent, type Present } from './presence.ts';
import { checkAvailable, checkCovers, foldPosition, mirrorPosition, notePlan, toldOf } from './quality.ts';
import { checkAudible, readVouched, vouchedFor, type Heard, type Manifest } from './recording.ts';
import {
  answer,
  headOf,
  ownHead,
  refuse,
  type Content,
  type Desk,
  type Grant,
  type Request,
} from './request.ts';
import {
  accountOf,
  covers,
  heedPace,
  isOwn,
  knownPerson,
  notInReview,
  ownAct,
  sameActiveAccount,
  tookPart,
  validAuthorisation,
} from './rights.ts';
import { whyClosed } from './restriction.ts';
import { announcedOn, secures, versionOn } from './rules.ts';
import { change, put } from './rows.ts';
import {
  openingsOf,
  yearOf,
  type Act,
  type DueHold,
  type LedgerState,
  type Opening,
  type Person,
} from './state.ts';
import { forgetTrial, tryKey, tryPublicKey, type Trial } from './trial.ts';

const noteListen: Asked<'listen'>['note'] = ({ state, time }, request, body) => {
  const { about, login } = request;
  about.recording = body.recording;
  // SECURITY: a refusal is listed with the act that it names; nobody puts one into another's protocol.
  const act = state.acts.get(body.act ?? '');
  about.act = act !== undefined && isOwn(state, act, login) ? act.id : null;
  if (hostName.test(body.host)) about.host = body.host;
  if (body.ground) noteGround(state, body.ground, time.now(), about);
  // Of one that names another way, too, only that one is said.
  else if (body.position && body.act === null) notePlan(state, body.position, request);
};

/**
 * §4: decides whether a recording's key is released. Everything slow (the row, the directory, the words) is fetched
 * first; then one instant is taken, and every check is made at it.
 */
const decideListen: Decide<'listen'> = async (desk, request, body) => {
  const { state } = desk;
  const ways = [body.act, body.ground, body.position ?? null].filter((one) => one !== null);
  if (!hostName.test(body.host) || ways.length !== 1) refuse('malformed-request');
  // While the row and the directory are asked: whatever does not depend on what they say.
  // What is drawn and gone is refused in its turn, as all that is drawn.
  const isGone = body.position !== undefined && state.destroyed.has(body.recording);
  const recording = isGone ? Promise.resolve(null) : readVouched(desk, body.recording);
  const requester = tryPublicKey(body.publicKey);
  const trial = recording.then((found) => tryKey(desk, found?.manifest ?? null));
  // Awaited below. Should the line be lost before that, this is no fault that nobody handles, which would end the keeper.
  trial.catch(() => undefined);
  try {
    const open = body.act === null ? null : (state.acts.get(body.act) ?? { present: [] });
    const logins = besideOf(state, open, body.ground?.present ?? []).map(
      ({ login, person }) => person?.login ?? login,
    );
    const [account, others] = await Promise.all([accountOf(request), accountsOf(request, logins)]);
    const kept = await keptWords(desk, body);
    return await judge(desk, request, body, {
      ...{ recording: await recording, account, others, kept },
      ...{ requester, trial: await trial },
    });
  } catch (error) {
    await forgetTrial(trial, requester);
    throw error;
  }
};

/** What was fetched before the verdict. */
type Fetched = {
  recording: Heard | null;
  account: LookUp;
  /** Of those who are present, by login. */
  others: ReadonlyMap<string, LookUp>;
  kept: string | null;
  requester: ReturnType<typeof tryPublicKey>;
  trial: Trial;
};

async function judge(
  desk: Desk,
  request: Request,
  body: Command<'listen'>,
  { recording, account, others, kept, requester, trial }: Fetched,
): Promise<Grant> {
  const { state, time } = desk;
  const now = time.now();
  // First: whatever else is wrong with a request, it is answered by what holds for everybody.
  if (state.suspension !== null) refuse('listening-suspended');
  const person = knownPerson(state, request.login);
  const authorisation = validAuthorisation(state, person, now);
  const ground = groundOf(desk, request, body, now, kept);
  if (body.position) checkAvailable(state, recording, now);
  const vouched = vouchedFor(recording);
  const { manifest } = vouched;
  // §4.2: the Mayor says for which purposes somebody listens, and to whose telephones.
  if (body.position) checkCovers(authorisation, manifest.department);
  else if (!covers(authorisation, ground.purpose, [manifest.department])) refuse('out-of-scope');
  const present = checkPresent(desk, request, person, ground, others, manifest, now);
  if (tookPart(state, manifest.recording, person)) refuse('took-part-in-call');
  sameActiveAccount(account, person);
  // SECURITY: what somebody asked for whom the call concerns learns nobody who may not hear it anyway.
  checkAudible(desk, vouched, ground.basis, now);
  const agreement = 'agreement' in requester ? requester.agreement : refuse(requester.reason);
  const recordingKey = 'key' in trial ? trial.key : refuse(trial.reason);
  const words = await releaseWords(desk, person, ground, present);
  const { cipherSha256, cipherBytes, plainBytes } = manifest;
  const payload = {
    ...headOf('release', desk, request, now),
    act: ground.act?.id ?? randomUUID(),
    protocol: ground.act?.number ?? nextNumber(desk, now),
    recording: manifest.recording,
    ...{ case: ground.case, basis: ground.basis, sentence: ground.sentence },
    ...{ statement: ground.statement, purpose: ground.purpose },
    ...{ authorisation: authorisation.number, present: ground.present },
    ...(body.position && { position: body.position }),
    publicKey: body.publicKey,
    ...{ cipherSha256, cipherBytes, plainBytes, host: body.host, address: request.address },
  };
  return {
    content: { payload: (text) => ({ ...payload, text }), words },
    release: { agreement, recordingKey },
  };
}

/** `login`: under which they came. */
type Beside = Present & { login: string };

/** Persons present: each another authorised employee with an active account who took no part in the call. */
function checkPresent(
  { state }: Desk,
  request: Request,
  requester: Person,
  { act, present, purpose }: ActGround,
  accounts: ReadonlyMap<string, LookUp>,
  { recording, department }: Manifest,
  now: number,
): Beside[] {
  // Of an act that is open somebody may have left meanwhile; at its beginning they are admitted, or not, as later.
  const reason = act === null ? 'person-not-admitted' : 'person-present-unfit';
  const beside = besideOf(state, act, present);
  if (new Set(beside.map(({ login, person }) => person?.guid ?? login)).size < beside.length) refuse(reason);
  const heard = { recordings: [recording], purpose, departments: [department] };
  return beside.map(({ login, person }) => {
    const account = accounts.get(person?.login ?? login);
    const fit = fitToBePresent(state, requester, person, account, heard, now);
    return { login, ...fitOrRefuse(request, fit, reason) };
  });
}

async function releaseWords(
  { connection, names }: Desk,
  person: Person,
  ground: ActGround,
  present: readonly Beside[],
): Promise<object> {
  const others = [];
  for (const one of present) {
    const { displayName, post } = await names.of(connection, one.person);
    others.push({ login: one.login, displayName, post, authorisation: one.authorisation.number });
  }
  const { justification, fields } = ground;
  return { justification, fields, person: await names.of(connection, person), present: others };
}

/** Without gaps, from 1 in every year of Europe/Warsaw: a refusal takes no number. */
function nextNumber({ state, protocolPattern }: Desk, now: number): string {
  const year = yearOf(now);
  const number = (state.numbers.get(year) ?? 0) + 1;
  return protocolPattern.replace('{n}', String(number)).replace('{rok}', year);
}

/**
 * Ends one's own opening with the stretches that the program reports as played. "To nie ta rozmowa" may also be said
 * of an opening that has ended, as long as the act is open. Refuses `act-unknown`, `act-not-yours`, `act-not-open`, `not-in-review`,
 * `recording-held` where the listener named it as evidence, and the mark alone as any other change of an act (`heedPace`).
 */
const decideClose: Decide<'close'> = (desk, request, { opening: id, ranges, how, wrongCall }) => {
  const opening = desk.state.openings.get(id) ?? refuse('act-unknown');
  const act = ownAct(desk, request, opening.act);
  request.about.act = act.id;
  request.about.recording = opening.recording;
  // What was drawn is never the wrong one.
  if (wrongCall) notInReview(act);
  const saysWrongCall = wrongCall && !opening.wrongCall && act.state === 'started';
  if (opening.closed !== null && !saysWrongCall) refuse('act-not-open');
  // What follows from the basis alone is nobody's word, and does not stand in the way.
  if (wrongCall && act.named.includes(opening.recording)) refuse('recording-held');
  // SECURITY: the mark ends a hold that the basis set, and opening the recording again sets another. Who only ends is never refused.
  if (wrongCall) heedPace(desk, request, act.id);
  const facts = { act: act.id, opening: id, how, ranges, wrongCall };
  return answer('closed', desk, request, desk.time.now(), facts);
};

/** The entry for a release of whose key the keeper knows that it never left: what came between the two is over. */
export function undelivered(opening: Opening, now: number): Content {
  const { id, act, seq } = opening;
  return {
    words: null,
    payload: () => ({ ...ownHead('undelivered', now), act, opening: id, release: seq }),
  };
}

/** The entry for an opening that has ended by itself, as `how` says. */
export function closedByItself({ id, act }: Opening, how: string, ranges: Range[], now: number): Content {
  return {
    words: null,
    payload: () => ({ ...ownHead('closed', now), act, opening: id, how, ranges, wrongCall: false }),
  };
}

/** §4: recordings are released in an act, and closed. */
export const listening: Family<'release' | 'undelivered' | 'closed'> = {
  release: {
    plural: 'wydane klucze do odsłuchania',
    needsAccount: true,
    note: noteListen,
    decide: decideListen,
    fold: foldRelease,
    mirror: mirrorRelease,
  },
  undelivered: {
    plural: 'klucze, które nie opuściły serwera',
    fold: (state, { opening, at }, seq) => {
      const known = found(state.openings.get(opening), seq);
      need(known.closed === null, seq);
      close(state, known, { at: Date.parse(at), how: 'undelivered', ranges: [] });
    },
    mirror: ({ opening, at }) => [closeOpening(opening, at, 'undelivered', [], false), endKey(opening)],
  },
  closed: {
    plural: 'zakończenia odtwarzania',
    whenApart: true,
    decide: decideClose,
    fold: (state, { opening, at, how, ranges, wrongCall }, seq) => {
      const known = found(state.openings.get(opening), seq);
      // A second one only ever says that it was the wrong call; how the first ended stays.
      if (known.closed === null) close(state, known, { at: Date.parse(at), how, ranges });
      known.wrongCall ||= wrongCall;
      if (!wrongCall) return;
      state.dueHolds = state.dueHolds.filter((due) => !isDue(due, known.act, known.recording));
      state.dueEnds = [...new Set([...state.dueEnds, ...automatic(state, known)])];
    },
    mirror: ({ opening, at, how, ranges, wrongCall }, _seq, { openings }) =>
      openings.get(opening)?.closed === null
        ? [closeOpening(opening, at, how, ranges, wrongCall), endKey(opening)]
        : [
            {
              sql: `UPDATE office.opening SET wrong_call = wrong_call OR $2 WHERE id = $1`,
              values: [opening, wrongCall],
            },
          ],
  },
};

function foldRelease(state: LedgerState, payload: Payload<'release'>, seq: number): void {
  const { command, act: id, recording, authorisation, basis } = payload;
  const opening = found(command ?? undefined, seq);
  need(state.suspension === null, seq);
  need(!state.openings.has(opening) && state.recordings.has(recording), seq);
  need(state.authorisations.has(authorisation) && whyClosed(state, recording, basis) === null, seq);
  const openedAt = Date.parse(payload.at);
  const plan = foldPosition(state, payload, seq);
  const act = state.acts.get(id) ?? newAct(state, payload, plan, openedAt, seq);
  need(act.plan === (plan?.id ?? null), seq);
  need(act.state === 'started' && act.number === payload.protocol && act.guid === payload.guid, seq);
  if (act.seq === seq) {
    const year = yearOf(openedAt);
    state.acts.set(id, act);
    if (plan) plan.act = id;
    state.numbers.set(year, (state.numbers.get(year) ?? 0) + 1);
  }
  // Opened once more, it does concern the case.
  for (const before of openingsOf(state, act, recording)) before.wrongCall = false;
  const lifted = automatic(state, { act: id, recording });
  state.dueEnds = state.dueEnds.filter((one) => !lifted.includes(one));
  act.openings.push(opening);
  for (const named of buildsOn(state, payload)) act.entries.add(named);
  const opened = { id: opening, act: id, recording, authorisation, seq, openedAt };
  state.openings.set(opening, { ...opened, closed: null, wrongCall: false });
  state.open.add(opening);
  noteDueHold(state, act, recording);
}

/**
 * What a release takes as given and its protocol states: the legal basis and the authorisation with who confirmed them, the recording and the parts of its call as they were taken in, the announcements of its day, and who admitted it without one; of a review of quality the plan, its approval and draw, and what was said of its calls.
 * SECURITY: of a call of a review of quality the part alone that was drawn: what whoever reviews is given names who answered.
 */
function buildsOn(state: LedgerState, payload: Payload<'release'>): number[] {
  const { basis, authorisation, recording, at, position } = payload;
  const { authorisations, recordings, calls, days, admissions, lost } = state;
  const admission = admissions.get(recording);
  // Of what was lost and taken in again the admission may name the former recording: as which call that was taken in.
  const admitted = admission?.recording ?? '';
  const rule = versionOn(state, `basis ${basis}`, legalDay(new Date(at)));
  return [
    ...toldOf(state.plans.get(position?.plan ?? '')),
    rule?.seq,
    rule?.confirmed,
    authorisations.get(authorisation)?.seq,
    authorisations.get(authorisation)?.confirmed,
    recordings.get(recording),
    ...(position === undefined ? (calls.get(recording)?.parts ?? []) : []),
    admission?.seq,
    recordings.get(admitted) ?? lost.get(admitted),
    ...announcedOn(state, days.get(recording) ?? '').flatMap(({ seq, confirmed }) => [seq, confirmed]),
  ].filter((seq) => seq !== undefined);
}

/** §3.4: a basis may secure the recording by being invoked; each recording of the act once. */
function noteDueHold(state: LedgerState, { id: act, basis, held }: Act, recording: string): void {
  if (held.includes(recording) || !secures(state, basis)) return;
  if (state.dueHolds.some((one) => isDue(one, act, recording))) return;
  state.dueHolds = [...state.dueHolds, { act, recording, basis }];
}

/** Holds of a recording that last and follow from the basis of an act alone; not of another recording of its call. */
function automatic(state: LedgerState, { act, recording }: Pick<Opening, 'act' | 'recording'>): number[] {
  return (state.held.get(recording) ?? []).filter((seq) => {
    const hold = state.holds.get(seq);
    return hold?.act === act && hold.basis !== null && hold.recordings.includes(recording);
  });
}

function isDue(due: DueHold, act: string, recording: string): boolean {
  return due.act === act && due.recording === recording;
}

/** Seven days are left for an act; that of a plan is open to the end of its plan. */
function endOfAct(plan: Plan | null | undefined, openedAt: number): number {
  return plan ? endOfDay(plan.until) : openedAt + actLength;
}

function newAct(
  { people }: Pick<LedgerState, 'people'>,
  payload: Payload<'release'>,
  plan: Plan | null,
  openedAt: number,
  seq: number,
): Act {
  const { act, protocol, login, guid, basis, sentence, statement, purpose } = payload;
  const { authorisation, text } = payload;
  const present = payload.present.map((one) => ({ login: one, guid: found(people.get(one), seq).guid }));
  return {
    ...{ id: act, number: protocol, login, guid, case: payload.case, basis, sentence, statement, purpose },
    ...{ authorisation, present, attended: present, held: [], named: [], plan: plan?.id ?? null, text, seq },
    ...{ openedAt, until: endOfAct(plan, openedAt) },
    ...{ state: 'started', openings: [], formerCases: [], corrections: 0, completed: null, filed: null },
    ...{ entries: new Set(), changes: [] },
  };
}

function close(state: LedgerState, opening: Opening, closed: NonNullable<Opening['closed']>): void {
  opening.closed = closed;
  state.open.delete(opening.id);
}

function mirrorRelease(payload: Payload<'release'>, seq: number, state: LedgerState): Part[] {
  const { act, protocol, login, guid, basis, authorisation, recording, command, at } = payload;
  const opened = put('opening', { id: command, act, recording, seq, opened_at: at, last_beat: at });
  const known = state.acts.get(act);
  if (known !== undefined) {
    const lifted = openingsOf(state, known, recording).filter(({ wrongCall }) => wrongCall);
    return [...lifted.map(({ id }) => change('opening', { wrong_call: false }, { id })), opened];
  }
  const plan = state.plans.get(payload.position?.plan ?? '');
  const until = new Date(endOfAct(plan, Date.parse(at))).toISOString();
  return [
    put('act', {
      ...{ id: act, number: protocol, login, guid, case_number: payload.case, basis, authorisation },
      ...{ opened_at: at, until, state: 'started', seq },
    }),
    opened,
    ...mirrorPosition(payload),
  ];
}

function closeOpening(id: string, at: string, how: string, ranges: unknown, wrongCall: boolean): Part {
  return {
    sql: `UPDATE office.opening SET closed_at = $2, how = $3, ranges = $4, wrong_call = wrong_call OR $5 WHERE id = $1`,
    values: [id, at, how, JSON.stringify(ranges), wrongCall],
  };
}

/** SECURITY: what is called closed hands out no key any more, from the entry on: in its own transaction. */
function endKey(opening: string): Part {
  return { sql: `DELETE FROM office.release WHERE command = $1`, values: [opening] };
}
