import {
  Button,
  Dropdown,
  makeStyles,
  Option,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Slider,
} from '@fluentui/react-components';
import { Speaker220Regular } from '@fluentui/react-icons';
import { memo } from 'react';
import { type PlayerSettings, rates } from '../../shared/playback.ts';
import { locale, useText } from '../text.ts';

const useStyles = makeStyles({
  speed: {
    minWidth: '84px',
    width: '84px',
    '@media (max-width: 1099px)': { minWidth: '72px', width: '72px' },
  },
  volume: { display: 'flex', alignItems: 'center', gap: '4px' },
  slider: { minWidth: '96px', width: '96px' },
});

type SettingsProps = { settings: PlayerSettings; onSettings: (change: Partial<PlayerSettings>) => void };

/** How fast it plays; the pitch is kept. Not drawn anew with the place beside it, which moves on all the time. */
export const Speed = memo(function Speed({ settings, onSettings }: SettingsProps) {
  const styles = useStyles();
  const t = useText();
  const name = (rate: number): string =>
    t('playback.transport.speedValue', { rate: rate.toLocaleString(locale(), { maximumFractionDigits: 2 }) });
  return (
    <Dropdown
      clearButton={null}
      className={styles.speed}
      aria-label={t('playback.transport.speed')}
      value={name(settings.rate)}
      selectedOptions={[String(settings.rate)]}
      onOptionSelect={(_, { optionValue }) => onSettings({ rate: Number(optionValue) })}
      listbox={{ style: { minWidth: 'fit-content' } }}
    >
      {rates.map((rate) => (
        <Option key={rate} value={String(rate)} text={name(rate)}>
          {name(rate)}
        </Option>
      ))}
    </Dropdown>
  );
});

/** How loud it plays: a slider, or where there is little room a button that opens it. Drawn as seldom. */
export const Volume = memo(function Volume({
  small,
  settings,
  onSettings,
}: SettingsProps & { small: boolean }) {
  const styles = useStyles();
  const t = useText();
  const percent = Math.round(settings.volume * 100);
  const slider = (
    <Slider
      className={styles.slider}
      min={0}
      max={100}
      value={percent}
      aria-label={t('playback.transport.volume')}
      aria-valuetext={t('playback.transport.volumeValue', { percent: String(percent) })}
      onChange={(_, { value }) => onSettings({ volume: value / 100 })}
    />
  );
  if (!small) {
    return (
      <div className={styles.volume}>
        <Speaker220Regular aria-hidden="true" />
        {slider}
      </div>
    );
  }
  return (
    <Popover positioning="above" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<Speaker220Regular />}
          aria-label={t('playback.transport.volume')}
        />
      </PopoverTrigger>
      <PopoverSurface aria-label={t('playback.transport.volume')}>{slider}</PopoverSurface>
    </Popover>
  );
});
