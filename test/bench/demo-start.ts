import { startOffice } from '../../build/office/office.ts';
import { inTurns, median, timed } from './measure.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 3;

/** The office of the demo until a window could be opened: with the quarter that lies behind it, against the same without a past. */
export const demoStart: Bench = {
  name: 'demo-start',
  rows: async ({ root, say }) => {
    const start = async (quarter: boolean): Promise<number> => {
      let stop = (): Promise<void> => Promise.resolve();
      const ms = await timed(async () => ({ stop } = await startOffice({ root, quarter })));
      await stop();
      say(`${quarter ? 'with' : 'without'} the quarter: ${String(Math.round(ms))} ms`);
      return ms;
    };
    // Voices are spoken once and kept.
    await start(false);
    const { ours, other } = await inTurns(rounds, { ours: () => start(true), other: () => start(false) });
    const name = 'start of the demo’s office with its quarter ÷ without it';
    return [lessIsBetter({ name, unit: 'ms', goal: '≤ 1.5' }, median(ours), median(other))];
  },
};
