import type { Act } from '../../shared/protocol.ts';
import { type Stage, useStage } from '../player/stage.ts';

/**
 * Whether nothing more is heard in an act: its seven days have passed, or the keeper has just said so, whatever the clock of
 * the workstation says. Its text can be completed and filed as before.
 */
export function isOver(act: Pick<Act, 'act' | 'until'>, stage: Stage, now: Date = new Date()): boolean {
  return Date.parse(act.until) <= now.getTime() || keeperSaid(act.act, stage);
}

function keeperSaid(act: string, stage: Stage): boolean {
  if (stage.kind === 'refused') return stage.refusal.reason === 'act-over';
  return stage.kind === 'stopped' && stage.reason === 'act-over' && stage.player.open.act === act;
}

/** The same of the act that is open, as long as there is one. */
export function useIsOver(act: Act | null): boolean {
  const stage = useStage((state) => state.stage);
  return act !== null && isOver(act, stage);
}
