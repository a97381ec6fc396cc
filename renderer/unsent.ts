import { create } from 'zustand';
import { personal } from './memory.ts';
import { type Begin, type ShownPage, useHere } from './shown-page.ts';

/** What stands in a form that nobody sent yet, its one field or all of them; `name` says to the person which form, `page` leads there. */
export type Unsent = { name: string; words: string | object; page: ShownPage };

/** By the place they belong to. They outlive the page that they were typed on, so that another page costs no word. */
const useStore = personal(create<Readonly<Record<string, Unsent>>>()(() => ({})));

/** What is typed at a place, and the function that keeps what is typed there; `begin`: with what its page shows that form. */
export function useUnsent(place: string, begin: Begin = {}): [string, (words: string, name: string) => void] {
  const typed = useStore((all) => all[place]?.words ?? '') as string;
  const here = useHere();
  return [typed, (words, name) => keepUnsent(place, { name, words, page: { ...here, ...begin } })];
}

/** The same of a form of several fields: null while nothing stands in it that would be lost. */
export function useUnsentForm<Form extends object>(
  place: string,
  begin: Begin = {},
): [Form | null, (form: Form | null, name: string) => void] {
  const form = useStore((all) => all[place]?.words ?? null) as Form | null;
  const here = useHere();
  return [
    form,
    (words, name) => keepUnsent(place, { name, words: words ?? '', page: { ...here, ...begin } }),
  ];
}

/** What stands in such a form now: for whoever opens a page with it. */
export const unsentForm = (place: string): object | null =>
  (useStore.getState()[place]?.words ?? null) as object | null;

/** Keeps words for a place; empty ones are forgotten. */
export function keepUnsent(place: string, one: Unsent): void {
  const { [place]: _, ...others } = useStore.getState();
  useStore.setState(one.words === '' ? others : { ...others, [place]: one }, true);
}

export const unsentAt = (place: string): boolean => place in useStore.getState();
export const allUnsent = (): Readonly<Record<string, Unsent>> => useStore.getState();
export const useAllUnsent = (): readonly Unsent[] => Object.values(useStore());
/** Gives the words of a session that ended by itself back to the same person. */
export const giveBackUnsent = (all: Readonly<Record<string, Unsent>>): void => useStore.setState(all);
