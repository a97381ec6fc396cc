import { loudestPeak, peakMilliseconds, type Peaks } from '../../shared/node/peaks.ts';
import { magnitudeReaders, type MagnitudeReader } from './magnitudes.ts';
import type { SampleFormat } from './wav-format.ts';

/**
 * Measures the loudness of samples as they pass: the largest magnitude of every 20 ms in each channel.
 * Value n covers the frames from floor(n · rate / 50) on, so that rates which 50 does not divide do not drift.
 */
export class PeakMeter {
  readonly #format: SampleFormat;
  readonly #read: MagnitudeReader;
  readonly #channels: Uint8Array[];
  readonly #loudest: number[];
  /** The first bytes of a frame whose rest has not come yet. */
  #rest = Buffer.alloc(0);
  #frame = 0;
  #value = 0;
  #valueEnd: number;

  /** `frames` is the number of frames to come; more are an error. */
  constructor(format: SampleFormat, frames: number) {
    this.#format = format;
    this.#read = magnitudeReaders[format.codec];
    const values = Math.ceil((frames * 1000) / (format.sampleRate * peakMilliseconds)) + 1;
    this.#channels = Array.from({ length: format.channels }, () => new Uint8Array(values));
    this.#loudest = this.#channels.map(() => 0);
    this.#valueEnd = this.#endOfValue(0);
  }

  /** Takes interleaved samples, cut anywhere. */
  update(bytes: Buffer): void {
    const { frameBytes } = this.#format;
    let from = 0;
    if (this.#rest.length > 0) {
      from = Math.min(frameBytes - this.#rest.length, bytes.length);
      this.#rest = Buffer.concat([this.#rest, bytes.subarray(0, from)]);
      if (this.#rest.length < frameBytes) return;
      this.#measure(this.#rest, 1);
    }
    const frames = Math.floor((bytes.length - from) / frameBytes);
    const end = from + frames * frameBytes;
    if (frames > 0) this.#measure(bytes.subarray(from, end), frames);
    this.#rest = Buffer.from(bytes.subarray(end));
  }

  /** The loudness of all samples; a last value that covers less than 20 ms counts. Throws if a frame is incomplete. */
  final(): Peaks {
    if (this.#rest.length > 0) throw new RangeError('the last frame is incomplete');
    const started = this.#value === 0 ? 0 : this.#endOfValue(this.#value - 1);
    if (this.#frame > started) this.#closeValue();
    return {
      millisecondsPerValue: peakMilliseconds,
      channels: this.#channels.map((values) => values.subarray(0, this.#value)),
    };
  }

  #measure(bytes: Buffer, frames: number): void {
    const { channels } = this.#format;
    const samples = this.#read.open(bytes);
    for (let done = 0; done < frames;) {
      const end = Math.min(frames, done + this.#valueEnd - this.#frame);
      for (let channel = 0; channel < channels; channel += 1) {
        const found = this.#read.largest(samples, done * channels + channel, end * channels, channels);
        if (found > (this.#loudest[channel] ?? 0)) this.#loudest[channel] = found;
      }
      this.#frame += end - done;
      done = end;
      if (this.#frame === this.#valueEnd) this.#closeValue();
    }
  }

  #closeValue(): void {
    for (const [channel, values] of this.#channels.entries()) {
      if (this.#value >= values.length) throw new RangeError('more samples than announced');
      const share = (this.#loudest[channel] ?? 0) / this.#read.fullScale;
      values[this.#value] = Math.min(loudestPeak, Math.round(share * loudestPeak));
      this.#loudest[channel] = 0;
    }
    this.#value += 1;
    this.#valueEnd = this.#endOfValue(this.#value);
  }

  #endOfValue(value: number): number {
    return Math.floor(((value + 1) * this.#format.sampleRate * peakMilliseconds) / 1000);
  }
}
