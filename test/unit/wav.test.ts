import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceRefusalCodes } from '../../shared/failure.ts';
import { refusalSentences, SourceRefusal } from '../../server/ingest/refusal.ts';
import { headerLimit, parseWavHeader } from '../../server/ingest/wav.ts';
import { chunk, extensible, formatContent, wav, type WavParts } from './wav-sample.ts';

const parse = (file: Buffer, length = file.length) => parseWavHeader(file, length);

/** The code of the refusal, or what was read instead. */
function refusalOf(file: Buffer, length = file.length): unknown {
  try {
    return parse(file, length);
  } catch (error) {
    return error instanceof SourceRefusal ? error.code : error;
  }
}

describe('WAV files that are taken', () => {
  it('PCM 16 bit mono: where the samples lie and how long they sound', () => {
    expect(parse(wav({ data: Buffer.alloc(16_000) }))).toEqual({
      codec: 'pcm16',
      channels: 1,
      sampleRate: 8000,
      frameBytes: 2,
      dataStart: 44,
      dataLength: 16_000,
      frames: 8000,
      durationMs: 1000,
    });
  });

  it.each([
    ['A-law', { tag: 6, bits: 8 }, 'alaw', 1],
    ['A-law stereo', { tag: 6, bits: 8, channels: 2 }, 'alaw', 2],
    ['µ-law', { tag: 7, bits: 8 }, 'mulaw', 1],
    ['PCM 8 bit', { bits: 8 }, 'pcm8', 1],
    ['PCM 16 bit stereo', { channels: 2 }, 'pcm16', 4],
    ['PCM 24 bit', { bits: 24, data: Buffer.alloc(300) }, 'pcm24', 3],
    ['PCM 32 bit stereo', { bits: 32, channels: 2 }, 'pcm32', 8],
  ] as const)('%s', (_, parts: WavParts, codec, frameBytes) => {
    expect(parse(wav(parts))).toMatchObject({ codec, frameBytes, channels: parts.channels ?? 1 });
  });

  it.each([
    [1, 16, 'pcm16'],
    [6, 8, 'alaw'],
    [7, 8, 'mulaw'],
  ])('WAVE_FORMAT_EXTENSIBLE of format %i with %i bits', (tag, bits, codec) => {
    const format = formatContent({ tag: 0xfffe, bits }, extensible(tag, bits));
    expect(parse(wav({ format })).codec).toBe(codec);
  });

  it('with other chunks before the samples, also of odd size, and a longer format chunk', () => {
    const before = Buffer.concat([chunk('LIST', Buffer.alloc(27)), chunk('fact', Buffer.alloc(4))]);
    const format = formatContent({}, Buffer.alloc(2));
    const file = wav({ before, format, data: Buffer.from('abcd') });
    const { dataStart, dataLength } = parse(file);
    expect(file.toString('latin1', dataStart, dataStart + dataLength)).toBe('abcd');
  });

  it('at any usual rate, with the duration to the millisecond', () => {
    const at = (rate: number, frames: number): number =>
      parse(wav({ rate, data: Buffer.alloc(frames * 2) })).durationMs;
    expect([at(8000, 1), at(8000, 4), at(11_025, 11_025), at(44_100, 66_150), at(48_000, 24)]).toEqual([
      0, 1, 1000, 1500, 1,
    ]);
  });
});

describe('WAV files that are refused', () => {
  const text = (content: string): Buffer => Buffer.from(content.padEnd(400, ' '));
  const format = (parts: WavParts): Buffer => wav({ format: formatContent(parts) });
  const cases: [string, Buffer, string][] = [
    ['an empty file', Buffer.alloc(0), 'wav-not-wav'],
    ['three bytes', Buffer.from('RIF'), 'wav-not-wav'],
    ['a play list that names other files', text("ffconcat version 1.0\nfile 'other.wav'\n"), 'wav-not-wav'],
    ['an HLS list', text('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'), 'wav-not-wav'],
    ['an archive', Buffer.from('504b0304'.padEnd(200, '0'), 'hex'), 'wav-not-wav'],
    ['an MP3', Buffer.concat([Buffer.from('ID3\x04'), Buffer.alloc(400)]), 'wav-not-wav'],
    [
      'a RIFF that is a film',
      Buffer.concat([Buffer.from('RIFF\x90\x01\0\0AVI '), Buffer.alloc(400)]),
      'wav-not-wav',
    ],
    ['RF64', Buffer.concat([Buffer.from('RF64'), wav().subarray(4)]), 'wav-container'],
    ['BW64', Buffer.concat([Buffer.from('BW64'), wav().subarray(4)]), 'wav-container'],
    ['big-endian RIFX', Buffer.concat([Buffer.from('RIFX'), wav().subarray(4)]), 'wav-container'],
    ['Wave64', Buffer.concat([Buffer.from('riff'), Buffer.alloc(400)]), 'wav-container'],
    ['RIFF alone', Buffer.from('RIFF'), 'wav-truncated'],
    ['a header that ends after WAVE', wav().subarray(0, 12), 'wav-truncated'],
    ['a file cut in its samples', wav().subarray(0, 200), 'wav-truncated'],
    ['a file without its last byte', wav().subarray(0, -1), 'wav-truncated'],
    ['a RIFF size of 4 GiB − 1', wav({ statedRiff: 0xffff_ffff }), 'wav-size-unknown'],
    ['a RIFF size of 4 GiB − 2', wav({ statedRiff: 0xffff_fffe }), 'wav-truncated'],
    ['samples of unknown length', wav({ statedData: 0xffff_ffff }), 'wav-size-unknown'],
    ['more samples than the file has', wav({ statedData: 322 }), 'wav-truncated'],
    ['4 GiB of samples', wav({ statedData: 0xffff_fffe }), 'wav-truncated'],
    ['more samples than the RIFF holds', wav({ statedRiff: 100 }), 'wav-malformed'],
    ['a RIFF size of 0', wav({ statedRiff: 0 }), 'wav-malformed'],
    ['no samples', wav({ data: Buffer.alloc(0) }), 'wav-empty'],
    ['a recording that was never ended', wav({ statedData: 0 }), 'wav-empty'],
    ['half a frame at the end', wav({ data: Buffer.alloc(321) }), 'wav-malformed'],
    [
      'samples before the format',
      Buffer.concat([wav().subarray(0, 12), wav().subarray(36)]),
      'wav-truncated',
    ],
    ['two formats', wav({ before: chunk('fmt ', formatContent({})) }), 'wav-malformed'],
    ['a format of 14 bytes', wav({ format: formatContent({}).subarray(0, 14) }), 'wav-malformed'],
    ['an empty format', wav({ format: Buffer.alloc(0) }), 'wav-malformed'],
    [
      'a chunk larger than the file',
      wav({ before: chunk('LIST', Buffer.alloc(4), 0x7fff_ffff) }),
      'wav-truncated',
    ],
    [
      'a header of 33 chunks',
      wav({ before: Buffer.concat(Array<Buffer>(33).fill(chunk('JUNK', Buffer.alloc(2)))) }),
      'wav-header-too-long',
    ],
    [
      'samples after 64 KiB of remarks',
      wav({ before: chunk('JUNK', Buffer.alloc(70_000)) }),
      'wav-header-too-long',
    ],
    [
      'a format after 64 KiB of remarks',
      Buffer.concat([
        Buffer.from('RIFF\x00\x00\x01\x00WAVE'),
        chunk('JUNK', Buffer.alloc(65_520)),
        wav().subarray(12),
      ]),
      'wav-header-too-long',
    ],
    ['much behind the samples', wav({ after: chunk('JUNK', Buffer.alloc(70_000)) }), 'wav-malformed'],
    ['floating point', format({ tag: 3, bits: 32 }), 'wav-codec'],
    ['GSM (wav49)', format({ tag: 0x31, bits: 0, blockAlign: 65 }), 'wav-codec'],
    ['ADPCM', format({ tag: 2, bits: 4 }), 'wav-codec'],
    ['MP3 within WAV', format({ tag: 0x55, bits: 0 }), 'wav-codec'],
    ['PCM of 12 bit', format({ bits: 12, blockAlign: 2 }), 'wav-codec'],
    ['A-law of 16 bit', format({ tag: 6, bits: 16 }), 'wav-codec'],
    ['no channel', format({ channels: 0 }), 'wav-channels'],
    ['six channels', format({ channels: 6 }), 'wav-channels'],
    ['65535 channels', format({ channels: 65_535, blockAlign: 2 }), 'wav-channels'],
    ['no rate', format({ rate: 0 }), 'wav-rate'],
    ['4 GHz', format({ rate: 0xffff_ffff }), 'wav-rate'],
    ['a frame size that contradicts', format({ blockAlign: 4 }), 'wav-malformed'],
    ['a frame size that alone contradicts', format({ blockAlign: 4, byteRate: 16_000 }), 'wav-malformed'],
    ['a byte rate that contradicts', format({ byteRate: 1 }), 'wav-malformed'],
    ['EXTENSIBLE without its extension', format({ tag: 0xfffe }), 'wav-malformed'],
    [
      'EXTENSIBLE of an unknown GUID',
      wav({ format: formatContent({ tag: 0xfffe }, extensible(1, 16, '00'.repeat(14))) }),
      'wav-codec',
    ],
    [
      'EXTENSIBLE of floating point',
      wav({ format: formatContent({ tag: 0xfffe, bits: 32 }, extensible(3, 32)) }),
      'wav-codec',
    ],
    [
      'EXTENSIBLE within EXTENSIBLE',
      wav({ format: formatContent({ tag: 0xfffe }, extensible(0xfffe, 16)) }),
      'wav-codec',
    ],
    [
      'more valid bits than bits',
      wav({ format: formatContent({ tag: 0xfffe }, extensible(1, 24)) }),
      'wav-malformed',
    ],
  ];

  it.each(cases)('%s', (_, file, code) => {
    expect(refusalOf(file)).toBe(code);
  });

  it('samples that come before the format, in a file that is long enough', () => {
    const data = chunk('data', Buffer.alloc(100));
    const body = Buffer.concat([Buffer.from('WAVE'), data, chunk('fmt ', formatContent({}))]);
    expect(refusalOf(chunk('RIFF', body))).toBe('wav-malformed');
  });

  it('every beginning of a good file', () => {
    const file = wav({ before: chunk('LIST', Buffer.alloc(26)) });
    for (let length = 0; length < file.length; length += 1) {
      expect(refusalOf(file.subarray(0, length)), `${length} bytes`).toMatch(/^wav-(not-wav|truncated)$/);
    }
  });

  it('each with a sentence that a person can read', () => {
    for (const code of sourceRefusalCodes)
      expect(refusalSentences[code]).toMatch(/^[A-ZŻŹĆĄŚĘŁÓŃ].{30,}\.$/u);
  });

  it('and never anything but a refusal or samples that lie within the file', () => {
    const pieces = fc.constantFrom('RIFF', 'WAVE', 'fmt ', 'data', 'LIST', 'JUNK');
    const word = fc.oneof(
      pieces.map((id) => Buffer.from(id)),
      fc.constantFrom(0, 1, 4, 16, 18, 40, 100, 0x7fff_ffff, 0xffff_ffff).map((value) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32LE(value);
        return bytes;
      }),
      fc.constant(formatContent({})),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    );
    const noise = fc.array(word, { maxLength: 30 }).map((parts) => Buffer.concat(parts));
    const started = noise.map((rest) => Buffer.concat([Buffer.from('RIFF\x20\0\0\0WAVE'), rest]));
    const bent = fc
      .tuple(fc.nat(120), fc.integer({ min: 0, max: 255 }), fc.nat(120), fc.integer({ min: 0, max: 255 }))
      .map(([at, value, other, second]) => {
        const file = wav({ before: chunk('LIST', Buffer.alloc(40)) });
        file[at] = value;
        file[other] = second;
        return file;
      });
    fc.assert(
      fc.property(fc.oneof(noise, started, bent), fc.nat(500), (file, more) => {
        const length = file.length + more;
        const result = refusalOf(file, length);
        if (typeof result === 'string') return;
        expect(result).not.toBeInstanceOf(Error);
        const { dataStart, dataLength, frames, frameBytes } = parse(file, length);
        expect(dataStart).toBeGreaterThanOrEqual(44);
        expect(dataStart).toBeLessThanOrEqual(headerLimit);
        expect(dataStart + dataLength).toBeLessThanOrEqual(length);
        expect(frames * frameBytes).toBe(dataLength);
        expect(frames).toBeGreaterThan(0);
      }),
      { numRuns: 5_000 },
    );
  });
});
