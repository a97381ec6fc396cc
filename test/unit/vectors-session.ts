import { sign } from 'node:crypto';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import { requestBytes, requestDigest } from '../../shared/node/request.ts';
import {
  head,
  host,
  ingestLogin,
  keeperLogin,
  listener,
  secretary,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { agreementKeyOf, saltOf, secret, signingKeyOf, uuidOf } from './vectors-secrets.ts';

/** Who asks: the number of the entry with the key, its name, and the key. */
const session = { seq: 40, name: 'a session', ...signingKeyOf(secret('session key')) };
const sender = { seq: 45, name: 'a sender', ...signingKeyOf(secret('sender key')) };

/** What is asked for under a session, and as its entry repeats it; `keeper` = its public key. */
export function asking<K extends CommandKind>(
  keeper: string,
  id: string,
  kind: K,
  command: Command<K>,
  { seq, name, privateKey } = session,
) {
  const seen = Date.UTC(2026, 10, 25, 8, 0, 30);
  const request = { salt: saltOf(id), body: JSON.stringify(command) };
  const digest = requestDigest({ ...request, kind });
  const signed = { session: uuidOf(name), id: uuidOf(id), seen, digest };
  const signature = sign(null, requestBytes(signed, Buffer.from(keeper, 'base64')), privateKey);
  const asked = {
    session: kind === 'session' ? null : seq,
    ...{ seen, digest: digest.toString('hex') },
    ...{ signature: signature.toString('base64'), password: kind === 'session' },
  };
  return { request, asked };
}

function opening(keeper: string, name = session.name): VectorEntry {
  const { publicKey } = session;
  const verifier = `SCRAM-SHA-256$4096:${saltOf('a secret').toString('base64')}$${publicKey}:${publicKey}`;
  const body = { login: listener, publicKey, verifier, host: host.host };
  const { request, asked } = asking(keeper, name, 'session', body, { ...session, name });
  return {
    ...{ words: host, request },
    payload: (text) => {
      const payload = head('session', listener, name);
      const until = new Date(Date.parse(payload.at) + 36_000_000).toISOString();
      return { ...payload, asked, publicKey, until, pwdLastSet: '133700000000000000', text };
    },
  };
}

/** The keeper key is changed after the entry `last`, and a session opens under the `next` one. */
export function keyChange(
  { keeper }: ChainParts,
  next: string,
  last: { seq: number; hash: Buffer },
): VectorEntry[] {
  const change = { publicKey: next, former: keeper, upTo: last.seq, hash: last.hash.toString('hex') };
  return [
    { words: null, payload: () => ({ ...head('keeper', secretary, null), ...change }) },
    opening(next, 'a session after the change'),
  ];
}

/** A session, what is asked for under it, and its end; somebody who asks in another's name; a program's key, and what it asks for. */
export function sessions({ keeper }: ChainParts): VectorEntry[] {
  const { name } = session;
  const act = uuidOf('a second act');
  const back = asking(keeper, 'back to the second act', 'reopen', { act });
  const findings = 'Urzędnik połączył rozmowę z wydziałem; wydział oddzwonił.';
  const sealed = asking(keeper, 'other words of the second act', 'complete', { act, findings });
  const over = asking(keeper, 'the end of the session', 'session-end', { session: uuidOf(name) });
  const month = { month: '2026-10' };
  const key = asking(keeper, 'key of another month', 'key', month, sender);
  return [
    opening(keeper),
    {
      words: null,
      request: back.request,
      payload: () => ({
        ...{ ...head('reopened', listener, 'back to the second act'), asked: back.asked },
        ...{ act, completed: 39 },
      }),
    },
    {
      words: { findings },
      request: sealed.request,
      payload: (text) => ({
        ...{ ...head('completed', listener, 'other words of the second act'), asked: sealed.asked },
        ...{ act, entries: [2, 7, 27, 29, 30, 31, 32, 35, 39, 41], text },
      }),
    },
    {
      words: null,
      request: over.request,
      payload: () => ({
        ...{ ...head('session-end', listener, 'the end of the session'), asked: over.asked },
        ...{ session: uuidOf(name), subject: listener, why: 'signed-out' },
      }),
    },
    {
      words: null,
      payload: () => ({ ...head('unsigned-request', keeperLogin, null), claimed: [listener], count: 1 }),
    },
    {
      words: null,
      payload: () => ({
        ...head('sender', keeperLogin, sender.name),
        ...{ program: ingestLogin, publicKey: sender.publicKey },
      }),
    },
    {
      words: null,
      request: key.request,
      payload: () => ({
        ...{ ...head('key', ingestLogin, 'key of another month'), asked: key.asked },
        ...{ ...month, public: agreementKeyOf('key of another month') },
      }),
    },
  ];
}
