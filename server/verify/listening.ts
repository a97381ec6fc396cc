import { closing } from '../../shared/ledger/listening.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { hadLogin, hasOpened, secures, type Act, type LedgerState, type Opening } from '../entries/state.ts';
import { must, type Rules, type Scene, type Vouched } from './scene.ts';

/** §3.4: a recording may be heard for so many months. */
const term = 12;

/** The rules of a listening act, from its first release to the case file. */
export const actRules: Rules = {
  release: (scene, payload) => {
    const { state, day, at } = scene;
    must(state.suspension === null, 'suspended');
    checkListener(scene, payload);
    checkRecording(scene, payload);
    checkPresent(scene, payload);
    const act = state.acts.get(payload.act);
    if (act === undefined) checkBeginning(state, day(), payload);
    else checkGoingOn(act, at, payload);
  },
  joined: (scene, payload) => {
    const { state, at, day, recordings } = scene;
    const { login, guid, subject, subjectGuid, authorisation } = payload;
    const act = ownAct(state, payload);
    must(state.suspension === null, 'suspended');
    must(act.state === 'started', 'act-not-open');
    must(at < act.until, 'act-over');
    must(mayListen(state, login, day()), 'authorisation-not-in-force');
    must(subject !== login && subjectGuid !== guid && !act.present.includes(subject), 'present');
    must(state.people.get(subject)?.guid === subjectGuid && mayListen(state, subject, day()), 'present');
    must(state.authorisations.get(authorisation)?.login === subject, 'authorisation-of-another');
    const heard = act.openings.filter((id) => state.open.has(id)).map((id) => state.openings.get(id));
    const tookPart = heard.some((one) => tookPartIn(state, recordings.get(one?.recording ?? ''), subject));
    must(!tookPart, 'took-part');
  },
  left: ({ state }, payload) => {
    const act = ownAct(state, payload);
    must(act.state === 'started', 'act-not-open');
    must(act.present.includes(payload.subject), 'present');
  },
  undelivered: ({ state }, { act, opening: id, release }) => {
    const opening = state.openings.get(id);
    must(opening?.act === act && opening.closed === null && opening.seq === release, 'opening');
  },
  closed: ({ state }, payload) => {
    const { command, act: id, opening: openingId, wrongCall } = payload;
    const opening = state.openings.get(openingId);
    must(opening?.act === id, 'opening');
    // What the keeper ends by itself is open, and nothing is said of the call.
    if (command === null) must(opening.closed === null && !wrongCall, 'opening');
    else checkClosing(ownAct(state, payload), opening, payload);
  },
  hold: ({ state, day }, payload) => {
    const { command, recording, basis, text } = payload;
    // The keeper's own follows from the basis of the act, and has no words.
    must((command === null) === (basis !== null) && (command === null) === (text === null), 'words');
    const act = command === null ? state.acts.get(payload.act) : ownAct(state, payload);
    must(act !== undefined, 'act-of-another');
    must(command === null || act.state === 'started', 'act-not-open');
    must(basis === null || (basis === act.basis && secures(state, basis)), 'basis');
    must(hasOpened(state, act, recording) && !act.held.includes(recording), 'hold');
    checkCard(state, day(), payload);
  },
  completed: ({ state }, payload) => {
    const act = ownAct(state, payload);
    must(act.state === 'started', 'act-not-open');
    must(!act.openings.some((opening) => state.open.has(opening)), 'act-playing');
  },
  corrected: ({ state }, payload) => {
    const { completed, case: caseBefore } = ownAct(state, payload);
    must(completed !== null, 'not-completed');
    must(completed.seq === payload.corrects && caseBefore === payload.caseBefore, 'correction');
  },
  reopened: ({ state, at, day }, payload) => {
    const act = ownAct(state, payload);
    must(act.corrections === 0, 'corrected');
    must(act.state === 'completed' && act.completed?.seq === payload.completed, 'not-completed');
    must(at < act.until, 'act-over');
    must(mayListen(state, payload.login, day()), 'authorisation-not-in-force');
    must(state.suspension === null, 'suspended');
  },
  filed: ({ state, day }, payload) => {
    const act = ownAct(state, payload);
    must(act.state === 'completed' && act.completed !== null, 'not-completed');
    must(payload.day <= day() && payload.day >= legalDay(new Date(act.completed.at)), 'filing-day');
    must(payload.signed === (payload.text === null), 'signature');
  },
};

/** §4.2: an employee, under an authorisation of that very person which is in force on that legal day. */
function checkListener(
  { state, day }: Scene,
  { login, guid, authorisation: number }: Payload<'release'>,
): void {
  must(state.people.get(login)?.employee === true, 'person');
  const authorisation = state.authorisations.get(number);
  must(authorisation !== undefined, 'authorisation-unknown');
  must(authorisation.login === login && authorisation.guid === guid, 'authorisation-of-another');
  must(authorisation.revokedAt === null, 'authorisation-revoked');
  must(authorisation.from <= day() && day() <= authorisation.to, 'authorisation-not-in-force');
}

function checkRecording({ state, recordings, day }: Scene, payload: Payload<'release'>): void {
  const vouched = recordings.get(payload.recording);
  must(vouched !== undefined, 'recording-unknown');
  const { cipherSha256, cipherBytes, plainBytes } = vouched;
  const same = cipherSha256 === payload.cipherSha256 && cipherBytes === payload.cipherBytes;
  must(same && plainBytes === payload.plainBytes, 'recording-other-file');
  const inTerm = day() <= addMonths(legalDay(new Date(vouched.startedAt)), term);
  must(inTerm || state.holds.has(payload.recording), 'recording-past-term');
  must(vouched.announcement !== 'no', 'recording-without-announcement');
  must(!tookPartIn(state, vouched, payload.login), 'took-part');
}

/** Each another authorised employee who took no part in the call. */
function checkPresent({ state, recordings, day }: Scene, payload: Payload<'release'>): void {
  const { login, guid, present, recording } = payload;
  must(new Set(present).size === present.length && !present.includes(login), 'present');
  must(!present.some((one) => state.people.get(one)?.guid === guid), 'present');
  for (const one of present) must(mayListen(state, one, day()), 'present');
  const vouched = recordings.get(recording);
  must(!present.some((one) => tookPartIn(state, vouched, one)), 'took-part');
}

/** Whether a person answered the call, under this login or under one that the same account had before. */
function tookPartIn(state: LedgerState, vouched: Vouched | undefined, login: string): boolean {
  const answeredLogin = vouched?.answeredLogin ?? null;
  if (answeredLogin === null) return false;
  const guid = state.people.get(login)?.guid;
  return answeredLogin === login || (guid !== undefined && hadLogin(state, answeredLogin, guid));
}

/** A later release of an act: by the same person, before the act is completed or seven days old, on the ground it began with. */
function checkGoingOn(act: Act, at: number, payload: Payload<'release'>): void {
  must(act.login === payload.login && act.guid === payload.guid, 'act-of-another');
  must(act.state === 'started', 'act-not-open');
  must(at < act.until, 'act-over');
  must(act.number === payload.protocol, 'number');
  must(groundOf(act) === groundOf(payload), 'act-ground');
}

/** An opening ends once; afterwards its listener may only add, as long as the act is open, that it was the wrong call. */
function checkClosing(act: Act, opening: Opening, { how, wrongCall }: Payload<'closed'>): void {
  must(closing.safeParse(how).success, 'opening');
  const adds = wrongCall && !opening.wrongCall && act.state === 'started';
  must(opening.closed === null || adds, 'opening');
}

/** The first release of an act: the next number of its Warsaw year, and a basis that holds on that day. */
function checkBeginning(state: LedgerState, day: string, payload: Payload<'release'>): void {
  const year = day.slice(0, 4);
  must(isNumbered(payload.protocol, state.numbers.get(year) ?? 0, year), 'number');
  const { basis, purpose, sentence } = payload;
  const holds = state.bases.some(
    ({ content, from, to }) =>
      content.code === basis &&
      content.purpose === purpose &&
      (sentence === null || content.sentences.some(({ code }) => code === sentence)) &&
      from <= day &&
      (to === null || day <= to),
  );
  must(holds, 'basis');
}

/** The next card of its Warsaw year, to be looked at on a later day. Only before the first numbered one there are some without. */
function checkCard(state: LedgerState, day: string, { number, review }: Payload<'hold'>): void {
  const year = day.slice(0, 4);
  if (number !== undefined && review !== undefined)
    must(isNumbered(number, state.cards.get(year) ?? 0, year) && review > day, 'card');
  else must(number === review && state.cards.size === 0, 'card');
}

/** The pattern is the office's; whatever it is, the next number and the year stand in it. */
function isNumbered(number: string, before: number, year: string): boolean {
  const found: string[] = number.match(/\d+/g) ?? [];
  return found.includes(String(before + 1)) && found.includes(year);
}

function groundOf(one: Act | Payload<'release'>): string {
  return JSON.stringify([one.case, one.basis, one.sentence, one.purpose, one.present]);
}

function ownAct(
  { acts }: LedgerState,
  { act: id, login, guid }: { act: string; login: string; guid: string | null },
): Act {
  const act = acts.get(id);
  must(act?.login === login && act.guid === guid, 'act-of-another');
  return act;
}

function mayListen({ people, authorisations }: LedgerState, login: string, day: string): boolean {
  const person = people.get(login);
  if (person?.employee !== true) return false;
  return [...authorisations.values()].some(
    (one) =>
      one.login === login &&
      one.guid === person.guid &&
      one.revokedAt === null &&
      one.from <= day &&
      day <= one.to,
  );
}
