import { create } from 'zustand';
import type { Sound } from './sound.ts';
import { useSettings } from './settings.ts';

/** A sound output of the computer. Its `id` holds until the program ends; its name is what a person knows it by. */
type Output = { readonly id: string; readonly name: string };

type Outputs = {
  /** Whether the computer can be heard at all; null while unknown. */
  readonly there: boolean | null;
  /** What can be chosen. */
  readonly all: readonly Output[];
  /** The name of what the system chooses by itself; empty where it does not tell. */
  readonly usual: string;
};

/** What this workstation can be heard with. */
export const useOutputs = create<Outputs>()(() => ({ there: null, all: [], usual: '' }));

/** Windows tells its own choices beside the devices that they stand for. */
const choices = ['default', 'communications'];

async function look(): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const found = devices.filter(({ kind }) => kind === 'audiooutput');
  const own = found.filter(({ deviceId, label }) => !choices.includes(deviceId) && label !== '');
  const usual = found.find(({ deviceId }) => deviceId === 'default') ?? found[0];
  const behind = own.find(({ groupId }) => groupId === usual?.groupId) ?? usual;
  useOutputs.setState({
    there: found.length > 0,
    all: own.map(({ deviceId, label }) => ({ id: deviceId, name: label })),
    usual: behind?.label ?? '',
  });
}

/** Looks which outputs there are, now and whenever a device is plugged in or out; `changed` is told of that first. */
export function watchOutputs(changed: () => void): () => void {
  const { mediaDevices } = navigator;
  // A system that will not tell has nothing to choose from.
  const update = (): void => void look().catch(() => useOutputs.setState(useOutputs.getInitialState()));
  const onChange = (): void => {
    changed();
    update();
  };
  update();
  mediaDevices.addEventListener('devicechange', onChange);
  return () => mediaDevices.removeEventListener('devicechange', onChange);
}

/** The id of the output with this name, `''` for the system's own choice; null where there is none. */
function idOf(name: string): string | null {
  return name === '' ? '' : (useOutputs.getState().all.find((output) => output.name === name)?.id ?? null);
}

/**
 * Leads a sound to the output that its listener has chosen. False where that is not there; the sound then rests.
 *
 * SECURITY: a caller is not to be heard from loudspeakers that nobody chose: no other output stands in for the one that is gone.
 */
export async function leadToOutput(sound: Sound): Promise<boolean> {
  const id = idOf(useSettings.getState().output);
  if (id !== null && id === sound.output()) return true;
  try {
    if (id !== null) {
      await sound.toOutput(id);
      return true;
    }
  } catch {
    // Gone since it was listed: as if it had not been.
  }
  sound.media.pause();
  return false;
}

/**
 * Plays a sound where its listener wants to hear it, and nowhere else. Its own events tell what comes of it. `isWanted`: whether it
 * still is to be played, once it has been led there.
 */
export async function playOnOutput(sound: Sound, isWanted = (): boolean => true): Promise<void> {
  const { output } = useSettings.getState();
  if (idOf(output) === sound.output() || ((await leadToOutput(sound)) && isWanted()))
    await sound.media.play();
}

/** The output that is used, by its name, and whether it is there; null while unknown. A missing one warns before an approval. */
export type AudioOutput = { there: boolean; name: string } | null;

export function useAudioOutput(): AudioOutput {
  const { there, all, usual } = useOutputs();
  const name = useSettings((state) => state.output);
  if (there === null) return null;
  return name === '' ? { there, name: usual } : { there: all.some((one) => one.name === name), name };
}

/** The name of the chosen output where it is missing. While nothing is known nothing is missing. */
export function useMissingOutput(): string | null {
  const output = useAudioOutput();
  const chosen = useSettings((state) => state.output);
  return chosen !== '' && output?.there === false ? chosen : null;
}
