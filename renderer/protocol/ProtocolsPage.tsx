import { Divider, makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import type { Act } from '../../shared/protocol.ts';
import { failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Loading } from '../ui/States.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { MyProtocols } from './MyProtocols.tsx';
import { unfinishedOf, useActs } from './unfinished.ts';
import { UnfinishedTable } from './UnfinishedTable.tsx';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    // Too low for two lists that scroll: the page scrolls over both.
    '@media (max-height: 479px)': { overflowY: 'auto' },
  },
  unfinished: {
    flexShrink: 0,
    maxHeight: '45%',
    overflowY: 'auto',
    paddingBottom: '16px',
    '@media (max-height: 479px)': { maxHeight: 'none' },
  },
  heading: { display: 'flex', alignItems: 'baseline', gap: '8px', padding: '16px 20px 4px' },
  count: { color: tokens.colorNeutralForeground3 },
  none: { padding: '4px 20px 0', color: tokens.colorNeutralForeground3 },
  divider: { flexGrow: 0 },
});

type ProtocolsPageProps = {
  /** Back to listening in an act that is not completed. */
  onContinue: (act: Act) => void;
  /** To the page of a completed or filed protocol. */
  onFinish: (act: Act) => void;
};

/** Page 07: what is not finished above, all one's own protocols below. */
export function ProtocolsPage({ onContinue, onFinish }: ProtocolsPageProps) {
  const styles = useStyles();
  const t = useText();
  const acts = useActs();
  if (acts.data === undefined) {
    return (
      <>
        <UnseenTitle>{t('common.pages.protocols')}</UnseenTitle>
        {acts.isError ? (
          <FailureNotice failure={failureOf(acts.error)} onRetry={() => void acts.refetch()} flush />
        ) : (
          <Loading />
        )}
      </>
    );
  }
  const unfinished = unfinishedOf(acts.data.acts);
  const open = (act: Act): void => (act.state === 'started' ? onContinue(act) : onFinish(act));
  return (
    <div className={styles.page}>
      <section className={styles.unfinished} aria-label={t('protocol.unfinished.title')}>
        <div className={styles.heading}>
          <Subtitle1 as="h1">{t('protocol.unfinished.title')}</Subtitle1>
          <Text className={styles.count}>{unfinished.length}</Text>
        </div>
        {unfinished.length === 0 ? (
          <Text as="p" className={styles.none}>
            {t(acts.data.acts.length === 0 ? 'protocol.unfinished.nothing' : 'protocol.unfinished.none')}
          </Text>
        ) : (
          <UnfinishedTable acts={unfinished} onOpen={open} />
        )}
      </section>
      <Divider className={styles.divider} />
      <MyProtocols acts={acts.data.acts} onOpen={open} />
    </div>
  );
}
