import { makeStyles, tokens } from '@fluentui/react-components';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { changeSettings, seek, skip, toggle } from './controls.ts';
import type { Layer } from './layer.ts';
import { type Player, usePlayerState } from './player.ts';
import type { Server } from './server.ts';
import { useSettings } from './settings.ts';
import { type Listed, mayAsk, playerOf, type Stage } from './stage.ts';
import { type Known, type OnWrongCall, StageView } from './StageView.tsx';
import { Transport } from './Transport.tsx';
import { useText } from '../text.ts';
import { timeWords } from '../ui/time-words.ts';
import { Unseen } from '../ui/Unseen.tsx';

const useStyles = makeStyles({
  sound: {
    flexShrink: 0,
    padding: '16px 20px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1099px)': { paddingTop: '10px' },
    '@media (max-width: 799px)': { display: 'contents', '& > section': { padding: '10px 20px 0' } },
  },
});

type SoundProps = {
  stage: Stage;
  listed: Listed;
  known: Known;
  server: Server | null;
  /** Whether it may be opened no more. */
  over: boolean;
  locked: boolean;
  /** null while nothing may be written; undefined where nothing is ever marked. */
  onMark: (() => void) | null | undefined;
  /** null where no call is ever the wrong one. */
  onWrongCall: OnWrongCall | null;
  /** What the page has drawn with it, instead of marks. */
  layer?: Layer | undefined;
  /** What else may be done with the call, beside its title. */
  aside?: ReactNode;
};

/** The recording on the stage with the controls of its sound. */
export function StageSound({ stage, listed, known, server, over, locked, ...on }: SoundProps) {
  const styles = useStyles();
  const settings = useSettings();
  const player = playerOf(stage);
  return (
    <div className={styles.sound}>
      <StageView
        stage={stage}
        listed={listed}
        known={known}
        locked={locked}
        onSeek={(ms) => seek(stage, ms)}
        onWrongCall={on.onWrongCall}
        layer={on.layer}
        aside={on.aside}
      />
      <MovingTransport
        player={player}
        durationMs={player?.open.durationMs ?? listed.durationMs}
        open={stage.kind === 'open'}
        playable={!locked && mayAsk(stage, server) && (!over || stage.kind === 'open')}
        settings={settings}
        onToggle={() => toggle(stage)}
        onSkip={(ms) => skip(stage, ms)}
        onMark={on.onMark}
        Buttons={on.layer?.Buttons}
        onSettings={changeSettings}
      />
      <SoundStatus stage={stage} marks={known.marks} />
    </div>
  );
}

type MovingProps = Omit<ComponentProps<typeof Transport>, 'positionMs' | 'playing'> & {
  player: Player | null;
};

/** By itself: the drawing beside it does not change with the place. */
function MovingTransport({ player, ...controls }: MovingProps) {
  const { positionMs, playing } = usePlayerState(player);
  return <Transport {...controls} positionMs={positionMs} playing={controls.open && playing} />;
}

type SoundStatusProps = { stage: Stage; marks: readonly number[] };

/**
 * WCAG 4.1.3: what became of the sound, said once for those who do not see the button change. While sound runs nothing
 * more is said; a step taken in a pause tells the new place. Why sound stopped by itself is read out by the bar above.
 */
function SoundStatus({ stage, marks }: SoundStatusProps) {
  const t = useText();
  const { playing, positionMs } = usePlayerState(playerOf(stage));
  const said = (): string => {
    if (stage.kind === 'opening') return t('playback.listen.opening');
    if (stage.kind === 'wrong') return t('playback.said.wrongCall');
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
