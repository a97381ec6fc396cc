import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  type Answer,
  appoint,
  appointmentOf,
  ask,
  askSealed,
  authorisationOf,
  authorise,
  done,
  guidOf,
  passTime,
  payloadOf,
  revocation,
  sign,
  today,
} from './asking.ts';
import { confirmationOf } from './destroying.ts';
import { refusedOnce } from './refusing.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  type TestOffice,
} from './support.ts';

let office: TestOffice;
let guid: string;
/** Number of somebody's authorisation. */
let held: string;
beforeAll(async () => {
  office = await openTestOffice();
  guid = await addPerson(office, 'anowak', { authorised: false });
  held = await authorise(office, 'anowak');
});
afterAll(() => office.close());

const asSecretary = <K extends CommandKind>(kind: K, body: Command<K>) =>
  askSealed(office, secretaryLogin, kind, body);
/** One refusal's entry and nothing else: no person, no authorisation, no login. */
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);

describe('the Secretary', () => {
  it('registers the act of the Mayor for twelve whole months, with the words behind a commitment', async () => {
    const to = addMonths(today(), 12);
    const answer = await sign(office, 'instrument', authorisationOf(guid, { to }));
    expect(payloadOf(answer)).toMatchObject({ rows: [{ subject: 'anowak', subjectGuid: guid, to }] });
    expect(answer.payload).not.toMatch(/Osoba|inspektor/);
  });

  it.each([
    ['of more than twelve months', 'authorisation-too-long', 0, 1],
    ['of more than twelve months, which began a month ago', 'authorisation-too-long', -1, 1],
    ['from more than a month before its signature', 'authorisation-backdated', -2, 0],
  ])('INV-06 registers none %s', async (_what, reason, begins, days) => {
    const from = addMonths(today(), begins);
    const to = addDays(addMonths(from, 12), days);
    await refused(reason, () => asSecretary('instrument', authorisationOf(guid, { from, to })));
  });

  it('INV-06 registers none that ends before it begins', async () => {
    const over = authorisationOf(guid, { to: addMonths(today(), -1) });
    await refused('malformed-request', () => asSecretary('instrument', over));
  });

  it('INV-06 revokes what stands, once', async () => {
    const revoke = revocation(await authorise(office, 'anowak'));
    const answer = await sign(office, 'revoke', revoke);
    expect(answer.payload).not.toMatch(/obowiązków/);
    await refused('instrument-state', () => asSecretary('revoke', revoke));
    await refused('instrument-unknown', () => asSecretary('revoke', revocation('UO/999/2026')));
  });

  it('INV-06 signs only while the directory knows her', async () => {
    const paper = authorisationOf(guid);
    const known = office.directory.get(secretaryLogin);
    office.directory.set(secretaryLogin, { state: 'away', reason: 'unreachable' });
    await refused('directory-away', () => asSecretary('instrument', paper));
    // Her account goes on under another login, and hers was given to somebody else.
    office.directory.set(secretaryLogin, account(randomUUID()));
    if (known) office.directory.set('dawniej', known);
    await refused('identity-changed', () => asSecretary('instrument', paper));
    if (known) office.directory.set(secretaryLogin, known);
  });
});

describe('INV-06 nobody else', () => {
  it.each<['person' | 'instrument' | 'revoke', () => object]>([
    ['person', () => ({ guids: [guid] })],
    ['instrument', () => authorisationOf(guid)],
    ['revoke', () => revocation(held)],
  ])('signs the act %s', async (kind, body) => {
    await refused('not-secretary', () => askSealed(office, 'anowak', kind, body() as Command<typeof kind>));
  });

  it('is the Secretary by what a table or a group of the database says', async () => {
    await office.superuser.query(`GRANT odsluch_secretary TO anowak`);
    await office.superuser.query(
      `UPDATE office.person SET roles = '{listener,secretary}' WHERE login = 'anowak'`,
    );
    const body = { guids: [guid] };
    await refused('not-secretary', () => askSealed(office, 'anowak', 'person', body));
  });
});

it('INV-80 the Secretary who was to be followed needs a new appointment, although the next one was ended before it began', async () => {
  const next = await addPerson(office, 'zdud', { authorised: false });
  const tomorrow = addDays(today(), 1);
  const number = await appoint(office, next, { office: 'secretary', from: tomorrow });
  const wanted = await done(ask(await office.as(secretaryLogin), 'revoke', revocation(number)));
  await done(askSealed(office, mayorLogin, 'confirm', confirmationOf(wanted)));
  passTime(office, 86_400_000);
  await refused('not-secretary', () => asSecretary('instrument', authorisationOf(guid)));
  const again = appointmentOf(await guidOf(office, secretaryLogin), { office: 'secretary', from: tomorrow });
  const paper = await done(askSealed(office, deputyLogin, 'instrument', again));
  await done(askSealed(office, mayorLogin, 'confirm', confirmationOf(paper)));
  await sign(office, 'instrument', authorisationOf(guid));
});
