import { useState } from 'react';
import { useText } from '../text.ts';
import { timeWords } from '../ui/time-words.ts';
import { Unseen } from '../ui/Unseen.tsx';
import { playerOf, type Stage } from './stage.ts';
import { usePlayerState } from './player.ts';

type SoundStatusProps = { stage: Stage; marks: readonly number[] };

/**
 * WCAG 4.1.3: what became of the sound, said once for those who do not see the button change. While sound runs nothing
 * more is said; a step taken in a pause tells the new place. Why sound stopped by itself is read out by the bar above.
 */
export function SoundStatus({ stage, marks }: SoundStatusProps) {
  const t = useText();
  const { playing, positionMs } = usePlayerState(playerOf(stage));
  const said = (): string => {
    if (stage.kind === 'opening') return t('playback.listen.opening');
    if (stage.kind !== 'open') return '';
    return playing ? t('playback.said.playing') : t('playback.said.paused', { at: timeWords(t, positionMs) });
  };
  return (
    <>
      <div role="status">
        <Unseen>{said()}</Unseen>
      </div>
      {stage.kind === 'open' && <MarkStatus key={stage.listed.recording} marks={marks} />}
    </>
  );
}

/** A mark that was just made, once: whoever pressed the key without looking knows that it was taken. */
function MarkStatus({ marks }: { marks: readonly number[] }) {
  const t = useText();
  const [state, setState] = useState({ marks, said: '' });
  if (marks.join() !== state.marks.join()) {
    const at = marks.find((one) => !state.marks.includes(one));
    const number = at === undefined ? 0 : marks.indexOf(at) + 1;
    const said =
      at === undefined ? '' : t('playback.said.marked', { number: String(number), at: timeWords(t, at) });
    setState({ marks, said });
  }
  return (
    <div role="status">
      <Unseen>{state.said}</Unseen>
    </div>
  );
}
