import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerSettings } from '../../server/settings.ts';
import { verify, type Verdict } from '../../server/verify/run.ts';
import {
  at,
  edit,
  frozenSeq,
  journalOf,
  keeper,
  relink,
  textOf,
  written,
  type Line,
} from './exported-chain.ts';
import { lawful } from './forged-ledger.ts';

/** `odsluch-server verify --export`: a file that left the office, beside a journal that has gone on, and a print. */
let folder: string;
let all: Line[];
/** The words of a protocol, its filing, and how many entries there are. */
const [words, filing, length] = ['completing again', 'filing', 'incident'].map(frozenSeq) as [
  number,
  number,
  number,
];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-verify-export-'));
  all = lawful('incident');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `journal` null = none is at hand. */
const told = (
  lines: readonly Line[],
  journal: readonly Line[] | null,
  known: string[] = [],
): Promise<Verdict> => {
  const exported = written(folder, 'export', textOf(lines));
  const path = journal === null ? join(folder, 'none') : written(folder, 'journal', journalOf(journal));
  const settings = { journal: path, keeperPublicKey: keeper.pinned } as ServerSettings;
  return verify(settings, { quick: false, exported, known });
};
const paper = (seq: number): string => `${seq} ${at(all, seq).hash}`;

describe('an export beside a journal', () => {
  it('is told up to where it reaches once the journal has gone on', async () => {
    const { faultless, sentence } = await told(all.slice(0, filing), all);
    expect(faultless).toBe(true);
    expect(sentence).toContain(
      `Eksport sięga wpisu nr ${filing}, a dziennik strażnika idzie dalej, do nr ${length}.`,
    );
    expect((await told(all, all)).sentence).not.toContain('Eksport sięga');
  });

  it('is still held against it, line by line', async () => {
    const other = all.map((line) => ({ ...line }));
    at(other, 5).signature = at(all, 6).signature;
    expect((await told(all.slice(0, filing), other)).result.fault).toEqual({ seq: 5, what: 'journal' });
  });

  it('INV-16 of which nothing is left is a fault, with a journal and without', async () => {
    for (const journal of [all, null]) {
      const { faultless, sentence, result } = await told([], journal);
      expect([faultless, result.fault]).toEqual([false, { seq: 1, what: 'missing' }]);
      expect(sentence).toBe('NIEZGODNA. Wpis nr 1: brakuje wpisu: usunięto go albo ucięto koniec księgi.');
    }
  });
});

describe('INV-16 one print, typed in, tells without any journal', () => {
  it('that the ledger holds up to its entry, and that beyond it nothing is seen', async () => {
    const { faultless, sentence } = await told(all, null, [paper(words)]);
    expect(faultless).toBe(true);
    expect(sentence).toContain(`Zgodna z wydrukiem wpisu nr ${words}.`);
    expect(sentence).toContain(
      `Dziennika strażnika tu nie ma: końca księgi uciętego po wpisie nr ${words} nie widać.`,
    );
  });

  it('that an entry was made anew, although the keeper’s own key signed all that follows', async () => {
    const anew = all.map((line) => ({ ...line }));
    edit(at(anew, length), 'przerwa w ciągłości zapisów', 'przerwa planowa');
    relink(anew, length, keeper);
    expect((await told(anew, null)).faultless).toBe(true);
    const { faultless, sentence } = await told(anew, null, [paper(length)]);
    expect(faultless).toBe(false);
    expect(sentence).toBe(`NIEZGODNA. Wpis nr ${length}: wydruk podaje inny skrót tego wpisu niż księga.`);
  });

  it.each<[string, (lines: Line[]) => Line[], number]>([
    ['a middle entry', (lines) => [...lines.slice(0, 8), ...lines.slice(9)], 9],
    [
      'a middle entry, the rest made to fit',
      (lines) => relink([...lines.slice(0, 8), ...lines.slice(9)], 9),
      9,
    ],
    ['the end', (lines) => lines.slice(0, 14), 15],
    ['everything', () => [], 1],
  ])('that somebody deleted %s', async (_what, change, seq) => {
    const left = change(all.map((line) => ({ ...line })));
    const { faultless, result } = await told(left, null, [paper(words)]);
    expect(faultless).toBe(false);
    expect(result.fault?.seq).toBe(seq);
  });

  it('however it is typed, or as its QR code reads; what is mistyped is not compared', async () => {
    const { hash } = at(all, words);
    const groups = hash.toUpperCase().replace(/(.{8})/gu, '$1 ');
    for (const typed of [
      `${words}:${hash}`,
      `  ${words}   ${groups}`,
      `odsluch:1:${words}:${hash}:PO/1/2026`,
    ])
      expect((await told(all, null, [typed])).sentence).toContain(`Zgodna z wydrukiem wpisu nr ${words}.`);
    for (const typed of ['16', hash, `16 ${hash.slice(1)}`, `0 ${hash}`, `16 ${hash}0`])
      await expect(told(all, null, [typed]), typed).rejects.toThrow(/^Należy podać numer wpisu i jego skrót/);
  });
});
