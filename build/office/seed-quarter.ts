import { Client } from 'pg';
import { pino } from 'pino';
import { databaseConfig } from '../../server/database.ts';
import { openKeeperDirectory } from '../../server/keeper-directory.ts';
import type { Clock } from '../../server/keeper/clock.ts';
import { startKeeper } from '../../server/keeper/start.ts';
import { keeperOptions } from '../../server/run-keeper.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { instantAt } from './calls/warsaw.ts';
import { inNameOf, type InTheirName } from './in-name.ts';
import type { RunningDirectory } from './people-types.ts';
import type { OfficePerson } from './people.ts';
import { beginning, type Quarter } from './quarter.ts';

/** A clock that stands where the demo's quarter has got to; the office's own once it has come to today. */
export class QuarterClock implements Clock {
  readonly quarter: Quarter;
  #ahead: number;

  constructor(quarter: Quarter) {
    this.quarter = quarter;
    this.#ahead = instantAt(beginning(quarter), 7.5 * 3600) - Date.now();
  }

  own(): number {
    return Date.now() + this.#ahead;
  }

  database(told: number): number {
    return told + this.#ahead;
  }

  /** Goes on to a time of that day, `hh:mm`, never back and never beyond the present. Returns the instant. */
  goTo(day: string, time: string): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const wanted = instantAt(day, (hours * 60 + minutes) * 60) - Date.now();
    this.#ahead = Math.min(Math.max(wanted, this.#ahead), 0);
    return this.own();
  }
}

/** What one line of the quarter needs: whoever does it, and what was done before it. */
export type Seeding = {
  quarter: Quarter;
  directory: RunningDirectory;
  person(login: string): OfficePerson;
  /** Somebody who is signed in today. */
  as(login: string): Promise<InTheirName>;
  /** Rows that tell of what the keeper has entered so far, once there are some. */
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
};

/** Something that is done at a time of a day, `hh:mm`. */
export type Deed = { day: string; time: string; do(seeding: Seeding): Promise<unknown> };

/**
 * Has the keeper of this office live through a quarter, from its first paper to today: the program itself, by a clock that goes from deed
 * to deed. Everything is asked for as in an office, and entered by it.
 */
export async function seedQuarter(
  settings: ServerSettings,
  clock: QuarterClock,
  seeding: Pick<Seeding, 'quarter' | 'directory' | 'person'>,
  deeds: readonly Deed[],
): Promise<void> {
  const directory = openKeeperDirectory(settings);
  const superuser = new Client(databaseConfig(settings, 'superuser'));
  await superuser.connect();
  const keeper = await startKeeper({
    ...keeperOptions(settings, directory),
    ...{ clock, pulseMs: 60, log: pino({ level: 'silent' }) },
  });
  const sessions = new Map<string, InTheirName>();
  try {
    const rows = rowsOf(superuser);
    const ordered = [...deeds].sort((one, other) => whenOf(one).localeCompare(whenOf(other)));
    let half = '';
    for (const { day, time, do: work } of ordered) {
      const now = clock.goTo(day, time);
      await rows('SELECT FROM office.pulse WHERE time >= $1', [Math.floor(now) - 1000]);
      // A session lasts ten hours.
      const since = `${day} ${time < '13:00' ? 'am' : 'pm'}`;
      if (since !== half) await endAll(sessions);
      half = since;
      const as = async (login: string): Promise<InTheirName> => {
        const known = sessions.get(login) ?? (await inNameOf(settings, seeding.person(login)));
        sessions.set(login, known);
        return known;
      };
      await work({ ...seeding, as, rows });
    }
  } finally {
    await endAll(sessions);
    await keeper.stop();
    await superuser.end();
    await directory.dispose();
  }
}

const whenOf = ({ day, time }: Deed): string => `${day} ${time}`;

async function endAll(sessions: Map<string, InTheirName>): Promise<void> {
  for (const session of sessions.values()) await session.end();
  sessions.clear();
}

const patience = 20_000;

/** Asks until there is a row. */
function rowsOf(superuser: Client): Seeding['rows'] {
  return async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> => {
    const end = performance.now() + patience;
    for (;;) {
      const { rows } = await superuser.query<Row>(sql, values);
      if (rows.length > 0) return rows;
      if (performance.now() > end) throw new Error(`the quarter waits for: ${sql}`);
      await new Promise((next) => setTimeout(next, 5));
    }
  };
}
