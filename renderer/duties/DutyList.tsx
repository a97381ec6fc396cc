import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, ErrorCircle20Filled, Warning20Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { narrow, useMedia } from '../ui/media.ts';
import { dayText, timeText } from '../ui/time.ts';
import { Unseen, UnseenBlock } from '../ui/Unseen.tsx';
import type { Row, Step } from './row.ts';

const useStyles = makeStyles({
  region: { flexGrow: 1, minHeight: 0, overflowY: 'auto', outlineStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) minmax(120px, 160px) 176px',
    columnGap: '12px',
    alignItems: 'center',
    padding: '0 12px',
    margin: '0 8px',
    minHeight: '52px',
    '@media (max-width: 1099px)': { gridTemplateColumns: '20px minmax(0, 1fr) 160px' },
  },
  head: {
    minHeight: '32px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  lines: { minWidth: 0, padding: '6px 0', overflowWrap: 'anywhere' },
  title: { fontWeight: tokens.fontWeightSemibold },
  second: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  term: { fontVariantNumeric: 'tabular-nums' },
  step: { width: '100%', minWidth: 0, padding: '5px 8px' },
  sign: { display: 'inline-flex' },
  red: {
    color: tokens.colorPaletteRedForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  orange: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  last: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    padding: '16px 20px',
    color: tokens.colorNeutralForeground3,
  },
  good: {
    display: 'inline-flex',
    color: tokens.colorCompoundBrandForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
});

type Props = {
  label: string;
  rows: readonly Row[];
  /** When it was asked for, milliseconds. */
  at: number;
  /** When the next review opens, a legal day; null for whoever may see none. */
  nextReview: string | null;
  /** The step that counts is in the panel beside it. */
  calm: boolean;
  onStep: (step: Step) => void;
};

/** What waits, a row each: sign, what and whose, since when, and the one button that does the next step. */
export function DutyList({ label, rows, at, nextReview, calm, onStep }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const head = (
    <div role="rowgroup">
      <div role="row" className={mergeClasses(styles.row, styles.head)}>
        <div role="columnheader">
          <Unseen>{t('duties.columns.sign')}</Unseen>
        </div>
        <div role="columnheader">{t('duties.columns.what')}</div>
        {!isNarrow && <div role="columnheader">{t('duties.columns.term')}</div>}
        <div role="columnheader">
          <Unseen>{t('duties.columns.step')}</Unseen>
        </div>
      </div>
    </div>
  );
  return (
    <div className={styles.region} data-region="list" tabIndex={-1}>
      {rows.length > 0 && (
        <div role="table" aria-label={label}>
          {isNarrow ? <UnseenBlock>{head}</UnseenBlock> : head}
          <div role="rowgroup">
            {rows.map((row, place) => (
              <DutyRow
                key={row.key}
                row={row}
                first={!calm && place === 0}
                isNarrow={isNarrow}
                onStep={onStep}
              />
            ))}
          </div>
        </div>
      )}
      <p className={styles.last}>
        <span className={styles.good} aria-hidden="true">
          <CheckmarkCircle20Filled />
        </span>
        {t(rows.length === 0 ? 'duties.nothing' : 'duties.nothingElse', {
          time: timeText(new Date(at).toISOString()),
        })}
        {rows.length === 0 &&
          nextReview !== null &&
          ` ${t('duties.nextReview', { day: dayText(nextReview) })}`}
      </p>
    </div>
  );
}

type RowProps = { row: Row; first: boolean; isNarrow: boolean; onStep: (step: Step) => void };

function DutyRow({ row, first, isNarrow, onStep }: RowProps) {
  const styles = useStyles();
  const t = useText();
  const { sign, title, second, term, step } = row;
  return (
    <div role="row" className={styles.row}>
      <div role="cell" className={styles.sign}>
        {sign !== null && (
          <>
            <span className={styles[sign]} aria-hidden="true">
              {sign === 'red' ? <ErrorCircle20Filled /> : <Warning20Regular />}
            </span>
            <Unseen>{t(`duties.signs.${sign}`)}</Unseen>
          </>
        )}
      </div>
      <div role="cell" className={styles.lines}>
        <div className={styles.title}>{title}</div>
        <div className={styles.second}>{isNarrow && term !== '' ? `${second}, ${term}` : second}</div>
      </div>
      {!isNarrow && (
        <div role="cell" className={styles.term}>
          {term}
        </div>
      )}
      <div role="cell">
        {step !== null && (
          <Hint text={step.why}>
            <Button
              className={styles.step}
              appearance={first ? 'primary' : 'outline'}
              aria-label={t('duties.steps.of', { step: step.label, what: title })}
              disabledFocusable={step.why !== null}
              onClick={() => onStep(step.go)}
            >
              {step.label}
            </Button>
          </Hint>
        )}
      </div>
    </div>
  );
}
