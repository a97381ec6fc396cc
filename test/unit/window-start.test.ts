import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endAllOf, startInTime, startsFile } from '../../build/window/start.ts';

let folder: string;
const counted = (): string => readFileSync(join(folder, 'starts'), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-start-'));
  vi.stubEnv(startsFile, join(folder, 'starts'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const silence = (): Promise<string> => new Promise(() => undefined);

test('a driver that never answers: each program is ended, a fresh one is started twice, and then it is said', async () => {
  const ended: number[] = [];
  let begun = 0;
  const starting = startInTime(
    () => {
      const own = (begun += 1);
      return { started: silence(), end: () => void ended.push(own) };
    },
    { withinMs: 5, tries: 3 },
  );
  await expect(starting).rejects.toThrow('started 3 times');
  expect(ended).toEqual([1, 2, 3]);
  expect(counted()).toBe('started\nafresh\nafresh\n');
});

test('a driver that answers the second time: its program is the one, and is not ended', async () => {
  const ended: number[] = [];
  let begun = 0;
  const program = await startInTime(
    () => {
      const own = (begun += 1);
      const started = own === 1 ? silence() : Promise.resolve(`program ${own}`);
      return { started, end: () => void ended.push(own) };
    },
    { withinMs: 50, tries: 3 },
  );
  expect(program).toBe('program 2');
  expect(ended).toEqual([1]);
  expect(counted()).toBe('started\nafresh\n');
});

test('a program that fails to start is not tried again', async () => {
  let begun = 0;
  const starting = startInTime(() => {
    begun += 1;
    return { started: Promise.reject(new Error('no screen')), end: () => undefined };
  });
  await expect(starting).rejects.toThrow('no screen');
  expect(begun).toBe(1);
  expect(counted()).toBe('started\n');
});

test.runIf(process.platform === 'linux')(
  'a program is ended with its children, and nobody else is',
  async () => {
    const start = (home: string) =>
      spawn('/bin/sh', ['-c', 'sleep 600 & echo there; wait'], {
        detached: true,
        env: { PATH: process.env['PATH'] ?? '', HOME: home },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const [hung, other] = [start('/home/hung'), start('/home/other')];
    await Promise.all([once(hung.stdout, 'data'), once(other.stdout, 'data')]);
    // Its output closes when the last of its processes has gone.
    const gone = once(hung, 'close');
    endAllOf('/home/hung');
    await gone;
    expect(other.exitCode ?? other.signalCode).toBe(null);
    const closed = once(other, 'close');
    endAllOf('/home/other');
    await closed;
  },
);
