import { call, failureOf, queryClient } from '../api.ts';
import type { Player } from './player.ts';
import { playerOf, rememberHeard, type Stage, useStage } from './stage.ts';

/** Ends the opening that is playing, if one is, and takes its sound out of memory. Resolves when its act was read anew. */
export async function closeCurrent(): Promise<void> {
  const { stage } = useStage.getState();
  await endCurrent();
  if (stage.kind === 'open') await refreshAct(stage.player.open.act);
}

/** The same, without reading the act anew. */
export function endCurrent(): Promise<void> {
  const { stage } = useStage.getState();
  // First: the sound must not be disposed of before what it played is known.
  const told = stage.kind === 'open' ? endSound(stage.player) : Promise.resolve();
  useStage.setState({ stage: { kind: 'empty' } });
  return told;
}

/** Ends the sound of a player; the drawing stays. Resolves when the keeper knows what was heard; asked at once. */
export async function endSound(player: Player): Promise<void> {
  const { opening } = player.open;
  player.halt();
  rememberHeard(player);
  // Where this is lost, the keeper closes a silent opening by itself and keeps what was reported.
  await call('playback.close', { opening, ranges: player.heard(), wrongCall: false }).catch(() => undefined);
}

/**
 * „To nie ta rozmowa”: ends the sound at once, then has the recording marked. The page shows a failure, since the
 * protocol would otherwise tell more of a stranger's call than it may.
 */
export async function closeAsWrong(): Promise<void> {
  const { stage } = useStage.getState();
  const player = playerOf(stage);
  if (player === null || stage.kind === 'empty' || stage.kind === 'closed') return;
  const { listed } = stage;
  const { opening, act } = player.open;
  player.halt();
  useStage.setState({ stage: { kind: 'closing', listed, player } });
  try {
    await call('playback.close', { opening, ranges: player.heard(), wrongCall: true });
    await refreshAct(act);
    leave(player, { kind: 'empty' });
  } catch (error) {
    rememberHeard(player);
    leave(player, { kind: 'failed', listed, before: player, again: 'wrongCall', failure: failureOf(error) });
  }
}

/** Changes the stage only where it still waits for the closing of this player. */
function leave(player: Player, stage: Stage): void {
  const now = useStage.getState().stage;
  if (now.kind === 'closing' && now.player === player) useStage.setState({ stage });
}

/** Asks the server anew for an act and for the list of acts; resolves when both are there. */
export async function refreshAct(act: string): Promise<void> {
  const keys = [['protocol.act', act], ['protocol.acts']];
  // A first answer that is still on its way may be older than what has just happened, and would be taken for the new one.
  await Promise.all(keys.map((queryKey) => queryClient.cancelQueries({ queryKey })));
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
