import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import type { CardWords, Scored } from '../../shared/drafts.ts';
import type { Criterion } from '../../shared/quality.ts';
import { visibleLength } from '../../shared/words.ts';
import { useText } from '../text.ts';
import { kindOfTarget } from '../player/keys.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { isMissing, needsComment, setComment, setCurrent, setLevel } from './card.ts';
import { levels } from './card-keys.ts';

const useStyles = makeStyles({
  row: {
    padding: '4px 6px',
    margin: '0 -6px 0 -8px',
    borderLeft: '2px solid transparent',
    // There a border that is not seen is drawn.
    '@media (forced-colors: active)': { borderLeftColor: 'Canvas' },
  },
  current: {
    backgroundColor: tokens.colorBrandBackground2,
    borderLeftColor: tokens.colorCompoundBrandStroke,
    '@media (forced-colors: active)': { borderLeftColor: 'Highlight' },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    // Too narrow for both: the levels stand below the name.
    '@media (max-width: 1099px)': { flexWrap: 'wrap', rowGap: '4px' },
  },
  digit: {
    flexShrink: 0,
    width: '20px',
    height: '20px',
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
  },
  name: {
    flexGrow: 1,
    minWidth: 0,
    lineHeight: tokens.lineHeightBase200,
    '@media (max-width: 1099px)': { flexBasis: 'calc(100% - 28px)' },
  },
  levels: {
    display: 'flex',
    flexShrink: 0,
    gap: '2px',
    '@media (max-width: 1099px)': { marginLeft: '28px' },
  },
  level: {
    // What is said below it comes into view with it.
    scrollMarginBottom: '28px',
    width: '26px',
    height: '28px',
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontVariantNumeric: 'tabular-nums',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':disabled': {
      color: tokens.colorNeutralForegroundDisabled,
      backgroundColor: tokens.colorNeutralBackgroundDisabled,
      cursor: 'not-allowed',
    },
  },
  nd: { width: '30px', marginLeft: '4px', fontSize: tokens.fontSizeBase200 },
  chosen: {
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    borderTopColor: tokens.colorBrandBackground,
    borderRightColor: tokens.colorBrandBackground,
    borderBottomColor: tokens.colorBrandBackground,
    borderLeftColor: tokens.colorBrandBackground,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorBrandBackgroundHover },
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      forcedColorAdjust: 'none',
    },
  },
  wrong: {
    borderTopColor: tokens.colorPaletteRedBorder2,
    borderRightColor: tokens.colorPaletteRedBorder2,
    borderBottomColor: tokens.colorPaletteRedBorder2,
    borderLeftColor: tokens.colorPaletteRedBorder2,
  },
  below: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 8px',
    marginTop: '2px',
    // What is pressed there stays clear of the levels above it.
    '@media (max-width: 1099px)': { marginTop: '6px' },
    paddingLeft: '28px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  comment: { color: tokens.colorNeutralForeground2 },
  add: {
    padding: 0,
    border: 'none',
    background: 'none',
    fontFamily: 'inherit',
    fontSize: 'inherit',
    color: tokens.colorBrandForegroundLink,
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
    // Of one colour with the words around it there.
    '@media (forced-colors: active)': { textDecorationLine: 'underline' },
  },
  error: { color: tokens.colorPaletteRedForeground1 },
  descriptions: {
    display: 'grid',
    gridTemplateColumns: '14px minmax(0, 1fr)',
    gap: '0 8px',
    margin: '4px 0 0',
    paddingLeft: '28px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground2,
  },
  digitOf: { fontWeight: tokens.fontWeightSemibold },
  field: { paddingLeft: '28px', paddingTop: '4px' },
});

type Props = {
  at: number;
  criterion: Criterion;
  words: CardWords;
  isCurrent: boolean;
  /** What it may not fall below. */
  floor: number;
  /** Whether somebody tried to submit in vain: what is missing is shown. */
  asked: boolean;
  locked: boolean;
  /** Its digit was pressed. */
  onDigit: (at: number) => void;
  /** Where it is annotated. */
  times: ReactNode;
};

/** One criterion: its digit, name and levels in one line; the current one alone opens what the levels mean. */
export function CriterionRow({ at, criterion, words, isCurrent, floor, asked, locked, ...more }: Props) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const { code, name, weight } = criterion;
  const digit = String(at + 1);
  const level = words.levels[at] ?? null;
  const comment = words.comments[code] ?? '';
  const required = needsComment(level);
  const isWrong = asked && isMissing(level, floor);
  // Opened by whoever wants to say something; by itself where something has to be said.
  const [wanted, want] = useState(false);
  const hasField = isCurrent ? wanted || required || comment !== '' : required && isBlank(comment);
  return (
    // Wherever it is pressed or has the focus, it is the one that keys speak of. It opens once it was pressed, and not while: what opens moves what is
    // below it, and a mouse that goes up over something else has clicked nothing.
    <div
      role="presentation"
      className={mergeClasses(styles.row, isCurrent && styles.current)}
      data-criterion={at}
      onMouseDown={(event) => {
        if (kindOfTarget(event.target) !== 'text') event.preventDefault();
      }}
      onClick={({ target }) => {
        setCurrent(at);
        if (target instanceof Element) target.closest('button')?.focus();
      }}
      onFocus={() => setCurrent(at)}
    >
      <div className={styles.head}>
        <button
          type="button"
          tabIndex={-1}
          data-cap=""
          className={mergeClasses(styles.digit, isCurrent && styles.chosen)}
          aria-label={t('quality.card.digit', { n: digit, name })}
          onClick={() => more.onDigit(at)}
        >
          {digit}
        </button>
        {/* Of one weight: where it became bold, a long name took a line more under the hand that rates. */}
        <Text id={id} className={styles.name}>
          {name}
        </Text>
        <Levels {...{ at, level, floor, locked, criterion }} isMissing={isWrong} labelledBy={id} />
      </div>
      <div className={styles.below}>
        <span>{t('quality.criteria.weight', { n: String(weight) })}</span>
        {more.times}
        {isWrong && (
          <span className={styles.error}>
            {t(level === null ? 'quality.card.levelMissing' : 'quality.card.levelLowered')}
          </span>
        )}
        {!hasField && comment !== '' && <span className={styles.comment}>{comment}</span>}
        {isCurrent && !hasField && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.add}
            data-comment=""
            disabled={locked}
            onClick={() => want(true)}
          >
            {t('quality.card.addComment')}
          </button>
        )}
      </div>
      {isCurrent && (
        <dl className={styles.descriptions}>
          {criterion.levels.map((text, place) => [
            <dt key={`${text}-digit`} className={styles.digitOf}>
              {place}
            </dt>,
            <dd key={text}>{text}</dd>,
          ])}
        </dl>
      )}
      {hasField && (
        <Comment {...{ code, comment, required, wanted, asked, locked }} onLeave={() => want(false)} />
      )}
    </div>
  );
}

type LevelsProps = Pick<Props, 'at' | 'criterion' | 'floor' | 'locked'> & {
  level: Scored;
  isMissing: boolean;
  labelledBy: string;
};

/** WCAG: one radio group a criterion; what a level means is told with it. Its arrows are the card's. */
function Levels({ at, criterion, level, floor, locked, isMissing, labelledBy }: LevelsProps) {
  const styles = useStyles();
  const t = useText();
  const may = (one: Scored): boolean => one === 'nd' || (one !== null && one >= floor);
  // What takes the focus: never a level that may not be given any more.
  const way = level !== null && may(level) ? level : levels.find(may);
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} aria-required="true" className={styles.levels}>
      {levels.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={one === level}
          tabIndex={one === way ? 0 : -1}
          disabled={locked || !may(one)}
          data-wrong={isMissing && one === way}
          className={mergeClasses(
            styles.level,
            one === 'nd' && styles.nd,
            one === level && styles.chosen,
            isMissing && styles.wrong,
          )}
          aria-label={
            one === 'nd'
              ? `${t('quality.card.nd')} ${t('quality.card.ndLong')}`
              : `${String(one)}. ${criterion.levels[one] ?? ''}`
          }
          onClick={() => setLevel(at, one)}
        >
          {one === 'nd' ? t('quality.card.nd') : one}
        </button>
      ))}
    </div>
  );
}

type CommentProps = Pick<Props, 'asked' | 'locked'> & {
  code: string;
  comment: string;
  required: boolean;
  /** Whether somebody asked for the field, and is about to type. */
  wanted: boolean;
  onLeave: () => void;
};

/** 0 and 1 are never given without a word; of the others there may be one. */
function Comment({ code, comment, required, wanted, asked, locked, onLeave }: CommentProps) {
  const styles = useStyles();
  const t = useText();
  return (
    <div className={styles.field}>
      <TextAreaField
        label={t(required ? 'quality.card.commentRequired' : 'quality.card.comment')}
        size="small"
        rows={2}
        maxLength={1000}
        autoFocus={wanted}
        readOnly={locked}
        data-comment=""
        value={comment}
        error={asked && required && isBlank(comment) ? t('quality.card.commentMissing') : undefined}
        onChange={(_, { value }) => setComment(code, value)}
        onBlur={onLeave}
      />
    </div>
  );
}

const isBlank = (words: string): boolean => visibleLength(words) === 0;
