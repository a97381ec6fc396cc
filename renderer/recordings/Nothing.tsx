import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { dayOf } from '../ui/time.ts';
import { type Conditions, loosenings } from './conditions.ts';
import { setConditions } from './search.ts';

const useStyles = makeStyles({
  nothing: {
    width: '480px',
    maxWidth: '100%',
    margin: '60px auto',
    padding: '0 20px',
    '@media (max-height: 479px)': { margin: '12px auto' },
  },
  text: { display: 'block', color: tokens.colorNeutralForeground3, marginTop: '4px', marginBottom: '12px' },
  line: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: '8px 0' },
});

/** Page 02c: nothing was found; each line loosens one condition. */
export function Nothing({ conditions }: { conditions: Conditions }) {
  const styles = useStyles();
  const t = useText();
  const possible = loosenings(conditions, dayOf());
  const { around, digits, minSeconds } = conditions;
  const onlyDay = around === null && digits === null && minSeconds === null;
  return (
    <section className={styles.nothing}>
      <Subtitle2 as="h3">{t('recordings.nothing.title')}</Subtitle2>
      <Text as="p" className={styles.text}>
        {t(onlyDay ? 'recordings.nothing.single' : 'recordings.nothing.text')}
      </Text>
      <ul>
        {possible.map(({ which, conditions: loosened }) => (
          <li key={which} className={styles.line}>
            <Link as="button" onClick={() => setConditions(loosened)}>
              {t(`recordings.nothing.${which}`)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
