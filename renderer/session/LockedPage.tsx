import { Button, makeStyles, Title3, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Me } from '../../shared/session.ts';
import { useText } from '../text.ts';
import { signOut } from './session.ts';
import { SignInForm } from './SignInForm.tsx';

const useStyles = makeStyles({
  page: {
    height: '100%',
    display: 'flex',
    overflowY: 'auto',
    padding: '20px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  form: {
    width: '360px',
    maxWidth: '100%',
    margin: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
  },
  text: { color: tokens.colorNeutralForeground3, marginBottom: '8px' },
});

// SECURITY: keys of the pages below (play, go back) listen on the window; none of them may work through the cover.
function keepKeys(): () => void {
  const keep = (event: KeyboardEvent): void => {
    event.stopPropagation();
  };
  document.addEventListener('keydown', keep);
  return () => {
    document.removeEventListener('keydown', keep);
  };
}

/** The cover of a locked page: what lies below stays as it was, and only the same person gets back to it. */
export function LockedPage({ me }: { me: Me }) {
  const styles = useStyles();
  const t = useText();
  useEffect(keepKeys, []);
  return (
    <main className={styles.page} aria-label={t('session.locked.title')}>
      <div className={styles.form}>
        <Title3 as="h1">{t('session.locked.title')}</Title3>
        <p className={styles.text}>{t('session.locked.text')}</p>
        <SignInForm fixed login={me.login} password="" submitLabel={t('session.locked.unlock')} />
        <Button appearance="subtle" size="large" onClick={() => void signOut()}>
          {t('session.person.signOut')}
        </Button>
      </div>
    </main>
  );
}
