import { calls, events } from '../shared/contract.ts';
import { handlers } from './handlers.ts';
import { watchPlayback } from './playback/openings.ts';
import { answerRecording } from './playback/recording-scheme.ts';
import { end } from './session/current.ts';
import { watchLock } from './session/lock.ts';

/**
 * What answers the page. To read and build it (the contract above all) takes longer than everything else before the first picture, so
 * `main.ts` asks for it once the page is on its way.
 */
export const program = { calls, events, handlers, answerRecording, end, watchLock, watchPlayback };
export type Program = typeof program;
