import { Client } from 'pg';
import { personConfig } from '../../server/database.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { submit, type KeeperAnswer } from '../../server/submit.ts';
import type { OfficePerson } from './people.ts';

/** Gives a person's database login the password that the directory knows: in production the directory itself is asked. */
export async function setPassword(superuser: Client, login: string, password: string): Promise<void> {
  const { rows } = await superuser.query<{ statement: string }>(
    "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS statement",
    [login, password],
  );
  await superuser.query(rows[0]?.statement ?? '');
}

/**
 * Enters everybody, and the Mayor's acts, in the Secretary's name; each is an entry of the keeper like in any office.
 * `known` is called for each person when the database has the login.
 */
export async function seedPeople(
  known: (person: OfficePerson) => Promise<void>,
  settings: ServerSettings,
  secretary: OfficePerson,
  people: readonly OfficePerson[],
): Promise<void> {
  const client = new Client(personConfig(settings, secretary.login, secretary.password));
  await client.connect();
  try {
    for (const person of people) {
      if (person !== secretary) await enter(client, person);
      await known(person);
      await authorise(client, person);
    }
  } finally {
    await client.end();
  }
}

async function enter(client: Client, person: OfficePerson): Promise<void> {
  const { login, guid, displayName, title, department, roles } = person;
  done(
    await submit(client, 'person', {
      login,
      guid,
      displayName,
      post: title,
      unit: department,
      roles,
      employee: true,
    }),
  );
}

async function authorise(client: Client, { login, authorisation }: OfficePerson): Promise<void> {
  if (authorisation === null) return;
  const { revoked, ...act } = authorisation;
  const scope = 'wszystkie komórki; cele z § 2 regulaminu';
  done(
    await submit(client, 'authorise', {
      ...act,
      login,
      signatory: 'Burmistrz Miasta i Gminy',
      scope,
      scan: null,
    }),
  );
  if (revoked)
    done(await submit(client, 'revoke', { number: act.number, reason: 'zmiana zakresu obowiązków' }));
}

function done(answer: KeeperAnswer): void {
  if (answer.state !== 'done')
    throw new Error(`the keeper did not accept the seed: ${answer.reason ?? answer.state}`);
}
