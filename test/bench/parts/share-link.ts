import type * as fs from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';

/** A network between a program and its files: so long before the first byte of a read, so many bytes a second. */
export type Link = { latencyMs: number; bytesPerSecond: number };

/** 100 Mbit/s and 2 ms a read. */
export const officeNetwork: Link = { latencyMs: 2, bytesPerSecond: 100e6 / 8 };

/** One read of a file: when it began (milliseconds since 1970) and how much it brought. */
export type Read = { at: number; bytes: number };

declare global {
  var reads: Read[] | undefined;
}

/**
 * Notes every read that the main process makes from a file handle and, over a `link`, lets each wait as long as the
 * network would: one after the other, for it is one line. The same for every program that is measured.
 */
export async function watchReads(app: ElectronApplication, link: Link | null): Promise<void> {
  await app.evaluate(async (_electron, over) => {
    const main = process as unknown as { mainModule: { require(name: string): typeof fs } };
    const { open } = main.mainModule.require('node:fs/promises');
    const some = await open(process.execPath);
    // Of this class are all file handles; it has no public name.
    const handles = Object.getPrototypeOf(some) as {
      read: (...asked: unknown[]) => Promise<{ bytesRead: number }>;
    };
    await some.close();
    const { read } = handles;
    const reads: Read[] = [];
    let free = 0;
    globalThis.reads = reads;
    handles.read = async function (...asked) {
      const noted = { at: performance.timeOrigin + performance.now(), bytes: 0 };
      reads.push(noted);
      const answer = await read.apply(this, asked);
      noted.bytes = answer.bytesRead;
      if (over !== null) {
        const begins = Math.max(free, performance.now());
        free = begins + over.latencyMs + (answer.bytesRead / over.bytesPerSecond) * 1000;
        const ms = free - performance.now();
        await new Promise((resolve) => setTimeout(resolve, ms));
      }
      return answer;
    };
  }, link);
}

/** Bytes that were asked for until an instant. */
export async function bytesUntil(app: ElectronApplication, at: number): Promise<number> {
  const reads = await app.evaluate(() => globalThis.reads ?? []);
  return reads.filter((read) => read.at <= at).reduce((sum, { bytes }) => sum + bytes, 0);
}
