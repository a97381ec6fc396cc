import { Button, makeStyles, Switch, Text, ToggleButton, tokens } from '@fluentui/react-components';
import { ArrowRepeatAll20Regular, Next20Regular } from '@fluentui/react-icons';
import { useEffect, useId } from 'react';
import { positionText, spokenDuration, isLong } from '../../shared/duration.ts';
import { totalMs } from '../../shared/heard.ts';
import type { PlayerSettings } from '../../shared/playback.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { aidsOf, changeAids, selectionOf, useAids } from './aids.ts';
import { MoreSound, Section } from './MoreSound.tsx';
import { type Player, usePlayerState } from './player.ts';
import type { Stage } from './stage.ts';
import { changeSettings, goToNext, setEdgeHere, toggleRepeat } from './controls.ts';

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(232px, 1fr))',
    gap: '16px 24px',
    padding: '8px 20px 16px',
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  hint: { color: tokens.colorNeutralForeground3, paddingLeft: '52px', marginTop: '-8px' },
});

/** The panel, as the button that shows and hides it names it. */
export const moreId = 'player-more';

/** Hides the panel; whoever was in it stands on the button that shows it. */
export function closeMore(): void {
  const inside = document.getElementById(moreId)?.contains(document.activeElement) === true;
  changeSettings({ more: false });
  if (inside) document.querySelector<HTMLElement>(`[aria-controls="${moreId}"]`)?.focus();
}

type MorePanelProps = { stage: Stage; player: Player; settings: PlayerSettings };

/** What is asked for now and then, one step behind: a stretch played again, silence left out, going by ear, other ears. */
export function MorePanel({ stage, player, settings }: MorePanelProps) {
  const styles = useStyles();
  // Whoever goes by ear wants the exact place; what is drawn of a long call may be too coarse for it.
  const drawn = usePlayerState(player).peaks !== null;
  useEffect(() => {
    if (drawn) player.refine();
  }, [drawn, player]);
  return (
    <div className={styles.panel} id={moreId}>
      <Stretch stage={stage} player={player} />
      <Playing stage={stage} player={player} settings={settings} />
      <MoreSound open={player.open} settings={settings} />
    </div>
  );
}

function Stretch({ stage, player }: { stage: Stage; player: Player }) {
  const styles = useStyles();
  const t = useText();
  const { recording, durationMs } = player.open;
  const aids = useAids((state) => aidsOf(state, recording));
  const selection = selectionOf(aids);
  const long = isLong(durationMs);
  const said = (): string => {
    if (selection !== null) {
      const [from, to] = selection;
      const range = `${positionText(from, long)}–${positionText(to, long)}`;
      return t('playback.more.stretch', { range, length: spokenDuration(to - from) });
    }
    if (aids.from !== null) return t('playback.more.from', { at: positionText(aids.from, long) });
    if (aids.to !== null) return t('playback.more.to', { at: positionText(aids.to, long) });
    return t('playback.more.noStretch');
  };
  return (
    <Section title={t('playback.more.stretchTitle')}>
      <Text className={styles.quiet} role="status">
        {said()}
      </Text>
      <div className={styles.row}>
        <Button onClick={() => setEdgeHere(stage, 'from')}>{t('playback.more.setFrom')}</Button>
        <Button onClick={() => setEdgeHere(stage, 'to')}>{t('playback.more.setTo')}</Button>
      </div>
      <div className={styles.row}>
        <ToggleButton
          icon={<ArrowRepeatAll20Regular />}
          checked={aids.repeat}
          disabled={selection === null}
          onClick={() => toggleRepeat(stage)}
        >
          {t('playback.more.repeat')}
        </ToggleButton>
        <Button
          appearance="subtle"
          disabled={aids.from === null && aids.to === null}
          onClick={() => changeAids(recording, { from: null, to: null, repeat: false })}
        >
          {t('playback.more.clear')}
        </Button>
      </div>
    </Section>
  );
}

function Playing({ stage, player, settings }: MorePanelProps) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const { landmarks } = usePlayerState(player);
  const skipSilence = useAids((state) => state.skipSilence);
  const scoreKeys = usePreferences((state) => state.scoreKeys);
  const saved = landmarks === null ? 0 : totalMs(landmarks.silences);
  return (
    <Section title={t('playback.more.playing')}>
      <Switch
        label={t('playback.more.skipSilence')}
        checked={skipSilence}
        aria-describedby={id}
        onChange={(_, { checked }) => useAids.setState({ skipSilence: checked })}
      />
      <Text id={id} size={200} className={styles.hint}>
        {saved > 0
          ? t('playback.more.saves', { length: spokenDuration(saved) })
          : t('playback.more.noSilence')}
      </Text>
      <Switch
        label={t('playback.more.rewind')}
        checked={settings.rewind}
        onChange={(_, { checked }) => changeSettings({ rewind: checked })}
      />
      {player.open.position !== undefined && (
        <Switch
          label={t('playback.more.scoreKeys')}
          checked={scoreKeys === 'on'}
          onChange={(_, { checked }) => prefer({ scoreKeys: checked ? 'on' : 'off' })}
        />
      )}
      {player.open.channels.length > 1 && <Next stage={stage} what="turn" />}
      <Next stage={stage} what="sound" />
    </Section>
  );
}

function Next({ stage, what }: { stage: Stage; what: 'turn' | 'sound' }) {
  const t = useText();
  return (
    <Button
      appearance="transparent"
      icon={<Next20Regular />}
      disabled={stage.kind !== 'open'}
      onClick={() => goToNext(stage, what)}
    >
      {t(what === 'turn' ? 'playback.more.nextTurn' : 'playback.more.nextSound')}
    </Button>
  );
}
