import { hostname } from 'node:os';
import { app } from 'electron';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { Handlers, Input } from '../../shared/contract.ts';
import { reportedHost } from '../../shared/host-name.ts';
import { decodePeaks, overview } from '../../shared/node/peaks.ts';
import { pinnedKeeperKey } from '../../shared/node/keeper-key.ts';
import { UnsealError } from '../../shared/node/unseal.ts';
import {
  type ListenOutput,
  type OpenRecording,
  playerSettings,
  type StopReason,
} from '../../shared/playback.ts';
import { payloadAt } from './refused.ts';
import { fail, Failed } from '../failed.ts';
import { readKept, writeKept } from '../kept.ts';
import { session, type Session } from '../session/current.ts';
import { askServer } from '../session/server.ts';
import { isShareThere, keeperLostMs } from '../session/watch.ts';
import { settings } from '../settings.ts';
import { askSoon, type Begun, begin, close, report, stop, stopAll } from './openings.ts';
import { describeOpening } from './open-recording.ts';
import { findPrepared, forget, forgetAll, prepare, type Prepared } from './prepared.ts';
import { openAnswer, type Release } from './release.ts';

/** Part of the person's own choices that the player owns. */
const keptAs = 'player';

export const playbackHandlers = {
  'playback.check': async () => {
    const { db } = session();
    const [view, share] = await Promise.all([
      askServer((sql) => db.query(sql)),
      isShareThere(settings().share),
    ]);
    const suspendedBy = view?.me.suspension?.by ?? null;
    return { keeper: view !== null && view.keeperSeenMs <= keeperLostMs, share, suspendedBy };
  },
  'playback.prepare': async ({ recording }) => {
    const current = session();
    const opening = await unsealed(prepareWitnessed(current, recording));
    endWith(current);
    return { token: opening.token };
  },
  'playback.listen': (input) => listen(session(), input),
  'playback.peaks': async ({ token, columns }) => {
    const opening = findPrepared(token) ?? fail('act-not-open');
    const content = await unsealed(opening.peaks());
    return { channels: overview(decodePeaks(content), columns).map((values) => new Uint8Array(values)) };
  },
  'playback.report': ({ opening, ranges, playing }) => {
    report(opening, ranges, playing);
    return Promise.resolve({});
  },
  'playback.close': async ({ opening, ranges, wrongCall }) => {
    await close(session(), opening, ranges, wrongCall);
    return {};
  },
  'playback.discard': async ({ token }) => {
    await forget(token);
    return {};
  },
  'playback.settings': async () =>
    Promise.resolve({
      settings: readKept(app.getPath('userData'), session().login, keptAs, playerSettings),
    }),
  'playback.keepSettings': async (settings) => {
    writeKept(app.getPath('userData'), session().login, keptAs, settings);
    return Promise.resolve({});
  },
} satisfies Partial<Handlers>;

/** SECURITY: where the ledger is not the one that was seen before, nothing is even made ready. */
async function prepareWitnessed(current: Session, recording: string): Promise<Prepared> {
  const seen = current.witness.look();
  // Both at once; while the files are being opened nobody waits for the answer yet.
  seen.catch(() => undefined);
  const opening = await prepare(current, settings().share, recording);
  try {
    await seen;
    return opening;
  } catch (error) {
    await forget(opening.token);
    throw error;
  }
}

const attached = new WeakSet<Session>();

/** SECURITY: with the session ends all sound, and every key is zeroed. */
function endWith(current: Session): void {
  if (attached.has(current)) return;
  attached.add(current);
  current.onClosed(askSoon);
  // At once, not one after the other: telling the keeper takes its time, and an answer on its way must find no opening.
  current.onEnd(async () => {
    await Promise.all([stopAll('signed-out', 'signed-out'), forgetAll()]);
  });
}

/** Asks the keeper, and lets the waiting stream go the moment the key is there. */
async function listen(current: Session, { token, what }: Input<'playback.listen'>): Promise<ListenOutput> {
  const opening = findPrepared(token) ?? fail('act-not-open');
  opening.claim();
  const asked: Command<'listen'> = {
    act: 'act' in what ? what.act : null,
    ground: 'ground' in what ? what.ground : null,
    recording: opening.recording,
    publicKey: opening.keyPair.publicKey.toString('base64'),
    host: reportedHost(hostname()),
  };
  try {
    const answer = await current.submit('listen', asked);
    if (answer.state === 'refused') {
      await forget(token);
      return { state: 'refused', reason: answer.reason ?? 'unexpected', ...payloadAt(answer) };
    }
    if (answer.state !== 'released') fail('answer-late');
    const keeper = pinnedKeeperKey(settings().keeperPublicKey);
    const release = openAnswer(answer, asked, current.login, opening.keyPair.privateKey, keeper);
    await witnessed(current, release);
    unlock(opening, release.key, release.entry.cipherBytes);
    // SECURITY: from here on there is sound, so from here on there are beats, and a lock or a loss finds an opening to end.
    const begun = begin(current, answer.command, token);
    return { state: 'open', open: await described(current, opening, answer.command, release, begun) };
  } catch (error) {
    await forget(token);
    throw asFailure(error);
  }
}

/** SECURITY: a key from a ledger that does not go on from what was seen before is zeroed unused, whoever signed its entry. */
async function witnessed(current: Session, { key, sealed }: Release): Promise<void> {
  try {
    await current.witness.confirm(sealed);
  } catch (error) {
    key.fill(0);
    throw error;
  }
}

const broken: ReadonlySet<StopReason> = new Set<StopReason>(['recording-damaged', 'share-lost']);

/**
 * What the page needs to show the opening; one that cannot be shown, or ended meanwhile, is none. But a file that turned
 * out to be broken is shown: its act exists, and its protocol will say that playing failed.
 */
async function described(
  current: Session,
  opening: Prepared,
  id: string,
  release: Release,
  begun: Begun,
): Promise<OpenRecording> {
  try {
    const open = await describeOpening(current, opening, id, release);
    return begun.endedBy === null || broken.has(begun.endedBy) ? open : fail('act-not-open');
  } catch (error) {
    void stop(id, 'database-lost', 'connection-lost');
    throw error;
  }
}

/** SECURITY: the key itself is zeroed as soon as the readers have derived theirs; those go with the opening. */
function unlock(opening: Prepared, key: Buffer, sealedLength: number): void {
  try {
    opening.unlock(key, sealedLength);
  } finally {
    key.fill(0);
    opening.keyPair.privateKey.fill(0);
  }
}

async function unsealed<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  return error instanceof UnsealError ? new Failed({ code: error.code }, { cause: error }) : error;
}
