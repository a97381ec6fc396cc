import { describe, expect, it } from 'vitest';
import { frozenLines, type Line } from './exported-chain.ts';
import { command, insert, judgement, put, secretary } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const faultAfter = judgement();

/** The frozen ledger goes on with: 20 a correction of the protocol that entry 17 filed, 21 its filing anew. */
function goOn(lines: Line[]): void {
  lines.push(...frozenLines().slice(32, 34));
}

it('a lawful correction, filed anew, is judged lawful', async () => {
  expect(await faultAfter(goOn)).toBeNull();
});

describe('INV-52 what is not lawful about a correction is found although hash and signature hold:', () => {
  it.each<[string, number, string, (lines: Line[]) => void]>([
    [
      'by another person',
      20,
      'act-of-another',
      (all) => put(all, 20, { login: secretary, guid: uuidOf(secretary) }),
    ],
    ['of a text that did not count any more', 20, 'correction', (all) => put(all, 20, { corrects: 14 })],
    ['of another case number', 20, 'correction', (all) => put(all, 20, { caseBefore: 'SEK.1510.6.2026' })],
    ['of what was never completed', 14, 'not-completed', (all) => insert(all, 14, 20, { command })],
    ['of what was corrected already', 21, 'correction', (all) => insert(all, 21, 20, { command })],
    [
      'that leaves out what it corrects',
      20,
      'entries',
      (all) => put(all, 20, { entries: [2, 6, 7, 10, 11, 12, 13] }),
    ],
    ['without words', 20, 'words', (all) => put(all, 20, { text: null })],
    ['and then back to listening', 21, 'corrected', (all) => insert(all, 21, 15, { command, completed: 20 })],
    ['filed on a day before it', 21, 'filing-day', (all) => put(all, 21, { day: '2026-11-24' })],
    ['filed twice', 22, 'not-completed', (all) => insert(all, 22, 21, { command })],
  ])('%s', async (_what, seq, why, change) => {
    const fault = await faultAfter((all) => {
      goOn(all);
      change(all);
    });
    expect(fault).toEqual({ seq, what: 'unlawful', why });
  });
});
