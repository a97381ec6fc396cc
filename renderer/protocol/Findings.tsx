import { makeStyles } from '@fluentui/react-components';
import type { Act } from '../../shared/protocol.ts';
import { visibleLength } from '../../shared/words.ts';
import { limits } from '../limits.ts';
import type { Keeping } from '../saved-text.ts';
import { useFailureText, useText, type Translate } from '../text.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { secondsText } from '../ui/time.ts';
import type { Draft } from '../drafts.ts';
import { typeWords } from './draft.ts';

const useStyles = makeStyles({
  area: {
    '& textarea': {
      minHeight: '112px',
      maxHeight: 'none',
      '@media (max-height: 640px)': { minHeight: '92px' },
    },
  },
});

/** What is in this window alone; undefined where nothing is. */
function keptText(t: Translate, { state, savedAt }: Keeping): string | undefined {
  if (state !== 'kept') return undefined;
  if (savedAt === null) return t('playback.notes.keptHere');
  return t('playback.notes.keptHereSince', { time: secondsText(savedAt) });
}

type FindingsProps = {
  act: Pick<Act, 'act' | 'plan'>;
  draft: Draft<'protocol'>;
  required: boolean;
  missing: boolean;
  locked: boolean;
};

/** „Ustalenia”, of a review of quality „Wnioski”, beside the sound: typed while it plays, kept whatever happens to the server. */
export function Findings({ act: { act, plan }, draft, required, missing, locked }: FindingsProps) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const failed = draft.failure === null ? undefined : word(draft.failure);
  const count = visibleLength(draft.words.findings);
  const least = limits().words.findingsCharacters;
  const none = t(plan === null ? 'playback.notes.missing' : 'playback.notes.missingConclusions');
  const tooShort = count === 0 ? none : t('playback.notes.tooShort', { min: String(least), count });
  return (
    <TextAreaField
      className={styles.area}
      label={t(plan === null ? 'playback.notes.findings' : 'playback.notes.conclusions')}
      help={plan === null ? 'findings' : 'conclusions'}
      required={required}
      error={missing && count < least ? tooShort : failed}
      hint={t('playback.notes.hint')}
      warning={keptText(t, draft)}
      value={draft.words.findings}
      maxLength={20_000}
      readOnly={locked}
      resize="vertical"
      onChange={(_, { value }) => typeWords(act, { findings: value })}
    />
  );
}
