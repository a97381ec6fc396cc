import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where programs that are not part of the repository are kept between runs (an Electron runtime, a PostgreSQL).
 * Root's own cache lies in a home that nobody else can enter, while these programs run under other accounts
 * (`postgres`, a plain user for Chromium's sandbox): root uses /var/cache.
 */
export function cacheFolder() {
  const { ODSLUCH_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (ODSLUCH_CACHE) return ODSLUCH_CACHE;
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'odsluch', 'cache');
  if (process.getuid?.() === 0) return '/var/cache/odsluch';
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'odsluch');
}
