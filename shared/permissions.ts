import type { Me } from './session.ts';
import type { Role } from './values.ts';

/** What opens a page: a role, or an authorisation that somebody has or had: what was begun under it is finished without it. */
export type Right = Role | 'authorised';

/**
 * Which page each right opens. It says what the window offers; what a person gets is decided by the database and the keeper. Where
 * somebody has several pages, the program begins with the one that stands first here.
 */
const pages = {
  register: ['secretary'],
  authorisation: ['secretary', 'mayor', 'protection_officer'],
  find: ['listener', 'authorised'],
  listen: ['listener', 'authorised'],
  protocols: ['listener', 'authorised'],
  finish: ['listener', 'authorised'],
} as const satisfies Record<string, readonly Right[]>;

export type PageName = keyof typeof pages;

/** What opens pages to a person. */
export function rightsOf({ roles, authorisation }: Pick<Me, 'roles' | 'authorisation'>): Right[] {
  return authorisation.state === 'none' ? [...roles] : [...roles, 'authorised'];
}

export function maySee(rights: readonly Right[], page: PageName): boolean {
  return pages[page].some((right) => rights.includes(right));
}

/** The page with which the program begins for a person; null for one whom nothing opens any. */
export function firstPage(rights: readonly Right[]): PageName | null {
  return (Object.keys(pages) as PageName[]).find((page) => maySee(rights, page)) ?? null;
}
