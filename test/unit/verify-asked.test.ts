import { describe, expect, it } from 'vitest';
import type { Payload } from '../../shared/ledger/kinds.ts';
import {
  find,
  frozenLines,
  frozenSeq,
  keeper,
  recommit,
  relink,
  seqOf,
  type Line,
} from './exported-chain.ts';
import {
  drop,
  factsOf,
  insert,
  judgement,
  lawful,
  listener,
  personFacts,
  put,
  type Case,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { askedFor } from './vectors-asking.ts';
import { uuidOf } from './vectors-secrets.ts';

/** What was asked for stands beside its entry: a session, a way back to an act, its words sealed anew. */
const opened = 'a session of the listener';
const back = 'back to the second act';
const sealed = 'other words of the second act';
/** What a program asks under its second key. */
const last = 'a list under another key';
const judge = judgement(last);
const asSigned = true;
const other = (line: Line, from: string, to: string): void => {
  line.request = line.request?.replace(from, to) ?? null;
};
const putPassword = (all: Line[], name: string, password: boolean): void =>
  put(all, name, { asked: { ...(factsOf(find(all, name))['asked'] as object), password } });

describe('INV-52 what somebody asks for', () => {
  it.each<Case>([
    ['does not stand without one', last, 'asked', (all) => put(all, last, { asked: null })],
    ['is no session without the password', opened, 'session', (all) => putPassword(all, opened, false)],
    ['has no password that it does not need', sealed, 'asked', (all) => putPassword(all, sealed, true)],
    [
      'does not stand without one where a person asks',
      'other words of the second act',
      'asked',
      (all) => put(all, 'other words of the second act', { asked: null }),
    ],
    [
      'does not stand without one where somebody asks who never had a session',
      'a confirmation',
      'asked',
      (all) => {
        drop(all, 'a session of the deputy');
        put(all, 'a confirmation', { asked: null, entries: [seqOf(all, 'its signature')] });
      },
    ],
    [
      'does not stand without one before a program has a key',
      'a recording',
      'asked',
      (all) => {
        drop(all, 'a sender');
        put(all, 'a recording', { asked: null });
      },
    ],
    [
      'does not stand under the key that a newer one ended',
      last,
      'asked',
      (all) => insert(all, last, 'a sender', { command: uuidOf('yet another sender') }),
    ],
    [
      'does not stand under a key under which any signature fits',
      'another sender',
      'session',
      (all) => put(all, 'another sender', { publicKey: Buffer.alloc(32).toString('base64') }),
    ],
    [
      'is no key’s that a person entered',
      'another sender',
      'author',
      (all) => put(all, 'another sender', { login: listener }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change, { asSigned });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it('is not answered to whoever has the login by now', async () => {
    const { fault, seqOf } = await judge((all) => {
      const guid = uuidOf('somebody else');
      insert(all, 'the end of the session', 'a person', {
        ...personFacts(listener, guid),
        command: uuidOf('x'),
      });
      put(all, 'the end of the session', { guid });
    });
    expect(fault).toEqual({ seq: seqOf('the end of the session'), what: 'unlawful', why: 'asked' });
  });
});

describe('an entry that the keeper’s key signed, over what somebody signed', () => {
  it('is as it was asked for', async () => {
    expect((await judge(() => undefined, { asSigned })).fault).toBeNull();
  });

  it.each<[string, string, (lines: Line[]) => void]>([
    [
      'the findings of a protocol',
      sealed,
      (lines) => recommit(find(lines, sealed), '{"findings":"Urzędnik odmówił."}'),
    ],
    [
      'words that nobody asked for',
      sealed,
      (lines) => {
        const line = find(lines, sealed);
        recommit(line, line.text?.replace('}', ',"remarks":"Nic."}') ?? '');
      },
    ],
    [
      'the workstation of a session',
      opened,
      (lines) => recommit(find(lines, opened), '{"host":"ST-15","address":"192.0.2.14"}'),
    ],
  ])('INV-52 is named where it says something else: %s', async (_what, where, change) => {
    const { fault, seqOf } = await judge(change, { asSigned });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why: 'asked-otherwise' });
  });

  it('INV-52 is named where it does something else than was signed', async () => {
    const otherAct = (lines: Line[]): void => {
      const said = lines.map((line) => factsOf(line) as Payload);
      const seq = seqOf(lines, back);
      const payload = said[seq - 1];
      const act = uuidOf('a third act');
      const signed = payload && askedFor(payload, null, said.slice(0, seq - 1), keeper.publicKey, { act });
      if (!signed) throw new Error('nobody asked');
      const { request, asked } = signed;
      Object.assign(find(lines, back), { requestSalt: request.salt.toString('hex'), request: request.body });
      put(lines, back, { asked });
    };
    const { fault, seqOf: place } = await judge(otherAct, { asSigned });
    expect(fault).toEqual({ seq: place(back), what: 'unlawful', why: 'asked-otherwise' });
  });

  it('INV-52 is named where the request beside it is another one, or gone', async () => {
    const bent = await judge((lines) => other(find(lines, sealed), 'oddzwonił', 'milczał'), { asSigned });
    expect(bent.fault).toEqual({ seq: bent.seqOf(sealed), what: 'words' });
    const lose = (lines: Line[]) => Object.assign(find(lines, back), { requestSalt: null, request: null });
    const gone = await judge(lose, { asSigned });
    expect(gone.fault).toEqual({ seq: gone.seqOf(back), what: 'erased' });
  });
});

it('is judged by the signature of whoever asked where no line of the journal vouches for it, or all are asked for', async () => {
  const unsigned = (lines: Line[]): void => {
    const { asked } = factsOf(find(lines, last)) as { asked: object };
    put(lines, last, { asked: { ...asked, signature: Buffer.alloc(64).toString('base64') } });
  };
  const over = frozenSeq(last);
  const found = async (journalled: number, signatures = false) =>
    (await judge(unsigned, { last, journalled, signatures, asSigned })).fault;
  const forged = { seq: over, what: 'unlawful', why: 'asked' };
  expect(await found(over)).toBeNull();
  expect(await found(over, true)).toEqual(forged);
  expect(await found(over - 1)).toEqual(forged);
});

const python = findPython();
if (python === null) it.skip(`docs/verify.py on requests: ${noPython}`);
else {
  const verify = ledgerVerifier(python);
  it('docs/verify.py names a request that is not the one that was signed, and one that is gone', () => {
    const lines = frozenLines();
    other(find(lines, sealed), 'oddzwonił', 'milczał');
    expect(faultOf(verify(lines))).toEqual([frozenSeq(sealed), 'words']);
    const gone = lawful();
    Object.assign(find(gone, back), { requestSalt: null, request: null });
    expect(faultOf(verify(gone))).toEqual([frozenSeq(back), 'erased']);
  });

  it.each([
    ['a person without a session', 'a session of the deputy', 'a confirmation'],
    ['a program without a key', 'a sender', 'a recording'],
  ])('docs/verify.py names an unsigned act of %s', (_whose, key, where) => {
    const lines = frozenLines();
    drop(lines, key);
    put(lines, where, { asked: null });
    expect(faultOf(verify(relink(lines, 1, keeper)))).toEqual([seqOf(lines, where), 'asked']);
  });

  it.each([
    ['without the password', opened, false],
    ['with one that it does not need', sealed, true],
  ])('docs/verify.py names what was entered %s', (_what, where, password) => {
    const lines = frozenLines();
    putPassword(lines, where, password);
    expect(faultOf(verify(relink(lines, 1, keeper)))).toEqual([seqOf(lines, where), 'asked']);
  });
}
