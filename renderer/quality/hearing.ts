import { useEffect } from 'react';
import { create } from 'zustand';
import type { Failure } from '../../shared/failure.ts';
import type { Queued } from '../../shared/quality.ts';
import { isRefusalCode } from '../../shared/text/pl/failures.ts';
import { failureOf } from '../api.ts';
import { personal } from '../memory.ts';
import { openDrawn, wantedDrawn } from '../open-act.ts';
import { prepareAhead } from '../player/prepared.ts';
import { noticeableMs } from '../ui/noticeable.ts';
import { refreshPlans } from './plans.ts';
import { takeBackOf } from './submitted.ts';

/** Why a position was not opened: `failure` in a sentence. */
export type NotOpened = { nr: number; failure: Failure };

export type Hearing = {
  /** The position that is being opened, once that takes long enough to be noticed. */
  busy: number | null;
  refused: NotOpened | null;
  hear(one: Queued): Promise<void>;
};

type Asked = { plan: string | null; busy: number | null; refused: NotOpened | null; asking: boolean };

const useAsked = personal(create<Asked>()(() => ({ plan: null, busy: null, refused: null, asking: false })));

/** Opens what was drawn for a plan: whether it sounds. A refusal stays with its row until another is asked for. */
export async function hearDrawn(plan: string, one: Queued): Promise<boolean> {
  if (useAsked.getState().asking) return false;
  const { nr } = one;
  takeBackOf({ plan, nr });
  useAsked.setState({ plan, asking: true, busy: null });
  // Nothing is drawn while the answer comes at once: it would hold up the request, and then the sound.
  const slow = setTimeout(() => useAsked.setState({ busy: nr }), noticeableMs);
  let failure: Failure | null = null;
  try {
    const refusal = await openDrawn({ plan, nr }, one);
    if (refusal !== null) failure = { code: isRefusalCode(refusal.reason) ? refusal.reason : 'unexpected' };
  } catch (error) {
    failure = failureOf(error);
  }
  clearTimeout(slow);
  useAsked.setState({ asking: false, busy: null, refused: failure && { nr, failure } });
  // What was opened is told of, and so is what made the keeper refuse it.
  void refreshPlans();
  return failure === null;
}

/** The calls of a plan as they are opened; a refusal is shown by `onRefused`. */
export function useHearing(plan: string, onListen: () => void, onRefused: (nr: number) => void): Hearing {
  const { plan: of, busy, refused } = useAsked();
  const isOf = of === plan;
  return {
    busy: isOf ? busy : null,
    refused: isOf ? refused : null,
    hear: async (one) => {
      if (await hearDrawn(plan, one)) onListen();
      else onRefused(one.nr);
    },
  };
}

/** What the click would open is made ready, so that its sound follows at once. */
export function usePreparedAhead(one: Queued | null): void {
  const wanted = one === null ? null : JSON.stringify(wantedDrawn(one));
  useEffect(
    () => (wanted === null ? undefined : prepareAhead(JSON.parse(wanted) as ReturnType<typeof wantedDrawn>)),
    [wanted],
  );
}
