import { expect, type Page } from '@playwright/test';
import { entriesOf } from './ledger.ts';
import type { RunningOffice } from './office.ts';

/** The panel of a paper, or a form, by its title. */
export const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

/** The numbers of papers that were entered behind entry `after`. */
export async function numbersAfter(office: RunningOffice, after: number): Promise<string[]> {
  await expect.poll(async () => (await entriesOf(office, 'instrument', after)).length).toBeGreaterThan(0);
  const [entered] = await entriesOf(office, 'instrument', after);
  return entered?.payload.rows.map(({ number }) => number) ?? [];
}

/** The code with which a call fails that none of the page's controls makes. */
export async function failureOf(page: Page, channel: string, input: object): Promise<string | undefined> {
  return page.evaluate(
    async ([name, value]) => {
      const { call } = window.office as unknown as {
        call(channel: string, input: object): Promise<{ failure?: { code: string } }>;
      };
      return (await call(name, value)).failure?.code;
    },
    [channel, input] as const,
  );
}
