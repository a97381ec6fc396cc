import type { Handlers } from '../shared/contract.ts';
import { authorisationHandlers } from './authorisation/handlers.ts';
import { dutiesHandlers } from './duties/handlers.ts';
import { ruleHandlers } from './authorisation/rules.ts';
import { keepingHandlers } from './keeping/handlers.ts';
import { matterHandlers } from './matter/handlers.ts';
import { flushHandlers } from './flush.ts';
import { reviewHandlers } from './review/handlers.ts';
import { qualityHandlers } from './quality/handlers.ts';
import { registerHandlers } from './register/handlers.ts';
import { paperHandlers } from './papers.ts';
import { playbackHandlers } from './playback/handlers.ts';
import { preferencesHandlers } from './preferences/handlers.ts';
import { protocolHandlers } from './protocol/handlers.ts';
import { recordingsHandlers } from './recordings/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { supportHandlers } from './support/handlers.ts';

/** Every call of the contract; one line a feature. */
export const handlers: Handlers = {
  ...preferencesHandlers,
  ...sessionHandlers,
  ...recordingsHandlers,
  ...playbackHandlers,
  ...protocolHandlers,
  ...dutiesHandlers,
  ...matterHandlers,
  ...registerHandlers,
  ...authorisationHandlers,
  ...ruleHandlers,
  ...reviewHandlers,
  ...keepingHandlers,
  ...qualityHandlers,
  ...paperHandlers,
  ...supportHandlers,
  ...flushHandlers,
};
