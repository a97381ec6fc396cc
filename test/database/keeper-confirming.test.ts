import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { addDays } from '../../shared/warsaw.ts';
import {
  addPerson,
  appoint,
  askSealed,
  authorisationOf,
  done,
  guidOf,
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
  const paper = await register(paperOf([hired('mnowa')]));
  const answers = await Promise.all([deputyLogin, mayorLogin].map((login) => confirm(login, paper)));
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
