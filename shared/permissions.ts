import type { Role } from './values.ts';

/**
 * Which page each office has. It says what the window offers; what a person gets is decided by the database and the keeper. Where
 * somebody has several pages, the program begins with the one that stands first here.
 */
const pages = {
  register: ['secretary'],
  authorisation: ['secretary', 'mayor', 'protection_officer'],
  find: ['listener'],
  listen: ['listener'],
  protocols: ['listener'],
  finish: ['listener'],
} as const satisfies Record<string, readonly Role[]>;

export type PageName = keyof typeof pages;

export function maySee(offices: readonly Role[], page: PageName): boolean {
  return pages[page].some((office) => offices.includes(office));
}

/** The page with which the program begins for a person; null for one whose offices have none. */
export function firstPage(offices: readonly Role[]): PageName | null {
  return (Object.keys(pages) as PageName[]).find((page) => maySee(offices, page)) ?? null;
}
