import { Dropdown, Field, makeStyles, mergeClasses, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { legalDay } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { DayInput } from './DayInput.tsx';
import { type DaySpan, periodDays, type Period, periodOf, periods, ownPeriod } from './periods.ts';
import { readDay, typedDay } from './time.ts';

const useStyles = makeStyles({
  choice: { minWidth: '150px', width: '168px' },
  days: { display: 'flex', gap: '8px', alignItems: 'flex-start' },
  // What is wrong with one of the days stands below both, and moves nothing beside them.
  day: {
    width: '148px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& .fui-Field__validationMessage': { width: '304px' },
  },
  to: { '& .fui-Field__validationMessage': { marginLeft: '-156px' } },
  input: { width: '100%' },
});

type Props = { days: DaySpan; onChange: (days: DaySpan) => void };

/** As the fields hold them; open days are empty. */
function typedDays({ from, to }: DaySpan): Record<keyof DaySpan, string> {
  const shown = (day: string | null): string => (day === null ? '' : typedDay(day));
  return { from: shown(from), to: shown(to) };
}

/** A ready period, or one from day to day that is typed or chosen; what is no day changes nothing and says so. */
export function PeriodFilter({ days, onChange }: Props) {
  const styles = useStyles();
  const t = useText();
  const today = legalDay();
  const [period, setPeriod] = useState<Period>(() => periodOf(days, today));
  const [typed, setTyped] = useState(() => typedDays(days));
  // A day is judged when the field is left, not while it is written.
  const [judged, judge] = useState(false);
  const range = ownPeriod(typed.from, typed.to, readDay);
  const choose = (chosen: Period): void => {
    setPeriod(chosen);
    judge(false);
    if (chosen === 'own') setTyped(typedDays(days));
    else onChange(periodDays(chosen, today));
  };
  const type = (field: keyof DaySpan, value: string): void => {
    const next = { ...typed, [field]: value };
    setTyped(next);
    judge(false);
    const meant = ownPeriod(next.from, next.to, readDay);
    if (meant.ok) onChange(meant.days);
  };
  return (
    <>
      <Dropdown
        clearButton={null}
        className={styles.choice}
        aria-label={t('common.period.label')}
        value={t(`common.period.${period}`)}
        selectedOptions={[period]}
        onOptionSelect={(_, { optionValue }) => choose(periods.find((one) => one === optionValue) ?? 'all')}
      >
        {periods.map((one) => (
          <Option key={one} value={one}>
            {t(`common.period.${one}`)}
          </Option>
        ))}
      </Dropdown>
      {period === 'own' && (
        <div className={styles.days}>
          {(['from', 'to'] as const).map((field) => {
            const wrong = judged && !range.ok && range.field === field ? range.problem : null;
            // Either day may be the mistaken one.
            const isWrong = wrong !== null || (judged && !range.ok && range.problem === 'order');
            return (
              <Field
                key={field}
                className={mergeClasses(styles.day, field === 'to' && styles.to)}
                {...(isWrong ? { validationState: 'error' as const } : {})}
                {...(wrong === null ? {} : { validationMessage: t(`common.period.wrong.${wrong}`) })}
              >
                <DayInput
                  className={styles.input}
                  aria-label={t(`common.period.${field}`)}
                  placeholder={t(`common.period.${field}`)}
                  value={typed[field]}
                  today={today}
                  onChange={(value) => type(field, value)}
                  onBlur={() => judge(true)}
                />
              </Field>
            );
          })}
        </div>
      )}
    </>
  );
}
