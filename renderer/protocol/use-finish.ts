import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Act } from '../../shared/protocol.ts';
import { visibleLength } from '../../shared/words.ts';
import { failureOf } from '../api.ts';
import { limits } from '../limits.ts';
import type { Draft } from './draft.ts';
import { finishAct } from './finish.ts';

export type Finish = {
  busy: boolean;
  failure: Failure | null;
  /** How often finishing was asked for in vain because findings are missing. */
  missing: number;
  start: () => void;
};

/** „Zakończ i drukuj” with what it needs: findings, unless no recording concerned the case. */
export function useFinish(act: Act, draft: Draft, onFinish: (act: string) => void): Finish {
  const [state, setState] = useState<Omit<Finish, 'start'>>({ busy: false, failure: null, missing: 0 });
  const start = (): void => {
    if (findingsNeeded(act) && visibleLength(draft.words.findings) < limits().words.findingsCharacters) {
      setState(({ missing }) => ({ busy: false, failure: null, missing: missing + 1 }));
      return;
    }
    setState({ busy: true, failure: null, missing: 0 });
    finishAct(act, draft.words).then(
      () => onFinish(act.act),
      (error: unknown) => setState({ busy: false, failure: failureOf(error), missing: 0 }),
    );
  };
  return { ...state, start };
}

/** Where every recording turned out not to concern the case, there is nothing to find. */
export function findingsNeeded(act: Act): boolean {
  return act.recordings.some(({ wrongCall }) => !wrongCall);
}
