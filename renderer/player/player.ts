import { createStore, useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { OpenRecording, PlayerSettings } from '../../shared/playback.ts';
import type { Range } from '../../shared/values.ts';
import { call } from '../api.ts';
import { aidsOf, selectionOf, useAids } from './aids.ts';
import { leadToOutput, playOnOutput } from './output.ts';
import { createDrawing } from './drawing.ts';
import { atRest, createEar, type PlayerState, reportable } from './ear.ts';
import { type Lead, ledTo } from './landmarks.ts';
import { mixOf } from './mixer.ts';
import type { Prepared } from './prepared.ts';
import { applySettings } from './settings.ts';
import type { Sound } from './sound.ts';

/**
 * An opened recording, playing: the one owner of its sound, its reports and its listeners. It is made from an
 * OpenRecording, which only the answer to `playback.listen` holds: without a sealed record there is no player.
 */
export type Player = {
  readonly open: OpenRecording;
  readonly sound: Sound;
  readonly state: StoreApi<PlayerState>;
  play(): void;
  pause(): void;
  /** Whether it was told to play: its sound runs, or is on its way, after a jump say. */
  running(): boolean;
  seek(ms: number): void;
  set(settings: PlayerSettings): void;
  /** Has a long recording drawn as finely as it can be. */
  refine(): void;
  /** The stretches heard so far, as the contract takes them. */
  heard(): Range[];
  /** Ends the sound and takes it out of memory; the drawing and the place stay for the page to show. */
  halt(): void;
  dispose(): void;
};

const reportEveryMs = 2000;
/** How often running sound is looked at where it has to turn back or leave something out. */
const leadEveryMs = 50;
const rewindMs = 2000;
/** How Chromium begins to say that the sound output, not the recording, is what failed. */
const outputFault = 'AUDIO_RENDERER_ERROR';

/** `onError` is called when the media element cannot go on. */
export function createPlayer(
  prepared: Prepared,
  open: OpenRecording,
  settings: PlayerSettings,
  onError: () => void,
): Player {
  const { sound, fromMs } = prepared;
  const { media } = sound;
  const ear = createEar(media, open.durationMs);
  const { state } = ear;
  let reporting: ReturnType<typeof setInterval> | undefined;
  let leading: ReturnType<typeof setInterval> | undefined;
  let ended = false;
  let chosen = settings;
  /** Where the listener stopped it, while it has not been moved since; milliseconds. */
  let restedAt: number | null = null;
  /** Where running sound was last looked at. */
  let ledAt = fromMs;
  const drawing = createDrawing(open, sound, state, () => ended);

  const heard = (): Range[] => reportable(state.getState().hearing.ranges);
  const report = (playing: boolean): void => {
    // A report that is lost is made good by the next one: each holds everything heard so far. Should they stay
    // away, the main process itself stops the sound.
    call('playback.report', { opening: open.opening, ranges: heard(), playing }).catch(() => undefined);
  };
  const seek = (ms: number): void => {
    const to = Math.min(Math.max(0, ms), open.durationMs);
    ear.jump(to);
    restedAt = null;
    ledAt = to;
    media.currentTime = to / 1000;
  };
  /** Repeats a stretch and leaves out silence. What is left out was jumped over, and so is in no account of what was heard. */
  const lead = (): void => {
    const now = media.currentTime * 1000;
    const to = ledTo(leadNow(open.recording), state.getState().landmarks?.silences ?? [], ledAt, now);
    ledAt = now;
    if (to !== null) seek(to);
  };
  const begin = (ms: number): void => {
    ear.begin(ms);
    restedAt = null;
    if (state.getState().drawing === 'flat') void drawing.draw();
    leading ??= setInterval(lead, leadEveryMs);
    if (reporting !== undefined) return;
    report(true);
    reporting = setInterval(() => report(true), reportEveryMs);
  };
  const rest = (): void => {
    ear.rest();
    clearInterval(reporting);
    clearInterval(leading);
    reporting = leading = undefined;
    if (!state.getState().playing) return;
    state.setState({ playing: false });
    restedAt = media.ended ? null : state.getState().positionMs;
    report(false);
  };
  const fail = (): void => {
    if (media.error?.message.startsWith(outputFault) !== true) {
      onError();
      return;
    }
    // The device went, the recording is well: it rests where it is, and can be heard at another.
    rest();
    sound.attach(open.token, state.getState().positionMs);
  };
  const listeners = Object.entries({
    timeupdate: ear.look,
    playing: () => begin(media.currentTime * 1000),
    waiting: ear.rest,
    pause: rest,
    ended: rest,
    error: fail,
  });
  for (const [name, listener] of listeners) media.addEventListener(name, listener);

  const mix = (): void => {
    const aids = aidsOf(useAids.getState(), open.recording);
    sound.mix(mixOf({ ...aids, ...chosen }, open.channels.length, state.getState().loudness));
  };
  const set = (next: PlayerSettings): void => {
    chosen = next;
    ear.look();
    applySettings(media, next);
    mix();
    void leadToOutput(sound);
  };
  const mixing = [
    useAids.subscribe(mix),
    state.subscribe((now, before) => now.loudness !== before.loudness && mix()),
  ];
  const halt = (): void => {
    if (ended) return;
    rest();
    ended = true;
    for (const letGo of mixing) letGo();
    for (const [name, listener] of listeners) media.removeEventListener(name, listener);
    sound.silence();
  };

  sound.setLanes(open.channels.length);
  // The element was started before the decision; its `playing` may have come before anybody listened. Whatever it
  // played by then counts.
  if (!media.paused && media.readyState >= media.HAVE_FUTURE_DATA) {
    begin(fromMs);
    ear.look();
  }
  set(settings);
  // Likewise an error.
  if (media.error) queueMicrotask(fail);
  return {
    open,
    sound,
    state,
    // A refused play() shows in the element's own events: `pause` where it was taken back, `error` where it failed.
    play: () => {
      if (chosen.rewind && restedAt !== null) seek(restedAt - rewindMs);
      void playOnOutput(sound).catch(() => undefined);
    },
    pause: () => media.pause(),
    running: () => !media.paused,
    seek,
    refine: () => void drawing.refine(),
    set,
    heard,
    halt,
    dispose: () => {
      halt();
      sound.dispose();
    },
  };
}

/** What the listener asked running sound to do by itself. */
function leadNow(recording: string): Lead {
  const aids = useAids.getState();
  const { repeat, ...edges } = aidsOf(aids, recording);
  return { repeat: repeat ? selectionOf(edges) : null, skipSilence: aids.skipSilence };
}

const nobody = createStore<PlayerState>()(() => atRest);

/** Where the sound is and whether it runs; at rest at 0 where there is no player. */
export function usePlayerState(player: Player | null): PlayerState {
  return useStore(player?.state ?? nobody);
}

/** Whether it plays, for what is not to be drawn anew with its place. */
export const usePlaying = (player: Player | null): boolean =>
  useStore(player?.state ?? nobody, ({ playing }) => playing);
