import { Combobox, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../shared/contract.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { readDay } from '../ui/time.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
  option: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type People = Output<'matter.people'>['people'];
/** What stands in the field, and whom of the list it names. */
export type Assigned = { text: string; guid: string | null };

/** Whom a matter can be assigned to. */
export function usePeople(): People {
  const { data } = useQuery({ queryKey: ['matter.people'], queryFn: () => call('matter.people', {}) });
  return data?.people ?? [];
}

/** Enough to choose from; a longer list is typed shorter. */
const shown = 30;

type AssigneeProps = {
  label: string;
  people: People;
  who: Assigned;
  required: boolean;
  wrong: boolean;
  onChange: (who: Assigned) => void;
};

/** Whose a matter is: somebody who may sign in, by part of the name. */
export function AssigneeField({ label, people, who, required, wrong, onChange }: AssigneeProps) {
  const styles = useStyles();
  const t = useText();
  const [open, setOpen] = useState(false);
  const typed = who.guid === null ? who.text.trim().toLocaleLowerCase('pl') : '';
  const found = people.filter(({ person }) => person.toLocaleLowerCase('pl').includes(typed)).slice(0, shown);
  return (
    <Field
      label={label}
      required={required}
      hint={t('matter.form.whoHint')}
      {...(wrong
        ? { validationState: 'error' as const, validationMessage: t('matter.form.whoMissing') }
        : {})}
    >
      <Combobox
        className={styles.box}
        freeform
        autoComplete="off"
        spellCheck={false}
        expandIcon={null}
        value={who.text}
        // An empty list would only cover what lies below it.
        open={open && found.length > 0}
        onOpenChange={(_, data) => setOpen(data.open)}
        selectedOptions={who.guid === null ? [] : [who.guid]}
        onChange={(event) => {
          onChange({ text: event.target.value.slice(0, 200), guid: null });
          setOpen(true);
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          if (optionValue !== undefined) onChange({ text: optionText ?? '', guid: optionValue });
        }}
      >
        {found.map(({ guid, person, post, unit }) => (
          <Option key={guid} value={guid} text={person}>
            <span className={styles.option}>
              {person}
              <Text className={styles.second}>{[post, unit].filter((part) => part !== '').join(', ')}</Text>
            </span>
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}

/** A typed day; null where none is typed, undefined where it is none or past. */
export function termOf(typed: string, today: string): string | null | undefined {
  if (typed.trim() === '') return null;
  const day = readDay(typed);
  return day === null || day < today ? undefined : day;
}

type TermProps = { value: string; today: string; wrong: boolean; onChange: (typed: string) => void };

/** „Do kiedy”; a matter may have no day. */
export function TermField({ value, today, wrong, onChange }: TermProps) {
  const t = useText();
  return (
    <Field
      label={t('matter.form.term')}
      {...(wrong ? { validationState: 'error' as const, validationMessage: t('matter.form.termWrong') } : {})}
    >
      <DayInput value={value} today={addMonths(today, 12)} onChange={onChange} />
    </Field>
  );
}
