import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { longestSignIn } from '../../shared/session.ts';
import { useFailureText, useText } from '../text.ts';
import { TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Patience } from '../ui/States.tsx';
import { signIn } from './session.ts';

const useStyles = makeStyles({
  submit: { marginTop: '8px' },
});

const ofPassword: readonly FailureCode[] = [
  'sign-in-empty-password',
  'sign-in-wrong-password',
  'sign-in-password-expired',
  'sign-in-must-change',
];
const ofLogin: readonly FailureCode[] = [
  'sign-in-malformed-login',
  'sign-in-disabled',
  'sign-in-locked',
  'sign-in-account-expired',
  'sign-in-hours',
  'sign-in-workstation',
  'sign-in-no-role',
];

type Values = { login: string; password: string };
type Props = {
  login: string;
  password: string;
  /** The name stands and cannot be changed: the page is locked by that person. */
  fixed?: boolean;
  submitLabel?: string;
};

/** Name and password. An error stands under the field that caused it; what was typed stays, and is selected. */
export function SignInForm({ login, password, fixed = false, submitLabel }: Props) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const form = useForm<Values>({ defaultValues: { login, password } });
  const { errors, isSubmitting } = form.formState;
  const [general, setGeneral] = useState<Failure | null>(null);
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const { setFocus } = form;

  useEffect(() => {
    setFocus(login === '' ? 'login' : 'password', { shouldSelect: true });
  }, [login, setFocus]);

  const fail = (failure: Failure): void => {
    const field = ofPassword.includes(failure.code)
      ? 'password'
      : ofLogin.includes(failure.code)
        ? 'login'
        : null;
    if (field === null) setGeneral(failure);
    else form.setError(field, { message: word(failure) });
    // SECURITY: what is typed now stands in the place of what was refused: appended to it, it would be one more bind with a
    // wrong password, and a step towards a locked account.
    setFocus(field ?? 'password', { shouldSelect: true });
  };

  const submit = form.handleSubmit(async (values) => {
    setGeneral(null);
    const name = values.login.trim().toLowerCase();
    if (name === '') {
      form.setError('login', { message: t('session.signIn.missingLogin') }, { shouldFocus: true });
      return;
    }
    // SECURITY: a directory answers an empty password with success (an anonymous bind); it never leaves the page.
    if (values.password === '') {
      fail({ code: 'sign-in-empty-password' });
      return;
    }
    const overlong: FailureCode | null =
      name.length > longestSignIn
        ? 'sign-in-malformed-login'
        : values.password.length > longestSignIn
          ? 'sign-in-wrong-password'
          : null;
    const failure = overlong === null ? await signIn(name, values.password) : { code: overlong };
    if (failure !== null) fail(failure);
  });

  const watchCaps = (event: KeyboardEvent): void => {
    setCaps(event.getModifierState('CapsLock'));
  };

  return (
    <Stack as="form" gap={20} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('session.signIn.login')}
        size="large"
        autoComplete="off"
        spellCheck={false}
        readOnly={fixed || isSubmitting}
        defaultValue={login}
        error={errors.login?.message}
        {...form.register('login')}
      />
      <TextField
        label={t('session.signIn.password')}
        size="large"
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        readOnly={isSubmitting}
        hint={caps ? t('session.signIn.capsLock') : t('session.signIn.passwordHint')}
        defaultValue={password}
        error={errors.password?.message}
        onKeyUp={watchCaps}
        contentAfter={
          <Button
            appearance="transparent"
            size="small"
            icon={shown ? <EyeOff20Regular /> : <Eye20Regular />}
            aria-label={shown ? t('session.signIn.hidePassword') : t('session.signIn.showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        }
        {...form.register('password')}
      />
      {general !== null && (
        <Notice intent="error">
          {general.code === 'database-unreachable' ? t('session.signIn.databaseAway') : word(general)}
        </Notice>
      )}
      <Button
        className={styles.submit}
        type="submit"
        appearance="primary"
        size="large"
        disabledFocusable={isSubmitting}
        {...(isSubmitting ? { icon: <Spinner size="tiny" /> } : {})}
      >
        {isSubmitting ? t('session.signIn.submitting') : (submitLabel ?? t('session.signIn.submit'))}
      </Button>
      {isSubmitting && <Patience />}
    </Stack>
  );
}
