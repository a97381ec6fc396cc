/** Rounds of a measurement, unless one round costs minutes. */
export const usualRounds = 15;

/** The value below which `share` (0–1) of the values lie; nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Two ways of doing the same, measured in turns. */
export type Sides = { ours: () => Promise<number>; other: () => Promise<number> };
export type Measured = { ours: number[]; other: number[] };

/**
 * Measures both sides `rounds` times in turns, so that whatever else the machine does meets both; who begins changes
 * with every round. Each function answers one measured value.
 */
export async function inTurns(rounds: number, { ours, other }: Sides): Promise<Measured> {
  const measured: Measured = { ours: [], other: [] };
  const turns = [
    async () => measured.ours.push(await ours()),
    async () => measured.other.push(await other()),
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (const turn of round % 2 === 0 ? turns : [...turns].reverse()) await turn();
  }
  return measured;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** So long a person looks before he clicks: what a page does right after it was drawn is not measured with the click. */
export function lookAround(ms = 300): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
