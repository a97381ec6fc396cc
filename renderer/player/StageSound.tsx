import { makeStyles, tokens } from '@fluentui/react-components';
import { changeSettings, seek, skip, toggle } from './controls.ts';
import { usePlayerState } from './player.ts';
import type { Server } from './server.ts';
import { useSettings } from './settings.ts';
import { SoundStatus } from './SoundStatus.tsx';
import { type Listed, mayAsk, playerOf, type Stage } from './stage.ts';
import { type Known, StageView } from './StageView.tsx';
import { Transport } from './Transport.tsx';

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
  /** null while nothing may be written. */
  onMark: (() => void) | null;
  onWrongCall: () => void;
};

/** The recording on the stage with the controls of its sound. */
export function StageSound({ stage, listed, known, server, over, locked, ...on }: SoundProps) {
  const styles = useStyles();
  const settings = useSettings();
  const player = playerOf(stage);
  const { positionMs, playing } = usePlayerState(player);
  return (
    <div className={styles.sound}>
      <StageView
        stage={stage}
        listed={listed}
        known={known}
        locked={locked}
        onSeek={(ms) => seek(stage, ms)}
        onWrongCall={on.onWrongCall}
      />
      <Transport
        positionMs={positionMs}
        durationMs={player?.open.durationMs ?? listed.durationMs}
        playing={stage.kind === 'open' && playing}
        open={stage.kind === 'open'}
        playable={!locked && mayAsk(stage, server) && (!over || stage.kind === 'open')}
        settings={settings}
        onToggle={() => toggle(stage)}
        onSkip={(ms) => skip(stage, ms)}
        onMark={on.onMark}
        onSettings={changeSettings}
      />
      <SoundStatus stage={stage} marks={known.marks} />
    </div>
  );
}
