import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const rate = 8000;
const blockSeconds = 10;

/**
 * Writes a telephone recording: one channel, 8 kHz, 16 bits, `seconds` long; 2 h are 115 MB. Two files of another
 * `seed` differ. Amplitudes come and go as in speech, so that a waveform has something to draw.
 */
export async function writeWav(path: string, seconds: number, seed: number): Promise<void> {
  const file = createWriteStream(path, { mode: 0o644 });
  const bytes = seconds * rate * 2;
  file.write(header(bytes));
  const block = speech(seed);
  for (let done = 0; done < bytes; done += block.length) {
    // The place goes into each block: no two of them are alike, as in a real recording.
    block.writeInt32LE(done / 2, 0);
    const piece = Buffer.from(block.subarray(0, Math.min(block.length, bytes - done)));
    if (!file.write(piece)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** RIFF header of PCM data of so many bytes. */
function header(bytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'ascii');
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8, 'ascii');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'ascii');
  head.writeUInt32LE(bytes, 40);
  return head;
}

function speech(seed: number): Buffer {
  const block = Buffer.alloc(blockSeconds * rate * 2);
  for (let at = 0; at < block.length / 2; at += 1) {
    const loudness = Math.abs(Math.sin(at / 2900 + seed)) * Math.abs(Math.sin(at / 17_000));
    const tone = Math.sin(at * 0.17) + Math.sin(at * 0.31 + seed) * 0.5;
    block.writeInt16LE(Math.round(loudness * tone * 12_000), at * 2);
  }
  return block;
}
