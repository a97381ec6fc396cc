import type { RefusalCode } from '../../shared/failure.ts';
import { commands, type Payload } from '../../shared/ledger/kinds.ts';
import { recordDays } from '../../shared/ledger/completeness.ts';
import { jumped, otherShare, restored, schemaPart, type SchemaPart } from '../../shared/ledger/office.ts';
import { isDesk } from '../../shared/offices.ts';
import { addDays, legalDay, monthBefore } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import type { Part } from '../keeper/connection.ts';
import { fingerprintOf } from '../keeper/fingerprint.ts';
import { loseCards } from './cards.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { answer, headOf, refuse, type Content, type Desk, type Request } from './request.ts';
import { isSame } from './registering.ts';
import { signingDesk, signingSuspender } from './rights.ts';
import { refusalWindow, unreviewedAt, type LedgerState, type Schema } from './state.ts';

/** Stops all listening of the office from now on; what is being heard is closed by the watch. Completing and filing go on. */
const decideSuspend: Decide<'suspend'> = async (desk, request, { reason }) => {
  const { by, now } = await signingSuspender(desk, request);
  if (!isClean(reason, { lines: true })) refuse('malformed-request');
  if (desk.state.suspension !== null) refuse('listening-suspended');
  return answer('suspended', desk, request, now, { by }, { reason });
};

/**
 * Lets people listen again, whoever or whatever had stopped it.
 * SECURITY: the desk's act alone. Who administers the database may stop listening, and a change of the database stops it;
 * neither is undone by one person.
 */
const decideResume: Decide<'resume'> = async (desk, request, { suspension, hash, reason }) => {
  const { person, now } = await signingDesk(desk, request);
  if (!isClean(reason, { lines: true })) refuse('malformed-request');
  const { seq, seen } = desk.state.suspension ?? refuse('listening-not-suspended');
  // SECURITY: only the stop that was shown: whoever owns the tables could show another one, or listening was stopped anew meanwhile.
  if (suspension !== seq || hash !== hashOf(desk.state, seq)) refuse('confirm-outdated');
  // SECURITY: whom nobody in office appointed lets nobody listen alone.
  if (desk.state.emergency !== null && (seen === null || isSame(seen, person))) refuse('not-second-person');
  return answer('resumed', desk, request, now, { suspension, hash }, { reason });
};

/** Of an entry that stops listening, as it is confirmed and resumed; null of any other. */
function hashOf({ papers }: Pick<LedgerState, 'papers'>, seq: number): string | null {
  return papers.get(seq)?.toString('hex') ?? null;
}

/** The content of a refusal's entry; `count` refusals in one. */
export function refusalContent(
  desk: Pick<Desk, 'state'>,
  request: Request,
  reason: RefusalCode,
  now: number,
  count = 1,
): Content {
  const { kind, address, about } = request;
  const payload: Payload<'refusal'> = {
    ...headOf('refusal', desk, request, now),
    // SECURITY: what is no kind may be anything, somebody's name too; the ledger does not keep it.
    request: Object.hasOwn(commands, kind) ? kind : 'unknown',
    reason,
    ...{ subject: about.subject?.login ?? null, subjectGuid: about.subject?.guid ?? null },
    because: about.because,
    ...{ act: about.act, recording: about.recording, case: about.case, basis: about.basis },
    ...{ count, host: about.host, address, text: null },
  };
  return { payload: () => payload, words: null };
}

/** SECURITY: what stops all listening stops the keys that nobody has fetched yet, from the entry on: in its own transaction. */
const endKeys: Part = { sql: `DELETE FROM office.release`, values: [] };

/** The office as a whole: its ledger and its database, what stops all listening, what is refused. */
export const office: Family<
  'genesis' | 'keeper' | 'refusal' | 'suspended' | 'resumed' | 'schema' | 'checked' | 'incident'
> = {
  genesis: {
    plural: 'założenie księgi',
    fold: (state, payload, seq) => {
      need(seq === 1, seq);
      state.office = payload.office;
      state.keeper = payload.keeper;
      state.share = payload.share ?? null;
      state.check = { at: Date.parse(payload.at), digests: [] };
      state.reviewed = monthBefore(legalDay(new Date(payload.at)));
    },
  },
  keeper: {
    plural: 'zmiany klucza strażnika',
    fold: (state, payload, seq) => {
      const { publicKey, former, upTo, hash } = payload;
      need(former === state.keeper && publicKey !== former, seq);
      need(upTo === seq - 1 && hash === state.head.hash.toString('hex'), seq);
      confirmedByDesk(state, payload, seq);
      state.keeper = publicKey;
      // SECURITY: whoever signs for the former key signs for nobody's ears any more.
      for (const session of state.sessions.values()) session.ended = true;
    },
    call: () => ({ sql: 'SELECT office.end_secrets()', values: [] }),
  },
  refusal: {
    plural: 'odmowy',
    fold: (state, { login, guid, at, count, reason, request }, seq) => {
      const now = Date.parse(at);
      if (guid !== null) state.refusers.set(seq, guid);
      // § 7: somebody looks at what was refused.
      if (guid !== null && (request === 'listen' || request === 'join')) {
        const { refused } = unreviewedAt(state, now);
        refused.set(guid, (refused.get(guid) ?? 0) + count);
      }
      const recent = (state.refusals.get(login) ?? []).filter((one) => one.at > now - refusalWindow);
      state.refusals.set(login, [...recent, { at: now, count, counting: reason === 'many-refusals' }]);
    },
  },
  suspended: {
    plural: 'wstrzymania odsłuchiwania',
    needsAccount: true,
    urgent: true,
    whenApart: true,
    decide: decideSuspend,
    fold: (state, { by }, seq) => {
      // In an emergency it is stopped anew, so that two people have to see that it goes on.
      need(state.suspension === null || by === 'keeper', seq);
      state.suspension = { by, seq, seen: null };
    },
    mirror: () => [endKeys],
  },
  resumed: {
    plural: 'wznowienia odsłuchiwania',
    needsAccount: true,
    urgent: true,
    decide: decideResume,
    fold: (state, { suspension, hash, guid }, seq) => {
      need(state.suspension?.seq === suspension && hash === hashOf(state, suspension), seq);
      const seen = state.suspension?.seen?.guid ?? null;
      need(state.emergency === null || (seen !== null && seen !== guid), seq);
      state.suspension = null;
    },
  },
  schema: {
    plural: 'stwierdzenia stanu bazy danych',
    fold: (state, { before, fingerprint, changed, parts }, seq) => {
      need(before === (state.schema?.fingerprint ?? null) && before !== fingerprint, seq);
      need(fingerprint === fingerprintOf(parts), seq);
      need(changed.join() === changedParts(state.schema, parts).join(), seq);
      // SECURITY: one entry for the change and for the stop, so that no crash comes between them.
      if (before !== null) state.suspension = { by: 'keeper', seq, seen: null };
      state.schema = { fingerprint, parts };
    },
    mirror: ({ before }) => (before === null ? [] : [endKeys]),
  },
  checked: {
    plural: 'sprawdzenia księgi',
    fold: (state, payload, seq) => {
      const { upTo, faults, first, digests, at } = payload;
      need(upTo < seq && faults > 0 === digests.length > 0 && faults > 0 === (first !== null), seq);
      // SECURITY: one entry for what was found and for the stop. What was found before, and resumed in spite of, hides nothing new.
      if (isNewFault(state, payload)) state.suspension = { by: 'keeper', seq, seen: null };
      state.check = { at: Date.parse(at), digests };
    },
    mirror: (payload, _seq, state) => (isNewFault(state, payload) ? [endKeys] : []),
  },
  incident: {
    plural: 'zdarzenia',
    fold: (state, payload, seq) => {
      need((payload.what === otherShare) === (payload.share !== undefined), seq);
      need(payload.what === restored || payload.known === undefined, seq);
      if (payload.what === jumped) goBack(state, payload, seq);
      if (payload.share !== undefined) {
        confirmedByDesk(state, payload, seq);
        state.share = payload.share;
      }
      if (payload.what !== restored) return;
      loseCatalogue(state, payload, seq);
      // SECURITY: holds, restrictions and revocations entered after the copy was made are lost. Nobody listens and nothing is
      // destroyed until the desk has compared what is left with its papers.
      if (payload.known !== undefined) state.suspension = { by: 'keeper', seq, seen: null };
    },
    mirror: ({ known }) => (known === undefined ? [] : [endKeys]),
    call: ({ what, lost = [] }) =>
      what === jumped
        ? { sql: 'SELECT office.end_secrets()', values: [] }
        : { sql: 'SELECT office.lose_sound($1)', values: [lost] },
  },
};

/**
 * A database that was put back to an earlier state got its entries back from the journal, which has no words: what was ingested within
 * the range can be heard no more. The incident follows at once on the last entry it names. Nor can what the keystore, put back to an
 * earlier state or damaged, has no key of.
 */
function loseCatalogue(state: LedgerState, payload: Payload<'incident'>, seq: number): void {
  const { from, to, lost = [], known } = payload;
  const first = from ?? seq;
  const says = from !== undefined || lost.length > 0 || known !== undefined;
  need((from === undefined) === (to === undefined) && says, seq);
  need(from === undefined || (first < seq && to === seq - 1), seq);
  need(
    lost.every((recording) => (state.recordings.get(recording) ?? seq) < first),
    seq,
  );
  confirmedByDesk(state, payload, seq);
  const gone = new Set(lost);
  for (const [recording, entered] of state.recordings) {
    if (entered < first && !gone.has(recording)) continue;
    state.recordings.delete(recording);
    state.lost.set(recording, entered);
  }
  for (const batch of state.batches.values()) batch.lost ||= batch.seq >= first;
  loseCards(state, first);
  for (const day of state.reconciliations.values()) day.lost ||= day.seq >= first;
}

/**
 * The clocks had jumped ahead, and entries with them; from this one on time is right again.
 * SECURITY: what was counted by those instants would hold until they come: a session would last for as long, and no night be checked.
 */
function goBack(state: LedgerState, payload: Payload<'incident'>, seq: number): void {
  const { at, from, lost } = payload;
  need(from === undefined && lost === undefined, seq);
  confirmedByDesk(state, payload, seq);
  const day = legalDay(new Date(at));
  for (const session of state.sessions.values()) session.ended = true;
  state.refusals.clear();
  state.matterEntries.clear();
  state.check.at = Math.min(state.check.at, Date.parse(at));
  state.unsignedAt = Math.min(state.unsignedAt, Date.parse(at));
  // What the keeper cleared by those days is gone rightly.
  const cleared = addDays(legalDay(new Date(`${state.worked.hour}:00Z`)), -recordDays);
  for (const matched of state.reconciliations.values()) matched.lost ||= matched.day < cleared;
  state.worked = { hour: '', days: state.worked.days.filter((one) => one <= day) };
  if (state.deskSeen !== null && state.deskSeen > day) state.deskSeen = day;
}

/** What is entered while no keeper runs, the desk confirms on the keeper's host. */
function confirmedByDesk(
  { people, appointments }: LedgerState,
  { login, at }: Pick<Payload, 'login' | 'at'>,
  seq: number,
): void {
  need(isDesk(appointments, found(people.get(login), seq).guid, legalDay(new Date(at))), seq);
}

/** Whether a check found anything that the one before it had not. */
export function isNewFault(
  { check }: LedgerState,
  { digests }: Pick<Payload<'checked'>, 'digests'>,
): boolean {
  return digests.some((one) => !check.digests.includes(one));
}

/** Which parts of a fingerprint differ from those known before, in their order; none where none were known. */
export function changedParts(before: Schema | null, parts: Schema['parts']): SchemaPart[] {
  return schemaPart.options.filter((part) => before !== null && before.parts[part] !== parts[part]);
}
