import { isSoundSigningKey } from '../../shared/node/signing-key.ts';
import { must, type Rules } from './scene.ts';

const tenHours = 36_000_000;

/** The rules of who asks. */
export const session: Rules<'session' | 'sender' | 'session-end' | 'unsigned-request'> = {
  session: {
    by: 'people',
    words: true,
    check: ({ at }, { publicKey, until, asked }) => {
      const key = Buffer.from(publicKey, 'base64');
      must(isSoundSigningKey(key), 'session');
      must(Date.parse(until) === at + tenHours, 'session');
      // SECURITY: nobody gets a session without the directory password, proved for exactly that one.
      must(asked?.session === null && asked.password, 'session');
    },
    asked: (body, { login }) => {
      must(body.login === login, 'asked-otherwise');
      return body;
    },
  },
  sender: {
    by: 'keeper',
    check: (_scene, { publicKey, asked }) => {
      must(isSoundSigningKey(Buffer.from(publicKey, 'base64')) && asked === null, 'session');
    },
  },
  'session-end': {
    by: 'anybody',
    check: ({ state, at }, { login, session: id, subject, why, command }) => {
      const ended = state.sessions.get(id);
      must(ended?.login === subject && !ended.ended, 'session');
      must((why === 'signed-out') === (command !== null), 'session');
      must(why !== 'signed-out' || (login === subject && at < ended.until), 'session');
    },
  },
  'unsigned-request': {
    by: 'keeper',
    check: ({ state, at }) => {
      must(at - state.unsignedAt >= 60_000, 'count');
    },
  },
};
