import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../keeper/connection.ts';

/**
 * Every name in the folders of months on the share, and where it lies. A folder that cannot be read is told to `unread` in a sentence, and holds up
 * no other.
 */
export async function* filesOn(
  share: string,
  unread: (sentence: string) => void,
): AsyncGenerator<{ name: string; path: string }> {
  for await (const year of within(share, /^\d{4}$/, unread))
    for await (const month of within(year.path, /^\d{2}$/, unread))
      yield* within(month.path, /^[0-9a-f-]{36}\./, unread);
}

async function* within(
  folder: string,
  wanted: RegExp,
  unread: (sentence: string) => void,
): AsyncGenerator<{ name: string; path: string }> {
  let names: string[] = [];
  try {
    names = await readdir(folder);
  } catch (error) {
    unread(`Folderu ${folder} nie można odczytać (${codeOf(error)}). Ponowi to następne wczytywanie.`);
  }
  for (const name of names) if (wanted.test(name)) yield { name, path: join(folder, name) };
}
