import { isSoundSigningKey } from '../../shared/node/signing-key.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import type { LedgerState } from '../entries/state.ts';
import { must, type Rules } from './scene.ts';

const tenHours = 36_000_000;
/** From where somebody signed in is told for so many months. */
const told = 24;

/** The rules of who asks. */
export const session: Rules<'session' | 'sender' | 'session-end' | 'unsigned-request'> = {
  session: {
    by: 'people',
    password: true,
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

/** The `session` entries of people whose words may be gone by the day of the newest entry. */
export function formerSessions({ sessions, worked }: Pick<LedgerState, 'sessions' | 'worked'>): number[] {
  if (worked.hour === '') return [];
  const today = legalDay(new Date(`${worked.hour}:00Z`));
  const people = [...sessions.values()].filter(({ account }) => account !== null);
  const begun = people.map(({ seq, until }) => ({ seq, day: legalDay(new Date(until - tenHours)) }));
  return begun.filter(({ day }) => day < addMonths(today, -told)).map(({ seq }) => seq);
}
