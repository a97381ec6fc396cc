import { agreeing, allowing } from './allowing.ts';
import { authorising, comparing, ending, registering } from './authorising.ts';
import { explaining } from './explaining.ts';
import { details, nothingFound, searching } from './finding.ts';
import { correcting, finishing, ownRefusals, protocols, reopening } from './finishing.ts';
import { ended, lasting, securing } from './holding.ts';
import { crime, justifying, refused } from './justifying.ts';
import { another, keys, stretch, together, wrongCall } from './listening.ts';
import { approving, deputising, overseeing } from './others.ts';
import { approvingPlan, planning, returningPlan, summing } from './planning.ts';
import { reading, remarking } from './rated.ts';
import { annotating, beginning, concluding, replying, scoring, submitting } from './rating.ts';
import { coordinating, firstContact, reviewing } from './secretary.ts';
import { erasing, freeing, restricting } from './requesting.ts';
import { monthly } from './reviewing.ts';
import { interrupted, looks, signingIn } from './signing-in.ts';
import type { Steps } from './steps.ts';
import { deciding, reporting } from './untold.ts';
import { evidence, writing } from './writing.ts';

/** Every numbered list of `docs/user-guide.pl.md`, in its order. */
export const story: readonly Steps[] = [
  signingIn,
  searching,
  details,
  nothingFound,
  justifying,
  crime,
  refused,
  keys,
  stretch,
  another,
  together,
  wrongCall,
  interrupted,
  writing,
  evidence,
  finishing,
  reopening,
  correcting,
  protocols,
  ownRefusals,
  looks,
  planning,
  beginning,
  scoring,
  annotating,
  submitting,
  replying,
  concluding,
  remarking,
  reading,
  reviewing,
  authorising,
  registering,
  comparing,
  ending,
  securing,
  lasting,
  ended,
  restricting,
  freeing,
  erasing,
  monthly,
  explaining,
  reporting,
  deciding,
  allowing,
  agreeing,
  approvingPlan,
  returningPlan,
  summing,
  coordinating,
  deputising,
  overseeing,
  approving,
  firstContact,
];
