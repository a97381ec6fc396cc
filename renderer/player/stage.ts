import { create } from 'zustand';
import { mergeRanges } from '../../shared/heard.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ListenOutput, PlayerSettings, StopReason } from '../../shared/playback.ts';
import type { ActRecording } from '../../shared/protocol.ts';
import type { Call } from '../../shared/recordings.ts';
import type { Range } from '../../shared/values.ts';
import { personal } from '../memory.ts';
import type { Player } from './player.ts';
import type { Sound } from './sound.ts';

/** What the page says of a recording before and after it is open. */
export type Listed = Pick<
  ActRecording,
  'recording' | 'startedAt' | 'durationMs' | 'extension' | 'department' | 'answeredBy' | 'part' | 'parts'
>;

export type Refusal = Extract<ListenOutput, { state: 'refused' }>;

/**
 * What stands on the player's page. Sound exists in `open` alone: a player comes from an opened recording, and
 * nothing else can put one here. `before` keeps the drawing in place while the same recording is opened again.
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
  | { kind: 'refused'; listed: Listed; before: Player | null; refusal: Refusal }
  /** No answer: `again` is what trying again means. */
  | { kind: 'failed'; listed: Listed; before: Player | null; again: 'open' | 'wrongCall'; failure: Failure };

type StageState = {
  /** The act that is open; null when none is. */
  act: string | null;
  stage: Stage;
  /** A released opening whose sound is beginning: it is put on the stage once it runs. `stop`: why it has ended before that. */
  coming: { opening: string; sound: Sound; stop: StopReason | null } | null;
  /** Parts of transferred calls that may join an act by one click, by act. */
  offered: Readonly<Record<string, readonly Listed[]>>;
  /** What was heard here, by act and recording: shown at once, before the server has told the act's own account. */
  heard: Readonly<Record<string, readonly Range[]>>;
  settings: PlayerSettings;
  /** Whether „Kontynuować odtwarzanie?” is being asked, and why the sound was paused: nobody was there, or another device. */
  asking: boolean;
  askedFor: 'untouched' | 'device';
};

export const useStage = personal(
  create<StageState>()(() => ({
    act: null,
    stage: { kind: 'empty' },
    coming: null,
    offered: {},
    heard: {},
    settings: {
      ...{ rate: 1, volume: 0.8, more: false, rewind: false },
      ...{ bothEars: false, level: false, output: '' },
    },
    asking: false,
    askedFor: 'untouched',
  })),
);

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

// SECURITY: whatever replaces a stage (another recording, another act, signing out) takes the sound before it out
// of memory. One place, so that no way out can forget it. A new opening of the same recording keeps the element.
useStage.subscribe((now, before) => {
  const old = playerOf(before.stage);
  if (old !== null && old.sound !== playerOf(now.stage)?.sound) old.dispose();
  const lost = before.coming?.opening === now.coming?.opening ? null : before.coming;
  if (lost !== null && lost.sound !== playerOf(now.stage)?.sound) lost.sound.media.pause();
});

const keyOf = (act: string, recording: string): string => `${act} ${recording}`;

/** Keeps what a player has played, once its sound has ended. */
export function rememberHeard({ open, heard }: Player): void {
  const key = keyOf(open.act, open.recording);
  useStage.setState((state) => ({
    heard: { ...state.heard, [key]: mergeRanges([...(state.heard[key] ?? []), ...heard()]) },
  }));
}

/** What was heard of a recording of an act in this session by openings that have ended. */
export function heardHere(
  state: Pick<StageState, 'heard'>,
  act: string,
  recording: string,
): readonly Range[] {
  return state.heard[keyOf(act, recording)] ?? nothing;
}

const nothing: readonly Range[] = [];

/** The parts of a call as the list of an act shows them; destroyed ones are left out. */
export function partsOf(call: Call): Listed[] {
  const parts = call.legs.length;
  return call.legs.flatMap((leg, index) => {
    const { recording, startedAt, durationMs, extension, department, answeredBy } = leg;
    if (leg.state !== 'available') return [];
    return [{ recording, startedAt, durationMs, extension, department, answeredBy, part: index + 1, parts }];
  });
}
