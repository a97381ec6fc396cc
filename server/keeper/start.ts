import { pino } from 'pino';
import {
  actChangesAnHour,
  authority,
  backup,
  destruction,
  holds,
  logs,
  protocolNumbers,
  signInsAnHour,
  quality,
  reconcile,
  words,
} from '../../shared/limits.ts';
import { agreeWith, generateKeyPair } from '../../shared/node/hpke.ts';
import { openRelease, sealRelease } from '../../shared/node/release.ts';
import { LedgerTime, systemClock } from './clock.ts';
import { Journal } from './journal.ts';
import { openKeystore } from './keystore.ts';
import { Ledger } from './ledger.ts';
import { runLoop } from './loop.ts';
import { Names } from '../entries/names.ts';
import { Night } from './night.ts';
import { Nightly } from './nightly.ts';
import { exitCodes, KeeperEnd, type ExitCode, type KeeperOptions } from './options.ts';
import { CountedRefusals } from './refusals.ts';
import { SchemaWatch } from './schema-watch.ts';
import { Pulses } from './pulse.ts';
import { Unsigned } from './unsigned.ts';
import { Watch } from './watch.ts';

export { exitCodes, KeeperEnd, type ExitCode, type KeeperOptions } from './options.ts';

export type RunningKeeper = {
  /** Finishes the request in hand and lets go of the database. */
  stop(): Promise<void>;
  /** Resolves when the keeper has ended, by `stop` or by itself; never rejects. */
  ended: Promise<ExitCode>;
};

const hour = 3_600_000;

/**
 * Starts the keeper; resolves when it is ready: the ledger verified, agreeing with the journal, and the first pulse
 * written. Waits for a database that is away. Throws KeeperEnd where it must not run, or was stopped before it was ready.
 */
export async function startKeeper(options: KeeperOptions): Promise<RunningKeeper> {
  const log = options.log ?? pino({ name: 'odsluch-keeper' }, pino.destination(2));
  const keys = openKeystore(options.keystore);
  const journal = new Journal(options.journal);
  const time = new LedgerTime(options.clock ?? systemClock);
  const ledger = new Ledger(keys, journal, time, options.formerKeys);
  const abort = new AbortController();
  options.signal?.addEventListener('abort', () => abort.abort(), { once: true });
  if (options.signal?.aborted) abort.abort();
  warmUp();

  return new Promise((resolve, reject) => {
    const loop = runLoop({
      options,
      signal: abort.signal,
      watch: new Watch(),
      schema: new SchemaWatch(options.schemaMs ?? hour),
      nightly: new Nightly(options.check, abort.signal),
      night: new Night(options.share, options.nightAtOnce),
      office: {
        ledger,
        counted: new CountedRefusals(),
        aside: new Set(),
        unsigned: new Unsigned(),
        withheld: new Set(),
        log,
        onStep: options.onStep ?? (() => undefined),
      },
      desk: {
        state: ledger.state,
        time,
        keys,
        pulses: new Pulses(),
        names: new Names(),
        protocolPattern: protocolNumbers.parse(options.protocolPattern),
        holds: holds.parse(options.holds ?? {}),
        destruction: destruction.parse(options.destruction ?? {}),
        reconcile: reconcile.parse(options.reconcile ?? {}),
        quality: quality.parse(options.quality ?? {}),
        keepDays: options.keepDays ?? backup.parse({}).keepDays,
        searchMonths: options.searchMonths ?? logs.parse({}).searchMonths,
        words: words.parse(options.words ?? {}),
        authority: authority.parse(options.authority ?? {}),
        actChangesAnHour: actChangesAnHour.parse(options.actChangesAnHour),
        signInsAnHour: signInsAnHour.parse(options.signInsAnHour),
      },
      onReady: () => {
        log.info('ready');
        resolve({ stop, ended });
      },
    });
    const ended = loop
      .then(
        () => new KeeperEnd(exitCodes.stopped, 'stopped'),
        (error: unknown) => endOf(error),
      )
      .then((end) => {
        journal.close();
        log[end.code === exitCodes.stopped ? 'info' : 'fatal']({ exit: end.code }, end.message);
        reject(end);
        return end.code;
      });
    const stop = async (): Promise<void> => {
      abort.abort();
      await ended;
    };
  });
}

/** What is neither a KeeperEnd nor a lost line is a fault of this program: it ends loudly, and releases nothing more. */
function endOf(error: unknown): KeeperEnd {
  if (error instanceof KeeperEnd) return error;
  const name = error instanceof Error ? error.name : 'unknown';
  return new KeeperEnd(exitCodes.fault, `the keeper itself is at fault (${name})`);
}

/** The first sealing of a process costs many times the later ones; no listener shall wait for it. */
function warmUp(): void {
  const pair = generateKeyPair();
  const binding = { command: '00000000-0000-4000-8000-000000000000', entryHash: Buffer.alloc(32) };
  const sealed = sealRelease(binding, agreeWith(pair.publicKey), Buffer.alloc(32));
  openRelease(binding, pair.privateKey, sealed);
  pair.privateKey.fill(0);
}
