import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Subtract20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { Plans } from '../../shared/quality.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { dayText } from '../ui/time.ts';
import { Unseen } from '../ui/Unseen.tsx';

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    padding: '20px',
  },
  box: { maxWidth: '560px', display: 'flex', flexDirection: 'column', gap: '12px' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  line: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '12px' },
  sign: { display: 'inline-flex', height: '20px', color: tokens.colorNeutralForeground3 },
  there: {
    display: 'inline-flex',
    height: '20px',
    color: tokens.colorCompoundBrandForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  button: { alignSelf: 'flex-start' },
});

type Props = Pick<Plans, 'basis' | 'limits' | 'today'> & {
  /** Whether whoever reads it is authorised to review; the desk is told of others. */
  rates: boolean;
  onBasis: (() => void) | null;
};

/** § 2: what an office needs before it reviews quality, and what of it is there. */
export function Off({ basis, limits, today, rates, onBasis }: Props) {
  const styles = useStyles();
  const t = useText();
  const authorised = useAuthorised(!rates && onBasis !== null);
  const isTold = basis !== null && basis.firstDay <= today;
  const lines = [
    {
      is: basis !== null,
      what: t('quality.off.basis'),
      who:
        basis === null
          ? t('quality.off.basisWho')
          : t('quality.off.basisThere', { act: basis.act, day: dayText(basis.actDay) }),
    },
    {
      is: isTold,
      what: t('quality.off.informed'),
      who:
        basis === null || isTold
          ? t('quality.off.informedWho', { n: String(limits.noticeDays) })
          : t('quality.off.informedLasts', { day: dayText(basis.firstDay) }),
    },
    { is: rates || authorised, what: t('quality.off.authorisation'), who: t('quality.off.authorisationWho') },
  ];
  return (
    <div className={styles.page} data-region="list">
      <div className={styles.box}>
        <Subtitle2 as="h2">{t('quality.off.title')}</Subtitle2>
        <Text>{t('quality.off.text')}</Text>
        <ul className={styles.list}>
          {lines.map(({ is, what, who }) => (
            <li key={what} className={styles.line}>
              <span className={is ? styles.there : styles.sign}>
                {is ? <CheckmarkCircle20Filled aria-hidden /> : <Subtract20Regular aria-hidden />}
                <Unseen>{t(is ? 'quality.off.done' : 'quality.off.missing')}</Unseen>
              </span>
              <span>
                {what} <Muted>– {who}</Muted>
              </span>
            </li>
          ))}
        </ul>
        {onBasis !== null && basis === null && (
          <Button appearance="primary" className={styles.button} onClick={onBasis}>
            {t('quality.off.prepare')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Whether anybody may review quality today. */
function useAuthorised(asks: boolean): boolean {
  const filter = { what: 'authorisation', show: 'valid', text: null } as const;
  const { data } = useQuery({
    queryKey: ['authorisation.list', filter],
    queryFn: () => call('authorisation.list', { filter }),
    enabled: asks,
  });
  return (data?.rows ?? []).some((row) => row.what === 'authorisation' && row.scope.quality !== 'no');
}
