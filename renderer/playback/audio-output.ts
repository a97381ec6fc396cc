import { useEffect, useState } from 'react';

/** Whether the computer can be heard: null while unknown, otherwise whether there is an output and its name. */
export type AudioOutput = { there: boolean; name: string } | null;

async function look(): Promise<AudioOutput> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const outputs = devices.filter(({ kind }) => kind === 'audiooutput');
  const chosen = outputs.find(({ deviceId }) => deviceId === 'default') ?? outputs[0];
  return { there: chosen !== undefined, name: chosen?.label ?? '' };
}

/** The sound output, looked at again when a device is plugged in or out. A missing one warns and never blocks. */
export function useAudioOutput(): AudioOutput {
  const [output, setOutput] = useState<AudioOutput>(null);
  useEffect(() => {
    let shown = true;
    const update = (): void => {
      // A system that will not tell has nothing to warn of.
      look().then(
        (found) => shown && setOutput(found),
        () => shown && setOutput(null),
      );
    };
    update();
    navigator.mediaDevices.addEventListener('devicechange', update);
    return () => {
      shown = false;
      navigator.mediaDevices.removeEventListener('devicechange', update);
    };
  }, []);
  return output;
}
