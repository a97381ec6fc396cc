import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { entries } from '../shared/ledger/kinds.ts';
import { databaseConfig } from './database.ts';
import { openKeeperDirectory } from './keeper-directory.ts';
import type { Check, KeeperDirectory, KeeperOptions } from './keeper/options.ts';
import { KeeperEnd, startKeeper } from './keeper/start.ts';
import type { ServerSettings } from './settings.ts';

const run = promisify(execFile);

/**
 * Runs the keeper until SIGTERM or SIGINT, or until it ends by itself; returns its exit code. `ready` goes to standard output once.
 * `file` = where the settings stand.
 */
export async function runKeeper(settings: ServerSettings, file: string): Promise<number> {
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
      ...keeperOptions(settings, directory),
      check: checkWith(process.argv[1] ?? '', file),
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

/** What a keeper works with by the settings. */
export function keeperOptions(settings: ServerSettings, directory: KeeperDirectory): KeeperOptions {
  return {
    database: databaseConfig(settings, 'keeper'),
    keystore: settings.keystore,
    share: settings.share,
    formerKeys: settings.formerKeeperKeys,
    journal: settings.journal,
    directory,
    protocolPattern: settings.protocolNumbers,
    holds: settings.holds,
    destruction: settings.destruction,
    reconcile: settings.reconcile,
    quality: settings.quality,
    words: settings.words,
    keepDays: settings.backup.keepDays,
    searchMonths: settings.logs.searchMonths,
    authority: settings.authority,
    actChangesAnHour: settings.actChangesAnHour,
    signInsAnHour: settings.signInsAnHour,
    schemaMs: settings.schemaCheckMinutes * 60_000,
    accountMs: settings.authority.accountMinutes * 60_000,
  };
}

const report = entries.checked.pick({ upTo: true, head: true, faults: true, first: true, digests: true });

/** Longer than the ledger of any office takes; a check that waits for ever, for a lock say, would be the last one. Milliseconds. */
const longestCheck = 6 * 3_600_000;

/** `program verify --report` with these settings, as a process of its own; it ends with `signal`, or after `longest` milliseconds without a report. */
export function checkWith(program: string, settingsFile: string, longest = longestCheck): Check {
  return async (signal) => {
    const command = [program, '--settings', settingsFile, 'verify', '--report'];
    const { stdout } = await run(process.execPath, command, {
      signal,
      timeout: longest,
      killSignal: 'SIGKILL',
    });
    return report.parse(JSON.parse(stdout));
  };
}
