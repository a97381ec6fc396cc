import type { Payload } from '../../shared/ledger/kinds.ts';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { hashHolds, parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { FoldFault } from '../entries/entry.ts';
import { entryOf } from '../entries/families.ts';
import { noteChange, type LedgerState } from '../entries/state.ts';

/**
 * Checks that an entry is the next of the chain, whole and signed by the key that counts there, and folds it into the state. Without
 * keys its signature is not looked at: one that comes after it vouches for it.
 * Throws FoldFault and leaves the state as it was.
 */
export function fold(state: LedgerState, entry: SealedEntry, keys: KeeperKeys | null): Payload {
  checkPlace(state, entry);
  const fault = keys === null ? (hashHolds(entry) ? null : 'hash') : keys.faultOf(entry);
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

/** Whether what somebody asked for about an act changed it: hearing goes on otherwise, or was refused. */
function isChange(payload: Payload): boolean {
  if (payload.kind === 'closed') return payload.wrongCall;
  return payload.kind !== 'release' && payload.kind !== 'refusal';
}

/** What somebody may have to confirm. */
const confirmable: ReadonlySet<string> = new Set<Payload['kind']>([
  ...([
    'instrument',
    'revoke',
    'suspended',
    'schema',
    'checked',
    'incident',
    'stopped',
    'restricted',
  ] as const),
]);

/** Within an hour of UTC the day is the same, also in Warsaw. */
function noteDay(state: LedgerState, at: string): void {
  const hour = at.slice(0, 13);
  if (hour === state.worked.hour) return;
  const { days } = state.worked;
  const day = legalDay(new Date(at));
  const isNext = day !== days.at(-1) && isWorkingDay(day);
  state.worked = { hour, days: isNext ? [...days, day].slice(-4) : days };
}

/** Entries that change who may do what. */
const ofRights: ReadonlySet<string> = new Set<Payload['kind']>(['person', 'confirmed', 'revoke']);

/** Folds an entry that was checked, or that this program itself has just sealed and committed. */
export function foldOwn(state: LedgerState, entry: SealedEntry, payload: Payload): void {
  entryOf(payload.kind).fold(state, payload, entry.seq, entry.hash);
  // Whatever names an act belongs to its protocol, also of a kind that comes later.
  const act = 'act' in payload && payload.act !== null ? state.acts.get(payload.act) : undefined;
  act?.entries.add(entry.seq);
  if (act && payload.command !== null && isChange(payload)) noteChange(act, payload.at);
  if (payload.command !== null) state.commands.add(payload.command);
  if (ofRights.has(payload.kind)) state.rightsSeq = entry.seq;
  if (payload.kind === 'ingest') state.hashes.set(entry.seq, entry.hash);
  if (confirmable.has(payload.kind)) state.papers.set(entry.seq, entry.hash);
  noteDay(state, payload.at);
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
