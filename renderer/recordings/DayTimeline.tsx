import { Link, mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Bar } from '../../shared/recordings.ts';
import { failureOf } from '../api.ts';
import { useSaidAbove } from '../connection.ts';
import { useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { UnseenBlock } from '../ui/Unseen.tsx';
import { type Conditions, without } from './conditions.ts';
import {
  axisOf,
  byHour,
  changeOf,
  clockText,
  type Edge,
  heightOf,
  type Minutes,
  minuteOf,
  moveEdge,
  step,
  type useOutline,
  windowOf,
} from './outline.ts';
import { setConditions } from './search.ts';
import { drawing, useTimelineStyles } from './timeline-styles.ts';

type Props = { conditions: Conditions; outline: ReturnType<typeof useOutline>; selected: string | null };

/**
 * The day as a small drawing: one bar a call, as high as it is long, those that the list shows in the accent's colour. Its two
 * handles are the window of hours; a press between them looks around that time.
 */
export function DayTimeline({ conditions, outline, selected }: Props) {
  const styles = useTimelineStyles();
  const t = useText();
  const said = useSaidAbove(outline.isError ? failureOf(outline.error) : null);
  if (said) return null;
  if (outline.isError)
    return (
      <p className={mergeClasses(styles.timeline, styles.failed)}>
        {t('recordings.timeline.failed')}{' '}
        <Link as="button" inline onClick={() => void outline.refetch()}>
          {t('common.retry')}
        </Link>
      </p>
    );
  return <Drawing bars={outline.data?.bars ?? []} conditions={conditions} selected={selected} />;
}

/** Milliseconds without another key after which a moved handle asks the server. */
const settled = 250;

type DrawingProps = { bars: readonly Bar[]; conditions: Conditions; selected: string | null };

function Drawing({ bars, conditions, selected }: DrawingProps) {
  const styles = useTimelineStyles();
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const asked = windowOf(conditions);
  const axis = axisOf(bars, asked);
  // While a handle is on its way the window is only drawn.
  const [moving, setMoving] = useState<Minutes | null>(null);
  const [held, setHeld] = useState(false);
  const window = moving ?? asked ?? axis;

  useEffect(() => {
    if (moving === null || held) return undefined;
    const timer = setTimeout(() => {
      setConditions(changeOf(moving, axis));
      setMoving(null);
    }, settled);
    return () => clearTimeout(timer);
    // The axis follows from the bars; a new one does not move the window again.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- as above
  }, [moving, held]);

  const minuteAt = (event: PointerEvent): number => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return axis.from + ((event.clientX - left) / width) * (axis.to - axis.from);
  };
  const lookAround = (event: PointerEvent): void => {
    if (event.target !== event.currentTarget) return;
    const minute = Math.round(minuteAt(event) / step) * step;
    setConditions({ ...without('hour'), around: clockText(Math.min(minute, 24 * 60 - step)) });
  };
  const percent = (minute: number): number => ((minute - axis.from) / (axis.to - axis.from)) * 100;

  return (
    <div
      className={styles.timeline}
      role="group"
      aria-label={t('recordings.timeline.label')}
      data-region="timeline"
    >
      <div className={styles.box} ref={box} onPointerDown={lookAround}>
        <Picture bars={bars} window={moving ?? asked} axis={axis} selected={selected} />
        {(['from', 'to'] as const).map((edge) => (
          <Handle
            key={edge}
            edge={edge}
            window={window}
            axis={axis}
            set={(moving ?? asked) !== null}
            left={percent(window[edge])}
            minuteAt={minuteAt}
            onHold={setHeld}
            onMove={setMoving}
          />
        ))}
      </div>
      <Scale axis={axis} percent={percent} />
      <UnseenBlock>
        <ul>
          {byHour(bars).map(({ hour, calls, matching }) => (
            <li key={hour}>
              {t('recordings.timeline.hour', { hour: String(hour), count: calls })}
              {matching < calls && t('recordings.timeline.matching', { matching: String(matching) })}
            </li>
          ))}
        </ul>
      </UnseenBlock>
    </div>
  );
}

type HandleProps = {
  edge: Edge;
  window: Minutes;
  axis: Minutes;
  /** Whether a window of hours is asked for; otherwise the handles wait at the ends. */
  set: boolean;
  left: number;
  minuteAt: (event: PointerEvent) => number;
  onHold: (held: boolean) => void;
  onMove: (window: Minutes) => void;
};

function Handle({ edge, window, axis, set, left, minuteAt, onHold, onMove }: HandleProps) {
  const styles = useTimelineStyles();
  const t = useText();
  const at = window[edge];
  const move = (to: number): void => onMove(moveEdge(window, edge, to, axis));
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ...keySteps(at), Home: axis.from, End: axis.to }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(`recordings.timeline.${edge}`)}
      aria-valuemin={axis.from}
      aria-valuemax={axis.to}
      aria-valuenow={at}
      aria-valuetext={clockText(at)}
      className={mergeClasses(styles.handle, set && styles.set)}
      style={{ left: `${left}%` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onHold(true);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(minuteAt(event));
      }}
      onLostPointerCapture={() => onHold(false)}
    />
  );
}

/** Where the keys of a slider lead from a minute: an arrow one step, a page one hour. */
function keySteps(at: number): Record<string, number> {
  return {
    ArrowLeft: at - step,
    ArrowDown: at - step,
    ArrowRight: at + step,
    ArrowUp: at + step,
    PageDown: at - 60,
    PageUp: at + 60,
  };
}

type PictureProps = {
  bars: readonly Bar[];
  window: Minutes | null;
  axis: Minutes;
  selected: string | null;
};

const Picture = memo(function Picture({ bars, window, axis, selected }: PictureProps) {
  const styles = useTimelineStyles();
  const percent = (minutes: number): string => `${(minutes / (axis.to - axis.from)) * 100}%`;
  return (
    // Presses go to the box: what is drawn is no target.
    <svg className={styles.svg} aria-hidden="true" pointerEvents="none">
      {window !== null && (
        <rect
          className={styles.window}
          x={percent(window.from - axis.from)}
          width={percent(window.to - window.from)}
          height={drawing.height}
        />
      )}
      {bars.map(({ startedAt, durationMs, matching, group }) => {
        const width = group !== null && group === selected ? drawing.chosen : drawing.bar;
        const height = heightOf(durationMs) * (drawing.height - 4);
        return (
          <rect
            key={group ?? startedAt}
            className={matching > 0 ? styles.matching : styles.bar}
            x={percent(minuteOf(startedAt) - axis.from)}
            y={drawing.height - height}
            width={width}
            height={height}
            transform={`translate(${-width / 2})`}
          />
        );
      })}
    </svg>
  );
});

/** The hours under the drawing, as many as there is room for. */
function Scale({ axis, percent }: { axis: Minutes; percent: (minute: number) => number }) {
  const styles = useTimelineStyles();
  const most = useMedia(narrow) ? 12 : 18;
  const hours = (axis.to - axis.from) / 60;
  const every = Math.ceil(hours / most);
  const ticks = Array.from({ length: Math.floor(hours / every) + 1 }, (_, at) => axis.from + at * every * 60);
  return (
    <div className={styles.scale} aria-hidden="true">
      {ticks.map((minute) => (
        <span key={minute} className={styles.tick} style={{ left: `${percent(minute)}%` }}>
          {`${minute / 60}:00`}
        </span>
      ))}
    </div>
  );
}
