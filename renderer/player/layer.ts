import { type ComponentType, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Range } from '../../shared/values.ts';
import type { Player } from './player.ts';

type Drawn = { player: Player; view: Range };

/** What a page has drawn with a recording. Each part takes what it shows from its own store: the drawing is not drawn anew with it. */
export type Layer = {
  /** Beside the row, where tracks have names. */
  name: string;
  /** A row right under the tracks. */
  Row: ComponentType<Drawn>;
  /** Behind the drawing of the tracks, and handles before it. */
  Over: ComponentType<Drawn>;
  /** Over the whole of a long recording. */
  Whole: ComponentType<Drawn>;
  /** Behind what is said of the recording above it. */
  Facts: ComponentType<Drawn>;
  /** Buttons beside those of the sound; `small`: icons alone. */
  Buttons: ComponentType<{ open: boolean; small: boolean }>;
  /** A stretch was drawn with the mouse, in milliseconds. */
  onStretch: (stretch: Range) => void;
};

/** Pixels that a hand moves while it presses. */
const shaky = 4;

/**
 * Drawing a stretch with the mouse: it is told once it is let go, and given up by Escape. A press that draws none goes to its place.
 * `placeOf`: where a pointer is in the sound.
 */
export function useStretch(
  placeOf: (event: PointerEvent<HTMLElement>) => number,
  onSeek: (ms: number) => void,
  onStretch: (stretch: Range) => void,
) {
  const from = useRef<{ x: number; ms: number } | null>(null);
  const [stretch, draw] = useState<Range | null>(null);
  const end = (): void => {
    from.current = null;
    draw(null);
  };
  return {
    stretch,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, ms: placeOf(event) };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const begun = from.current;
        if (begun === null || (stretch === null && Math.abs(event.clientX - begun.x) < shaky)) return;
        const here = placeOf(event);
        draw(here < begun.ms ? [here, begun.ms] : [begun.ms, here]);
      },
      onPointerUp: () => {
        const begun = from.current;
        end();
        if (begun === null) return;
        if (stretch === null) onSeek(begun.ms);
        else if (stretch[0] < stretch[1]) onStretch(stretch);
      },
      onPointerCancel: end,
    },
    /** Whether the key was for what is being drawn. */
    givenUp: (event: KeyboardEvent): boolean => {
      if (event.key !== 'Escape' || from.current === null) return false;
      event.preventDefault();
      event.stopPropagation();
      end();
      return true;
    },
  };
}
