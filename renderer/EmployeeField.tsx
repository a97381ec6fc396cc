import { Combobox, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Employee } from '../shared/protocol.ts';
import type { Purpose } from '../shared/purposes.ts';
import { loginPattern } from '../shared/values.ts';
import { useText } from './text.ts';
import { call } from './api.ts';

/** What stands in a field that names a person: what was typed, or whom the list gave. */
export type Named = { text: string; login: string | null };
export const nobodyNamed: Named = { text: '', login: null };

/** Who may come to those `there` where these recordings are heard for this purpose, as far as the program knows; the keeper judges. */
export function useEmployees(
  recordings: readonly string[],
  purpose: Purpose | null,
  there: readonly { login: string }[],
): readonly Employee[] {
  const { data } = useQuery({
    queryKey: ['protocol.employees', recordings, purpose],
    queryFn: () => call('protocol.employees', { recordings: [...recordings], purpose }),
  });
  return data?.employees.filter(({ login }) => !there.some((one) => one.login === login)) ?? [];
}

/** Those whose name or login has each of the typed words, in their order. */
function employeesFound(employees: readonly Employee[], typed: string): Employee[] {
  const words = typed.toLocaleLowerCase('pl').split(/\s+/);
  return employees.filter(({ displayName, login }) => {
    const name = `${displayName} ${login}`.toLocaleLowerCase('pl');
    return words.every((word) => name.includes(word));
  });
}

/**
 * Whom a field names: the one of the list, or the only one of the typed name; else the text itself where it may be a
 * login. Null for anything else, two people of the same name among it.
 */
export function loginOf({ text, login }: Named, employees: readonly Employee[]): string | null {
  if (login !== null) return login;
  const typed = text.trim().toLocaleLowerCase('pl');
  const named = employees.filter(
    (one) => one.login === typed || one.displayName.toLocaleLowerCase('pl') === typed,
  );
  if (named.length > 0) return named.length === 1 ? (named[0]?.login ?? null) : null;
  return loginPattern.test(typed) ? typed : null;
}

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
  option: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Enough to choose from; a longer list is typed shorter. */
const shown = 30;

type EmployeeFieldProps = {
  employees: readonly Employee[];
  named: Named;
  error: string | undefined;
  readOnly: boolean;
  onChange: (named: Named) => void;
};

/** Names an employee: by typing part of the name, or the login. */
export function EmployeeField({ employees, named, error, readOnly, onChange }: EmployeeFieldProps) {
  const styles = useStyles();
  const t = useText();
  const [open, setOpen] = useState(false);
  const found = employeesFound(employees, named.login === null ? named.text : '').slice(0, shown);
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
        expandIcon={{ 'aria-label': t('playback.present.list') }}
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
