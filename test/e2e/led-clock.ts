import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { databaseConfig } from '../../server/database.ts';
import { openKeeperDirectory } from '../../server/keeper-directory.ts';
import { startKeeper } from '../../server/keeper/start.ts';
import { keeperOptions } from '../../server/run-keeper.ts';
import { readSender } from '../../server/sender.ts';
import { passTime } from '../database/asking.ts';
import { allowBackups, enterBackup, hourOf, night, vouchedFor } from '../database/destroying.ts';
import { officeOfLine, shiftedClock, type TestOffice } from '../database/support.ts';
import type { AnyOffice } from '../../build/office/office.ts';
import { filesOf } from './whole.ts';

/** An office whose keeper goes by a clock that a test leads on. */
export type Led = {
  /** How far its clocks are ahead; milliseconds. */
  readonly shift: { database: number; own: number };
  /** A backup of this moment is entered. */
  backUp(): Promise<void>;
  /** Time goes on to half past two of the next night, with a call of the day before it. Resolves once it is over, with why nothing went. */
  night(): Promise<string | null>;
  /** Time goes on past the keeper's next look at all accounts. */
  round(): void;
  /** Time goes on by so many days, to the same hour. */
  days(count: number): void;
  /** Time goes on to an hour of a day, unless that is over. */
  to(day: string, hour: number): void;
  /** The keeper is away until it is over. */
  away(meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** Ends the keeper of an office and runs the same program here, by a clock of its own: none that was led on lets another follow. */
export async function leadClock({ keeper, settings, superuser }: AnyOffice): Promise<Led> {
  await keeper.stop();
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-led-'));
  const shift = { database: 0, own: 0 };
  const directory = openKeeperDirectory(settings);
  const options = {
    ...keeperOptions(settings, directory),
    ...{ clock: shiftedClock(shift), pulseMs: 500, log: pino({ level: 'silent' }) },
  };
  let running = await startKeeper(options);
  const clients = [await superuser(), new Client(databaseConfig(settings, 'ingest'))] as const;
  const [root, ingest] = clients;
  await ingest.connect();
  // A database that a test takes away ends them; what they are for is over by then.
  for (const client of clients) client.on('error', () => undefined);
  const office = {
    ...{ options, folder, shift, superuser: root, keeperPublicKey: settings.keeperPublicKey },
    ...{ sender: readSender(settings), fallen: () => null, as: () => Promise.resolve(ingest) },
    stop: () => running.stop(),
    start: async () => (running = await startKeeper(options)),
  } as unknown as TestOffice;
  officeOfLine.set(ingest, office);
  // The keeper is away for it: nobody is in the middle of anything yet. An office that makes backups of its own has a key for them.
  if (settings.backup.key === null) await allowBackups(office);
  return {
    shift,
    backUp: async () => {
      await enterBackup(office);
    },
    night: async () => {
      const waits = await night(office);
      // Ingest deletes nothing by an entry that no pulse has vouched for yet.
      await vouchedFor(office);
      // Nor where most of what is kept has no sound on the share: the night's own calls have one, too.
      const { rows } = await root.query<{ id: string; month: string }>(
        `SELECT id, to_char(started_at, 'YYYY/MM') AS month FROM office.recording WHERE state = 'available'`,
      );
      for (const { id, month } of rows) {
        if (filesOf(settings.share, id).length > 0) continue;
        await mkdir(join(settings.share, month), { recursive: true });
        await writeFile(join(settings.share, month, `${id}.rec`), '');
      }
      return waits;
    },
    round: () => passTime(office, 121_000),
    days: (count) => passTime(office, count * 86_400_000),
    to: (day, hour) => passTime(office, Math.max(0, hourOf(day, hour) - (Date.now() + shift.own))),
    away: async (meanwhile) => {
      await running.stop();
      try {
        await meanwhile();
      } finally {
        running = await startKeeper(options);
      }
    },
    stop: async () => {
      await running.stop();
      await Promise.all(clients.map((client) => client.end()));
      await directory.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
