import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendants, kindOf, openFiles } from '../../build/window/processes.ts';

/** Where a sound could stay behind on a workstation, and whether it did. */

/** A sound that consists of one pattern again and again: whatever piece of it lies about, the pattern is in it. */
export type Marked = {
  samples(count: number): Buffer;
  /** The pattern as the file holds it (A-law), and as players decode it: 16 bits, and floating point. */
  needles: readonly Buffer[];
};

const patternLength = 64;
const needleLength = 24;

export function markedSound(): Marked {
  const pattern = randomBytes(patternLength);
  const linear = [...pattern.subarray(0, needleLength)].map(linearOf);
  return {
    samples: (count) => Buffer.alloc(count, pattern),
    needles: [
      pattern.subarray(0, needleLength),
      Buffer.from(Int16Array.from(linear).buffer),
      Buffer.from(Float32Array.from(linear, (value) => value / 32_768).buffer),
    ],
  };
}

/** A sample of G.711 A-law as 16 bits, as decoders make it of it (ITU-T G.711, table 1a). */
function linearOf(byte: number): number {
  const bits = byte ^ 0x55;
  const [segment, step] = [(bits >> 4) & 7, bits & 15];
  const magnitude = segment === 0 ? step * 16 + 8 : (step * 16 + 264) << (segment - 1);
  return (bits & 0x80) === 0 ? -magnitude : magnitude;
}

/** Files below a place, or the place itself; what vanishes while one looks is left out. */
export function filesBelow(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return found.isFile() ? [place] : [];
  return namesIn(place).flatMap((name) => filesBelow(join(place, name)));
}

/** Files below a place that hold one of the secrets. */
export function filesWith(place: string, secrets: readonly Buffer[]): string[] {
  return filesBelow(place).filter((file) => holds(file, secrets));
}

/**
 * Files that processes hold open (by name, without one, in memory alone) and in which one of the secrets stands, as
 * `renderer: /memfd:x (deleted)`.
 */
export function openFilesWith(pids: readonly number[], secrets: readonly Buffer[]): string[] {
  const seen = new Map<string, boolean>();
  const found = pids.flatMap(openFiles).filter(({ path }) => {
    const facts = statSync(path, { throwIfNoEntry: false });
    if (facts?.isFile() !== true) return false;
    const key = `${facts.dev}:${facts.ino}`;
    if (!seen.has(key)) seen.set(key, holds(path, secrets));
    return seen.get(key) === true;
  });
  return found.map(({ pid, target }) => `${kindOf(pid)}: ${target}`);
}

/** Everywhere outside its home where a program of this user could have left something since a moment (ms). */
export function leftElsewhere(user: number, since: number): string[] {
  return [tmpdir(), '/tmp', '/var/tmp', '/dev/shm']
    .filter((place, index, all) => all.indexOf(place) === index)
    .flatMap((place) => namesIn(place).map((name) => join(place, name)))
    .filter((path) => {
      const facts = statSync(path, { throwIfNoEntry: false });
      return facts?.isFile() === true && facts.uid === user && facts.mtimeMs >= since;
    });
}

/** A program and all that it started. */
export function processesOf(pid: number): number[] {
  return [pid, ...descendants(pid)];
}

function holds(file: string, secrets: readonly Buffer[]): boolean {
  try {
    const content = readFileSync(file);
    return secrets.some((secret) => content.includes(secret));
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
