import { call, queryClient } from '../api.ts';
import { forgetDraft } from './draft.ts';
import { closeCurrent, refreshAct } from './closing.ts';

/**
 * „Zakończ i drukuj”: ends what plays and seals the text; the page that follows prints exactly the sealed document.
 * Rejects with a FailureError; then the act stays open and the text stays where it was typed.
 */
export async function finishAct(act: string, findings: string): Promise<void> {
  await closeCurrent();
  try {
    const sealed = await call('protocol.complete', { act, findings });
    queryClient.setQueryData(['protocol.sealed', act], { ...sealed, print: true });
    forgetDraft(act);
  } finally {
    await refreshAct(act);
  }
}
