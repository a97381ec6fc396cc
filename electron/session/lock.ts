import { powerMonitor } from 'electron';
import { announce } from '../announce.ts';
import { flush } from '../flush.ts';

/** `idle`: nothing has been touched for the office's `idle.pausedMinutes`; told every few seconds. Playback heeds it only while paused. */
export type LockReason = 'locked' | 'suspended' | 'idle';

const listeners = new Set<(reason: LockReason) => void>();
const pollMs = 5_000;

/** Subscribes to everything that must stop sound and zero its key. Returns the function that ends it. */
export function onLock(listener: (reason: LockReason) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Tells the page, which saves what was typed, and every subscriber; one that throws does not keep the others from hearing it.
 *
 * SECURITY: with the workstation the program is locked, too. Who unlocks it may be somebody else where several people share an account of Windows.
 */
export function announceLock(reason: LockReason): void {
  if (reason === 'locked') announce('session.locked', {});
  void flush();
  const faults: unknown[] = [];
  for (const listener of [...listeners]) {
    try {
      listener(reason);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'a lock listener failed');
}

/**
 * Watches the workstation from ready to quit.
 *
 * SECURITY: a locked or sleeping workstation holds no recording's key. The events exist on Windows and macOS only,
 * therefore the state is polled as well (a second trigger for the same rule).
 */
export function watchLock(idle: { pausedMinutes: number }): void {
  powerMonitor.on('lock-screen', () => {
    announceLock('locked');
  });
  powerMonitor.on('suspend', () => {
    announceLock('suspended');
  });
  const idleSeconds = idle.pausedMinutes * 60;
  let last: 'active' | 'idle' | 'locked' | 'unknown' = 'active';
  setInterval(() => {
    const state = powerMonitor.getSystemIdleState(idleSeconds);
    const entered = state !== last;
    last = state;
    // Idleness is told again and again: sound that was playing when it began may be paused by now.
    if (state === 'idle' || (state === 'locked' && entered)) announceLock(state);
  }, pollMs).unref();
}
