import type { Handlers } from '../shared/contract.ts';
import { sessionHandlers } from './session/handlers.ts';

/** Every call of the contract; one line a feature. */
export const handlers = {
  ...sessionHandlers,
} as unknown as Handlers;
