import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  at,
  changed,
  edit,
  exportText,
  frozenLines,
  journalText,
  keeper,
  linesIn,
  recommit,
  relink,
  stranger,
  vectors,
  type Line,
} from './exported-chain.ts';
import { faultOf as fault, findPython, ledgerVerifier, noPython } from './python.ts';

/** docs/verify.py on the frozen ledger, whole and tampered with: somebody who has none of our code finds each fault. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py: ${noPython}`);
else verifyContract(python);

function verifyContract(command: string): void {
  const verify = ledgerVerifier(command);
  const { length } = frozenLines();
  const last = at(frozenLines(), length);

  describe('a ledger as the keeper left it', () => {
    it('has no fault, and its head is told', () => {
      const said = verify(exportText, { journal: journalText });
      expect(said).toEqual({
        code: 0,
        out: `OK ${length} entries, head ${length}:${last.hash}; without their text: [14]`,
        error: '',
      });
    });

    it('has no fault where an office begins with those who hold its offices', () => {
      expect(verify(readFileSync(join(vectors, 'export-authority.jsonl'))).out).toMatch(/^OK 12 entries/u);
    });

    it('INV-16 agrees with the heads on paper', () => {
      const heads = [1, 10, length].map((seq) => `${seq}:${at(frozenLines(), seq).hash}`);
      expect(verify(exportText, { heads }).code).toBe(0);
    });

    it('INV-32 keeps its chain whole where words were erased, and says where', () => {
      const lines = changed((all) => Object.assign(at(all, 16), { salt: null, text: null }));
      expect(verify(lines, { journal: journalText }).out).toMatch(/; without their text: \[14, 16\]$/u);
    });

    it('may be one line ahead of its journal, also where half of that line was written', () => {
      const journal = linesIn(journalText)
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join('');
      expect(verify(exportText, { journal }).code).toBe(0);
      expect(verify(exportText, { journal: journalText.slice(0, -100) }).code).toBe(0);
    });
  });

  describe('a tampered ledger: the first wrong entry is named', () => {
    it.each<[string, number, (lines: Line[]) => void]>([
      [
        'another paper than the one confirmed',
        7,
        (all) => edit(at(all, 7), /"hashes":\["../, '"hashes":["00'),
      ],
      [
        'who entered it confirms it',
        11,
        (all) =>
          edit(
            at(all, 11),
            at(all, 11)
              .payload.slice(0, 400)
              .match(/"login":.*?"guid":"[^"]*"/)?.[0] ?? '',
            /"login":.*?"guid":"[^"]*"/.exec(at(all, 10).payload)?.[0] ?? '',
          ),
      ],
      ['a paper confirmed that is none', 7, (all) => edit(at(all, 7), '[4,', '[3,')],
      [
        'a paper that the keeper confirms by itself later',
        9,
        (all) => {
          all.splice(7, 0, { ...at(all, 2) }, { ...at(all, 6) });
          edit(at(all, 8), '"command":null', '"command":"00000000-0000-4000-8000-000000000000"');
        },
      ],
    ])('INV-61 %s', (_what, seq, change) => {
      const frozen = readFileSync(join(vectors, 'export-authority.jsonl'), 'utf8');
      const lines = linesIn(frozen).map((line) => JSON.parse(line) as Line);
      change(lines);
      expect(fault(verify(relink(lines, 7, keeper)))).toEqual([seq, 'papers']);
    });

    it('INV-15 an edited payload', () => {
      const lines = changed((all) => edit(at(all, 10), 'SEK.1510.7.2026', 'SEK.1510.8.2026'));
      expect(fault(verify(lines))).toEqual([10, 'hash']);
    });

    it('INV-15 one character anywhere', () => {
      for (const seq of [1, 2, 7, 10, 14, 20, 25, length]) {
        const lines = changed((all) => edit(at(all, seq), /"at":"2026-11-25/u, '"at":"2026-11-24'));
        expect(fault(verify(lines))).toEqual([seq, 'hash']);
      }
    });

    it('an edited number', () => {
      const lines = changed((all) => Object.assign(at(all, 20), { seq: 21 }));
      expect(fault(verify(lines))).toEqual([20, 'missing']);
    });

    it('an edited text, a text without a commitment, a text with another salt', () => {
      const edited = changed((all) =>
        Object.assign(at(all, 16), { text: at(all, 16).text?.replace('błędny', 'dobry') }),
      );
      expect(fault(verify(edited))).toEqual([16, 'words']);
      const added = changed((all) => Object.assign(at(all, 11), { salt: '00'.repeat(16), text: '{}' }));
      expect(fault(verify(added))).toEqual([11, 'words']);
      const salted = changed((all) => Object.assign(at(all, 16), { salt: '00'.repeat(16) }));
      expect(fault(verify(salted))).toEqual([16, 'words']);
    });

    it('an edited text whose commitment was made to fit', () => {
      const lines = changed((all) => recommit(at(all, 16), '{"findings":"Nic."}'));
      expect(fault(verify(lines))).toEqual([16, 'hash']);
    });

    it('INV-16 a deleted entry', () => {
      expect(fault(verify(changed((all) => all.splice(9, 1))))).toEqual([10, 'missing']);
      expect(fault(verify(changed((all) => all.splice(0, 1))))).toEqual([1, 'missing']);
    });

    it('a deleted entry, with the numbers after it moved up', () => {
      const lines = changed((all) => {
        all.splice(9, 1);
        for (const [index, line] of all.entries()) line.seq = index + 1;
      });
      expect(fault(verify(lines))).toEqual([10, 'chain']);
    });

    it('INV-16 the end cut off: the journal tells, or a head on paper, and nothing else', () => {
      const lines = frozenLines().slice(0, 17);
      expect(fault(verify(lines, { journal: journalText }))).toEqual([18, 'missing']);
      expect(fault(verify(lines, { heads: [`20:${last.hash}`] }))).toEqual([18, 'missing']);
      expect(verify(lines).code).toBe(0);
    });

    it('INV-16 everything cut off', () => {
      expect(fault(verify(''))).toEqual([1, 'missing']);
      expect(fault(verify('', { journal: journalText }))).toEqual([1, 'missing']);
    });

    it('entries in another order', () => {
      const swapped = changed((all) => all.splice(10, 2, at(all, 12), at(all, 11)));
      expect(fault(verify(swapped))).toEqual([11, 'order']);
      const renumbered = changed((all) => {
        all.splice(10, 2, at(all, 12), at(all, 11));
        for (const [index, line] of all.entries()) line.seq = index + 1;
      });
      expect(fault(verify(renumbered))).toEqual([11, 'chain']);
    });

    it('an entry that stands twice', () => {
      expect(fault(verify(changed((all) => all.splice(10, 0, at(all, 10)))))).toEqual([11, 'order']);
    });

    it('INV-18 a foreign signature on one entry, and on all of them', () => {
      const one = changed((all) => {
        const signature = at(relink(frozenLines(), 1, stranger), 10).signature;
        Object.assign(at(all, 10), { signature });
      });
      expect(fault(verify(one))).toEqual([10, 'signature']);
      expect(fault(verify(relink(frozenLines(), 1, stranger)))).toEqual([1, 'signature']);
    });

    it("a signature of the keeper's from another entry", () => {
      const lines = changed((all) => Object.assign(at(all, 10), { signature: at(all, 12).signature }));
      expect(fault(verify(lines))).toEqual([10, 'signature']);
    });

    it('INV-18 an edited entry with all hashes recomputed, without the key and with another one', () => {
      const edited = (): Line[] => changed((all) => edit(at(all, 10), 'SEK.1510.7.2026', 'SEK.1510.8.2026'));
      expect(fault(verify(relink(edited(), 10)))).toEqual([10, 'signature']);
      expect(fault(verify(relink(edited(), 10, stranger)))).toEqual([10, 'signature']);
    });

    it('a whole ledger of another keeper, whose genesis names the one that signed it', () => {
      const lines = changed((all) => edit(at(all, 1), keeper.publicKey, stranger.publicKey));
      expect(fault(verify(relink(lines, 1, stranger)))).toEqual([1, 'signature']);
    });

    it('an entry made anew although the keeper signed it: the journal and a head on paper still tell', () => {
      const lines = relink(
        changed((all) => recommit(at(all, 16), '{"findings":"Nic."}')),
        16,
        keeper,
      );
      expect(verify(lines).code).toBe(0);
      expect(fault(verify(lines, { journal: journalText }))).toEqual([16, 'journal']);
      expect(fault(verify(lines, { heads: [`16:${at(frozenLines(), 16).hash}`] }))).toEqual([16, 'head']);
    });

    it('a journal with another line, one put back to an earlier state, and an emptied one', () => {
      const copy = linesIn(journalText);
      copy[4] = (copy[4] ?? '').replace('listener', 'secretary');
      expect(fault(verify(exportText, { journal: `${copy.join('\n')}\n` }))).toEqual([5, 'journal']);
      const earlier = linesIn(journalText).slice(0, 12).join('\n');
      expect(fault(verify(exportText, { journal: `${earlier}\n` }))).toEqual([13, 'journal']);
      expect(fault(verify(exportText, { journal: '' }))).toEqual([1, 'journal']);
    });
  });

  it.each([
    ['a malformed pinned key', { pinned: keeper.publicKey }],
    ['a pinned key of another length', { pinned: 'ed25519:AAAA' }],
    ['a malformed head', { heads: ['19'] }],
  ])('%s checks nothing, and says so', (_what, beside) => {
    expect(verify(exportText, beside)).toMatchObject({ code: 2, out: '' });
  });
}
