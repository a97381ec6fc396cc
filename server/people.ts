import type { Role } from '../shared/values.ts';
import type { Ask } from './ask.ts';
import { asPerson } from './person.ts';
import type { ServerSettings } from './settings.ts';

export type NewPerson = {
  login: string;
  roles: Role[];
  employee: boolean;
  /** Where the directory says something else or nothing. */
  displayName?: string;
  post?: string;
  unit?: string;
};

/** Enters a person: the Secretary signs in, the directory tells who that is, the keeper makes the entry and the login. */
export async function addPerson(
  settings: ServerSettings,
  secretary: string,
  person: NewPerson,
  ask: Ask,
): Promise<string> {
  let said = '';
  await asPerson(settings, secretary, ask, async ({ lookUp, submit }) => {
    const account = await lookUp(person.login);
    const answer = await submit('person', {
      login: person.login,
      guid: account.guid,
      displayName: person.displayName ?? account.displayName,
      post: person.post ?? account.title,
      unit: person.unit ?? account.department,
      roles: person.roles,
      employee: person.employee,
    });
    said = `Wpis ${answer.seq ?? '–'}: dodano osobę ${person.login}.`;
  });
  return said;
}
