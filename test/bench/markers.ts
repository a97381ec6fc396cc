import type { Page } from '@playwright/test';
import { switchLetterKeys } from '../../build/window/hand.ts';
import { inTurns, lookAround, median, usualRounds } from './measure.ts';
import { pressInFrames, sumOf } from './parts/frames.ts';
import { rest, startListener, type Listener } from './parts/listener.ts';
import type { BenchOffice } from './parts/office.ts';
import { startWorkstation, type BenchWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench } from './row.ts';

const marks = 50;
/** From the first ten minutes of two hours to the whole of them: 30 minutes, an hour, all. */
const wider = 3;

/** A call of two hours drawn anew, with fifty marks over it and their quotations beside it, and without any. */
export const markers: Bench = {
  name: 'markers',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    try {
      const marked = await listening(workstation, office, 'anna.nowak');
      const bare = await listening(workstation, office, 'piotr.zielinski');
      await mark(marked.page);
      for (const { page } of [marked, bare])
        for (let step = 0; step < wider; step += 1) await page.keyboard.press('-');
      await lookAround();
      const { ours, other } = await inTurns(usualRounds, {
        ours: () => drawnAnew(marked.page),
        other: () => drawnAnew(bare.page),
      });
      await marked.stop();
      await bare.stop();
      return [
        lessIsBetter(
          { name: '2 h drawn with 50 marks ÷ without', unit: 'ms', goal: '≤ 1.5', stretch: '≤ 1.1' },
          median(ours),
          median(other),
        ),
      ];
    } finally {
      await workstation.stop();
    }
  },
};

/** A listener at the page of a call of two hours, at rest. */
async function listening(
  workstation: BenchWorkstation,
  office: BenchOffice,
  login: string,
): Promise<Listener> {
  const listener = await startListener(workstation, office, login);
  await listener.justify(office.long);
  await listener.approve();
  await rest(listener);
  await listener.page.getByRole('slider', { name: 'Pokazany fragment' }).waitFor();
  await switchLetterKeys(listener.page, 'włączone');
  return listener;
}

/** Every two minutes. */
async function mark(page: Page): Promise<void> {
  for (let made = 0; made < marks; made += 1) {
    await page.keyboard.press('m');
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('Shift+ArrowRight');
  }
  const made = await page.getByRole('button', { name: /^Odtwórz od/ }).count();
  if (made !== marks) throw new Error(`${made} marks instead of ${marks}`);
}

/** Closer and wider again; milliseconds of work until both are painted, with what was put off to the next frame. */
async function drawnAnew(page: Page): Promise<number> {
  const frames = await pressInFrames(page, [{ key: '+' }, null, { key: '-' }, null]);
  await lookAround(100);
  return sumOf(frames);
}
