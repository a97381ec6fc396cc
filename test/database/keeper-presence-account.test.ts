import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LookUp } from '../../server/keeper/directory.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import {
  addPerson,
  addRecording,
  ask,
  authorise,
  done,
  endOf,
  groundOf,
  headSeq,
  listen,
  payloadOf,
  revocation,
  sign,
} from './asking.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { account, openTestOffice, type TestOffice } from './support.ts';

/** § 4 ust. 2: whoever hears a recording is an employee of this very day, and the one who he was when authorised. */
let office: TestOffice;
let client: Client;
let recording: string;
/** A new act with the recording open, for each test. */
let act: string;
let opening: string;
const login = 'anowak';

beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, login);
  client = await office.as(login);
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());
beforeEach(async () => {
  const { answer } = await listen(client, recording);
  [act, opening] = [String(payloadOf(answer)['act']), answer.command];
});

const join = (person: string) => ask(client, 'join', { act, person });
const leave = (person: string) => ask(client, 'leave', { act, person });
const refused = (reason: string, asked: Parameters<typeof refusedOnce>[2]) =>
  refusedOnce(office, reason, asked);
const again = (of: string) => listen(client, of, { act, ground: null });

describe('INV-53 nobody is admitted', () => {
  it('who answered the call under a login that somebody else has by now; nor hears it alone', async () => {
    const guid = await addPerson(office, 'dawniej', { authorised: false });
    const { id } = await addRecording(office, { answeredLogin: 'dawniej' });
    await addPerson(office, 'obecnie', { guid });
    await addPerson(office, 'dawniej', { authorised: false });
    expect((await again(id)).answer.state).toBe('released');
    await refused('person-not-admitted', () => join('obecnie'));
    await refusedListen(office, 'took-part-in-call', 'obecnie', id);
  });

  it.each<[string, string, string, (guid: string) => LookUp]>([
    ['disabled', 'account-disabled', 'zwolniony', (guid) => ({ ...account(guid), state: 'disabled' })],
    ['expired', 'account-expired', 'stazysta', (guid) => ({ ...account(guid), state: 'expired' })],
    ['gone', 'account-absent', 'usuniety', () => ({ state: 'absent' })],
    ['another person’s', 'identity-changed', 'nastepca', () => account(randomUUID())],
  ])('whose account is %s since', async (_what, because, person, now) => {
    const guid = await addPerson(office, person);
    await done(join(person));
    office.directory.set(person, now(guid));
    const said = { subject: person, because };
    const unfit = await refusedListen(office, 'person-present-unfit', login, recording, {
      act,
      ground: null,
    });
    expect(unfit).toMatchObject(said);
    await done(leave(person));
    expect(await refused('person-not-admitted', () => join(person))).toMatchObject(said);
    const ground = groundOf({ present: [person] });
    await refusedListen(office, 'person-not-admitted', login, recording, { ground });
  });

  it('who is there already under another login', async () => {
    const guid = await addPerson(office, 'mpanienska');
    await done(join('mpanienska'));
    await addPerson(office, 'mmezatka', { guid });
    await refused('person-already-present', () => join('mmezatka'));
    await done(leave('mpanienska'));
    await done(join('mmezatka'));
  });

  it('while the directory cannot say who they are', async () => {
    const guid = await addPerson(office, 'kdyrektor');
    office.directory.set('kdyrektor', { state: 'away', reason: 'unreachable' });
    await refused('directory-away', () => join('kdyrektor'));
    office.directory.set('kdyrektor', account(guid));
    await done(join('kdyrektor'));
  });
});

describe('INV-53 whoever is present stays who they were when they came', () => {
  it('hears on under another login, also once somebody has the former one who may not listen', async () => {
    const guid = await addPerson(office, 'tpanienska');
    await done(join('tpanienska'));
    office.directory.delete('tpanienska');
    await addPerson(office, 'tmezatka', { guid, authorised: false });
    await addPerson(office, 'tpanienska', { authorised: false });
    const { answer } = await again(recording);
    expect(payloadOf(answer)).toMatchObject({ kind: 'release', present: ['tpanienska'] });
    const { rows } = await office.superuser.query<{ text: string }>(
      'SELECT text FROM office.entry_text WHERE seq = $1',
      [answer.seq],
    );
    expect(rows[0]?.text).toContain('"login":"tpanienska","displayName":"Osoba tmezatka"');
    await refused('person-already-present', () => join('tmezatka'));
    await done(leave('tpanienska'));
  });

  it('hears nothing once the own authorisation ends, though whoever has the login by now may listen', async () => {
    const guid = await addPerson(office, 'kzur', { authorised: false });
    const number = await authorise(office, 'kzur');
    await done(join('kzur'));
    office.directory.delete('kzur');
    await addPerson(office, 'knowak', { guid, authorised: false });
    await addPerson(office, 'kzur');
    const before = await headSeq(office);
    await sign(office, 'revoke', revocation(number));
    const end = await endOf(office, { command: opening, seq: before });
    expect(end.payload).toMatchObject({ kind: 'closed', how: 'present-ended', command: null });
    const goesOn = { act, ground: null };
    expect(await refusedListen(office, 'person-present-unfit', login, recording, goesOn)).toMatchObject({
      subject: 'knowak',
      because: 'authorisation-revoked',
    });
    await done(leave('kzur'));
  });
});

it('the ledger holds after all that', async () => {
  const { journal } = office.options;
  const verified = verifyLedger({
    ...{ source: office.superuser, journal, quick: false, keeperKey: office.keeperPublicKey },
  });
  expect(await verified).toMatchObject({ fault: null });
});
