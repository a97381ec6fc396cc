import { userInfo } from 'node:os';
import { app } from 'electron';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract.ts';
import type { OwnSession } from '../../shared/session.ts';
import { loginPattern } from '../../shared/values.ts';
import { checkedEntries, notThatOne, toldEntry } from '../paper/entries.ts';
import { settings } from '../settings.ts';
import { end, session, type Session } from './current.ts';
import { announceLock } from './lock.ts';
import { mineQuery } from './queries.ts';
import { read } from './read.ts';
import { signIn } from './sign-in.ts';

/** One sign-in at a time: two at once would be two sessions, of which only the later is ever closed. */
let last: Promise<unknown> = Promise.resolve();

export const sessionHandlers = {
  'session.start': () => {
    const { office, idle, words, authority, demo } = settings();
    return Promise.resolve({
      office,
      version: app.getVersion(),
      login: windowsLogin(),
      limits: { idle, words, authority },
      demo: demo?.people ?? null,
    });
  },
  'session.signIn': ({ login, password }) => {
    const attempt = last.then(() => signIn(login, password));
    last = attempt.catch(() => undefined);
    return attempt;
  },
  'session.signOut': async () => {
    await end('signed-out');
    return {};
  },
  'session.lock': () => {
    session();
    announceLock('locked');
    return Promise.resolve({});
  },
  'session.me': () => session().refresh(),
  'session.mine': async () => ({ sessions: await ownSessions(session()) }),
} satisfies Partial<Handlers>;

/** Fails with 'document-entry-false' where one is not what the keeper entered of this person. */
async function ownSessions({ db, guid, id }: Session): Promise<OwnSession[]> {
  const entries = await checkedEntries(db, await read(db, z.array(toldEntry), mineQuery));
  return entries
    .map((entry) => {
      const { seq, payload, words } = entry.kind === 'session' ? entry : notThatOne(entry.seq);
      if (guid === null || payload.guid !== guid) notThatOne(seq);
      return { seq, at: payload.at, host: words?.host ?? null, own: payload.command === id };
    })
    .reverse();
}

/** The login of the Windows session where it is a possible one; elsewhere a system account says nothing. */
function windowsLogin(): string {
  if (process.platform !== 'win32') return '';
  const login = userInfo().username.toLowerCase();
  return loginPattern.test(login) ? login : '';
}
