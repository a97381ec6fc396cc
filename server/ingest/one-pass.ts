import { createHash } from 'node:crypto';
import { encodePeaks } from '../../shared/node/peaks.ts';
import { Sealer, sealBuffer } from '../../shared/node/seal.ts';
import { PartFile } from './part-file.ts';
import { SourceRefusal } from './refusal.ts';
import { PeakMeter } from './samples.ts';
import { openSource, readFully, type OpenSource } from './source.ts';
import { checkWavTrailer, parseWavHeader, type WavHeader } from './wav.ts';

/** What to seal, for whom, and where to. */
export interface StageOptions {
  /** Path of the source file; it is read and left as it is. */
  readonly source: string;
  /** uuid of the recording. */
  readonly recording: string;
  /** 32-byte content key; the caller keeps and zeroes it. */
  readonly key: Buffer;
  /** Paths of the two sealed files. Their folder is made if it is missing; files of these names are an error. */
  readonly soundTarget: string;
  readonly peaksTarget: string;
  /** Largest source in bytes. */
  readonly limit?: number;
  /** Told the number of source bytes that were read since the last call. */
  readonly onProgress?: (bytes: number) => void;
  /** Aborting it leaves nothing behind. */
  readonly signal?: AbortSignal;
}

/** What the ingest entry and the catalogue state of a sealed recording. Hashes are 32 bytes. */
export interface SealedFacts {
  readonly sourceSha256: Buffer;
  readonly sourceLength: number;
  /** Which file that was: {@link OpenSource.mark}. */
  readonly sourceMark: string;
  readonly sealedSha256: Buffer;
  readonly sealedLength: number;
  /** The header of the source: encoding, channels, rate, duration. */
  readonly wav: WavHeader;
  /** The `.peaks` content, not sealed. */
  readonly peaks: Buffer;
  /** Of the sealed `.peaks` file. */
  readonly peaksSha256: Buffer;
  readonly peaksLength: number;
}

type SoundFacts = Omit<SealedFacts, 'peaksSha256' | 'peaksLength'>;

/** Two sealed files that are complete and synced, but not yet under their names. */
export interface StagedRecording extends SealedFacts {
  /** Gives both files their names, so that they survive a crash. */
  commit(): Promise<void>;
  /** Removes both, e.g. when the hash shows that the recording is known already. */
  discard(): Promise<void>;
}

const blockLength = 1_048_576;

/**
 * Reads a WAV file ONCE and makes from it: the sealed sound (the source bytes, unchanged), both hashes, and the
 * peaks, sealed with the same key under a salt of their own. Nothing stays behind if it fails.
 * Throws SourceRefusal for the source, and errors of the file system as they come.
 */
export async function stageRecording(options: StageOptions): Promise<StagedRecording> {
  const source = await openSource(options.source, options.limit);
  const parts: PartFile[] = [];
  try {
    const sound = await PartFile.create(options.soundTarget);
    parts.push(sound);
    const facts = await sealSource(source, sound, options);
    await source.checkUnchanged();
    const peaks = await PartFile.create(options.peaksTarget);
    parts.push(peaks);
    const sealedPeaks = sealBuffer(facts.peaks, options);
    await peaks.write(sealedPeaks);
    for (const part of parts) await part.finish();
    return {
      ...facts,
      peaksSha256: createHash('sha256').update(sealedPeaks).digest(),
      peaksLength: sealedPeaks.length,
      // The peaks come first: a sound under its name always has them.
      commit: async () => {
        await peaks.commit();
        await sound.commit();
      },
      discard: () => discardAll(parts),
    };
  } catch (error) {
    await discardAll(parts);
    throw error;
  } finally {
    await source.handle.close();
  }
}

/** {@link stageRecording} and `commit` in one. */
export async function sealRecording(options: StageOptions): Promise<SealedFacts> {
  const { commit, discard, ...facts } = await stageRecording(options);
  try {
    await commit();
  } catch (error) {
    await discard();
    throw error;
  }
  return facts;
}

async function discardAll(parts: readonly PartFile[]): Promise<void> {
  for (const part of parts) await part.discard();
}

async function sealSource(source: OpenSource, sound: PartFile, options: StageOptions): Promise<SoundFacts> {
  const sealer = new Sealer(options);
  const hashes = { source: createHash('sha256'), sealed: createHash('sha256') };
  const measure = new SoundMeasure(source.length);
  const emit = async (sealed: Buffer): Promise<void> => {
    hashes.sealed.update(sealed);
    await sound.write(sealed);
  };
  let writing = Promise.resolve();
  try {
    for await (const block of blocksOf(source)) {
      options.signal?.throwIfAborted();
      measure.update(block);
      hashes.source.update(block);
      const sealed = sealer.update(block);
      // One write is under way while the next block is measured and sealed.
      await writing;
      writing = awaitedLater(emit(sealed));
      options.onProgress?.(block.length);
    }
    await writing;
    await emit(sealer.final());
  } finally {
    sealer.dispose();
    await Promise.allSettled([writing]);
  }
  return {
    sourceSha256: hashes.source.digest(),
    sourceLength: source.length,
    sourceMark: source.mark,
    sealedSha256: hashes.sealed.digest(),
    sealedLength: sound.length,
    ...measure.final(),
  };
}

/** Marks a promise whose failure is met at a later `await`, so that Node does not take it for a forgotten one meanwhile. */
function awaitedLater<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

/** The source in blocks, the next one being read while one is used. A block is valid until the next is asked for. */
async function* blocksOf(source: OpenSource): AsyncGenerator<Buffer> {
  const read = (position: number): Promise<Buffer> => {
    const length = Math.min(blockLength, source.length - position);
    return readFully(source.handle, Buffer.allocUnsafeSlow(length), position);
  };
  let next = awaitedLater(read(0));
  try {
    for (let position = 0; position < source.length; position += blockLength) {
      const block = await next;
      if (position + blockLength < source.length) next = awaitedLater(read(position + blockLength));
      yield block;
    }
  } finally {
    await Promise.allSettled([next]);
  }
}

/** Header, loudness and trailer of a source that passes in blocks; the header lies in the first block. */
class SoundMeasure {
  readonly #fileLength: number;
  #wav: WavHeader | undefined;
  #meter: PeakMeter | undefined;
  readonly #trailer: Buffer[] = [];
  #position = 0;

  constructor(fileLength: number) {
    this.#fileLength = fileLength;
  }

  update(block: Buffer): void {
    this.#wav ??= parseWavHeader(block, this.#fileLength);
    this.#meter ??= new PeakMeter(this.#wav, this.#wav.frames);
    const { dataStart, dataLength } = this.#wav;
    const from = Math.max(0, dataStart - this.#position);
    const end = Math.max(0, dataStart + dataLength - this.#position);
    this.#meter.update(block.subarray(from, end));
    this.#trailer.push(Buffer.from(block.subarray(end)));
    this.#position += block.length;
  }

  final(): { wav: WavHeader; peaks: Buffer } {
    // An empty file has no block, hence no header.
    if (this.#wav === undefined || this.#meter === undefined) throw new SourceRefusal('wav-not-wav');
    checkWavTrailer(Buffer.concat(this.#trailer), this.#wav);
    return { wav: this.#wav, peaks: encodePeaks(this.#meter.final()) };
  }
}
