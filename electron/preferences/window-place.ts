import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { keepPreferences, readPreferences } from './preferences.ts';

const firstSize = { width: 1440, height: 900 };
/** Pixels of the title bar that must be on a screen, so that the window can be taken hold of. */
const holdable = { width: 160, height: 24 };

type Placed = { bounds: Partial<Rectangle> & typeof firstSize; maximised: boolean };

/**
 * Where the window was when the program ended. A screen that is no longer there, or is smaller by now, counts: the
 * window then opens in the middle of the first screen, no larger than it.
 */
export function rememberedPlace(): Placed {
  const { window: place } = readPreferences();
  if (place === null) return { bounds: firstSize, maximised: false };
  const { maximised, ...bounds } = place;
  const reachable = screen.getAllDisplays().some(({ workArea }) => canBeHeld(bounds, workArea));
  if (reachable) return { bounds, maximised };
  const { width, height } = screen.getPrimaryDisplay().workArea;
  return {
    bounds: { width: Math.min(bounds.width, width), height: Math.min(bounds.height, height) },
    maximised,
  };
}

/** Whether enough of a window's title bar lies within a part of a screen. */
function canBeHeld(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return (
    across >= Math.min(holdable.width, window.width) &&
    window.y >= area.y - holdable.height / 2 &&
    window.y + holdable.height <= area.y + area.height
  );
}

/** Keeps the place of the window for the next start. */
export function keepPlace(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  keepPreferences({ window: { ...window.getNormalBounds(), maximised: window.isMaximized() } });
}
