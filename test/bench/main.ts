import { choose } from './arguments.ts';
import { drawing } from './draw.ts';
import { demoStart } from './demo-start.ts';
import { searchingStubs } from './destroyed.ts';
import { describeMachine, load } from './machine.ts';
import { firstClick } from './first-click.ts';
import { ingesting } from './ingest.ts';
import { keeperRound } from './keeper-round.ts';
import { key } from './key.ts';
import { keystoreStart } from './keystore-start.ts';
import { laterClick } from './later-click.ts';
import { length } from './length.ts';
import { markers } from './markers.ts';
import { nights } from './nights.ts';
import { paint } from './paint.ts';
import { startBenchOffice, type BenchOffice } from './parts/office.ts';
import { quality } from './quality.ts';
import { reconciling } from './reconcile.ts';
import { registering } from './register.ts';
import type { Bench, Context, Row } from './row.ts';
import { searching } from './search.ts';
import { seeking } from './seek.ts';
import { signingIn } from './sign-in.ts';
import { shortFiles } from './short-files.ts';
import { silence } from './silence.ts';
import { asLine, asTable } from './table.ts';
import { verification } from './verify.ts';
import { wavesurfer } from './wavesurfer.ts';

const benches: readonly Bench[] = [
  ...[firstClick, laterClick, wavesurfer, length, seeking],
  ...[silence, markers, quality],
  ...[searching, key, signingIn, keeperRound, registering, verification, ingesting, paint],
  ...[keystoreStart, reconciling, shortFiles, nights, searchingStubs, drawing],
  demoStart,
];

type Options = { root: string; electron: { path: string; version: string }; arguments: readonly string[] };

/** Measures what was asked for and prints it. Returns the exit code: a number out of reach is a result, what could not be measured is a failure. */
export async function bench({ root, electron, arguments: asked }: Options): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const chosen = choose(benches, asked);
  if (typeof chosen === 'string') {
    say(chosen);
    return 2;
  }
  const before = describeMachine(root, electron.version);
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const { rows, failed } = await measure(chosen.benches, { root, electron, calls: chosen.calls, say });
  const machine = { ...before, loadAfter: load() };
  const text = chosen.json
    ? `${JSON.stringify({ machine, date, rows }, null, 2)}\n`
    : asTable(machine, date, rows);
  process.stdout.write(text);
  for (const name of failed) say(`not measured: ${name}`);
  return failed.length === 0 ? 0 : 1;
}

type Measured = { rows: Row[]; failed: string[] };

/** One measurement that breaks takes nothing from the others: a whole run is too long to begin again. */
async function measure(chosen: readonly Bench[], common: Omit<Context, 'office'>): Promise<Measured> {
  let office: Promise<BenchOffice> | null = null;
  const context: Context = { ...common, office: () => (office ??= startBenchOffice(common.root)) };
  const measured: Measured = { rows: [], failed: [] };
  try {
    for (const { name, rows } of chosen) {
      context.say(`measuring ${name} …`);
      try {
        const found = await rows(context);
        for (const row of found) context.say(`  ${asLine(row)}`);
        measured.rows.push(...found);
      } catch (error) {
        context.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
        measured.failed.push(name);
      }
    }
    return measured;
  } finally {
    await (office as Promise<BenchOffice> | null)?.then((one) => one.stop());
  }
}
