import { randomBytes } from 'node:crypto';
import { mediaOf, type Scan } from '../scan.ts';
import { saltLength, sha256 } from './ledger.ts';

/** A scanned paper as it goes beside its request: `salted` = salt (16 bytes) ‖ the file, of which the request names the SHA-256. */
export type ScannedPaper = { scan: Scan; salted: Buffer };

/** Reads a file as a scan; null where it is none (`mediaOf`). */
export function scannedPaper(file: Buffer): ScannedPaper | null {
  const media = mediaOf(file);
  if (media === null) return null;
  const salted = Buffer.concat([randomBytes(saltLength), file]);
  return { scan: { media, bytes: file.length, sha256: sha256(salted).toString('hex') }, salted };
}

/**
 * The file out of what lies beside a request or an entry; null where it is not the scan that is named there.
 * SECURITY: whoever owns the tables can put another picture there; what is not the signed one is not shown.
 */
export function fileOfScan(salted: Buffer, { media, bytes, sha256: named }: Scan): Buffer | null {
  const file = salted.subarray(saltLength);
  const holds = sha256(salted).toString('hex') === named && file.length === bytes && mediaOf(file) === media;
  return holds ? file : null;
}
