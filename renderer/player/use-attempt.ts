import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { failureOf } from '../api.ts';
import { abandon, type Attempt, prepare } from './prepared.ts';

type UseAttempt = {
  /** Why the file cannot be prepared; null while it can. */
  failure: Failure | null;
  /** Hands the prepared opening over, with the duty to end it. Rejects with a FailureError. */
  take(): Promise<Attempt>;
  /** Prepares anew, after a refusal or when the share is back. */
  renew(): void;
};

/**
 * Prepares an opening as long as the panel of reasons is shown, so that sound can follow the approval at once. What
 * was not taken is given up when the panel closes: element, handle and token go together. While the share is out of
 * reach nothing is prepared; once it is `reachable` again, it is.
 */
export function useAttempt(recording: string, durationMs: number, reachable: boolean): UseAttempt {
  const [round, setRound] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const pending = useRef<Promise<Attempt> | null>(null);

  useEffect(() => {
    if (!reachable) return undefined;
    const mine = prepare(recording, durationMs);
    pending.current = mine;
    mine.then(
      () => pending.current === mine && setFailure(null),
      (error: unknown) => pending.current === mine && setFailure(failureOf(error)),
    );
    return () => {
      if (pending.current !== mine) return;
      pending.current = null;
      mine.then(abandon, () => undefined);
    };
  }, [recording, durationMs, round, reachable]);

  const take = useCallback((): Promise<Attempt> => {
    const mine = pending.current ?? prepare(recording, durationMs);
    pending.current = null;
    return mine;
  }, [recording, durationMs]);
  const renew = useCallback(() => setRound((count) => count + 1), []);
  return { failure, take, renew };
}
