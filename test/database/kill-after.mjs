/**
 * Loaded into a program before its own first line (`node --import`): ends it, as a power cut would, right after the n-th
 * step (`ODSLUCH_KILL_AFTER`) that changes something on a disk.
 */
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

let left = Number(process.env['ODSLUCH_KILL_AFTER']);

function counted(step) {
  return async function (...args) {
    const done = await step.apply(this, args);
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return done;
  };
}

const handle = await files.open(process.execPath);
const kind = Object.getPrototypeOf(handle);
await handle.close();
for (const name of ['write', 'sync']) kind[name] = counted(kind[name]);
const open = files.open;
const create = counted(open);
files.open = (path, flags, ...rest) => (flags === 'wx' ? create : open)(path, flags, ...rest);
for (const name of ['mkdir', 'rename', 'rm']) files[name] = counted(files[name]);
syncBuiltinESMExports();
