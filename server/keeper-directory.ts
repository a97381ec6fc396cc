import { readFileSync } from 'node:fs';
import { readSecret } from './database.ts';
import { openDirectory, type Directory } from './keeper/directory.ts';
import type { ServerSettings } from './settings.ts';

/** The office directory as the keeper sees it: with its own account, which may search and nothing else. */
export function openKeeperDirectory({ directory }: ServerSettings): Directory {
  return openDirectory({
    url: directory.url,
    ca: readFileSync(directory.ca, 'utf8'),
    baseDn: directory.baseDn,
    serviceAccount: { bindName: directory.bindName, password: readSecret(directory.passwordFile) },
  });
}
