import type { Act, ProtocolWords } from '../../shared/protocol.ts';
import { sealableWords } from '../../shared/protocol-words.ts';
import { call, queryClient } from '../api.ts';
import { forgetDraft, quotationsOf } from './draft.ts';
import { closeCurrent, refreshAct } from '../player/closing.ts';

/**
 * „Zakończ i drukuj”: ends what plays and seals the text; the page that follows prints exactly the sealed document.
 * Rejects with a FailureError; then the act stays open and the text stays where it was typed.
 */
export async function finishAct({ act, recordings }: Act, words: ProtocolWords): Promise<void> {
  await closeCurrent();
  try {
    const sealed = await call('protocol.complete', { act, ...sealable(recordings, words) });
    queryClient.setQueryData(['protocol.sealed', act], { ...sealed, print: true });
    forgetDraft(act);
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
