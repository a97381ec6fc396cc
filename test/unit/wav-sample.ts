/** Makes WAV files for tests, honest ones and hostile ones. */

export interface WavParts {
  readonly tag?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly data?: Buffer;
  /** Chunks between `fmt ` and `data`, and behind `data`. */
  readonly before?: Buffer;
  readonly after?: Buffer;
  /** Numbers that the header states instead of the true ones. */
  readonly statedData?: number;
  readonly statedRiff?: number;
  readonly byteRate?: number;
  readonly blockAlign?: number;
  /** Instead of a plain `fmt ` content of 16 bytes. */
  readonly format?: Buffer;
}

export function chunk(id: string, content: Buffer, stated = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(stated, 4);
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([head, content, padding]);
}

export function formatContent(parts: WavParts, extension: Buffer = Buffer.alloc(0)): Buffer {
  const { tag = 1, channels = 1, rate = 8000, bits = 16 } = parts;
  const align = parts.blockAlign ?? (channels * bits) / 8;
  const content = Buffer.alloc(16);
  content.writeUInt16LE(tag, 0);
  content.writeUInt16LE(channels, 2);
  content.writeUInt32LE(rate, 4);
  content.writeUInt32LE((parts.byteRate ?? rate * align) >>> 0, 8);
  content.writeUInt16LE(align, 12);
  content.writeUInt16LE(bits, 14);
  return Buffer.concat([content, extension]);
}

/** The 24 bytes that WAVE_FORMAT_EXTENSIBLE adds, with the format tag inside its GUID. */
export function extensible(
  tag: number,
  validBits: number,
  guidTail = '000000001000800000aa00389b71',
): Buffer {
  const extension = Buffer.alloc(10);
  extension.writeUInt16LE(22, 0);
  extension.writeUInt16LE(validBits, 2);
  extension.writeUInt16LE(tag, 8);
  return Buffer.concat([extension, Buffer.from(guidTail, 'hex')]);
}

export function wav(parts: WavParts = {}): Buffer {
  const data = parts.data ?? Buffer.alloc(320);
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', parts.format ?? formatContent(parts)),
    parts.before ?? Buffer.alloc(0),
    chunk('data', data, parts.statedData),
    parts.after ?? Buffer.alloc(0),
  ]);
  return chunk('RIFF', body, parts.statedRiff);
}
