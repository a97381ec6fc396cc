import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addPerson,
  type Answer,
  appointmentOf,
  ask,
  askSealed,
  done,
  guidOf,
  passTime,
  payloadOf,
  revocation,
  sign,
  today,
} from './asking.ts';
import { holds } from './groups.ts';
import { refusedOnce } from './refusing.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  type TestOffice,
} from './support.ts';
import { verified } from './tampering.ts';

/** Who accepts an office himself, because nobody else is there who could compare its paper. */

let office: TestOffice;
const friend = 'ewilk';
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, friend, { authorised: false });
});
afterAll(() => office.close());

/** The Secretary registers a paper that appoints her friend. */
const named = async (held: 'secretary' | 'protection_officer', deputy: boolean): Promise<Answer> =>
  sign(office, 'instrument', appointmentOf(await guidOf(office, friend), { office: held, deputy }));
const confirm = (login: string, ...papers: Answer[]): Promise<Answer> =>
  askSealed(office, login, 'confirm', {
    entries: papers.map(({ seq }) => seq ?? 0),
    hashes: papers.map(({ hash }) => hash?.toString('hex') ?? ''),
  });
const refused = async (reason: string, login: string, ...papers: Answer[]) =>
  refusedOnce(office, reason, () => confirm(login, ...papers));
const numberOf = (paper: Answer): unknown => (payloadOf(paper)['rows'] as { number: string }[])[0]?.number;

it('INV-61 nobody does as long as somebody else is in office', async () => {
  await refused('not-confirmer', friend, await named('secretary', true));
});

it('INV-61 a friend whom the Secretary, alone, names Secretary or officer accepts neither; a deputy of hers is accepted', async () => {
  const number = `PF/2/${today().slice(0, 4)}`;
  await done(ask(await office.as(deputyLogin), 'revoke', revocation(number)));
  // The Mayor is in office, but could not look at it.
  office.directory.set(mayorLogin, { ...account(await guidOf(office, mayorLogin)), state: 'disabled' });
  office.accounts.seen = true;
  passTime(office, 121_000);
  await holds(office, mayorLogin, 'NOLOGIN');
  await refused('not-confirmer', friend, await named('secretary', false));
  await refused('not-confirmer', friend, await named('protection_officer', false));
  const paper = await named('secretary', true);
  await refused('not-confirmer', secretaryLogin, paper);
  const { rows } = await (await office.as(friend)).query('SELECT api.own_appointment() AS own');
  expect(rows).toMatchObject([{ own: { number: expect.stringMatching(/^PF\//) as string } }]);
  // Whose office ends is nothing that he accepts: `verify` would call it unlawful for good.
  const mayor = revocation(`PF/3/${today().slice(0, 4)}`);
  const end = await done(ask(await office.as(secretaryLogin), 'revoke', mayor));
  await refused('not-confirmer', friend, paper, end);
  const accepted = async (): Promise<unknown> => {
    const client = await office.as(secretaryLogin);
    return (await client.query<{ told: { accepted: unknown } }>('SELECT api.duties() AS told')).rows[0]?.told
      .accepted;
  };
  expect(await accepted()).toEqual([]);
  await done(confirm(friend, paper));
  // § 6 ust. 3: „Pulpit” of Mayor and officer names it as long as it lasts.
  expect(await accepted()).toEqual([numberOf(paper)]);
  expect((await verified(office)).fault).toBeNull();
});
