import type { Role } from '../shared/values.ts';
import type { Ask } from './ask.ts';
import { asPerson, checkRequest, readLogin } from './person.ts';
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

/** Where the directory says nothing, an option has to. */
const options = {
  displayName: 'Imię i nazwisko (--name)',
  post: 'Stanowisko (--post)',
  unit: 'Komórka organizacyjna (--unit)',
  roles: 'Rola (--role)',
};

/** Enters a person: the Secretary signs in, the directory tells who that is, the keeper makes the entry and the login. */
export async function addPerson(
  settings: ServerSettings,
  secretary: string,
  person: NewPerson,
  ask: Ask,
): Promise<string> {
  const login = readLogin(person.login);
  let said = '';
  await asPerson(settings, secretary, ask, async ({ lookUp, submit }) => {
    const account = await lookUp(login);
    const facts = {
      ...{ login, guid: account.guid, roles: person.roles, employee: person.employee },
      displayName: person.displayName ?? account.displayName,
      post: person.post ?? account.title,
      unit: person.unit ?? account.department,
    };
    const answer = await submit('person', checkRequest('person', facts, options));
    said = `Wpis ${answer.seq ?? '–'}: dodano osobę ${login}.`;
  });
  return said;
}
