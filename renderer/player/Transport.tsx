import { Button, makeStyles, mergeClasses, Text, tokens, Tooltip } from '@fluentui/react-components';
import {
  ChevronDown20Regular,
  ChevronUp20Regular,
  Flag20Regular,
  Pause24Filled,
  Play24Filled,
} from '@fluentui/react-icons';
import type { PlayerSettings } from '../../shared/playback.ts';
import type { ReactElement } from 'react';
import { useText } from '../text.ts';
import { positionText, isLong } from '../../shared/duration.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { useWidth } from '../ui/use-width.ts';
import type { Layer } from './layer.ts';
import { moreId } from './MorePanel.tsx';
import { Speed, Volume } from './SpeedAndVolume.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    // Rather a second line than a button that is cut off.
    flexWrap: 'wrap',
    minHeight: '64px',
    padding: '6px 0',
    flexShrink: 0,
    '@media (max-width: 1099px)': { minHeight: '52px', padding: '4px 0' },
    '@media (max-width: 799px)': {
      position: 'sticky',
      top: 0,
      bottom: 0,
      zIndex: 2,
      padding: '0 20px',
      backgroundColor: tokens.colorNeutralBackground1,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  step: {
    minWidth: 0,
    flexShrink: 0,
    padding: '5px 8px',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    '@media (max-width: 1099px)': { padding: '5px 4px' },
    '@media (max-width: 799px)': { padding: '5px 3px' },
  },
  first: {
    marginLeft: '-8px',
    '@media (max-width: 1099px)': { marginLeft: '-4px' },
    '@media (max-width: 799px)': { marginLeft: '-3px' },
  },
  play: { width: '44px', height: '44px', minWidth: '44px', maxWidth: '44px', margin: '0 4px', flexShrink: 0 },
  time: {
    margin: '0 12px 0 16px',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '@media (max-width: 1099px)': { margin: '0 8px' },
  },
  now: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  length: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  // Together no higher than the button that plays.
  lines: { display: 'flex', flexDirection: 'column' },
  below: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  rest: {
    marginLeft: 'auto',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
  },
  signs: { gap: '4px' },
  // Two more of them, and still one line at 200 %.
  manySigns: { gap: 0 },
});

type TransportProps = {
  positionMs: number;
  durationMs: number;
  playing: boolean;
  /** Whether sound is open: steps work on sound only. */
  open: boolean;
  /** Whether „Odtwarzaj” can do anything now. */
  playable: boolean;
  settings: PlayerSettings;
  onToggle: () => void;
  onSkip: (ms: number) => void;
  /** null while nothing may be written; undefined where nothing is ever marked. */
  onMark: (() => void) | null | undefined;
  /** What the page has beside them. */
  Buttons?: Layer['Buttons'] | undefined;
  onSettings: (change: Partial<PlayerSettings>) => void;
};

/** Pixels that all of it takes, the same with a button for the volume, and the signs alone; a time of an hour and more takes so many more. */
const [inFull, inWords, inSigns, hours] = [828, 740, 536, 72];

/** Play and pause, steps, place, speed and volume: always in view. */
export function Transport(props: TransportProps) {
  const styles = useStyles();
  const t = useText();
  const { positionMs, durationMs, playing, open, playable, onToggle, onSkip } = props;
  const long = isLong(durationMs);
  const { box, width } = useWidth<HTMLDivElement>();
  const isNarrow = useMedia(narrow);
  const lacks = (needed: number): boolean => isNarrow || (width > 0 && width < needed + (long ? hours : 0));
  const small = lacks(inWords);
  // Of a long one there is no room for both in one line.
  const twoLines = long && width < inSigns + hours;
  const step = (ms: number, short: string, name: string, className?: string) => (
    <Button
      className={mergeClasses(styles.step, className)}
      appearance="transparent"
      disabled={!open}
      // WCAG 2.5.3: who speaks to the program says what the button shows.
      aria-label={`${name}, ${short}`}
      onClick={() => onSkip(ms)}
    >
      {short}
    </Button>
  );
  return (
    <div
      ref={box}
      className={styles.bar}
      data-region="player"
      role="group"
      aria-label={t('playback.transport.label')}
    >
      {step(-15_000, t('playback.transport.back15Short'), t('playback.transport.back15'), styles.first)}
      {step(-5000, t('playback.transport.back5Short'), t('playback.transport.back5'))}
      <Button
        className={styles.play}
        appearance="primary"
        shape="circular"
        data-play=""
        disabled={!playable}
        icon={playing ? <Pause24Filled /> : <Play24Filled />}
        aria-label={playing ? t('playback.transport.pause') : t('playback.transport.play')}
        onClick={onToggle}
      />
      {step(5000, t('playback.transport.forward5Short'), t('playback.transport.forward5'))}
      {step(15_000, t('playback.transport.forward15Short'), t('playback.transport.forward15'))}
      <span
        className={mergeClasses(styles.time, twoLines && styles.lines)}
        role="timer"
        aria-live="off"
        aria-label={t('playback.transport.position')}
      >
        <Text className={styles.now}>{positionText(positionMs, long)}</Text>
        <Text className={mergeClasses(styles.length, twoLines && styles.below)}>
          {' '}
          / {positionText(durationMs, long)}
        </Text>
      </span>
      <div
        className={mergeClasses(
          styles.rest,
          small && styles.signs,
          small && props.Buttons !== undefined && styles.manySigns,
        )}
      >
        <Speed settings={props.settings} onSettings={props.onSettings} />
        <Volume small={lacks(inFull)} settings={props.settings} onSettings={props.onSettings} />
        {props.onMark !== undefined && (
          <IconButton
            small={small}
            icon={<Flag20Regular />}
            name={t('playback.transport.mark')}
            hint={t('playback.transport.markHint')}
            disabled={!open || props.onMark === null}
            onClick={() => props.onMark?.()}
          />
        )}
        {props.Buttons !== undefined && <props.Buttons small={small} open={open} />}
        <IconButton
          small={small}
          icon={props.settings.more ? <ChevronUp20Regular /> : <ChevronDown20Regular />}
          name={t('playback.more.title')}
          hint={t('playback.more.hint')}
          expanded={props.settings.more}
          onClick={() => props.onSettings({ more: !props.settings.more })}
        />
      </div>
    </div>
  );
}

type IconButtonProps = {
  /** The icon alone. */
  small: boolean;
  icon: ReactElement;
  name: string;
  hint: string;
  disabled?: boolean;
  /** For a button that shows and hides something below; its arrow stands after the word. */
  expanded?: boolean;
  onClick: () => void;
};

/** An icon with its word, or the icon alone where there is little room. */
function IconButton({ small, icon, name, hint, disabled = false, expanded, onClick }: IconButtonProps) {
  return (
    <Tooltip content={small ? `${name}. ${hint}` : hint} relationship="description">
      <Button
        appearance="subtle"
        icon={icon}
        iconPosition={expanded === undefined ? 'before' : 'after'}
        disabled={disabled}
        onClick={onClick}
        {...(expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-controls': moreId })}
        {...(small ? { 'aria-label': name } : {})}
      >
        {small ? undefined : name}
      </Button>
    </Tooltip>
  );
}
