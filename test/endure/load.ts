import type { RunningOffice } from '../../build/office/office.ts';
import { personConfig } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { AppProcess } from './app-process.ts';
import { chanceOf } from './choices.ts';
import type { ClientLine } from './client.ts';
import type { Findings } from './findings.ts';
import type { JournalReader } from './journal-reader.ts';
import type { Known } from './listener.ts';
import { PsqlListener } from './psql-listener.ts';
import { waitFor, type Signals } from './signals.ts';
import { Window, type WindowOptions } from './window.ts';

/** Who listens: through the app's code, and at psql; the latter with and without a flush at COMMIT. */
const atApp = ['anna.nowak', 'piotr.zielinski', 'barbara.zych'];
const atPsql = [
  ['zenon.blaszczyk', 'off'],
  ['maria.wojcik', 'on'],
] as const;

export type LoadOptions = {
  office: RunningOffice;
  /** client.ts, bundled. */
  client: string;
  seed: number;
  recordings: Known[];
  window: Omit<WindowOptions, 'tell'> | null;
  findings: Findings;
  journal: JournalReader;
  signals: Signals;
};

/** Everybody who listens at once: people at the app, people at psql, and now and then one at the real window. */
export class Load {
  readonly #options: LoadOptions;
  readonly #psql: PsqlListener[];
  #app: AppProcess;
  #window: { itself: Window; listening: Promise<void> } | null = null;

  private constructor(options: LoadOptions, app: AppProcess, psql: PsqlListener[]) {
    this.#options = options;
    this.#app = app;
    this.#psql = psql;
  }

  static async begin(options: LoadOptions): Promise<Load> {
    // Neither would be let in: one is locked out, the other has to change her password.
    for (const [login] of atPsql) await options.office.directory.enable(login);
    const app = await startApp(options, 0);
    return new Load(options, app, await Promise.all(atPsql.map((one) => listenAtPsql(options, one))));
  }

  /** Everybody begins, or goes on; with `window` the app is the real one, and nobody else uses its code. */
  async go(window: boolean): Promise<void> {
    if (!window) {
      this.#app.go();
      for (const one of this.#psql) one.go();
      return;
    }
    const { signals, window: options, findings } = this.#options;
    if (options === null) throw new Error('there is no window here');
    const itself = await Window.open({
      ...options,
      tell: (step) => {
        signals.happened(step);
        if (step === 'justify') for (const one of this.#psql) one.go();
      },
    });
    findings.windows += 1;
    findings.requests += 1;
    const listening = itself.listen();
    listening.catch(() => undefined); // Told where it is awaited, once the window is killed.
    this.#window = { itself, listening };
  }

  /** Kills the app; `again` starts another one. */
  async killApp(): Promise<void> {
    const window = this.#window;
    if (window === null) return this.#app.kill();
    // Whatever its listening came to, it is gone: `end` after a fault must not kill it again.
    this.#window = null;
    await window.itself.kill();
    await window.listening;
  }

  async startApp(round: number): Promise<void> {
    this.#app = await startApp(this.#options, round);
    this.#app.go();
  }

  /** Resolves when everybody has ended what he was doing; nobody begins anew. */
  async rest(): Promise<void> {
    for (const one of this.#psql) one.rest();
    await this.#app.rest();
    await waitFor('all answers at psql', () => this.#psql.every((one) => one.resting));
  }

  async end(): Promise<void> {
    await this.#window?.itself.kill();
    await this.#app.kill();
    for (const one of this.#psql) await one.stop();
  }
}

async function listenAtPsql(
  { office, recordings, findings, journal, seed }: LoadOptions,
  [login, synchronousCommit]: (typeof atPsql)[number],
): Promise<PsqlListener> {
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const { signer, secret } = await proveAtDoor(office.settings, keeper, login, office.person(login).password);
  return new PsqlListener({
    ...{ signer, keeper, synchronousCommit, config: personConfig(office.settings, login, secret) },
    recordings: recordings.map(({ recording }) => recording),
    random: chanceOf(seed, login.length),
    onRequest: () => void (findings.requests += 1),
    onOpened: (opened) => {
      findings.sawRelease(opened, () => journal.read().has(opened.seq));
      if (synchronousCommit === 'off') findings.openedWithoutFlush += 1;
    },
  });
}

function startApp(options: LoadOptions, round: number): Promise<AppProcess> {
  const { office, client, recordings, seed } = options;
  const people = atApp.map((login) => ({ login, password: office.person(login).password }));
  const settings = office.appSettingsFile;
  const start = { settings, people, recordings, seed: chanceOf(seed, round).whole(1, 1_000_000_000) };
  return AppProcess.start(client, start, (line) => hear(options, line));
}

function hear({ findings, journal, signals }: LoadOptions, line: ClientLine): void {
  const { step, request, opened, proved, ended, fault } = line;
  if (fault !== undefined) findings.faults.push(fault);
  if (request !== undefined) findings.requests += 1;
  if (opened !== undefined) {
    findings.sawRelease(opened, () => journal.read().has(opened.seq));
    // The app's own line does so: the keeper's COMMIT flushes what came before it.
    findings.openedWithoutFlush += 1;
  }
  if (proved !== undefined) findings.proved.add(proved);
  if (ended !== undefined) findings.ended.add(ended);
  if (step !== undefined) signals.happened(step);
}
