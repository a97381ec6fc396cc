import type { SealedFacts } from '../../server/ingest/one-pass.ts';
import type { Content } from '../../server/entries/request.ts';
import type { AuthorisationRow } from '../../shared/ledger/instrument.ts';
import type { EntryKind } from '../../shared/ledger/kinds.ts';
import type { Scan } from '../../shared/scan.ts';
import { uuidOf } from './vectors-secrets.ts';

/** An entry to be sealed; `erased` = its words are no longer there when the ledger is exported, nor is what was asked for. */
export type VectorEntry = Content & { erased?: true };

export type ChainParts = {
  /** The keeper's public key, base64. */
  keeper: string;
  facts: SealedFacts;
  recording: string;
  keySha256: string;
  /** What the picture beside the chain is, as a paper names it. */
  scan: Scan;
  /** Of an entry before. */
  hashOf: (name: string) => string;
};

export const keeperLogin = 'odsluch_keeper';
export const ingestLogin = 'odsluch_ingest' as const;
export const backupLogin = 'odsluch_backup' as const;
export const secretary = 'h.dudek';
export const listener = 'a.nowak';
export const deputy = 'm.bielak';
/** Who reviews quality. */
export const rater = 'i.gil';
/** Who answers the telephone in the calls that are reviewed. */
export const clerks = ['k.lis', 'p.sowa', 'r.wilk', 't.wrona'];
const people: readonly string[] = [secretary, listener, deputy, rater, ...clerks];
export const host = { host: 'ST-14', address: '192.0.2.14' };
export const anna = { displayName: 'Anna Nowak', post: 'inspektor', unit: 'Referat Organizacyjny' };
export const halina = { displayName: 'Halina Dudek', post: 'Sekretarz Gminy', unit: 'Sekretariat' };

/** What a basis has its listener declare. */
export const statement = 'Oświadczam, że skarga mnie nie dotyczy.';

let entered = 0;
/** The day of the entries, at first that on which the ledger begins. */
const begins = '2026-11-25';
let day = begins;
const places = new Map<string, number>();
const ofKind = new Map<EntryKind, number>();
/** The first entry is the next one. */
export function beginAnew(): void {
  entered = 0;
  day = begins;
  places.clear();
  ofKind.clear();
}

/** The next entries are of a later day. */
export function later(than: string): void {
  day = than;
}

/** The head of a payload, and its place; a second passes from entry to entry. */
export function head<K extends EntryKind>(kind: K, login: string, command: string | null) {
  entered += 1;
  const count = (ofKind.get(kind) ?? 0) + 1;
  ofKind.set(kind, count);
  for (const name of [command ?? kind, kind, `${kind} ${count}`])
    if (!places.has(name)) places.set(name, entered);
  const at = new Date(Date.parse(`${day}T08:00:00Z`) + entered * 1_000).toISOString();
  const guid = people.includes(login) ? uuidOf(login) : null;
  return {
    v: 1 as const,
    kind,
    at,
    command: command === null ? null : uuidOf(command),
    login,
    guid,
    asked: null,
  };
}

/** Number of an entry before, by the name of what it answers, or by its kind: the first of it, or as many (`instrument 2`). */
export function seqOf(name: string): number {
  const seq = places.get(name);
  if (seq === undefined) throw new Error(`no entry before is called ${name}`);
  return seq;
}

/** Numbers of entries that a protocol is made of, ascending. */
export function madeOf(...names: readonly string[]): number[] {
  return names.map(seqOf).sort((one, other) => one - other);
}

/** A paper by which somebody may listen, signed before it is entered. */
export function authorised(command: string, number: string, subject: string, name: typeof anna): VectorEntry {
  const row: AuthorisationRow = {
    ...{ number, subject, subjectGuid: uuidOf(subject), purposes: ['SAFETY', 'SERVICE_STANDARDS'] },
    ...{ departments: null, quality: 'no', from: '2026-11-25', to: '2027-11-24', declaredOn: '2026-11-25' },
  };
  return {
    words: { names: [name], signatory: null },
    payload: (text) => ({
      ...{ ...head('instrument', secretary, command), what: 'authorisation', rows: [row] },
      signed: {
        ...{ paper: 'OR.077.2.2026', signatory: 'PF/3/2026', signedOn: '2026-11-25', way: 'ezd', scan: null },
      },
      text,
    }),
  };
}

/** The deputy confirms papers. */
export function confirming(
  command: string,
  papers: readonly string[],
  hashOf: ChainParts['hashOf'],
): VectorEntry {
  return {
    words: null,
    payload: () => ({
      ...{ ...head('confirmed', deputy, command), entries: papers.map(seqOf), hashes: papers.map(hashOf) },
    }),
  };
}
