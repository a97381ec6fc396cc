import { type EntryKind, type Payload } from '../../shared/ledger/kinds.ts';
import { schemaPart, type SchemaPart } from '../../shared/ledger/office.ts';
import { entryFault, parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import type { KeyObject } from 'node:crypto';
import { fingerprintOf } from './fingerprint.ts';
import { actReducers } from '../entries/fold-act.ts';
import { FoldFault, found, need, type Reducer } from '../entries/fold-fault.ts';
import { refusalWindow, type LedgerState, type Person, type Schema } from '../entries/state.ts';

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

/** One reducer a kind. Each checks first what it builds on, and throws before it changes anything. */
const reducers: { [K in EntryKind]: Reducer<K> } = {
  ...actReducers,
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
    const before = state.people.get(subject);
    const formerGuids = before === undefined ? [] : formerGuidsOf(before, subjectGuid);
    state.people.set(subject, { login: subject, guid: subjectGuid, formerGuids, roles, employee, text, seq });
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
  refusal: (state, { login, at, count, reason }) => {
    const now = Date.parse(at);
    const recent = (state.refusals.get(login) ?? []).filter((one) => one.at > now - refusalWindow);
    state.refusals.set(login, [...recent, { at: now, count, counting: reason === 'many-refusals' }]);
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

/** The accounts that had a login before `guid`, to whom it is given now. */
function formerGuidsOf(before: Person, guid: string): string[] {
  return [...new Set([...before.formerGuids, before.guid])].filter((one) => one !== guid);
}

/** Which parts of a fingerprint differ from those known before, in their order; none where none were known. */
export function changedParts(before: Schema | null, parts: Schema['parts']): SchemaPart[] {
  return schemaPart.options.filter((part) => before !== null && before.parts[part] !== parts[part]);
}
