import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOffice } from '../../build/office/office.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { wav } from '../unit/wav-sample.ts';
import { inTurns, median, timed } from './measure.ts';
import { buildChanged, startWith } from './parts/changed-keeper.ts';
import { takeIn } from './parts/office.ts';
import { lessIsBetter, type Bench } from './row.ts';

/** A round takes up to a minute. */
const rounds = 3;
const calls = 1_000;
/** One second of sound: what a recording costs besides its sound. */
const bytes = 16_000;

/** Many short recordings taken in, whose keys are put away in files one by one, against keys that stay in the row. In two offices that are alike. */
export const shortFiles: Bench = {
  name: 'short-files',
  rows: async ({ root }) => {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-'));
    const sides: Awaited<ReturnType<typeof startWith>>[] = [];
    try {
      await buildChanged(root, folder, {
        ...{ module: '/recording-keys.ts', importer: '/server/keeper/keystore.ts', by: 'keys-in-rows.ts' },
      });
      for (const program of [root, folder])
        sides.push(await startWith(program, { root, calls: { choose: () => [], destroyed: 0 } }));
      const [files, rows] = sides.map(
        ({ office }) =>
          () =>
            takenIn(office, folder),
      );
      if (files === undefined || rows === undefined) throw new Error('two offices are needed');
      const { ours, other } = await inTurns(rounds, { ours: files, other: rows });
      const name = `ingest of ${calls} short files, each key in its file ÷ in the row, as before`;
      return [lessIsBetter({ name, unit: 'ms', goal: '≤ 1.2' }, median(ours), median(other))];
    } finally {
      for (const { stop } of sides) await stop();
      await rm(folder, { recursive: true });
    }
  },
};

/** Milliseconds for as many calls, which nobody has heard of before. */
async function takenIn(office: RunningOffice, folder: string): Promise<number> {
  const exchange = join(folder, 'exchange');
  await mkdir(exchange);
  const began = Date.parse(`${addDays(legalDay(), -1)}T07:00:00Z`);
  for (let n = 0; n < calls; n += 1) {
    const name = randomBytes(8).toString('hex');
    const sidecar = {
      ...{ startedAt: new Date(began + n * 28_000).toISOString(), callGroup: name, caller: '+48600100417' },
      ...{ line: '+48270017500', extension: '214', department: 'Kancelaria', answeredBy: 'Barbara Zych' },
      ...{ direction: 'incoming', announcement: 'yes', channels: ['mixed'] },
    };
    await writeFile(join(exchange, `${name}.wav`), wav({ data: randomBytes(bytes) }));
    await writeFile(join(exchange, `${name}.json`), JSON.stringify(sidecar));
  }
  const ms = await timed(() => takeIn(office, exchange, calls));
  await rm(exchange, { recursive: true });
  return ms;
}
