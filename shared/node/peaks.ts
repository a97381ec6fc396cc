/**
 * The content of a `.peaks` file (sealed like the sound it belongs to): how loud each moment of each channel is.
 *
 * | bytes | what |
 * |---|---|
 * | 1 | version, 1 |
 * | 1 | number of channels, 1 or 2 |
 * | 2 | milliseconds per value, big endian |
 * | n per channel | the values of the first channel, then those of the second; each the largest magnitude within its time, 0–127 |
 */

/** Milliseconds that one value covers. */
export const peakMilliseconds = 20;
/** The loudest value. */
export const loudestPeak = 127;

/** Loudness over time: as many values in each channel. */
export interface Peaks {
  readonly millisecondsPerValue: number;
  readonly channels: readonly Uint8Array[];
}

/** Thrown by {@link decodePeaks}: the content is of another version, or not of this format. */
export class PeaksError extends Error {
  override readonly name = 'PeaksError';
}

const version = 1;
const headerBytes = 4;

/** The bytes of a `.peaks` content. Throws RangeError for what the format cannot hold. */
export function encodePeaks(peaks: Peaks): Buffer {
  const { millisecondsPerValue, channels } = peaks;
  const count = channels[0]?.length;
  if (channels.length > 2 || count === undefined || channels.some((values) => values.length !== count)) {
    throw new RangeError('one or two channels of one length');
  }
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(version, 0);
  header.writeUInt8(channels.length, 1);
  header.writeUInt16BE(millisecondsPerValue, 2);
  return Buffer.concat([header, ...channels]);
}

/** Reads a `.peaks` content. Throws {@link PeaksError}. The values are views of `bytes`. */
export function decodePeaks(bytes: Buffer): Peaks {
  if (bytes.length < headerBytes || bytes[0] !== version) throw new PeaksError('unknown version');
  const channelCount = bytes.readUInt8(1);
  const millisecondsPerValue = bytes.readUInt16BE(2);
  const values = bytes.subarray(headerBytes);
  if (channelCount < 1 || channelCount > 2 || values.length % channelCount !== 0) {
    throw new PeaksError('channels');
  }
  if (millisecondsPerValue === 0 || values.some((value) => value > loudestPeak))
    throw new PeaksError('values');
  const count = values.length / channelCount;
  const channels = Array.from({ length: channelCount }, (_, channel) =>
    values.subarray(channel * count, (channel + 1) * count),
  );
  return { millisecondsPerValue, channels };
}

/**
 * Draws the values of each channel together into at most `columns` columns, each the largest value of its stretch,
 * so that a short shout in two hours is still seen. Fewer values than columns are returned as they are.
 */
export function overview(peaks: Peaks, columns: number): readonly Uint8Array[] {
  if (!Number.isInteger(columns) || columns < 1) throw new RangeError('columns');
  return peaks.channels.map((values) =>
    values.length <= columns ? values : largestPerColumn(values, columns),
  );
}

function largestPerColumn(values: Uint8Array, columns: number): Uint8Array {
  const result = new Uint8Array(columns);
  for (let index = 0; index < values.length; index += 1) {
    const column = Math.floor((index * columns) / values.length);
    result[column] = Math.max(result[column] ?? 0, values[index] ?? 0);
  }
  return result;
}
