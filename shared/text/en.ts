import { authorisation } from './en/authorisation.ts';
import { register } from './en/register.ts';
import { common } from './en/common.ts';
import { announcement } from './en/announcement.ts';
import { completeness } from './en/completeness.ts';
import { duties } from './en/duties.ts';
import { failures } from './en/failures.ts';
import { help } from './en/help.ts';
import { matter } from './en/matter.ts';
import { permissions } from './en/permissions.ts';
import { papers } from './en/papers.ts';
import { playback } from './en/playback.ts';
import { protocol } from './en/protocol.ts';
import { recordings } from './en/recordings.ts';
import { requests } from './en/requests.ts';
import { rules } from './en/rules.ts';
import { review } from './en/review.ts';
import { quality } from './en/quality.ts';
import { ownCards } from './en/own-cards.ts';
import { keeping } from './en/keeping.ts';
import { session } from './en/session.ts';
import { support } from './en/support.ts';
import type { English } from './english.ts';
import type { pl } from './pl.ts';

/** Every sentence of the screen in English. A key that Polish has and English lacks, or the reverse, does not compile. */
export const en = {
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
} as const satisfies English<typeof pl>;
