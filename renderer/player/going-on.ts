import type { StopReason } from '../../shared/playback.ts';
import { assertNever } from '../../shared/values.ts';
import { isReady, type Server } from './server.ts';
import type { Stage } from './stage.ts';

/** What a stop means for going on: wait for the server or for the Secretary, ask again, or listening is over. */
export function consequenceOf(reason: StopReason): 'wait' | 'suspended' | 'again' | 'over' | 'damaged' {
  switch (reason) {
    case 'keeper-lost':
    case 'database-lost':
    case 'share-lost':
      return 'wait';
    case 'listening-suspended':
      return 'suspended';
    case 'locked':
    case 'suspended':
    case 'idle':
    case 'present-ended':
    case 'closed-by-server':
    case 'signed-out':
      return 'again';
    case 'authorisation-ended':
    case 'act-over':
      return 'over';
    case 'recording-damaged':
      return 'damaged';
    default:
      return assertNever(reason);
  }
}

/** Whether going on depends on the server, which is asked until it is ready. */
export function mustWait(reason: StopReason): boolean {
  const consequence = consequenceOf(reason);
  return consequence === 'wait' || consequence === 'suspended';
}

/** Whether „Odtwarzaj” may ask for a release now. */
export function mayAsk(stage: Stage, server: Server | null): boolean {
  if (stage.kind === 'opening' || stage.kind === 'closing') return false;
  if (stage.kind !== 'stopped') return true;
  return mustWait(stage.reason) ? isReady(server) : consequenceOf(stage.reason) !== 'over';
}
