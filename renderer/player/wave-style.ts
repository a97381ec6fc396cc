import { useMemo } from 'react';
import { useTheme } from '../theme.ts';
import { useMedia } from '../ui/media.ts';
import type { WaveStyle } from './sound.ts';

const none = 'transparent';

/** 80 % of a colour `#rrggbb`: bars not yet played, still 3:1 against their track. */
function fainter(colour: string): string {
  return `${colour}cc`;
}

/**
 * How the tracks are drawn: in the theme's colours, in the system's under high contrast, in greys where the sound
 * was stopped; where there is no drawing (`bare`) the playhead alone. A canvas knows no styles, so the colours are handed over.
 */
export function useWaveStyle(laneHeight: number, greyed: boolean, bare = false): WaveStyle {
  const theme = useTheme();
  const highContrast = useMedia('(forced-colors: active)');
  return useMemo(() => {
    const bars = (rest: string, played: string) => (bare ? { rest: none, played: none } : { rest, played });
    if (highContrast)
      return {
        laneHeight,
        ...bars(greyed ? 'GrayText' : 'CanvasText', greyed ? 'CanvasText' : 'Highlight'),
        cursor: 'CanvasText',
      };
    return {
      laneHeight,
      ...bars(
        greyed ? theme.colorNeutralForegroundDisabled : fainter(theme.colorNeutralForeground4),
        greyed ? theme.colorNeutralForeground3 : theme.colorCompoundBrandStroke,
      ),
      cursor: theme.colorNeutralForeground1,
    };
  }, [theme, highContrast, greyed, bare, laneHeight]);
}
