import { z } from 'zod';
import { accountState, day, hex32, login, role, uuid } from '../values.ts';
import { head, personName, text, words } from './head.ts';

/** §4.2: who the office's people are, and whom the Mayor authorised to listen. */
export const authorisation = {
  commands: {
    /** Employees by their accounts, as the keeper finds them in the directory; or, the former way, one with roles that no paper gives. */
    person: z.union([
      z.strictObject({ guids: z.array(uuid).min(1).max(100) }),
      z.strictObject({
        login,
        guid: uuid,
        displayName: words(200),
        post: words(200),
        unit: words(200),
        roles: z.array(role).max(6),
        employee: z.boolean(),
      }),
    ]),
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
    /** From here on these accounts may sign in and see what is their own. */
    person: z.strictObject({
      ...head('person'),
      people: z
        .array(z.strictObject({ login, guid: uuid, employee: z.boolean() }))
        .min(1)
        .max(100),
      /** What one person is although no paper says so; absent but in the former way. */
      roles: z.array(role).optional(),
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
    /** What a person's login has in the database from now on; nothing while the account is not `ok`. */
    roles: z.strictObject({
      ...head('roles'),
      subject: login,
      subjectGuid: uuid,
      roles: z.array(role),
      account: accountState,
    }),
  },
  texts: {
    /** `names`: of the people, in their order. */
    person: z.strictObject({ names: z.array(personName) }),
    authorise: z.strictObject({ signatory: z.string(), scope: z.string(), ...personName.shape }),
  },
} as const;
