import { hostname } from 'node:os';
import { z } from 'zod';
import type { Input } from '../../shared/contract.ts';
import { reportedHost } from '../../shared/host-name.ts';
import type { Recipient } from '../../shared/node/hpke.ts';
import { decodePeaks } from '../../shared/node/peaks.ts';
import { openRelease } from '../../shared/node/release.ts';
import { UnsealError } from '../../shared/node/unseal.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import type { ListenOutput, OpenRecording, StopReason } from '../../shared/playback.ts';
import { channelName } from '../../shared/values.ts';
import { fail, Failed } from '../failed.ts';
import { isCaller, notThatOne, openedCaller, toldEntry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { onLock } from '../session/lock.ts';
import { read } from '../session/read.ts';
import { Refused } from '../session/submit.ts';
import { settings } from '../settings.ts';
import { firstWord } from './first-word.ts';
import { begin, type Begun, type Closing, endUnheard, stop } from './openings.ts';
import { findPrepared, forget, type Prepared } from './prepared.ts';
import { openedQuery } from './queries.ts';
import { drawnOut, shownOf, type Drawn, type Taken } from './taken-in.ts';

type Release = Entered<'listen'>;

/** Asks the keeper, and lets the waiting stream go the moment the key is there. */
export async function listen(
  session: Session,
  { token, what }: Input<'playback.listen'>,
): Promise<ListenOutput> {
  const opening = findPrepared(token) ?? fail('act-not-open');
  const pair = opening.claim();
  let how: Closing = 'listener'; // Whoever gave the opening back before its key came.
  const forgetLock = onLock((reason) => {
    if (reason !== 'idle') how = reason;
  });
  try {
    const release = await session.submit('listen', {
      act: 'act' in what ? what.act : null,
      ground: 'ground' in what ? what.ground : null,
      ...('position' in what ? { position: what.position } : {}),
      recording: opening.about.recording,
      publicKey: pair.publicKey.toString('base64'),
      host: reportedHost(hostname()),
    });
    if (opening.disposed) {
      // SECURITY: the keeper holds the opening for open, and would count it as heard, of which nobody reported.
      void endUnheard(session, release.command, how);
      fail('act-not-open');
    }
    unlock(opening, pair, release);
    // SECURITY: from here on there is sound, so from here on there are beats, and a lock or a loss finds an opening to end.
    const begun = begin(session, release.command, token);
    return { state: 'open', open: await described(session, opening, release, begun) };
  } catch (error) {
    await forget(token);
    if (!(error instanceof Refused)) throw asFailure('act' in what ? inAct(error) : error);
    const { failure, subject, because, seq, at } = error;
    return { state: 'refused', reason: failure.code, subject, because, seq, at };
  } finally {
    forgetLock();
  }
}

/**
 * Fails with 'answer-late' where the key's sixty seconds have passed.
 * SECURITY: the key itself is zeroed as soon as the readers have derived theirs; those go with the opening.
 */
function unlock(opening: Prepared, pair: Recipient, { command, hash, sealed, payload }: Release): void {
  const key = openRelease(
    { command, entryHash: hash },
    pair,
    sealed ?? fail('answer-late', { asked: 'listen' }),
  );
  try {
    opening.unlock(key, payload.cipherBytes);
  } finally {
    key.fill(0);
  }
}

const broken: ReadonlySet<StopReason> = new Set<StopReason>(['recording-damaged', 'share-lost']);

/**
 * What the page needs to show the opening; one that cannot be shown, or ended meanwhile, is none. But a file that turned
 * out to be broken is shown: its act exists, and its protocol will say that playing failed.
 */
async function described(
  session: Session,
  opening: Prepared,
  release: Release,
  begun: Begun,
): Promise<OpenRecording> {
  try {
    const open = await describe(session, opening, release);
    return begun.endedBy === null || broken.has(begun.endedBy) ? open : fail('act-not-open');
  } catch (error) {
    void stop(release.command, 'database-lost', 'connection-lost');
    throw error;
  }
}

/**
 * What the database tells of a recording only once it was opened. Which part of a call it is says its catalogue; so it does of what was drawn for a
 * plan which sides it has, for the words that its entry commits to are given to nobody: the keeper has just held the two against each other.
 */
const told = z.object({
  caller: openedCaller.nullable(),
  entry: toldEntry.nullable(),
  channels: z.array(channelName),
  part: z.int(),
  parts: z.int(),
});
type Told = z.infer<typeof told>;

/** What the player shows of a recording whose sealed record exists; the full number appears only here and later. */
async function describe(
  session: Session,
  opening: Prepared,
  { command, payload: { act, protocol, position }, seq }: Release,
): Promise<OpenRecording> {
  const { token, about } = opening;
  const { recording } = about;
  const known =
    (await read(session.db, told.nullable(), openedQuery, [act, recording])) ?? fail('act-unknown');
  const { part, parts } = known;
  const { announcement, ...facts } =
    about.taken === null
      ? await drawnFactsOf(session, recording, known, about.drawn)
      : openedFactsOf(about.taken, known);
  const announced = announcement === 'yes' && part === 1;
  return {
    ...{ ...facts, recording, part, parts, ...(position && { position }) },
    ...{ opening: command, token, act, protocol, seq },
    announced,
    firstWord: position === undefined ? 0 : await firstWordOf(opening, announced),
  };
}

/** Where a call that was drawn begins to be a call; its beginning where the office does not say how long it announces, or nobody can tell. */
async function firstWordOf(opening: Prepared, announced: boolean): Promise<number> {
  const { announcementSeconds } = settings().quality;
  if (announcementSeconds === null) return 0;
  try {
    return firstWord(decodePeaks(await opening.peaks()), announced ? announcementSeconds * 1000 : 0);
  } catch {
    // What cannot be drawn sounds all the same.
    return 0;
  }
}

function openedFactsOf(taken: Taken, { caller }: Told) {
  if (caller === null || !isCaller(caller, taken.payload)) return notThatOne(taken.seq);
  const { callerTail: _tail, ...shown } = shownOf(taken);
  const channels = z.array(channelName).parse(taken.words.channels);
  return { ...shown, callerNumber: caller.number, channels, announcement: taken.payload.announcement };
}

/** SECURITY: § 2: neither who called, nor by which telephone, nor who answered, whatever the database gives. */
async function drawnFactsOf(session: Session, recording: string, { entry, channels }: Told, drawn: Drawn) {
  const { payload } = await drawnOut(session, recording, entry ?? fail('shown-differently'), drawn);
  const { startedAt, durationMs, department, announcement } = payload;
  const nobody = { callerNumber: null, extension: null, answeredBy: null };
  return { startedAt, durationMs, department, ...nobody, channels, announcement };
}

/** Lets out what a sealed file turned out to be as a failure of its own. */
export async function unsealed<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw asFailure(error);
  }
}

/** Without an answer about a recording of an act that is open other words are due than about a new act. */
function inAct(error: unknown): unknown {
  const isLate = error instanceof Failed && error.failure.code === 'answer-late';
  return isLate
    ? new Failed({ code: 'answer-late', params: { asked: 'listenAgain' } }, { cause: error })
    : error;
}

function asFailure(error: unknown): unknown {
  return error instanceof UnsealError ? new Failed({ code: error.code }, { cause: error }) : error;
}
