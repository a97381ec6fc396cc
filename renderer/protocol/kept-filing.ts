import { create } from 'zustand';
import type { Input } from '../../shared/contract.ts';
import { call } from '../api.ts';
import { personal } from '../memory.ts';
import type { Filing } from './filing.ts';

type Kept = { readonly kept: Readonly<Record<string, Filing>> };

/** What was filled in about filing an act: another page, or a server that is away, costs no typed word. */
export const useFilings = personal(create<Kept>()(() => ({ kept: {} })));

export function keepFiling(act: string, filing: Filing): void {
  useFilings.setState(({ kept }) => ({ kept: { ...kept, [act]: filing } }));
}

/**
 * Files a protocol. What was filled in is done with then: a protocol that is corrected afterwards is filed on another day. Rejects
 * with a FailureError, and keeps it.
 */
export async function fileProtocol(input: Input<'protocol.file'>): Promise<void> {
  await call('protocol.file', input);
  useFilings.setState(({ kept }) => {
    const { [input.act]: _filed, ...rest } = kept;
    return { kept: rest };
  });
}
