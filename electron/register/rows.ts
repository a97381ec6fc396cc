import { totalMs } from '../../shared/heard.ts';
import type { RegisterRow } from '../../shared/register.ts';
import { actOf, concerns, evidenceOf, groundsOf, heardOf, presencesOf } from '../paper/act.ts';
import { isMissing, nameOf, notThatOne, ofKind, type Entry } from '../paper/entries.ts';
import { basisOn } from '../paper/rules.ts';

type ActRow = Extract<RegisterRow, { kind: 'act' }>;

/** A row of D2 out of checked entries. Of an act also whether a part of its time is only of a last, unsigned sign of life. */
export type SignedRow =
  (Omit<ActRow, 'account' | 'overAt'> & { unsigned: boolean }) | Exclude<RegisterRow, ActRow>;

/**
 * What the entries say of a row that the database lists; nothing of the row itself is taken over. Fails with 'document-entry-missing' or
 * 'document-entry-false', which name one.
 */
export function signedRow(listed: RegisterRow, entries: readonly Entry[]): SignedRow {
  const { seq } = listed;
  const entry = entries.find((one) => one.seq === seq) ?? isMissing(seq);
  if (listed.kind === 'act') return actRow(listed.act, seq, entries);
  switch (entry.kind) {
    case 'refusal':
      return refusalRow(entry, entries);
    case 'suspended':
    case 'resumed':
    case 'incident':
      return {
        ...stopOf(entry, entries),
        kind: entry.kind,
        reason: entry.words?.reason ?? null,
        changed: [],
      };
    case 'schema':
      return { ...stopOf(entry, entries), kind: 'schema', reason: null, changed: entry.payload.changed };
    case 'checked':
      return { ...stopOf(entry, entries), kind: 'checked', reason: null, changed: [] };
    case 'unsigned-request': {
      const { claimed, count } = entry.payload;
      return { ...stopOf(entry, entries), kind: 'unsigned-request', claimed, count };
    }
    default:
      return notThatOne(seq);
  }
}

function actRow(id: string, seq: number, entries: readonly Entry[]): SignedRow {
  const { act, first, basis, recordings, entries: own } = actOf(id, entries);
  if (first.seq !== seq) notThatOne(seq);
  const { at, login, authorisation, purpose } = first.payload;
  const grounds = groundsOf({ entries: own });
  const asked = basis.fields
    .filter(({ kind }) => kind === 'reference')
    .map(({ code }) => grounds?.fields[code]);
  const references = asked.filter((one) => one !== undefined);
  const openings = recordings.flatMap((one) => one.openings);
  return {
    ...{ kind: 'act', seq, at, act: id, number: act.number, login, authorisation, purpose },
    ...{ case: act.case, formerCases: act.formerCases, state: act.state, basisLabel: basis.label },
    person: grounds?.person.displayName ?? login,
    recordings: recordings.length,
    heardMs: recordings.reduce((sum, one) => sum + totalMs(heardOf(one.openings)), 0),
    unsigned: openings.some(({ reported, ranges }) => !reported && ranges.length > 0),
    reference: references.length === 0 ? null : references.join(', '),
    justification: grounds?.justification ?? null,
    present: presencesOf({ entries: own }).map(({ name, from, to }) => ({ person: name, from, to })),
    calls: recordings.map((one) => ({
      ...{ recording: one.recording, startedAt: one.startedAt },
      wrongCall: !concerns(one),
    })),
    evidence: evidenceOf({ entries: own, recordings }).length > 0,
  };
}

function refusalRow(entry: Entry<'refusal'>, entries: readonly Entry[]): SignedRow {
  const { seq, payload } = entry;
  const { at, login, request, reason, subject, subjectGuid, because, recording, count } = payload;
  // What was asked for in an act that is open names no case and no basis: they are the act's.
  const act = ofKind(entries, 'release').find(
    (one) => payload.act !== null && one.payload.act === payload.act,
  );
  const code = payload.basis ?? act?.payload.basis;
  const basis = code === undefined ? null : basisOn(entries, code, null, seq);
  return {
    ...{ kind: 'refusal', seq, at, login, person: nameOf(entry, entries) },
    ...{
      case: payload.case ?? act?.payload.case ?? null,
      basisLabel: basis?.label ?? null,
    },
    subject: subject === null ? null : nameOf(entry, entries, { login: subject, guid: subjectGuid }),
    ...{ request, reason, because, recording, count },
  };
}

function stopOf(entry: Entry, entries: readonly Entry[]) {
  const { at, login } = entry.payload;
  return { seq: entry.seq, at, login, person: nameOf(entry, entries) };
}
