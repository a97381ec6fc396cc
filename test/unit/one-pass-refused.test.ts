import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sealRecording } from '../../server/ingest/one-pass.ts';
import { inspectSource } from '../../server/ingest/source.ts';
import { expectRefusal, inFolder, noise, onShare, options, useFolder } from './one-pass.fixture.ts';
import { chunk, wav } from './wav-sample.ts';

useFolder();

describe('a source is refused and leaves nothing on the share', () => {
  it('when it is a link to another file', async () => {
    const other = inFolder('other.wav');
    writeFileSync(other, wav());
    const given = options();
    symlinkSync(other, given.source);
    await expectRefusal(given, 'source-not-a-file');
    await expect(inspectSource(given.source)).rejects.toMatchObject({ code: 'source-not-a-file' });
  });

  it('when it is a pipe, without waiting for a writer', async () => {
    const given = options();
    execFileSync('mkfifo', [given.source]);
    await expectRefusal(given, 'source-not-a-file');
  });

  it('when it is a folder or a device', async () => {
    const given = options();
    mkdirSync(given.source);
    await expectRefusal(given, 'source-not-a-file');
    await expectRefusal({ ...given, source: '/dev/zero' }, 'source-not-a-file');
  });

  it('when it is larger than allowed', async () => {
    await expectRefusal(options(wav(), { limit: 363 }), 'source-too-large');
    await sealRecording(options(wav(), { limit: 364 }));
  });

  it.each([
    ['empty', Buffer.alloc(0), 'wav-not-wav'],
    ['no WAV', Buffer.from("ffconcat version 1.0\nfile '../other.wav'\n"), 'wav-not-wav'],
    ['cut', wav().subarray(0, 100), 'wav-truncated'],
    ['two calls in one', wav({ after: chunk('data', Buffer.alloc(320)) }), 'wav-malformed'],
    [
      'an archive behind a call',
      Buffer.concat([wav(), Buffer.from('PK\x03\x04'.padEnd(400, 'x'))]),
      'wav-malformed',
    ],
    [
      'a second call far behind',
      wav({ data: noise(3_000_000), after: chunk('data', Buffer.alloc(320)) }),
      'wav-malformed',
    ],
  ])('when it is %s', async (_, content, code) => {
    await expectRefusal(options(content), code);
  });

  it('when it does not exist: the error of the file system', async () => {
    await expect(sealRecording(options())).rejects.toMatchObject({ code: 'ENOENT' });
    expect(onShare()).toEqual([]);
  });

  const large = wav({ data: noise(5_000_000) });
  const changes: [string, (path: string) => void][] = [
    ['grows', (path) => appendFileSync(path, 'more')],
    ['shrinks', (path) => truncateSync(path, 1_500_000)],
    [
      'is written over in place',
      (path) => {
        const file = openSync(path, 'r+');
        writeSync(file, Buffer.from('xx'), 0, 2, 4_900_000);
        closeSync(file);
      },
    ],
  ];
  it.each(changes)('when it %s while it is read', async (_, change) => {
    const given = options(large);
    // A file of yesterday, so that the change is seen however coarse the clock of the file system is.
    utimesSync(given.source, new Date(Date.now() - 86_400_000), new Date(Date.now() - 86_400_000));
    let done = false;
    const onProgress = (): void => {
      if (!done) change(given.source);
      done = true;
    };
    await expectRefusal({ ...given, onProgress }, 'source-changed');
  });
});
