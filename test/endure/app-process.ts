import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ClientLine, ClientStart } from './client.ts';

/** The app of most rounds: its own code for signing in, asking, and opening a release, without a window. */
export class AppProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<unknown>;
  #resting: (() => void) | null = null;

  private constructor(child: ChildProcess, hear: (line: ClientLine) => void) {
    this.#child = child;
    this.#gone = once(child, 'close');
    if (child.stdout === null) throw new Error('the process has no output');
    child.stdin?.on('error', () => undefined); // It was killed; that is what these processes are for.
    child.on('exit', (code) => {
      if (code) hear({ fault: `the app ended by itself, with exit code ${code}` });
    });
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = wholeLine(text);
      if (line === null) return;
      if (line.resting) this.#resting?.();
      hear(line);
    });
  }

  /** Starts `program` (client.ts, bundled); resolves when it is ready to go. */
  static async start(
    program: string,
    start: ClientStart,
    hear: (line: ClientLine) => void,
  ): Promise<AppProcess> {
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const app = new AppProcess(child, hear);
    const ready = app.#untilResting();
    child.stdin.write(`${JSON.stringify(start)}\n`);
    await ready;
    return app;
  }

  go(): void {
    this.#child.stdin?.write('go\n');
  }

  /** Resolves when everybody has ended what he was doing, or the process is dead. */
  async rest(): Promise<void> {
    const resting = this.#untilResting();
    this.#child.stdin?.write('rest\n');
    await resting;
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  async #untilResting(): Promise<void> {
    const rested = new Promise<void>((resolve) => (this.#resting = resolve));
    await Promise.race([rested, this.#gone]);
  }
}

/** A SIGKILL may cut the last line. */
function wholeLine(text: string): ClientLine | null {
  try {
    return JSON.parse(text) as ClientLine;
  } catch {
    return null;
  }
}
