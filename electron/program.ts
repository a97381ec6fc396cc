/**
 * What answers the page. To read and build it (the contract above all) takes longer than everything else before the first picture, so
 * `main.ts` asks for it once the page is on its way.
 */
export { calls, events } from '../shared/contract.ts';
export { handlers } from './handlers.ts';
export { watchPlayback } from './playback/openings.ts';
export { answerRecording } from './playback/recording-scheme.ts';
export { end } from './session/current.ts';
export { watchLock } from './session/lock.ts';
