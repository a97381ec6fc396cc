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

type Told = { value?: unknown; failure?: { code: string } };

/** What a call is told that none of the page's controls makes. */
export function toldTo(page: Page, channel: string, input: object): Promise<Told> {
  return page.evaluate(
    async ([name, value]) => {
      const { call } = window.office as unknown as { call(channel: string, input: object): Promise<Told> };
      return call(name, value);
    },
    [channel, input] as const,
  );
}

/** The code with which it fails. */
export async function failureOf(page: Page, channel: string, input: object): Promise<string | undefined> {
  return (await toldTo(page, channel, input)).failure?.code;
}
