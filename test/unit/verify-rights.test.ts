import { describe, expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import {
  asOf,
  by,
  command,
  deputy,
  forged,
  insert,
  judgement,
  listener,
  put,
  putRow,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { uuidOf } from './vectors-secrets.ts';

/** What a login has in the database: a paper is confirmed, gives the listener a right, and is ended. Judged by both verifications. */
const judge = judgement();
const python = findPython();
const verifyPy = python === null ? null : ledgerVerifier(python);
if (python === null) it.skip(`docs/verify.py on what logins have: ${noPython}`);

/** The keeper enters, before an entry, what the listener's login has. */
const has = (all: Line[], before: string, roles: string[], change: Facts = {}) =>
  insert(all, before, 'roles', { ...asOf(listener), roles, ...change });
const off = { account: 'disabled' };
const confirmed = 'a recording';
const over = 'incident';
/** What the act names by its number stands further back. */
function renumber(all: Line[]): void {
  put(all, 'undelivered', { release: seqOf(all, 'second listening') });
  put(all, 'going back', { completed: seqOf(all, 'completing') });
}
function reviewsToo(all: Line[]): void {
  for (const name of ['a paper', 'its signature']) putRow(all, name, { quality: 'also' });
}

it('INV-52 is lawful where it is what papers give, and goes with them, or with the account', async () => {
  const lawful = (all: Line[]) => {
    has(all, confirmed, ['listener']);
    has(all, 'first listening', [], off);
    has(all, 'first listening', ['listener']);
    has(all, over, []);
    renumber(all);
  };
  expect((await judge(lawful)).fault).toBeNull();
  if (verifyPy !== null) expect(verifyPy(forged(lawful, over)).code).toBe(0);
});

describe('INV-52 what a login has is found although hash and signature hold, where it is', () => {
  it.each<Case>([
    ['given by no paper', 'roles 3', 'rights', (all) => has(all, 'a paper', ['listener'])],
    ['more than the paper gives', 'roles 3', 'rights', (all) => has(all, confirmed, ['listener', 'quality'])],
    [
      'an office that no paper gives',
      'roles 3',
      'rights',
      (all) => has(all, confirmed, ['administrator', 'listener']),
    ],
    [
      'what another one’s paper gives',
      'roles 3',
      'rights',
      (all) => has(all, confirmed, ['secretary', 'listener'], asOf(deputy)),
    ],
    ['confirmed by nobody yet', 'roles 3', 'rights', (all) => has(all, 'a confirmation', ['listener'])],
    [
      'given before the first day',
      'roles 3',
      'rights',
      (all) => {
        putRow(all, 'its signature', { from: '2026-11-26' });
        has(all, confirmed, ['listener']);
      },
    ],
    [
      'given after the last day',
      'roles 3',
      'rights',
      (all) => {
        putRow(all, 'its signature', { from: '2026-01-01', to: '2026-11-24' });
        has(all, confirmed, ['listener']);
      },
    ],
    [
      'given back after the paper has ended',
      'roles 5',
      'rights',
      (all) => {
        has(all, confirmed, ['listener']);
        has(all, over, [], off);
        has(all, over, ['listener']);
        renumber(all);
      },
    ],
    [
      'kept in part after the paper has ended',
      'roles 4',
      'rights',
      (all) => {
        reviewsToo(all);
        has(all, confirmed, ['listener', 'quality']);
        has(all, over, ['listener']);
        renumber(all);
      },
    ],
    [
      'given back after the office has ended',
      'roles 4',
      'rights',
      (all) => {
        insert(all, over, 'a revocation', { number: 'PF/2/2026', subject: deputy, ...by(deputy), command });
        has(all, over, [], { ...asOf(deputy), ...off });
        has(all, over, ['secretary'], asOf(deputy));
      },
    ],
    [
      'taken although paper and account stand',
      'roles 4',
      'rights',
      (all) => {
        has(all, confirmed, ['listener']);
        has(all, 'first listening', []);
      },
    ],
    [
      'kept back although the account stands again',
      'roles 5',
      'rights',
      (all) => {
        has(all, confirmed, ['listener']);
        has(all, 'first listening', [], off);
        has(all, 'first listening', []);
      },
    ],
    [
      'that of an account that does not stand',
      'roles 3',
      'rights',
      (all) => has(all, confirmed, ['listener'], off),
    ],
    ['what it was', 'roles 3', 'rights', (all) => has(all, 'a paper', [])],
    ['twice the same', 'roles 3', 'roles', (all) => has(all, confirmed, ['listener', 'listener'])],
    [
      'nobody’s',
      'roles 3',
      'roles',
      (all) =>
        has(all, confirmed, [], { subject: 'x.obcy', subjectGuid: uuidOf('x.obcy'), account: 'absent' }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf: placed } = await judge(change);
    expect(fault).toEqual({ seq: placed(where), what: 'unlawful', why });
    if (verifyPy === null) return;
    const lines = forged(change, over);
    expect(faultOf(verifyPy(lines))).toEqual([seqOf(lines, where), 'rights']);
  });

  it('gone although the rights of the login are there: docs/verify.py holds each release against the papers of its day', () => {
    if (verifyPy === null) return;
    const lines = forged(
      (all) => putRow(all, 'its signature', { from: '2026-01-01', to: '2026-11-24' }),
      over,
    );
    expect(faultOf(verifyPy(lines))).toEqual([seqOf(lines, 'first listening'), 'rights']);
  });

  it('entered by a person', async () => {
    const { fault, seqOf: placed } = await judge((all) =>
      has(all, confirmed, ['listener'], { ...by(deputy), command }),
    );
    expect(fault).toEqual({ seq: placed('roles 3'), what: 'unlawful', why: 'author' });
  });
});
