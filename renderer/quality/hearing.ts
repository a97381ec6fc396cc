import { useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Queued } from '../../shared/quality.ts';
import { isRefusalCode } from '../../shared/text/pl/failures.ts';
import { failureOf } from '../api.ts';
import { openDrawn } from '../open-act.ts';
import { noticeableMs } from '../ui/noticeable.ts';
import { refreshPlans } from './plans.ts';

/** Why a position was not opened: `failure` in a sentence. */
export type NotOpened = { nr: number; failure: Failure };

export type Hearing = {
  /** The position that is being opened, once that takes long enough to be noticed. */
  busy: number | null;
  refused: NotOpened | null;
  hear(one: Queued): Promise<void>;
};

/** Opens what was drawn for a plan. A refusal stays with its row, which `onRefused` shows. */
export function useHearing(plan: string, onListen: () => void, onRefused: (nr: number) => void): Hearing {
  const [busy, setBusy] = useState<number | null>(null);
  const [refused, refuse] = useState<NotOpened | null>(null);
  const asking = useRef(false);
  const hear = async (one: Queued): Promise<void> => {
    if (asking.current) return;
    asking.current = true;
    const { nr } = one;
    // Nothing is drawn while the answer comes at once: it would hold up the request, and then the sound.
    const slow = setTimeout(() => setBusy(nr), noticeableMs);
    const stay = (failure: Failure): void => {
      refuse({ nr, failure });
      onRefused(nr);
    };
    try {
      const refusal = await openDrawn({ plan, nr }, one);
      if (refusal === null) onListen();
      else stay({ code: isRefusalCode(refusal.reason) ? refusal.reason : 'unexpected' });
    } catch (error) {
      stay(failureOf(error));
    } finally {
      clearTimeout(slow);
      setBusy(null);
      asking.current = false;
    }
    // What was opened is told of, and so is what made the keeper refuse it.
    await refreshPlans();
  };
  return { busy, refused, hear };
}
