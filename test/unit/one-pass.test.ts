import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  sealRecording,
  stageRecording,
  type SealedFacts,
  type StageOptions,
} from '../../server/ingest/one-pass.ts';
import { inspectSource } from '../../server/ingest/source.ts';
import { decodePeaks } from '../../shared/node/peaks.ts';
import { sealedLengthOf } from '../../shared/node/record-format.ts';
import { unsealBuffer } from '../../shared/node/unseal.ts';
import { chunk, wav } from './wav-sample.ts';

const recording = '0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10';
const key = Buffer.alloc(32, 0x33);
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-one-pass-'));
  mkdirSync(join(folder, 'drop'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Options for a source of this content, or for one that stands there already. */
function options(content?: Buffer, more: Partial<StageOptions> = {}): StageOptions {
  const source = join(folder, 'drop', 'call.wav');
  if (content !== undefined) writeFileSync(source, content);
  const target = join(folder, 'share', '2026', '11', recording);
  return { source, recording, key, soundTarget: `${target}.rec`, peaksTarget: `${target}.peaks`, ...more };
}

/** Every file below the share, so that nothing left behind goes unseen. */
function onShare(): string[] {
  const share = join(folder, 'share');
  if (!existsSync(share)) return [];
  const entries = readdirSync(share, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function expectRefusal(given: StageOptions, code: string): Promise<void> {
  await expect(sealRecording(given)).rejects.toMatchObject({ name: 'SourceRefusal', code });
  expect(onShare()).toEqual([]);
}

/** Samples of a file of more than two blocks: noise, so that no two records are alike. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4) bytes.writeUInt32LE(Math.imul(at + 1, 0x9e37_79b1) >>> 0, at);
  return bytes;
}

describe('sealing a recording', () => {
  it('keeps every byte of the source and states true facts about it', async () => {
    const content = wav({
      channels: 2,
      data: noise(2_500_000),
      before: chunk('LIST', Buffer.alloc(26)),
      after: chunk('id3 ', Buffer.from('remark')),
    });
    const given = options(content);
    const facts = await sealRecording(given);

    const sound = readFileSync(given.soundTarget);
    const opened = await unsealBuffer(sound, { recording, key, sealedLength: facts.sealedLength });
    expect(opened.equals(content)).toBe(true);
    expect(facts).toMatchObject<Partial<SealedFacts>>({
      sourceSha256: sha256(content),
      sourceLength: content.length,
      sealedSha256: sha256(sound),
      sealedLength: sealedLengthOf(content.length),
    });
    expect(facts.wav).toMatchObject({ channels: 2, codec: 'pcm16', durationMs: 78_125 });

    const peaksFile = readFileSync(given.peaksTarget);
    expect(facts.peaksSha256).toEqual(sha256(peaksFile));
    expect(facts.peaksLength).toBe(peaksFile.length);
    expect((await unsealBuffer(peaksFile, { recording, key })).equals(facts.peaks)).toBe(true);
    const peaks = decodePeaks(facts.peaks);
    expect(peaks.channels.map((values) => values.length)).toEqual([3907, 3907]);
    // SECURITY: one content key, two files: their salts must differ.
    expect(sound.subarray(0, 16)).not.toEqual(peaksFile.subarray(0, 16));

    expect(onShare()).toEqual([`${recording}.peaks`, `${recording}.rec`]);
    expect(readFileSync(given.source).equals(content)).toBe(true);
    expect(sound.includes(content.subarray(70, 200))).toBe(false);
  });

  it.each([1, 1_048_576 - 44, 1_048_576 - 43, 2 * 1_048_576 - 44])(
    'of %i A-law samples, at the borders of its blocks',
    async (length) => {
      const content = wav({ tag: 6, bits: 8, data: Buffer.alloc(length, 0x2a) });
      const given = options(content);
      const facts = await sealRecording(given);
      const opened = await unsealBuffer(readFileSync(given.soundTarget), { recording, key });
      expect(opened.equals(content)).toBe(true);
      const values = decodePeaks(facts.peaks).channels[0] ?? new Uint8Array();
      expect(values.length).toBe(Math.ceil(length / 160));
      expect(new Set(values).size).toBe(1);
    },
  );

  it('tells its progress in bytes of the source', async () => {
    const content = wav({ data: noise(3_000_000) });
    let told = 0;
    await sealRecording(options(content, { onProgress: (bytes) => (told += bytes) }));
    expect(told).toBe(content.length);
  });

  it('shows what a file would become without writing anything', async () => {
    const given = options(wav({ channels: 2, data: Buffer.alloc(64_000) }));
    expect(await inspectSource(given.source)).toMatchObject({ channels: 2, durationMs: 2000 });
    expect(onShare()).toEqual([]);
  });
});

describe('staging', () => {
  it('gives no file its name before it is committed', async () => {
    const staged = await stageRecording(options(wav()));
    expect(onShare()).toEqual([`${recording}.peaks.part`, `${recording}.rec.part`]);
    await staged.commit();
    expect(onShare()).toEqual([`${recording}.peaks`, `${recording}.rec`]);
  });

  it('leaves nothing when it is discarded, before or after', async () => {
    const staged = await stageRecording(options(wav()));
    await staged.discard();
    expect(onShare()).toEqual([]);
    const committed = await stageRecording(options(wav()));
    await committed.commit();
    await committed.discard();
    expect(onShare()).toEqual([]);
  });

  it('never writes over a file of the same name', async () => {
    const given = options(wav());
    await sealRecording(given);
    const before = readFileSync(given.soundTarget);
    await expect(sealRecording(given)).rejects.toThrow('a file of that name exists');
    expect(readFileSync(given.soundTarget)).toEqual(before);
    expect(onShare()).toEqual([`${recording}.peaks`, `${recording}.rec`]);
  });

  it('does not write through a link that lies where its part file would be', async () => {
    const given = options(wav());
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'untouched');
    mkdirSync(dirname(given.soundTarget), { recursive: true });
    symlinkSync(victim, `${given.soundTarget}.part`);
    await expect(sealRecording(given)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
  });

  it('stops when it is told to, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const given = options(wav({ data: noise(3_000_000) }), {
      signal: stop.signal,
      onProgress: () => {
        stop.abort(new Error('stopped by hand'));
      },
    });
    await expect(sealRecording(given)).rejects.toThrow('stopped by hand');
    expect(onShare()).toEqual([]);
  });
});

describe('a source is refused and leaves nothing on the share', () => {
  it('when it is a link to another file', async () => {
    const other = join(folder, 'other.wav');
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
