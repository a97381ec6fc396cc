import type { Act, ProtocolWords } from '../../shared/protocol.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, queryClient } from '../api.ts';
import { forgetDraft, quotationsOf } from './draft.ts';
import { closeCurrent, refreshAct } from './closing.ts';

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

/**
 * The words as they are sealed. Pasted text carries tabs, soft hyphens and the like: what is sealed is what can be read. Marks
 * without words stay out, and so does what was written of a recording that does not concern the case.
 */
export function sealable(recordings: Act['recordings'], words: ProtocolWords): ProtocolWords {
  const clean = (text: string): string => tidy(text, { lines: true });
  const quotations = recordings.flatMap(({ recording, wrongCall }) =>
    wrongCall ? [] : quotationsOf(words.quotations, recording),
  );
  return {
    findings: clean(words.findings),
    quotations: quotations
      .map((one) => ({ ...one, text: clean(one.text).trim() }))
      .filter(({ text }) => visibleLength(text) > 0),
    remarks: clean(words.remarks).trim(),
  };
}
