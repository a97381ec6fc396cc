import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Act, ActDetail, ProtocolWords, Quotation } from '../../shared/protocol.ts';
import { sealableWords } from '../../shared/protocol-words.ts';
import { visibleLength } from '../../shared/words.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { limits } from '../limits.ts';
import { refreshAct } from '../open-act.ts';
import { close } from '../player/stage.ts';
import { type Draft, draftOf, fetchTypedBefore, forgetDraft } from '../drafts.ts';
import { quotationsOf } from './draft.ts';
import { unsecured } from './Evidence.tsx';

export type Finish = {
  busy: boolean;
  failure: Failure | null;
  /** How often finishing was asked for in vain because findings, who says quoted words, or a hold of what is ticked as evidence are missing. */
  missing: number;
  start: () => void;
};

/**
 * „Zakończ i drukuj” with what it needs: findings, unless no recording concerned the case, who says what is quoted, and the hold of each
 * recording that is ticked as evidence.
 */
export function useFinish(
  { act, holds, keeps }: Pick<ActDetail, 'act' | 'holds' | 'keeps'>,
  draft: Draft<'protocol'>,
  onFinish: (act: string) => void,
): Finish {
  const [state, setState] = useState<Omit<Finish, 'start'>>({ busy: false, failure: null, missing: 0 });
  const isMissing = (): boolean => {
    const short =
      findingsNeeded(act) && visibleLength(draft.words.findings) < limits().words.findingsCharacters;
    return (
      short ||
      sealable(act.recordings, draft.words).quotations.some(isUnsaid) ||
      (!keeps && unsecured(act, holds, draftOf('evidence', act.act)?.words).length > 0)
    );
  };
  const inVain = (): void =>
    setState(({ missing }) => ({ busy: false, failure: null, missing: missing + 1 }));
  const finish = async (): Promise<void> => {
    // What was ticked before the program was started anew may not be here yet, and goes with the end of the act.
    await fetchTypedBefore();
    if (isMissing()) {
      inVain();
      return;
    }
    await finishAct(act, draft.words);
    onFinish(act.act);
  };
  const start = (): void => {
    if (isMissing()) {
      inVain();
      return;
    }
    setState({ busy: true, failure: null, missing: 0 });
    finish().catch((error: unknown) => setState({ busy: false, failure: failureOf(error), missing: 0 }));
  };
  return { ...state, start };
}

/** Whether it has words, and nobody said yet who says them: the protocol names them, or says that they are not known. */
export function isUnsaid({ speaker, text }: Quotation): boolean {
  return speaker === undefined && visibleLength(text) > 0;
}

/** Where every recording turned out not to concern the case, there is nothing to find. */
export function findingsNeeded(act: Act): boolean {
  return act.recordings.some(({ wrongCall }) => !wrongCall);
}

/**
 * „Zakończ i drukuj”: ends what plays and seals the text; the page that follows prints exactly the sealed document.
 * Rejects with a FailureError; then the act stays open and the text stays where it was typed.
 */
async function finishAct({ act, recordings }: Act, words: ProtocolWords): Promise<void> {
  await close();
  try {
    const sealed = await call('protocol.complete', { act, ...sealable(recordings, words) });
    queryClient.setQueryData(['protocol.sealed', act], { ...sealed, print: true });
    forgetDraft('protocol', act);
  } finally {
    await refreshAct(act);
  }
}

/** The words as they are sealed: in the order of the sound, nothing of a recording that does not concern the case. */
export function sealable(recordings: Act['recordings'], words: ProtocolWords): ProtocolWords {
  const quotations = recordings.flatMap(({ recording, wrongCall }) =>
    wrongCall ? [] : quotationsOf(words.quotations, recording),
  );
  return sealableWords({ ...words, quotations });
}
