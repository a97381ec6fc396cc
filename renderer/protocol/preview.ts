import { useEffect, useState, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { personal } from '../memory.ts';
import { openPages, type Pages } from './pdf-pages.ts';

/** How a protocol is looked at: its pages, as wide as there is room or at a chosen size, or its text. */
type Look = { zoom: number | 'fit'; text: boolean };

/** Remembered until the person signs out. */
export const useLook = personal(create<Look>()(() => ({ zoom: 'fit', text: false })));

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** Room on each side of a sheet, in CSS pixels. */
export const deskMargin = 20;

/**
 * The size at which a sheet fills the width that there is; never larger than on paper, where it would only be coarse. A pixel is left: the
 * width is a rounded one, and a part of a pixel too much would be scrolled to.
 */
export function fitting(width: number, sheet: number): number {
  return Math.min(1, Math.max(0.25, (width - 2 * deskMargin - 1) / sheet));
}

/** The next size in a direction; null at the end. */
export function nextStep(zoom: number, direction: 1 | -1): number | null {
  // What fills the width stands between two steps; a hair's breadth beside one it counts as that one.
  const further = steps.filter((step) => (step - zoom) * direction > 0.005);
  return (direction === 1 ? further[0] : further.at(-1)) ?? null;
}

/** The pages of a file once they are read; `failed` where it could not be. */
export function usePdfPages(pdf: Uint8Array | undefined): Pages | 'failed' | null {
  const [read, setRead] = useState<{ of: Uint8Array; pages: Pages | 'failed' } | null>(null);
  useEffect(() => {
    if (pdf === undefined) return undefined;
    let open: Pages | 'gone' | null = null;
    openPages(pdf).then(
      (pages) => {
        if (open === 'gone') {
          pages.close();
          return;
        }
        open = pages;
        setRead({ of: pdf, pages });
      },
      (error: unknown) => {
        // The log of the workstation has it, as any fault of the page.
        reportError(error);
        if (open !== 'gone') setRead({ of: pdf, pages: 'failed' });
      },
    );
    return () => {
      if (open !== null && open !== 'gone') open.close();
      open = 'gone';
    };
  }, [pdf]);
  return read !== null && read.of === pdf ? read.pages : null;
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
