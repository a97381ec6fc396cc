import { Option, type Command as Program } from 'commander';
import { roles, type Role } from '../shared/values.ts';
import type { Ask } from './ask.ts';
import { asPerson, checkRequest, readLogin } from './person.ts';
import type { ServerSettings } from './settings.ts';

type NewPerson = {
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

/** Adds `people add`. */
export function addPeople(
  program: Program,
  settings: () => ServerSettings,
  withAsk: (work: (ask: Ask) => Promise<string>) => Promise<void>,
): void {
  const people = program.command('people').description('osoby');
  people
    .command('add <login>')
    .description('dodaje lub zmienia osobę (podpisuje Sekretarz)')
    .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
    .addOption(new Option('--role <rola...>', 'role w programie').choices(roles).makeOptionMandatory())
    .option('--not-employee', 'osoba nie jest pracownikiem urzędu', false)
    .option('--name <tekst>', 'imię i nazwisko, gdy katalog podaje inne')
    .option('--post <tekst>', 'stanowisko')
    .option('--unit <tekst>', 'komórka organizacyjna')
    .action(
      (
        login: string,
        o: { as: string; role: Role[]; notEmployee: boolean; name?: string; post?: string; unit?: string },
      ) =>
        withAsk((ask) =>
          addPerson(
            settings(),
            o.as,
            {
              login,
              roles: o.role,
              employee: !o.notEmployee,
              ...(o.name === undefined ? {} : { displayName: o.name }),
              ...(o.post === undefined ? {} : { post: o.post }),
              ...(o.unit === undefined ? {} : { unit: o.unit }),
            },
            ask,
          ),
        ),
    );
}

/** Enters a person: the Secretary signs in, the directory tells who that is, the keeper makes the entry and the login. */
async function addPerson(
  settings: ServerSettings,
  secretary: string,
  person: NewPerson,
  ask: Ask,
): Promise<string> {
  const login = readLogin(person.login);
  let said = '';
  await asPerson(settings, secretary, ask, async ({ lookUp, sign }) => {
    const account = await lookUp(login);
    const facts = {
      ...{ login, guid: account.guid, roles: person.roles, employee: person.employee },
      displayName: person.displayName ?? account.displayName,
      post: person.post ?? account.title,
      unit: person.unit ?? account.department,
    };
    const { seq } = await sign('person', checkRequest('person', facts, options));
    said = `Wpis ${seq}: dodano osobę ${login}.`;
  });
  return said;
}
