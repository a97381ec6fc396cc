import { create } from 'zustand';
import type { ListenOutput, StopReason } from '../../shared/playback.ts';
import type { ActRecording } from '../../shared/protocol.ts';
import type { Call } from '../../shared/recordings.ts';
import type { Failure } from '../../shared/failure.ts';
import { personal } from '../memory.ts';
import type { Player, Settings } from './player.ts';

/** What the page says of a recording before and after it is open. */
export type Listed = Pick<
  ActRecording,
  'recording' | 'startedAt' | 'durationMs' | 'extension' | 'department' | 'answeredBy' | 'part' | 'parts'
>;

export type Refusal = Extract<ListenOutput, { state: 'refused' }>;

/**
 * What stands on the player's page. Sound exists in `open` alone: a player comes from an opened recording, and
 * nothing else can put one here.
 */
export type Stage =
  | { kind: 'empty' }
  /** Shown without sound: „Odtwarzaj” asks for it. */
  | { kind: 'closed'; listed: Listed }
  /** Asked for and not decided; `before` keeps the drawing in place while the same recording is opened again. */
  | { kind: 'opening'; listed: Listed; before: Player | null }
  | { kind: 'open'; listed: Listed; player: Player }
  | { kind: 'stopped'; listed: Listed; player: Player; reason: StopReason }
  | { kind: 'refused'; listed: Listed; before: Player | null; refusal: Refusal }
  | { kind: 'failed'; listed: Listed; before: Player | null; failure: Failure };

type StageState = {
  /** The act that is open; null when none is. */
  act: string | null;
  stage: Stage;
  /** Parts of transferred calls that may join an act by one click, by act. */
  offered: Readonly<Record<string, readonly Listed[]>>;
  settings: Settings;
  /** Whether „Kontynuować odtwarzanie?” is being asked. */
  asking: boolean;
};

export const useStage = personal(
  create<StageState>()(() => ({
    act: null,
    stage: { kind: 'empty' },
    offered: {},
    settings: { rate: 1, volume: 0.8 },
    asking: false,
  })),
);

/** The player that is drawn: open, stopped, or kept while its recording is asked for again. */
export function playerOf(stage: Stage): Player | null {
  if (stage.kind === 'empty' || stage.kind === 'closed') return null;
  return stage.kind === 'open' || stage.kind === 'stopped' ? stage.player : stage.before;
}

// SECURITY: whatever replaces a stage (another recording, another act, signing out) takes the sound before it out
// of memory. One place, so that no way out can forget it. A new opening of the same recording keeps the element.
useStage.subscribe((now, before) => {
  const old = playerOf(before.stage);
  if (old !== null && old.sound !== playerOf(now.stage)?.sound) old.dispose();
});

/** The parts of a call as the list of an act shows them; destroyed ones are left out. */
export function partsOf(call: Call): Listed[] {
  const parts = call.legs.length;
  return call.legs.flatMap((leg, index) => {
    const { recording, startedAt, durationMs, extension, department, answeredBy } = leg;
    if (leg.state !== 'available') return [];
    return [{ recording, startedAt, durationMs, extension, department, answeredBy, part: index + 1, parts }];
  });
}
