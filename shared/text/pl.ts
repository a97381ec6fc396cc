import { access } from './pl/access.ts';
import { common } from './pl/common.ts';
import { document } from './pl/document.ts';
import { failures, reasons } from './pl/failures.ts';
import { playback } from './pl/playback.ts';
import { protocol } from './pl/protocol.ts';
import { recordings } from './pl/recordings.ts';
import { session } from './pl/session.ts';

/** Every sentence that a person can read, one file a feature. Keys are `feature.name`. */
export const pl = {
  common,
  session,
  recordings,
  playback,
  protocol,
  access,
  document,
  failures,
  reasons,
} as const;
