import { z } from 'zod';
import { hex32 } from './values.ts';

/** What a scanned paper may be. */
export const scanMedia = z.enum(['pdf', 'jpeg', 'png']);
export type ScanMedia = z.infer<typeof scanMedia>;

/** A scan as command and entry name it: its kind, its length, and SHA-256(salt ‖ bytes), hex. The bytes go beside the command and lie beside the entry. */
export const scan = z.strictObject({ media: scanMedia, bytes: z.int().min(0), sha256: hex32 });
export type Scan = z.infer<typeof scan>;

/** 10 MB, as Windows counts them. */
export const mostScanBytes = 10_485_760;

/** How a file of each kind begins. */
const beginnings: readonly (readonly [ScanMedia, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/**
 * What a file is by its first bytes; null for what is no scan: empty, larger than 10 MB, or anything else.
 * SECURITY: whatever it is called. What a colleague is to compare with an entry is a picture of a paper, and never runs.
 */
export function mediaOf(file: Uint8Array): ScanMedia | null {
  if (file.length > mostScanBytes) return null;
  const found = beginnings.find(([, first]) => first.every((byte, at) => file[at] === byte));
  return found?.[0] ?? null;
}
