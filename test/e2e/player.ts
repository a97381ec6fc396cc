import type { Locator, Page } from '@playwright/test';
import { type Seed, story, test as inOffice } from './office.ts';

/** One office for all that is tried of the player: the files that take their tests from here are run by the same worker, one after the other. */
export const test = inOffice.extend<object, { seed: Seed }>({
  seed: [{ of: 'player', choose: (plan) => story(plan) || plan.matter === 'granica' }, { scope: 'worker' }],
});

export function speed(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Prędkość' });
}
