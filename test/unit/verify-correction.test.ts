import { describe, expect, it } from 'vitest';
import { frozenSeq, seqOf, type Line } from './exported-chain.ts';
import { append, by, command, insert, judgement, put, secretary, type Case } from './forged-ledger.ts';
import { firstMadeOf } from './vectors-correction.ts';

const judge = judgement();

/** The ledger goes on with a correction of the protocol that was filed, and its filing anew. */
function goOn(lines: Line[]): void {
  append(lines, 'a correction');
  append(lines, 'filing again');
}

it('a lawful correction, filed anew, is judged lawful', async () => {
  expect((await judge(goOn)).fault).toBeNull();
});

describe('INV-52 what is not lawful about a correction is found although hash and signature hold:', () => {
  it.each<Case>([
    ['by another person', 'a correction', 'act-of-another', (all) => put(all, 'a correction', by(secretary))],
    [
      'of a text that did not count any more',
      'a correction',
      'correction',
      (all) => put(all, 'a correction', { corrects: frozenSeq('completing') }),
    ],
    [
      'of another case number',
      'a correction',
      'correction',
      (all) => put(all, 'a correction', { caseBefore: 'SEK.1510.6.2026' }),
    ],
    [
      'of what was never completed',
      'a further request',
      'not-completed',
      (all) => insert(all, 'completing', 'a correction', { command }),
    ],
    [
      'of what was corrected already',
      'a further request',
      'correction',
      (all) => insert(all, 'filing again', 'a correction', { command }),
    ],
    [
      'that leaves out what it corrects',
      'a correction',
      'entries',
      (all) => put(all, 'a correction', { entries: firstMadeOf.map(frozenSeq).sort((a, b) => a - b) }),
    ],
    ['without words', 'a correction', 'words', (all) => put(all, 'a correction', { text: null })],
    [
      'and then back to listening',
      'a further request',
      'corrected',
      (all) => insert(all, 'filing again', 'going back', { command, completed: seqOf(all, 'a correction') }),
    ],
    [
      'filed on a day before it',
      'filing again',
      'filing-day',
      (all) => put(all, 'filing again', { day: '2026-11-24' }),
    ],
    ['filed twice', 'a further request', 'not-completed', (all) => append(all, 'filing again', { command })],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge((all) => {
      goOn(all);
      change(all);
    });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });
});
