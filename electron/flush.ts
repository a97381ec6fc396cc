import { BrowserWindow } from 'electron';
import type { Handlers } from '../shared/contract.ts';
import { announce } from './announce.ts';

/** What became of words that were typed and not saved yet. `unanswered`: there is no page that could say so, or it hangs. */
type Flushed = 'saved' | 'unsaved' | 'unanswered';

/** The page gives up sooner by itself. */
const patienceMs = 4_000;
const waiting = new Set<(flushed: Flushed) => void>();

/**
 * Has the page save at once what was typed and is not saved yet; before whatever ends a session, for afterwards nothing can be signed.
 * `closing`: somebody closes the window, and the page asks that person about what it could not save.
 */
export function flush(closing = false): Promise<Flushed> {
  if (!announce('window.flush', { closing })) return Promise.resolve('unanswered');
  return new Promise((resolve) => {
    const told = (flushed: Flushed): void => {
      clearTimeout(late);
      waiting.delete(told);
      resolve(flushed);
    };
    const late = setTimeout(told, patienceMs, 'unanswered');
    waiting.add(told);
  });
}

/**
 * Closes the window once what was typed is saved, or the person said that it may be lost. A page that cannot answer does not hold it up.
 */
export function closeFlushed(window: BrowserWindow): void {
  window.on('close', (event) => {
    const { webContents: page } = window;
    if (page.isLoading() || page.isCrashed()) return;
    event.preventDefault();
    void flush(true).then((flushed) => {
      if (flushed !== 'unsaved' && !window.isDestroyed()) window.destroy();
    });
  });
}

export const flushHandlers = {
  'window.flushed': ({ unsaved }) => {
    for (const told of [...waiting]) told(unsaved ? 'unsaved' : 'saved');
    return Promise.resolve({});
  },
  'window.close': () => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    return Promise.resolve({});
  },
} satisfies Partial<Handlers>;
