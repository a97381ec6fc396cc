import { SourceRefusal } from './refusal.ts';

/** How one sample is written. */
export type SampleCodec = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'alaw' | 'mulaw';

/** How the samples of a file are written. */
export interface SampleFormat {
  readonly codec: SampleCodec;
  readonly channels: 1 | 2;
  /** Frames per second. */
  readonly sampleRate: number;
  /** Bytes of one frame: a sample of each channel. */
  readonly frameBytes: number;
}

/** Format tags of `fmt ` (mmreg.h). */
const tags = { pcm: 1, alaw: 6, mulaw: 7, extensible: 0xfffe };
/** The last 14 bytes of a sub-format GUID whose first two are a format tag. */
const subFormatTail = Buffer.from('000000001000800000aa00389b71', 'hex');
const rateLimits = { least: 4_000, most: 192_000 };

/** Reads the content of a `fmt ` chunk. Throws {@link SourceRefusal}. */
export function parseFormatChunk(chunk: Buffer): SampleFormat {
  if (chunk.length < 16) throw new SourceRefusal('wav-malformed');
  const bits = chunk.readUInt16LE(14);
  const codec = codecOf(formatTag(chunk, bits), bits);
  const channels = chunk.readUInt16LE(2);
  if (channels !== 1 && channels !== 2) throw new SourceRefusal('wav-channels');
  const sampleRate = chunk.readUInt32LE(4);
  if (sampleRate < rateLimits.least || sampleRate > rateLimits.most) throw new SourceRefusal('wav-rate');
  const frameBytes = (channels * bits) / 8;
  // Two numbers that only repeat the others: players seek by them, so a header that contradicts itself is refused.
  if (chunk.readUInt16LE(12) !== frameBytes || chunk.readUInt32LE(8) !== sampleRate * frameBytes) {
    throw new SourceRefusal('wav-malformed');
  }
  return { codec, channels, sampleRate, frameBytes };
}

function formatTag(chunk: Buffer, bits: number): number {
  const tag = chunk.readUInt16LE(0);
  if (tag !== tags.extensible) return tag;
  if (chunk.length < 40 || chunk.readUInt16LE(16) < 22) throw new SourceRefusal('wav-malformed');
  if (chunk.readUInt16LE(18) > bits) throw new SourceRefusal('wav-malformed');
  if (!chunk.subarray(26, 40).equals(subFormatTail)) throw new SourceRefusal('wav-codec');
  return chunk.readUInt16LE(24);
}

function codecOf(tag: number, bits: number): SampleCodec {
  if (tag === tags.alaw && bits === 8) return 'alaw';
  if (tag === tags.mulaw && bits === 8) return 'mulaw';
  if (tag === tags.pcm && bits === 8) return 'pcm8';
  if (tag === tags.pcm && bits === 16) return 'pcm16';
  if (tag === tags.pcm && bits === 24) return 'pcm24';
  if (tag === tags.pcm && bits === 32) return 'pcm32';
  throw new SourceRefusal('wav-codec');
}
