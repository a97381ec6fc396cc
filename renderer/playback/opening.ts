import type { Ground, ListenOutput, OpenRecording, StopReason } from '../../shared/playback.ts';
import type { Call } from '../../shared/recordings.ts';
import { call, failureOf } from '../api.ts';
import { abandon, type Attempt, decide, discard, prepare, prepareAgain } from './attempt.ts';
import { closeCurrent, closeUnheard, endSound, refreshAct } from './closing.ts';
import { createPlayer, type Player } from './player.ts';
import { type Listed, partsOf, playerOf, rememberHeard, useStage } from './stage.ts';

/** Counts requests, so that an answer that comes after a later click is not put on the page. */
let latest = 0;

/**
 * Opens the first recording of a new act on the ground stated in the panel. Resolves with the keeper's answer;
 * rejects with a FailureError when there was none, and the panel keeps what was typed.
 */
export async function openFirst(attempt: Attempt, ground: Ground, from: Call): Promise<ListenOutput> {
  const request = ++latest;
  playerOf(useStage.getState().stage)?.pause();
  const answer = await decide(attempt, { ground }).catch((error: unknown) => {
    abandon(attempt);
    throw error;
  });
  if (answer.state === 'refused') {
    abandon(attempt);
    return answer;
  }
  if (request !== latest) {
    abandon(attempt);
    closeUnheard(answer.open);
    return answer;
  }
  const parts = partsOf(from);
  const listed =
    parts.find(({ recording }) => recording === answer.open.recording) ?? listedFrom(answer.open);
  void closeCurrent();
  offer(answer.open.act, parts);
  enter(attempt, answer.open, listed);
  return answer;
}

/** Another recording, another part, or the same again, in the act that is open: one click, no form. */
export async function openInAct(act: string, listed: Listed): Promise<void> {
  const request = ++latest;
  const current = (): boolean => request === latest;
  const { before, closing } = leaveFor(listed);
  useStage.setState({ act, stage: { kind: 'opening', listed, before }, asking: false });
  await closing;
  let attempt: Attempt | null = null;
  try {
    attempt = await attemptFor(listed, before);
    const answer = await decide(attempt, { act });
    if (answer.state === 'open' && current()) {
      enter(attempt, answer.open, listed);
      return;
    }
    if (answer.state === 'open') closeUnheard(answer.open);
    else if (current()) useStage.setState({ stage: { kind: 'refused', listed, before, refusal: answer } });
  } catch (error) {
    if (current())
      useStage.setState({
        stage: { kind: 'failed', listed, before, again: 'open', failure: failureOf(error) },
      });
  }
  if (attempt !== null) giveUp(attempt, before);
}

/** Legs of a call become offers of the act, those that it holds already included: the list joins them. */
export function offer(act: string, parts: readonly Listed[]): void {
  useStage.setState(({ offered }) => {
    const there = offered[act] ?? [];
    const added = parts.filter((part) => !there.some(({ recording }) => recording === part.recording));
    return { offered: { ...offered, [act]: [...there, ...added] } };
  });
}

/** The sound stopped without the listener asking; the drawing and the place stay. */
export function stopped(opening: string, reason: StopReason): void {
  const { stage } = useStage.getState();
  if ((stage.kind !== 'open' && stage.kind !== 'stopped') || stage.player.open.opening !== opening) return;
  stage.player.halt();
  if (stage.kind === 'open') rememberHeard(stage.player);
  useStage.setState({ stage: { ...stage, kind: 'stopped', reason }, asking: false });
  void settle(stage.player);
}

/** The act tells of the stop once the keeper was told, and that is what closing waits for. */
async function settle({ open, heard }: Player): Promise<void> {
  const { opening, act } = open;
  void refreshAct(act);
  // Nothing is lost where this fails: the keeper closes a silent opening by itself.
  await call('playback.close', { opening, ranges: heard(), wrongCall: false }).catch(() => undefined);
  await refreshAct(act);
}

/** Clears the stage for another recording. The same one keeps its drawing and its place. */
function leaveFor(listed: Listed): { before: Player | null; closing: Promise<void> } {
  const { stage } = useStage.getState();
  const before = playerOf(stage);
  if (before?.open.recording !== listed.recording) return { before: null, closing: closeCurrent() };
  return { before, closing: stage.kind === 'open' ? endSound(before) : Promise.resolve() };
}

async function attemptFor(listed: Listed, before: Player | null): Promise<Attempt> {
  if (before === null) return prepare(listed.recording, listed.durationMs);
  return prepareAgain(listed.recording, before.sound, before.state.getState().positionMs);
}

function enter(attempt: Attempt, open: OpenRecording, listed: Listed): void {
  const { settings } = useStage.getState();
  const player = createPlayer(attempt, open, settings, () => void broken(open.opening));
  useStage.setState({ act: open.act, stage: { kind: 'open', listed, player }, asking: false });
  void refreshAct(open.act);
}

/** An attempt that opened nothing: its token is forgotten; a drawing that stood before it stays. */
function giveUp(attempt: Attempt, before: Player | null): void {
  if (attempt.sound !== before?.sound) {
    abandon(attempt);
    return;
  }
  attempt.sound.silence();
  discard(attempt.token);
}

/** The element gave up. What the server says decides the words; its own announcement, if one comes, counts more. */
async function broken(opening: string): Promise<void> {
  const check = await call('playback.check', {}).catch(() => ({ keeper: false, share: true }));
  const { stage } = useStage.getState();
  if (stage.kind !== 'open') return;
  stopped(opening, check.keeper ? (check.share ? 'recording-damaged' : 'share-lost') : 'keeper-lost');
}

function listedFrom(open: OpenRecording): Listed {
  const { recording, startedAt, durationMs, extension, department, answeredBy, part, parts } = open;
  return { recording, startedAt, durationMs, extension, department, answeredBy, part, parts };
}
