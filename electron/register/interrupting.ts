import type { Session } from '../session/current.ts';

let under: AbortController | null = null;

/** „Przerwij”: nothing of what is on its way to a file stays. */
export function interrupt(): void {
  under?.abort();
}

/** Writes what may take long, one at a time; the person may interrupt it, and the end of the session does. */
export async function interruptible(
  current: Session,
  write: (signal: AbortSignal) => Promise<void>,
): Promise<'saved' | 'stopped'> {
  under?.abort();
  const mine = (under = new AbortController());
  const forget = current.onEnd(() => mine.abort());
  try {
    await write(mine.signal);
    return 'saved';
  } catch (error) {
    if (mine.signal.aborted) return 'stopped';
    throw error;
  } finally {
    forget();
    if (under === mine) under = null;
  }
}
