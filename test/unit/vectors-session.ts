import { sign } from 'node:crypto';
import { requestBytes, requestDigest } from '../../shared/node/request.ts';
import { head, host, keeperLogin, listener, type ChainParts, type VectorEntry } from './vectors-head.ts';
import { saltOf, secret, signingKeyOf, uuidOf } from './vectors-secrets.ts';

/** A session, what is asked for under it, and its end; and somebody who asks in another's name. */
export function sessions({ keeper }: ChainParts): VectorEntry[] {
  const name = 'a session';
  const { privateKey, publicKey } = signingKeyOf(secret('session key'));
  const seq = 40;
  const asked = (id: string, kind: string, body: object, password: boolean) => {
    const seen = Date.UTC(2026, 10, 25, 8, 0, 30);
    const digest = requestDigest({ salt: saltOf(id), kind, body: JSON.stringify(body) });
    const signed = { session: uuidOf(name), id: uuidOf(id), seen, digest };
    return {
      session: kind === 'session' ? null : seq,
      ...{ seen, digest: digest.toString('hex'), password },
      signature: sign(null, requestBytes(signed, Buffer.from(keeper, 'base64')), privateKey).toString(
        'base64',
      ),
    };
  };
  return [
    {
      words: host,
      payload: (text) => {
        const payload = head('session', listener, name);
        const until = new Date(Date.parse(payload.at) + 36_000_000).toISOString();
        return {
          ...{ ...payload, asked: asked(name, 'session', { login: listener }, true) },
          ...{ publicKey, until, pwdLastSet: '133700000000000000', text },
        };
      },
    },
    {
      words: null,
      payload: () => ({
        ...head('reopened', listener, 'back to the second act'),
        asked: asked('back to the second act', 'reopen', { act: uuidOf('a second act') }, false),
        ...{ act: uuidOf('a second act'), completed: 39 },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...head('session-end', listener, 'the end of the session'),
        asked: asked('the end of the session', 'session-end', { session: uuidOf(name) }, false),
        ...{ session: uuidOf(name), subject: listener, why: 'signed-out' },
      }),
    },
    {
      words: null,
      payload: () => ({ ...head('unsigned-request', keeperLogin, null), claimed: [listener], count: 1 }),
    },
  ];
}
