import { databaseConfig, withConnection } from '../../server/database.ts';
import { backupLogin } from '../../server/entries/request.ts';
import { atRest, ledgerAtRest } from '../../server/keeper/at-rest.ts';
import type { Clock } from '../../server/keeper/clock.ts';
import { readSender, renewSender } from '../../server/sender.ts';
import { keeperKeysOf, type ServerSettings } from '../../server/settings.ts';
import { submit } from '../../server/submit.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';
import { workingDay, type Quarter } from './quarter.ts';
import type { Deed, Seeding } from './seed-quarter.ts';

/** The nights that destroy calls of the year before, each in a month of its own. */
const destroyingNights = ({ months: [, second, third] }: Quarter): readonly [string, string] => [
  workingDay(second, 9),
  workingDay(third, 9),
];

/** The last days on which calls began whose twelve months are over by a night. */
const overBy = (night: string): string[] => workingDaysBefore(addMonths(night, -12), 2);

/** The days of calls that nights of the quarter destroy. They are taken in on its first day: what was taken in within a month goes in no night unasked. */
export const daysOfDestroyed = (quarter: Quarter): string[] => destroyingNights(quarter).flatMap(overBy);

/** The working day before the last one, and the last one. */
const lastDays = (today: string): readonly [string, string] => {
  const [before = today, last = today] = workingDaysBefore(today, 2);
  return [before, last];
};

/** The days of calls that the last nights stop at: taken in but lately, and dated by a clock that is a year behind. */
const daysStoppedAt = (today: string): string[] => workingDaysBefore(addMonths(today, -13), 2);

type Doing = {
  /** Has a short call of each of these days taken in. */
  takeInOf(days: readonly string[]): Promise<unknown>;
  /** As `backup` has it entered. */
  backUp(seeding: Seeding): Promise<void>;
  /** The desk enters an order to destroy that holds from that day on, and the deputy confirms it. */
  order(seeding: Seeding, day: string): Promise<void>;
};

/**
 * § 3 ust. 4: an order, a night that destroys in each of two months, and the last ones, which stop at a list. A night wants a call of the working day
 * before it.
 */
export function nightDeeds(quarter: Quarter, { takeInOf, backUp, order }: Doing): Deed[] {
  const { today } = quarter;
  const [second, third] = destroyingNights(quarter);
  const [before, last] = lastDays(today);
  const [ordered = second] = workingDaysBefore(second, 3);
  const dayBefore = (day: string): string => workingDaysBefore(day, 1)[0] ?? day;
  const calls = (day: string, more: readonly string[] = []): Deed => ({
    ...{ day, time: '18:00' },
    do: () => takeInOf([day, ...more]),
  });
  const night = (day: string): Deed[] => [
    {
      ...{ day, time: '02:30' },
      do: ({ rows }) => rows('SELECT FROM office.pulse WHERE night = $1', [day]),
    },
    { day, time: '03:05', do: backUp },
  ];
  // None is missed by today; today's own may lie ahead.
  const after = Array.from({ length: 14 }, (_, n) => addDays(last, n)).filter((day) => day < today);
  return [
    { day: ordered, time: '03:05', do: backUp },
    { day: ordered, time: '09:50', do: (seeding) => order(seeding, ordered) },
    ...[second, third].flatMap((day) => [
      calls(dayBefore(day)),
      ...night(day),
      // Ingest deletes their files when it next looks.
      { day, time: '02:45', do: () => takeInOf([]) },
    ]),
    calls(before, daysStoppedAt(today)),
    ...after.flatMap(night),
    // Over a weekend nights want a call of its Friday.
    ...(after.length > 1 ? [calls(last)] : []),
  ];
}

/** Gives backups of an office a key of their own, before its keeper runs. */
export async function allowBackups(settings: ServerSettings, clock: Clock): Promise<void> {
  const { key } = settings.backup;
  if (key === null) throw new Error('this office makes no backups');
  await atRest(settings, (place) =>
    ledgerAtRest(settings, place, ({ enter, now }) => enter(renewSender(key, now(), 'backup')), clock),
  );
}

/** So many days are kept. */
const keptDays = 20;

/**
 * Has the keeper enter that a backup was made at this moment of the quarter, as `backup` asks for it with its own key. None is: restic dates what it
 * keeps by the machine's clock, and the demo's PostgreSQL comes without the programs that dump it (decision 053).
 */
export function backUpIn(settings: ServerSettings): Doing['backUp'] {
  return async ({ rows }) => {
    const [row] = await rows<{ time: string; keys: string }>(
      `SELECT p.time, (SELECT count(*) FROM office.recording r WHERE r.state = 'available') AS keys FROM office.pulse p`,
    );
    const startedAt = new Date(Number(row?.time));
    await withConnection(databaseConfig(settings, 'superuser'), async (client) => {
      await client.query(`SET SESSION AUTHORIZATION ${backupLogin}`);
      const keeper = keeperKeysOf(settings).current;
      const asker = { client, keeper, signer: readSender(settings, 'backup'), login: backupLogin };
      const oldestOn = addDays(legalDay(startedAt), -keptDays);
      const made = { startedAt: startedAt.toISOString(), oldestOn, keys: Number(row?.keys) };
      const answer = await submit(asker, 'backup', made);
      if (answer.state === 'refused')
        throw new Error(`the keeper did not accept the backup: ${answer.reason}`);
    });
  };
}
