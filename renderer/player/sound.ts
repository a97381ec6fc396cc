import WaveSurfer from 'wavesurfer.js';
import type { Range } from '../../shared/values.ts';
import { styleNonce } from '../theme.ts';
import { type Mix, createWayOut, type WayOut } from './mixer.ts';

/** Colours and sizes of the drawing, taken from the theme where the drawing stands. */
export type WaveStyle = { laneHeight: number; rest: string; played: string; cursor: string };

/**
 * One recording's media element and the drawing over it: the ONE owner of both. It is made when the panel of
 * reasons opens, before anything is decided: an element whose first byte waits for a key can start within
 * milliseconds of the decision, and holds nothing that was not released.
 */
export type Sound = Pick<WayOut, 'output' | 'toOutput'> & {
  /** Where wavesurfer draws; the page places it, so that it survives a change of page. */
  readonly host: HTMLElement;
  readonly media: HTMLAudioElement;
  /** Redraws with another look or after the host was placed. */
  draw(look: WaveStyle): void;
  /** Which stretch of it is drawn, in milliseconds; null = the whole. */
  show(view: Range | null): void;
  /** How many channels there are; flat until their peaks come. */
  setLanes(count: number): void;
  /** One array a channel, 0–127 a column, as `playback.peaks` gives them. */
  setPeaks(channels: readonly Uint8Array[]): void;
  /** How its channels reach the ears. */
  mix(mix: Mix): void;
  /** Takes the sound out of memory and leaves the drawing standing at its place. */
  silence(): void;
  /** Attaches a new opening of the same recording; playing begins where it stopped. */
  attach(token: string, fromMs: number): void;
  dispose(): void;
};

/** A loudest value of 127 must not reach 1.0 exactly: wavesurfer rescales whatever exceeds 1. */
const loudest = 127;

function widen(values: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value) => Math.min(value, loudest) / loudest);
}

function address(token: string): string {
  return `recording://${token}/audio`;
}

/** `durationMs` as the catalogue states it: the drawing never waits for the file. */
export function createSound(token: string, durationMs: number): Sound {
  const media = new Audio();
  media.preload = 'auto';
  media.src = address(token);
  const host = document.createElement('div');
  const duration = Math.max(durationMs, 1) / 1000;
  let peaks = [new Float32Array(2)];
  let look: WaveStyle = {
    laneHeight: 132,
    rest: 'transparent',
    played: 'transparent',
    cursor: 'transparent',
  };
  const wave = WaveSurfer.create({ ...options(host, look), media, peaks, duration, ...nonce() });

  let view: Range | null = null;
  const pixelsPerSecond = (): number => (view === null ? 0 : (host.clientWidth / (view[1] - view[0])) * 1000);
  const scroll = (): void => {
    if (view !== null) wave.setScroll((view[0] / 1000) * pixelsPerSecond());
  };
  const redraw = (): void => {
    const split = { splitChannels: peaks.map(() => ({ overlay: false })) };
    wave.setOptions({ ...options(host, look), ...split, minPxPerSec: pixelsPerSecond() });
    scroll();
  };
  // It draws what is in sight alone, and has to know before that what will be.
  wave.on('redraw', scroll);
  wave.on('resize', () => {
    if (view !== null) redraw();
  });
  const setPeaks = (channels: Float32Array<ArrayBuffer>[]): void => {
    peaks = channels;
    redraw();
    // With peaks and duration nothing is fetched, and the address that the element has already is left alone.
    wave.load(media.currentSrc, peaks, duration).catch(() => undefined);
  };
  const wayOut = createWayOut(media);
  const release = (): void => {
    media.pause();
    media.removeAttribute('src');
    media.load();
  };
  return {
    host,
    media,
    draw: (next) => {
      look = next;
      redraw();
    },
    show: (next) => {
      const before = pixelsPerSecond();
      view = next;
      if (pixelsPerSecond() === before) scroll();
      else redraw();
    },
    setLanes: (count) => {
      if (peaks.length !== count) setPeaks(Array.from({ length: count }, () => new Float32Array(2)));
    },
    setPeaks: (channels) => setPeaks(channels.map(widen)),
    mix: (mix) => wayOut.mix(mix, peaks.length),
    output: wayOut.output,
    toOutput: wayOut.toOutput,
    silence: () => {
      const at = media.currentTime;
      release();
      wave.setTime(at);
    },
    attach: (next, fromMs) => {
      media.src = address(next);
      media.currentTime = fromMs / 1000;
    },
    dispose: () => {
      wave.destroy();
      release();
      wayOut.dispose();
      host.remove();
    },
  };
}

function options(container: HTMLElement, look: WaveStyle) {
  return {
    container,
    height: look.laneHeight,
    waveColor: look.rest,
    progressColor: look.played,
    cursorColor: look.cursor,
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    // Leaves a margin above the loudest bar; never `normalize`: a quiet call has to look quiet.
    barHeight: 0.92,
    normalize: false,
    // The slider around the drawing takes clicks and keys: one place decides where playing goes on.
    interact: false,
    hideScrollbar: true,
    // Likewise what is in sight.
    autoScroll: false,
  };
}

// SECURITY: the style inside wavesurfer's shadow root carries the page's nonce; inline styles have no other way in.
function nonce(): { cspNonce?: string } {
  const cspNonce = styleNonce();
  return cspNonce === '' ? {} : { cspNonce };
}

let warmed = false;

/**
 * Opens and closes an AudioContext once, after sign-in: starting the operating system's audio service takes longer
 * than everything the law asks for, and this way nobody waits for it at the first recording.
 */
export function warmAudio(): void {
  if (warmed || typeof AudioContext === 'undefined') return;
  warmed = true;
  const context = new AudioContext();
  void context.resume().then(
    () => context.close(),
    () => context.close(),
  );
}
