import { makeStyles, tokens } from '@fluentui/react-components';
import type { Act, Quotation } from '../../shared/protocol.ts';
import { closeAsWrong } from '../player/closing.ts';
import type { Server } from '../player/server.ts';
import { changeSettings } from '../player/settings.ts';
import { mark } from './marking.ts';
import { SoundStatus } from '../player/SoundStatus.tsx';
import { type Listed, playerOf, type Stage, useStage } from '../player/stage.ts';
import { mayAsk } from '../player/going-on.ts';
import { StageView } from '../player/StageView.tsx';
import { Transport } from '../player/Transport.tsx';
import { seek, skip, toggle, usePlayerState } from '../player/controls.ts';

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
  act: Act;
  stage: Stage;
  listed: Listed;
  quotations: readonly Quotation[];
  server: Server | null;
  over: boolean;
  locked: boolean;
};

/** The recording on the stage with the controls of its sound. */
export function StageSound({ act, stage, listed, quotations, server, over, locked }: SoundProps) {
  const styles = useStyles();
  const settings = useStage((state) => state.settings);
  const player = playerOf(stage);
  const { positionMs, playing } = usePlayerState(player);
  return (
    <div className={styles.sound}>
      <StageView
        act={act}
        stage={stage}
        listed={listed}
        quotations={quotations}
        locked={locked}
        onSeek={(ms) => seek(stage, ms)}
        onWrongCall={() => void closeAsWrong()}
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
        onMark={locked ? null : mark}
        onSettings={changeSettings}
      />
      <SoundStatus stage={stage} quotations={quotations} />
    </div>
  );
}
