import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { signRequest, type SignedRequest, type Signer } from '../../shared/node/request.ts';
import { generateSigningKey } from '../../shared/node/signing-key.ts';
import {
  addPerson,
  answerTo,
  entriesAfter,
  headSeq,
  listenRequest,
  openListening,
  passTime,
  submit,
  takenIn,
} from './asking.ts';
import { openSession, pulseOf, putAsOwner, sessionOf } from './sessions.ts';
import { until, type TestOffice } from './support.ts';

/**
 * Whoever owns the tables asks in a listener's name, with a key pair of his own. What else the owner tries: papers, lists, drafts and commits
 * in the other files `owner-*`; rights out of a table, a group or a row in `keeper-refusals`, `keeper-secretary`, `keeper-roles` and
 * `keeper-suspension`; functions, roles and settings in `keeper-schema` (`schema-tamperings.ts`); the ledger and its read models in
 * `verify-ledger` and `verify-tampering`; recordings that are to go, or are gone, in `keeper-night*`, `ingest-gone`, `ingest-saved` and
 * `restore-night`; and what else has rows of its own in the file of each: `completeness`, `keeper-announcement`, `keeper-restriction`,
 * `keeper-review`, `keeper-hold`.
 */
let office: TestOffice;
let client: Client;
let recording: string;
/** Of the listener, of somebody else, of nobody, and of one who has signed out. */
let hers: Signer;
let others: Signer;
let nobodys: Signer;
let ended: Signer;
let before = 0;
beforeAll(async () => {
  ({ office, client, recording } = await openListening());
  await addPerson(office, 'jlis');
  hers = await sessionOf(office, 'anowak');
  others = await sessionOf(office, 'jlis');
  nobodys = { ...hers, session: randomUUID(), privateKey: generateSigningKey().privateKey };
  ended = await openSession(office, 'anowak');
  const signOut = await made(ended, 'session-end', { session: ended.session });
  await putAsOwner(office, 'anowak', signOut);
  await answerTo(client, signOut.id);
  passTime(office, 61_000);
  before = await headSeq(office);
});
afterAll(() => office.close());

const attackers = generateKeyPair();
const lawful = () => listenRequest(recording, attackers.publicKey);
const made = async (signer: Signer, kind: string, body: object): Promise<SignedRequest> =>
  signRequest(signer, { kind, body, seen: (await pulseOf(office, client)).time });
/** What she did ask for, under a key pair of hers. */
const asked = () => made(hers, 'listen', listenRequest(recording, generateKeyPair().publicKey));

const rows: [string, () => Promise<Partial<SignedRequest>>][] = [
  ['without a signature', async () => ({ id: randomUUID(), kind: 'listen', body: (await asked()).body })],
  [
    'with her session, and no signature',
    async () => ({ ...(await made(nobodys, 'listen', lawful())), session: hers.session }),
  ],
  ['under a session that there is not', () => made(nobodys, 'listen', lawful())],
  ['under the session of another', async () => ({ ...(await asked()), session: others.session })],
  ['under a session that has ended', () => made(ended, 'listen', lawful())],
  [
    'for the ledger of another office',
    () => made({ ...hers, ledgerKey: Buffer.alloc(32) }, 'listen', lawful()),
  ],
  ['with another body than she signed', async () => ({ ...(await asked()), body: JSON.stringify(lawful()) })],
  [
    'of another kind than she signed',
    async () => ({ ...(await made(hers, 'close', lawful())), kind: 'listen' }),
  ],
  ['under another id than she signed', async () => ({ ...(await asked()), id: randomUUID() })],
  ['with another salt than she signed', async () => ({ ...(await asked()), salt: Buffer.alloc(16) })],
  [
    'over another pulse than she signed',
    async () => {
      const one = await asked();
      return { ...one, seen: one.seen - 1 };
    },
  ],
];

describe('INV-56 a request in the queue', () => {
  it.each(rows)('%s is nobody’s: nothing is heard, and nothing is held against her', async (_what, row) => {
    const put = await row();
    await putAsOwner(office, 'anowak', put);
    expect(await answerTo(client, put.id ?? '')).toMatchObject({
      state: 'unknown',
      reason: 'session-over',
      sealed: null,
    });
    const entries = await entriesAfter(office, before);
    expect(entries.filter(({ kind }) => kind !== 'unsigned-request')).toEqual([]);
  });

  it('that nobody signed is one entry a minute, with whom it claimed to come from', async () => {
    expect((await entriesAfter(office, before)).map(({ payload }) => payload)).toMatchObject([
      { login: 'odsluch_keeper', claimed: ['anowak'], count: 1 },
    ]);
    passTime(office, 61_000);
    const entries = await until('the other ones counted', async () => {
      const found = await entriesAfter(office, before);
      return found.length > 1 ? found : null;
    });
    expect(entries.map(({ payload }) => payload['count'])).toEqual([1, rows.length - 1]);
  });

  it('has its turn by who signed it, under however many logins the rows stand', async () => {
    const other = await office.as('jlis');
    const first = await headSeq(office);
    await office.stop();
    for (let n = 0; n < 20; n += 1)
      await putAsOwner(office, `a${n}`, await made(hers, 'reopen', { act: randomUUID() }));
    const id = await submit(other, 'listen', listenRequest(recording, generateKeyPair().publicKey));
    await office.start();
    const { seq } = await answerTo(other, id);
    const passed = (await entriesAfter(office, first)).filter(
      (entry) => entry.login === 'anowak' && entry.seq < (seq ?? 0),
    );
    expect(passed.length).toBeLessThanOrEqual(1);
    await takenIn(office, 'command');
  });

  it('as she signed it is hers, whoever put it there', async () => {
    const request = await asked();
    await putAsOwner(office, 'jlis', request);
    const { payload } = await until(
      'its entry',
      async () =>
        (await entriesAfter(office, before)).find((one) => one.payload['command'] === request.id) ?? null,
    );
    expect(payload).toMatchObject({ kind: 'release', login: 'anowak' });
  });
});
