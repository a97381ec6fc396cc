import { onLock } from '../session/lock.ts';
import { logFault } from '../log.ts';
import { settings } from '../settings.ts';
import { stopAll, stopPaused } from './openings.ts';
import { forgetAll } from './prepared.ts';

/**
 * From ready to quit: a lock or a sleep ends all sound and zeroes every key; idleness ends what is paused.
 * SECURITY: an unattended workstation holds no key of a recording; going on is a new release in the same act.
 */
export function watchPlayback(): () => void {
  return onLock((reason) => {
    // Both at once: what is still waiting for its key must not get it while the keeper is told of the rest.
    const work =
      reason === 'idle'
        ? stopPaused(settings().idle.pausedMinutes * 60_000)
        : Promise.all([stopAll(reason, reason), forgetAll()]);
    work.catch((fault: unknown) => {
      logFault('playback lock', fault);
    });
  });
}
