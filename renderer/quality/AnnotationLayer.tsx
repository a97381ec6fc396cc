import { Button, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { type ComponentProps, useEffect, useLayoutEffect, useMemo } from 'react';
import type { Annotation } from '../../shared/drafts.ts';
import { isLong, positionText } from '../../shared/duration.ts';
import type { Criterion } from '../../shared/quality.ts';
import type { Layer } from '../player/layer.ts';
import { Tint } from '../player/Selection.tsx';
import { placeIn, widthIn } from '../player/Timeline.tsx';
import { useText } from '../text.ts';
import { Unseen } from '../ui/Unseen.tsx';
import { useWidth } from '../ui/use-width.ts';
import { annotate, annotateStretch, chooseAnnotation, useAnnotating } from './annotate.ts';
import { useAnnotationKeys } from './annotation-keys.ts';
import './carry-view-over.ts';
import { blocksIn } from './blocks.ts';
import { useFilledCard } from './card.ts';

const forced = {
  '@media (forced-colors: active)': {
    backgroundColor: 'Highlight',
    color: 'HighlightText',
    forcedColorAdjust: 'none',
  },
} as const;
const useStyles = makeStyles({
  row: { position: 'relative', height: '24px' },
  block: {
    position: 'absolute',
    top: '3px',
    height: '18px',
    boxSizing: 'border-box',
    padding: '0 3px',
    overflow: 'hidden',
    lineHeight: '16px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground5,
    color: tokens.colorNeutralForeground1,
  },
  narrow: { padding: 0 },
  chosen: {
    zIndex: 1,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ...forced,
  },
  tick: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: '1px',
    backgroundColor: tokens.colorNeutralForeground1,
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
  },
  chosenTick: { zIndex: 1, backgroundColor: tokens.colorBrandBackground, ...forced },
  passed: {
    position: 'absolute',
    left: 0,
    bottom: 0,
    lineHeight: '24px',
    paddingRight: '4px',
    boxSizing: 'border-box',
    textAlign: 'right',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
    pointerEvents: 'none',
  },
  whole: { position: 'relative', height: '8px', marginTop: '8px' },
  cap: {
    display: 'inline-block',
    width: '18px',
    height: '18px',
    lineHeight: '16px',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
});

const none: readonly Annotation[] = [];

type Drawn = ComponentProps<Layer['Row']>;

/** What is annotated of a recording, and which of it is chosen. */
function useAnnotated(recording: string): { annotations: readonly Annotation[]; chosen: number | null } {
  const card = useFilledCard();
  const isThis = card?.recording === recording;
  return {
    annotations: isThis ? card.words.annotations : none,
    chosen: isThis ? card.chosen : null,
  };
}

const Row: Layer['Row'] = ({ player, view }) => {
  const styles = useStyles();
  const { box, width } = useWidth<HTMLDivElement>();
  const { annotations, chosen } = useAnnotated(player.open.recording);
  const criteria = useAnnotating((state) => state.criteria);
  const blocks = useMemo(() => blocksIn(annotations, view, width), [annotations, view, width]);
  useEffect(() => useAnnotating.setState({ rowWidth: width }), [width]);
  const digitOf = (at: number): number =>
    criteria.findIndex(({ code }) => code === annotations[at]?.criterion) + 1;
  return (
    // For the mouse alone: the list below has the same rows.
    <div ref={box} className={styles.row}>
      <div aria-hidden="true">
        {blocks.map(({ at, x, width: wide, digit }) => (
          <span
            key={at}
            className={mergeClasses(styles.block, !digit && styles.narrow, at === chosen && styles.chosen)}
            style={{ left: `${String(x)}px`, width: `${String(wide)}px` }}
            role="presentation"
            onPointerDown={() => chooseAnnotation(at)}
          >
            {digit && digitOf(at)}
          </span>
        ))}
      </div>
      <Passed player={player} view={view} />
      <Made long={isLong(player.open.durationMs)} />
    </div>
  );
};

/** Pixels that „pominięto do” takes with its time. */
const passedWidth = 112;

/**
 * How wide it is named in the row what was passed over before the first word, as CSS; null where there is no room for it. It ends with the first thing
 * that is annotated: that is often the first word, a moment before where the sound began.
 */
function usePassedWidth({ player: { open }, view: [from, to] }: Drawn): string | null {
  const rowWidth = useAnnotating((state) => state.rowWidth);
  const [first] = useFilledCard()?.words.annotations ?? [];
  const end = Math.min(open.firstWord, first?.from ?? open.firstWord);
  const room = (Math.min(end, to) / Math.max(1, to - from)) * rowWidth;
  return from <= 0 && room >= passedWidth ? widthIn([from, to], end) : null;
}

/** It is named: nobody has heard it. */
function usePassedText({ player: { open } }: Drawn): string {
  const t = useText();
  return t('quality.annotations.passed', { at: positionText(open.firstWord, isLong(open.durationMs)) });
}

/** There, or where the row is too narrow for it with what else is said of the call. */
function Passed(drawn: Drawn) {
  const styles = useStyles();
  const said = usePassedText(drawn);
  const width = usePassedWidth(drawn);
  if (drawn.player.open.firstWord === 0 || width === null) return null;
  return (
    <span className={styles.passed} style={{ width }}>
      {said}
    </span>
  );
}

const Facts: Layer['Facts'] = (drawn) => {
  const said = usePassedText(drawn);
  const inRow = usePassedWidth(drawn) !== null;
  const isDrawn = useAnnotating((state) => state.rowWidth) > 0;
  if (drawn.player.open.firstWord === 0 || inRow || !isDrawn) return null;
  return ` · ${said}`;
};

/** WCAG 4.1.3: that a key was taken, for whoever pressed it without looking. */
function Made({ long }: { long: boolean }) {
  const t = useText();
  const { criteria, made } = useAnnotating();
  const name = criteria.find(({ code }) => code === made?.criterion)?.name ?? t('quality.annotations.other');
  return (
    <div role="status">
      <Unseen>
        {made !== null && `${name}, ${positionText(made.from, long)}–${positionText(made.to, long)}`}
      </Unseen>
    </div>
  );
}

/** The stretch of the chosen one; its edges are moved by keys. */
const Over: Layer['Over'] = ({ player, view }) => {
  const { annotations, chosen } = useAnnotated(player.open.recording);
  const annotation = chosen === null ? undefined : annotations[chosen];
  return annotation && <Tint view={view} stretch={[annotation.from, annotation.to]} />;
};

/** Over the whole of a long call. */
const Whole: Layer['Whole'] = ({ player }) => {
  const styles = useStyles();
  const { annotations, chosen } = useAnnotated(player.open.recording);
  return (
    <div className={styles.whole} aria-hidden="true">
      {annotations.map(({ from }, at) => (
        <span
          key={at}
          className={mergeClasses(styles.tick, at === chosen && styles.chosenTick)}
          style={{ left: placeIn([0, player.open.durationMs], from) }}
        />
      ))}
    </div>
  );
};

/** „Inne”. */
const Buttons: Layer['Buttons'] = ({ open, small }) => {
  const styles = useStyles();
  const t = useText();
  const card = useFilledCard();
  return (
    <Tooltip content={t('quality.annotations.otherHint')} relationship="description">
      <Button
        appearance="subtle"
        disabled={!open || card === null}
        icon={<span className={styles.cap}>0</span>}
        {...(small ? { 'aria-label': `0 ${t('quality.annotations.other')}` } : {})}
        onClick={() => annotate(null)}
      >
        {small ? undefined : t('quality.annotations.other')}
      </Button>
    </Tooltip>
  );
};

const noCriteria: readonly Criterion[] = [];

/**
 * Annotations over and under the drawing of a call, and the keys that make them; undefined while its card is not filled in. `criteria`: of
 * its plan; their digits.
 */
export function useAnnotations(criteria: readonly Criterion[] | null, filled: boolean): Layer | undefined {
  const t = useText();
  const name = t('quality.annotations.title');
  useEffect(
    () => useAnnotating.setState({ criteria: criteria ?? noCriteria, filter: '', made: null }),
    [criteria],
  );
  useAnnotationKeys(!filled);
  // Focus the player on open, before the score card mounts and takes focus.
  useLayoutEffect(() => {
    if (filled && document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-annotates] [data-play]')?.focus({ preventScroll: true });
  }, [filled]);
  return useMemo(
    () => (filled ? { name, Row, Over, Whole, Facts, Buttons, onStretch: annotateStretch } : undefined),
    [name, filled],
  );
}
