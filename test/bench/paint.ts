import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from '../../build/window/program.ts';
import { inTurns, median, usualRounds } from './measure.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench } from './row.ts';

/** From the start of the program to the first text in its window, and to the page where one signs in, each time with a new profile. */
export const paint: Bench = {
  name: 'paint',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    const observer = workstation.player('paint');
    const start = (folder: string, args: readonly string[], awaited: Moment): Promise<Moments> =>
      startUntil(workstation.command({ program: observer, args: [`--program=${folder}`, ...args] }), awaited);
    const signIns: number[] = [];
    try {
      const { ours, other } = await inTurns(usualRounds, {
        ours: async () => {
          const args = [`--settings=${office.appSettingsFile}`];
          const moments = await start(workstation.folder, args, 'sign-in');
          signIns.push(moments['sign-in']);
          return moments.painted;
        },
        other: async () => (await start(workstation.player('minimal'), [], 'painted')).painted,
      });
      return [
        lessIsBetter(
          { name: 'first paint ÷ minimal Electron app', unit: 'ms', goal: '≤ 1.1', stretch: '≤ 1.05' },
          median(ours),
          median(other),
        ),
        lessIsBetter(
          { name: 'start to sign-in page ÷ minimal Electron app', unit: 'ms' },
          median(signIns),
          median(other),
        ),
      ];
    } finally {
      await workstation.stop();
    }
  },
};

type Moment = 'painted' | 'sign-in';
/** Milliseconds from the start; NaN where it was not waited for. */
type Moments = Record<Moment, number>;

/** Not driven from outside, for that would delay both: the program itself says when it painted. */
async function startUntil({ file, args, env }: Command, awaited: Moment): Promise<Moments> {
  const begun = Date.now();
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8');
  for await (const text of child.stdout as AsyncIterable<string>) {
    said += text;
    if (said.includes(awaited) && said.endsWith('\n')) break;
  }
  child.kill('SIGTERM');
  await ended;
  if (!said.includes(awaited)) throw new Error(`the program did not come to „${awaited}”`);
  const [painted, signIn] = [/painted ([\d.]+)/, /sign-in ([\d.]+)/].map(
    (line) => Number(line.exec(said)?.[1]) - begun,
  );
  return { painted: painted ?? NaN, 'sign-in': signIn ?? NaN };
}
