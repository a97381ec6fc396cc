import { Dropdown, makeStyles, Option } from '@fluentui/react-components';
import type { Speaker } from '../../shared/protocol.ts';
import { type Translate, useText } from '../text.ts';

const useStyles = makeStyles({
  choice: { minWidth: '0', width: '184px', maxWidth: '100%', alignSelf: 'flex-start' },
});

const choices = ['caller', 'office', 'none'] as const;

/** Who says quoted words: named like the track of that side. */
export function speakerText(t: Translate, speaker: Speaker): string {
  return t(`playback.wave.${speaker}`);
}

type Props = {
  /** What is quoted: for who does not see what stands beside it. */
  label: string;
  speaker: Speaker | undefined;
  disabled?: boolean;
  onChoose: (speaker: Speaker | null) => void;
};

/** Who speaks in a quotation; it may be left unsaid. */
export function SpeakerChoice({ label, speaker, disabled = false, onChoose }: Props) {
  const styles = useStyles();
  const t = useText();
  const textOf = (choice: (typeof choices)[number]): string =>
    choice === 'none' ? t('playback.notes.speakerUnsaid') : speakerText(t, choice);
  const chosen = speaker ?? 'none';
  return (
    <Dropdown
      clearButton={null}
      className={styles.choice}
      size="small"
      aria-label={label}
      value={textOf(chosen)}
      selectedOptions={[chosen]}
      disabled={disabled}
      onOptionSelect={(_, { optionValue }) =>
        onChoose(optionValue === 'caller' || optionValue === 'office' ? optionValue : null)
      }
    >
      {choices.map((choice) => (
        <Option key={choice} value={choice}>
          {textOf(choice)}
        </Option>
      ))}
    </Dropdown>
  );
}
