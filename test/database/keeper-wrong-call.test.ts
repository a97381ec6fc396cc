import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import {
  addPerson,
  addRecording,
  ask,
  done,
  endOf,
  evidenceIn,
  groundOf,
  listen,
  payloadOf,
  submit,
  type Answer,
} from './asking.ts';
import { registerRows } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

/** „To nie ta rozmowa”: a stranger's call stays out of the case, until it is opened in it again. */
let office: TestOffice;
let client: Client;
let recording: string;
/** A new act with the recording open, for each test. */
let act: string;
let opening: string;

beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());
beforeEach(() => begin());

const findings = 'Pracownik udzielił pełnej informacji.';
const crime = {
  ...{ basis: 'KPK_304', sentence: { code: 'THREAT' }, statement: null },
  fields: { qualification: 'art. 226 § 1 KK', body: 'Komisariat Policji w Piasecznie' },
};

async function begin(ground = groundOf()): Promise<void> {
  const { answer } = await listen(client, recording, { ground });
  [act, opening] = [String(payloadOf(answer)['act']), answer.command];
}

/** Opens the recording in the act again, which takes the mark back. */
async function again(): Promise<void> {
  const { answer } = await listen(client, recording, { act, ground: null });
  expect(answer.state).toBe('released');
  opening = answer.command;
}

const closing = (wrongCall: boolean): Command<'close'> => ({
  ...{ opening, ranges: [[0, 9_000]], how: 'listener', wrongCall },
});
const close = (wrongCall = false) => ask(client, 'close', closing(wrongCall));
const hold = () => ask(client, 'hold', evidenceIn(act, recording));
const complete = () =>
  ask(client, 'complete', { act, findings, quotations: [{ recording, from: 0, to: null, text: 'Proszę.' }] });
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const verified = async () =>
  (
    await verifyLedger({
      ...{ source: office.superuser, journal: office.options.journal, quick: false },
      keeperKey: office.keeperPublicKey,
    })
  ).fault;
const row = async () =>
  (await registerRows(await office.as(secretaryLogin))).find((one) => one.kind === 'act' && one.act === act);

describe('a wrong call', () => {
  it('is entered though whoever said so was gone before the answer: nothing waits for the program', async () => {
    await office.fresh('anowak', (leaving) => submit(leaving, 'close', closing(true)));
    expect((await endOf(office, { command: opening, seq: 0 })).payload).toMatchObject({ wrongCall: true });
    expect(await row()).toMatchObject({ calls: [{ recording, wrongCall: true }] });
  });

  it('is quoted nowhere until it is opened again, and then as any other', async () => {
    await done(close(true));
    await refused('malformed-request', complete);
    await again();
    await done(close());
    expect(await row()).toMatchObject({ calls: [{ recording, wrongCall: false }] });
    await done(complete());
    expect(await verified()).toBeNull();
  });

  it('is one again where that is said once more, also of the opening of before', async () => {
    const first = opening;
    await done(close(true));
    await again();
    await done(close());
    opening = first;
    await done(close(true));
    await refused('act-not-open', () => close(true));
    await refused('malformed-request', complete);
    expect(await verified()).toBeNull();
  });

  it('is one whatever the owner of the tables puts there: the keeper goes by its entries, and verify names the table', async () => {
    await done(close(true));
    const say = (wrong: boolean) =>
      office.superuser.query('UPDATE office.opening SET wrong_call = $2 WHERE id = $1', [opening, wrong]);
    await say(false);
    await refused('malformed-request', complete);
    expect(await verified()).toMatchObject({ what: 'table', table: 'opening' });
    await say(true);
    expect(await verified()).toBeNull();
  });

  it('is still one, or lifted, for a keeper that starts anew', async () => {
    await done(close(true));
    await office.stop();
    await office.start();
    await refused('malformed-request', complete);
    await again();
    await done(close());
    await office.stop();
    await office.start();
    await done(complete());
  });
});

describe('what is evidence and what does not concern the case', () => {
  it('exclude each other on the listener’s word, whichever was said first', async () => {
    await done(hold());
    await refused('recording-held', () => close(true));
    await done(close());
    await begin();
    await done(close(true));
    await refused('malformed-request', hold);
    await again();
    await done(hold());
    expect(await verified()).toBeNull();
  });

  it('are told apart where the basis secures what is opened: the register has it as evidence once it concerns the case', async () => {
    await begin(groundOf(crime));
    const secured = () =>
      until('the entry of the keeper', async () => ((await row()) as { evidence: boolean }).evidence || null);
    await secured();
    await done(close(true));
    expect(await row()).toMatchObject({ evidence: false, calls: [{ wrongCall: true }] });
    await again();
    expect(await row()).toMatchObject({ evidence: true, calls: [{ wrongCall: false }] });
    expect(await verified()).toBeNull();
  });
});
