import { describe, expect, it } from 'vitest';
import {
  at,
  changed,
  edit,
  exportText,
  find,
  frozenLines,
  frozenSeq,
  journalText,
  keeper,
  linesIn,
  recommit,
  relink,
  seqOf,
  stranger,
  textOf,
  type Line,
} from './exported-chain.ts';
import {
  by,
  deputy,
  forged,
  insert,
  lawful,
  listener,
  personFacts,
  put,
  putRow,
  secretary,
} from './forged-ledger.ts';
import { faultOf as fault, findPython, ledgerVerifier, noPython } from './python.ts';
import { uuidOf } from './vectors-secrets.ts';

/** docs/verify.py on the frozen ledger, whole and tampered with: somebody who has none of our code finds each fault. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py: ${noPython}`);
else verifyContract(python);

function verifyContract(command: string): void {
  const verify = ledgerVerifier(command);
  const { length } = frozenLines();
  const release = frozenSeq('first listening');
  /** The entries whose words are not there, and others that are there. */
  const [erased, words] = [frozenSeq('completing'), frozenSeq('completing again')];
  const [last, whole] = [at(frozenLines(), length), textOf(lawful())];
  const faultless = `OK ${length} entries, head ${length}:${last.hash}`;

  type Case = [string, string, (lines: Line[]) => unknown];

  describe('a ledger as the keeper left it', () => {
    it('has no fault, and its head is told', () => {
      expect(verify(whole, { journal: journalText })).toEqual({ code: 0, out: faultless, error: '' });
    });

    it('INV-16 agrees with the heads on paper', () => {
      const heads = [1, release, length].map((seq) => `${seq}:${at(frozenLines(), seq).hash}`);
      expect(verify(whole, { heads }).code).toBe(0);
    });

    it('INV-32 keeps its chain whole where an incident says that words are lost, and says where', () => {
      const lines = lawful();
      Object.assign(at(lines, words), { salt: null, text: null });
      expect(verify(lines).out).toBe(`${faultless}; without their text: [${words}]`);
    });

    it('may be one line ahead of its journal, also where half of that line was written', () => {
      const journal = linesIn(journalText)
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join('');
      expect(verify(whole, { journal }).code).toBe(0);
      expect(verify(whole, { journal: journalText.slice(0, -100) }).code).toBe(0);
    });
  });

  describe('a tampered ledger: the first wrong entry is named', () => {
    it.each<Case>([
      [
        'another paper than the one confirmed',
        'confirmed',
        (all) => edit(find(all, 'confirmed'), /"hashes":\["../, '"hashes":["00'),
      ],
      ['who entered it confirms it', 'a confirmation', (all) => put(all, 'a confirmation', by(secretary))],
      [
        'the keeper confirms it of its own accord',
        'confirmed 2',
        (all) => put(all, 'a confirmation', { login: 'odsluch_keeper', guid: null, command: null }),
      ],
      [
        'a paper confirmed that is none',
        'a confirmation',
        (all) => put(all, 'a confirmation', { entries: [frozenSeq('a person')] }),
      ],
      [
        'a paper that the keeper enters by itself later',
        'instrument 5',
        (all) => insert(all, 'a person', 'instrument 3', {}),
      ],
      [
        'a Secretary whom the keeper appoints although the desk is there',
        'instrument 5',
        (all) => {
          insert(all, 'a person', 'instrument 3', {});
          putRow(all, 'instrument 5', { number: 'PF/4/2026', emergency: true, office: 'secretary' });
        },
      ],
      [
        'all listening stopped by the keeper although the desk is there',
        'suspended',
        (all) =>
          insert(all, 'a recording', 'a suspension', {
            ...{ login: 'odsluch_keeper', guid: null, command: null, by: 'keeper' },
          }),
      ],
    ])('INV-61 %s', (_what, where, change) => {
      const lines = forged(change, 'a revocation');
      expect(fault(verify(lines))).toEqual([seqOf(lines, where), 'papers']);
    });

    const somebody = uuidOf('somebody');
    /** From before an entry on a login is somebody else's, who is named by that entry. */
    const passOn = (all: Line[], login: string, before: string): void => {
      const command = uuidOf('a further request');
      insert(all, before, 'a person', { ...personFacts(login, somebody), command });
      put(all, before, { guid: somebody });
    };
    it.each<[string, string, string, (lines: Line[]) => unknown]>([
      [
        'an account that has not that login',
        'completing',
        'account',
        (all) => put(all, 'completing', { guid: somebody }),
      ],
      [
        'the act of whoever had the login before',
        'completing',
        'account',
        (all) => passOn(all, listener, 'completing'),
      ],
      [
        'a request that whoever had the login before signed',
        'a confirmation',
        'asked',
        (all) => passOn(all, deputy, 'a confirmation'),
      ],
    ])('INV-39 %s', (_what, where, what, change) => {
      const lines = forged(change, 'incident');
      expect(fault(verify(lines))).toEqual([seqOf(lines, where), what]);
    });

    it.each<Case>([
      ['with an act left out', 'review', (all) => put(all, 'review', { acts: 2 })],
      [
        'in which what was drawn is not judged',
        'the review is concluded',
        (all) => {
          for (const name of ['a first act is judged', 'it is judged anew'])
            put(all, name, { item: uuidOf('a recording') });
        },
      ],
    ])('§ 7 a review %s', (_what, where, change) => {
      const lines = forged(change, 'the question is answered');
      expect(fault(verify(lines))).toEqual([seqOf(lines, where), 'review']);
    });

    it('§ 7 a review in which an act is judged that was not drawn', () => {
      const lines = forged((all) => put(all, 'review', { take: 0, flags: [] }), 'the question is answered');
      const [seq, what] = fault(verify(lines));
      expect(what).toBe('review');
      expect(lines[seq - 1]?.payload).toContain('"kind":"judged"');
    });

    it('INV-32 the words of a protocol that nothing says were lost', () => {
      expect(fault(verify(exportText))).toEqual([erased, 'erased']);
      const lines = lawful();
      Object.assign(at(lines, erased), { requestSalt: null, request: null });
      expect(fault(verify(lines))).toEqual([erased, 'erased']);
    });

    it('INV-15 an edited payload', () => {
      const lines = changed((all) => edit(at(all, release), 'SEK.1510.7.2026', 'SEK.1510.8.2026'));
      expect(fault(verify(lines))).toEqual([release, 'hash']);
    });

    it('INV-15 one character anywhere', () => {
      for (const seq of [1, 2, 7, release, erased, words, length]) {
        const lines = changed((all) => edit(at(all, seq), /"at":"202[67]/u, '"at":"2025'));
        expect(fault(verify(lines))).toEqual([seq, 'hash']);
      }
    });

    it('an edited number', () => {
      const lines = changed((all) => Object.assign(at(all, 20), { seq: 21 }));
      expect(fault(verify(lines))).toEqual([20, 'missing']);
    });

    it('an edited text, a text without a commitment, a text with another salt', () => {
      const edited = changed((all) =>
        Object.assign(at(all, words), { text: at(all, words).text?.replace('błędny', 'dobry') }),
      );
      expect(fault(verify(edited))).toEqual([words, 'words']);
      const added = changed((all) =>
        Object.assign(at(all, release + 1), { salt: '00'.repeat(16), text: '{}' }),
      );
      expect(fault(verify(added))).toEqual([release + 1, 'words']);
      const salted = changed((all) => Object.assign(at(all, words), { salt: '00'.repeat(16) }));
      expect(fault(verify(salted))).toEqual([words, 'words']);
    });

    it('an edited text whose commitment was made to fit', () => {
      const lines = changed((all) => recommit(at(all, words), '{"findings":"Nic."}'));
      expect(fault(verify(lines))).toEqual([words, 'hash']);
    });

    it('INV-16 a deleted entry', () => {
      expect(fault(verify(changed((all) => all.splice(release - 1, 1))))).toEqual([release, 'missing']);
      expect(fault(verify(changed((all) => all.splice(0, 1))))).toEqual([1, 'missing']);
    });

    it('a deleted entry, with the numbers after it moved up', () => {
      const lines = changed((all) => {
        all.splice(release - 1, 1);
        for (const [index, line] of all.entries()) line.seq = index + 1;
      });
      expect(fault(verify(lines))).toEqual([release, 'chain']);
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
      expect(fault(verify(changed((all) => all.splice(release, 0, at(all, release)))))).toEqual([
        release + 1,
        'order',
      ]);
    });

    it('INV-18 a foreign signature on one entry, and on all of them', () => {
      const one = changed((all) => {
        const signature = at(relink(frozenLines(), 1, stranger), release).signature;
        Object.assign(at(all, release), { signature });
      });
      expect(fault(verify(one))).toEqual([release, 'signature']);
      expect(fault(verify(relink(frozenLines(), 1, stranger)))).toEqual([1, 'signature']);
    });

    it("a signature of the keeper's from another entry", () => {
      const lines = changed((all) =>
        Object.assign(at(all, release), { signature: at(all, release + 2).signature }),
      );
      expect(fault(verify(lines))).toEqual([release, 'signature']);
    });

    it('INV-18 an edited entry with all hashes recomputed, without the key and with another one', () => {
      const edited = (): Line[] =>
        changed((all) => edit(at(all, release), 'SEK.1510.7.2026', 'SEK.1510.8.2026'));
      expect(fault(verify(relink(edited(), release)))).toEqual([release, 'signature']);
      expect(fault(verify(relink(edited(), release, stranger)))).toEqual([release, 'signature']);
    });

    it('a whole ledger of another keeper, whose genesis names the one that signed it', () => {
      const lines = changed((all) => edit(at(all, 1), keeper.publicKey, stranger.publicKey));
      expect(fault(verify(relink(lines, 1, stranger)))).toEqual([1, 'signature']);
    });

    it('an entry made anew although the keeper signed it: the journal and a head on paper still tell', () => {
      // Up to there: a paper that is confirmed later is named by its hash.
      const lines = lawful('completing again');
      recommit(at(lines, words), '{"findings":"Nic."}');
      relink(lines, words, keeper);
      expect(verify(lines).code).toBe(0);
      expect(fault(verify(lines, { journal: journalText }))).toEqual([words, 'journal']);
      expect(fault(verify(lines, { heads: [`${words}:${at(frozenLines(), words).hash}`] }))).toEqual([
        words,
        'head',
      ]);
    });

    it('a journal with another line, one put back to an earlier state, and an emptied one', () => {
      const copy = linesIn(journalText);
      const person = frozenSeq('a person');
      copy[person - 1] = (copy[person - 1] ?? '').replace('a.nowak', 'b.nowak');
      expect(fault(verify(exportText, { journal: `${copy.join('\n')}\n` }))).toEqual([person, 'journal']);
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
