import { Field } from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../text.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { readDay, typedDay } from '../ui/time.ts';

type Period = ReturnType<typeof usePeriod>;

/** Two days as they are typed, both within, from the first of the year to today at first; what is wrong with each, null where nothing is. */
export function usePeriod(today: string) {
  const t = useText();
  const [from, setFrom] = useState(typedDay(`${today.slice(0, 4)}-01-01`));
  const [to, setTo] = useState(typedDay(today));
  const [first, last] = [readDay(from), readDay(to)];
  const noDay = (day: string | null) => (day === null ? t('duties.package.dayWrong') : null);
  const order = first !== null && last !== null && last < first ? t('duties.package.order') : null;
  return {
    ...{ from, setFrom, to, setTo, today },
    days: { from: first ?? today, to: last ?? today },
    wrong: { from: noDay(first), to: noDay(last) ?? order },
  };
}

const wrongText = (said: string | null) =>
  said === null ? {} : { validationState: 'error' as const, validationMessage: said };

/** `shown`: whether what is wrong is said. */
export function PeriodFields({
  period,
  shown,
  readOnly,
}: {
  period: Period;
  shown: boolean;
  readOnly: boolean;
}) {
  const t = useText();
  const { today, wrong } = period;
  return (
    <>
      <Field label={t('duties.package.from')} required {...wrongText(shown ? wrong.from : null)}>
        <DayInput value={period.from} today={today} readOnly={readOnly} onChange={period.setFrom} />
      </Field>
      <Field label={t('duties.package.to')} required {...wrongText(shown ? wrong.to : null)}>
        <DayInput value={period.to} today={today} readOnly={readOnly} onChange={period.setTo} />
      </Field>
    </>
  );
}
