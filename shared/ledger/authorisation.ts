import { z } from 'zod';
import { accountState, login, role, uuid } from '../values.ts';
import { head, personName, text } from './head.ts';

/** §4.2: who the office's people are, and what papers and accounts give them. */
export const authorisation = {
  commands: {
    /** Employees by their accounts, as the keeper finds them in the directory. */
    person: z.strictObject({ guids: z.array(uuid).min(1).max(100) }),
  },
  answers: { person: 'person' },
  entries: {
    /** From here on these accounts may sign in and see what is their own. */
    person: z.strictObject({
      ...head('person'),
      people: z
        .array(z.strictObject({ login, guid: uuid, employee: z.boolean() }))
        .min(1)
        .max(100),
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
  },
} as const;
