import { Button, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { ZoomIn20Regular, ZoomOut20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { positionText, isLong } from '../../shared/duration.ts';
import type { Range } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { useWidth } from '../ui/use-width.ts';
import { changeAids } from './aids.ts';
import { useWaveStyle } from './wave-style.ts';
import { type Player, usePlayerState } from './player.ts';
import type { WaveStyle } from './sound.ts';
import { placeIn, Timeline, widthIn } from './Timeline.tsx';
import { zoomPlayer } from './controls.ts';
import { moved, zoomed } from './view.ts';

const mapHeight = 44;

const useStyles = makeStyles({
  map: { position: 'relative', height: `${mapHeight}px`, touchAction: 'none', cursor: 'pointer' },
  canvas: { position: 'absolute', inset: 0, width: '100%', height: '100%' },
  frame: {
    position: 'absolute',
    top: '-2px',
    bottom: '-2px',
    minWidth: '8px',
    boxSizing: 'border-box',
    border: `2px solid ${tokens.colorNeutralForeground1}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'grab',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    '@media (forced-colors: active)': { border: '2px solid Highlight', forcedColorAdjust: 'none' },
  },
  bar: { display: 'flex', alignItems: 'center', minHeight: '32px', color: tokens.colorNeutralForeground3 },
  zoom: { marginLeft: 'auto' },
});

type MinimapProps = {
  player: Player;
  view: Range;
  /** What stands above it. */
  children: ReactNode;
  greyed: boolean;
  onSeek: (ms: number) => void;
};

/**
 * The whole of a long recording, and in it the stretch that is drawn below. A press plays from there; the frame is drawn
 * along, or moved with the arrow keys, and leaves the sound where it is.
 */
export function Minimap({ player, view, children, greyed, onSeek }: MinimapProps) {
  const styles = useStyles();
  const t = useText();
  const { durationMs, recording } = player.open;
  const long = isLong(durationMs);
  const whole: Range = [0, durationMs];
  const span = view[1] - view[0];
  /** Where in the frame it was taken, in milliseconds from its beginning; null while it is not held. */
  const held = useRef<number | null>(null);
  const moveTo = (fromMs: number): void => changeAids(recording, { view: moved(view, fromMs, durationMs) });
  const placeOf = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return ((event.clientX - box.left) / Math.max(1, box.width)) * durationMs;
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const at = placeOf(event);
    if (at < view[0] || at > view[1]) {
      if (greyed) moveTo(at - span / 2);
      else onSeek(at);
      return;
    }
    held.current = at - view[0];
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = {
      ArrowLeft: view[0] - span / 10,
      ArrowRight: view[0] + span / 10,
      PageUp: view[0] - span,
      PageDown: view[0] + span,
      Home: 0,
      End: durationMs,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  };
  const range = `${positionText(view[0], long)}–${positionText(view[1], long)}`;
  return (
    <>
      {children}
      <div
        className={styles.map}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => {
          if (held.current !== null) moveTo(placeOf(event) - held.current);
        }}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
      >
        <Drawing player={player} greyed={greyed} />
        <div
          className={styles.frame}
          style={{ left: placeIn(whole, view[0]), width: widthIn(whole, span) }}
          role="slider"
          tabIndex={0}
          aria-label={t('playback.map.shown')}
          aria-valuemin={0}
          aria-valuemax={Math.floor((durationMs - span) / 1000)}
          aria-valuenow={Math.floor(view[0] / 1000)}
          aria-valuetext={range}
          onKeyDown={onKeyDown}
        />
      </div>
      <Timeline view={whole} long={long} />
    </>
  );
}

/** What is drawn of a long recording, in words, and the buttons that draw less or more of it. */
export function ZoomBar({ player, view }: { player: Player; view: Range }) {
  const styles = useStyles();
  const t = useText();
  const { durationMs } = player.open;
  const long = isLong(durationMs);
  const range = `${positionText(view[0], long)}–${positionText(view[1], long)}`;
  const zoom = (to: 'closer' | 'wider'): void => zoomPlayer(player, to);
  return (
    <div className={styles.bar}>
      <Text size={200}>{t('playback.map.part', { range })}</Text>
      <Tooltip content={t('playback.map.wider')} relationship="label">
        <Button
          className={styles.zoom}
          appearance="subtle"
          icon={<ZoomOut20Regular />}
          disabledFocusable={view[1] - view[0] >= durationMs}
          onClick={() => zoom('wider')}
        />
      </Tooltip>
      <Tooltip content={t('playback.map.closer')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ZoomIn20Regular />}
          disabledFocusable={zoomed(view, durationMs, view[0], 'closer') === view}
          onClick={() => zoom('closer')}
        />
      </Tooltip>
    </div>
  );
}

/** Bars of the whole recording, one for all channels; those that were passed by in the colour of what is played. */
function Drawing({ player, greyed }: { player: Player; greyed: boolean }) {
  const styles = useStyles();
  const { box, width } = useWidth<HTMLCanvasElement>();
  const look = useWaveStyle(mapHeight, greyed);
  const { peaks, positionMs } = usePlayerState(player);
  const playedTo = Math.round((positionMs / Math.max(1, player.open.durationMs)) * width);
  useEffect(() => {
    if (box.current !== null && width > 0) draw(box.current, width, peaks ?? [], look, playedTo);
  }, [box, width, peaks, look, playedTo]);
  return <canvas ref={box} className={styles.canvas} aria-hidden="true" />;
}

const barStep = 3;
const loudest = 127;

function draw(
  canvas: HTMLCanvasElement,
  width: number,
  peaks: readonly Uint8Array[],
  look: WaveStyle,
  playedTo: number,
): void {
  const sharp = window.devicePixelRatio;
  canvas.width = width * sharp;
  canvas.height = mapHeight * sharp;
  const brush = canvas.getContext('2d');
  if (brush === null) return;
  brush.scale(sharp, sharp);
  for (let x = 0; x < width; x += barStep) {
    const loud = Math.max(0, ...peaks.map((values) => loudestOf(values, x / width, (x + barStep) / width)));
    const height = Math.max(1, (Math.min(loud, loudest) / loudest) * (mapHeight - 4));
    brush.fillStyle = x < playedTo ? look.played : look.rest;
    brush.fillRect(x, (mapHeight - height) / 2, 2, height);
  }
}

/** The loudest value of a part of the columns; `from` and `to` from 0 to 1. */
function loudestOf(values: Uint8Array, from: number, to: number): number {
  let loud = 0;
  const end = Math.min(values.length, Math.ceil(to * values.length));
  for (let column = Math.floor(from * values.length); column < end; column += 1) {
    loud = Math.max(loud, values[column] ?? 0);
  }
  return loud;
}
