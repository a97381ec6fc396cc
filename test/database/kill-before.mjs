/**
 * Loaded into a program before its own first line (`node --import`): ends it, as a power cut would, right before the n-th step
 * (`ODSLUCH_KILL_BEFORE`) of those that write to a disk while nothing else goes on.
 */
import files from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

let left = Number(process.env['ODSLUCH_KILL_BEFORE']);

for (const name of ['writeSync', 'fsyncSync', 'fdatasyncSync', 'renameSync']) {
  const step = files[name];
  files[name] = (...args) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return step(...args);
  };
}
syncBuiltinESMExports();
