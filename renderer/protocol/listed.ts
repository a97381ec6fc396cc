import { useEffect } from 'react';
import type { Act } from '../../shared/protocol.ts';
import { type Listed, type Stage, useStage } from '../player/stage.ts';

/** The recording that stands on the page where nothing plays: the last one that concerns the case. */
function lastOf(act: Act): Listed | undefined {
  return [...act.recordings].reverse().find(({ wrongCall }) => !wrongCall);
}

/**
 * The recording on the page. Where nothing was asked for, the last one that concerns the case is put on the stage,
 * closed; one that turns out not to concern it leaves.
 */
export function useListed(act: Act, stage: Stage): Listed | undefined {
  const idle = stage.kind === 'empty' || (stage.kind === 'closed' && isWrong(act, stage.listed));
  const last = idle ? lastOf(act) : undefined;
  useEffect(() => {
    if (!idle) return;
    useStage.setState({ stage: last === undefined ? { kind: 'empty' } : { kind: 'closed', listed: last } });
  }, [idle, last]);
  return stage.kind === 'empty' || idle ? last : stage.listed;
}

function isWrong(act: Act, listed: Listed): boolean {
  return act.recordings.some(({ recording, wrongCall }) => recording === listed.recording && wrongCall);
}
