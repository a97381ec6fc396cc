import { Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';
import { type Speaker, speaker as speakers } from '../../shared/protocol.ts';
import { type Translate, useText } from '../text.ts';

const useStyles = makeStyles({
  choice: { minWidth: '0', width: '184px', maxWidth: '100%', alignSelf: 'flex-start' },
});

/** Who says quoted words: named like the track of that side. */
export function speakerText(t: Translate, speaker: Speaker): string {
  return speaker === 'unnamed' ? t('playback.notes.speakerUnnamed') : t(`playback.wave.${speaker}`);
}

type Props = {
  /** What is quoted: for who does not see what stands beside it. */
  label: string;
  /** undefined: nobody said yet who speaks. */
  speaker: Speaker | undefined;
  disabled?: boolean;
  error?: string | undefined;
  onChoose: (speaker: Speaker) => void;
};

/** Who speaks in a quotation; that it is not known is a choice as well. */
export function SpeakerChoice({ label, speaker, disabled = false, error, onChoose }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <Field {...(error === undefined ? {} : { validationState: 'error', validationMessage: error })}>
      <Dropdown
        clearButton={null}
        className={styles.choice}
        size="small"
        aria-label={label}
        placeholder={t('playback.notes.speakerOpen')}
        value={speaker === undefined ? '' : speakerText(t, speaker)}
        selectedOptions={speaker === undefined ? [] : [speaker]}
        disabled={disabled}
        onOptionSelect={(_, { optionValue }) => {
          const chosen = speakers.options.find((one) => one === optionValue);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {speakers.options.map((choice) => (
          <Option key={choice} value={choice}>
            {speakerText(t, choice)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
