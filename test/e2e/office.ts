import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import { startOfficeOf, type RunningOffice } from '../../build/office/office.ts';
import { type LaunchOptions, type Running, test as program } from './app.ts';
import { signIn } from '../../build/window/hand.ts';
import { copiedParts } from '../template.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Milliseconds after which a control that does not come is missing. */
const patience = 15_000;

/** What one spec file needs of its office: few calls, so that it stands within seconds. */
export type Seed = {
  /** The spec file; two files never share an office, unless they take their tests from one place (`player.ts`). */
  of: string;
  /** Which of the demo's recordings are spoken and sealed. */
  choose: (plan: CallPlan) => boolean;
  /** Stubs of destroyed calls. */
  destroyed?: number;
  /** An office that `init` has just made: no papers but those of its first offices. */
  fresh?: boolean;
};

/** The story of one caller: a promise, a reminder (one channel), and a quarrel in two parts. */
export const story = (plan: CallPlan): boolean => ['obietnica', 'oddzwonienie', 'spor'].includes(plan.matter);

/** A program in which somebody is signed in. */
export type SignedIn = Running & { login: string };

type Fixtures = {
  /** Starts the program on a workstation of this office. */
  start: (options?: Omit<LaunchOptions, 'settings'>) => Promise<Running>;
  /** The same, and signs a person in. */
  signedIn: (login: string, options?: Omit<LaunchOptions, 'settings'>) => Promise<SignedIn>;
};

/** Tests with a whole running office: `test.use({ seed })` at the head of a file says which. */
export const test = program.extend<Fixtures, { seed: Seed; office: RunningOffice }>({
  seed: [
    { of: '', choose: () => false },
    { scope: 'worker', option: true },
  ],
  office: [
    async ({ seed }, use) => {
      const { choose, destroyed = 0, fresh = false } = seed;
      const office = await startOfficeOf(copiedParts, {
        root,
        fresh,
        calls: { choose: (plans) => plans.filter(choose), destroyed },
      });
      await use(office);
      await office.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  start: async ({ launch, office }, use, info) => {
    const pages: Page[] = [];
    await use(async (options = {}) => {
      const running = await launch({ ...options, settings: office.appSettingsFile });
      running.page.setDefaultTimeout(patience);
      pages.push(running.page);
      return running;
    });
    if (info.status === info.expectedStatus) return;
    // What the person saw when it failed; a program that was killed has no picture left.
    for (const [place, page] of pages.entries()) {
      await page.screenshot({ path: info.outputPath(`window-${place + 1}.png`) }).catch(() => undefined);
    }
  },
  signedIn: async ({ start, office }, use) => {
    await use(async (login, options) => {
      const running = await start(options);
      await signIn(running.page, office.person(login));
      return { ...running, login };
    });
  },
});
export { who } from '../who.ts';
export { expect } from './app.ts';
export { planOf, plansOf } from '../../build/window/hand.ts';
export type { RunningOffice };
