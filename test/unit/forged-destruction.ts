import { find, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  asOf,
  by,
  drop,
  factsOf,
  insert,
  listener,
  put,
  putRow,
  secretary,
  type Facts,
} from './forged-ledger.ts';
import { sessionKeyOf } from './vectors-asking.ts';
import { uuidOf } from './vectors-secrets.ts';

/** A frozen ledger in which something is destroyed otherwise than the keeper would. */
export const last = 'the files are gone';
export const young = 'a call of 2026-12-09';
export const oldest = uuidOf('a call of 2025-11-20');

/** What is destroyed, without some of it. */
export const named = (all: Line[]): string[] => factsOf(find(all, 'destroyed'))['term'] as string[];

/** Entered later: of the kind and words that `like` has, by its own name. */
export function enter(all: Line[], name: string, like: string, at: string, facts: Facts): void {
  append(all, like, { command: uuidOf(name), at: `${at}.000Z`, ...facts });
}

/** Somebody signs in, at eight in the morning. */
export function signIn(all: Line[], login: string, name: string, at: string): void {
  const { publicKey } = sessionKeyOf(uuidOf(name));
  const until = `${at.replace('T08', 'T18')}.000Z`;
  enter(all, name, 'a session before the order', at, { ...by(login), publicKey, until });
}

const keeperSays = { login: 'odsluch_keeper', guid: null, command: null };
const laterOrder = 'a later order';

/** For three working days nobody of the desk comes; the keeper appoints a Secretary who listened until then. Returns the entry that does. */
export function beginEmergency(all: Line[]): number {
  for (const day of ['2026-12-11', '2026-12-14', '2026-12-15']) {
    const at = `${day}T08:00:00`;
    enter(all, `a backup of ${day}`, 'a backup before the order', at, {
      startedAt: `${at}.000Z`,
      oldestOn: '2026-11-25',
    });
  }
  append(all, 'a suspension', { ...keeperSays, at: '2026-12-16T08:00:00.000Z', by: 'keeper' });
  append(all, 'instrument', { at: '2026-12-16T08:00:01.000Z' });
  const appointed = all.length;
  const [row] = factsOf(all[appointed - 1] as Line)['rows'] as Facts[];
  const change = { ...asOf(listener), number: 'PF/4/2026', from: '2026-12-16', emergency: true };
  Object.assign(all[appointed - 1] as Line, {
    payload: JSON.stringify({ ...factsOf(all[appointed - 1] as Line), rows: [{ ...row, ...change }] }),
  });
  append(all, 'confirmed', { at: '2026-12-16T08:00:02.000Z', entries: [appointed] });
  return appointed;
}

/** Another order is entered, and confirmed in an emergency that begins after it, by whom is told, after what happens meanwhile. */
export function confirmInEmergency(
  all: Line[],
  login: string,
  meanwhile: () => void = () => undefined,
): void {
  signIn(all, secretary, 'a last session of the desk', '2026-12-10T08:02:00');
  enter(all, laterOrder, 'an order', '2026-12-10T08:02:01', {});
  putRow(all, laterOrder, { number: 'WR/9/2026', from: '2026-12-17' });
  beginEmergency(all);
  meanwhile();
  signIn(all, login, 'a session in the emergency', '2026-12-16T08:00:03');
  enter(all, 'the later order is confirmed', 'the order is confirmed', '2026-12-16T08:00:04', {
    ...by(login),
    entries: [seqOf(all, laterOrder)],
  });
}

/** Nobody was asked, in a January in which what was taken in on the ninth of December is not fresh any more. */
export function inJanuary(all: Line[]): void {
  for (const name of ['a list is agreed to', 'stopped']) drop(all, name);
  insert(all, 'destroyed', young, {
    ...{ command: uuidOf('a call of January'), recording: uuidOf('a call of January'), call: uuidOf(young) },
    ...{ at: '2027-01-14T08:00:00.000Z', startedAt: '2027-01-14T07:20:00.000Z' },
  });
  put(all, 'destroyed', { at: '2027-01-15T01:30:00.000Z', protocol: 'PZ/1/2027' });
}
/** So many of the recordings go in one entry. */
export const going = (names: readonly string[], cause: 'term' | 'ended' = 'term') => ({
  ...{ term: [], ended: [], [cause]: names, durationMs: names.length * 61_000 },
});
