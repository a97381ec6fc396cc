import { tokens } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { openPages, type Pages } from './pdf-pages.ts';

/** Room on each side of a sheet, in CSS pixels. */
export const deskMargin = 20;

/** Where sheets lie, and scroll; and their column, which a wide sheet is scrolled to from its left edge: centred, that would be out of reach. */
export const deskStyle = {
  flexGrow: 1,
  minHeight: 0,
  overflow: 'auto',
  display: 'flex',
  flexDirection: 'column',
  padding: `${deskMargin}px`,
  backgroundColor: tokens.colorNeutralBackground3,
  ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  '@media (max-width: 799px)': { overflowY: 'visible' },
} as const;
export const sheetsStyle = {
  display: 'flex',
  flexDirection: 'column',
  gap: `${deskMargin}px`,
  width: 'max-content',
  margin: '0 auto',
} as const;

/**
 * The size at which a sheet fills the width that there is; never larger than on paper, where it would only be coarse. A pixel is left: the
 * width is a rounded one, and a part of a pixel too much would be scrolled to.
 */
export function fitting(width: number, sheet: number): number {
  return Math.min(1, Math.max(0.25, (width - 2 * deskMargin - 1) / sheet));
}

/** The pages of a file once they are read; `failed` where it could not be. */
export function usePages(file: Uint8Array | undefined): Pages | 'failed' | null {
  const [read, setRead] = useState<{ of: Uint8Array; pages: Pages | 'failed' } | null>(null);
  useEffect(() => {
    if (file === undefined) return undefined;
    let open: Pages | 'gone' | null = null;
    openPages(file).then(
      (pages) => {
        if (open === 'gone') {
          pages.close();
          return;
        }
        open = pages;
        setRead({ of: file, pages });
      },
      (error: unknown) => {
        // The log of the workstation has it, as any fault of the page.
        reportError(error);
        if (open !== 'gone') setRead({ of: file, pages: 'failed' });
      },
    );
    return () => {
      if (open !== null && open !== 'gone') open.close();
      open = 'gone';
    };
  }, [file]);
  return read !== null && read.of === file ? read.pages : null;
}

/** Pixels of the screen for one CSS pixel: the program's own 100–200 %, and that of Windows. */
export function usePixelRatio(): number {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('resize', changed);
      return () => window.removeEventListener('resize', changed);
    },
    () => window.devicePixelRatio,
  );
}
