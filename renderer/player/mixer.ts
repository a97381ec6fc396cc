import type { PlayerSettings } from '../../shared/playback.ts';
import type { Aids } from './aids.ts';

/** How the channels of a recording reach the ears. */
export type Mix = {
  /** A factor for each channel; 0 = not heard. */
  readonly gains: readonly number[];
  /** Both channels on both sides, instead of the first on the left and the second on the right. */
  readonly bothEars: boolean;
  /** What is loud is held back, so that what is quiet may be louder. */
  readonly level: boolean;
};

/** An AudioContext that can be given an output; newer than the types that the compiler knows. */
type Context = AudioContext & { setSinkId(id: string): Promise<void> };
type ContextOptions = AudioContextOptions & { sinkId: string };

type Mixer = {
  apply(mix: Mix): void;
  /** `''` = the system's own choice. Rejects where there is no such output. */
  toOutput(id: string): Promise<void>;
  dispose(): void;
};

/** Whether sound that is mixed so is just what the element plays by itself. */
export function isPlain({ gains, bothEars, level }: Mix): boolean {
  return !bothEars && !level && gains.every((gain) => gain === 1);
}

/** A change of loudness takes this long, in seconds: a jump would click. */
const easeS = 0.02;

/**
 * Leads the sound of a media element through gains, from now on until `dispose`: an element that was once led through a context never
 * plays by itself again. The program's own schemes are no foreign origin to Chromium, which would silence one. `output` is where the
 * element was heard so far.
 */
function createMixer(media: HTMLMediaElement, channels: number, output: string): Mixer {
  const options: ContextOptions = { sinkId: output };
  const context = new AudioContext(options) as Context;
  const source = context.createMediaElementSource(media);
  const compressor = new DynamicsCompressorNode(context, { threshold: -24, ratio: 4, attack: 0.005 });
  const straight = new GainNode(context);
  const levelled = new GainNode(context, { gain: 0 });
  straight.connect(context.destination);
  compressor.connect(levelled).connect(context.destination);
  const { gains, crossed, mixed } = channels === 1 ? single(context, source) : crossing(context, source);
  for (const out of [straight, compressor]) mixed.connect(out);

  const ease = ({ gain }: GainNode, value: number): void => {
    gain.setTargetAtTime(value, context.currentTime, easeS);
  };
  void context.resume();
  return {
    apply: (mix) => {
      gains.forEach((gain, channel) => ease(gain, mix.gains[channel] ?? 1));
      for (const cross of crossed) ease(cross, mix.bothEars ? 1 : 0);
      ease(straight, mix.level ? 0 : 1);
      ease(levelled, mix.level ? 1 : 0);
    },
    toOutput: (id) => context.setSinkId(id),
    dispose: () => {
      source.disconnect();
      // Closing twice rejects; nothing else is left to be done here.
      void context.close().catch(() => undefined);
    },
  };
}

/** The nodes between a source and its way out. */
type Wiring = {
  /** One a channel. */
  gains: readonly GainNode[];
  /** What leads each channel to the other side as well. */
  crossed: readonly GainNode[];
  mixed: AudioNode;
};

function single(context: AudioContext, source: AudioNode): Wiring {
  const gain = new GainNode(context);
  source.connect(gain);
  return { gains: [gain], crossed: [], mixed: gain };
}

function crossing(context: AudioContext, source: AudioNode): Wiring {
  const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  const mixed = new ChannelMergerNode(context, { numberOfInputs: 2 });
  source.connect(splitter);
  const sides = [0, 1].map((channel) => {
    const gain = new GainNode(context);
    const cross = new GainNode(context, { gain: 0 });
    splitter.connect(gain, channel);
    gain.connect(mixed, 0, channel);
    gain.connect(cross).connect(mixed, 0, 1 - channel);
    return { gain, cross };
  });
  return { gains: sides.map(({ gain }) => gain), crossed: sides.map(({ cross }) => cross), mixed };
}

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

/** Of 127: how loud a voice is when it is well understood. */
const wanted = 64;
const mostGain = 6;
const leastGain = 0.5;

type Chosen = Pick<PlayerSettings, 'bothEars' | 'level'> & Pick<Aids, 'muted' | 'balance'>;

/** What a person chose for a recording, as its mix. `loudness`: how loud each channel usually is, 0–127; empty while unknown. */
export function mixOf(chosen: Chosen, channels: number, loudness: readonly number[]): Mix {
  const { muted, balance, bothEars, level } = chosen;
  const balanced = balanceGains(balance, channels);
  const levelled = level ? loudness.map(levelGain) : [];
  return {
    gains: balanced.map((gain, channel) => (muted.includes(channel) ? 0 : gain * (levelled[channel] ?? 1))),
    bothEars: bothEars && channels > 1,
    level,
  };
}

/** The factor that brings a channel to the loudness of all others; silence stays what it is. */
function levelGain(usual: number): number {
  return usual === 0 ? 1 : Math.min(mostGain, Math.max(leastGain, wanted / usual));
}

/** The factors of a balance from -1, only the first channel, to 1, only the second. */
function balanceGains(balance: number, channels: number): number[] {
  return channels === 1 ? [1] : [Math.min(1, 1 - balance), Math.min(1, 1 + balance)];
}
