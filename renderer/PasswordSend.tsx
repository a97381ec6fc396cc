import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { Failure } from '../shared/failure.ts';
import { longestSignIn } from '../shared/session.ts';
import { useKeeperAway } from './connection.ts';
import { useFailureText, useText } from './text.ts';
import { TextField } from './ui/Field.tsx';
import { FailureNotice } from './ui/Notice.tsx';
import { SendButton } from './Words.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  line: {
    display: 'grid',
    // The words of the button are never cut off; the field gives way.
    gridTemplateColumns: 'minmax(0, 5fr) minmax(min-content, 6fr)',
    columnGap: '12px',
    alignItems: 'start',
    '& .fui-Input': { minWidth: 0, width: '100%' },
  },
  // On the line of the field below its name.
  button: { marginTop: '26px', whiteSpace: 'nowrap' },
});

/** Said below the field: by the directory, or by the keeper's own bind. */
const isOfPassword = ({ code }: Failure): boolean =>
  code.startsWith('sign-in-') || code === 'password-not-proved' || code === 'session-too-many';

/** A key that is held down sends once: what is said of that stays. */
function once(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

type Props = {
  label: string;
  busyLabel: string;
  busy: boolean;
  failure: Failure | null;
  /** The field above the button, and not beside it. */
  stacked?: boolean;
  /** Whether everything else is filled in; it says itself what is missing. */
  ready: () => boolean;
  onSend: (password: string) => void;
  /** Shows how it stands now, where somebody else was quicker. */
  onReadAgain?: () => void;
  /** Other buttons, below. */
  children?: ReactNode;
};

/**
 * The end of an act that is signed: the directory password for it, beside its button.
 * SECURITY: the field is emptied when it was used, whatever came of it; what is wrong with a password stands below it.
 */
export function PasswordSend({
  label,
  busyLabel,
  busy,
  failure,
  stacked = false,
  ready,
  onSend,
  onReadAgain,
  children,
}: Props) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const away = useKeeperAway();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const isWrong = failure !== null && isOfPassword(failure);
  useEffect(() => {
    if (isWrong) field.current?.focus();
  }, [isWrong, failure]);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (busy || away !== null || !ready()) return;
    setMissing(typed === '');
    if (typed === '') {
      field.current?.focus();
      return;
    }
    onSend(typed);
    setTyped('');
  };
  const said = missing
    ? t('authorisation.passwordMissing')
    : !isWrong || typed !== ''
      ? undefined
      : failure.code === 'sign-in-wrong-password'
        ? t('authorisation.passwordWrong')
        : word(failure);
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {failure !== null && !isWrong && <FailureNotice {...{ failure, onReadAgain }} />}
      <div className={stacked ? styles.form : styles.line} role="presentation" onKeyDown={once}>
        <TextField
          input={{ ref: field }}
          label={t('authorisation.password')}
          type="password"
          autoComplete="off"
          maxLength={longestSignIn}
          readOnly={busy}
          value={typed}
          error={said}
          onChange={(_, { value }) => {
            setTyped(value);
            setMissing(false);
          }}
        />
        <SendButton
          className={mergeClasses(!stacked && styles.button)}
          type="submit"
          {...{ label, busy, busyLabel }}
        />
        {children}
      </div>
    </form>
  );
}
