import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sealRecording } from '../../server/ingest/one-pass.ts';
import { inTurns, median, timed, usualRounds } from './measure.ts';
import { writeWav } from './parts/wav.ts';
import { lessIsBetter, type Bench } from './row.ts';

const run = promisify(execFile);
const seconds = 7200;

/** Peaks, both hashes, encryption and fsync of two hours, against a mere copy of the file. */
export const ingesting: Bench = {
  name: 'ingest',
  rows: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-ingest-'));
    const source = join(folder, 'call.wav');
    try {
      await writeWav(source, seconds, 1);
      // Once read, it lies in the page cache for both sides.
      await readFile(source);
      const { ours, other } = await inTurns(usualRounds, {
        ours: () => sealed(source, folder),
        other: () => copied(source, folder),
      });
      return [
        lessIsBetter(
          {
            name: 'ingest (peaks, hashes, encryption, fsync) ÷ cp, 2 h',
            unit: 'ms',
            goal: '≤ 6',
            stretch: '≤ 2.5',
          },
          median(ours),
          median(other),
        ),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function sealed(source: string, folder: string): Promise<number> {
  const target = join(folder, 'sealed', randomUUID());
  const ms = await timed(() =>
    sealRecording({
      ...{ source, recording: randomUUID(), key: randomBytes(32) },
      ...{ soundTarget: `${target}.rec`, peaksTarget: `${target}.peaks` },
    }),
  );
  await rm(join(folder, 'sealed'), { recursive: true });
  return ms;
}

/** As `cp` does it; a file system that would only note that two files are the same has to copy all the same. */
async function copied(source: string, folder: string): Promise<number> {
  const target = join(folder, 'copy.wav');
  const ms = await timed(() => run('cp', ['--reflink=never', source, target]));
  await rm(target);
  return ms;
}
