import { create } from 'zustand';
import type { Input } from '../../shared/contract.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { ListedRecording, ListenOutput, OpenRecording, StopReason } from '../../shared/playback.ts';
import type { Call } from '../../shared/recordings.ts';
import { assertNever, type Range } from '../../shared/values.ts';
import { call, failureOf } from '../api.ts';
import { personal } from '../memory.ts';
import { createPlayer, type Player } from './player.ts';
import {
  abandon,
  decide,
  discard,
  prepare,
  prepareAgain,
  type Prepared,
  takeAhead,
  toFirstWord,
  underWay,
  type Wanted,
} from './prepared.ts';
import { isReady, type Server } from './server.ts';
import { useSettings } from './settings.ts';
import type { Sound } from './sound.ts';

/** What the page says of a recording before and after it is open. */
export type Listed = Pick<
  OpenRecording,
  | 'recording'
  | 'startedAt'
  | 'durationMs'
  | 'extension'
  | 'department'
  | 'answeredBy'
  | 'part'
  | 'parts'
  | 'position'
> & {
  /** Where the list of calls says it of this part. */
  callerTail?: string | null;
};

/** The same of a part as the list of calls has it: no list leaves these two out. */
export type ListedPart = Listed & { extension: string; answeredBy: string };

export type Refusal = Extract<ListenOutput, { state: 'refused' }>;

/**
 * What stands on the player's page. Sound exists in `open` alone: a player comes from an opened recording, and
 * nothing else can put one here. `before` keeps the drawing in place while the same recording is opened again.
 *
 * | move | from | to | who makes it |
 * |---|---|---|---|
 * | `showClosed` | empty, closed | closed, empty | the page, where nothing was asked for |
 * | `openPrepared` | any | open; the stage stays as it is until then | the listener, who approves reasons |
 * | `openListed` | any | opening → open, refused, failed | the listener, by one click or key |
 * | `stopped` | open, stopped | stopped | the main process; the media element, where it cannot go on |
 * | `closeAsWrong` | open, stopped, failed | closing → wrong, failed | the listener |
 * | `close` | any | empty | whoever leaves or finishes what it was opened for |
 *
 * Signing out empties it from every state.
 */
export type Stage =
  | { kind: 'empty' }
  /** Shown without sound: „Odtwarzaj” asks for it. */
  | { kind: 'closed'; listed: Listed }
  | { kind: 'opening'; listed: Listed; before: Player | null }
  | { kind: 'open'; listed: Listed; player: Player }
  | { kind: 'stopped'; listed: Listed; player: Player; reason: StopReason }
  /** „To nie ta rozmowa” is on its way; the sound is gone already. */
  | { kind: 'closing'; listed: Listed; player: Player }
  /** That is entered. No key opens it again, only who takes that back. */
  | { kind: 'wrong'; listed: Listed }
  | { kind: 'refused'; listed: Listed; before: Player | null; refusal: Refusal }
  /** No answer: `again` is what trying again means. */
  | { kind: 'failed'; listed: Listed; before: Player | null; again: 'open' | 'wrongCall'; failure: Failure };

type StageState = {
  stage: Stage;
  /** A released opening whose sound is beginning: it is put on the stage once it runs. `stop`: why it has ended before that. */
  coming: { opening: string; sound: Sound; stop: StopReason | null } | null;
  /** What openings played that have ended here: shown at once, before the server has told its own account. */
  ended: readonly { open: OpenRecording; ranges: readonly Range[] }[];
  /** Has a listed recording opened without a form: whoever opens says how. null: nothing may be opened so. */
  openAgain: ((listed: Listed) => Promise<void>) | null;
  /** Whether „Kontynuować odtwarzanie?” is being asked, and why the sound was paused: nobody was there, or another device. */
  asking: boolean;
  askedFor: 'untouched' | 'device';
};

export const useStage = personal(
  create<StageState>()(() => ({
    stage: { kind: 'empty' },
    coming: null,
    ended: [],
    openAgain: null,
    asking: false,
    askedFor: 'untouched',
  })),
);

const stageNow = (): Stage => useStage.getState().stage;
const put = (stage: Stage): void => useStage.setState({ stage });

// SECURITY: whatever replaces a stage (another recording, another act, signing out) takes the sound before it out
// of memory. One place, so that no way out can forget it. A new opening of the same recording keeps the element.
useStage.subscribe((now, before) => {
  const old = playerOf(before.stage);
  if (old !== null && old.sound !== playerOf(now.stage)?.sound) old.dispose();
  const lost = before.coming?.opening === now.coming?.opening ? null : before.coming;
  if (lost !== null && lost.sound !== playerOf(now.stage)?.sound) lost.sound.media.pause();
});

/** The player that is drawn: open, stopped, or kept while its recording is asked for again. */
export function playerOf(stage: Stage): Player | null {
  switch (stage.kind) {
    case 'open':
    case 'stopped':
    case 'closing':
      return stage.player;
    case 'opening':
    case 'refused':
    case 'failed':
      return stage.before;
    default:
      return null;
  }
}

/** The parts of a call as they are listed; destroyed ones are left out. */
export function partsOf(call: Call): ListedPart[] {
  const parts = call.legs.length;
  return call.legs.flatMap((leg, index) => {
    const { recording, startedAt, durationMs, extension, department, answeredBy } = leg;
    if (leg.state !== 'available') return [];
    const facts = { recording, startedAt, durationMs, extension, department, answeredBy };
    return [{ ...facts, part: index + 1, parts, ...(index === 0 ? { callerTail: call.callerTail } : {}) }];
  });
}

/** Whose telephones the parts came to, in order, each once; what the list does not know is left out. */
export function departmentsOf(parts: readonly Listed[]): string[] {
  return [...new Set(parts.map(({ department }) => department))].filter((name) => name !== '');
}

/** What is asked for with it: nothing where its signed entry says something else. */
export function wantedOf(from: ListedPart): ListedRecording;
export function wantedOf(from: Listed): Wanted;
export function wantedOf(from: Listed): Wanted {
  const { recording, startedAt, durationMs, extension, department, answeredBy, callerTail } = from;
  const drawn = { startedAt, durationMs, department };
  if (extension === null || answeredBy === null) return { recording, drawn };
  const listed = { ...drawn, extension, answeredBy };
  return { recording, listed: callerTail === undefined ? listed : { ...listed, callerTail } };
}

/** Puts a recording on the page without sound; null clears it. */
export function showClosed(listed: Listed | null): void {
  put(listed === null ? { kind: 'empty' } : { kind: 'closed', listed });
}

/** Counts requests, so that an answer that comes after a later click is not put on the page. */
let latest = 0;

type What = Input<'playback.listen'>['what'];

/**
 * Opens what a panel has prepared. Resolves with the keeper's answer; `began` is called when the sound runs and takes the place of
 * what stood on the stage. Rejects with a FailureError when there was no answer, and the panel keeps what was typed.
 */
export async function openPrepared(
  prepared: Prepared,
  what: What,
  began: (open: OpenRecording) => void,
): Promise<ListenOutput> {
  const request = ++latest;
  playerOf(stageNow())?.pause();
  const answer = await decide(prepared, what).catch((error: unknown) => {
    abandon(prepared);
    throw error;
  });
  if (answer.state === 'refused') {
    abandon(prepared);
    return answer;
  }
  const player = await begun(prepared, answer.open);
  if (request !== latest || !isComing(answer.open)) {
    leaveUnseen(player);
    return answer;
  }
  void close();
  began(answer.open);
  enter(player, answer.open);
  return answer;
}

/** Opens another recording, another part, or the same again: one click, no form. Resolves once it is on the stage, or is not to be. */
export async function openListed(listed: Listed, what: What): Promise<void> {
  const request = ++latest;
  const current = (): boolean => request === latest;
  // Said first, hence entered first: what played ends in the ledger before the next release. Nobody waits for that answer.
  const before = leaveFor(listed);
  const coming = preparedFor(listed, before);
  // In the click itself: what is drawn of it comes after the request has left.
  const asked = coming instanceof Promise ? null : decide(coming, what);
  useStage.setState({ stage: { kind: 'opening', listed, before }, asking: false });
  let prepared: Prepared | null = null;
  try {
    prepared = await coming;
    const answer = await (asked ?? decide(prepared, what));
    if (answer.state === 'open') {
      const player = await begun(prepared, answer.open);
      if (current() && isComing(answer.open)) enter(player, listed);
      else leaveUnseen(player);
      return;
    }
    if (current()) put({ kind: 'refused', listed, before, refusal: answer });
  } catch (error) {
    if (current()) put({ kind: 'failed', listed, before, again: 'open', failure: failureOf(error) });
  }
  if (prepared !== null) giveUp(prepared, before);
}

/** Clears the stage for another recording. The same one keeps its drawing and its place. */
function leaveFor(listed: Listed): Player | null {
  const stage = stageNow();
  const before = playerOf(stage);
  if (before?.open.recording !== listed.recording) {
    void close();
    return null;
  }
  if (stage.kind === 'open') void endSound(before);
  return before;
}

function preparedFor(listed: Listed, before: Player | null): Prepared | Promise<Prepared> {
  if (before === null) return takeAhead(listed.recording) ?? prepare(wantedOf(listed));
  return prepareAgain(wantedOf(listed), before.sound, before.state.getState().positionMs);
}

/** The player of a released opening, once its sound runs: what the page draws before that would hold the sound up. */
async function begun(prepared: Prepared, open: OpenRecording): Promise<Player> {
  const placed = toFirstWord(prepared, open);
  useStage.setState({ coming: { opening: open.opening, sound: prepared.sound, stop: null } });
  await underWay(prepared);
  return createPlayer(placed, open, useSettings.getState(), () => void broken(open.opening));
}

/** False where a later opening took its place, or the person has left. */
function isComing({ opening }: OpenRecording): boolean {
  return useStage.getState().coming?.opening === opening;
}

function enter(player: Player, listed: Listed): void {
  const stop = useStage.getState().coming?.stop ?? null;
  useStage.setState({ stage: { kind: 'open', listed, player }, coming: null, asking: false });
  if (stop !== null) stopped(player.open.opening, stop);
}

/**
 * A later click came first, or the person has left: the sound ends without having been on the page. What was heard of it is told
 * to the keeper, and remembered nowhere here.
 */
function leaveUnseen(player: Player): void {
  player.dispose();
  void tell(player);
}

/** What opened nothing: its token is forgotten; a drawing that stood before it stays. */
function giveUp(prepared: Prepared, before: Player | null): void {
  if (prepared.sound !== before?.sound) {
    abandon(prepared);
    return;
  }
  prepared.sound.silence();
  discard(prepared.token);
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
  if (stage.kind === 'open') void endSound(stage.player);
  useStage.setState({ stage: { ...stage, kind: 'stopped', reason }, asking: false });
}

/** The element gave up. What the server says decides the words; its own announcement, if one comes, counts more. */
async function broken(opening: string): Promise<void> {
  const check = await call('playback.check', {}).catch(() => ({ keeper: false, share: true }));
  if (stageNow().kind !== 'open') return;
  stopped(opening, check.keeper ? (check.share ? 'recording-damaged' : 'share-lost') : 'keeper-lost');
}

/** Ends what is playing and takes its sound out of memory. Resolves once the keeper knows what was heard. */
export async function close(): Promise<void> {
  const stage = stageNow();
  // First: the sound must not be disposed of before what it played is known.
  const told = stage.kind === 'open' ? endSound(stage.player) : undefined;
  put({ kind: 'empty' });
  await told;
}

/**
 * „To nie ta rozmowa”: ends the sound at once, then has the recording marked; `known` resolves when the page knows that it is. The
 * page shows a failure, since the protocol would otherwise tell more of a stranger's call than it may.
 */
export async function closeAsWrong(known: (open: OpenRecording) => Promise<void>): Promise<void> {
  const stage = stageNow();
  const player = playerOf(stage);
  if (player === null || stage.kind === 'empty' || stage.kind === 'closed' || stage.kind === 'wrong') return;
  const { listed } = stage;
  const closing: Stage = { kind: 'closing', listed, player };
  player.halt();
  put(closing);
  const leave = (next: Stage): void => {
    if (stageNow() === closing) put(next);
  };
  try {
    await call('playback.close', {
      opening: player.open.opening,
      ranges: player.heard(),
      wrongCall: true,
    });
    await known(player.open);
    leave({ kind: 'wrong', listed });
  } catch (error) {
    remember(player);
    leave({ kind: 'failed', listed, before: player, again: 'wrongCall', failure: failureOf(error) });
  }
}

/** Ends the sound of a player; the drawing stays. Resolves when the keeper knows what was heard; asked at once. */
function endSound(player: Player): Promise<void> {
  player.halt();
  remember(player);
  return tell(player);
}

function remember({ open, heard }: Player): void {
  useStage.setState(({ ended }) => ({ ended: [...ended, { open, ranges: heard() }] }));
}

let telling: Promise<unknown> = Promise.resolve();

function tell({ open, heard }: Player): Promise<void> {
  // Where this is lost, the keeper closes a silent opening by itself and keeps what was reported.
  const told = call('playback.close', { opening: open.opening, ranges: heard(), wrongCall: false }).then(
    () => undefined,
    () => undefined,
  );
  telling = Promise.all([telling, told]);
  return told;
}

/** Resolves once the keeper knows what was heard by every opening that has ended, or could not be told. */
export async function allTold(): Promise<void> {
  await telling;
}

/** Pauses, and asks whether to go on. */
export function pauseAndAsk(askedFor: StageState['askedFor']): void {
  const stage = stageNow();
  if (stage.kind !== 'open') return;
  stage.player.pause();
  useStage.setState({ asking: true, askedFor });
}

/** What a stop means for going on: wait for the server or for the Secretary, ask again, or listening is over. */
export function consequenceOf(reason: StopReason): 'wait' | 'suspended' | 'again' | 'over' | 'damaged' {
  switch (reason) {
    case 'keeper-lost':
    case 'database-lost':
    case 'share-lost':
      return 'wait';
    case 'listening-suspended':
      return 'suspended';
    case 'locked':
    case 'suspended':
    case 'idle':
    case 'present-ended':
    case 'closed-by-server':
    case 'signed-out':
      return 'again';
    case 'authorisation-ended':
    case 'act-over':
    case 'recording-closed':
      return 'over';
    case 'recording-damaged':
      return 'damaged';
    default:
      return assertNever(reason);
  }
}

/** Whether going on depends on the server, which is asked until it is ready. */
export function mustWait(reason: StopReason): boolean {
  const consequence = consequenceOf(reason);
  return consequence === 'wait' || consequence === 'suspended';
}

/** Answers that asking again in the same act does not change: of the recording, of who took part in it, of the act. */
const finalReasons: ReadonlySet<string> = new Set<FailureCode>([
  ...(['took-part-in-call', 'recording-unknown', 'recording-destroyed', 'recording-past-term'] as const),
  ...([
    'recording-erased',
    'recording-restricted',
    'recording-without-announcement',
    'manifest-mismatch',
    'key-unusable',
    'act-over',
    'call-unavailable',
    'outside-sample',
    'plan-not-open',
  ] as const),
  ...(['recording-missing', 'recording-foreign', 'recording-truncated', 'recording-damaged'] as const),
  'answer-untrusted',
]);

/** Whether the recording was not opened, and will not be by asking again. */
export function isFinal(stage: Stage): boolean {
  if (stage.kind === 'refused') return finalReasons.has(stage.refusal.reason);
  return stage.kind === 'failed' && stage.again === 'open' && finalReasons.has(stage.failure.code);
}

/** Whether „Odtwarzaj” may ask for a release now. */
export function mayAsk(stage: Stage, server: Server | null): boolean {
  if (stage.kind === 'opening' || stage.kind === 'closing' || stage.kind === 'wrong') return false;
  if (stage.kind !== 'stopped') return !isFinal(stage);
  return mustWait(stage.reason) ? isReady(server) : consequenceOf(stage.reason) === 'again';
}
