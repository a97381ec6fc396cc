import { mostAtOnce, namedBy } from '../../shared/ledger/keeping.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { statedOf, stoppedOn, unaskedBy } from './destruction.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { answer, backupLogin, ingestLogin, refuse } from './request.ts';
import { isToErase } from './restriction.ts';
import { put } from './rows.ts';

/** Enters that a backup was made and tried. Refuses `malformed-request` for one that lies in the future, or is older than its oldest snapshot. */
const decideBackup: Decide<'backup'> = (desk, request, body) => {
  const now = desk.time.now();
  if (!isPossible(body, now)) refuse('malformed-request');
  return answer('backup', desk, request, now, body);
};

function isPossible({ startedAt, oldestOn }: { startedAt: string; oldestOn: string }, now: number): boolean {
  return Date.parse(startedAt) <= now && oldestOn <= legalDay(new Date(startedAt));
}

/** Enters that ingest deleted files of destroyed recordings. Refuses `malformed-request` where it says of what, or how often, otherwise than the ledger. */
const decideRemoved: Decide<'removed'> = (desk, request, body) => {
  if (desk.state.nights.get(body.of)?.removed !== body.again) refuse('malformed-request');
  return answer('removed', desk, request, desk.time.now(), body);
};

/** §3.4: what recordings are kept in, when they are destroyed, and what is left of them. */
export const keeping: Family<'backup' | 'stopped' | 'destroyed' | 'removed'> = {
  backup: {
    plural: 'kopie zapasowe',
    of: backupLogin,
    decide: decideBackup,
    fold: (state, payload, seq) => {
      need(isPossible(payload, Date.parse(payload.at)), seq);
      const { startedAt, oldestOn } = payload;
      state.backup = { startedAt, oldestOn };
    },
  },
  stopped: {
    plural: 'zatrzymane zniszczenia',
    fold: (state, { at, days, count, listSha256 }, seq) => {
      const recordings = stoppedOn(state, legalDay(new Date(at)));
      const stated = statedOf(state, recordings);
      need(stated.count === count && stated.listSha256 === listSha256, seq);
      need(stated.days.join() === days.join(), seq);
      state.stops.set(seq, { recordings, confirmed: null });
    },
    mirror: ({ at }, seq, state) => [
      put('stopped', { seq, recordings: stoppedOn(state, legalDay(new Date(at))) }),
    ],
  },
  destroyed: {
    plural: 'zniszczenia nagrań',
    fold: (state, payload, seq) => {
      const recordings = namedBy(payload);
      need(recordings.length > 0 && recordings.length <= mostAtOnce, seq);
      need(new Set(recordings).size === recordings.length, seq);
      const entered = (one: string) => state.recordings.get(one) ?? state.lost.get(one);
      // SECURITY: nothing is destroyed twice, nor what is evidence or restricted, nor erased on one person's word, whoever enters it.
      need(
        recordings.every(
          (one) => entered(one) !== undefined && !state.held.has(one) && !state.restricted.has(one),
        ),
        seq,
      );
      need(
        payload.erasure.every((one) => isToErase(state, one)),
        seq,
      );
      const unasked = unaskedBy(state, payload);
      for (const one of recordings) {
        state.destroyed.set(one, { seq, ingest: found(entered(one), seq) });
        state.recordings.delete(one);
        state.lost.delete(one);
      }
      const day = legalDay(new Date(payload.at));
      state.nights.set(seq, { day, protocol: payload.protocol, unasked, removed: false });
    },
    call: (payload) => ({
      sql: 'SELECT office.destroy($1::uuid[], $2, $3)',
      values: [namedBy(payload), legalDay(new Date(payload.at)), payload.protocol],
    }),
  },
  removed: {
    plural: 'usunięcia plików zniszczonych nagrań',
    of: ingestLogin,
    decide: decideRemoved,
    fold: (state, { of, again }, seq) => {
      const night = found(state.nights.get(of), seq);
      need(night.removed === again, seq);
      night.removed = true;
    },
  },
};
