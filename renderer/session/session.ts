import { create } from 'zustand';
import type { Failure } from '../../shared/failure.ts';
import type { EventValue } from '../../shared/contract.ts';
import type { Me } from '../../shared/session.ts';
import { call, failureOf, listen } from '../api.ts';
import { forgetPerson } from '../memory.ts';

type Ended = EventValue<'session.ended'>['reason'];

type SessionState = {
  /** `unknown` until the main process said whether somebody is still signed in (a page that was loaded again). */
  me: Me | null | 'unknown';
  /** Covers the page until the same person gives the password again. */
  locked: boolean;
  /** Why the last session ended by itself. */
  ended: Ended | null;
};

/** Who sits at this workstation. */
export const useSession = create<SessionState>()(() => ({ me: 'unknown', locked: false, ended: null }));

function leave(ended: Ended | null): void {
  forgetPerson();
  useSession.setState({ me: null, locked: false, ended });
}

/** Asks who is signed in and listens for the end of the session; returns the function that stops listening. */
export function startSession(): () => void {
  void call('session.me', {}).then(
    (me) => {
      useSession.setState({ me });
    },
    () => {
      useSession.setState({ me: null });
    },
  );
  return listen('session.ended', ({ reason }) => {
    leave(reason);
  });
}

/**
 * Signs in, or unlocks when the page is locked. What another person left in the page is forgotten first; the same
 * person finds the page as it was. Returns the failure, or null when it worked.
 */
export async function signIn(login: string, password: string): Promise<Failure | null> {
  try {
    const me = await call('session.signIn', { login, password });
    const before = useSession.getState().me;
    if (before === null || before === 'unknown' || before.login !== me.login) forgetPerson();
    useSession.setState({ me, locked: false, ended: null });
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

/** Signs out. The page forgets the person even when the main process could not say goodbye to the server. */
export async function signOut(): Promise<void> {
  await call('session.signOut', {}).catch(() => undefined);
  leave(null);
}

/** Stops the sound, has its key zeroed and covers the page. The cover comes at once, whatever the answer. */
export async function lock(): Promise<void> {
  useSession.setState({ locked: true });
  await call('session.lock', {}).catch(() => undefined);
}

/** What the server says of the person now, e.g. an authorisation that was revoked a minute ago. */
export async function refreshMe(): Promise<void> {
  const me = await call('session.me', {}).catch(() => null);
  if (me !== null) useSession.setState({ me });
}
