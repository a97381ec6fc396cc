import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Resolves with what it printed (`''` when its output is passed on to our standard error);
 * rejects with the end of what it complained of. `npm` and its like are scripts on Windows and need the shell there.
 */
export function runProgram(program, args, { cwd, env, show = false, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      // Standard output belongs to whoever called us (`npm run demo -- --office` prints one line of JSON there).
      stdio: ['ignore', show ? process.stderr : 'pipe', show ? 'inherit' : 'pipe'],
      ...(timeoutMs ? { timeout: timeoutMs } : {}),
      shell: process.platform === 'win32' && !/\.exe$/i.test(program),
    });
    let [out, complaint] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (complaint += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out);
      else
        reject(
          new Error(`${program} ended with ${signal ?? code}: ${(complaint || out).trim().slice(-2000)}`),
        );
    });
  });
}

/** One line of progress on standard error. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
