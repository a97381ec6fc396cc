import { tidy } from '../../shared/words.ts';
import { call, queryClient } from '../api.ts';
import { forgetDraft } from './draft.ts';
import { closeCurrent, refreshAct } from './closing.ts';

/** The keeper seals no findings of fewer characters; spaces and marks that leave no ink are not counted. */
export const leastFindings = 20;

/**
 * „Zakończ i drukuj”: ends what plays and seals the text; the page that follows prints exactly the sealed document.
 * Rejects with a FailureError; then the act stays open and the text stays where it was typed.
 */
export async function finishAct(act: string, findings: string): Promise<void> {
  await closeCurrent();
  try {
    // Pasted text carries tabs, soft hyphens and the like: what is sealed is what can be read.
    const clean = tidy(findings, { lines: true });
    const sealed = await call('protocol.complete', { act, findings: clean });
    queryClient.setQueryData(['protocol.sealed', act], { ...sealed, print: true });
    forgetDraft(act);
  } finally {
    await refreshAct(act);
  }
}
