import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons';
import { type ComponentProps, type PointerEvent, useEffect, useLayoutEffect, useMemo } from 'react';
import type { Annotation } from '../../shared/drafts.ts';
import { isLong, positionText } from '../../shared/duration.ts';
import type { Criterion } from '../../shared/quality.ts';
import type { Range } from '../../shared/values.ts';
import type { Layer } from '../player/layer.ts';
import { Tint } from '../player/Selection.tsx';
import { placeIn, widthIn } from '../player/Timeline.tsx';
import { useText } from '../text.ts';
import { useTheme } from '../theme.ts';
import { useMedia } from '../ui/media.ts';
import { Unseen } from '../ui/Unseen.tsx';
import { useWidth } from '../ui/use-width.ts';
import { annotate, annotateStretch, chooseAnnotation, edgeAt, setEdge, useAnnotating } from './annotate.ts';
import { useAnnotationKeys } from './annotation-keys.ts';
import './carry-view-over.ts';
import { blockAt, blocksIn, type BlockStyle, drawBlocks, drawTicks } from './blocks.ts';
import { undo, useFilledCard } from './card.ts';

const useStyles = makeStyles({
  row: { position: 'relative', height: '24px' },
  canvas: { position: 'absolute', inset: 0, width: '100%', height: '100%' },
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
  // Above the drawing's playhead, so that it can be taken there, too.
  handle: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: '12px',
    marginLeft: '-6px',
    zIndex: 6,
    cursor: 'ew-resize',
    touchAction: 'none',
    '::before': {
      content: '""',
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: '5px',
      borderLeft: `2px solid ${tokens.colorCompoundBrandStroke}`,
      '@media (forced-colors: active)': { borderLeftColor: 'Highlight' },
    },
    '::after': {
      content: '""',
      position: 'absolute',
      top: 'calc(50% - 10px)',
      left: '2px',
      width: '8px',
      height: '20px',
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorCompoundBrandStroke,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
    },
  },
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

/** A canvas knows no styles: colours of the theme, the system's under high contrast. */
function useBlockStyle(): BlockStyle {
  const theme = useTheme();
  const highContrast = useMedia('(forced-colors: active)');
  return useMemo(() => {
    const font = `600 12px ${theme.fontFamilyBase}`;
    if (highContrast)
      return {
        ...{ ground: 'Canvas', line: 'CanvasText', text: 'CanvasText', font },
        ...{ chosenGround: 'Highlight', chosenText: 'HighlightText' },
      };
    return {
      ...{ ground: theme.colorNeutralBackground5, line: theme.colorNeutralStroke1 },
      ...{ text: theme.colorNeutralForeground1, font },
      ...{ chosenGround: theme.colorBrandBackground, chosenText: theme.colorNeutralForegroundOnBrand },
    };
  }, [theme, highContrast]);
}

const Row: Layer['Row'] = ({ player, view }) => {
  const styles = useStyles();
  const { box, width } = useWidth<HTMLCanvasElement>();
  const { annotations, chosen } = useAnnotated(player.open.recording);
  const criteria = useAnnotating((state) => state.criteria);
  const style = useBlockStyle();
  const blocks = useMemo(() => blocksIn(annotations, view, width), [annotations, view, width]);
  useEffect(() => {
    const digits = new Map(criteria.map(({ code }, at) => [code, String(at + 1)]));
    const digitOf = (at: number): string => digits.get(annotations[at]?.criterion ?? '') ?? '0';
    if (box.current !== null && width > 0) drawBlocks(box.current, width, blocks, { chosen, digitOf, style });
  }, [box, width, blocks, annotations, chosen, criteria, style]);
  useEffect(() => useAnnotating.setState({ rowWidth: width }), [width]);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const at = blockAt(blocks, event.clientX - event.currentTarget.getBoundingClientRect().left);
    if (at !== null) chooseAnnotation(at);
  };
  return (
    // For the mouse alone: the list below has the same rows.
    <div className={styles.row} role="presentation" onPointerDown={onPointerDown}>
      <canvas ref={box} className={styles.canvas} aria-hidden="true" />
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

const moveTo = (moving: ReturnType<typeof useAnnotating.getState>['moving']): void =>
  useAnnotating.setState({ moving });

/** The stretch of the chosen one, and its two edges. */
const Over: Layer['Over'] = ({ player, view }) => {
  const { annotations, chosen } = useAnnotated(player.open.recording);
  const one = chosen === null ? undefined : annotations[chosen];
  const moving = useAnnotating((state) => state.moving);
  const [from, to]: Range =
    one === undefined
      ? [0, 0]
      : [moving?.edge === 'from' ? moving.ms : one.from, moving?.edge === 'to' ? moving.ms : one.to];
  return (
    <>
      {one !== undefined && chosen !== null && (
        <>
          <Tint view={view} stretch={[from, to]} />
          {(['from', 'to'] as const).map((edge) => (
            <Handle
              key={`${String(chosen)} ${edge}`}
              at={edge === 'from' ? from : to}
              view={view}
              onMove={(ms) => moveTo({ edge, ms: edgeAt(one, edge, ms, player.open.durationMs) })}
              onDone={() => {
                if (moving !== null) setEdge(chosen, edge, moving.ms);
                moveTo(null);
              }}
            />
          ))}
        </>
      )}
    </>
  );
};

type HandleProps = {
  at: number;
  view: Range;
  onMove: (ms: number) => void;
  /** It was let go. */
  onDone: () => void;
};

/** An edge that the mouse moves; Alt with an arrow does the same. */
function Handle({ at, view, onMove, onDone }: HandleProps) {
  const styles = useStyles();
  if (at < view[0] || at > view[1]) return null;
  const placeOf = (event: PointerEvent<HTMLElement>): number => {
    const field = event.currentTarget.parentElement?.getBoundingClientRect();
    const part = field === undefined ? 0 : (event.clientX - field.left) / Math.max(1, field.width);
    return view[0] + part * (view[1] - view[0]);
  };
  // Escape gives it up, while the hand still holds it.
  const isMoving = (): boolean => useAnnotating.getState().moving !== null;
  const held = (event: PointerEvent<HTMLElement>): boolean =>
    event.currentTarget.hasPointerCapture(event.pointerId);
  return (
    <span
      className={styles.handle}
      style={{ left: placeIn(view, at) }}
      aria-hidden="true"
      onPointerDown={(event) => {
        // Of the drawing around it nothing is meant.
        event.stopPropagation();
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onMove(at);
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        if (held(event) && isMoving()) onMove(placeOf(event));
      }}
      onPointerUp={(event) => {
        event.stopPropagation();
        if (held(event)) onDone();
      }}
      onPointerCancel={() => moveTo(null)}
    />
  );
}

/** Over the whole of a long call. */
const Whole: Layer['Whole'] = ({ player }) => {
  const styles = useStyles();
  const { box, width } = useWidth<HTMLCanvasElement>();
  const { annotations, chosen } = useAnnotated(player.open.recording);
  const style = useBlockStyle();
  const { durationMs } = player.open;
  useEffect(() => {
    if (box.current !== null && width > 0)
      drawTicks(box.current, [width, 8], annotations, durationMs, { chosen, style });
  }, [box, width, annotations, durationMs, chosen, style]);
  return (
    <div className={styles.whole} aria-hidden="true">
      <canvas ref={box} className={styles.canvas} />
    </div>
  );
};

/** „Inne”, and the undoing of what was pressed in haste. */
const Buttons: Layer['Buttons'] = ({ open, small }) => {
  const styles = useStyles();
  const t = useText();
  const card = useFilledCard();
  return (
    <>
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
      <Tooltip content={t('quality.annotations.undo')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ArrowUndo20Regular />}
          disabledFocusable={card?.canUndo !== true}
          onClick={undo}
        />
      </Tooltip>
    </>
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
  // A call that has begun to sound has the keys: before the card takes them, which comes in the place of what had the focus.
  useLayoutEffect(() => {
    if (filled && document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-annotates] [data-play]')?.focus({ preventScroll: true });
  }, [filled]);
  return useMemo(
    () => (filled ? { name, Row, Over, Whole, Facts, Buttons, onStretch: annotateStretch } : undefined),
    [name, filled],
  );
}
