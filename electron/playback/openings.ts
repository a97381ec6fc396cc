import type { Command } from '../../shared/ledger/kinds.ts';
import type { StopReason } from '../../shared/playback.ts';
import type { Range } from '../../shared/values.ts';
import { announce } from '../announce.ts';
import { Failed } from '../failed.ts';
import { logFault } from '../log.ts';
import type { Session } from '../session/current.ts';
import { onLock } from '../session/lock.ts';
import { keeperLostMs } from '../session/pulse.ts';
import { Refused } from '../session/submit.ts';
import { settings } from '../settings.ts';
import { findPrepared, forget, forgetAll } from './prepared.ts';
import { beatQuery, type BeatRow } from './queries.ts';

/** What began, and why it has ended; null while it stands. */
export type Begun = { readonly endedBy: StopReason | null };

/** An opening that the keeper recorded and has not closed. */
type Opening = {
  endedBy: StopReason | null;
  id: string;
  token: string;
  session: Session;
  ranges: Range[];
  playing: boolean;
  /** Whether the page knows of it, and so has a last word to say. */
  reported: boolean;
  /** Since when the sound has been paused; monotonic milliseconds. Means nothing while it plays. */
  pausedAt: number;
  /** When the server last said that the opening stands; monotonic milliseconds. */
  confirmedAt: number;
  beatAt: number;
  timer: NodeJS.Timeout;
  beating: boolean;
};

export type Closing = Command<'close'>['how'];

const beatEveryMs = 15_000;
const answerWithinMs = 30_000;
const lookEveryMs = 1_000;
/** How long a stopped page may take to say what it played since its last report. */
const lastWordMs = 500;

const open = new Map<string, Opening>();
/** Openings that were stopped, until the keeper knows. */
const stopping = new Map<string, Promise<void>>();
/** Openings whose sound has ended and whose page still owes its last report. */
const ending = new Map<string, (ranges: Range[]) => void>();

/** Starts the beat of a fresh opening; the first goes out at once and tells the keeper that the key was taken. */
export function begin(session: Session, id: string, token: string): Begun {
  const opening: Opening = {
    endedBy: null,
    id,
    token,
    session,
    ranges: [],
    playing: true,
    reported: false,
    pausedAt: 0,
    confirmedAt: performance.now(),
    beatAt: 0,
    beating: false,
    timer: setInterval(() => watch(opening), lookEveryMs),
  };
  open.set(id, opening);
  void beat(opening);
  return opening;
}

/** What the page reports as played so far; the next beat carries it. Unknown ids are openings that ended meanwhile. */
export function report(id: string, ranges: Range[], playing: boolean): void {
  if (!playing) ending.get(id)?.(ranges);
  const opening = open.get(id);
  if (opening === undefined) return;
  opening.ranges = ranges;
  opening.reported = true;
  if (opening.playing && !playing) opening.pausedAt = performance.now();
  opening.playing = playing;
}

/**
 * SECURITY: without a word of the server, and a new pulse of the keeper, for 30 seconds nothing plays on: a released key must not outlive its watch. What
 * would pass them by the next look ends at this one.
 */
function watch(opening: Opening): void {
  const now = performance.now();
  if (now - opening.confirmedAt > answerWithinMs - lookEveryMs)
    return void stop(opening.id, 'database-lost', 'connection-lost');
  if (opening.session.keeper.age > keeperLostMs)
    return void stop(opening.id, 'keeper-lost', 'connection-lost');
  // The page gave the sound back by its token: without a key there is nothing to keep open.
  if (findPrepared(opening.token) === null) return void stop(opening.id, 'closed-by-server', 'listener');
  if (now - opening.beatAt >= beatEveryMs && !opening.beating) void beat(opening);
}

/**
 * The keeper closed something, maybe one of these: their beats are due now instead of within fifteen seconds.
 * A hint that anybody could give, so no more than a beat a second comes of it.
 */
export function askSoon(): void {
  for (const opening of open.values()) opening.beatAt = -Infinity;
}

async function beat(opening: Opening): Promise<void> {
  opening.beating = true;
  opening.beatAt = performance.now();
  try {
    // On the line, not on the pool: a sign of life does not wait for a list.
    const [row] = await opening.session.db.ask<BeatRow>(beatQuery, [
      opening.id,
      JSON.stringify(opening.ranges),
    ]);
    if (row === undefined) return;
    opening.confirmedAt = performance.now();
    if (row.state === 'closed') await stop(opening.id, stoppedBy(row.reason), null);
  } catch (error) {
    // Away for a moment is no reason yet: `watch` counts the seconds.
    if (!(error instanceof Failed)) logFault('beat', error);
  } finally {
    opening.beating = false;
  }
}

/** Ends by the keeper that the page has words of its own for. */
const known = [
  'authorisation-ended',
  'present-ended',
  'act-over',
  'listening-suspended',
  'recording-closed',
] as const;

function stoppedBy(reason: string | null): StopReason {
  return known.find((one) => one === reason) ?? 'closed-by-server';
}

/**
 * Ends an opening because something happened: sound first, then the page, then the keeper (`how` null = it knows).
 * Resolves when the keeper was told, also for whoever asks a second time.
 */
export function stop(id: string, reason: StopReason, how: Closing | null): Promise<void> {
  const opening = end(id);
  if (opening === null) return stopping.get(id) ?? Promise.resolve();
  opening.endedBy = reason;
  const told = silence(opening, reason, how).finally(() => stopping.delete(id));
  stopping.set(id, told);
  return told;
}

async function silence(opening: Opening, reason: StopReason, how: Closing | null): Promise<void> {
  const forgotten = forget(opening.token);
  const lastWord = hearLastWord(opening);
  announce('playback.stopped', { opening: opening.id, reason });
  await Promise.all([forgotten, lastWord]);
  if (how !== null) await tellKeeper(opening, how);
}

/** The page reports every two seconds; what it played since then belongs into the protocol as well. */
async function hearLastWord(opening: Opening): Promise<void> {
  if (!opening.reported || !opening.playing) return;
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, lastWordMs);
    ending.set(opening.id, (ranges) => {
      opening.ranges = ranges;
      clearTimeout(late);
      resolve();
    });
  });
  ending.delete(opening.id);
}

/** Ends an opening because the listener asked. Fails where the keeper cannot be told; the sound has ended all the same. */
export async function close(
  session: Session,
  id: string,
  ranges: Range[],
  wrongCall: boolean,
): Promise<void> {
  const opening = end(id);
  if (opening === null) await stopping.get(id);
  if (opening === null && !wrongCall) return;
  // SECURITY: forgetting zeroes the key before it waits for anything. Both begin now: whatever is asked after this comes after it.
  const forgotten = opening === null ? null : forget(opening.token);
  const told = submitClose(session, { opening: id, ranges, how: 'listener', wrongCall });
  const marked = told.catch(async (error: unknown) => {
    // What is refused is the mark; that the sound has ended is told all the same, and not found out by silence.
    if (wrongCall && opening !== null && error instanceof Refused)
      await tellKeeper({ ...opening, ranges }, 'listener');
    throw error;
  });
  await Promise.all([forgotten, marked]);
}

export function stopAll(reason: StopReason, how: Closing): Promise<void> {
  return Promise.all([...open.keys()].map((id) => stop(id, reason, how))).then(() => undefined);
}

/**
 * From ready to quit: a lock or a sleep ends all sound and zeroes every key; idleness ends what is paused.
 * SECURITY: an unattended workstation holds no key of a recording; going on is a new release in the same act.
 */
export function watchPlayback(): () => void {
  return onLock((reason) => {
    // Both at once: what is still waiting for its key must not get it while the keeper is told of the rest.
    const work =
      reason === 'idle'
        ? stopPaused(settings().idle.pausedMinutes * 60_000)
        : Promise.all([stopAll(reason, reason), forgetAll()]);
    work.catch((fault: unknown) => {
      logFault('playback lock', fault);
    });
  });
}

/** For idleness, which counts only while the sound is paused: ends what has been paused for so long. */
async function stopPaused(forMs: number): Promise<void> {
  const now = performance.now();
  const paused = [...open.values()].filter(({ playing, pausedAt }) => !playing && now - pausedAt >= forMs);
  await Promise.all(paused.map(({ id }) => stop(id, 'idle', 'idle')));
}

export function stopByToken(token: string, reason: 'recording-damaged' | 'share-lost'): void {
  for (const opening of open.values()) {
    // eslint-disable-next-line security/detect-possible-timing-attacks -- both are ours; nobody measures this
    if (opening.token === token) void stop(opening.id, reason, 'recording-failed');
  }
}

function end(id: string): Opening | null {
  const opening = open.get(id);
  if (opening === undefined) return null;
  open.delete(id);
  clearInterval(opening.timer);
  return opening;
}

/** Ends a release whose key came after the opening was locked or given back: nobody heard anything of it. */
export function endUnheard(session: Session, id: string, how: Closing): Promise<void> {
  return tellKeeper({ session, id, ranges: [] }, how);
}

async function tellKeeper(
  { session, id, ranges }: Pick<Opening, 'session' | 'id' | 'ranges'>,
  how: Closing,
): Promise<void> {
  try {
    await submitClose(session, { opening: id, ranges, how, wrongCall: false });
  } catch (error) {
    // The keeper closes a silent opening by itself after 90 seconds and keeps what the beats reported.
    if (!(error instanceof Failed)) logFault('close', error);
  }
}

async function submitClose(session: Session, body: Command<'close'>): Promise<void> {
  await session.submit('close', body, { timeoutMs: 10_000 });
}
