import type { SealedFacts } from '../../server/ingest/one-pass.ts';
import type { Content } from '../../server/entries/request.ts';
import type { KeptRequest } from '../../server/verify/source.ts';
import type { EntryKind } from '../../shared/ledger/kinds.ts';
import { uuidOf } from './vectors-secrets.ts';

/** An entry to be sealed, with what was asked for; `erased` = its words are no longer there when the ledger is exported. */
export type VectorEntry = Content & { erased?: true; request?: KeptRequest };

export type ChainParts = {
  /** The keeper's public key, base64. */
  keeper: string;
  facts: SealedFacts;
  recording: string;
  month: string;
  wrapped: Buffer;
};

export const keeperLogin = 'odsluch_keeper';
export const ingestLogin = 'odsluch_ingest' as const;
export const secretary = 'h.dudek';
export const listener = 'a.nowak';
export const deputy = 'm.bielak';
const people: readonly string[] = [secretary, listener, deputy];
export const host = { host: 'ST-14', address: '192.0.2.14' };
export const anna = { displayName: 'Anna Nowak', post: 'inspektor', unit: 'Referat Organizacyjny' };

let second = 0;
/** The first entry is the next one. */
export function beginAnew(): void {
  second = 0;
}

/** The head of a payload; a second passes from entry to entry. */
export function head<K extends EntryKind>(kind: K, login: string, command: string | null) {
  const at = new Date(Date.UTC(2026, 10, 25, 8, 0, (second += 1))).toISOString();
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
