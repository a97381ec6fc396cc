import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Report } from '../../server/keeper/options.ts';
import { reportOn } from '../../server/verify/faults.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { TestOffice } from './support.ts';
import { disarm, openListenedOffice, putBack, runAs } from './tampering.ts';

/** Everything that is wrong, and not the first thing alone: whoever did the one thing hides nothing of another. */

let office: TestOffice;
let client: Client;
beforeAll(async () => {
  office = await openListenedOffice();
  await disarm(office);
  client = new Client(office.config('odsluch_keeper'));
  await client.connect();
});
afterEach(() => putBack(office));
afterAll(async () => {
  await client.end();
  await office.close();
});

const report = (): Promise<Report> =>
  reportOn({ client, journal: office.options.journal, keeperKey: office.keeperPublicKey });
const tamper = (sql: string) => runAs(office, 'odsluch_owner', sql);
/** Number of the first entry of a kind. */
async function first(kind: string): Promise<number> {
  const { rows } = await office.superuser.query<{ seq: number }>(
    `SELECT min(seq)::int AS seq FROM office.entry WHERE payload::jsonb ->> 'kind' = $1`,
    [kind],
  );
  return rows[0]?.seq ?? 0;
}
const table = `UPDATE office.person SET post = post || 'x' WHERE login = 'dlis'`;

it('is nothing in a ledger that is whole', async () => {
  const { head } = await verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal, keeperKey: office.keeperPublicKey },
  });
  expect(await report()).toEqual({
    ...{ upTo: head?.seq, head: head?.hash, faults: 0, first: null, digests: [] },
  });
});

it.each<[string, string, string, (seq: number) => string]>([
  [
    'an edited entry',
    'release',
    'hash',
    (seq) =>
      `UPDATE office.entry SET payload = replace(payload, 'SEK.1510.7', 'SEK.1510.8') WHERE seq = ${seq}`,
  ],
  ['a deleted entry', 'refusal', 'missing', (seq) => `DELETE FROM office.entry WHERE seq = ${seq}`],
  [
    'an edited text',
    'completed',
    'words',
    (seq) => `UPDATE office.entry_text SET text = replace(text, 'termin', 'urlop') WHERE seq = ${seq}`,
  ],
  ['a text that is gone', 'completed', 'erased', (seq) => `DELETE FROM office.entry_text WHERE seq = ${seq}`],
  [
    'a foreign signature',
    'filed',
    'signature',
    (seq) =>
      `UPDATE office.entry SET signature = (SELECT signature FROM office.entry WHERE seq = 2) WHERE seq = ${seq}`,
  ],
])('INV-52 %s hides no table that was changed as well', async (_what, kind, what, change) => {
  const seq = await first(kind);
  await tamper(change(seq));
  const old = await report();
  expect(old.first).toEqual({ seq, what, table: null });
  await tamper(table);
  const both = await report();
  expect(both.faults).toBe(old.faults + 1);
  expect(both.digests).toEqual(expect.arrayContaining(old.digests));
});

it('entries cut off at the end are each told, and what was read is read on', async () => {
  const { upTo } = await report();
  await tamper(`DELETE FROM office.entry WHERE seq > ${upTo - 2}`);
  const found = await report();
  expect(found).toMatchObject({ upTo, faults: 2, first: { seq: upTo - 1, what: 'missing' } });
});

it('INV-52 another change of the same row is another fault, and the same one the same', async () => {
  await tamper(table);
  const once = await report();
  expect(await report()).toEqual(once);
  await tamper(table);
  const twice = await report();
  expect([twice.faults, twice.first]).toEqual([once.faults, once.first]);
  expect(twice.digests).not.toEqual(once.digests);
});

it.each<[string, () => Promise<void>]>([
  ['is gone', () => putBack(office)],
  ['is another one', () => tamper(table)],
])(
  'INV-52 what %s at the second look is told by no check: the keeper works meanwhile',
  async (_what, change) => {
    await tamper(table);
    const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>;
    const look: (...asked: unknown[]) => unknown = async (...asked) => {
      const said = await query(...asked);
      // A look is over.
      if (asked[0] === 'ROLLBACK') await change();
      return said;
    };
    const looks = vi.spyOn(client, 'query').mockImplementation(look);
    expect(await report().finally(() => looks.mockRestore())).toMatchObject({ faults: 0, first: null });
  },
);
