import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './office.ts';

export type Ran = { code: number | null; out: string; complaint: string };

/** Runs the built `odsluch-server` as an administrator does; `input` is what is typed, the end of input follows it. */
export async function odsluchServer(
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const child = spawn(join(root, 'out/server/odsluch-server.mjs'), args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ran: Ran = { code: null, out: '', complaint: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.complaint += text));
  child.stdin.on('error', () => undefined); // It may end without reading; what it says tells why.
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...ran, code };
}
