import { Client } from 'pg';
import { personConfig } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { keeperKeyOf, type ServerSettings } from '../../server/settings.ts';
import { sign, submit } from '../../server/submit.ts';
import type { Command, SigningKind } from '../../shared/ledger/kinds.ts';
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
  const asker = { client, keeper, signer };
  const as: InHerName = {
    sign: (kind, body) => accepted(sign(asker, secretary.password, kind, body)),
    submit: (kind, body) => accepted(submit(asker, kind, body)),
  };
  await client.connect();
  try {
    for (const person of people) {
      // Those with whom the office began are in its ledger.
      if (!person.roles.includes('secretary')) await enter(as, person);
      await authorise(as, person);
    }
  } finally {
    await client.end();
  }
}

type InHerName = {
  sign<K extends SigningKind>(kind: K, body: Command<K>): Promise<void>;
  submit(kind: 'revoke', body: Command<'revoke'>): Promise<void>;
};

async function accepted(answer: ReturnType<typeof sign | typeof submit>): Promise<void> {
  const given = await answer;
  if (given.state === 'refused') throw new Error(`the keeper did not accept the seed: ${given.reason}`);
}

async function enter(
  { sign }: InHerName,
  { login, guid, displayName, title: post, department: unit, roles }: OfficePerson,
): Promise<void> {
  await sign('person', { login, guid, displayName, post, unit, roles, employee: true });
}

async function authorise({ sign, submit }: InHerName, { login, authorisation }: OfficePerson): Promise<void> {
  if (authorisation === null) return;
  const { revoked, ...act } = authorisation;
  const scope = 'wszystkie komórki; cele z § 2 regulaminu';
  await sign('authorise', { ...act, login, signatory: 'Burmistrz Miasta i Gminy', scope, scan: null });
  const ended = { why: 'post' as const, until: null, paper: null, words: 'zmiana zakresu obowiązków' };
  if (revoked) await submit('revoke', { number: act.number, ...ended });
}
