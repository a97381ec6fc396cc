import { SourceRefusal } from './refusal.ts';
import { parseFormatChunk, type SampleFormat } from './wav-format.ts';

/**
 * The header of a WAV file, read with suspicion: a file in the drop folder may be anything, and what is ingested
 * must be exactly the sound that a player will later find in it.
 *
 * SECURITY: nothing else ever looks into a source file. A general decoder would follow play lists and references
 * to other files; this parser reads numbers from one buffer.
 */

/** The sound of a WAV file and where its samples lie. */
export interface WavHeader extends SampleFormat {
  /** First byte of the samples. */
  readonly dataStart: number;
  /** Bytes of the samples, a whole number of frames. */
  readonly dataLength: number;
  /** Sample frames: one sample of each channel. */
  readonly frames: number;
  /** Duration, rounded to the millisecond. */
  readonly durationMs: number;
}

/** The samples must begin within so many bytes; a longer header is refused, not searched. */
export const headerLimit = 65_536;
/** After the samples so many bytes of remarks may follow. */
export const trailerLimit = 65_536;
/** Chunks before the samples. */
const chunkLimit = 32;
const unknownSize = 0xffff_ffff;
const otherContainers = new Set(['RF64', 'BW64', 'RIFX', 'FFIR', 'riff']);

/**
 * Parses the beginning of a WAV file: RIFF/WAVE with PCM of 8, 16, 24 or 32 bit, A-law or µ-law, mono or stereo.
 * `beginning` holds the first bytes of the file, at least {@link headerLimit} bytes or all of it; `fileLength` its whole length.
 * Throws {@link SourceRefusal} for everything else.
 */
export function parseWavHeader(beginning: Buffer, fileLength: number): WavHeader {
  const head = beginning.subarray(0, headerLimit);
  const containerEnd = checkedContainerEnd(head, fileLength);
  let format: SampleFormat | undefined;
  let position = 12;
  for (let count = 0; count < chunkLimit; count += 1) {
    const { id, size, start } = chunkAt(head, position, fileLength);
    if (id === 'data') {
      if (format === undefined) throw new SourceRefusal('wav-malformed');
      const header = withData(format, start, size, fileLength);
      if (start + size > containerEnd) throw new SourceRefusal('wav-malformed');
      return header;
    }
    if (start + size > fileLength) throw new SourceRefusal('wav-truncated');
    if (id === 'fmt ') {
      if (format !== undefined) throw new SourceRefusal('wav-malformed');
      format = parseFormatChunk(bytesWithin(head, start, size));
    }
    position = start + size + (size % 2);
  }
  throw new SourceRefusal('wav-header-too-long');
}

/**
 * Checks what follows the samples: nothing, or well-formed chunks that hold no sound.
 * SECURITY: players go on with a second `data` chunk, so one behind the samples would be heard without having
 * been measured; foreign bytes behind the file would be kept as evidence of nothing. Throws {@link SourceRefusal}.
 */
export function checkWavTrailer(trailer: Buffer, header: WavHeader): void {
  let position = header.dataLength % 2;
  // Some programs leave out the padding byte of odd-sized samples at the end of the file.
  if (trailer.length < position) return;
  while (position < trailer.length) {
    if (trailer.length - position < 8) throw new SourceRefusal('wav-malformed');
    const id = trailer.toString('latin1', position, position + 4);
    const size = trailer.readUInt32LE(position + 4);
    if (id === 'data' || id === 'fmt ' || id === 'RIFF') throw new SourceRefusal('wav-malformed');
    const end = position + 8 + size;
    if (end > trailer.length) throw new SourceRefusal('wav-malformed');
    position = end + (end < trailer.length ? size % 2 : 0);
  }
}

/** Checks the first 12 bytes; answers where the RIFF container ends. */
function checkedContainerEnd(head: Buffer, fileLength: number): number {
  const id = head.toString('latin1', 0, 4);
  if (otherContainers.has(id)) throw new SourceRefusal('wav-container');
  if (id !== 'RIFF') throw new SourceRefusal('wav-not-wav');
  if (head.length < 12) throw new SourceRefusal('wav-truncated');
  if (head.toString('latin1', 8, 12) !== 'WAVE') throw new SourceRefusal('wav-not-wav');
  const size = head.readUInt32LE(4);
  if (size === unknownSize) throw new SourceRefusal('wav-size-unknown');
  if (size + 8 > fileLength) throw new SourceRefusal('wav-truncated');
  return size + 8;
}

interface Chunk {
  readonly id: string;
  readonly size: number;
  /** First byte of its content. */
  readonly start: number;
}

function chunkAt(head: Buffer, position: number, fileLength: number): Chunk {
  const start = position + 8;
  if (start > fileLength) throw new SourceRefusal('wav-truncated');
  if (start > head.length) throw new SourceRefusal('wav-header-too-long');
  return {
    id: head.toString('latin1', position, position + 4),
    size: head.readUInt32LE(position + 4),
    start,
  };
}

function bytesWithin(head: Buffer, start: number, size: number): Buffer {
  if (start + size > head.length) throw new SourceRefusal('wav-header-too-long');
  return head.subarray(start, start + size);
}

function withData(format: SampleFormat, start: number, size: number, fileLength: number): WavHeader {
  if (size === unknownSize) throw new SourceRefusal('wav-size-unknown');
  if (start + size > fileLength) throw new SourceRefusal('wav-truncated');
  if (size === 0) throw new SourceRefusal('wav-empty');
  if (size % format.frameBytes !== 0) throw new SourceRefusal('wav-malformed');
  if (fileLength - start - size > trailerLimit) throw new SourceRefusal('wav-malformed');
  const frames = size / format.frameBytes;
  const durationMs = Math.round((frames * 1000) / format.sampleRate);
  return { ...format, dataStart: start, dataLength: size, frames, durationMs };
}
