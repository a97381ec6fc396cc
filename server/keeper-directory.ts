import { readFileSync } from 'node:fs';
import { readSecret } from './database.ts';
import { openDirectory, type Directory, type DirectoryOptions } from './keeper/directory.ts';
import type { ServerSettings } from './settings.ts';

/** Where and as whom the keeper asks the office directory. */
export function keeperDirectoryOptions({ directory }: ServerSettings): DirectoryOptions {
  return {
    url: directory.url,
    ca: readFileSync(directory.ca, 'utf8'),
    baseDn: directory.baseDn,
    serviceAccount: { bindName: directory.bindName, password: readSecret(directory.passwordFile) },
  };
}

/** The office directory as the keeper sees it: with its own account, which may search and nothing else. */
export function openKeeperDirectory(settings: ServerSettings): Directory {
  return openDirectory(keeperDirectoryOptions(settings));
}
