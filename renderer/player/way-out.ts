import { createMixer, isPlain, type Mix, type Mixer } from './mixer.ts';

/** The way of a sound to the ears: plain as long as it is heard as recorded, through a mixer from then on. */
export type WayOut = {
  /** How the channels reach the ears. */
  mix(mix: Mix, channels: number): void;
  /** The id of the output that the sound is led to; `''` = the system's own choice. */
  output(): string;
  /** Leads it to another output. Rejects where there is no such one, and nothing changes. */
  toOutput(id: string): Promise<void>;
  dispose(): void;
};

/** `make`: what makes the mixer, once there is something to change. */
export function createWayOut(media: HTMLMediaElement, make = createMixer): WayOut {
  let mixer: Mixer | null = null;
  let output = '';
  return {
    mix: (next, channels) => {
      if (mixer === null && isPlain(next)) return;
      mixer ??= make(media, channels, output);
      mixer.apply(next);
    },
    output: () => output,
    toOutput: async (id) => {
      // Once it is led through the mixer, the element itself has no output any more.
      const led = mixer;
      await (led === null ? media.setSinkId(id) : led.toOutput(id));
      // SECURITY: a mixer that was made meanwhile leads to the output of before, perhaps the loudspeakers.
      if (mixer !== led) await mixer?.toOutput(id);
      output = id;
    },
    dispose: () => mixer?.dispose(),
  };
}
