import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSide, type Side } from './checked-key.ts';
import { inTurns, median, percentile } from './measure.ts';
import { buildChanged } from './parts/changed-keeper.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 201;

/** From a request to the opened key where that lies in a file, against the same program that opens an envelope of the month. */
export const fileKey: Bench = {
  name: 'file-key',
  rows: async ({ root }) => {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-'));
    const sides: Side[] = [];
    try {
      await buildChanged(root, folder, {
        ...{ module: '/trial.ts', importer: '/server/entries/listening.ts', by: 'month-trial.ts' },
      });
      for (const program of [root, folder]) sides.push(await openSide(root, program));
      const [file, month] = sides as [Side, Side];
      const { ours, other } = await inTurns(rounds, { ours: file.ask, other: month.ask });
      const name = 'request → key p50, out of its file ÷ out of an envelope of the month';
      return [
        lessIsBetter({ name, unit: 'ms', goal: '≤ 1' }, median(ours), median(other)),
        lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
      ];
    } finally {
      for (const { close } of sides) await close();
      await rm(folder, { recursive: true });
    }
  },
};
