import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { setPassword } from '../../build/office/seed-people.ts';
import { roles, type Role } from '../../shared/values.ts';
import { ask, done } from './asking.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';

const office = officeOfFile();
const password = 'Zażółć-Gęślą-1!';
const nobody = '00000000-0000-4000-8000-000000000000';

/** One person of each role, entered as an office does, and logins that are no persons of the office. */
const logins: Record<Role | 'stranger', string> = {
  listener: who.listener,
  secretary: who.secretary,
  quality: 'jan.jakosc',
  mayor: 'jan.burmistrz',
  administrator: 'jan.serwer',
  protection_officer: 'jan.iod',
  stranger: 'obcy',
};
const made: readonly Role[] = ['quality', 'mayor', 'administrator', 'protection_officer'];

beforeAll(async () => {
  const superuser = await office.superuser();
  const secretary = await office.as(who.secretary);
  for (const role of made) {
    const words = { displayName: 'Jan Próbny', post: 'inspektor', unit: 'Urząd' };
    const person = { login: logins[role], guid: randomUUID(), ...words, roles: [role], employee: true };
    await done(ask(secretary, 'person', person));
    await setPassword(superuser, logins[role], password);
  }
  // In the people's group, but not a person of the ledger.
  await superuser.query(`CREATE ROLE obcy LOGIN PASSWORD '${password}' IN ROLE odsluch_people`);
  for (const caller of everybody) clients.set(caller, await connect(caller));
});

const everybody = [...roles, 'stranger', 'ingest', 'keeper'] as const;
type Caller = (typeof everybody)[number];

const clients = new Map<Caller, Client>();

async function connect(caller: Caller): Promise<Client> {
  if (caller === 'ingest' || caller === 'keeper') return office.asProgram(caller);
  if (caller === 'listener' || caller === 'secretary') return office.as(logins[caller]);
  return office.as(who.listener, { user: logins[caller], password });
}

const people: readonly Caller[] = [...roles, 'stranger'];

/** Each function of `api`, a call of it, and who may make it. */
const functions: readonly [call: string, may: readonly Caller[]][] = [
  ['api.me()', people],
  [`api.submit('close', '{}')`, people],
  [`api.submit('key', '{}')`, ['ingest']],
  [`api.answer('${nobody}')`, [...people, 'ingest']],
  ['api.pending()', [...people, 'ingest']],
  ['api.head()', people],
  ['api.chain(0)', people],
  ['api.legal_bases()', people],
  [`api.key_entry('2026-01')`, ['ingest']],
  [`api.known_fields('SEK.1510.7.2026')`, ['listener']],
  [`api.search_recordings('{"day": "2026-11-20"}', NULL, NULL, 10)`, ['listener', 'secretary']],
  [`api.recording_file('${nobody}')`, ['listener']],
  [`api.beat('${nobody}', '[]')`, ['listener']],
  [`api.save_draft('${nobody}', '')`, ['listener']],
  ['api.my_acts()', ['listener']],
  [`api.protocol('${nobody}')`, ['listener']],
  ['api.register(NULL, 10)', ['secretary']],
  // Inner parts of the functions above: nobody's.
  [`api.act_recordings('${nobody}')`, []],
  ['api.own_acts()', []],
  // Of the keeper alone, and no part of `api`.
  [`office.make_person('nowa.osoba', '{}')`, ['keeper']],
  [`office.stand_in('${nobody}', now(), 0, NULL, 'unknown', sha256('lost'), 1)`, ['keeper']],
];

describe('who may call what', () => {
  it.each(functions)('%s: %j', async (call, may) => {
    const refused: Caller[] = [];
    for (const [caller, client] of clients) {
      const code = await refusal(client.query(`SELECT * FROM ${call}`));
      // OD001: the wrong kind of request for this sender; OD004: not one's own. Both come from inside the function.
      if (code === '42501' || (code === 'OD001' && call.includes('submit'))) refused.push(caller);
      else expect(code === null || code === 'OD004', `${caller}: ${String(code)}`).toBe(true);
    }
    expect(refused).toEqual(everybody.filter((caller) => !may.includes(caller)));
  });

  it('is the whole of `api`: a function that is not in this list fails here', async () => {
    const superuser = await office.superuser();
    const found = await rowsOf<{ name: string }>(
      superuser,
      `SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'api' ORDER BY 1`,
    );
    const listed = new Set(functions.map(([call]) => call.split('(')[0] ?? ''));
    for (const inner of ['office.make_person', 'office.stand_in']) listed.delete(inner);
    expect(found.map(({ name }) => name)).toEqual([...listed].sort());
  });
});
