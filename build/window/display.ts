import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export type Display = { name: string; stop(): Promise<void> };

/**
 * A screen of its own for a test run. The X server picks a free number itself and says which, so several runs side by
 * side do not collide. Elsewhere than on Linux the desktop is used as it is.
 */
export async function startDisplay(size = '1600x1000'): Promise<Display> {
  if (process.platform !== 'linux') return { name: '', stop: async () => undefined };
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-ac', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    let said = '';
    (server.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
  });
  return {
    name: `:${number}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
