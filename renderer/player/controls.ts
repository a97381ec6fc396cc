import { type PlayerSettings, rates } from '../../shared/playback.ts';
import { call } from '../api.ts';
import { aidsOf, changeAids, selectionOf, setEdge, useAids } from './aids.ts';
import type { KeyAction } from './keys.ts';
import type { Player } from './player.ts';
import { nextSound, nextTurn } from './landmarks.ts';
import { keepSettings, useSettings } from './settings.ts';
import { mayAsk, mustWait, playerOf, type Stage, useStage } from './stage.ts';
import { zoomed } from './view.ts';

/** Play or pause, whatever stands on the stage: a closed or stopped recording is asked for again, without a form. */
export function toggle(stage: Stage): void {
  if (stage.kind === 'open') {
    const { player } = stage;
    useStage.setState({ asking: false });
    if (player.state.getState().playing) player.pause();
    else player.play();
    return;
  }
  const { kind } = stage;
  if (kind === 'empty' || kind === 'opening' || kind === 'closing' || kind === 'wrong') return;
  void useStage.getState().openAgain?.(stage.listed);
}

/** Changes how this recording and the next ones sound, and keeps it for the person. */
export function changeSettings(change: Partial<PlayerSettings>): void {
  keepSettings(change);
  const { stage } = useStage.getState();
  if (stage.kind === 'open') stage.player.set(useSettings.getState());
}

/** Moves the sound; nothing happens where none is open. */
export function skip(stage: Stage, ms: number): void {
  if (stage.kind !== 'open') return;
  stage.player.seek(stage.player.state.getState().positionMs + ms);
}

/** Goes to a place in the recording that is open. */
export function seek(stage: Stage, ms: number): void {
  if (stage.kind === 'open') stage.player.seek(ms);
}

/** Draws less or more of a long recording, around the sound. */
export function zoomPlayer(player: Player, to: 'closer' | 'wider'): void {
  const { open, state } = player;
  const { recording, durationMs } = open;
  const { view } = aidsOf(useAids.getState(), recording);
  if (view === null) return;
  if (to === 'closer') player.refine();
  changeAids(recording, { view: zoomed(view, durationMs, state.getState().positionMs, to) });
}

/** Goes to the next person's turn, or to where sound comes back; nothing happens where there is none. */
export function goToNext(stage: Stage, what: 'turn' | 'sound'): void {
  if (stage.kind !== 'open') return;
  const { landmarks, positionMs } = stage.player.state.getState();
  if (landmarks === null) return;
  const turns = what === 'turn' && stage.player.open.channels.length > 1;
  const to = turns ? nextTurn(landmarks, positionMs) : nextSound(landmarks, positionMs);
  if (to !== null) stage.player.seek(to);
}

/** Sets A or B where the sound is; the drawing shows both, open or not. */
export function setEdgeHere(stage: Stage, edge: 'from' | 'to'): void {
  const player = playerOf(stage);
  if (player !== null) setEdge(player.open.recording, edge, player.state.getState().positionMs);
}

/** Begins or ends playing the stretch between A and B again and again. */
export function toggleRepeat(stage: Stage): void {
  const player = playerOf(stage);
  if (player === null) return;
  const { recording } = player.open;
  const aids = aidsOf(useAids.getState(), recording);
  const selection = selectionOf(aids);
  if (selection === null) return;
  changeAids(recording, { repeat: !aids.repeat });
  const { positionMs } = player.state.getState();
  const outside = positionMs < selection[0] || positionMs >= selection[1];
  if (!aids.repeat && outside) seek(stage, selection[0]);
}

const skips: Partial<Record<KeyAction, number>> = {
  back5: -5000,
  forward5: 5000,
  back15: -15_000,
  forward15: 15_000,
};

/** What a key does to the sound. */
export function actOnKey(action: KeyAction): void {
  const { stage } = useStage.getState();
  const ms = skips[action];
  if (ms !== undefined) skip(stage, ms);
  else acts[action]?.(stage);
}

/** As „Odtwarzaj”, which is out of use while the sound has to wait: a key is not, on any page, so the server is asked first. */
async function toggleByKey(stage: Stage): Promise<void> {
  // A key may come before the sound that the one before it asked for, and takes it back; a button says what it does.
  if (stage.kind === 'open' && stage.player.running()) {
    useStage.setState({ asking: false });
    stage.player.pause();
    return;
  }
  if (stage.kind !== 'open') {
    const server =
      stage.kind === 'stopped' && mustWait(stage.reason)
        ? await call('playback.check', {}).catch(() => null)
        : null;
    if (useStage.getState().stage !== stage || !mayAsk(stage, server)) return;
  }
  toggle(stage);
}

const acts: Partial<Record<KeyAction, (stage: Stage) => void>> = {
  toggle: (stage) => void toggleByKey(stage),
  slower: () => changeRate('slower'),
  faster: () => changeRate('faster'),
  closer: (stage) => zoomStage(stage, 'closer'),
  wider: (stage) => zoomStage(stage, 'wider'),
  from: (stage) => setEdgeHere(stage, 'from'),
  to: (stage) => setEdgeHere(stage, 'to'),
  repeat: toggleRepeat,
  nextTurn: (stage) => goToNext(stage, 'turn'),
  nextSound: (stage) => goToNext(stage, 'sound'),
};

function zoomStage(stage: Stage, action: 'closer' | 'wider'): void {
  const player = playerOf(stage);
  if (player !== null) zoomPlayer(player, action);
}

/** The next speed that is offered in one direction; at either end nothing happens. */
function changeRate(action: 'slower' | 'faster'): void {
  const { rate } = useSettings.getState();
  const next =
    action === 'faster' ? rates.find((one) => one > rate) : rates.filter((one) => one < rate).at(-1);
  if (next !== undefined) changeSettings({ rate: next });
}
