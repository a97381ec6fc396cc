import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Pause16Filled, Play16Filled } from '@fluentui/react-icons';
import { isLong, positionText } from '../../shared/duration.ts';
import { useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { toggle } from './controls.ts';
import { usePlayerState } from './player.ts';
import { useStage } from './stage.ts';

const useStyles = makeStyles({
  sound: { display: 'flex', alignItems: 'center', gap: '4px', flexShrink: 0, whiteSpace: 'nowrap' },
  time: { fontVariantNumeric: 'tabular-nums' },
  length: { color: tokens.colorNeutralForeground3 },
});

/** Pause and place of the sound, which goes on while another page is open: whoever looks for the next call stops it there. */
export function BarSound() {
  const styles = useStyles();
  const t = useText();
  const small = useMedia(narrow);
  const stage = useStage((state) => state.stage);
  const player = stage.kind === 'open' ? stage.player : null;
  const { playing, positionMs } = usePlayerState(player);
  if (player === null) return null;
  const { durationMs } = player.open;
  const long = isLong(durationMs);
  return (
    <span className={styles.sound} role="group" aria-label={t('playback.transport.label')}>
      <Button
        // Not filled: that is what the page is there for.
        appearance="outline"
        shape="circular"
        size="small"
        icon={playing ? <Pause16Filled /> : <Play16Filled />}
        aria-label={t(playing ? 'playback.transport.pause' : 'playback.transport.play')}
        onClick={() => toggle(stage)}
      />
      <span
        className={styles.time}
        role="timer"
        aria-live="off"
        aria-label={t('playback.transport.position')}
      >
        <Text weight="semibold">{positionText(positionMs, long)}</Text>
        {!small && <Text className={styles.length}> / {positionText(durationMs, long)}</Text>}
      </span>
    </span>
  );
}
