import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Peaks } from '../../shared/node/peaks.ts';
import { PeakMeter } from '../../server/ingest/samples.ts';
import type { SampleCodec, SampleFormat } from '../../server/ingest/wav-format.ts';

const widths: Readonly<Record<SampleCodec, number>> = {
  pcm8: 1,
  alaw: 1,
  mulaw: 1,
  pcm16: 2,
  pcm24: 3,
  pcm32: 4,
};

function formatOf(codec: SampleCodec, channels: 1 | 2 = 1, sampleRate = 8000): SampleFormat {
  return { codec, channels, sampleRate, frameBytes: channels * widths[codec] };
}

/** Encodes one sample of −1 … 1. A-law and µ-law by searching the nearest code, so that no table of the product is used. */
function encodeSample(codec: SampleCodec, value: number): Buffer {
  const bytes = Buffer.alloc(widths[codec]);
  if (codec === 'pcm8') bytes.writeUInt8(Math.round(value * 127) + 128);
  else if (codec === 'pcm16') bytes.writeInt16LE(Math.round(value * 32_767));
  else if (codec === 'pcm24') bytes.writeIntLE(Math.round(value * 8_388_607), 0, 3);
  else if (codec === 'pcm32') bytes.writeInt32LE(Math.round(value * 2_147_483_647));
  else bytes.writeUInt8(companded(codec, value));
  return bytes;
}

/** G.711 by its compression curves (not by the tables of the product): sign, segment and step of the nearest magnitude. */
function companded(codec: 'alaw' | 'mulaw', value: number): number {
  let best = { code: 0, distance: Number.POSITIVE_INFINITY };
  for (let code = 0; code < 256; code += 1) {
    const distance = Math.abs(expanded(codec, code) - value);
    if (distance < best.distance) best = { code, distance };
  }
  return best.code;
}

/** The value that a G.711 byte stands for, from the definition of its segments. */
function expanded(codec: 'alaw' | 'mulaw', byte: number): number {
  const code = codec === 'alaw' ? byte ^ 0x55 : byte ^ 0xff;
  const segment = (code & 0x70) / 16;
  const step = code & 0x0f;
  const positive = codec === 'alaw' ? code >= 128 : code < 128;
  const magnitude =
    codec === 'mulaw'
      ? ((2 * step + 33) * 2 ** segment - 33) / 8192
      : (segment === 0 ? 2 * step + 1 : (2 * step + 33) * 2 ** (segment - 1)) / 4096;
  return positive ? magnitude : -magnitude;
}

function measure(format: SampleFormat, bytes: Buffer): Peaks {
  const meter = new PeakMeter(format, bytes.length / format.frameBytes);
  meter.update(bytes);
  return meter.final();
}

/** A sine of `amplitude` at 400 Hz: at 8 kHz 20 ms hold eight whole periods, each with a sample at its top. */
function sine(codec: SampleCodec, amplitude: number, milliseconds: number, sampleRate = 8000): Buffer {
  const samples = Array.from({ length: (milliseconds * sampleRate) / 1000 }, (_, at) =>
    encodeSample(codec, amplitude * Math.sin((2 * Math.PI * 400 * at) / sampleRate)),
  );
  return Buffer.concat(samples);
}

/** Puts two mono streams side by side, frame by frame. */
function interleave(left: Buffer, right: Buffer, width: number): Buffer {
  const frames = Array.from({ length: left.length / width }, (_, at) =>
    Buffer.concat([
      left.subarray(at * width, (at + 1) * width),
      right.subarray(at * width, (at + 1) * width),
    ]),
  );
  return Buffer.concat(frames);
}

const codecs = Object.keys(widths) as SampleCodec[];

describe('the loudness of a known sine', () => {
  it.each(codecs)('in %s: as loud as it is, silence as silence', (codec) => {
    const bytes = Buffer.concat([
      sine(codec, 1, 100),
      sine(codec, 0.5, 100),
      sine(codec, 0.1, 100),
      sine(codec, 0, 100),
    ]);
    const { channels, millisecondsPerValue } = measure(formatOf(codec), bytes);
    expect(millisecondsPerValue).toBe(20);
    const values = [...(channels[0] ?? [])];
    expect(values.length).toBe(20);
    for (const [part, loudness] of [127, 64, 13, 0].entries()) {
      for (const value of values.slice(part * 5, part * 5 + 5)) {
        // A-law and µ-law have steps of about 3 % at full scale.
        const tolerance = codec === 'alaw' || codec === 'mulaw' ? 3 : 1;
        expect(Math.abs(value - loudness)).toBeLessThanOrEqual(tolerance);
      }
    }
  });

  it.each(codecs)('in %s stereo: each channel its own, the first one first', (codec) => {
    const caller = Buffer.concat([sine(codec, 0.9, 60), sine(codec, 0, 60)]);
    const office = Buffer.concat([sine(codec, 0, 60), sine(codec, 0.3, 60)]);
    const both = measure(formatOf(codec, 2), interleave(caller, office, widths[codec]));
    expect(both.channels[0]).toEqual(measure(formatOf(codec), caller).channels[0]);
    expect(both.channels[1]).toEqual(measure(formatOf(codec), office).channels[0]);
    expect(both.channels[0]).not.toEqual(both.channels[1]);
  });

  it('every byte of A-law and µ-law as loud as G.711 says, and silence is still', () => {
    for (const codec of ['alaw', 'mulaw'] as const) {
      for (let byte = 0; byte < 256; byte += 1) {
        const value = measure(formatOf(codec), Buffer.from([byte])).channels[0]?.[0] ?? -1;
        expect(Math.abs(value - Math.abs(expanded(codec, byte)) * 127)).toBeLessThanOrEqual(0.51);
      }
    }
    expect(measure(formatOf('alaw'), Buffer.from([0xd5, 0x55])).channels[0]).toEqual(Uint8Array.of(0));
    expect(measure(formatOf('mulaw'), Buffer.from([0xff, 0x7f])).channels[0]).toEqual(Uint8Array.of(0));
  });

  it('the most negative sample of each width is full scale, not zero or an overflow', () => {
    const loudest: [SampleCodec, string][] = [
      ['pcm8', '00'],
      ['pcm16', '0080'],
      ['pcm24', '000080'],
      ['pcm32', '00000080'],
    ];
    for (const [codec, sample] of loudest) {
      expect(measure(formatOf(codec), Buffer.from(sample, 'hex')).channels[0]).toEqual(Uint8Array.of(127));
    }
  });

  it('a single loud sample among silence is seen where it is', () => {
    const bytes = Buffer.alloc(2 * 8000);
    bytes.writeInt16LE(-20_000, 2 * 4000);
    const values = [...(measure(formatOf('pcm16'), bytes).channels[0] ?? [])];
    expect(values.flatMap((value, at) => (value > 0 ? [[at, value]] : []))).toEqual([[25, 78]]);
  });

  it('does not drift at rates that 50 does not divide', () => {
    const rate = 11_025;
    const bytes = Buffer.alloc(2 * rate * 60);
    bytes.writeInt16LE(32_767, 2 * (rate * 30));
    const { channels } = measure(formatOf('pcm16', 1, rate), bytes);
    expect(channels[0]?.length).toBe(3000);
    expect(channels[0]?.indexOf(127)).toBe(1500);
  });

  it('a remainder shorter than 20 ms counts', () => {
    expect(measure(formatOf('pcm16'), sine('pcm16', 1, 25)).channels[0]?.length).toBe(2);
    expect(measure(formatOf('pcm16'), Buffer.alloc(0)).channels[0]?.length).toBe(0);
  });

  it('is the same however the bytes were cut, also within a frame and at odd addresses', () => {
    const source = fc.tuple(fc.constantFrom(...codecs), fc.constantFrom(1 as const, 2 as const));
    fc.assert(
      fc.property(
        source,
        fc.uint8Array({ minLength: 0, maxLength: 4000 }),
        fc.array(fc.nat(700), { maxLength: 20 }),
        ([codec, channels], noise, cuts) => {
          const format = formatOf(codec, channels);
          const length = noise.length - (noise.length % format.frameBytes);
          const bytes = Buffer.from(noise.subarray(0, length));
          const shifted = Buffer.concat([Buffer.alloc(1), bytes]).subarray(1);
          const meter = new PeakMeter(format, length / format.frameBytes);
          let at = 0;
          for (const cut of cuts) {
            meter.update(shifted.subarray(at, at + cut));
            at = Math.min(length, at + cut);
          }
          meter.update(shifted.subarray(at));
          expect(meter.final()).toEqual(measure(format, bytes));
        },
      ),
    );
  });

  it('refuses half a frame at the end and more samples than announced', () => {
    const meter = new PeakMeter(formatOf('pcm16'), 160);
    meter.update(Buffer.alloc(321));
    expect(() => meter.final()).toThrow('incomplete');
    expect(() => new PeakMeter(formatOf('pcm16'), 160).update(Buffer.alloc(3200))).toThrow('announced');
  });
});
