import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  type Answer,
  askSealed,
  formerAuthorisationOf,
  payloadOf,
  revocation,
  sign,
  today,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { sessionOf } from './sessions.ts';
import { account, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

let office: TestOffice;
/** Number of somebody's authorisation. */
let held: string;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak', { authorised: false });
  await sessionOf(office, 'anowak');
  const authorisation = formerAuthorisationOf('anowak');
  held = authorisation.number;
  await sign(office, 'authorise', authorisation);
});
afterAll(() => office.close());

type Named = Extract<Command<'person'>, { roles: unknown }>;
/** Somebody whom the directory knows. */
function personOf(login: string, change: Partial<Named> = {}): Named {
  const guid = randomUUID();
  office.directory.set(login, account(guid));
  return {
    ...{ login, guid, displayName: 'Jan Lis', post: 'referent', unit: 'Kancelaria' },
    ...{ roles: ['listener'], employee: true },
    ...change,
  };
}
const asSecretary = (kind: 'person' | 'authorise' | 'revoke', body: object) =>
  askSealed(office, secretaryLogin, kind, body as Command<typeof kind>);

/** One refusal's entry and nothing else: no person, no authorisation, no login. */
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);

describe('the Secretary', () => {
  it('registers a person, who can then sign in and see who he is', async () => {
    const body = personOf('jlis', { roles: ['listener', 'quality'] });
    const answer = await sign(office, 'person', body);
    expect(payloadOf(answer)).toMatchObject({ people: [{ login: 'jlis', guid: body.guid, employee: true }] });
    expect(answer.payload).not.toMatch(/Jan Lis|referent/);
    const { rows } = await office.superuser.query<{ groups: string[] }>(
      `SELECT array_agg(g.rolname::text ORDER BY g.rolname) AS groups FROM pg_auth_members m
         JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles p ON p.oid = m.member WHERE p.rolname = 'jlis'`,
    );
    expect(rows[0]?.groups).toEqual(['odsluch_listener', 'odsluch_people', 'odsluch_quality']);
  });

  it('changes a person, whose groups change with it', async () => {
    await sign(office, 'person', personOf('psowa', { roles: ['listener', 'quality'] }));
    await sign(office, 'person', personOf('psowa', { roles: ['protection_officer'], employee: false }));
    const { rows } = await office.superuser.query(
      `SELECT pg_has_role('psowa', 'odsluch_listener', 'MEMBER') AS listener,
              pg_has_role('psowa', 'odsluch_protection_officer', 'MEMBER') AS officer`,
    );
    expect(rows).toEqual([{ listener: false, officer: true }]);
  });

  it.each(['postgres', 'odsluch.owner', 'pg_monitor', 'administrator'])(
    'makes no login %s',
    async (login) => {
      await refused('malformed-request', () => asSecretary('person', personOf(login)));
      const { rows } = await office.superuser.query('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [
        login,
      ]);
      expect(rows.filter(({ rolcanlogin }) => rolcanlogin && login !== 'postgres')).toEqual([]);
    },
  );

  it('registers the act of the Mayor, with the words behind a commitment', async () => {
    const body = formerAuthorisationOf('anowak', { signatory: 'Daniel Putkiewicz', scope: 'skargi' });
    const answer = await sign(office, 'authorise', body);
    expect(payloadOf(answer)).toMatchObject({
      number: body.number,
      subject: 'anowak',
      from: body.from,
      to: body.to,
    });
    expect(answer.payload).not.toMatch(/Putkiewicz|skargi/);
  });

  it.each<[string, string, () => object]>([
    ['for herself', 'own-authorisation', () => formerAuthorisationOf(secretaryLogin)],
    ['for a stranger', 'person-unknown', () => formerAuthorisationOf('nieznany')],
    [
      'for more than twelve months',
      'authorisation-too-long',
      () => ({ ...formerAuthorisationOf('anowak'), to: addMonths(today(), 13) }),
    ],
    [
      'that ends before it begins',
      'malformed-request',
      () => formerAuthorisationOf('anowak', { to: addMonths(today(), -1) }),
    ],
    [
      'signed tomorrow',
      'day-in-future',
      () => formerAuthorisationOf('anowak', { signedOn: addMonths(today(), 1) }),
    ],
    [
      'with something unseen in it',
      'malformed-request',
      () => formerAuthorisationOf('anowak', { scope: 'skargi\u202e' }),
    ],
  ])('INV-06 registers no authorisation %s', async (_what, reason, body) => {
    await refused(reason, () => asSecretary('authorise', body()));
  });

  it('registers twelve whole months', async () => {
    await sign(office, 'authorise', formerAuthorisationOf('anowak', { to: addMonths(today(), 12) }));
  });

  it('INV-06 registers no number twice, and none for somebody who is no employee', async () => {
    const first = formerAuthorisationOf('anowak');
    await sign(office, 'authorise', first);
    await refused('authorisation-number-taken', () => asSecretary('authorise', first));
    await sign(office, 'person', personOf('kbak', { employee: false }));
    await refused('person-unknown', () => asSecretary('authorise', formerAuthorisationOf('kbak')));
  });

  it('INV-06 revokes what stands, once', async () => {
    const body = formerAuthorisationOf('anowak');
    await sign(office, 'authorise', body);
    const revoke = revocation(body.number);
    const answer = await sign(office, 'revoke', revoke);
    expect(answer.payload).not.toMatch(/obowiązków/);
    await refused('instrument-state', () => asSecretary('revoke', revoke));
    await refused('instrument-unknown', () => asSecretary('revoke', revocation('UO/999/2026')));
  });

  it('INV-06 signs only while the directory knows her', async () => {
    const known = office.directory.get(secretaryLogin);
    office.directory.set(secretaryLogin, { state: 'away', reason: 'unreachable' });
    await refused('directory-away', () => asSecretary('person', personOf('mkot')));
    // Her account goes on under another login, and hers was given to somebody else.
    office.directory.set(secretaryLogin, account(randomUUID()));
    if (known) office.directory.set('dawniej', known);
    await refused('identity-changed', () => asSecretary('person', personOf('mkot')));
    if (known) office.directory.set(secretaryLogin, known);
  });
});

describe('INV-06 nobody else', () => {
  it.each<['person' | 'authorise' | 'revoke', () => object]>([
    ['person', () => personOf('mkot')],
    ['authorise', () => formerAuthorisationOf('anowak')],
    ['revoke', () => revocation(held)],
  ])('signs the act %s', async (kind, body) => {
    await refused('not-secretary', () => askSealed(office, 'anowak', kind, body() as Command<typeof kind>));
  });

  it('is the Secretary by what a table or a group of the database says', async () => {
    await office.superuser.query(`GRANT odsluch_secretary TO anowak`);
    await office.superuser.query(
      `UPDATE office.person SET roles = '{listener,secretary}' WHERE login = 'anowak'`,
    );
    await refused('not-secretary', () => askSealed(office, 'anowak', 'person', personOf('mkot')));
  });
});
