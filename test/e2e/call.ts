import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/contract.ts';

declare global {
  interface Window {
    readonly office: Bridge;
  }
}

/** Calls the main process as the page would, without the page's types: an attacker keeps to none. */
export function call(page: Page, channel: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, value]) =>
      (window.office.call as (channel: unknown, input: unknown) => Promise<unknown>)(name, value),
    [channel, input],
  );
}
