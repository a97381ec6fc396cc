import type { ExitCode, KeeperOptions } from './options.ts';

export { exitCodes, KeeperEnd, type ExitCode, type KeeperOptions } from './options.ts';

export type RunningKeeper = {
  /** Finishes the request in hand, lets go of the database and zeroes the keys. */
  stop(): Promise<void>;
  /** Resolves when the keeper has ended, by `stop` or by itself; never rejects. */
  ended: Promise<ExitCode>;
};

/**
 * Starts the keeper; resolves when it is ready: the ledger verified, agreeing with the journal, and the first pulse
 * written. Waits for a database that is away. Throws KeeperEnd where it must not run.
 */
export async function startKeeper(_options: KeeperOptions): Promise<RunningKeeper> {
  throw new Error('in the making');
}
