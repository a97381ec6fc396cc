import { announce } from '../announce.ts';
import { logFault } from '../log.ts';
import { type EndReason, type Session, setCurrent, signedIn } from './current.ts';

type Dispose = (reason: EndReason) => void | Promise<void>;

/** What may hold up the end of a session: closing an opening is a call to the server, and that may be away. */
const patienceMs = 3_000;

let disposers: Dispose[] = [];

/** The one owner of whatever must end with a session: keys, openings, timers, the connection. */
export function onEnd(dispose: Dispose): () => void {
  disposers.push(dispose);
  return () => {
    disposers = disposers.filter((other) => other !== dispose);
  };
}

export function begin(session: Session): void {
  setCurrent(session);
}

/**
 * Ends the session if there is one: no handler finds it any more, then everything is disposed of, newest first
 * (so that an opening can still be closed at the server before the connection goes).
 */
export async function end(reason: EndReason): Promise<void> {
  if (signedIn() === null) return;
  setCurrent(null);
  if (reason !== 'signed-out') announce('session.ended', { reason });
  const ending = disposers.reverse();
  disposers = [];
  for (const dispose of ending) {
    try {
      await inTime(dispose(reason));
    } catch (fault) {
      logFault('part of a session did not end well', fault);
    }
  }
}

async function inTime(work: void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('part of a session did not end in time'));
    }, patienceMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
