import { create } from 'zustand';
import { personal } from '../memory.ts';
import type { Filing } from './filing.ts';

type Kept = { readonly kept: Readonly<Record<string, Filing>> };

/** What was filled in about filing an act: another page, or a server that is away, costs no typed word. */
const useKeptStore = personal(create<Kept>()(() => ({ kept: {} })));

export function useKeptFiling(act: string): Filing | undefined {
  return useKeptStore((state) => state.kept[act]);
}

export function keepFiling(act: string, filing: Filing): void {
  useKeptStore.setState(({ kept }) => ({ kept: { ...kept, [act]: filing } }));
}
