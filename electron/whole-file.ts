import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a small file of this Windows user, whole or not at all: it gets its name only once it is complete. */
export function writeWhole(file: string, text: string): void {
  const passing = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(passing, text, { mode: 0o600 });
  renameSync(passing, file);
}
