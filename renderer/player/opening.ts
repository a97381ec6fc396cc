import type {
  Ground,
  ListenOutput,
  OpenRecording,
  PlayerSettings,
  StopReason,
} from '../../shared/playback.ts';
import type { Call } from '../../shared/recordings.ts';
import { call, failureOf } from '../api.ts';
import { takeAhead } from './ahead.ts';
import { abandon, type Attempt, decide, discard, prepare, prepareAgain, underWay } from './prepared.ts';
import { closeCurrent, endCurrent, endSound, refreshAct } from './closing.ts';
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
  const answer = await decide(attempt, { ground }, settings()).catch((error: unknown) => {
    abandon(attempt);
    throw error;
  });
  if (answer.state === 'refused') {
    abandon(attempt);
    return answer;
  }
  const player = await begun(attempt, answer.open);
  if (request !== latest || !isComing(answer.open)) {
    leaveUnseen(player);
    return answer;
  }
  const parts = partsOf(from);
  const listed =
    parts.find(({ recording }) => recording === answer.open.recording) ?? listedFrom(answer.open);
  const told = closeCurrent();
  offer(answer.open.act, parts);
  enter(player, listed);
  void told;
  return answer;
}

const settings = (): PlayerSettings => useStage.getState().settings;

/** Another recording, another part, or the same again, in the act that is open: one click, no form. */
export async function openInAct(act: string, listed: Listed): Promise<void> {
  const request = ++latest;
  const current = (): boolean => request === latest;
  // Said first, hence entered first: what played ends in the ledger before the next release. Nobody waits for that answer.
  const { before, told } = leaveFor(listed);
  useStage.setState({ act, stage: { kind: 'opening', listed, before }, asking: false });
  let attempt: Attempt | null = null;
  try {
    attempt = await attemptFor(listed, before);
    const answer = await decide(attempt, { act }, settings());
    if (answer.state === 'open') {
      const player = await begun(attempt, answer.open);
      if (current() && isComing(answer.open)) enter(player, listed);
      else leaveUnseen(player);
      return;
    }
    if (current()) useStage.setState({ stage: { kind: 'refused', listed, before, refusal: answer } });
  } catch (error) {
    if (current())
      useStage.setState({
        stage: { kind: 'failed', listed, before, again: 'open', failure: failureOf(error) },
      });
  } finally {
    // Only now: what a page draws while the sound is being opened holds it up.
    void told.then(() => refreshAct(act));
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
  const { stage, coming } = useStage.getState();
  if (coming?.opening === opening) {
    // Not on the page yet: the sound ends now, the page says so when it is there.
    useStage.setState({ coming: { ...coming, stop: reason } });
    coming.sound.media.pause();
  }
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

/**
 * Clears the stage for another recording. The same one keeps its drawing and its place. `told`: the keeper knows what was
 * heard of what played.
 */
function leaveFor(listed: Listed): { before: Player | null; told: Promise<void> } {
  const { stage } = useStage.getState();
  const before = playerOf(stage);
  if (before?.open.recording !== listed.recording) return { before: null, told: endCurrent() };
  return { before, told: stage.kind === 'open' ? endSound(before) : Promise.resolve() };
}

async function attemptFor(listed: Listed, before: Player | null): Promise<Attempt> {
  if (before === null) return takeAhead(listed.recording) ?? prepare(listed.recording, listed.durationMs);
  return prepareAgain(listed.recording, before.sound, before.state.getState().positionMs);
}

/** The player of a released opening, once its sound runs: what the page draws before that would hold the sound up. */
async function begun(attempt: Attempt, open: OpenRecording): Promise<Player> {
  useStage.setState({ coming: { opening: open.opening, sound: attempt.sound, stop: null } });
  await underWay(attempt);
  return createPlayer(attempt, open, settings(), () => void broken(open.opening));
}

/** False where a later opening took its place, or the person has left. */
function isComing({ opening }: OpenRecording): boolean {
  return useStage.getState().coming?.opening === opening;
}

function enter(player: Player, listed: Listed): void {
  const { act, opening } = player.open;
  const stop = useStage.getState().coming?.stop ?? null;
  useStage.setState({ act, stage: { kind: 'open', listed, player }, coming: null, asking: false });
  void refreshAct(act);
  if (stop !== null) stopped(opening, stop);
}

/**
 * A later click came first, or the person has left: the sound ends without having been on the page. What was heard of it is told
 * to the keeper, and remembered nowhere here.
 */
function leaveUnseen(player: Player): void {
  const { opening, act } = player.open;
  player.dispose();
  // Where this is lost, the keeper closes a silent opening by itself.
  const told = call('playback.close', { opening, ranges: player.heard(), wrongCall: false }).catch(
    () => undefined,
  );
  void told.then(() => refreshAct(act));
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
