import { closing } from '../../shared/ledger/listening.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { basesOfRights } from '../../shared/ledger/restriction.ts';
import { holderOf, type Act, type LedgerState, type Opening, type Person } from '../entries/state.ts';
import { mayBeHeard } from './announcement.ts';
import { isErased, isEvidence, isRestricted } from './keeping.ts';
import { checkPosition } from './quality.ts';
import {
  authorisationOf,
  isNumbered,
  isReview,
  isWithin,
  mayNotHear,
  must,
  ownAct,
  tookPartIn,
  withCase,
  type Rules,
  type Scene,
} from './scene.ts';

/** §3.4: a recording may be heard for so many months. */
const term = 12;

/** The rules of what is released in a listening act. */
export const listening: Rules<'release' | 'undelivered' | 'closed'> = {
  release: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { state, day, at } = scene;
      must(state.suspension === null, 'suspended');
      checkListener(scene, payload);
      checkRecording(scene, payload);
      if (payload.position !== undefined) checkPosition(scene, payload);
      checkPresent(scene, payload);
      const act = state.acts.get(payload.act);
      if (act === undefined) checkBeginning(state, day(), payload);
      else checkGoingOn(act, at, payload);
    },
    asked: (body, payload) => {
      const sentence = body.ground?.sentence;
      const own = sentence && 'own' in sentence ? { justification: sentence.own } : {};
      return { ...withCase(body, payload), ...own };
    },
  },
  undelivered: {
    by: 'keeper',
    check: ({ state }, { act, opening: id, release }) => {
      const opening = state.openings.get(id);
      must(opening?.act === act && opening.closed === null && opening.seq === release, 'opening');
    },
  },
  closed: {
    by: 'people',
    check: ({ state }, payload) => {
      const { command, act: id, opening: openingId, wrongCall } = payload;
      const opening = state.openings.get(openingId);
      must(opening?.act === id, 'opening');
      must(!wrongCall || !isReview(state, id), 'review-act');
      // What the keeper ends by itself is open, and nothing is said of the call.
      if (command === null) must(opening.closed === null && !wrongCall, 'opening');
      else checkClosing(ownAct(state, payload), opening, payload);
    },
  },
};

/** §4.2: an employee, under an authorisation of that very person which is in force on that legal day. */
function checkListener({ state, day, recordings }: Scene, payload: Payload<'release'>): void {
  const { login, guid, authorisation: number, recording, purpose } = payload;
  must(state.people.get(login)?.employee === true, 'person');
  const authorisation = state.authorisations.get(number);
  must(authorisation !== undefined, 'authorisation-unknown');
  must(authorisation.guid === guid, 'authorisation-of-another');
  must(authorisation.revokedAt === null, 'authorisation-revoked');
  must(authorisation.from <= day() && day() <= authorisation.to, 'authorisation-not-in-force');
  must(!mayNotHear(state, guid, day()), 'offices');
  const department = recordings.get(recording)?.department ?? '';
  // Of several the newest counts alone. What is heard under a plan `checkPosition` looks at.
  if (payload.position === undefined)
    must(isWithin(authorisationOf(state, state.people.get(login), day()), purpose, [department]), 'scope');
}

function checkRecording({ state, recordings, day }: Scene, payload: Payload<'release'>): void {
  const vouched = recordings.get(payload.recording);
  must(vouched !== undefined, 'recording-unknown');
  must(!state.destroyed.has(payload.recording), 'recording-destroyed');
  const { cipherSha256, cipherBytes, plainBytes } = vouched;
  const same = cipherSha256 === payload.cipherSha256 && cipherBytes === payload.cipherBytes;
  must(same && plainBytes === payload.plainBytes, 'recording-other-file');
  const inTerm = day() <= addMonths(legalDay(new Date(vouched.startedAt)), term);
  const isHeld = isEvidence(state, [payload.recording]);
  const restricted = isRestricted(state, payload.recording);
  must(inTerm || isHeld || restricted, 'recording-past-term');
  must(basesOfRights.includes(payload.basis) || !restricted, 'recording-restricted');
  // SECURITY: nobody puts an erasure off by opening what is to go.
  must(isHeld || !isErased(state, payload.recording), 'recording-erased');
  must(mayBeHeard(state, payload.recording, vouched), 'recording-without-announcement');
  must(!tookPartIn(state, vouched, state.people.get(payload.login)), 'took-part');
}

/** Each another authorised employee who took no part in the call: in an act that is open by the account under whose login they came. */
function checkPresent({ state, recordings, day }: Scene, payload: Payload<'release'>): void {
  const { login, guid, act, present: logins, recording, purpose } = payload;
  const beside = thereIn(state, act, logins);
  const accounts = new Set(beside.map((person) => person?.guid));
  must(accounts.size === beside.length && !logins.includes(login) && !accounts.has(guid ?? ''), 'present');
  const vouched = recordings.get(recording);
  for (const person of beside)
    must(isWithin(authorisationOf(state, person, day()), purpose, [vouched?.department ?? '']), 'present');
  must(!beside.some((person) => tookPartIn(state, vouched, person)), 'took-part');
}

/** Who hears it beside the listener: whoever has these logins as an act begins; as it goes on the accounts that came, whatever their login is by now. */
function thereIn(state: LedgerState, act: string, logins: readonly string[]): (Person | undefined)[] {
  const begun = state.acts.get(act);
  if (begun) return begun.present.map(({ guid }) => holderOf(state, guid));
  return logins.map((login) => state.people.get(login));
}

/** A later release of an act: by the same person, before the act is completed or seven days old, on the ground it began with. */
function checkGoingOn(act: Act, at: number, payload: Payload<'release'>): void {
  must(act.guid === payload.guid, 'act-of-another');
  must(act.state === 'started', 'act-not-open');
  // Of the act of a plan each call has its own days: `checkPosition`.
  must(act.plan !== null || at < act.until, 'act-over');
  must(act.number === payload.protocol, 'number');
  must(act.plan === (payload.position?.plan ?? null), 'act-ground');
  const logins = act.present.map(({ login }) => login);
  must(groundOf(act, logins) === groundOf(payload, payload.present), 'act-ground');
}

/**
 * An opening ends once; afterwards its listener may only add, as long as the act is open, that it was the wrong call. What they named as
 * evidence is none.
 */
function checkClosing(act: Act, opening: Opening, { how, wrongCall }: Payload<'closed'>): void {
  must(closing.safeParse(how).success, 'opening');
  const adds = wrongCall && !opening.wrongCall && act.state === 'started';
  must(opening.closed === null || adds, 'opening');
  must(!wrongCall || !act.named.includes(opening.recording), 'evidence');
}

/** The first release of an act: the next number of its Warsaw year, and a basis that holds on that day. */
function checkBeginning(state: LedgerState, day: string, payload: Payload<'release'>): void {
  const year = day.slice(0, 4);
  must(isNumbered(payload.protocol, state.numbers.get(year) ?? 0, year), 'number');
  const { basis, purpose, sentence, statement } = payload;
  const holds = state.versions.some(
    ({ row, to }) =>
      row.of === 'basis' &&
      row.content.basis.code === basis &&
      row.content.basis.purpose === purpose &&
      // What lets calls be drawn lets nobody pick one.
      (row.content.basis.plan === undefined) === (payload.position === undefined) &&
      row.content.basis.statement === statement &&
      (sentence === null || row.content.basis.sentences.some(({ code }) => code === sentence)) &&
      row.from <= day &&
      (to === null || day <= to),
  );
  must(holds, 'basis');
}

function groundOf(one: Act | Payload<'release'>, present: readonly string[]): string {
  return JSON.stringify([one.case, one.basis, one.sentence, one.statement, one.purpose, present]);
}
