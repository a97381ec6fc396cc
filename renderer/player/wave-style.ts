import { useMemo } from 'react';
import { useTheme } from '../theme.ts';
import { useMedia } from '../ui/media.ts';
import type { WaveStyle } from './sound.ts';

/** 80 % of a colour `#rrggbb`: bars not yet played, still 3:1 against their track. */
function fainter(colour: string): string {
  return `${colour}cc`;
}

/**
 * How the tracks are drawn: in the theme's colours, in the system's under high contrast, in greys where the sound
 * was stopped. A canvas knows no styles, so the colours are handed over.
 */
export function useWaveStyle(laneHeight: number, greyed: boolean): WaveStyle {
  const theme = useTheme();
  const highContrast = useMedia('(forced-colors: active)');
  return useMemo(() => {
    if (highContrast) {
      const rest = greyed ? 'GrayText' : 'CanvasText';
      return { laneHeight, rest, played: greyed ? 'CanvasText' : 'Highlight', cursor: 'CanvasText' };
    }
    return {
      laneHeight,
      rest: greyed ? theme.colorNeutralForegroundDisabled : fainter(theme.colorNeutralForeground4),
      played: greyed ? theme.colorNeutralForeground3 : theme.colorCompoundBrandStroke,
      cursor: theme.colorNeutralForeground1,
    };
  }, [theme, highContrast, greyed, laneHeight]);
}
