import { endianness } from 'node:os';
import type { SampleCodec } from './wav-format.ts';

/** Samples of one encoding, indexed by sample (all channels interleaved). */
type Samples = Uint8Array | Int16Array;

/** How loud the samples of one encoding are. */
export interface MagnitudeReader {
  /** The magnitude of the loudest possible sample, in the unit of `largest`. */
  readonly fullScale: number;
  /** A view (or copy) of whole frames, one element a sample. */
  open(bytes: Buffer): Samples;
  /** The largest magnitude among the samples from, from + step, … before end. */
  largest(samples: Samples, from: number, end: number, step: number): number;
}

/** One reader per encoding. Each is a plain loop over a typed array: this runs over every sample that is ingested. */
export const magnitudeReaders: Readonly<Record<SampleCodec, MagnitudeReader>> = {
  pcm8: tableReader((byte) => Math.abs(byte - 128) * 256),
  alaw: tableReader(alawMagnitude),
  mulaw: tableReader(mulawMagnitude),
  pcm16: { fullScale: 32_768, open: littleEndian16, largest: largest16 },
  pcm24: { fullScale: 32_768, open: (bytes) => upper16(bytes, 3), largest: largest16 },
  pcm32: { fullScale: 32_768, open: (bytes) => upper16(bytes, 4), largest: largest16 },
};

/** Magnitude (16-bit scale) of an A-law byte (ITU-T G.711 table 1). */
function alawMagnitude(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const step = ((code & 0x0f) << 4) + 8;
  return segment === 0 ? step : (step + 0x100) << (segment - 1);
}

/** Magnitude (16-bit scale) of a µ-law byte (ITU-T G.711 table 2). */
function mulawMagnitude(byte: number): number {
  const code = ~byte & 0x7f;
  return ((((code & 0x0f) << 3) + 0x84) << (code >> 4)) - 0x84;
}

function tableReader(magnitude: (byte: number) => number): MagnitudeReader {
  const table = Uint16Array.from({ length: 256 }, (_, byte) => magnitude(byte));
  return {
    fullScale: 32_768,
    open: (bytes) => bytes,
    largest: (samples, from, end, step) => {
      let found = 0;
      for (let index = from; index < end; index += step) {
        found = Math.max(found, table[samples[index] ?? 0] ?? 0);
      }
      return found;
    },
  };
}

/** Without a branch per sample: `value ^ (value >> 31)` is the magnitude, one less for negative values. */
function largest16(samples: Samples, from: number, end: number, step: number): number {
  let found = 0;
  for (let index = from; index < end; index += step) {
    const value = samples[index] ?? 0;
    found = Math.max(found, value ^ (value >> 31));
  }
  return found;
}

function littleEndian16(bytes: Buffer): Int16Array {
  if (bytes.byteOffset % 2 === 0 && endianness() === 'LE') {
    return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  }
  return upper16(bytes, 2);
}

/** The upper 16 bits of samples of `width` bytes: a value of 0–127 needs no more. */
function upper16(bytes: Buffer, width: number): Int16Array {
  const samples = new Int16Array(bytes.length / width);
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = bytes.readInt16LE(index * width + width - 2);
  }
  return samples;
}
