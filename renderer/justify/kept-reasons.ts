import { create } from 'zustand';
import { personal } from '../memory.ts';
import type { Reasons } from './justification.ts';

type Kept = { readonly kept: Readonly<Record<string, Reasons>> };

const useKeptStore = personal(create<Kept>()(() => ({ kept: {} })));

const keyOf = (caseNumber: string, group: string): string => `${caseNumber} ${group}`;

/** What was typed for a call in a case, as long as the person is signed in: a closed panel loses nothing. */
export function useKept(caseNumber: string, group: string): Reasons | undefined {
  return useKeptStore((state) => state.kept[keyOf(caseNumber, group)]);
}

export function keepReasons(caseNumber: string, group: string, reasons: Reasons): void {
  useKeptStore.setState(({ kept }) => ({ kept: { ...kept, [keyOf(caseNumber, group)]: reasons } }));
}
