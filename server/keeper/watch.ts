import { ranges as rangesSchema, type Range } from '../../shared/values.ts';
import type { Connection } from './connection.ts';
import { closedByItself } from '../entries/listening.ts';
import type { Content, Desk } from '../entries/request.ts';
import { whyEnded } from '../entries/positions.ts';
import { presentStillFit } from '../entries/presence.ts';
import { mayStillPlay } from '../entries/recording.ts';
import { isLive } from '../entries/session.ts';
import { isOwn, mayHearOn } from '../entries/rights.ts';
import { type Act, holderOf, type LedgerState, type Opening } from '../entries/state.ts';

/** A released key may be fetched for so long; with no sign of life until then its opening is over. Milliseconds. */
const deliveryTime = 60_000;
/** An opening without a sign of life for so long has ended. Milliseconds. */
const silence = 90_000;

/** What is known of an open opening beside the ledger: the program's own word, so nothing is decided in its favour by it. */
type Vital = { lastBeat: number; ranges: Range[]; beaten: boolean };

/** Watches what is being heard: takes in the beats and ends what has ended by itself. */
export class Watch {
  readonly #vitals = new Map<string, Vital>();

  /** Picks up after a start or a lost line. */
  async begin({ connection, time }: Desk): Promise<void> {
    // An opening is made with its own instant for a last beat.
    const rows = await connection.run<{ id: string; last_beat: Date; beaten: boolean; ranges: unknown }>(
      `SELECT id, last_beat, last_beat <> opened_at AS beaten, ranges FROM office.opening WHERE closed_at IS NULL`,
    );
    for (const { id, last_beat: lastBeat, beaten, ranges } of rows) {
      if (this.#vitals.has(id)) continue;
      this.#vitals.set(id, {
        lastBeat: beaten ? Math.min(time.stored(lastBeat), time.now()) : 0,
        ranges: rangesSchema.safeParse(ranges).data ?? [],
        beaten,
      });
    }
  }

  /** Consumes the beats that have come; a malformed report still is a sign of life. */
  async takeBeats({ connection, state, time }: Desk): Promise<void> {
    const beats = await connection.run<{ opening: string; login: string; ranges: unknown; at: Date }>(
      `WITH gone AS (DELETE FROM office.beat RETURNING id, opening, login, ranges, at)
       SELECT opening, login, ranges, at, set_config('synchronous_commit', 'off', true) FROM gone ORDER BY id`,
    );
    const touched = new Map<string, { at: Date; ranges: Range[] }>();
    for (const { opening, login, ranges, at } of beats) {
      const act = actOf(state, opening);
      if (!state.open.has(opening) || act === undefined || !isOwn(state, act, login)) continue;
      const known = rangesSchema.safeParse(ranges).data ?? this.#vitals.get(opening)?.ranges ?? [];
      // SECURITY: a beat that a clock dated ahead would keep its opening for as long.
      const lastBeat = Math.min(time.stored(at), time.now());
      this.#vitals.set(opening, { lastBeat, ranges: known, beaten: true });
      touched.set(opening, { at, ranges: known });
    }
    for (const [opening, { at, ranges }] of touched) await noteBeat(connection, opening, at, ranges);
  }

  /**
   * The next opening that has ended by itself at `now`, as the entry that says so; null when there is none. `except` = ids of
   * requests that wait for something else than to be decided.
   */
  async nextEnding(desk: Desk, except: readonly string[]): Promise<Content | null> {
    const { state, time } = desk;
    if (state.open.size === 0) {
      this.#vitals.clear();
      return null;
    }
    const closing = await aboutToClose(desk, except);
    const now = time.now();
    const signedIn = new Set(
      [...state.sessions.values()].flatMap((session) =>
        isLive(session, now) ? [session.account?.guid] : [],
      ),
    );
    for (const id of state.open) {
      const opening = state.openings.get(id);
      const act = actOf(state, id);
      if (!opening || !act) continue;
      const found = {
        mayPlay: await mayStillPlay(desk, opening, act.basis),
        closing: closing.has(act.guid),
        signedIn: signedIn.has(act.guid ?? ''),
      };
      const how = this.#ended(state, opening, act, time, found);
      if (how !== null) return this.#ending(opening, how, now);
    }
    return null;
  }

  #ended(
    state: LedgerState,
    opening: Opening,
    act: Act,
    time: Desk['time'],
    { mayPlay, closing, signedIn }: Record<'mayPlay' | 'closing' | 'signedIn', boolean>,
  ): string | null {
    // SECURITY: days end nothing while nobody can tell which day it is; what an entry ended has ended, and who is silent is closed.
    const [now, today] = [time.now(), time.counted()];
    const heard = {
      ...{ purpose: act.purpose, plan: act.plan },
      departments: [state.departments.get(opening.recording) ?? ''],
    };
    // §4.2: a revocation during play stops it at the next beat.
    if (!mayHearOn(state, holderOf(state, act.guid ?? ''), heard, today)) return 'authorisation-ended';
    if (!presentStillFit(state, act, heard, today)) return 'present-ended';
    const ended = whyEnded(state, act, opening.recording, today);
    if (ended !== null) return ended;
    if (state.suspension !== null) return 'listening-suspended';
    // §3.2, §3.3: restricted, to be erased, or not to be heard without the announcement.
    if (!mayPlay) return 'recording-closed';
    // A close that waits in the queue knows better how it ended.
    if (closing) return null;
    const vital = this.#vitals.get(opening.id);
    // SECURITY: nobody can see that a key was not read. It counts as heard, of which nobody reported.
    if (!vital?.beaten) return !signedIn || now - opening.openedAt > deliveryTime ? 'unconfirmed' : null;
    // SECURITY: nobody sends a beat without a session, so the silence that follows is not waited for.
    if (!signedIn) return 'session-ended';
    return now - vital.lastBeat > silence ? 'silent' : null;
  }

  #ending(opening: Opening, how: string, now: number): Content {
    const ranges = this.#vitals.get(opening.id)?.ranges ?? [];
    this.#vitals.delete(opening.id);
    return closedByItself(opening, how, ranges, now);
  }
}

function actOf(state: LedgerState, opening: string): Act | undefined {
  return state.acts.get(state.openings.get(opening)?.act ?? '');
}

/** The accounts whose close waits. SECURITY: refusals that are held to be counted do not count here; they would keep an opening without beats open for ever. */
async function aboutToClose(
  { connection, state }: Desk,
  except: readonly string[],
): Promise<Set<string | null>> {
  const rows = await connection.run<{ login: string }>(
    `SELECT DISTINCT login FROM office.command WHERE kind = 'close' AND id <> ALL ($1::uuid[])`,
    [except],
  );
  return new Set(rows.map(({ login }) => state.people.get(login)?.guid ?? null));
}

/** For the person's own list; the ledger gets the ranges when the opening ends. */
async function noteBeat(connection: Connection, opening: string, at: Date, ranges: Range[]): Promise<void> {
  await connection.run(
    `WITH noted AS (UPDATE office.opening SET last_beat = $2, ranges = $3 WHERE id = $1)
     SELECT set_config('synchronous_commit', 'off', true)`,
    [opening, at, JSON.stringify(ranges)],
  );
}
