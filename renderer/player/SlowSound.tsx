import { useEffect, useState } from 'react';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';
import type { Player } from './player.ts';

/** Silence that lasts longer than this is no pause of the speakers: people reach for the volume. */
const wonderMs = 3000;

/** Whether sound that should run has been waiting for its bytes for a while. */
function useStalled(media: HTMLMediaElement): boolean {
  const [stalled, setStalled] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const go = (): void => {
      clearTimeout(timer);
      setStalled(false);
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setStalled(true), wonderMs);
    };
    media.addEventListener('waiting', wait, { signal: stop.signal });
    for (const event of ['playing', 'canplay', 'pause', 'emptied'])
      media.addEventListener(event, go, { signal: stop.signal });
    return () => {
      stop.abort();
      // Another element has not been waited for.
      go();
    };
  }, [media]);
  return stalled;
}

/** A share that is slow: nothing is broken, nothing has to be done, and the bar goes by itself. */
export function SlowSound({ player }: { player: Player }) {
  const t = useText();
  if (!useStalled(player.sound.media)) return null;
  return (
    <Notice intent="info" flush title={t('playback.slow.title')}>
      {t('playback.slow.text')}
    </Notice>
  );
}
