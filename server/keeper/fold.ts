import { schemaPart, type EntryKind, type Payload, type SchemaPart } from '../../shared/entries.ts';
import { entryFault, parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { KeyObject } from 'node:crypto';
import { fingerprintOf } from './fingerprint.ts';
import {
  actLength,
  formerCases,
  refusalWindow,
  type Act,
  type LedgerState,
  type Opening,
  type Schema,
} from './state.ts';

/** What is wrong with an entry in its place: one word each, for the log and for `verify`. */
export type EntryFault = 'missing' | 'chain' | 'hash' | 'signature' | 'payload' | 'impossible';

export class FoldFault extends Error {
  readonly seq: number;
  readonly fault: EntryFault;
  constructor(seq: number, fault: EntryFault) {
    super(`entry ${seq}: ${fault}`);
    this.seq = seq;
    this.fault = fault;
  }
}

/**
 * Checks that an entry is the next of the chain, whole and signed by `keeperKey`, and folds it into the state.
 * Throws FoldFault and leaves the state as it was.
 */
export function fold(state: LedgerState, entry: SealedEntry, keeperKey: KeyObject): Payload {
  checkPlace(state, entry);
  const fault = entryFault(entry, keeperKey);
  if (fault !== null) throw new FoldFault(entry.seq, fault);
  const payload = readPayload(entry);
  foldOwn(state, entry, payload);
  return payload;
}

/** Throws FoldFault unless the entry is the next of the chain. */
export function checkPlace({ head }: Pick<LedgerState, 'head'>, entry: SealedEntry): void {
  if (entry.seq !== head.seq + 1) throw new FoldFault(head.seq + 1, 'missing');
  if (!entry.prev.equals(head.hash)) throw new FoldFault(entry.seq, 'chain');
}

/** Folds an entry that was checked, or that this program itself has just sealed and committed. */
export function foldOwn(state: LedgerState, entry: SealedEntry, payload: Payload): void {
  const reduce = reducers[payload.kind] as Reducer<EntryKind>;
  reduce(state, payload, entry.seq);
  state.head = { seq: entry.seq, hash: entry.hash };
}

/** Throws FoldFault for a payload that is not in its one spelling. */
export function readPayload(entry: SealedEntry): Payload {
  try {
    return parsePayload(entry.payload);
  } catch {
    throw new FoldFault(entry.seq, 'payload');
  }
}

/** `what` of the incident under which a restored database was refilled; the words of its entries `from` to `to` are lost. */
export const restored = 'restored';

type Reducer<K extends EntryKind> = (state: LedgerState, payload: Payload<K>, seq: number) => void;

/** One reducer a kind. Each checks first what it builds on, and throws before it changes anything. */
const reducers: { [K in EntryKind]: Reducer<K> } = {
  genesis: (state, payload, seq) => {
    need(seq === 1, seq);
    state.office = payload.office;
    state.keeper = payload.keeper;
  },
  key: (state, payload, seq) => {
    need(!state.keys.has(payload.month), seq);
    state.keys.set(payload.month, { public: payload.public, seq });
  },
  basis: (state, { position, content, from, to }, seq) => {
    state.bases.push({ position, content, from, to, seq });
  },
  ingest: (state, payload, seq) => {
    need(!state.recordings.has(payload.recording) && !state.lost.has(payload.recording), seq);
    state.recordings.set(payload.recording, seq);
  },
  stubs: (state, { batch, count, sha256 }, seq) => {
    need(!state.batches.has(batch), seq);
    state.batches.set(batch, { seq, count, sha256, lost: false });
  },
  person: (state, { subject, subjectGuid, roles, employee, text }, seq) => {
    state.people.set(subject, { login: subject, guid: subjectGuid, roles, employee, text, seq });
  },
  authorise: (state, payload, seq) => {
    need(!state.authorisations.has(payload.number) && state.people.has(payload.subject), seq);
    const { number, subject, subjectGuid, act, signedOn, from, to } = payload;
    const authorisation = { number, login: subject, guid: subjectGuid, act, signedOn, from, to, seq };
    state.authorisations.set(number, { ...authorisation, revokedAt: null });
  },
  revoke: (state, { number, at }, seq) => {
    const authorisation = found(state.authorisations.get(number), seq);
    authorisation.revokedAt = Date.parse(at);
  },
  release: foldRelease,
  refusal: (state, { login, at, count, reason }) => {
    const now = Date.parse(at);
    const recent = (state.refusals.get(login) ?? []).filter((one) => one.at > now - refusalWindow);
    state.refusals.set(login, [...recent, { at: now, count, counting: reason === 'many-refusals' }]);
  },
  joined: (state, { act, subject }, seq) => {
    const known = actIn(state, act, 'started', seq);
    need(state.people.has(subject) && !known.present.includes(subject), seq);
    known.present = [...known.present, subject];
  },
  left: (state, { act, subject }, seq) => {
    const known = actIn(state, act, 'started', seq);
    need(known.present.includes(subject), seq);
    known.present = known.present.filter((one) => one !== subject);
  },
  undelivered: (state, { opening, at }, seq) => {
    close(state, openOf(state, opening, seq), { at: Date.parse(at), how: 'undelivered', ranges: [] });
  },
  closed: (state, { opening, at, how, ranges, wrongCall }, seq) => {
    const known = found(state.openings.get(opening), seq);
    // A second one only ever says that it was the wrong call; how the first ended stays.
    if (known.closed === null) close(state, known, { at: Date.parse(at), how, ranges });
    known.wrongCall ||= wrongCall;
  },
  hold: (state, { act, recording }, seq) => {
    const known = found(state.acts.get(act), seq);
    need(hasOpened(state, known, recording) && !known.held.includes(recording), seq);
    known.held = [...known.held, recording];
    state.holds.set(recording, seq);
    state.dueHolds = state.dueHolds.filter((one) => one.act !== act || one.recording !== recording);
  },
  completed: (state, { act, at, text }, seq) => {
    const known = actIn(state, act, 'started', seq);
    known.state = 'completed';
    known.completed = { seq, at: Date.parse(at), text };
    // Nothing more is heard; whoever is there when listening goes on joins anew.
    known.present = [];
  },
  corrected: (state, { act, at, corrects, caseBefore, case: now, text }, seq) => {
    const known = found(state.acts.get(act), seq);
    need(known.completed?.seq === corrects && known.case === caseBefore, seq);
    known.formerCases = formerCases(known, caseBefore, now);
    known.case = now;
    known.corrections += 1;
    known.state = 'completed';
    known.completed = { seq, at: Date.parse(at), text };
    known.filed = null;
  },
  reopened: (state, { act }, seq) => {
    const known = actIn(state, act, 'completed', seq);
    known.state = 'started';
    known.completed = null;
  },
  filed: (state, { act, day, way }, seq) => {
    const known = actIn(state, act, 'completed', seq);
    known.state = 'filed';
    known.filed = { seq, day, way };
  },
  suspended: (state, { by }, seq) => {
    need(state.suspension === null, seq);
    state.suspension = { by, seq };
  },
  resumed: (state, { suspension }, seq) => {
    need(state.suspension?.seq === suspension, seq);
    state.suspension = null;
  },
  schema: (state, { before, fingerprint, changed, parts }, seq) => {
    need(before === (state.schema?.fingerprint ?? null) && before !== fingerprint, seq);
    need(fingerprint === fingerprintOf(parts), seq);
    need(changed.join() === changedParts(state.schema, parts).join(), seq);
    // SECURITY: one entry for the change and for the stop, so that no crash comes between them.
    if (before !== null) state.suspension = { by: 'keeper', seq };
    state.schema = { fingerprint, parts };
  },
  incident: (state, payload, seq) => {
    if (payload.what === restored) loseCatalogue(state, payload, seq);
  },
};

/**
 * A database that was put back to an earlier state got its entries back from the journal, which has neither wrapped keys nor
 * words: what was ingested within the range can be heard no more. The incident follows at once on the last entry it names.
 */
function loseCatalogue(state: LedgerState, { from, to, login }: Payload<'incident'>, seq: number): void {
  const first = found(from, seq);
  need(first < seq && to === seq - 1, seq);
  need(found(state.people.get(login), seq).roles.includes('secretary'), seq);
  for (const [recording, entered] of state.recordings) {
    if (entered < first) continue;
    state.recordings.delete(recording);
    state.lost.set(recording, entered);
  }
  for (const batch of state.batches.values()) batch.lost ||= batch.seq >= first;
}

/** Which parts of a fingerprint differ from those known before, in their order; none where none were known. */
export function changedParts(before: Schema | null, parts: Schema['parts']): SchemaPart[] {
  return schemaPart.options.filter((part) => before !== null && before.parts[part] !== parts[part]);
}

function foldRelease(state: LedgerState, payload: Payload<'release'>, seq: number): void {
  const { command, act: id, recording, authorisation } = payload;
  const opening = found(command ?? undefined, seq);
  need(state.suspension === null, seq);
  need(!state.openings.has(opening) && state.recordings.has(recording), seq);
  need(state.authorisations.has(authorisation), seq);
  const openedAt = Date.parse(payload.at);
  const act = state.acts.get(id) ?? newAct(payload, openedAt, seq);
  need(act.state === 'started' && act.number === payload.protocol && act.login === payload.login, seq);
  if (act.seq === seq) {
    const year = yearOf(openedAt);
    state.acts.set(id, act);
    state.numbers.set(year, (state.numbers.get(year) ?? 0) + 1);
  }
  act.openings.push(opening);
  const opened = { id: opening, act: id, recording, authorisation, seq, openedAt };
  state.openings.set(opening, { ...opened, closed: null, wrongCall: false });
  state.open.add(opening);
  noteDueHold(state, act, recording);
}

/** §3.4: a basis may secure the recording by being invoked; each recording of the act once. */
function noteDueHold(state: LedgerState, { id: act, basis, held }: Act, recording: string): void {
  if (held.includes(recording) || !secures(state, basis)) return;
  if (state.dueHolds.some((one) => one.act === act && one.recording === recording)) return;
  state.dueHolds = [...state.dueHolds, { act, recording, basis }];
}

/** Whether the basis, as it was last approved, secures what is heard under it. */
export function secures({ bases }: Pick<LedgerState, 'bases'>, basis: string): boolean {
  return bases.filter(({ content }) => content.code === basis).at(-1)?.content.hold === true;
}

/** Whether a recording was opened in an act. */
export function hasOpened(state: LedgerState, { openings }: Act, recording: string): boolean {
  return openings.some((id) => state.openings.get(id)?.recording === recording);
}

function newAct(payload: Payload<'release'>, openedAt: number, seq: number): Act {
  const { act, protocol, login, guid, basis, sentence, purpose, authorisation, present, text } = payload;
  return {
    ...{ id: act, number: protocol, login, guid, case: payload.case, basis, sentence, purpose },
    ...{ authorisation, present, held: [], text, openedAt, until: openedAt + actLength, seq },
    ...{ state: 'started', openings: [], formerCases: [], corrections: 0, completed: null, filed: null },
  };
}

/** The year of Europe/Warsaw in which protocols of this instant are numbered. */
export function yearOf(instant: number): string {
  return legalDay(new Date(instant)).slice(0, 4);
}

function close(state: LedgerState, opening: Opening, closed: NonNullable<Opening['closed']>): void {
  opening.closed = closed;
  state.open.delete(opening.id);
}

function openOf(state: LedgerState, id: string, seq: number): Opening {
  const opening = found(state.openings.get(id), seq);
  need(opening.closed === null, seq);
  return opening;
}

function actIn(state: LedgerState, id: string, expected: Act['state'], seq: number): Act {
  const act = found(state.acts.get(id), seq);
  need(act.state === expected, seq);
  return act;
}

function found<T>(value: T | undefined, seq: number): T {
  if (value === undefined) throw new FoldFault(seq, 'impossible');
  return value;
}

function need(condition: boolean, seq: number): void {
  if (!condition) throw new FoldFault(seq, 'impossible');
}
