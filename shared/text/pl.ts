import { authorisation } from './pl/authorisation.ts';
import { register } from './pl/register.ts';
import { common } from './pl/common.ts';
import { announcement } from './pl/announcement.ts';
import { completeness } from './pl/completeness.ts';
import { duties } from './pl/duties.ts';
import { failures } from './pl/failures.ts';
import { help } from './pl/help.ts';
import { matter } from './pl/matter.ts';
import { permissions } from './pl/permissions.ts';
import { papers } from './pl/papers.ts';
import { playback } from './pl/playback.ts';
import { protocol } from './pl/protocol.ts';
import { recordings } from './pl/recordings.ts';
import { requests } from './pl/requests.ts';
import { rules } from './pl/rules.ts';
import { review } from './pl/review.ts';
import { quality } from './pl/quality.ts';
import { ownCards } from './pl/own-cards.ts';
import { keeping } from './pl/keeping.ts';
import { session } from './pl/session.ts';
import { support } from './pl/support.ts';

/**
 * Every sentence of the screen, one file a feature; `en.ts` has the same keys. Keys are `feature.name`. The words of the
 * printed protocol (`pl/document.ts`) are not here: it is a document of the office, in Polish in every language of the screen.
 */
export const pl = {
  common,
  session,
  recordings,
  playback,
  protocol,
  duties,
  matter,
  register,
  authorisation,
  permissions,
  rules,
  review,
  quality,
  ownCards,
  keeping,
  announcement,
  completeness,
  papers,
  support,
  help,
  failures,
  requests,
} as const;
