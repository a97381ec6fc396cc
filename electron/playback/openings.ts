import type { StopReason } from '../../shared/playback.ts';
import type { Range } from '../../shared/values.ts';
import { announce } from '../announce.ts';
import { Failed } from '../failed.ts';
import { logFault } from '../log.ts';
import type { Session } from '../session/current.ts';
import { keeperLostMs } from '../session/watch.ts';
import { forget } from './prepared.ts';
import { beatQuery, type BeatRow } from './queries.ts';

/** An opening that the keeper recorded and has not closed. */
type Opening = {
  id: string;
  token: string;
  session: Session;
  ranges: Range[];
  playing: boolean;
  /** When the server last said that the opening stands; monotonic milliseconds. */
  confirmedAt: number;
  beatAt: number;
  timer: NodeJS.Timeout;
  beating: boolean;
};

type Closing =
  | 'listener'
  | 'finished'
  | 'locked'
  | 'suspended'
  | 'idle'
  | 'signed-out'
  | 'connection-lost'
  | 'recording-failed';

const beatEveryMs = 15_000;
const answerWithinMs = 30_000;
const lookEveryMs = 1_000;

const open = new Map<string, Opening>();

/** Starts the beat of a fresh opening; the first goes out at once and tells the keeper that the key was taken. */
export function begin(session: Session, id: string, token: string): void {
  const opening: Opening = {
    id,
    token,
    session,
    ranges: [],
    playing: true,
    confirmedAt: performance.now(),
    beatAt: 0,
    beating: false,
    timer: setInterval(() => watch(opening), lookEveryMs),
  };
  open.set(id, opening);
  void beat(opening);
}

/** What the page reports as played so far; the next beat carries it. Unknown ids are openings that ended meanwhile. */
export function report(id: string, ranges: Range[], playing: boolean): void {
  const opening = open.get(id);
  if (opening === undefined) return;
  opening.ranges = ranges;
  opening.playing = playing;
}

/** SECURITY: without a word of the server for 30 seconds nothing plays on: a released key must not outlive its watch. */
function watch(opening: Opening): void {
  const now = performance.now();
  if (now - opening.confirmedAt > answerWithinMs)
    return void stop(opening.id, 'database-lost', 'connection-lost');
  if (now - opening.beatAt >= beatEveryMs && !opening.beating) void beat(opening);
}

async function beat(opening: Opening): Promise<void> {
  opening.beating = true;
  opening.beatAt = performance.now();
  try {
    const [row] = await opening.session.db.query<BeatRow>(beatQuery, [
      opening.id,
      JSON.stringify(opening.ranges),
    ]);
    if (row === undefined) return;
    opening.confirmedAt = performance.now();
    if (row.state === 'closed') await stop(opening.id, stoppedBy(row.reason), null);
    else if (row.keeper_seen_ms > keeperLostMs) await stop(opening.id, 'keeper-lost', 'connection-lost');
  } catch (error) {
    // Away for a moment is no reason yet: `watch` counts the seconds.
    if (!(error instanceof Failed)) logFault('beat', error);
  } finally {
    opening.beating = false;
  }
}

function stoppedBy(reason: string | null): StopReason {
  if (reason === 'authorisation-ended' || reason === 'act-over') return reason;
  return 'closed-by-server';
}

/** Ends an opening because something happened: sound first, then the page, then the keeper (`how` null = it knows). */
export async function stop(id: string, reason: StopReason, how: Closing | null): Promise<void> {
  const opening = end(id);
  if (opening === null) return;
  announce('playback.stopped', { opening: id, reason });
  await forget(opening.token);
  if (how !== null) await tellKeeper(opening, how, false);
}

/** Ends an opening because the listener asked. Fails where the keeper cannot be told; the sound has ended all the same. */
export async function close(
  session: Session,
  id: string,
  ranges: Range[],
  wrongCall: boolean,
): Promise<void> {
  const opening = end(id);
  if (opening !== null) await forget(opening.token);
  if (opening === null && !wrongCall) return;
  await submitClose(session, id, ranges, 'listener', wrongCall);
}

export function stopAll(reason: StopReason, how: Closing): Promise<void> {
  return Promise.all([...open.keys()].map((id) => stop(id, reason, how))).then(() => undefined);
}

/** For idleness, which counts only while the sound is paused. */
export async function stopPaused(): Promise<void> {
  for (const { id, playing } of [...open.values()]) if (!playing) await stop(id, 'idle', 'idle');
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

async function tellKeeper(opening: Opening, how: Closing, wrongCall: boolean): Promise<void> {
  try {
    await submitClose(opening.session, opening.id, opening.ranges, how, wrongCall);
  } catch (error) {
    // The keeper closes a silent opening by itself after 90 seconds and keeps what the beats reported.
    if (!(error instanceof Failed)) logFault('close', error);
  }
}

async function submitClose(
  session: Session,
  opening: string,
  ranges: Range[],
  how: Closing,
  wrongCall: boolean,
): Promise<void> {
  const answer = await session.submit('close', { opening, ranges, how, wrongCall }, { timeoutMs: 10_000 });
  if (answer.state === 'refused' && answer.reason !== null) throw new Failed({ code: answer.reason });
}
