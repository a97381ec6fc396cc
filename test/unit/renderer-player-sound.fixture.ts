import type { Mix } from '../../renderer/player/mixer.ts';

/** As much of a media element as the player looks at; a test says where the sound is. */
export class FakeMedia extends EventTarget {
  readonly HAVE_FUTURE_DATA = 3;
  currentTime = 0;
  paused = true;
  muted = false;
  readyState = 0;
  error: MediaError | null = null;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  preservesPitch = true;
  volume = 1;

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }

  /** Runs through these places, in seconds, as a playing element tells them. */
  runTo(...seconds: readonly number[]): void {
    if (this.readyState < this.HAVE_FUTURE_DATA) {
      this.readyState = this.HAVE_FUTURE_DATA;
      this.dispatchEvent(new Event('playing'));
    }
    for (const at of seconds) {
      this.currentTime = at;
      this.dispatchEvent(new Event('timeupdate'));
    }
  }
}

/** The owner of an element and its drawing, without either: remembers what was asked of it. */
export class FakeSound {
  readonly media = new FakeMedia();
  readonly attached: { token: string; fromMs: number }[] = [];
  readonly token: string;
  readonly mixes: Mix[] = [];
  readonly outputs: string[] = [];
  silenced = 0;
  disposed = false;

  constructor(token: string) {
    this.token = token;
  }

  draw(): void {
    // Nothing to draw on.
  }

  setLanes(): void {
    // Nothing to draw on.
  }

  setPeaks(): void {
    // Nothing to draw on.
  }

  mix(mix: Mix): void {
    this.mixes.push(mix);
  }

  output(): string {
    return this.outputs.at(-1) ?? '';
  }

  toOutput(id: string): Promise<void> {
    this.outputs.push(id);
    return Promise.resolve();
  }

  silence(): void {
    this.silenced += 1;
    this.media.pause();
  }

  attach(token: string, fromMs: number): void {
    this.attached.push({ token, fromMs });
    this.media.readyState = 0;
    this.media.currentTime = fromMs / 1000;
  }

  dispose(): void {
    this.disposed = true;
  }
}
