import type { Command as Program } from 'commander';
import type { Ask } from './ask.ts';
import { asPerson, readLogin } from './person.ts';
import type { ServerSettings } from './settings.ts';

/** Adds `people add`. */
export function addPeople(
  program: Program,
  settings: () => ServerSettings,
  withAsk: (work: (ask: Ask) => Promise<string>) => Promise<void>,
): void {
  const people = program.command('people').description('osoby');
  people
    .command('add <login>')
    .description('wpisuje pracownika albo zmianę jego danych w katalogu')
    .requiredOption('--as <login>', 'login Sekretarza albo zastępcy; hasło jest pytane')
    .action((login: string, o: { as: string }) => withAsk((ask) => addPerson(settings(), o.as, login, ask)));
}

/** Registers an employee: the directory tells who that is, the keeper makes the entry and the login. */
async function addPerson(settings: ServerSettings, desk: string, typed: string, ask: Ask): Promise<string> {
  const login = readLogin(typed);
  let said = '';
  await asPerson(settings, desk, ask, async ({ lookUp, submit }) => {
    const { guid } = await lookUp(login);
    const { seq } = await submit('person', { guids: [guid] });
    said = `Wpis ${seq}: dodano osobę ${login}.`;
  });
  return said;
}
