import { z } from 'zod';
import { day, hex32, login, role, uuid } from '../values.ts';
import { head, personName, text, words } from './head.ts';

/** §4.2: who the office's people are, and whom the Mayor authorised to listen. */
export const authorisation = {
  commands: {
    person: z.strictObject({
      login,
      guid: uuid,
      displayName: words(200),
      post: words(200),
      unit: words(200),
      roles: z.array(role).max(6),
      employee: z.boolean(),
    }),
    /** The Mayor's act, registered by the Secretary. `scan` = SHA-256 of the scanned paper. */
    authorise: z.strictObject({
      number: words(40),
      login,
      paper: words(100),
      signedOn: day,
      signatory: words(200),
      scope: words(500),
      from: day,
      to: day,
      scan: hex32.nullable(),
    }),
  },
  answers: { person: 'person', authorise: 'authorise' },
  entries: {
    person: z.strictObject({
      ...head('person'),
      subject: login,
      subjectGuid: uuid,
      roles: z.array(role),
      employee: z.boolean(),
      /** Number of the paper that appoints somebody with whom the ledger begins; null where a Secretary registers the person. */
      paper: z.string().nullable(),
      text,
    }),
    authorise: z.strictObject({
      ...head('authorise'),
      number: z.string(),
      subject: login,
      subjectGuid: uuid,
      paper: z.string(),
      signedOn: day,
      from: day,
      to: day,
      scan: hex32.nullable(),
      text,
    }),
  },
  texts: {
    person: personName,
    authorise: z.strictObject({ signatory: z.string(), scope: z.string(), ...personName.shape }),
  },
} as const;
