import { addDays } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { TextField } from '../ui/Field.tsx';
import { dayText, readDay } from '../ui/time.ts';
import { type ReviewDraft, type RuleProblems, useNoticeDays } from './rules.ts';
import { dayWrong } from './words.ts';

type Props = {
  review: ReviewDraft;
  problems: RuleProblems | null;
  today: string;
  busy: boolean;
  onChange: (change: Partial<ReviewDraft>) => void;
};

/** What allows reviews of quality (KP 22³ § 4), when employees were told, and which calls they are of. */
export function ReviewFields({ review, problems, today, busy, onChange }: Props) {
  const t = useText();
  const noticeDays = useNoticeDays();
  const informedOn = readDay(review.informedOn);
  const wrong = problems?.informedOn ?? null;
  return (
    <>
      <TextField
        label={t('rules.form.act')}
        required
        maxLength={100}
        readOnly={busy}
        value={review.act}
        error={problems?.act === true ? t('rules.form.actMissing') : undefined}
        onChange={(_, { value }) => onChange({ act: value })}
      />
      <DayField
        label={t('rules.form.actDay')}
        required
        value={review.actDay}
        last={today}
        error={dayWrong(t, problems?.actDay ?? null)}
        readOnly={busy}
        onChange={(actDay) => onChange({ actDay })}
      />
      <DayField
        label={t('rules.form.informedOn')}
        hint={
          informedOn === null
            ? t('rules.form.notice', { days: String(noticeDays) })
            : t('rules.form.firstDay', { day: dayText(addDays(informedOn, noticeDays)) })
        }
        required
        value={review.informedOn}
        last={today}
        error={wrong === 'sooner' ? t('rules.form.informedSooner') : dayWrong(t, wrong)}
        readOnly={busy}
        onChange={(day) => onChange({ informedOn: day })}
      />
    </>
  );
}
