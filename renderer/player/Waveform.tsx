import { makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import type { ChannelName, Range } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { timeWords } from '../ui/time-words.ts';
import { useWaveStyle } from './wave-style.ts';
import type { PlayerState } from './ear.ts';
import { type Player, usePlayerState } from './player.ts';
import { isLong, positionText } from '../../shared/duration.ts';
import { UnseenBlock } from '../ui/Unseen.tsx';
import { channelText } from './channel-text.ts';
import { announcementIn } from './landmarks.ts';
import { type Layer, useStretch } from './layer.ts';
import { Tint } from './Selection.tsx';
import { heardMs, type Speech, type Turn } from './speech.ts';
import { placeIn } from './Timeline.tsx';

export const laneGap = 4;

const useStyles = makeStyles({
  field: {
    position: 'relative',
    isolation: 'isolate',
    width: '100%',
    borderRadius: tokens.borderRadiusMedium,
    touchAction: 'none',
  },
  live: {
    cursor: 'text',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  lane: {
    position: 'absolute',
    left: 0,
    right: 0,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (forced-colors: active)': { outline: '1px solid CanvasText', outlineOffset: '-1px' },
  },
  // Bars and playhead are layers of the field, no layer of their own: what is named lies between the two.
  host: { position: 'relative', '& ::part(wrapper)': { zIndex: 'auto' } },
  // On the ground of the track: the drawing behind it must not run through the word.
  named: {
    position: 'absolute',
    padding: '0 4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusSmall,
    // Above the bars of wavesurfer (2), which would strike the word through; below its playhead (5).
    zIndex: 3,
    pointerEvents: 'none',
  },
  message: {
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    padding: '0 20px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
});

/** Backgrounds of the tracks, one below the other. */
function Lanes({ count, height }: { count: number; height: number }) {
  const styles = useStyles();
  return Array.from({ length: count }, (_, index) => (
    <div key={index} className={styles.lane} style={{ top: index * (height + laneGap), height }} />
  ));
}

/** The drawing's place where no recording is open: one flat track with a sentence in it. */
export function EmptyWave({
  height,
  busy,
  children,
}: {
  height: number;
  busy: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.field} style={{ height }}>
      <Lanes count={1} height={height} />
      <div className={styles.message}>
        {busy ? <Spinner size="small" label={<>{children}</>} /> : <Text align="center">{children}</Text>}
      </div>
    </div>
  );
}

const tellEveryMs = 30_000;

/**
 * The place that the slider tells. While the sound runs it follows every half minute from where it was begun or moved
 * to: a reader of the screen says each change, and would talk over the call.
 */
function toldMs({ positionMs, placedMs, playing }: PlayerState): number {
  if (!playing || positionMs < placedMs) return positionMs;
  return placedMs + Math.floor((positionMs - placedMs) / tellEveryMs) * tellEveryMs;
}

type WaveformProps = {
  player: Player;
  /** What of the recording is drawn; null = the whole. */
  view: Range | null;
  laneHeight: number;
  greyed: boolean;
  onSeek: (ms: number) => void;
  /** What a stretch means that is drawn with the mouse; without it the mouse draws the sound along. */
  onStretch?: Layer['onStretch'] | undefined;
  /** What stands behind the drawing, such as the stretch that is repeated. */
  children?: ReactNode;
};

/**
 * The tracks of a recording, drawn by wavesurfer over flat backgrounds. The whole field is one slider: a press or a
 * drag moves the sound, Home and End go to its ends, and its value is said in words.
 */
export function Waveform({ player, view, laneHeight, greyed, onSeek, onStretch, children }: WaveformProps) {
  const styles = useStyles();
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const state = usePlayerState(player);
  const { drawing, speech } = state;
  const told = toldMs(state);
  const { durationMs, channels, announced } = player.open;
  const announcement = announced ? announcementIn(speech?.turns ?? [], channels) : null;
  const failed = drawing === 'failed';
  const look = useWaveStyle(laneHeight + (channels.length > 1 ? laneGap / 2 : 0), greyed, failed);
  const height = channels.length * laneHeight + (channels.length - 1) * laneGap;

  useLayoutEffect(() => {
    place.current?.append(player.sound.host);
    return () => player.sound.host.remove();
  }, [player.sound]);
  useEffect(() => player.sound.draw(look), [player.sound, look]);
  useEffect(() => player.sound.show(view), [player.sound, view]);

  const [from, to] = view ?? [0, durationMs];
  const placeOf = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (event.clientX - box.left) / Math.max(1, box.width);
    return from + Math.min(1, Math.max(0, part)) * (to - from);
  };
  const drawn = useStretch(placeOf, onSeek, onStretch ?? (() => undefined));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (drawn.givenUp(event)) return;
    if (event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    onSeek(event.key === 'Home' ? 0 : durationMs);
  };
  const handlers = greyed
    ? {}
    : {
        onKeyDown,
        onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onSeek(placeOf(event));
        },
        onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(placeOf(event));
        },
        ...(onStretch === undefined ? {} : drawn.handlers),
      };
  return (
    <>
      <div
        className={mergeClasses(styles.field, !greyed && styles.live)}
        style={{ height }}
        role="slider"
        tabIndex={greyed ? -1 : 0}
        aria-label={t('playback.wave.position')}
        aria-valuemin={0}
        aria-valuemax={Math.floor(durationMs / 1000)}
        aria-valuenow={Math.floor(told / 1000)}
        aria-valuetext={t('playback.wave.value', {
          at: timeWords(t, told),
          length: timeWords(t, durationMs, true),
        })}
        aria-disabled={greyed}
        aria-describedby={speech === null ? undefined : id}
        {...handlers}
      >
        <Lanes count={channels.length} height={laneHeight} />
        {children}
        {drawn.stretch !== null && <Tint view={[from, to]} stretch={drawn.stretch} />}
        <div ref={place} className={styles.host} aria-hidden="true" />
        {announcement !== null && isShown(announcement.from, view) && (
          <span
            className={styles.named}
            style={{
              left: placeIn([from, to], announcement.from),
              top: (announcement.channel + 1) * laneHeight + announcement.channel * laneGap - 20,
            }}
          >
            {t('playback.wave.announcement')}
          </span>
        )}
        {failed && (
          // Within the first track: across the gap between two its ground would change below the words.
          <div className={styles.message} style={{ bottom: 'auto', height: laneHeight }}>
            {t('playback.wave.failed')}
          </div>
        )}
      </div>
      {speech !== null && <SpeechText {...{ id, speech, channels, durationMs, announcement }} />}
    </>
  );
}

const isShown = (ms: number, view: Range | null): boolean => view === null || (ms >= view[0] && ms < view[1]);

type SpeechTextProps = {
  /** Id of the sentence that sums it up: length, and how long each channel is heard. */
  id: string;
  speech: Speech;
  channels: readonly ChannelName[];
  durationMs: number;
  announcement: Turn | null;
};

/** WCAG 1.1.1: what the drawing of a recording tells the eye, as text: how long it is and who is heard when. */
function SpeechText({ id, speech, channels, durationMs, announcement }: SpeechTextProps) {
  const t = useText();
  const long = isLong(durationMs);
  const names = channels.map((channel, index) => channelText(t, channel, index));
  const totals = names.map((name, channel) => {
    const ms = heardMs(speech, channel);
    if (ms === 0) return t('playback.speech.never', { name });
    return t('playback.speech.total', { name, length: timeWords(t, ms) });
  });
  return (
    <UnseenBlock>
      <h2>{t('playback.speech.title')}</h2>
      <p id={id}>
        {[t('playback.speech.length', { length: timeWords(t, durationMs) }), ...totals].join(' ')}
      </p>
      <ol>
        {speech.turns.map((turn) => (
          <li key={`${turn.channel} ${turn.from}`}>
            {t(turn === announcement ? 'playback.speech.announcement' : 'playback.speech.turn', {
              from: positionText(turn.from, long),
              to: positionText(turn.to, long),
              name: names[turn.channel] ?? '',
            })}
          </li>
        ))}
      </ol>
      <p>{t('playback.speech.coarse', { pause: timeWords(t, speech.pauseMs, true) })}</p>
    </UnseenBlock>
  );
}
