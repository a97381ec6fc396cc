import { create } from 'zustand';
import { personal } from './memory.ts';

/** The pages of this program; `finish` belongs to one act, the others to nobody. */
export type Page =
  | { name: 'find' }
  | { name: 'listen' }
  | { name: 'protocols' }
  | { name: 'finish'; act: string }
  | { name: 'register' };

type PageState = {
  /** null until the person chose: then the first page of their role. */
  page: Page | null;
  show(page: Page): void;
};

/** Which page is shown. */
export const usePage = personal(
  create<PageState>()((set) => ({
    page: null,
    show: (page) => set({ page }),
  })),
);
