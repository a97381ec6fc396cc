import { z } from 'zod';
import { accountState, login, role, uuid } from '../values.ts';
import { head, personName, text } from './head.ts';
import { desk, type Family } from './kind.ts';

/** §4.2: who the office's people are, and what papers and accounts give them. */
export const authorisation = {
  person: {
    command: 'person',
    /** Employees by their accounts, as the keeper finds them in the directory. */
    asks: z.strictObject({ guids: z.array(uuid).min(1).max(100) }),
    may: desk,
    /** From here on these accounts may sign in and see what is their own. */
    entry: z.strictObject({
      ...head('person'),
      people: z
        .array(z.strictObject({ login, guid: uuid, employee: z.boolean() }))
        .min(1)
        .max(100),
      text,
    }),
    /** `names`: of the people, in their order. */
    words: z.strictObject({ names: z.array(personName) }),
    told: true,
  },
  roles: {
    /** What a person's login has in the database from now on; nothing while the account is not `ok`. */
    entry: z.strictObject({
      ...head('roles'),
      subject: login,
      subjectGuid: uuid,
      roles: z.array(role),
      account: accountState,
    }),
  },
} as const satisfies Family;
