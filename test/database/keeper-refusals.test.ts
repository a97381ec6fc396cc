import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import {
  addOutsider,
  addPerson,
  addRecording,
  ask,
  askSealed,
  authorisationOf,
  authorise,
  done,
  guidOf,
  listOf,
  revocation,
  sign,
  today,
} from './asking.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  type TestOffice,
} from './support.ts';

let office: TestOffice;
let recording: string;
let count = 0;
beforeAll(async () => {
  office = await openTestOffice();
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

/** A login that no other test has used: thirty refusals an hour of one person would be counted together. */
const newLogin = (): string => `osoba${(count += 1)}`;

const refused = (reason: string, login: string, id: string) => refusedListen(office, reason, login, id);

describe('INV-06 who may not listen', () => {
  it('nobody without an authorisation, an employee or not', async () => {
    const login = newLogin();
    await addPerson(office, login, { authorised: false });
    const entry = await refused('no-authorisation', login, recording);
    expect(entry).toMatchObject({ request: 'listen', login, recording, case: 'SEK.1510.7.2026', count: 1 });
  });

  it.each([secretaryLogin, deputyLogin, mayorLogin])(
    'INV-51 § 4 ust. 2 %s by an office alone',
    async (login) => {
      await refused('no-authorisation', login, recording);
    },
  );

  it('nobody who is no employee: no paper authorises them', async () => {
    const login = newLogin();
    await addOutsider(office, login);
    const paper = authorisationOf(await guidOf(office, login));
    await refusedOnce(office, 'person-unknown', () => askSealed(office, secretaryLogin, 'instrument', paper));
    await refused('no-authorisation', login, recording);
  });

  it.each([
    ['authorisation-expired', addMonths(today(), -1), addDays(today(), -1)],
    ['authorisation-future', addMonths(today(), 1), addMonths(today(), 2)],
  ])('%s', async (reason, from, to) => {
    const login = newLogin();
    await addPerson(office, login, { authorised: false });
    await authorise(office, login, { from, to });
    await refused(reason, login, recording);
  });

  it('nobody whose authorisation was revoked', async () => {
    const login = newLogin();
    await addPerson(office, login, { authorised: false });
    const number = await authorise(office, login);
    await sign(office, 'revoke', revocation(number));
    await refused('authorisation-revoked', login, recording);
  });

  it.each([
    ['account-disabled', (guid: string) => ({ ...account(guid), state: 'disabled' as const })],
    ['account-expired', (guid: string) => ({ ...account(guid), state: 'expired' as const })],
    ['account-absent', () => ({ state: 'absent' as const })],
    ['directory-away', () => ({ state: 'away' as const, reason: 'unreachable' as const })],
    ['identity-changed', () => account(randomUUID())],
  ])('%s in the directory', async (reason, state) => {
    const login = newLogin();
    const guid = await addPerson(office, login);
    office.directory.set(login, state(guid));
    await refused(reason, login, recording);
  });

  it('INV-39 nobody who inherited a login: the authorisation is bound to the account that it was given to', async () => {
    const login = newLogin();
    await addPerson(office, login);
    await addPerson(office, login, { authorised: false });
    await refused('no-authorisation', login, recording);
  });

  it('nobody who took part in the call', async () => {
    const login = newLogin();
    await addPerson(office, login);
    const { id } = await addRecording(office, { answeredLogin: login });
    await refused('took-part-in-call', login, id);
  });

  it('nobody who took part in the call and has got another login since', async () => {
    const [before, since] = [newLogin(), newLogin()];
    const guid = await addPerson(office, before, { authorised: false });
    await addPerson(office, since, { guid });
    const { id } = await addRecording(office, { answeredLogin: before });
    await refused('took-part-in-call', since, id);
  });
});

describe('INV-06 nobody who took part in another part of the call', () => {
  it.each([
    ['taken in before', 0],
    ['taken in later, and put into another call by the owner of the table since', 1],
  ])('%s', async (_what, place) => {
    const [before, since, callGroup] = [newLogin(), newLogin(), randomUUID()];
    const guid = await addPerson(office, before, { authorised: false });
    await addPerson(office, since, { guid });
    const answered = place === 0 ? [before, 'bzych'] : ['bzych', before];
    const parts = [];
    for (const answeredLogin of answered)
      parts.push((await addRecording(office, { answeredLogin, callGroup })).id);
    const [own = '', other = ''] = [parts[place], parts[1 - place]];
    await office.superuser.query(
      "UPDATE office.recording SET call_group = 'x', answered_login = NULL WHERE id = $1",
      [own],
    );
    await refused('took-part-in-call', since, other);
    expect(await entriesOf(parts)).toEqual([parts[0], parts[0]]);
  });
});

/** The call that each recording counts as a part of, as the keeper signed it. */
async function entriesOf(recordings: readonly string[]): Promise<unknown[]> {
  const { rows } = await office.superuser.query<{ call: string }>(
    "SELECT payload::jsonb ->> 'call' AS call FROM office.entry WHERE kind = 'ingest' AND recording = ANY ($1) ORDER BY seq",
    [recordings],
  );
  return rows.map(({ call }) => call);
}

describe('INV-06 what cannot be heard', () => {
  const login = 'sluchacz';
  beforeAll(() => addPerson(office, login));

  it('an unknown recording', () => refused('recording-unknown', login, randomUUID()));

  it('one that the keeper has not vouched for', async () => {
    const { id } = await addRecording(office, { pending: true });
    await refused('recording-not-ready', login, id);
  });

  it('one that was destroyed', async () => {
    const ingest = await office.as('odsluch_ingest');
    const [id, batch] = [randomUUID(), randomUUID()];
    await ingest.query(
      `INSERT INTO office.recording (id, started_at, duration_ms, call_group, line, extension, department, answered_by,
         announcement, channels, plain_sha256, destroyed_on, destruction_protocol, batch)
       VALUES ($1, '2024-11-20 09:00Z', 60000, 'g', '', '', '', '', 'unknown', '{unknown}', sha256($1::uuid::text::bytea), '2025-11-21',
         'PZ/1/2025', $2)`,
      [id, batch],
    );
    await done(ask(ingest, 'stubs', await listOf(office, batch)));
    await refused('recording-destroyed', login, id);
  });

  it('one without the announcement', async () => {
    const { id } = await addRecording(office, { announcement: 'no' });
    await refused('recording-without-announcement', login, id);
  });

  it.each<[string, string]>([
    [
      'the file of another recording',
      'cipher_sha256 = (SELECT cipher_sha256 FROM office.recording WHERE id = $2)',
    ],
    ['another length', 'cipher_bytes = cipher_bytes - 1 + 0 * length($2::uuid::text)'],
    ['another participant', "answered_login = 'ktos' || substr($2::uuid::text, 1, 0)"],
    ['a later day', "started_at = started_at + interval '1 day' * length(substr($2::uuid::text, 1, 1))"],
    ['another caller', "caller = '+48700' || lpad(length($2::uuid::text)::text, 6, '0')"],
    [
      'the entry of another recording',
      'seq = (SELECT seq FROM office.recording WHERE id = $2), plain_bytes = 7',
    ],
  ])('one whose row was given %s', async (_what, change) => {
    const { id } = await addRecording(office);
    await office.superuser.query(`UPDATE office.recording SET ${change} WHERE id = $1`, [id, recording]);
    await refused('manifest-mismatch', login, id);
  });

  it('one that the owner of the table made available without an entry', async () => {
    const { id } = await addRecording(office, { pending: true });
    await office.superuser.query("UPDATE office.recording SET state = 'available' WHERE id = $1", [id]);
    await refused('manifest-mismatch', login, id);
  });

  it('nothing for an authorisation that stands in the table alone', async () => {
    const forger = newLogin();
    const guid = await addPerson(office, forger, { authorised: false });
    await office.superuser.query(
      `INSERT INTO office.authorisation (number, login, guid, paper, signed_on, from_day, to_day, seq, confirmed_seq)
       VALUES ('UO/900/2026', $1, $2, 'x', current_date, current_date - 1, current_date + 1, 1, 1)`,
      [forger, guid],
    );
    await refused('no-authorisation', forger, recording);
    await office.superuser.query("DELETE FROM office.authorisation WHERE number = 'UO/900/2026'");
  });
});
