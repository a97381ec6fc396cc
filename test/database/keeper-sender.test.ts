import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { SignedRequest, Signer } from '../../shared/node/request.ts';
import { generateSigningKey } from '../../shared/node/signing-key.ts';
import { addPerson, addRecording, answerTo, listenRequest, payloadOf, rowOf } from './asking.ts';
import { handIn, openSession, putAsOwner, signed } from './sessions.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

/** The programs of the server room ask under keys of their own, and for nothing that is a person's to ask. */

let office: TestOffice;
let ingest: Client;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  ingest = await office.as('odsluch_ingest');
});
afterAll(() => office.close());

const stateOf = async (id: string): Promise<unknown> =>
  (await office.superuser.query('SELECT state FROM office.recording WHERE id = $1', [id])).rows[0];

describe('a recording is not vouched for', () => {
  const other = (): Signer => ({
    session: randomUUID(),
    privateKey: generateSigningKey().privateKey,
    ledgerKey: randomBytes(32),
  });
  it.each<[string, () => Partial<Signer>]>([
    ['by the program of another office', other],
    ['under another key with the id of ours', () => ({ privateKey: other().privateKey })],
    ['under our key for the ledger of another office', () => ({ ledgerKey: other().ledgerKey })],
    ['under our key with another id', () => ({ session: other().session })],
  ])('%s', async (_what, change) => {
    const { id } = await addRecording(office, { pending: true });
    const signer = { ...office.sender, ...change() };
    const asked = await rowOf(office, id);
    const request = await signed(office, ingest, signer, 'ingest', asked);
    await handIn(ingest, request);
    expect(await answerTo(ingest, request.id)).toMatchObject({ state: 'unknown', reason: 'session-over' });
    expect(await stateOf(id)).toEqual({ state: 'pending' });
  });

  it('where the owner of the tables asks in the name of the program, without a signature', async () => {
    const { id } = await addRecording(office, { pending: true });
    const request = { id: randomUUID(), kind: 'ingest', body: JSON.stringify(await rowOf(office, id)) };
    await putAsOwner(office, 'odsluch_ingest', request);
    expect(await answerTo(ingest, request.id)).toMatchObject({ state: 'unknown', reason: 'session-over' });
    expect(await stateOf(id)).toEqual({ state: 'pending' });
  });
});

describe('whoever signed is who asked', () => {
  /** What the ledger says of a request that the owner of the tables moved under another login. */
  const moved = async (to: string, request: SignedRequest): Promise<Record<string, unknown>> => {
    await putAsOwner(office, to, request);
    return until('its entry', async () => {
      const { rows } = await office.superuser.query<{ payload: string }>(
        'SELECT payload FROM office.entry WHERE command = $1',
        [request.id],
      );
      return rows[0] === undefined ? null : (JSON.parse(rows[0].payload) as Record<string, unknown>);
    });
  };

  it('a person is refused what the program may ask, also under its name', async () => {
    const { id } = await addRecording(office, { pending: true });
    const line = await office.as('anowak');
    const signer = await openSession(office, 'anowak');
    const asked = await rowOf(office, id);
    const ask = () => signed(office, line, signer, 'ingest', asked);
    const request = await ask();
    await handIn(line, request);
    const refused = { kind: 'refusal', login: 'anowak', request: 'ingest', reason: 'malformed-request' };
    expect(payloadOf(await answerTo(line, request.id))).toMatchObject(refused);
    expect(await moved('odsluch_ingest', await ask())).toMatchObject(refused);
    expect(await stateOf(id)).toEqual({ state: 'pending' });
  });

  it('the program is refused what people may ask, also under their names', async () => {
    const { id } = await addRecording(office);
    const ask = () =>
      signed(office, ingest, office.sender, 'listen', listenRequest(id, generateSigningKey().publicKey));
    const request = await ask();
    await handIn(ingest, request);
    const refused = { kind: 'refusal', login: 'odsluch_ingest', reason: 'malformed-request' };
    expect(payloadOf(await answerTo(ingest, request.id))).toMatchObject(refused);
    expect(await moved('anowak', await ask())).toMatchObject(refused);
  });

  it('and all of it stands up to verify', async () => {
    const { superuser: source, options, keeperPublicKey: keeperKey } = office;
    expect((await verifyLedger({ source, journal: options.journal, keeperKey })).fault).toBeNull();
  });
});
