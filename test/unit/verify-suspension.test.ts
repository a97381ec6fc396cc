import { describe, expect, it } from 'vitest';
import { office as family } from '../../server/entries/office.ts';
import { emptyState } from '../../server/entries/state.ts';
import { office } from '../../server/verify/office.ts';
import type { Scene, Unlawful } from '../../server/verify/scene.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { find, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  by,
  deputy,
  drop,
  factsOf,
  forged,
  insert,
  judgement,
  listener,
  put,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier } from './python.ts';
import { uuidOf } from './vectors-secrets.ts';

const judge = judgement();

/** The ledger goes on with a first look at the database, a suspension and its end, a changed database and its end. */
function goOn(lines: Line[]): void {
  for (const like of ['schema', 'a suspension', 'its end', 'schema 2', 'the end of another'])
    append(lines, like);
  put(lines, 'its end', { suspension: seqOf(lines, 'a suspension') });
  put(lines, 'the end of another', { suspension: seqOf(lines, 'schema 2') });
}
const asListener = by(listener);

it('a lawful suspension is judged lawful', async () => {
  expect((await judge(goOn)).fault).toBeNull();
});

it('INV-61 in an emergency nobody resumes who confirmed the stop, nor before somebody did', () => {
  const resumed = (seen: string | null, emergency = true): string => {
    const state = emptyState();
    const row = { number: 'PF/1/2026', office: 'secretary' as const, deputy: false, powers: [] };
    state.appointments.push({ ...row, guid: uuidOf(secretary), from: '2026-01-01', to: null });
    if (emergency) state.emergency = { entries: [5], before: [] };
    state.suspension = { by: 'keeper', seq: 4, seen: seen === null ? null : by(seen) };
    const hash = Buffer.alloc(32, 4);
    state.papers.set(4, hash);
    const scene = { state, day: () => '2026-11-25' } as Scene;
    const payload = { ...by(secretary), suspension: 4, hash: hash.toString('hex') } as Payload<'resumed'>;
    try {
      office.resumed.check?.(scene, payload);
    } catch (error) {
      return (error as Unlawful).why;
    }
    return 'lawful';
  };
  expect([resumed(null), resumed(secretary)]).toEqual(['one-person', 'one-person']);
  expect([resumed(deputy), resumed(null, false)]).toEqual(['lawful', 'lawful']);
});

it('no incident but a restore stops listening: the keeper reads no other that has `known`', () => {
  const payload = { ...by(secretary), what: 'Zalanie', known: null } as Payload<'incident'>;
  expect(() => family.incident.fold(emptyState(), payload, 2, Buffer.alloc(32))).toThrow(
    'entry 2: impossible',
  );
});

describe('INV-20, INV-52 what is not lawful about a suspension is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'a release meanwhile',
      'second listening',
      'suspended',
      (all) => insert(all, 'second listening', 'a suspension', { command: uuidOf('an earlier one') }),
    ],
    [
      'a way back to listening meanwhile',
      'going back',
      'suspended',
      (all) => insert(all, 'going back', 'a suspension', { command: uuidOf('an earlier one') }),
    ],
    ['a listener suspends', 'a suspension', 'not-suspender', (all) => put(all, 'a suspension', asListener)],
    [
      'a Secretary in an office that is not hers',
      'a suspension',
      'not-suspender',
      (all) => put(all, 'a suspension', { by: 'administrator' }),
    ],
    ['somebody else resumes', 'its end', 'not-secretary', (all) => put(all, 'its end', asListener)],
    [
      'somebody else resumes after a change of the database',
      'the end of another',
      'not-secretary',
      (all) => put(all, 'the end of another', asListener),
    ],
    [
      'an end of another suspension',
      'its end',
      'suspension',
      (all) => put(all, 'its end', { suspension: seqOf(all, 'schema') }),
    ],
    [
      'an end of one that was shown as another',
      'its end',
      'suspension',
      (all) => put(all, 'its end', { hash: 'a'.repeat(64) }),
    ],
    ['an end of nothing', 'its end', 'suspension', (all) => drop(all, 'a suspension')],
    [
      'a person states how the database is built',
      'schema',
      'author',
      (all) => put(all, 'schema', { ...asListener, command: uuidOf('x') }),
    ],
    [
      'no words',
      'a suspension',
      'words',
      (all) => {
        put(all, 'a suspension', { text: null });
        Object.assign(find(all, 'a suspension'), { salt: null, text: null });
      },
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge((lines) => {
      goOn(lines);
      change(lines);
    });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it.each<[string, (lines: Line[]) => void]>([
    [
      'a fingerprint that its parts do not give',
      (all) => put(all, 'schema 2', { fingerprint: 'a'.repeat(64) }),
    ],
    ['a change that names no part', (all) => put(all, 'schema 2', { changed: [] })],
    ['a change from a database that nobody saw', (all) => put(all, 'schema 2', { before: 'a'.repeat(64) })],
  ])('%s', async (_what, change) => {
    const { fault, seqOf } = await judge((lines) => {
      goOn(lines);
      change(lines);
    });
    expect(fault).toEqual({ seq: seqOf('schema 2'), what: 'impossible' });
  });
});

const python = findPython();
describe.runIf(python !== null)('INV-20 docs/verify.py finds an end of a stop', () => {
  const verify = ledgerVerifier(python ?? '');
  it.each<[string, (lines: Line[]) => unknown]>([
    [
      'that another stop ends',
      (all) => put(all, 'the end of another', { suspension: seqOf(all, 'a suspension') }),
    ],
    ['that was shown as another', (all) => put(all, 'the end of another', { hash: 'a'.repeat(64) })],
  ])('%s', (_what, change) => {
    const lines = forged(change, 'the end of another');
    expect(faultOf(verify(lines))).toEqual([seqOf(lines, 'the end of another'), 'suspension']);
  });
});

describe('INV-78 times fall where the desk says that clocks had run ahead, and nowhere else', () => {
  const earlier = (lines: Line[]): string => String(factsOf(find(lines, 'a recording'))['at']);
  /** After everything, an incident of an earlier time, and one that goes on from there. */
  const back = (facts: Facts) => (lines: Line[]) => {
    append(lines, 'incident', { ...by(secretary), what: 'clock', at: earlier(lines), ...facts });
    append(lines, 'incident');
  };
  const python = findPython();
  const verify = python === null ? null : ledgerVerifier(python);
  it.each<[string, string | null, Facts]>([
    ['by the desk', null, {}],
    ['by a deputy', null, by(deputy)],
    ['by a listener', 'not-secretary', asListener],
    ['by the keeper', 'not-secretary', { login: 'odsluch_keeper', guid: null }],
    ['otherwise', 'time', { what: 'zegary' }],
    ['where they do not', 'time', { at: '2027-12-31T08:00:00.000Z' }],
  ])('%s', async (_what, why, facts) => {
    const { fault, seqOf: place } = await judge(back(facts));
    const seq = place('incident 2');
    expect(fault).toEqual(why === null ? null : { seq, what: 'unlawful', why });
    const said = verify?.(forged(back(facts), 'incident'));
    if (said) expect(why === null ? said.code : faultOf(said)).toEqual(why === null ? 0 : [seq, 'time']);
  });
});
