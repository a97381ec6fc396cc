import { create } from 'zustand';
import { tidy } from '../../shared/words.ts';
import { call } from '../api.ts';
import { personal } from '../memory.ts';

/** What was typed about a recording that is to be evidence. */
export type TypedEvidence = {
  readonly isEvidence: boolean;
  readonly proceedings: string;
  readonly reference: string;
};

type Evidences = { readonly typed: Readonly<Record<string, TypedEvidence>> };

/** Kept by act and recording until it is secured: another page or another recording in between costs no word. */
export const useEvidence = personal(create<Evidences>()(() => ({ typed: {} })));

const none: TypedEvidence = { isEvidence: false, proceedings: '', reference: '' };
const keyOf = (act: string, recording: string): string => `${act} ${recording}`;

export function evidenceOf({ typed }: Evidences, act: string, recording: string): TypedEvidence {
  return typed[keyOf(act, recording)] ?? none;
}

export function typeEvidence(act: string, recording: string, change: Partial<TypedEvidence>): void {
  useEvidence.setState((state) => ({
    typed: {
      ...state.typed,
      [keyOf(act, recording)]: { ...evidenceOf(state, act, recording), ...change },
    },
  }));
}

/** Secures a recording as typed. Rejects with a FailureError; then what was typed stays. */
export async function secure(act: string, recording: string): Promise<void> {
  const { proceedings, reference } = evidenceOf(useEvidence.getState(), act, recording);
  const number = tidy(reference).trim();
  await call('protocol.hold', {
    ...{ act, recording, proceedings: tidy(proceedings).trim() },
    reference: number === '' ? null : number,
  });
  useEvidence.setState(({ typed }) => {
    const { [keyOf(act, recording)]: _secured, ...rest } = typed;
    return { typed: rest };
  });
}
