import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/commands.ts';
import type { Role } from '../../shared/values.ts';
import { addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  answerTo,
  ask,
  authorisationOf,
  done,
  entriesAfter,
  groundOf,
  headSeq,
  listen,
  payloadOf,
  sign,
  submit,
  today,
  type Answer,
} from './asking.ts';
import { account, openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
let recording: string;
let count = 0;
beforeAll(async () => {
  office = await openTestOffice();
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());
afterEach(() => {
  office.shift.own = 0;
});

/** A login that no other test has used: thirty refusals an hour of one person would be counted together. */
const newLogin = (): string => `osoba${(count += 1)}`;

/** One answer, one entry, nothing released: what every refusal must be. */
async function refusedOnce(reason: string, asked: () => Promise<Answer>): Promise<Record<string, unknown>> {
  const before = await headSeq(office);
  const answer = await asked();
  expect([answer.state, answer.reason]).toEqual(['refused', reason]);
  expect(answer.sealed).toBeNull();
  const entries = await entriesAfter(office, before);
  expect(entries.map(({ kind, payload }) => [kind, payload['reason'], payload['command']])).toEqual([
    ['refusal', reason, answer.command],
  ]);
  const released = await office.superuser.query('SELECT FROM office.release WHERE command = $1', [
    answer.command,
  ]);
  expect(released.rowCount).toBe(0);
  return payloadOf(answer);
}

type Change = Partial<Command<'listen'>>;
const refusedListen = async (reason: string, login: string, id: string, change: Change = {}) => {
  const client = await office.as(login);
  return refusedOnce(reason, async () => (await listen(client, id, change)).answer);
};

describe('who may not listen', () => {
  it('nobody without an authorisation, an employee or not', async () => {
    const login = newLogin();
    await addPerson(office, login, { authorised: false });
    const entry = await refusedListen('no-authorisation', login, recording);
    expect(entry).toMatchObject({ request: 'listen', login, recording, case: 'SEK.1510.7.2026', count: 1 });
  });

  it('nobody who is no employee any more', async () => {
    const login = newLogin();
    const guid = await addPerson(office, login);
    const changed = {
      login,
      guid,
      displayName: 'X',
      post: 'Y',
      unit: 'Z',
      roles: ['listener' as Role],
      employee: false,
    };
    await sign(office, 'person', changed);
    await refusedListen('no-authorisation', login, recording);
  });

  it.each([
    ['authorisation-expired', addMonths(today(), -2), addMonths(today(), -1)],
    ['authorisation-future', addMonths(today(), 1), addMonths(today(), 2)],
  ])('%s', async (reason, from, to) => {
    const login = newLogin();
    await addPerson(office, login, { authorised: false });
    await sign(office, 'authorise', authorisationOf(login, { from, to }));
    await refusedListen(reason, login, recording);
  });

  it('nobody whose authorisation was revoked', async () => {
    const login = newLogin();
    await addPerson(office, login, { authorised: false });
    const authorisation = authorisationOf(login);
    await sign(office, 'authorise', authorisation);
    await sign(office, 'revoke', { number: authorisation.number, reason: 'zmiana obowiązków' });
    await refusedListen('authorisation-revoked', login, recording);
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
    office.directory.set(login, state(guid) as ReturnType<typeof account>);
    await refusedListen(reason, login, recording);
  });

  it('nobody who inherited a login: the authorisation is bound to the account that it was given to', async () => {
    const login = newLogin();
    await addPerson(office, login);
    await addPerson(office, login, { authorised: false });
    await refusedListen('no-authorisation', login, recording);
  });

  it('nobody who took part in the call', async () => {
    const login = newLogin();
    await addPerson(office, login);
    const { id } = await addRecording(office, { answeredLogin: login });
    await refusedListen('took-part-in-call', login, id);
  });
});

describe('what cannot be heard', () => {
  const login = 'sluchacz';
  beforeAll(() => addPerson(office, login));

  it('an unknown recording', () => refusedListen('recording-unknown', login, randomUUID()));

  it('one that the keeper has not vouched for', async () => {
    const { id } = await addRecording(office, { pending: true });
    await refusedListen('recording-not-ready', login, id);
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
    await done(ask(ingest, 'stubs', { batch }));
    await refusedListen('recording-destroyed', login, id);
  });

  it('one without the announcement', async () => {
    const { id } = await addRecording(office, { announcement: 'no' });
    await refusedListen('recording-without-announcement', login, id);
  });

  it.each<[string, string]>([
    ['the key of another recording', 'wrapped = (SELECT wrapped FROM office.recording WHERE id = $2)'],
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
    await refusedListen('manifest-mismatch', login, id);
  });

  it('one that the owner of the table made available without an entry', async () => {
    const { id } = await addRecording(office, { pending: true });
    await office.superuser.query("UPDATE office.recording SET state = 'available' WHERE id = $1", [id]);
    await refusedListen('manifest-mismatch', login, id);
  });

  it('nothing for an authorisation that stands in the table alone', async () => {
    const forger = newLogin();
    const guid = await addPerson(office, forger, { authorised: false });
    await office.superuser.query(
      `INSERT INTO office.authorisation (number, login, guid, act, signed_on, from_day, to_day, seq)
       VALUES ('UO/900/2026', $1, $2, 'x', current_date, current_date - 1, current_date + 1, 1)`,
      [forger, guid],
    );
    await refusedListen('no-authorisation', forger, recording);
    await office.superuser.query("DELETE FROM office.authorisation WHERE number = 'UO/900/2026'");
  });
});

describe('a ground that is none', () => {
  const login = 'piszacy';
  beforeAll(() => addPerson(office, login));
  const ground = (change: Parameters<typeof groundOf>[0]): Change => ({ ground: groundOf(change) });

  it.each<[string, string, Parameters<typeof groundOf>[0]]>([
    ['a case number with a slip', 'case-number-separator', { case: 'ADK.0050.62 2019' }],
    ['a personal number for a case', 'case-number-pesel', { case: '85010112345' }],
    ['a basis that was not approved', 'basis-unknown', { basis: 'KPK_304' }],
    ['a sentence of another basis', 'sentence-unknown', { sentence: { code: 'CALL_QUOTED' } }],
    ['words too few', 'justification-too-short', { sentence: { own: 'bo skarga' } }],
    [
      'words of spaces that look like none',
      'justification-too-short',
      { sentence: { own: '\u00a0'.repeat(40) } },
    ],
    ['words of fillers that draw nothing', 'malformed-request', { sentence: { own: '\u3164'.repeat(40) } }],
    [
      'words turned round',
      'malformed-request',
      { sentence: { own: 'Skarga na sposób obsługi \u202egro.z' } },
    ],
    [
      'words with something between',
      'malformed-request',
      { sentence: { own: 'Skarga na sposób\u200b obsługi klienta' } },
    ],
    [
      'words that are not NFC',
      'malformed-request',
      { sentence: { own: 'Skarga na sposo\u0301b obsługi klienta' } },
    ],
    ['no register number', 'field-missing', { fields: {} }],
    ['an empty register number', 'field-missing', { fields: { register: ' ' } }],
    [
      'a field that nobody asked for',
      'malformed-request',
      { fields: { register: '1/2026', telefon: '601234567' } },
    ],
  ])('%s', async (_what, reason, change) => {
    const entry = await refusedListen(reason, login, recording, ground(change));
    // What may be anything is not kept: no personal number in the ledger for ever.
    expect(JSON.stringify(entry)).not.toMatch(/85010112345|ADK\.0050\.62 2019|KPK_304|601234567/);
  });

  it("takes Polish letters in words of one's own", async () => {
    const own = 'Zażółć gęślą jaźń – ćwiczenie skargi, „cytat”, § 4.\nDrugi wiersz.';
    const { answer } = await listen(await office.as(login), recording, ground({ sentence: { own } }));
    expect(answer.state).toBe('released');
  });

  it.each([
    ['a stranger', () => 'nieznany'],
    ['the listener', () => login],
    ['the clerk of the call', () => 'bzych'],
  ])('%s as a person present', async (_what, who) => {
    await refusedListen('person-present-unfit', login, recording, ground({ present: [who()] }));
  });

  it('a person present twice, or without a valid authorisation', async () => {
    const [fit, unfit] = [newLogin(), newLogin()];
    await addPerson(office, fit);
    await addPerson(office, unfit, { authorised: false });
    await refusedListen('person-present-unfit', login, recording, ground({ present: [fit, fit] }));
    await refusedListen('person-present-unfit', login, recording, ground({ present: [unfit] }));
  });
});

describe('a request that is none', () => {
  const login = 'pytajacy';
  beforeAll(() => addPerson(office, login));
  const whole = {
    act: null,
    recording: randomUUID(),
    ground: groundOf(),
    publicKey: 'A'.repeat(43) + '=',
    host: 'ST-14',
  };

  it.each<[string, object]>([
    ['no key', { ...whole, publicKey: '' }],
    ['a field too many', { ...whole, force: true }],
    ['neither act nor ground', { ...whole, ground: null }],
    ['act and ground', { ...whole, act: randomUUID() }],
    ['an id in capitals', { ...whole, recording: whole.recording.toUpperCase() }],
    ['a host that is a sentence', { ...whole, host: 'Jan Kowalski, tel. 601 234 567' }],
  ])('%s', async (_what, body) => {
    const client = await office.as(login);
    await refusedOnce('malformed-request', async () =>
      answerTo(client, await submit(client, 'listen', body)),
    );
  });

  it.each(['key', 'ingest', 'stubs'])('%s from a person does not even enter the queue', async (kind) => {
    const client = await office.as(login);
    await expect(submit(client, kind, {})).rejects.toMatchObject({ code: 'OD001' });
  });

  it("a kind of ingest under a person's name, whoever put it into the queue", async () => {
    const client = await office.as(login);
    await refusedOnce('malformed-request', async () => {
      const { rows } = await office.superuser.query<{ id: string }>(
        `INSERT INTO office.command (kind, login, body, connected_at)
         VALUES ('key', $1, '{"month":"2025-01"}', clock_timestamp()) RETURNING id`,
        [login],
      );
      return answerTo(client, rows[0]?.id ?? '');
    });
  });

  it.each<[string, Buffer]>([
    ['zero', Buffer.alloc(32)],
    ['one', Buffer.from([1, ...Buffer.alloc(31)])],
    ['of low order', Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex')],
  ])('a key that is %s, and the keeper lives', async (_what, key) => {
    await refusedListen('bad-public-key', login, recording, { publicKey: key.toString('base64') });
    expect((await listen(await office.as(login), recording)).answer.state).toBe('released');
  });

  it('one of more than a minute ago', async () => {
    const client = await office.as(login);
    await refusedOnce('stale-request', async () => {
      const { rows } = await office.superuser.query<{ id: string }>(
        `INSERT INTO office.command (kind, login, body, at, connected_at)
         VALUES ('listen', $1, $2, clock_timestamp() - interval '61 s', clock_timestamp()) RETURNING id`,
        [login, JSON.stringify({ ...whole, recording })],
      );
      return answerTo(client, rows[0]?.id ?? '');
    });
  });

  it('one while the clocks of database and keeper disagree', async () => {
    const client = await office.as(login);
    for (const off of [-6_000, 6_000]) {
      office.shift.own = off;
      await refusedOnce('clock-apart', async () => (await listen(client, recording)).answer);
    }
  });

  it("one in an act that is nobody's", () =>
    refusedListen('act-unknown', login, recording, { act: randomUUID(), ground: null }));
});
