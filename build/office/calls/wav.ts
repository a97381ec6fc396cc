/**
 * A-law of one 16-bit linear sample (ITU-T G.711: 8 segments of 16 steps, the lowest two of equal size, then every
 * even bit inverted).
 */
function encodeSample(sample: number): number {
  const positive = sample >= 0;
  const size = (positive ? sample : -sample - 1) >> 4;
  const segment = size < 32 ? size >> 4 : 28 - Math.clz32(size);
  const step = segment < 2 ? size & 15 : (size >> (segment - 1)) & 15;
  return ((segment << 4) | step | (positive ? 0x80 : 0)) ^ 0x55;
}

/** A-law of every 16-bit sample, at the place of its low 16 bits: a table is what makes two hours take a second. */
export const alaw: Uint8Array = Uint8Array.from({ length: 65536 }, (_, bits) =>
  encodeSample((bits << 16) >> 16),
);

const alawTag = 6;

/**
 * The header of a WAV file of A-law sound at 8 kHz: RIFF, `fmt ` with format tag 6, `fact`, `data`.
 * `frames` = samples of each channel; an odd data chunk has to be padded with one zero byte.
 */
export function alawHeader(channels: 1 | 2, rate: number, frames: number): Buffer {
  const data = frames * channels;
  const header = Buffer.alloc(58);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(50 + data + (data & 1), 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(alawTag, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.write('fact', 38, 'latin1');
  header.writeUInt32LE(4, 42);
  header.writeUInt32LE(frames, 46);
  header.write('data', 50, 'latin1');
  header.writeUInt32LE(data, 54);
  return header;
}
