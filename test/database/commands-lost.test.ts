import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { databaseConfig, withConnection } from '../../server/database.ts';
import { sentenceOf } from '../../server/failed.ts';
import { odsluchServer } from './command-line.ts';
import { officeOfFile, rowsOf, who } from './office.ts';
import { until } from './support.ts';

const office = officeOfFile();
const sentence =
  'Połączenie z bazą danych zostało przerwane. Należy sprawdzić, czy baza działa, i powtórzyć polecenie.';

/** Ends the connections of a program, as a restarted server does; how many there were. */
async function cut(program: string): Promise<number> {
  const ended = await rowsOf(
    await office.superuser(),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`,
    [program],
  );
  return ended.length;
}

describe('a database that is lost while a command works', () => {
  it('fails its next statement, also where it went between two of them, and nothing else', async () => {
    const config = databaseConfig(office.running().settings, 'ingest');
    const working = withConnection(config, async (client) => {
      const gone = new Promise((resolve) => client.once('end', resolve));
      await cut('odsluch ingest');
      await gone;
      await client.query('SELECT 1');
    });
    const error = await working.catch((failed: unknown) => failed);
    expect(sentenceOf(error)).toBe(sentence);
  });

  it('ends the command with one sentence that says what to do', async () => {
    await office.running().keeper.stop();
    const { serverSettingsFile, person } = office.running();
    const args = ['--settings', serverSettingsFile, 'suspend', '--as', who.secretary, '--reason', 'próba'];
    const ran = odsluchServer(args, `${person(who.secretary).password}\n`);
    const superuser = await office.superuser();
    await until('the request in the queue', async () => {
      const [row] = await rowsOf(superuser, `SELECT FROM office.command WHERE kind = 'session'`);
      return row === undefined ? null : true;
    });
    expect(await cut('odsluch-server')).toBe(1);
    const { complaint, ...rest } = await ran;
    expect(rest).toEqual({ code: 1, out: '' });
    // Behind the question for the password nothing but the sentence: no place in a program.
    expect(complaint.split('\n').filter((line) => line !== '' && !line.startsWith('Hasło'))).toEqual([
      sentence,
    ]);
  });
});

it('a full disk is told in a sentence that says what to do', async () => {
  const error: unknown = await writeFile('/dev/full', 'x').catch((failed: unknown) => failed);
  expect(sentenceOf(error)).toBe(
    'Brakuje miejsca na dysku lub zasobie, na którym polecenie zapisuje (ENOSPC). Należy je zwolnić i powtórzyć polecenie.',
  );
});
