import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sealRecording } from '../../server/ingest/one-pass.ts';
import { inTurns, median, timed, usualRounds } from './measure.ts';
import { writeWav } from './parts/wav.ts';
import { lessIsBetter, type Bench } from './row.ts';

const run = promisify(execFile);
/** A morning of calls. */
const calls = 12;
const seconds = 600;

/** Peaks, both hashes, encryption and fsync of a folder, against a mere copy of it that is on the disk as well. */
export const ingesting: Bench = {
  name: 'ingest',
  rows: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-ingest-'));
    const exchange = join(folder, 'exchange');
    try {
      await mkdir(exchange);
      const sources = Array.from({ length: calls }, (_, at) => join(exchange, `call-${at}.wav`));
      for (const [at, source] of sources.entries()) {
        await writeWav(source, seconds, at);
        // Once read, it lies in the page cache for both sides.
        await readFile(source);
      }
      const { ours, other } = await inTurns(usualRounds, {
        ours: () => sealed(sources, folder),
        other: () => copied(exchange, folder),
      });
      return [
        lessIsBetter(
          {
            name: 'ingest of a folder (peaks, hashes, encryption, durable) ÷ cp and sync of it',
            unit: 'ms',
            goal: '≤ 3',
            stretch: '≤ 1.5',
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

async function sealed(sources: readonly string[], folder: string): Promise<number> {
  const to = join(folder, 'sealed');
  const ms = await timed(async () => {
    for (const source of sources) {
      const target = join(to, randomUUID());
      await sealRecording({
        ...{ source, recording: randomUUID(), key: randomBytes(32) },
        ...{ soundTarget: `${target}.rec`, peaksTarget: `${target}.peaks` },
      });
    }
  });
  await rm(to, { recursive: true });
  return ms;
}

/** As `cp` does it; a file system that would only note that two files are the same has to copy all the same. */
async function copied(exchange: string, folder: string): Promise<number> {
  const target = join(folder, 'copy');
  const ms = await timed(async () => {
    await run('cp', ['-r', '--reflink=never', exchange, target]);
    // Of these files alone: the rest of the machine writes too.
    await run('sync', ['--', ...(await readdir(target)).map((name) => join(target, name)), target]);
  });
  await rm(target, { recursive: true });
  return ms;
}
