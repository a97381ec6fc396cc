import { useText } from '../text.ts';
import { timeWords } from '../ui/time-words.ts';
import { Unseen } from '../ui/Unseen.tsx';
import { playerOf, type Stage } from './stage.ts';
import { usePlayerState } from './use-player.ts';

/**
 * WCAG 4.1.3: what became of the sound, said once for those who do not see the button change. While sound runs nothing
 * more is said; a step taken in a pause tells the new place. Why sound stopped by itself is read out by the bar above.
 */
export function SoundStatus({ stage }: { stage: Stage }) {
  const t = useText();
  const { playing, positionMs } = usePlayerState(playerOf(stage));
  const said = (): string => {
    if (stage.kind === 'opening') return t('playback.listen.opening');
    if (stage.kind !== 'open') return '';
    return playing ? t('playback.said.playing') : t('playback.said.paused', { at: timeWords(t, positionMs) });
  };
  return (
    <div role="status">
      <Unseen>{said()}</Unseen>
    </div>
  );
}
