import { Link, makeStyles, mergeClasses, Text, Title2, tokens } from '@fluentui/react-components';
import { Headphones24Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DemoPerson, StartInfo } from '../../shared/session.ts';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { DemoPeople } from './DemoPeople.tsx';
import { useSession } from './session.ts';
import { SignInForm } from './SignInForm.tsx';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    height: '100%',
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 799px)': { display: 'block', overflowY: 'auto' },
  },
  left: {
    width: '560px',
    flexShrink: 0,
    '@media (max-width: 1099px)': { width: '400px' },
    '@media (max-width: 799px)': { width: 'auto', minHeight: '100%' },
    display: 'flex',
    flexDirection: 'column',
    padding: '0 20px',
    overflowY: 'auto',
  },
  alone: { flexGrow: 1 },
  form: {
    width: '100%',
    maxWidth: '360px',
    margin: 'auto',
    padding: '20px 0',
    display: 'flex',
    flexDirection: 'column',
  },
  mark: {
    width: '40px',
    height: '40px',
    borderRadius: '8px',
    display: 'grid',
    placeItems: 'center',
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    marginBottom: '16px',
  },
  office: { color: tokens.colorNeutralForeground3, marginBottom: '28px' },
  ended: { marginBottom: '20px' },
  support: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
  rule: {
    width: '100%',
    maxWidth: '360px',
    margin: '0 auto',
    padding: '0 0 28px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

type SignInPageProps = { start: StartInfo; onGuide: () => void; onSupport: () => void };

/** Page 01: the form; beside it, in the demo only, everybody who can be tried. */
export function SignInPage({ start, onGuide, onSupport }: SignInPageProps) {
  const styles = useStyles();
  const t = useText();
  const ended = useSession((state) => state.ended);
  const [chosen, choose] = useState<DemoPerson | null>(null);
  useTitle(t('common.windowTitle', { page: t('common.pages.signIn') }));
  return (
    <div className={styles.page}>
      <main
        className={mergeClasses(styles.left, start.demo === null && styles.alone)}
        aria-label={t('session.signIn.region')}
      >
        <div className={styles.form}>
          <span className={styles.mark} aria-hidden="true">
            <Headphones24Filled />
          </span>
          <Title2 as="h1">{t('common.program')}</Title2>
          <Text className={styles.office}>{start.office}</Text>
          {ended !== null && (
            <div className={styles.ended}>
              <Notice intent="warning">{t(`session.ended.${ended}`)}</Notice>
            </div>
          )}
          <SignInForm
            key={chosen?.login ?? ''}
            login={chosen?.login ?? start.login}
            password={chosen?.password ?? ''}
          />
        </div>
        <p className={styles.rule}>{t('session.signIn.rule')}</p>
        <p className={mergeClasses(styles.rule, styles.links)}>
          <Link as="button" className={styles.support} onClick={onGuide}>
            {t('support.guide')}
          </Link>
          <Link as="button" className={styles.support} onClick={onSupport}>
            {t('support.collect')}
          </Link>
        </p>
      </main>
      {start.demo !== null && <DemoPeople people={start.demo} chosen={chosen} onChoose={choose} />}
    </div>
  );
}
