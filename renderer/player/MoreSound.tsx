import {
  Dropdown,
  Field,
  makeStyles,
  Option,
  Slider,
  Switch,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import type { OpenRecording, PlayerSettings } from '../../shared/playback.ts';
import { useText } from '../text.ts';
import { type Aids, aidsOf, changeAids, useAids } from './aids.ts';
import { useMissingOutput, useOutputs } from './output.ts';
import { channelText } from './channel-text.ts';
import { changeSettings } from './controls.ts';

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '8px',
    // What is seen of them begins at the edge of the title.
    '& > .fui-Switch': { marginLeft: '-8px' },
    '& > .fui-Button': { marginLeft: '-12px' },
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  field: { width: '100%', maxWidth: '280px' },
  control: { minWidth: 0, width: '100%' },
});

type MoreSoundProps = { open: OpenRecording; settings: PlayerSettings };

/** Where the sound is heard, and how its channels reach the ears. One channel has nothing to be mixed with. */
export function MoreSound({ open, settings }: MoreSoundProps) {
  const t = useText();
  return (
    <Section title={t('playback.more.sound')}>
      <OutputField chosen={settings.output} />
      <Switch
        label={t('playback.more.level')}
        checked={settings.level}
        onChange={(_, { checked }) => changeSettings({ level: checked })}
      />
      {open.channels.length > 1 && (
        <>
          <Switch
            label={t('playback.more.bothEars')}
            checked={settings.bothEars}
            onChange={(_, { checked }) => changeSettings({ bothEars: checked })}
          />
          <Channels open={open} />
        </>
      )}
    </Section>
  );
}

/** An output that is gone stays the chosen one: nothing else stands in for it. */
function OutputField({ chosen }: { chosen: string }) {
  const styles = useStyles();
  const t = useText();
  const { all, usual } = useOutputs();
  const missing = useMissingOutput();
  const system = usual === '' ? t('playback.more.usual') : t('playback.more.usualIs', { device: usual });
  const nameOf = (name: string): string => {
    if (name === '') return system;
    return name === missing ? t('playback.more.gone', { device: name }) : name;
  };
  const there = ['', ...new Set(all.map(({ name }) => name))];
  const offered = there.includes(chosen) ? there : [...there, chosen];
  return (
    <Field label={t('playback.more.output')} className={styles.field}>
      <Dropdown
        clearButton={null}
        className={styles.control}
        value={nameOf(chosen)}
        selectedOptions={[chosen]}
        onOptionSelect={(_, { optionValue }) => changeSettings({ output: optionValue ?? '' })}
      >
        {offered.map((name) => (
          <Option key={name} value={name} text={nameOf(name)}>
            {nameOf(name)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

/** Steps of the balance from the middle to either end: few enough for the keyboard, and for a hand to find the middle again. */
const steps = 20;

function Channels({ open }: { open: OpenRecording }) {
  const styles = useStyles();
  const t = useText();
  const { recording, channels } = open;
  const aids = useAids((state) => aidsOf(state, recording));
  const names = channels.map((channel, index) => channelText(t, channel, index));
  const [first = '', second = ''] = names;
  const balance = Math.round(aids.balance * 100);
  const said = (): string => {
    if (balance === 0) return t('playback.more.even');
    const percent = String(100 - Math.abs(balance));
    return t('playback.more.quieter', { channel: balance > 0 ? first : second, percent });
  };
  return (
    <>
      {names.map((name, channel) => (
        <Switch
          key={name}
          label={t('playback.more.hear', { channel: name })}
          checked={!aids.muted.includes(channel)}
          onChange={(_, { checked }) => changeAids(recording, { muted: mutedWith(aids, channel, checked) })}
        />
      ))}
      <Field label={t('playback.more.balance', { first, second })} hint={said()} className={styles.field}>
        <Slider
          className={styles.control}
          min={-steps}
          max={steps}
          value={Math.round(aids.balance * steps)}
          aria-valuetext={said()}
          onChange={(_, { value }) => changeAids(recording, { balance: value / steps })}
        />
      </Field>
    </>
  );
}

function mutedWith({ muted }: Aids, channel: number, heard: boolean): number[] {
  const others = muted.filter((one) => one !== channel);
  return heard ? others : [...others, channel];
}

/** A part of „Więcej” under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Text as="h2" id={id} className={styles.title}>
        {title}
      </Text>
      {children}
    </section>
  );
}
