import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunningOffice } from '../../build/office/office.ts';

/** What an image of the server room kept: the data folder of the stopped database, and the keeper's journal with what lies beside it. */
export type Snapshot = {
  /** Puts a copy in the place of what became of it. The database runs again afterwards, the keeper does not. */
  putBack(what: 'database' | 'journal'): Promise<void>;
};

let copies = 0;

/** Stops keeper and database, copies the data folder, and starts the database alone. The copies go with the office. */
export async function snapshotOf(office: RunningOffice): Promise<Snapshot> {
  const { database, keeper, settings } = office;
  const data = join(dirname(database.log), 'data');
  const copy = `${data}.copy-${(copies += 1)}`;
  const journal = `${settings.journal}.copy-${copies}`;
  await keeper.stop();
  await database.suspend();
  // With owner and mode: the server refuses a folder that is another's.
  execFileSync('cp', ['-a', data, copy]);
  for (const end of ['', '.seen']) copyFileSync(`${settings.journal}${end}`, `${journal}${end}`);
  await database.resume();
  return {
    putBack: async (what) => {
      await keeper.stop();
      if (what === 'journal') {
        for (const end of ['', '.seen']) copyFileSync(`${journal}${end}`, `${settings.journal}${end}`);
        return;
      }
      await database.suspend();
      execFileSync('rm', ['-rf', data]);
      execFileSync('cp', ['-a', copy, data]);
      await database.resume();
    },
  };
}
