import { describe, expect, it } from 'vitest';
import type { Line } from './exported-chain.ts';
import { append, by, insert, judgement, listener, put, type Case } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const judge = judgement();

/** The ledger goes on with a check that found nothing, and one that found something and stopped listening. */
function goOn(lines: Line[]): void {
  append(lines, 'checked', { upTo: lines.length });
  append(lines, 'checked 2', { upTo: lines.length });
}

it('a lawful check is judged lawful, also where it names an entry of before the last one', async () => {
  expect((await judge(goOn)).fault).toBeNull();
  const late = (lines: Line[]): void => {
    goOn(lines);
    append(lines, 'schema');
    append(lines, 'checked 2', { upTo: lines.length - 1 });
  };
  expect((await judge(late)).fault).toBeNull();
});

describe('INV-52 what is not lawful about a check is found although hash and signature hold:', () => {
  const digest = 'ab'.repeat(32);
  it.each<Case>([
    ['a check of another ledger', 'checked', 'check', (all) => put(all, 'checked', { head: digest })],
    [
      'one of entries to come',
      'checked',
      'check',
      (all) => put(all, 'checked', { upTo: all.length, head: digest }),
    ],
    ['faults that it does not name', 'checked', 'check', (all) => put(all, 'checked', { faults: 1 })],
    ['a fault that it does not count', 'checked 2', 'check', (all) => put(all, 'checked 2', { faults: 0 })],
    [
      'one that a person entered',
      'checked',
      'author',
      (all) => put(all, 'checked', { ...by(listener), command: uuidOf('x') }),
    ],
    [
      'a release after one that found something',
      'second listening',
      'suspended',
      (all) => insert(all, 'second listening', 'checked 2', { upTo: 3 }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge((lines) => {
      goOn(lines);
      change(lines);
    });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });
});
