import { isClean } from '../../shared/words.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { signingSecretary } from './rights.ts';
import type { Part } from '../keeper/connection.ts';
import type { Role } from '../../shared/values.ts';

/** Logins that would be roles of the database or of its conventions; `office.make_person` refuses them as well. */
const reserved = /^(pg_|odsluch)|^(postgres|public|none|root|administrator)$/;

/** Registers a person, or what has changed about one, and makes the login. The Secretary's act. */
export const decidePerson: Decide<'person'> = async (desk, request, body) => {
  await signingSecretary(desk, request);
  const { login, guid, displayName, post, unit, roles, employee } = body;
  if (reserved.test(login) || new Set(roles).size < roles.length) refuse('malformed-request');
  if (![displayName, post, unit].every((text) => isClean(text))) refuse('malformed-request');
  const head = headOf('person', desk, request, desk.time.now());
  return {
    content: {
      payload: (text) => ({ ...head, subject: login, subjectGuid: guid, roles, employee, act: null, text }),
      words: { displayName, post, unit },
    },
    last: makeLogin(login, roles),
  };
};

/** The login role of a person with exactly these roles' groups, in the transaction of the entry that says so. */
export function makeLogin(login: string, roles: readonly Role[]): Part {
  return { sql: `SELECT office.make_person($1, $2)`, values: [login, roles] };
}
