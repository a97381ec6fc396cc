import { databaseConfig } from './database.ts';
import { openKeeperDirectory } from './keeper-directory.ts';
import { KeeperEnd, startKeeper } from './keeper/start.ts';
import type { ServerSettings } from './settings.ts';

/** Runs the keeper until SIGTERM or SIGINT, or until it ends by itself; returns its exit code. `ready` goes to standard output once. */
export async function runKeeper(settings: ServerSettings): Promise<number> {
  const directory = openKeeperDirectory(settings);
  const abort = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  void stopped.then(() => {
    abort.abort();
  });
  try {
    const keeper = await startKeeper({
      database: databaseConfig(settings, 'keeper'),
      keystore: settings.keystore,
      formerKeys: settings.formerKeeperKeys,
      journal: settings.journal,
      directory,
      protocolPattern: settings.protocolNumbers,
      holds: settings.holds,
      words: settings.words,
      authority: settings.authority,
      actChangesAnHour: settings.actChangesAnHour,
      schemaMs: settings.schemaCheckMinutes * 60_000,
      accountMs: settings.authority.accountMinutes * 60_000,
      signal: abort.signal,
    });
    process.stdout.write('ready\n');
    void stopped.then(() => keeper.stop());
    return await keeper.ended;
  } catch (error) {
    if (!(error instanceof KeeperEnd)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code;
  } finally {
    await directory.dispose();
  }
}
