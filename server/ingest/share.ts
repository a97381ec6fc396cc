import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../keeper/connection.ts';

type Unread = (sentence: string) => void;

/**
 * Every name in the folders of months on the share, and where it lies. A folder that cannot be read is told to `unread` in a sentence, and holds up
 * no other.
 */
export async function* filesOn(
  share: string,
  unread: Unread,
): AsyncGenerator<{ name: string; path: string }> {
  for (const year of await within(share, unread, /^\d{4}$/, true))
    for (const month of await within(year.path, unread, /^\d{2}$/, true))
      yield* await within(month.path, unread, /^[0-9a-f-]{36}\./, false);
}

async function within(
  folder: string,
  unread: Unread,
  wanted: RegExp,
  folders: boolean,
): Promise<{ name: string; path: string }[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const fit = entries.filter((one) => wanted.test(one.name) && (!folders || one.isDirectory()));
    return fit.map(({ name }) => ({ name, path: join(folder, name) }));
  } catch (error) {
    unread(`Folderu ${folder} nie można odczytać (${codeOf(error)}). Ponowi to następne wczytywanie.`);
    return [];
  }
}
