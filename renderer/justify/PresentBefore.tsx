import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useRef, useState } from 'react';
import { mostPresent } from '../../shared/playback.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { useText } from '../text.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { Stack } from '../ui/Stack.tsx';
import { EmployeeField, loginOf, nobodyNamed, useEmployees } from '../EmployeeField.tsx';
import type { PresentPerson } from './justification.ts';

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '4px' },
  none: { display: 'flex', flexWrap: 'wrap', columnGap: '12px' },
  person: { display: 'flex', alignItems: 'center', gap: '4px' },
  form: { display: 'flex', flexDirection: 'column', gap: '8px', alignSelf: 'stretch' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Props = {
  present: readonly PresentPerson[];
  /** What is to be heard: who took part in its call is not offered. */
  recordings: readonly string[];
  /** What it is to be heard for; null until that is said. */
  purpose: Purpose | null;
  readOnly: boolean;
  onChange: (present: readonly PresentPerson[]) => void;
};

/** Who is to hear it from the first second on: nobody else, unless named here. The keeper judges each of them. */
export function PresentBefore({ present, readOnly, onChange, ...heard }: Props) {
  const styles = useStyles();
  const t = useText();
  const [adding, setAdding] = useState(false);
  const all = useRef<HTMLDivElement>(null);
  // The link that adds, or where nobody more may be added the last button before it.
  const focusLast = (): void => {
    requestAnimationFrame(() => [...(all.current?.querySelectorAll('button') ?? [])].at(-1)?.focus());
  };
  const done = (next: readonly PresentPerson[]): void => {
    onChange(next);
    setAdding(false);
    focusLast();
  };
  return (
    <div className={styles.all} ref={all}>
      {present.map(({ login, name }) => (
        <span key={login} className={styles.person}>
          {name}
          <Button
            appearance="transparent"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label={t('playback.present.notPresent', { name })}
            disabled={readOnly}
            onClick={() => done(present.filter((one) => one.login !== login))}
          />
        </span>
      ))}
      {adding && !readOnly ? (
        <Adding present={present} {...heard} onDone={done} />
      ) : (
        <span className={styles.none}>
          {present.length === 0 && t('playback.justify.nobodyElse')}
          {present.length < mostPresent && (
            <Link as="button" type="button" disabled={readOnly} onClick={() => setAdding(true)}>
              {t('playback.present.addBefore')}
            </Link>
          )}
        </span>
      )}
    </div>
  );
}

type AddingProps = Pick<Props, 'present' | 'recordings' | 'purpose'> & { onDone: Props['onChange'] };

function Adding({ present, recordings, purpose, onDone }: AddingProps) {
  const styles = useStyles();
  const t = useText();
  const employees = useEmployees(recordings, purpose, present);
  const [named, setNamed] = useState(nobodyNamed);
  const [vain, setVain] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, vain);
  const add = (): void => {
    const login = loginOf(named, employees);
    if (login === null) {
      setVain((times) => times + 1);
      return;
    }
    const name = employees.find((one) => one.login === login)?.displayName ?? login;
    onDone([...present.filter((one) => one.login !== login), { login, name }]);
  };
  // Within the form of the reasons: Enter and Escape are about this person, and not about the whole of it.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    if (!(event.target instanceof HTMLInputElement) && event.key === 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') add();
    else onDone(present);
  };
  return (
    <div className={styles.form} ref={form} onKeyDown={onKeyDown} role="presentation">
      <EmployeeField
        employees={employees}
        named={named}
        error={vain > 0 && loginOf(named, employees) === null ? t('playback.present.unnamed') : undefined}
        readOnly={false}
        onChange={setNamed}
      />
      <Text className={styles.quiet}>{t('playback.present.fromFirst')}</Text>
      <Stack row gap={8}>
        <Button size="small" onClick={add}>
          {t('playback.present.admit')}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => onDone(present)}>
          {t('playback.justify.cancel')}
        </Button>
      </Stack>
    </div>
  );
}
