import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Something on the share that no entry vouches for. `path` is relative to the share, with `/`. */
export type Stray = { path: string; what: 'foreign' | 'link' | 'part' };

/**
 * Everything below the share but the expected files. Links are named and not followed. Expected paths are crossed off `expected`
 * as they are met. In the order of the names, so that two looks can be compared.
 */
export async function* straysOf(share: string, isExpected: (path: string) => boolean): AsyncGenerator<Stray> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(join(share, folder), { withFileTypes: true });
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      // A link in a file's place is named where that file is looked at.
      else if (isExpected(path)) continue;
      else if (entry.isSymbolicLink()) yield { path, what: 'link' };
      else yield { path, what: /\.(rec|peaks)\.part$/.test(path) ? 'part' : 'foreign' };
    }
  }
}
