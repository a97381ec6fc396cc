import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from '../../build/window/program.ts';
import { inTurns, median, usualRounds } from './measure.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench } from './row.ts';

/** From the start of the program to the first text in its window, each time with a new profile. */
export const paint: Bench = {
  name: 'paint',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    const observer = workstation.player('paint');
    const first = (folder: string, args: readonly string[]): Promise<number> =>
      firstPaint(workstation.command({ program: observer, args: [`--program=${folder}`, ...args] }));
    try {
      const { ours, other } = await inTurns(usualRounds, {
        ours: () => first(workstation.folder, [`--settings=${office.appSettingsFile}`]),
        other: () => first(workstation.player('minimal'), []),
      });
      return [
        lessIsBetter(
          { name: 'first paint ÷ minimal Electron app', unit: 'ms', goal: '≤ 1.1', stretch: '≤ 1.05' },
          median(ours),
          median(other),
        ),
      ];
    } finally {
      await workstation.stop();
    }
  },
};

/** Not driven from outside, for that would delay both: the program itself says when it painted. */
async function firstPaint({ file, args, env }: Command): Promise<number> {
  const begun = Date.now();
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8');
  for await (const text of child.stdout as AsyncIterable<string>) {
    said += text;
    if (said.includes('painted')) break;
  }
  child.kill('SIGTERM');
  await ended;
  const at = /painted ([\d.]+)/.exec(said)?.[1];
  if (at === undefined) throw new Error('the program painted nothing');
  return Number(at) - begun;
}
