import type { BenchOffice } from './parts/office.ts';

/** One number: what ours takes, what the other way takes in the same run, and what we wanted. */
export type Row = {
  name: string;
  unit: string;
  ours: number;
  other: number;
  /** `ours ÷ other`, the other way round where a larger number is better, or `ours − other`; the name says which. */
  ratio: number;
  /** `≤ 1.5` or `≥ 80`; null for a number that is only told. */
  goal: string | null;
  stretch: string | null;
  /** Whether the goal is reached. */
  holds: boolean | null;
};

/** What a measurement may use; the office is started when it is first asked for. */
export type Context = {
  /** Folder of the project, with its build in `out`. */
  root: string;
  electron: { path: string; version: string };
  /** Calls in the larger catalogue; the smaller one has a tenth. */
  calls: number;
  office(): Promise<BenchOffice>;
  /** One line of progress. */
  say(line: string): void;
};

/** A measurement: one file, one or a few rows. */
export type Bench = { name: string; rows(context: Context): Promise<Row[]> };

type Wanted = { name: string; unit: string; goal?: string; stretch?: string };

/** A row whose ratio is `ours ÷ other`: less is better. */
export function lessIsBetter(wanted: Wanted, ours: number, other: number): Row {
  return row(wanted, ours, other, ours / other);
}

/** A row whose ratio is `other ÷ ours`: so many times faster are we. */
export function moreIsBetter(wanted: Wanted, ours: number, other: number): Row {
  return row(wanted, ours, other, other / ours);
}

/** A row that tells by how much ours is above the other: less is better. */
export function littleMore(wanted: Wanted, ours: number, other: number): Row {
  return row(wanted, ours, other, ours - other);
}

function row({ name, unit, goal, stretch }: Wanted, ours: number, other: number, ratio: number): Row {
  return {
    ...{ name, unit, ours, other, ratio },
    ...{ goal: goal ?? null, stretch: stretch ?? null },
    holds: goal === undefined ? null : reaches(ratio, goal),
  };
}

/** Whether a ratio is on the right side of `≤ x` or `≥ x`. */
export function reaches(ratio: number, wanted: string): boolean {
  const [, sign, limit] = /^([≤≥]) ([\d.]+)$/.exec(wanted) ?? [];
  if (sign === undefined) throw new Error(`${wanted} is no goal`);
  return sign === '≤' ? ratio <= Number(limit) : ratio >= Number(limit);
}
