import { describe, expect, it } from 'vitest';
import { by, judgement, listener, put, type Case } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const judge = judgement('a package');

describe('INV-63 what is not lawful about a reading is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'a listener reads the register',
      'the register is read',
      'not-reader',
      (all) => put(all, 'the register is read', by(listener)),
    ],
    [
      'a copy of a protocol that there is not',
      'a copy of a protocol',
      'reading',
      (all) => put(all, 'a copy of a protocol', { of: null }),
    ],
    ['an export without its hash', 'an export', 'reading', (all) => put(all, 'an export', { sha256: null })],
    ['an export without its count', 'an export', 'reading', (all) => put(all, 'an export', { rows: null })],
    ['a package that names no basis', 'a package', 'reading', (all) => put(all, 'a package', { text: null })],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it('of an act that nobody began, it is impossible', async () => {
    const { fault, seqOf } = await judge((all) => put(all, 'a copy of a protocol', { of: uuidOf('no act') }));
    expect(fault?.seq).toBe(seqOf('a copy of a protocol'));
  });

  it('what is lawful has no fault', async () => {
    expect((await judge(() => undefined)).fault).toBeNull();
  });
});
