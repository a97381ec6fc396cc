import type { Page } from '@playwright/test';
import type { Running } from './app.ts';
import {
  type MainInventory,
  mainInventory,
  type PageInventory,
  pageInventory,
  timersIn,
} from './inventory.ts';
import { recordingOf } from './ledger.ts';
import { expectSignedIn, listenTo, trySignIn } from '../../build/window/hand.ts';
import { close, open } from './opening.ts';
import { expect, plansOf, type RunningOffice, test, who } from './office.ts';

/**
 * One window, many listenings: what each of them took is given back. `ODSLUCH_CYCLES=500` for the long run; two of
 * the figures say how much memory one cycle left, and are printed.
 */

test.use({ seed: { of: 'cycles', choose: ({ matter }) => matter === 'spor' } });

const cycles = Number(process.env['ODSLUCH_CYCLES'] ?? 40);
const warmUp = 10;
/** Less than one sealed record, in bytes: a cycle that kept a piece of sound would be seen. */
const mostPerCycle = 32_768;
/** What an engine's heap moves by itself between two collections, in bytes, however short the run. */
const settling = 1_000_000;

test(`${cycles} openings and closings leave listeners, timers, keys, files and memory where they were`, async ({
  office,
  start,
}) => {
  test.setTimeout(60_000 + cycles * 2_000);
  const running = await start();
  const { page } = running;
  await signInUnwatched(page, office);
  const [first] = plansOf(office, 'spor');
  if (first === undefined) throw new Error('this office has no quarrel');
  const recording = await recordingOf(office, first);
  const opening = await open(page, recording);

  // The count sees an opening that stands: without that, zeros would prove nothing.
  const standing = await mainInventory(running);
  expect(standing.owners).toMatchObject({ Prepared: 1, SealedFile: 2, SealedReader: 2 });
  await close(page, opening);

  await openAndClose(page, recording, opening.act, warmUp);
  // One less at least, once no question to the server is on its way, which has its own.
  await expect.poll(() => timersIn(running)).toBeLessThan(standing.timers);
  const before = await both(running);
  await openAndClose(page, recording, opening.act, cycles);
  const after = await both(running);
  print('openings', cycles, before, after);
  expectSame(before, after, cycles);
  expect(after.main.owners).toMatchObject({ Prepared: 0, SealedFile: 0, SealedReader: 0 });
});

test(`${cycles / 4} recordings one after the other on the page leave no element, listener or drawing behind`, async ({
  office,
  start,
}) => {
  test.setTimeout(60_000 + cycles * 2_000);
  const running = await start();
  const { page } = running;
  await signInUnwatched(page, office);
  const [first] = plansOf(office, 'spor');
  if (first === undefined) throw new Error('this office has no quarrel');
  await listenTo(page, first);
  await changeParts(page, 4);
  const before = await both(running);
  await changeParts(page, cycles / 4);
  const after = await both(running);
  print('pages', cycles / 4, before, after);
  expectSame(before, after, cycles / 4);
});

/** Without the watch over the sound of other tests, which remembers every element. */
async function signInUnwatched(page: Page, office: RunningOffice): Promise<void> {
  const person = office.person(who.listener);
  await trySignIn(page, person.login, person.password);
  await expectSignedIn(page, person);
}

/** Opens, plays, draws, reports and closes, as the page does it, without its buttons. */
async function openAndClose(page: Page, recording: string, act: string, times: number): Promise<void> {
  await page.evaluate(
    async (wanted) => {
      const { office } = window;
      type Call = typeof office.call;
      const ask = async <C extends Parameters<Call>[0]>(
        channel: C,
        input: Parameters<typeof office.call<C>>[1],
      ) => {
        const result = await office.call(channel, input);
        if (!result.ok) throw new Error(`${channel}: ${result.failure.code}`);
        return result.value;
      };
      for (let cycle = 0; cycle < wanted.times; cycle += 1) {
        const { token } = await ask('playback.prepare', { recording: wanted.recording, listed: {} });
        const sound = new Audio(`recording://${token}/audio`);
        const playing = sound.play();
        const answer = await ask('playback.listen', { token, what: { act: wanted.act } });
        if (answer.state === 'refused') throw new Error(answer.reason);
        const { opening } = answer.open;
        await playing;
        await ask('playback.peaks', { token, columns: 2_000 });
        await ask('playback.report', { opening, ranges: [[0, 40]], playing: true });
        sound.removeAttribute('src');
        sound.load();
        await ask('playback.close', { opening, ranges: [[0, 40]], wrongCall: false });
      }
    },
    { recording, act, times },
  );
}

/** Goes from one part of the call to the other, by the button that a person presses, and hears each begin. */
async function changeParts(page: Page, times: number): Promise<void> {
  for (let change = 0; change < times; change += 1) {
    const part = change % 2 === 0 ? 2 : 1;
    await page.getByRole('button', { name: new RegExp(`^Odtwórz: .*część ${part} z 2`) }).click();
    await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText(`część ${part} z 2`);
    await expect(page.getByRole('button', { name: 'Wstrzymaj' })).toBeVisible();
  }
}

type Both = { main: MainInventory; page: PageInventory };

async function both(running: Running): Promise<Both> {
  return { page: await pageInventory(running), main: await mainInventory(running) };
}

/** From one moment to the next a stream has just ended, or a hint stands somewhere; one of anything a cycle is far more. */
const swings: Readonly<Record<string, number>> = { nodes: 40, listeners: 24 };
const swing = (name: string): number => swings[name] ?? 4;

/** No count has grown; memory by less than a piece of sound a cycle. */
function expectSame(before: Both, after: Both, count: number): void {
  for (const half of ['main', 'page'] as const) {
    const [was, is] = [countsOf(before[half]), countsOf(after[half])];
    const grown = Object.entries(is).filter(([name, now]) => now > (was[name] ?? 0) + swing(name));
    expect(grown, half).toEqual([]);
    expect(after[half].bytes - before[half].bytes, half).toBeLessThan(count * mostPerCycle + settling);
  }
}

function countsOf({ bytes, ...counts }: MainInventory | PageInventory): Record<string, number> {
  if (!('owners' in counts)) return counts;
  const { owners, ...others } = counts;
  return { ...others, ...owners };
}

function print(what: string, count: number, before: Both, after: Both): void {
  const perCycle = (half: 'main' | 'page'): string =>
    `${half} ${((after[half].bytes - before[half].bytes) / count / 1024).toFixed(1)} kB`;
  process.stdout.write(`${what}: ${count} cycles; a cycle left ${perCycle('main')}, ${perCycle('page')}\n`);
  process.stdout.write(`${JSON.stringify({ before, after })}\n`);
}
