import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';

const forced = '@media (forced-colors: active)';
const useStyles = makeStyles({
  bar: {
    display: 'flex',
    height: '22px',
    gap: '1px',
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  part: {
    minWidth: '18px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    // Never by colour alone: the number stands in it, and without colours a line around it.
    // Of the colour of its row, which is another one where it is chosen.
    [forced]: { border: '1px solid currentColor', backgroundColor: 'transparent' },
  },
  level0: { backgroundColor: tokens.colorNeutralForeground3, color: tokens.colorNeutralBackground1 },
  level1: { backgroundColor: tokens.colorNeutralStencil1, color: tokens.colorNeutralForeground1 },
  level2: { backgroundColor: tokens.colorBrandStroke2Contrast, color: tokens.colorNeutralForeground1 },
  level3: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
  legend: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px' },
  key: { display: 'inline-flex', alignItems: 'center', gap: '4px' },
  swatch: {
    width: '12px',
    height: '12px',
    borderRadius: '2px',
    [forced]: { border: '1px solid CanvasText' },
  },
});

const levels = [0, 1, 2, 3] as const;

/** How often each level was given: a bar with the numbers in it. */
export function Spread({ counts }: { counts: readonly number[] }) {
  const styles = useStyles();
  const t = useText();
  const told = levels.filter((level) => (counts[level] ?? 0) > 0);
  const label = told
    .map((level) => t('quality.results.spreadOf', { level: String(level), n: String(counts[level]) }))
    .join(', ');
  return (
    <div className={styles.bar} role="img" aria-label={label}>
      {told.map((level) => (
        <div
          key={level}
          className={mergeClasses(styles.part, styles[`level${level}`])}
          style={{ flexGrow: counts[level] ?? 0, flexBasis: 0 }}
        >
          {counts[level]}
        </div>
      ))}
    </div>
  );
}

/** What the colours of the bars are. */
export function Legend() {
  const styles = useStyles();
  const t = useText();
  return (
    <Muted size={200} className={styles.legend}>
      {t('quality.results.legend')}
      {levels.map((level) => (
        <span key={level} className={styles.key}>
          <span className={mergeClasses(styles.swatch, styles[`level${level}`])} aria-hidden="true" />
          {level}
        </span>
      ))}
    </Muted>
  );
}
