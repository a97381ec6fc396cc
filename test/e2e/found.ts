import type { Locator, Page } from '@playwright/test';

/** What stands on the page of calls: the conditions, and the list of what was found. */

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Rozmowy' });
}

/** The calls of the list, without its head. */
export function rows(page: Page): Locator {
  return grid(page).locator('[role="row"][aria-selected]');
}

export function search(page: Page): Locator {
  return page.getByRole('search');
}

/** A condition that is set, by its words. */
export function chip(page: Page, text: string): Locator {
  return search(page).getByRole('button', { name: text, exact: true });
}
