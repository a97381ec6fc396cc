/** Step sizes grow by about a tenth each (IMA Digital Audio Focus Group, 1992): 7 … 32767. */
const steps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
  20350, 22385, 24623, 27086, 29794, 32767,
];

/** A large code makes the next step larger, a small one smaller; the sign bit does not count. */
const moves = [-1, -1, -1, -1, 2, 4, 6, 8];

/**
 * Headerless IMA ADPCM, as sox writes `.ima`: two samples a byte, high nibble first, predictor and step index begin
 * at 0. Returns 16-bit linear samples.
 */
export function decodeIma(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length * 2);
  let predicted = 0;
  let index = 0;
  for (let at = 0; at < samples.length; at++) {
    const byte = bytes[at >> 1] ?? 0;
    const code = at & 1 ? byte & 15 : byte >> 4;
    const step = steps[index] ?? 7;
    const size = (((code & 7) * 2 + 1) * step) >> 3;
    predicted = Math.max(-32768, Math.min(32767, code & 8 ? predicted - size : predicted + size));
    index = Math.max(0, Math.min(steps.length - 1, index + (moves[code & 7] ?? 0)));
    samples[at] = predicted;
  }
  return samples;
}
