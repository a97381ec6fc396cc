import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asUser, giveToUser } from '../../build/window/account.ts';
import { end } from '../e2e/app.ts';

/** An object of the program's surface, as a screen reader is told of it. */
export type Seen = { role: string; name: string; states: string[] };

/**
 * A desktop session with the accessibility bus, and an assistive program in it. It is how a program is watched and operated that
 * lets no debugger in. Everything runs under the account of the tests.
 */
export type Assistive = {
  /** Environment of programs that are to be seen. */
  env: Record<string, string>;
  tree(): Promise<Seen[]>;
  /** Names of what is there with this role. */
  names(role: string): Promise<string[]>;
  /** Whether there was one to press, or to give the keyboard to. */
  press(role: string, name: string): Promise<boolean>;
  focus(role: string, name: string): Promise<boolean>;
  /** Typed by keyboard, wherever the focus is. */
  type(text: string): Promise<boolean>;
  key(name: 'Return' | 'Tab' | 'Escape' | 'F8' | 'Down'): Promise<boolean>;
  stop(): Promise<void>;
};

const script = fileURLToPath(new URL('assistive.py', import.meta.url));

export async function startAssistive(folder: string, display: string): Promise<Assistive> {
  const home = join(folder, 'session');
  mkdirSync(home, { mode: 0o700 });
  giveToUser(home);
  const env = {
    PATH: process.env['PATH'] ?? '',
    LANG: 'pl_PL.UTF-8',
    HOME: home,
    XDG_RUNTIME_DIR: home,
    DISPLAY: display,
    // No desktop says here that somebody reads the screen by other means.
    ACCESSIBILITY_ENABLED: '1',
  };
  const bus = spawn(
    asUser('/usr/bin/dbus-daemon', folder, 'start-bus'),
    ['--session', '--nofork', '--nopidfile', '--print-address=1'],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string];
  const session = { ...env, DBUS_SESSION_BUS_ADDRESS: address };
  // Where the account of the tests can read it, whatever the clone's own folder allows.
  const reader = spawn(asUser('/usr/bin/python3', folder, 'start-reader'), ['-u', copyOf(folder)], {
    env: session,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ask = asking(reader);
  return {
    env: session,
    tree: async () => (await ask({ do: 'tree' })) as Seen[],
    names: async (role) =>
      ((await ask({ do: 'tree' })) as Seen[]).filter((seen) => seen.role === role).map(({ name }) => name),
    press: async (role, name) => (await ask({ do: 'press', role, name })) === true,
    focus: async (role, name) => (await ask({ do: 'focus', role, name })) === true,
    type: async (text) => (await ask({ do: 'type', text })) === true,
    key: async (key) => (await ask({ do: 'key', key })) === true,
    stop: async () => {
      await end(reader);
      await end(bus);
    },
  };
}

function copyOf(folder: string): string {
  const copy = join(folder, 'assistive.py');
  writeFileSync(copy, readFileSync(script), { mode: 0o644 });
  return copy;
}

/** One question at a time, each with its answer. */
function asking(reader: ChildProcess): (command: Record<string, string>) => Promise<unknown> {
  if (reader.stdin === null || reader.stdout === null) throw new Error('the reader has no pipes');
  const { stdin } = reader;
  const lines = createInterface(reader.stdout)[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const put = async (command: Record<string, string>): Promise<unknown> => {
    stdin.write(`${JSON.stringify(command)}\n`);
    const line = await lines.next();
    if (line.done === true) throw new Error('the reader has ended');
    const answer = JSON.parse(line.value) as { value?: unknown; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  };
  return (command) => (last = last.then(() => put(command)));
}
