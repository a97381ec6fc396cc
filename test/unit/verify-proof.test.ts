import { describe, expect, it } from 'vitest';
import { sha256 } from '../../shared/node/ledger.ts';
import { at, frozenLines, frozenSeq, stranger, type Line } from './exported-chain.ts';
import { faultOf as fault, findPython, ledgerVerifier, noPython } from './python.ts';

/** docs/verify.py on the proof of a package: the entries of a period with what they say, of every other its digest. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py: ${noPython}`);
else verifyProofs(python);

type Link = Omit<Line, 'payload' | 'salt' | 'text' | 'requestSalt' | 'request'> & {
  payload: string | null;
  digest: string | null;
};

function verifyProofs(command: string): void {
  const verify = ledgerVerifier(command);
  const [first, last] = [frozenSeq('first listening'), frozenSeq('completing')];
  const { length } = frozenLines();
  const head = `${length}:${at(frozenLines(), length).hash}`;

  const linkOf = ({ seq, prev, payload, hash, signature }: Line): Link => {
    const within = first <= seq && seq <= last;
    const digest = within ? null : sha256(payload).toString('hex');
    return { seq, prev, payload: within ? payload : null, digest, hash, signature };
  };
  const proof = (change: (links: Link[]) => unknown = () => undefined): string => {
    const links = frozenLines().map(linkOf);
    change(links);
    return links.map((link) => `${JSON.stringify(link)}\n`).join('');
  };
  const link = (links: readonly Link[], seq: number): Link => links[seq - 1] ?? expect.fail('no such link');

  it('tells of a period, and of the rest nothing but that it stands', () => {
    const text = proof();
    expect(verify(text, { proof: true, heads: [head] })).toEqual({
      ...{ code: 0, error: '' },
      out: `OK ${length} entries, ${first} to ${last} with what they say, head ${head}`,
    });
    expect(text).not.toContain('"kind":"genesis"');
  });

  describe('INV-16 the first entry that was tampered with is named', () => {
    const swap = (text: string | null): string =>
      (text ?? '').replace(/.$/u, (end) => (end === '0' ? '1' : '0'));
    it.each<[string, number, string, (links: Link[]) => unknown]>([
      [
        'what an entry says',
        first,
        'hash',
        (all) =>
          Object.assign(link(all, first), {
            payload: link(all, first).payload?.replace('"at":"2', '"at":"1'),
          }),
      ],
      ['a digest', 2, 'hash', (all) => Object.assign(link(all, 2), { digest: swap(link(all, 2).digest) })],
      [
        'an entry of the period kept back',
        first + 1,
        'withheld',
        (all) => {
          const kept = link(all, first + 1);
          Object.assign(kept, { payload: null, digest: sha256(kept.payload ?? '').toString('hex') });
        },
      ],
      ['an entry taken out', first, 'missing', (all) => all.splice(first - 1, 1)],
      ['the end cut off', length, 'missing', (all) => all.splice(length - 1)],
      ['both payload and digest', 3, 'unreadable', (all) => Object.assign(link(all, 3), { payload: '{}' })],
    ])('%s', (_what, seq, what, change) => {
      expect(fault(verify(proof(change), { proof: true, heads: [head] }))).toEqual([seq, what]);
    });

    it('under another key', () => {
      expect(fault(verify(proof(), { proof: true, pinned: stranger.pinned }))).toEqual([1, 'signature']);
    });
  });
}
