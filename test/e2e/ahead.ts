import { pino } from 'pino';
import { databaseConfig } from '../../server/database.ts';
import { startKeeper } from '../../server/keeper/start.ts';
import { openKeeperDirectory } from '../../server/keeper-directory.ts';
import { addMonths, instantsOf, legalDay } from '../../shared/warsaw.ts';
import type { RunningOffice } from './office.ts';

/**
 * Ends the keeper of an office and starts it again within the test, so many milliseconds ahead of time: the same code with both of
 * its clocks put forward. Returns what stops it. The last thing for an office: the keeper's time never goes back.
 */
export async function restartAhead({ settings, keeper }: RunningOffice, ms: number) {
  await keeper.stop();
  const directory = openKeeperDirectory(settings);
  const ahead = await startKeeper({
    database: databaseConfig(settings, 'keeper'),
    keystore: settings.keystore,
    share: settings.share,
    journal: settings.journal,
    directory,
    protocolPattern: settings.protocolNumbers,
    words: settings.words,
    log: pino({ level: 'silent' }),
    clock: { own: () => Date.now() + ms, database: (told) => told + ms },
  });
  return async (): Promise<void> => {
    await ahead.stop();
    await directory.dispose();
  };
}

/** The same, at nine o'clock in Warsaw on the 9th of the month that is so many away: then the month before it is reviewed. */
export function restartMonthsAhead(office: RunningOffice, months: number): ReturnType<typeof restartAhead> {
  const [year = 0, month = 0] = addMonths(`${legalDay().slice(0, 7)}-01`, months)
    .split('-')
    .map(Number);
  const [instant] = instantsOf({ year, month, day: 9, hour: 9, minute: 0, second: 0 });
  return restartAhead(office, (instant?.getTime() ?? 0) - Date.now());
}
