import { describe, expect, it } from 'vitest';
import { find, seqOf, type Line } from './exported-chain.ts';
import {
  by,
  factsOf,
  forged,
  insert,
  judgement,
  listener,
  move,
  put,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { uuidOf } from './vectors-secrets.ts';

/** The regulation, the declaration and other words of a basis are registered and confirmed; then the desk says what else still holds. */
const judge = judgement('a year later');
/** A rule is no paper that is only prepared. */
const nobodySigned = (lines: Line[]): void => put(lines, 'new rules', { signed: null });

/** Changes one row of the new rules. */
function putVersion(lines: Line[], place: number, change: (row: Facts) => Facts): void {
  const rows = factsOf(find(lines, 'new rules'))['rows'] as Facts[];
  put(lines, 'new rules', { rows: rows.map((row, at) => (at === place ? { ...row, ...change(row) } : row)) });
}
/** The basis among them says something else. */
const withBasis = (change: Facts) => (lines: Line[]) =>
  putVersion(lines, 2, ({ content }) => {
    const said = content as Facts;
    return { content: { ...said, basis: { ...(said['basis'] as Facts), ...change } } };
  });

describe('INV-52 what is not lawful about rules is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'a version that begins no later than the one before',
      'new rules',
      'version',
      (all) => putVersion(all, 2, () => ({ from: '2026-01-01' })),
    ],
    ['a basis for another purpose', 'new rules', 'version', withBasis({ purpose: 'SAFETY' })],
    ['a basis that asks for nothing', 'new rules', 'version', withBasis({ fields: [] })],
    ['a basis that nobody began with', 'new rules', 'version', withBasis({ code: 'INNA' })],
    ['a listener registers them', 'new rules', 'not-secretary', (all) => put(all, 'new rules', by(listener))],
    [
      'whoever registered them confirms them',
      'rules confirmed',
      'one-person',
      (all) => put(all, 'rules confirmed', by(secretary)),
    ],
    [
      'a listener says that they still hold',
      'a year later',
      'not-secretary',
      (all) => put(all, 'a year later', by(listener)),
    ],
    [
      'a version that is confirmed after a later one',
      'sooner confirmed',
      'version',
      (all) => {
        const [row] = factsOf(find(all, 'new rules'))['rows'] as Facts[];
        const rows = [{ ...row, number: 'WR/8/2026', from: '2026-11-30' }];
        insert(all, 'rules confirmed', 'new rules', { rows, command: uuidOf('sooner') });
        const entries = [seqOf(all, 'sooner')];
        insert(all, 'a year later', 'rules confirmed', { entries, command: uuidOf('sooner confirmed') });
      },
    ],
    [
      'a protocol does not name the regulation in force',
      'completing',
      'entries',
      (all) => {
        for (const name of ['new rules', 'rules confirmed']) move(all, name, 'completing');
        put(all, 'rules confirmed', { entries: [seqOf(all, 'new rules')] });
        putVersion(all, 0, () => ({ from: '2026-11-01' }));
      },
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf: placeOf } = await judge(change);
    expect(fault).toEqual({ seq: placeOf(where), what: 'unlawful', why });
  });

  it('a version that nobody signed is no entry', async () => {
    const { fault, seqOf: placeOf } = await judge(nobodySigned);
    expect(fault).toEqual({ seq: placeOf('new rules'), what: 'payload' });
  });

  it('nothing is found where nothing was changed', async () => {
    expect((await judge(() => undefined)).fault).toBeNull();
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it('a version that nobody signed: docs/verify.py says so too', () => {
      const lines = forged(nobodySigned, 'a year later');
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, 'new rules'), 'papers']);
    });
  }
});
