import { app } from 'electron';
import type { Handlers, Input } from '../../shared/contract.ts';
import { decodePeaks, overview } from '../../shared/node/peaks.ts';
import { aboutOutput, playerSettings } from '../../shared/playback.ts';
import { lastDayOf } from '../../shared/recordings.ts';
import { fail } from '../failed.ts';
import { accountOf, readKept, writeKept } from '../kept.ts';
import { session, type Session } from '../session/current.ts';
import { askServer } from '../session/server.ts';
import { keeperAwayMs } from '../session/pulse.ts';
import { isShareThere } from '../session/watch.ts';
import { read } from '../session/read.ts';
import { settings } from '../settings.ts';
import { listen, unsealed } from './listen.ts';
import { askSoon, close, report, stopAll } from './openings.ts';
import { timesOf, findPrepared, forget, forgetAll, prepare, type Prepared } from './prepared.ts';
import { listeningsQuery } from './queries.ts';
import { shownOf, takenIn } from './taken-in.ts';

/** Part of the person's own choices that the player owns. */
const keptAs = 'player';

export const playbackHandlers = {
  'playback.check': async () => {
    const { db, keeper } = session();
    const [view, share] = await Promise.all([
      // Over the line that an opening needs: lists may have their way to the database back before it.
      askServer((sql) => db.ask(sql)),
      isShareThere(settings().share),
      keeper.look(),
    ]);
    const suspendedBy = view?.me.suspension?.by ?? null;
    return { keeper: view !== null && keeper.age <= keeperAwayMs, share, suspendedBy };
  },
  'playback.about': async ({ parts }) => {
    const current = session();
    const recordings = parts.map(({ recording }) => recording);
    const [taken, listenings] = await Promise.all([
      Promise.all(parts.map(({ recording, listed }) => takenIn(current, recording, listed))),
      read(current.db, aboutOutput.shape.listenings, listeningsQuery, [recordings]),
    ]);
    const [first = fail('recording-unknown')] = taken;
    const [lastDay = ''] = taken.map(({ payload }) => lastDayOf(payload.startedAt)).sort();
    return { announcement: first.payload.announcement, lastDay, listenings };
  },
  'playback.prepare': async (input) => {
    const current = session();
    const opening = await unsealed(prepareWitnessed(current, input));
    endWith(current);
    const { token, about } = opening;
    const shown = about.taken === null ? null : shownOf(about.taken);
    return { token, durationMs: timesOf(about).durationMs, shown };
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
      settings: readKept(app.getPath('userData'), accountOf(session()), keptAs, playerSettings),
    }),
  'playback.keepSettings': async (settings) => {
    writeKept(app.getPath('userData'), accountOf(session()), keptAs, settings);
    return Promise.resolve({});
  },
} satisfies Partial<Handlers>;

/** SECURITY: where the ledger is not the one that was seen before, nothing is even made ready. */
async function prepareWitnessed(current: Session, input: Input<'playback.prepare'>): Promise<Prepared> {
  const seen = current.witness.look();
  // Both at once; while the files are being opened nobody waits for the answer yet.
  seen.catch(() => undefined);
  const opening = await prepare(current, settings().share, input);
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
