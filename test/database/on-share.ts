import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What lies on the share, byte for byte. */
export function picture(share: string): string {
  const names = (readdirSync(share, { recursive: true }) as string[]).sort();
  const hash = createHash('sha256');
  for (const name of names) {
    const found = statSync(join(share, name));
    hash.update(`${name} ${found.mode} ${found.mtimeMs}\n`);
    if (found.isFile()) hash.update(readFileSync(join(share, name)));
  }
  return hash.digest('hex');
}

/** Turns one bit of a file over. */
export function flip(full: string, at: number): void {
  const bytes = readFileSync(full);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(full, bytes);
}
