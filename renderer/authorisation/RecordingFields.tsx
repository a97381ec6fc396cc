import { useText } from '../text.ts';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import type { RuleDraft, RuleProblems } from './rules.ts';

type Props = {
  draft: RuleDraft;
  problems: RuleProblems | null;
  busy: boolean;
  onChange: (change: Partial<RuleDraft>) => void;
};

/** What an announcement or a basis of recording says (§ 3 ust. 2). */
export function RecordingFields({ draft, problems, busy, onChange }: Props) {
  const t = useText();
  const isBasis = draft.rule === 'recordingBasis';
  const missing = (field: 'text' | 'sound' | 'code' | 'article'): string | undefined =>
    problems?.[field] === true ? t(`rules.form.${field}Missing`) : undefined;
  return (
    <>
      {isBasis ? (
        <TextField
          label={t('rules.form.code')}
          required
          maxLength={40}
          readOnly={busy}
          value={draft.code}
          error={missing('code')}
          onChange={(_, { value }) => onChange({ code: value })}
        />
      ) : (
        <TextField
          label={t('rules.facts.lines')}
          hint={t('rules.form.linesHint')}
          maxLength={400}
          readOnly={busy}
          value={draft.lines}
          onChange={(_, { value }) => onChange({ lines: value })}
        />
      )}
      <TextAreaField
        label={t('rules.facts.text')}
        required
        rows={isBasis ? 3 : 6}
        maxLength={isBasis ? 500 : 2000}
        readOnly={busy}
        value={draft.text}
        error={missing('text')}
        onChange={(_, { value }) => onChange({ text: isBasis ? value.replaceAll('\n', ' ') : value })}
      />
      {isBasis ? (
        <TextField
          label={t('rules.form.article')}
          required
          maxLength={100}
          readOnly={busy}
          value={draft.article}
          error={missing('article')}
          onChange={(_, { value }) => onChange({ article: value })}
        />
      ) : (
        <TextField
          label={t('rules.facts.sound')}
          hint={t('rules.form.soundHint')}
          required
          maxLength={100}
          readOnly={busy}
          value={draft.sound}
          error={missing('sound')}
          onChange={(_, { value }) => onChange({ sound: value })}
        />
      )}
    </>
  );
}
