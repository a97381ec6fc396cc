import { Client } from 'pg';
import { personConfig } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { keeperKeyOf, type ServerSettings } from '../../server/settings.ts';
import { submit } from '../../server/submit.ts';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import type { OfficePerson } from './people.ts';

/** Gives one of the server room's programs its password for the database. */
export async function setPassword(superuser: Client, login: string, password: string): Promise<void> {
  const { rows } = await superuser.query<{ statement: string }>(
    "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS statement",
    [login, password],
  );
  await superuser.query(rows[0]?.statement ?? '');
}

/**
 * Enters everybody, and the Mayor's acts, in the Secretary's name; each is an entry of the keeper like in any office.
 */
export async function seedPeople(
  settings: ServerSettings,
  secretary: OfficePerson,
  people: readonly OfficePerson[],
): Promise<void> {
  const keeper = pinnedKeeperKey(keeperKeyOf(settings));
  const { signer, secret } = await proveAtDoor(settings, keeper, secretary.login, secretary.password);
  const client = new Client(personConfig(settings, secretary.login, secret));
  const sign: Sign = async (kind, body) => {
    const answer = await submit({ client, keeper, signer }, kind, body);
    if (answer.state === 'refused') throw new Error(`the keeper did not accept the seed: ${answer.reason}`);
  };
  await client.connect();
  try {
    for (const person of people) {
      if (person !== secretary) await enter(sign, person);
      await authorise(sign, person);
    }
  } finally {
    await client.end();
  }
}

type Sign = <K extends CommandKind>(kind: K, body: Command<K>) => Promise<void>;

async function enter(
  sign: Sign,
  { login, guid, displayName, title: post, department: unit, roles }: OfficePerson,
): Promise<void> {
  await sign('person', { login, guid, displayName, post, unit, roles, employee: true });
}

async function authorise(sign: Sign, { login, authorisation }: OfficePerson): Promise<void> {
  if (authorisation === null) return;
  const { revoked, ...act } = authorisation;
  const scope = 'wszystkie komórki; cele z § 2 regulaminu';
  await sign('authorise', { ...act, login, signatory: 'Burmistrz Miasta i Gminy', scope, scan: null });
  if (revoked) await sign('revoke', { number: act.number, reason: 'zmiana zakresu obowiązków' });
}
