import { Button, Link, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import type { Matter } from '../../shared/matter.ts';
import { isOverdue, matterTitle, dueText } from '../matters.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';

const useStyles = makeStyles({
  section: { padding: '12px 20px 16px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    marginBottom: '8px',
    minHeight: '32px',
  },
  heading: { whiteSpace: 'nowrap' },
  add: { marginLeft: 'auto', marginRight: '-12px', whiteSpace: 'nowrap' },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '12px' },
  one: {
    display: 'grid',
    gridTemplateColumns: '76px minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'center',
  },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  title: { overflowWrap: 'anywhere' },
  second: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  overdue: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
});

type Props = {
  /** Those that are open, next due first. */
  matters: readonly Matter[];
  onShow: (matter: string) => void;
  /** Null for whoever does not coordinate. */
  onAdd: (() => void) | null;
};

/** „Sprawy do koordynacji” (§ 6 ust. 3). */
export function MatterList({ matters, onShow, onAdd }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <section className={styles.section} aria-label={t('matter.list.title')}>
      <div className={styles.head}>
        <Subtitle2 as="h2" className={styles.heading}>
          {t('matter.list.title')}
        </Subtitle2>
        <Muted>{matters.length}</Muted>
        {onAdd !== null && (
          <Button className={styles.add} appearance="subtle" icon={<Add20Regular />} onClick={onAdd}>
            {t('matter.list.add')}
          </Button>
        )}
      </div>
      {matters.length === 0 && <Muted as="p">{t('matter.list.none')}</Muted>}
      <ul className={styles.list}>
        {matters.map((one) => (
          <li key={one.matter} className={styles.one}>
            <Link
              as="button"
              className={styles.number}
              aria-label={t('matter.list.show', { number: one.number })}
              onClick={() => onShow(one.matter)}
            >
              {one.number}
            </Link>
            <div>
              <div className={styles.title}>{matterTitle(t, one)}</div>
              <div className={mergeClasses(styles.second, isOverdue(one) && styles.overdue)}>
                {t('matter.list.second', {
                  person: one.person ?? t('matter.nobody'),
                  term: dueText(t, one),
                })}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
