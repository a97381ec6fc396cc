import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealRecording, stageRecording, type SealedFacts } from '../../server/ingest/one-pass.ts';
import { inspectSource } from '../../server/ingest/source.ts';
import { decodePeaks } from '../../shared/node/peaks.ts';
import { sealedLengthOf } from '../../shared/node/record-format.ts';
import { inFolder, key, noise, onShare, options, recording, useFolder } from './one-pass.fixture.ts';
import { unsealBuffer } from './sealed-sample.ts';
import { chunk, wav } from './wav-sample.ts';

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

useFolder();

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
    const victim = inFolder('victim');
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
