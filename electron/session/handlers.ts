import { userInfo } from 'node:os';
import { app } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import { loginPattern } from '../../shared/values.ts';
import { settings } from '../settings.ts';
import { end, session } from './current.ts';
import { announceLock } from './lock.ts';
import { signIn } from './sign-in.ts';

/** One sign-in at a time: two at once would be two sessions, of which only the later is ever closed. */
let last: Promise<unknown> = Promise.resolve();

export const sessionHandlers = {
  'session.start': () => {
    const { office, idle, words, demo } = settings();
    return Promise.resolve({
      office,
      version: app.getVersion(),
      login: windowsLogin(),
      limits: { idle, words },
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
} satisfies Partial<Handlers>;

/** The login of the Windows session where it is a possible one; elsewhere a system account says nothing. */
function windowsLogin(): string {
  if (process.platform !== 'win32') return '';
  const login = userInfo().username.toLowerCase();
  return loginPattern.test(login) ? login : '';
}
