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
  course: { display: 'block', overflow: 'visible' },
  line: {
    stroke: tokens.colorNeutralForeground3,
    strokeWidth: 1.5,
    fill: 'none',
    [forced]: { stroke: 'CanvasText' },
  },
  dot: { fill: tokens.colorNeutralForeground3, [forced]: { fill: 'CanvasText' } },
  last: { fill: tokens.colorBrandBackground, [forced]: { fill: 'CanvasText' } },
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

const [width, height, edge] = [60, 20, 4];

/** How something went from review to review, 0 to 1; null: not told there. Beside the numbers, which say it. */
export function Course({ values }: { values: readonly (number | null)[] }) {
  const styles = useStyles();
  const step = (width - 2 * edge) / Math.max(1, values.length - 1);
  const points = values.flatMap((value, at) =>
    value === null ? [] : [{ x: edge + at * step, y: height - edge - value * (height - 2 * edge), at }],
  );
  return (
    <svg className={styles.course} width={width} height={height} aria-hidden="true">
      <polyline
        className={styles.line}
        points={points.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')}
      />
      {points.map(({ x, y, at }) => (
        <circle
          key={at}
          className={at === values.length - 1 ? styles.last : styles.dot}
          cx={x}
          cy={y}
          r={at === values.length - 1 ? 3.5 : 2.5}
        />
      ))}
    </svg>
  );
}
