import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, warning, type Finding } from './finding.ts';

const run = promisify(execFile);
/** One night may be missed. Milliseconds. */
const freshMs = 2 * 86_400_000;

/** Whether our own backup is set up, made every night, and lets go of what is old. */
export async function checkBackup({ backup }: ServerSettings, keeper: Client): Promise<Finding[]> {
  if (backup.data === null || backup.keys === null || backup.passwords === null || backup.key === null)
    return [
      warning(
        'backup',
        'Kopii programu nie ustawiono (backup).',
        'Należy ustawić ją i wykonać backup init (docs/operations.md): bez kopii kluczy nagrania można stracić.',
      ),
    ];
  return [await checkRestic(), await checkNewest(backup.keepDays, keeper)];
}

async function checkRestic(): Promise<Finding> {
  const advice = 'Należy zainstalować restic w wersji co najmniej 0.17.';
  try {
    const [, version = '', minor = ''] =
      /^restic (\d+\.(\d+)\S*)/.exec((await run('restic', ['version'])).stdout) ?? [];
    if (Number(version.split('.')[0]) > 0 || Number(minor) >= 17)
      return fine('backup', `Program restic jest na tym serwerze, wersja ${version}.`);
    return fault('backup', `Program restic ${version} jest za stary.`, advice);
  } catch {
    return fault('backup', 'Na tym serwerze nie ma programu restic.', advice);
  }
}

async function checkNewest(keepDays: number, keeper: Client): Promise<Finding> {
  const { rows } = await keeper.query<{ at: Date; oldest: string; now: Date }>(
    `SELECT (payload::jsonb ->> 'startedAt')::timestamptz AS at, payload::jsonb ->> 'oldestOn' AS oldest, clock_timestamp() AS now
       FROM office.entry WHERE kind = 'backup' ORDER BY seq DESC LIMIT 1`,
  );
  const [newest] = rows;
  const advice = 'Należy wykonać backup i usunąć przyczynę, którą poda.';
  if (newest === undefined) return fault('backup', 'Kopii programu jeszcze nigdy nie wykonano.', advice);
  const { at, oldest, now } = newest;
  const day = legalDay(at).split('-').reverse().join('.');
  if (now.getTime() - at.getTime() > freshMs)
    return fault('backup', `Ostatnia kopia programu jest z ${day}.`, advice);
  if (oldest < addDays(legalDay(now), -keepDays - 1))
    return fault(
      'backup',
      `Kopie nie wygasają: najstarsza jest z ${oldest.split('-').reverse().join('.')}.`,
      advice,
    );
  return fine('backup', `Ostatnia kopia programu jest z ${day}, sprawdzona.`);
}
