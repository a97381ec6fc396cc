import { choose } from './arguments.ts';
import { describeMachine, load } from './machine.ts';
import { firstClick } from './first-click.ts';
import { ingesting } from './ingest.ts';
import { key } from './key.ts';
import { laterClick } from './later-click.ts';
import { length } from './length.ts';
import { paint } from './paint.ts';
import { startBenchOffice, type BenchOffice } from './parts/office.ts';
import type { Bench, Context, Row } from './row.ts';
import { searching } from './search.ts';
import { seeking } from './seek.ts';
import { asLine, asTable } from './table.ts';
import { verification } from './verify.ts';
import { wavesurfer } from './wavesurfer.ts';

const benches: readonly Bench[] = [
  ...[firstClick, laterClick, wavesurfer, length, seeking],
  ...[searching, key, verification, ingesting, paint],
];

type Options = { root: string; electron: { path: string; version: string }; arguments: readonly string[] };

/** Measures what was asked for and prints it. Returns the exit code: a number out of reach is a result, not a failure. */
export async function bench({ root, electron, arguments: asked }: Options): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const chosen = choose(benches, asked);
  if (typeof chosen === 'string') {
    say(chosen);
    return 2;
  }
  const before = describeMachine(root, electron.version);
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const rows = await measure(chosen.benches, { root, electron, calls: chosen.calls, say });
  const machine = { ...before, loadAfter: load() };
  const text = chosen.json
    ? `${JSON.stringify({ machine, date, rows }, null, 2)}\n`
    : asTable(machine, date, rows);
  process.stdout.write(text);
  return 0;
}

async function measure(chosen: readonly Bench[], common: Omit<Context, 'office'>): Promise<Row[]> {
  let office: Promise<BenchOffice> | null = null;
  const context: Context = { ...common, office: () => (office ??= startBenchOffice(common.root)) };
  const rows: Row[] = [];
  try {
    for (const { name, rows: measured } of chosen) {
      context.say(`measuring ${name} …`);
      const found = await measured(context);
      for (const row of found) context.say(`  ${asLine(row)}`);
      rows.push(...found);
    }
    return rows;
  } finally {
    await (office as Promise<BenchOffice> | null)?.then((one) => one.stop());
  }
}
