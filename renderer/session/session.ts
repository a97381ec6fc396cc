import { create } from 'zustand';
import type { Failure } from '../../shared/failure.ts';
import type { EventValue } from '../../shared/contract.ts';
import type { Me } from '../../shared/session.ts';
import { call, failureOf, listen } from '../api.ts';
import { type Draft, flushAll, giveBack, unsavedDrafts, useUnsaved } from '../drafts.ts';
import { forgetPerson, personal } from '../memory.ts';
import { allUnsent, giveBackUnsent, type Unsent, useAllUnsent } from '../unsent.ts';

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

/**
 * What was not saved or sent before a session ended by itself, and whose it is.
 * SECURITY: on no page, and given back to the same person alone.
 */
let left: { login: string; drafts: readonly Draft[]; unsent: Readonly<Record<string, Unsent>> } | null = null;

function leave(ended: Ended | null): void {
  const { me } = useSession.getState();
  if (ended !== null && me !== null && me !== 'unknown')
    left = { login: me.login, drafts: unsavedDrafts(), unsent: allUnsent() };
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
  const stops = [
    listen('session.ended', ({ reason }) => {
      leave(reason);
    }),
    listen('session.locked', () => {
      const { me } = useSession.getState();
      if (me !== null && me !== 'unknown') useSession.setState({ locked: true });
    }),
    listen('window.flush', ({ closing }) => void flushFor(closing)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The main process is about to end something: what was typed is saved first, and whoever closes the window is told what could not be. */
async function flushFor(closing: boolean): Promise<void> {
  await flushAll();
  const unsaved =
    unsavedDrafts().length + (left?.drafts.length ?? 0) > 0 ||
    Object.keys({ ...allUnsent(), ...left?.unsent }).length > 0;
  if (closing && unsaved) useLeaving.setState({ leaving: 'close' });
  await call('window.flushed', { unsaved }).catch(() => undefined);
}

type Leaving = {
  /** What was asked for while not everything could be saved, and waits for a yes. */
  leaving: 'close' | 'signOut' | null;
};

export const useLeaving = personal(create<Leaving>()(() => ({ leaving: null })));

/** What the server does not have: of the person who is signed in, or of the one whose session ended by itself. */
export function useNotSaved(): { drafts: readonly Draft[]; unsent: readonly Unsent[] } {
  const [drafts, unsent] = [useUnsaved(), useAllUnsent()];
  if (left === null || drafts.length + unsent.length > 0) return { drafts, unsent };
  return { drafts: left.drafts, unsent: Object.values(left.unsent) };
}

/** The no: everything stays as it is. */
export function stay(): void {
  useLeaving.setState({ leaving: null });
}

/** The yes: what was asked for is done, whatever is lost by it. */
export async function leaveUnsaved(): Promise<void> {
  const { leaving } = useLeaving.getState();
  useLeaving.setState({ leaving: null });
  if (leaving === 'close') await call('window.close', {}).catch(() => undefined);
  if (leaving === 'signOut') await signOutNow();
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
    if (left?.login === me.login) {
      void giveBack(left.drafts);
      giveBackUnsent(left.unsent);
    }
    left = null;
    useSession.setState({ me, locked: false, ended: null });
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

/** Signs out once everything is saved; where it cannot be, or words were not sent, the person is asked first. */
export async function signOut(): Promise<void> {
  const unsaved = await flushAll();
  if (unsaved.length > 0 || Object.keys(allUnsent()).length > 0) useLeaving.setState({ leaving: 'signOut' });
  else await signOutNow();
}

/** The page forgets the person even when the main process could not say goodbye to the server. */
async function signOutNow(): Promise<void> {
  await call('session.signOut', {}).catch(() => undefined);
  leave(null);
}

/** Stops the sound, has its key zeroed and covers the page; the main process then has what was typed saved. The cover comes at once, whatever the answer. */
export async function lock(): Promise<void> {
  useSession.setState({ locked: true });
  await call('session.lock', {}).catch(() => undefined);
}

/** What the server says of the person now, e.g. an authorisation that was revoked a minute ago. */
export async function refreshMe(): Promise<void> {
  const me = await call('session.me', {}).catch(() => null);
  if (me !== null) useSession.setState({ me });
}
