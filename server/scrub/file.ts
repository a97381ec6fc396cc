import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileLayout, fixedHeaderLength, headerLength } from '../../shared/node/record-format.ts';
import type { ExpectedFile } from './expected.ts';

/** What is wrong with one file of the share. */
export type FileFault =
  | { what: 'missing' | 'link' | 'not-a-file' | 'changed' }
  | { what: 'unreadable'; code: string }
  | { what: 'cut' | 'longer'; bytes: number }
  /** It belongs to another recording: its header says to which. */
  | { what: 'swapped'; recording: string };

const pieceSize = 1_048_576;

/**
 * Compares a file with what its entry states; null where it is the file that was sealed. `quick` looks at the length alone.
 * `onBytes` hears of each piece that was read.
 */
export async function checkFile(
  share: string,
  expected: ExpectedFile,
  quick: boolean,
  onBytes: (bytes: number) => void,
): Promise<FileFault | null> {
  const path = join(share, expected.path);
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) return { what: 'link' };
    if (!found.isFile()) return { what: 'not-a-file' };
    return quick ? lengthFault(found.size, expected.bytes) : await readThrough(path, expected, onBytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { what: 'missing' };
    if (code === null) throw error;
    return { what: 'unreadable', code };
  }
}

function lengthFault(bytes: number, expected: number): FileFault | null {
  if (bytes === expected) return null;
  return { what: bytes < expected ? 'cut' : 'longer', bytes };
}

async function readThrough(
  path: string,
  expected: ExpectedFile,
  onBytes: (bytes: number) => void,
): Promise<FileFault | null> {
  // SECURITY: between the look and this somebody may have laid a link here; it is not followed.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const owner = await ownerOf(file);
    if (owner !== null && owner !== expected.recording) return { what: 'swapped', recording: owner };
    const fault = lengthFault((await file.stat()).size, expected.bytes);
    if (fault !== null) return fault;
    return (await hashOf(file, onBytes)) === expected.sha256 ? null : { what: 'changed' };
  } finally {
    await file.close();
  }
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The recording that the header names; null where there is no such header. */
async function ownerOf(file: FileHandle): Promise<string | null> {
  const header = Buffer.alloc(headerLength(fileLayout));
  const { bytesRead } = await file.read(header, 0, header.length, 0);
  const id = header.toString('latin1', fixedHeaderLength, bytesRead);
  return uuidPattern.test(id) ? id : null;
}

async function hashOf(file: FileHandle, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(pieceSize);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
    onBytes(bytesRead);
  }
}
