import { Combobox, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../shared/authorisation.ts';
import { call, failureOf } from '../api.ts';
import { useFailureText, useText } from '../text.ts';
import type { Chosen } from './authorisation-draft.ts';
import { postText } from './words.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
  option: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Props = {
  person: Chosen | null;
  error: string | undefined;
  hint: string | undefined;
  required?: boolean;
  readOnly: boolean;
  /** Where the person is what the form begins with. */
  autoFocus: boolean;
  onChange: (person: Chosen | null) => void;
};

/** Somebody of the office's directory, by part of the name or the login. */
export function PersonField(props: Props) {
  const { person, error, hint, required = true, readOnly, autoFocus, onChange } = props;
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const [typed, setTyped] = useState(person?.displayName ?? '');
  const [open, setOpen] = useState(false);
  const asked = useDeferredValue(typed.trim());
  const isAsked = person === null && asked.length >= 2;
  const found = useQuery({
    queryKey: ['authorisation.people', asked],
    queryFn: () => call('authorisation.people', { typed: asked.slice(0, 100), by: 'name' }),
    enabled: isAsked,
  });
  const people: readonly Account[] = isAsked ? (found.data?.people ?? []) : [];
  const nobody =
    isAsked && found.isSuccess && people.length === 0 ? t('authorisation.form.personNone') : undefined;
  const failed = isAsked && found.isError ? word(failureOf(found.error)) : undefined;
  const wrong = failed ?? error;
  return (
    <Field
      label={t('authorisation.form.person')}
      required={required}
      hint={hint ?? nobody ?? t('authorisation.form.personHint')}
      {...(wrong === undefined ? {} : { validationState: 'error' as const, validationMessage: wrong })}
    >
      <Combobox
        className={styles.box}
        freeform
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        expandIcon={null}
        disabled={readOnly}
        value={typed}
        // An empty list would only cover what lies below it.
        open={open && people.length > 0}
        onOpenChange={(_, data) => setOpen(data.open)}
        selectedOptions={person === null ? [] : [person.guid]}
        onChange={(event) => {
          setTyped(event.target.value.slice(0, 100));
          setOpen(true);
          if (person !== null) onChange(null);
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          const chosen = people.find(({ guid }) => guid === optionValue);
          if (chosen === undefined) return;
          setTyped(optionText ?? '');
          onChange(chosen);
        }}
      >
        {people.map(({ guid, displayName, login, post, unit }) => (
          <Option key={guid} value={guid} text={displayName}>
            <span className={styles.option}>
              {displayName}
              <Text className={styles.second}>{postText({ displayName, post, unit }) || login}</Text>
            </span>
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
