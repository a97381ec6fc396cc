import fc from 'fast-check';
import { type Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type z } from 'zod';
import { commandKinds, commands } from '../../shared/ledger/kinds.ts';
import { searchFilter } from '../../shared/recordings.ts';
import { ranges } from '../../shared/values.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addPerson, answerTo, appoint, submit } from '../database/asking.ts';
import { rowsOf } from '../database/office.ts';
import { openTestOffice, secretaryLogin, type TestOffice } from '../database/support.ts';
import { cases, hostileText, hostileValue, nearly, runs } from './hostile.ts';

/**
 * Every function that a person or a program may call, with what nobody should send: it answers, or refuses by a code of ours or of
 * the type system; the keeper lives, and the ledger holds.
 */

const timeout = Math.max(300_000, cases * 1_000);

/** Codes of the api, wrong data, no right, a limit of the server: refusals. Anything else is a fault. */
const refusals = /^(OD\d{3}|22\w{3}|42501|54\w{3})$/;

/** The code of the refusal, null where there was an answer; throws for what is neither. */
async function refusalCode(asked: Promise<unknown>): Promise<string | null> {
  try {
    await asked;
    return null;
  } catch (error) {
    if (error instanceof DatabaseError && refusals.test(error.code ?? '')) return error.code ?? null;
    throw error;
  }
}

const json = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> => value.map((one) => JSON.stringify(one));
const uuidText = fc.oneof(fc.uuid(), hostileText);

/** Values for a parameter, by its type and where it matters by its name. */
function valuesOf(type: string, name: string): fc.Arbitrary<unknown> {
  if (name === 'filter') return json(nearly(searchFilter));
  if (name === 'ranges') return json(nearly(ranges));
  if (type === 'jsonb') return json(hostileValue);
  if (type === 'uuid') return uuidText;
  if (type === 'bigint' || type === 'integer')
    return fc.oneof(
      fc.integer(),
      fc.constantFrom('-9223372036854775808', '9223372036854775808', 'NaN', null),
    );
  if (type.startsWith('timestamp'))
    return fc.oneof(hostileText, fc.constantFrom('infinity', null, '2026-11-25'));
  return fc.oneof(hostileText, fc.constant(null));
}

type ApiFunction = { name: string; parameters: { name: string; type: string }[] };

async function functionsFor(client: Client): Promise<ApiFunction[]> {
  const rows = await rowsOf<{ name: string; names: string[] | null; types: string[] }>(
    client,
    `SELECT p.proname AS name, p.proargnames AS names,
            ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, n) ORDER BY n) AS types
       FROM pg_proc p WHERE p.pronamespace = 'api'::regnamespace AND has_function_privilege(p.oid, 'EXECUTE') ORDER BY 1`,
  );
  return rows.map(({ name, names, types }) => ({
    name,
    parameters: types.map((type, place) => ({ type, name: names?.[place] ?? '' })),
  }));
}

/** Tries each function in turn with its own hostile arguments; `submit` has tests of its own. */
async function tryAll(client: Client): Promise<void> {
  const functions = (await functionsFor(client)).filter(({ name }) => name !== 'submit');
  expect(functions.length).toBeGreaterThan(2);
  for (const { name, parameters } of functions.filter((one) => one.parameters.length > 0)) {
    const sql = `SELECT * FROM api.${name}(${parameters.map(({ type }, n) => `$${n + 1}::text::${type}`).join(', ')})`;
    await fc.assert(
      fc.asyncProperty(fc.tuple(...parameters.map((one) => valuesOf(one.type, one.name))), async (values) => {
        await refusalCode(client.query(sql, values));
      }),
      runs(Math.ceil(cases / functions.length)),
    );
  }
}

/** After the thirtieth refusal of an hour a person is answered once a minute: so nobody asks so often here. */
const asksEach = 25;

const bodies = fc.oneof(
  ...commandKinds.map((kind) =>
    fc.tuple(fc.constant<string>(kind), json(nearly(commands[kind] as z.ZodType))),
  ),
  fc.tuple(hostileText, json(hostileValue)),
  fc.tuple(fc.constantFrom<string>(...commandKinds), hostileText),
);

/** Hands one request in; where it was taken, the keeper answers it. */
async function ask(client: Client, [kind, body]: [string, string]): Promise<void> {
  let command = '';
  const asked = submit(client, kind, body).then((id) => void (command = id));
  if ((await refusalCode(asked)) === null)
    expect(['refused', 'done']).toContain((await answerTo(client, command)).state);
}

describe('whatever is sent to the api', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await openTestOffice();
    await addPerson(office, 'sluchacz');
  });
  afterAll(() => office.close());

  it.each(['sluchacz', secretaryLogin, 'odsluch_ingest'])(
    'by %s, every function answers or refuses',
    async (login) => tryAll(await office.as(login)),
    timeout,
  );

  it(
    'by a person of both roles, every request is refused, or taken and answered',
    async () => {
      for (let n = 0; n * asksEach < cases; n += 1) {
        const login = `osoba${n}`;
        const guid = await addPerson(office, login);
        await appoint(office, guid, { office: 'secretary', deputy: true });
        await office.fresh(login, (client) =>
          fc.assert(
            fc.asyncProperty(bodies, (body) => ask(client, body)),
            { ...runs(asksEach, n), endOnFailure: true },
          ),
        );
      }
    },
    timeout,
  );

  it(
    'by the program that ingests, every request is refused, or taken and answered',
    async () => {
      const ingest = await office.as('odsluch_ingest');
      await fc.assert(
        fc.asyncProperty(bodies, (body) => ask(ingest, body)),
        { ...runs(asksEach), endOnFailure: true },
      );
    },
    timeout,
  );

  it('leaves the keeper at work, no request without its one entry, and a ledger that holds', async () => {
    const { superuser, options, keeperPublicKey } = office;
    expect(office.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
    const twice = await rowsOf(
      superuser,
      'SELECT command FROM office.entry WHERE command IS NOT NULL GROUP BY command HAVING count(*) > 1',
    );
    expect(twice).toEqual([]);
    expect(await rowsOf(superuser, 'SELECT id FROM office.command')).toEqual([]);
    const { fault } = await verifyLedger({
      source: superuser,
      journal: options.journal,
      keeperKey: keeperPublicKey,
    });
    expect(fault).toBeNull();
  });
});
