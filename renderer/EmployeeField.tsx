import { Combobox, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from './text.ts';
import { matching, type Named, useEmployees } from './employees.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
  option: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Enough to choose from; a longer list is typed shorter. */
const shown = 30;

type EmployeeFieldProps = {
  named: Named;
  error: string | undefined;
  readOnly: boolean;
  onChange: (named: Named) => void;
};

/** Names an employee: by typing part of the name, or the login. */
export function EmployeeField({ named, error, readOnly, onChange }: EmployeeFieldProps) {
  const styles = useStyles();
  const t = useText();
  const [open, setOpen] = useState(false);
  const found = matching(useEmployees(), named.login === null ? named.text : '').slice(0, shown);
  return (
    <Field
      label={t('playback.present.who')}
      hint={t('playback.present.whoHint')}
      {...(error === undefined ? {} : { validationState: 'error' as const, validationMessage: error })}
    >
      <Combobox
        className={styles.box}
        freeform
        // Within the surface that keeps the focus; a list elsewhere in the document could not be reached.
        inlinePopup
        autoFocus
        autoComplete="off"
        spellCheck={false}
        disabled={readOnly}
        value={named.text}
        // An empty list would only cover what lies below it.
        open={open && found.length > 0}
        onOpenChange={(_, data) => setOpen(data.open)}
        selectedOptions={named.login === null ? [] : [named.login]}
        onChange={(event) => onChange({ text: event.target.value.slice(0, 200), login: null })}
        onOptionSelect={(_, { optionValue, optionText }) => {
          if (optionValue !== undefined) onChange({ text: optionText ?? '', login: optionValue });
        }}
      >
        {found.map(({ login, displayName, post, unit }) => (
          <Option key={login} value={login} text={displayName}>
            <span className={styles.option}>
              {displayName}
              <Text className={styles.second}>{[post, unit].filter((text) => text !== '').join(', ')}</Text>
            </span>
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
