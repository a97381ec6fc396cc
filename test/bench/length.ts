import type { ElectronApplication } from '@playwright/test';
import { inTurns, lookAround, median } from './measure.ts';
import { startListener } from './parts/listener.ts';
import type { BenchCall } from './parts/office.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench } from './row.ts';

/** Each round is two starts of the program. */
const rounds = 11;
/** By then both overviews are drawn and the player has read ahead. */
const settledMs = 4000;

const goals = { goal: '≤ 1.1', stretch: '≤ 1.05' };

/** Two hours against five minutes: neither the wait nor the memory of the page may grow with the length. */
export const length: Bench = {
  name: 'length',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    const grown = { long: [] as number[], short: [] as number[] };
    const hear = async (call: BenchCall, growth: number[]): Promise<number> => {
      const listener = await startListener(workstation, office);
      await listener.justify(call);
      const before = await pageMemory(listener.app);
      const { ms } = await listener.approve();
      await lookAround(settledMs);
      growth.push((await pageMemory(listener.app)) - before);
      await listener.stop();
      return ms;
    };
    try {
      const { ours, other } = await inTurns(rounds, {
        ours: () => hear(office.long, grown.long),
        other: () => hear(office.short, grown.short),
      });
      return [
        lessIsBetter(
          { name: 'click to sound, 2 h ÷ 5 min', unit: 'ms', ...goals },
          median(ours),
          median(other),
        ),
        lessIsBetter(
          { name: 'growth of the page’s process, 2 h ÷ 5 min', unit: 'MB', ...goals },
          median(grown.long),
          median(grown.short),
        ),
      ];
    } finally {
      await workstation.stop();
    }
  },
};

/** Working set of the page's own process, in MB. */
async function pageMemory(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: program, webContents }) => {
    const pages = webContents.getAllWebContents().map((contents) => contents.getOSProcessId());
    const metrics = program.getAppMetrics().filter(({ pid }) => pages.includes(pid));
    return metrics.reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1000;
  });
}
