import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { addDays } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appoint,
  appointmentOf,
  ask,
  askSealed,
  authorisationOf,
  done,
  guidOf,
  listen,
  revocation,
  today,
  type Answer,
} from './asking.ts';
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

/** § 4 ust. 2: what a second person confirms is what stood there when it was compared, once. */
let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const register = (paper: Command<'instrument'>) =>
  done(askSealed(office, secretaryLogin, 'instrument', paper));
const confirm = (login: string, { seq, hash }: Pick<Answer, 'seq' | 'hash'>) =>
  askSealed(office, login, 'confirm', { entries: [seq ?? 0], hashes: [hash?.toString('hex') ?? ''] });
const numbersOf = ({ payload }: Answer): string[] =>
  (JSON.parse(payload ?? '') as Payload<'instrument'>).rows.map(({ number }) => number);
/** A paper for newcomers, or the same anew under its numbers; the last of them may hear less. */
function paperOf(
  guids: readonly string[],
  numbers: readonly string[] = [],
  last = {},
): Command<'instrument'> {
  const rows = guids.flatMap((guid, at) => {
    const change = { number: numbers[at] ?? null, ...(at === guids.length - 1 ? last : {}) };
    return authorisationOf(guid, change).rows;
  });
  return { ...authorisationOf(''), rows };
}
const hired = (login: string): string => {
  const one = account(randomUUID());
  office.directory.set(login, one);
  return one.guid;
};

it('gives nobody of forty people anything where one of them was changed since it was compared', async () => {
  const guids = Array.from({ length: 40 }, (_, at) => hired(`lista${at}`));
  const compared = await register(paperOf(guids));
  const numbers = numbersOf(compared);
  const changed = await register(paperOf(guids, numbers, { departments: ['Kancelaria'] }));
  const begun = async () =>
    (await office.superuser.query('SELECT FROM office.authorisation WHERE number = ANY ($1)', [numbers]))
      .rowCount;
  await refusedOnce(office, 'confirm-outdated', () => confirm(deputyLogin, compared));
  expect(await begun()).toBe(0);
  await done(confirm(deputyLogin, changed));
  expect(await begun()).toBe(40);
});

it('counts once where two confirm it in the same second', async () => {
  const [guid = ''] = await newcomers('kinspektor');
  await appoint(office, guid, officer);
  const paper = await register(paperOf([hired('mnowa')]));
  const answers = await Promise.all([deputyLogin, 'kinspektor'].map((login) => confirm(login, paper)));
  expect(answers.map(({ state, reason }) => reason ?? state).sort()).toEqual(['done', 'nothing-to-confirm']);
});

it('does not go on without an end, on the word of whoever holds it, where somebody else is to have that office', async () => {
  await addPerson(office, 'zdud', { authorised: false });
  await appoint(office, await guidOf(office, 'zdud'), { office: 'secretary', from: addDays(today(), 30) });
  const { rows } = await office.superuser.query<{ seq: string; hash: Buffer }>(
    'SELECT e.seq, e.hash FROM office.entry e JOIN office.instrument i ON i.seq = e.seq WHERE i.number = $1',
    [`PF/1/${today().slice(0, 4)}`],
  );
  const own = rows.map(({ seq, hash }) => ({ seq: Number(seq), hash })).at(0);
  if (own === undefined) return expect.fail('she is not in office');
  // `verify` would call it unlawful for good: she would say of herself that she is.
  await refusedOnce(office, 'nothing-to-confirm', () => confirm(secretaryLogin, own));
  expect((await verified(office)).fault).toBeNull();
});

const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
/** People who may sign in, and nothing else; their accounts. */
const newcomers = (...logins: string[]) =>
  Promise.all(logins.map((login) => addPerson(office, login, { authorised: false })));
const officer = { office: 'protection_officer' } as const;
const deputyMayor = { office: 'mayor', deputy: true } as const;

it('INV-80 an office does not come back to whoever was followed in it, when the next holder lays it down', async () => {
  const [former = '', next = ''] = await newcomers('rdawny', 'rnowy');
  await appoint(office, former, officer);
  const number = await appoint(office, next, officer);
  await done(confirm(deputyLogin, await register(authorisationOf(former))));
  await done(ask(await office.as('rnowy'), 'revoke', revocation(number)));
  const paper = await register(authorisationOf(next));
  await refused('not-confirmer', () => confirm('rdawny', paper));
  // In no office, the former one listens as anybody who is authorised.
  const { id } = await addRecording(office);
  expect((await listen(await office.as('rdawny'), id)).answer.state).toBe('released');
});

it('INV-80 papers are looked at in the order in which they count, not in that in which they were named', async () => {
  const [other = '', both = ''] = await newcomers('rtrzeci', 'rczwarty');
  const first = await register(appointmentOf(other, officer));
  const second = await register(appointmentOf(both, officer));
  const listener = await register(authorisationOf(both));
  const named = [second, first, listener];
  const body = {
    entries: named.map(({ seq }) => seq ?? 0),
    hashes: named.map(({ hash }) => hash?.toString('hex') ?? ''),
  };
  await refused('office-incompatible', () => askSealed(office, deputyLogin, 'confirm', body));
});

it('INV-81 who leads the office is confirmed by the Mayor or the officer, by nobody of the desk, nor by a deputy mayor', async () => {
  const [four = '', someone = '', watching = ''] = await newcomers('bzast', 'cnowy', 'diod');
  const power = await appoint(office, four, { ...deputyMayor, powers: [4] });
  await appoint(office, watching, officer);
  for (const change of [
    { ...deputyMayor, powers: [5 as const] },
    { office: 'secretary' as const, deputy: true },
    { office: 'secretary' as const },
    { office: 'mayor' as const },
  ]) {
    const asked = appointmentOf(someone, change);
    // A power to say who listens is none to say who leads, on paper neither.
    const signed = asked.signed && { ...asked.signed, signatory: power, signatoryName: null };
    await refused('signatory-without-power', () =>
      askSealed(office, secretaryLogin, 'instrument', { ...asked, signed }),
    );
    const paper = await register(asked);
    for (const login of [deputyLogin, 'bzast']) await refused('not-confirmer', () => confirm(login, paper));
  }
  const paper = await register(appointmentOf(someone, { office: 'secretary', deputy: true }));
  await done(confirm('diod', paper));
});

it('INV-81 a deputy mayor confirms within the own powers who listens, and nobody what they signed', async () => {
  const [five = '', four = '', listener = ''] = await newcomers('epiaty', 'fczwarty', 'gslucha');
  await appoint(office, five, { ...deputyMayor, powers: [5] });
  const signatory = await appoint(office, four, { ...deputyMayor, powers: [4] });
  const paper = await register(authorisationOf(listener));
  await refused('not-confirmer', () => confirm('epiaty', paper));
  await refused('not-second-person', () => confirm(mayorLogin, paper));
  await done(confirm('fczwarty', paper));
  const asked = authorisationOf(listener);
  const own = await register({ ...asked, signed: asked.signed && { ...asked.signed, signatory } });
  await refused('not-second-person', () => confirm('fczwarty', own));
  await done(confirm(deputyLogin, own));
  // Nor does a deputy mayor end alone what somebody else holds.
  const [held = ''] = await newcomers('hzast');
  const stands = await appoint(office, held, { office: 'secretary', deputy: true });
  await done(confirm(mayorLogin, await done(ask(await office.as('epiaty'), 'revoke', revocation(stands)))));
  expect((await verified(office)).fault).toBeNull();
});
