import { makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { Stack } from '../ui/Stack.tsx';
import { useOwnAppointment } from '../first-waiting.ts';
import { PaperFacts } from './CompareFacts.tsx';
import { ConfirmFooter } from './ConfirmFooter.tsx';

const useStyles = makeStyles({
  section: {
    flexShrink: 0,
    padding: '16px max(20px, 100% - 540px) 16px 20px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** An office that waits for whoever is given it: the Secretary's deputy, where nobody else is there who could compare the paper. */
export function OwnAppointment() {
  const styles = useStyles();
  const t = useText();
  const { data, refetch } = useOwnAppointment();
  const own = data?.own ?? null;
  if (own === null) return null;
  const { number, paper } = own;
  return (
    <section className={styles.section} aria-label={t('authorisation.accepting.title')}>
      <Stack gap={16}>
        <Subtitle1 as="h2">{t('authorisation.accepting.title')}</Subtitle1>
        <Text as="p">{t('authorisation.accepting.text', { number })}</Text>
        <PaperFacts paper={paper} />
        <ConfirmFooter
          what="appointment"
          number={number}
          waiting={paper.registered}
          label={t('authorisation.accepting.send')}
          mayDiffer={false}
          onDone={() => void refetch()}
        />
      </Stack>
    </section>
  );
}
