import { access } from 'node:fs/promises';
import { app } from 'electron';
import type { Connection } from '../../shared/session.ts';
import { announce } from '../announce.ts';
import { flush } from '../flush.ts';
import { logFault } from '../log.ts';
import { settings } from '../settings.ts';
import type { PersonConnection } from './connection.ts';
import { end } from './current.ts';
import { keeperAwayMs, type KeeperPulse } from './pulse.ts';
import { askServer, isOlder, type ServerView } from './server.ts';

const everyMs = 2_500;
const shareEveryMs = 5_000;
const shareMs = 3_000;
/** SECURITY: a session ends after a working day; the server ends the connection at the same age. */
const longestMs = 10 * 60 * 60 * 1000;

const unknown: Connection = { database: false, keeper: false, share: false, ledger: true, suspendedBy: null };
let state = unknown;

/** What works at the moment, as the page was last told. */
export const connectionNow = (): Connection => state;

/** What an answer of the server says of the server. */
export function told(
  { me }: ServerView,
  { age }: Pick<KeeperPulse, 'age'>,
): Pick<Connection, 'database' | 'keeper' | 'suspendedBy'> {
  const suspendedBy = me.suspension?.by ?? null;
  return { database: true, keeper: age <= keeperAwayMs, suspendedBy };
}

/** Tells the page only what changed. */
export function tellConnection(change: Partial<Connection>): void {
  const next = { ...state, ...change };
  const same = (Object.keys(next) as (keyof Connection)[]).every((part) => next[part] === state[part]);
  state = next;
  if (!same) announce('connection.changed', state);
}

/**
 * Looks after a signed-in person's connection until `stop`: asks the server every few seconds who the person is
 * (so that an ended authorisation shows), whether the keeper lives and whether the share answers. A ledger that was found broken
 * is looked at again (`lookAgain`), so that the workstation goes on once it is whole.
 */
export function watchConnection(
  connection: PersonConnection,
  pulse: KeeperPulse,
  onView: (view: ServerView) => void,
  lookAgain: () => void,
): () => void {
  const since = Date.now();
  const look = async (): Promise<void> => {
    // The clock and not a timer of ten hours: a timer stands still while the computer sleeps.
    if (Date.now() - since >= longestMs) return flush().then(() => end('ten-hours'));
    const [view] = await Promise.all([
      askServer((sql) => connection.ask(sql)).catch(() => null),
      pulse.look().catch(() => undefined),
    ]);
    // Without an answer the line says by itself that it is lost; of the keeper nothing is known then.
    if (view === null) {
      tellConnection({ keeper: false });
      return;
    }
    if (isOlder(app.getVersion(), view.leastApp)) return flush().then(() => end('version'));
    tellConnection(told(view, pulse));
    onView(view);
    if (!state.ledger) lookAgain();
  };
  const ends = [
    // Told also while a question to the server is without an answer.
    repeat(everyMs, look, () => pulse.age > keeperAwayMs && tellConnection({ keeper: false })),
    repeat(shareEveryMs, async () => tellConnection({ share: await isShareThere(settings().share) })),
  ];
  return () => {
    for (const stop of ends) stop();
    state = unknown;
  };
}

/** Looks again and again, one look at a time; `first` each time, also while one lasts. Returns the function that ends it. */
function repeat(everyMs: number, look: () => Promise<void>, first?: () => unknown): () => void {
  let busy = false;
  const timer = setInterval(() => {
    first?.();
    if (busy) return;
    busy = true;
    look()
      .catch((fault: unknown) => logFault('connection watch', fault))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return () => clearInterval(timer);
}

/** A dead file server can hold a call for tens of seconds; the question is given up after three. */
export async function isShareThere(share: string): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, shareMs);
  });
  try {
    return await Promise.race([access(share).then(() => true), late]);
  } catch {
    // Whatever the reason, the answer is the same: recordings cannot be reached now.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
