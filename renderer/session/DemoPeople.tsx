import { makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { DemoPerson } from '../../shared/session.ts';
import { useText } from '../text.ts';

const useStyles = makeStyles({
  side: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: '12px',
    padding: '20px 32px 8px',
  },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  strong: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  list: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '4px 24px 20px' },
  person: {
    width: '100%',
    minHeight: '44px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 10fr) minmax(0, 7fr) minmax(0, 11fr)',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '2px' },
    columnGap: '12px',
    alignItems: 'center',
    padding: '2px 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'left',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  post: { display: 'block' },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

type Props = {
  people: readonly DemoPerson[];
  chosen: DemoPerson | null;
  onChoose: (person: DemoPerson) => void;
};

/** Everybody of the demo office, with what makes each of them worth trying. Absent in production. */
export function DemoPeople({ people, chosen, onChoose }: Props) {
  const styles = useStyles();
  const t = useText();
  const first = people[0]?.password;
  const shared = people.every((person) => person.password === first) ? first : undefined;
  return (
    <aside className={styles.side} aria-label={t('session.demo.people')}>
      <div className={styles.head}>
        <Subtitle2 as="h2">{t('session.demo.title')}</Subtitle2>
        <Text className={styles.quiet}>
          {t('session.demo.fills')}
          {shared !== undefined && (
            <>
              {' '}
              {t('session.demo.password')} <span className={styles.strong}>{shared}</span>
            </>
          )}
        </Text>
        <Text className={styles.quiet}>{t('session.demo.invented')}</Text>
      </div>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.login}>
            <button
              type="button"
              className={mergeClasses(styles.person, chosen?.login === person.login && styles.chosen)}
              aria-pressed={chosen?.login === person.login}
              onClick={() => onChoose(person)}
            >
              <span className={styles.cut}>
                {person.displayName}
                <span className={mergeClasses(styles.post, styles.cut, styles.quiet)}>{person.post}</span>
              </span>
              <span className={styles.cut}>
                {person.login}
                {shared === undefined && (
                  <span className={mergeClasses(styles.post, styles.quiet)}>{person.password}</span>
                )}
              </span>
              <span>{person.note}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
