import { describe, expect, it } from 'vitest';
import { at, frozenLines, keeper, recommit, relink, type Line } from './exported-chain.ts';
import { judgement, put } from './forged-ledger.ts';
import { asking } from './vectors-session.ts';
import { uuidOf } from './vectors-secrets.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';

/** What was asked for stands beside its entry: 40 is a session, 41 goes back to an act, 42 seals its words, each signed. */
const { length } = frozenLines();
const [opened, sealed] = [40, 42];
const faultAfter = judgement();
const other = (line: Line, from: string, to: string): void => {
  line.request = line.request?.replace(from, to) ?? null;
};

describe('an entry that the keeper’s key signed, over what somebody signed', () => {
  it('is as it was asked for', async () => {
    expect(await faultAfter(() => undefined, length)).toBeNull();
  });

  it.each<[string, number, (lines: Line[]) => void]>([
    [
      'the findings of a protocol',
      sealed,
      (lines) => recommit(at(lines, sealed), '{"findings":"Urzędnik odmówił."}'),
    ],
    [
      'words that nobody asked for',
      sealed,
      (lines) => {
        const line = at(lines, sealed);
        recommit(line, line.text?.replace('}', ',"remarks":"Nic."}') ?? '');
      },
    ],
    [
      'the workstation of a session',
      opened,
      (lines) => recommit(at(lines, opened), '{"host":"ST-15","address":"192.0.2.14"}'),
    ],
  ])('INV-52 is named where it says something else: %s', async (_what, seq, change) => {
    expect(await faultAfter(change, length)).toMatchObject({ seq, what: 'unlawful', why: 'asked-otherwise' });
  });

  it('INV-52 is named where it does something else than was signed', async () => {
    const otherAct = (lines: Line[]): void => {
      const act = uuidOf('a third act');
      const { request, asked } = asking(keeper.publicKey, 'back to the second act', 'reopen', { act });
      Object.assign(at(lines, 41), { requestSalt: request.salt.toString('hex'), request: request.body });
      put(lines, 41, { asked });
    };
    const why = 'asked-otherwise';
    expect(await faultAfter(otherAct, length)).toEqual({ seq: 41, what: 'unlawful', why });
  });

  it('INV-52 is named where the request beside it is another one, or gone', async () => {
    expect(await faultAfter((lines) => other(at(lines, sealed), 'oddzwonił', 'milczał'), length)).toEqual({
      ...{ seq: sealed, what: 'words' },
    });
    const gone = (lines: Line[]) => void Object.assign(at(lines, 41), { requestSalt: null, request: null });
    expect(await faultAfter(gone, length)).toEqual({ seq: 41, what: 'erased' });
  });
});

it('is judged by the signature of whoever asked where no line of the journal vouches for it, or all are asked for', async () => {
  const over = 43;
  const unsigned = (lines: Line[]): void => {
    const facts = JSON.parse(at(lines, over).payload) as { asked: object };
    put(lines, over, { asked: { ...facts.asked, signature: Buffer.alloc(64).toString('base64') } });
  };
  const forged = { seq: over, what: 'unlawful', why: 'asked' };
  expect(await faultAfter(unsigned, over, { journalled: over })).toBeNull();
  expect(await faultAfter(unsigned, over, { journalled: over, signatures: true })).toEqual(forged);
  expect(await faultAfter(unsigned, over, { journalled: over - 1 })).toEqual(forged);
});

const python = findPython();
if (python === null) it.skip(`docs/verify.py on requests: ${noPython}`);
else {
  const verify = ledgerVerifier(python);
  it('docs/verify.py names a request that is not the one that was signed, and says where one is gone', () => {
    const lines = frozenLines();
    other(at(lines, sealed), 'oddzwonił', 'milczał');
    expect(faultOf(verify(lines))).toEqual([sealed, 'words']);
    const gone = frozenLines();
    Object.assign(at(gone, 41), { requestSalt: null, request: null });
    expect(verify(relink(gone, 1, keeper)).out).toMatch(/; without their text: \[14, 41\]$/u);
  });
}
