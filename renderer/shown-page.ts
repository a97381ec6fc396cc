import { createContext, useContext } from 'react';
import { create } from 'zustand';
import type { HoldsList } from '../shared/keeping.ts';
import type { PageName } from '../shared/permissions.ts';
import type { RegisterFilter } from '../shared/register.ts';
import type { DutyPanel } from './duties/panel.ts';
import type { WantedPapers } from './duties/row.ts';
import type { TabName } from './keeping/tab.ts';
import { personal } from './memory.ts';

/** Pages that belong to one act, and are reached from it; the others have a mark in the rail. */
export type OfAct = 'finish';
export type InRail = Exclude<PageName, OfAct>;

/** With what a page begins: the register, the papers, the review, the protocols, the holds, the gaps, the plans, and the panel of „Pulpit”. */
export type Begin = {
  filter?: Partial<RegisterFilter>;
  closing?: string | null;
  searches?: boolean;
  papers?: WantedPapers;
  about?: number | null;
  /** An act of the protocols, or an own card by its `cardKey`. */
  row?: string;
  hold?: number | null;
  /** By its day and call, as `gapKey` has it. */
  gap?: string | null;
  tab?: TabName;
  list?: HoldsList;
  /** Of reviews of quality: by its id; `waiting`, the oldest that waits for whoever decides; `new`, the form of a new one. */
  plan?: string;
  /** Of the player's page: the text of the open act, where a call of its plan would be scored. */
  text?: true;
  panel?: DutyPanel;
};

/** A page that is shown. */
export type ShownPage = ({ name: InRail } & Begin) | { name: OfAct; act: string };

/** The page of reviews of quality, which begins with the calls that were drawn. */
export const queuePage: ShownPage = { name: 'quality' };

type PageState = {
  /** null until the person chose: then the first page of their office. */
  page: ShownPage | null;
  /** Goes up where somebody was led to a place: its page begins anew, even if it is the one that was shown. */
  led: number;
  show(page: ShownPage): void;
};

/** Which page is shown. */
export const usePage = personal(
  create<PageState>()((set) => ({
    page: null,
    led: 0,
    show: (page) => set({ page }),
  })),
);

/** The page on which something is drawn. */
export const Here = createContext<ShownPage>({ name: 'find' });
export const useHere = (): ShownPage => useContext(Here);
