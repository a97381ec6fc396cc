import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CallPlan, composeCalls, loadVoices, renderCall, wavOf } from '../../build/office/calls.ts';
import { decodeIma } from '../../build/office/calls/voices.ts';
import { alaw } from '../../build/office/calls/wav.ts';

const voices = loadVoices(fileURLToPath(new URL('../../build/office/voices', import.meta.url)));
const plans = composeCalls({ voices, today: '2026-11-25' });
const short = plans.filter(({ durationMs }) => durationMs < 600_000);
const files = new Map(short.map((plan) => [plan.stem, wavOf(plan, voices)]));
const fileOf = (plan: CallPlan): Buffer => files.get(plan.stem) ?? Buffer.alloc(0);
const stereo = short.filter(({ sidecar }) => sidecar.channels.length === 2);

type Wav = { readonly channels: number; readonly data: Buffer; readonly bytes: number };

/** Reads a WAV file as a player would, chunk by chunk, and insists on A-law at 8 kHz. */
function readWav(file: Buffer): Wav {
  expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 12)).toBe('RIFFWAVE');
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  const chunks = new Map<string, Buffer>();
  for (let at = 12; at < file.length;) {
    const size = file.readUInt32LE(at + 4);
    chunks.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, at + 8 + size));
    at += 8 + size + (size & 1);
    expect(at).toBeLessThanOrEqual(file.length);
  }
  const [format, fact, data] = ['fmt ', 'fact', 'data'].map((name) => chunks.get(name) ?? Buffer.alloc(18));
  if (format === undefined || fact === undefined || data === undefined) throw new Error('chunk missing');
  const channels = format.readUInt16LE(2);
  expect([format.readUInt16LE(0), format.readUInt32LE(4), format.readUInt16LE(14)]).toEqual([6, 8000, 8]);
  expect([format.readUInt32LE(8), format.readUInt16LE(12)]).toEqual([8000 * channels, channels]);
  expect(fact.readUInt32LE(0) * channels).toBe(data.length);
  return { channels, data, bytes: file.length };
}

/** G.711 backwards, from its text and not from our encoder: 16-bit linear. */
function decodeAlaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const size = segment === 0 ? ((bits & 15) << 4) + 8 : (((bits & 15) << 4) + 0x108) << (segment - 1);
  return bits & 0x80 ? size : -size;
}

const linear = Int16Array.from({ length: 256 }, (_, code) => decodeAlaw(code));

/** RMS level in dBFS of the frames [from, to) of a channel. */
function level(wav: Wav, channel: number, from: number, to: number): number {
  let sum = 0;
  for (let frame = from; frame < to; frame++) {
    sum += (linear[wav.data[frame * wav.channels + channel] ?? 0] ?? 0) ** 2;
  }
  return 20 * Math.log10(Math.sqrt(sum / (to - from)) / 32768);
}

const speechOf = (plan: CallPlan, side: 'caller' | 'office'): CallPlan['soundtrack']['cues'] =>
  plan.soundtrack.cues.filter((cue) => cue.sound.kind === 'speech' && cue.side === side && cue.length > 8000);

describe('the sound of the demo calls', () => {
  it.each(short)('$stem is a well-formed file as long as its plan says', (plan) => {
    const wav = readWav(fileOf(plan));
    expect(wav.channels).toBe(plan.sidecar.channels.length);
    expect(Math.floor(wav.data.length / wav.channels / 8)).toBe(plan.durationMs);
  });

  it('no two recordings have the same bytes, and the same plan always gives the same', () => {
    const digests = short.map((plan) => createHash('sha256').update(fileOf(plan)).digest('hex'));
    expect(new Set(digests).size).toBe(short.length);
    const again = composeCalls({ voices, today: '2026-11-25' }).filter(
      ({ durationMs }) => durationMs < 600_000,
    );
    expect(
      createHash('sha256')
        .update(wavOf(again[0] as CallPlan, voices))
        .digest('hex'),
    ).toBe(digests[0]);
  });

  it('the call of two hours comes in small pieces that add up to its header', () => {
    const plan = plans.find(({ durationMs }) => durationMs > 600_000) as CallPlan;
    let bytes = 0;
    let header: Buffer | null = null;
    for (const piece of renderCall(plan, voices)) {
      header ??= piece;
      expect(piece.length).toBeLessThanOrEqual(128_000);
      bytes += piece.length;
    }
    expect(header?.readUInt32LE(4)).toBe(bytes - 8);
    expect(header?.readUInt32LE(54)).toBeGreaterThan(7200 * 8000);
  });

  it.each(stereo)(
    '$stem: who speaks is heard on the own channel, well above the noise, not clipped',
    (plan) => {
      const wav = readWav(fileOf(plan));
      for (const [channel, side] of (['caller', 'office'] as const).entries()) {
        const speech = speechOf(plan, side);
        expect(speech.length).toBeGreaterThan(0);
        for (const { at, length, sound } of speech) {
          const loud = level(wav, channel, at, at + length);
          expect(loud).toBeGreaterThan(-27);
          expect(loud).toBeLessThan(-16);
          if (sound.kind === 'speech' && sound.line === 'announcement.recorded') {
            expect(level(wav, 1 - channel, at, at + length)).toBeLessThan(-50);
          }
        }
      }
      let loudest = 0;
      for (const code of wav.data) if (Math.abs(linear[code] ?? 0) > 31_000) loudest++;
      expect(loudest / wav.data.length).toBeLessThan(0.0002);
    },
  );
});

/** How much the loudest moments of the half seconds of a stretch differ from each other, beside how loud they are. */
function liveliness(wav: Wav, channel: number, from: number, to: number): number {
  const peaks: number[] = [];
  for (let at = from; at + 4000 <= to; at += 4000) {
    let peak = 0;
    for (let frame = at; frame < at + 4000; frame++)
      peak = Math.max(peak, Math.abs(linear[wav.data[frame * wav.channels + channel] ?? 0] ?? 0));
    peaks.push(peak);
  }
  const mean = peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length;
  return Math.sqrt(peaks.reduce((sum, peak) => sum + (peak - mean) ** 2, 0) / peaks.length) / mean;
}

it('people speak now louder, now softer: a drawing of it is no comb', () => {
  const found = stereo.flatMap((plan) => {
    const wav = readWav(fileOf(plan));
    return (['caller', 'office'] as const).flatMap((side, channel) =>
      speechOf(plan, side)
        .filter(({ length }) => length > 40_000)
        .map(({ at, length }) => liveliness(wav, channel, at, at + length)),
    );
  });
  expect(found.length).toBeGreaterThan(20);
  expect(found.reduce((sum, one) => sum + one, 0) / found.length).toBeGreaterThan(0.3);
});

describe('the codecs', () => {
  it('A-law: the values of G.711, and never further off than half a step', () => {
    expect([0, -1, 32767, -32768].map((sample) => alaw[sample & 0xffff])).toEqual([0xd5, 0x55, 0xaa, 0x2a]);
    const wrong: number[] = [];
    for (let sample = -32768; sample < 32768; sample++) {
      const off = Math.abs(decodeAlaw(alaw[sample & 0xffff] ?? 0) - sample);
      if (off > Math.max(8, Math.abs(sample) / 32 + 1)) wrong.push(sample);
    }
    expect(wrong).toEqual([]);
  });

  it('IMA ADPCM: high nibble first, steps that grow with large codes and shrink with small ones', () => {
    expect([...decodeIma(Uint8Array.of(0x7f, 0x70))]).toEqual([13, -17, 46, 55]);
    expect([...decodeIma(Uint8Array.of(0x08))]).toEqual([0, 0]);
  });
});
