import { spawnSync } from 'node:child_process';

/** Makes a folder one that can only be read; returns what gives it back, null where this account may not. */
export function onlyRead(path: string): (() => void) | null {
  const mount = (...args: string[]): boolean => spawnSync('mount', args).status === 0;
  if (!mount('--bind', path, path)) return null;
  const giveBack = (): void => void spawnSync('umount', [path]);
  if (mount('-o', 'remount,bind,ro', path)) return giveBack;
  giveBack();
  return null;
}
