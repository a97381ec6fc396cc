import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../shared/case-number.ts';
import { signRequest } from '../../shared/node/request.ts';
import { addPerson, addRecording, answerTo, groundOf, listen, submit, today } from './asking.ts';
import { refusedListen, refusedOnce, type ListenChange } from './refusing.ts';
import { handIn, pulseOf, sessionOf } from './sessions.ts';
import { openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
let recording: string;
beforeAll(async () => {
  office = await openTestOffice();
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());
afterEach(() => {
  office.shift.own = 0;
});

describe('INV-25 a ground that is none', () => {
  const login = 'piszacy';
  /** Thirty refusals an hour of one person would be counted together. */
  const another = 'piszaca';
  beforeAll(async () => {
    for (const one of [login, another]) await addPerson(office, one);
    // Fit in every way but one: the call of the recording was hers.
    await addPerson(office, 'bzych');
  });
  const ground = (change: Parameters<typeof groundOf>[0]): ListenChange => ({ ground: groundOf(change) });

  it.each<[string, string, Parameters<typeof groundOf>[0]]>([
    ['a case number with a slip', 'case-number-separator', { case: 'ADK.0050.62 2019' }],
    ['a personal number for a case', 'case-number-pesel', { case: '85010112345' }],
    ['a basis that was not approved', 'basis-unknown', { basis: 'KPA_DOWOD' }],
    ['a sentence of another basis', 'sentence-unknown', { sentence: { code: 'CALL_QUOTED' } }],
    ['a complaint without the declaration', 'statement-missing', { statement: null }],
    [
      'a declaration in other words',
      'statement-missing',
      { statement: 'Oświadczam, że skarga mnie dotyczy.' },
    ],
    ['words too few', 'justification-too-short', { sentence: { own: 'bo skarga' } }],
    [
      'words of spaces that look like none',
      'justification-too-short',
      { sentence: { own: '\u00a0'.repeat(40) } },
    ],
    ['one sign again and again', 'justification-too-short', { sentence: { own: 'xxxx'.repeat(10) } }],
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
    [
      'a day of receipt that is no day',
      'malformed-request',
      { fields: { register: '1/2026', received: '2026-02-30' } },
    ],
    [
      'no number of the prosecutor, said in words',
      'reference-empty',
      {
        ...{ basis: 'KPK_304', sentence: { code: 'THREAT' }, statement: null },
        fields: { qualification: 'art. 226 KK', body: 'Policja', reference: 'brak' },
      },
    ],
    [
      'a request for access without the proof of who asks',
      'field-missing',
      {
        ...{ basis: 'RODO_15', sentence: { code: 'OWN_CALL' }, statement: null },
        fields: { request: '6/2026', deadline: '2026-12-25' },
      },
    ],
  ])('%s', async (_what, reason, change) => {
    const entry = await refusedListen(office, reason, login, recording, ground(change));
    // What may be anything is not kept: no personal number in the ledger for ever.
    expect(JSON.stringify(entry)).not.toMatch(/85010112345|ADK\.0050\.62 2019|KPA_DOWOD|601234567/);
  });

  it.each<[string, Parameters<typeof groundOf>[0]]>([
    ['words of one character too many', { sentence: { own: 'ż'.repeat(2001) } }],
    ['a case number over length', { case: `SEK.1510.${'7'.repeat(60)}.2026` }],
    ['words with a control', { sentence: { own: 'Skarga na sposób\u0000 obsługi klienta' } }],
    ['words with half a character', { sentence: { own: 'Skarga na sposób\ud800 obsługi klienta' } }],
    ['a register number turned round', { fields: { register: '14\u202e/2026' } }],
    ['a register number that is not NFC', { fields: { register: '14/2026/o\u0301' } }],
  ])('%s', async (_what, change) => {
    await refusedListen(office, 'malformed-request', another, recording, ground(change));
  });

  it.each(['\u00a0\u00a0', 'SEK.1510.7.2026\u200b', '\u202eSEK.1510.7.2026', 'SE\u041a.1510.7.2026'])(
    'a case number spelt %j',
    async (spelt) => {
      const parsed = parseCaseNumber(spelt, { year: Number(today().slice(0, 4)) });
      if (parsed.ok) throw new Error('it is one');
      await refusedListen(office, parsed.reason, another, recording, ground({ case: spelt }));
    },
  );

  it("takes Polish letters in words of one's own", async () => {
    const own = 'Zażółć gęślą jaźń – ćwiczenie skargi, „cytat”, § 4.\nDrugi wiersz.';
    const { answer } = await listen(await office.as(login), recording, ground({ sentence: { own } }));
    expect(answer.state).toBe('released');
  });

  it('asks for nothing of a case twice, whatever the basis was in between', async () => {
    const client = await office.as(login);
    const fields = { request: '6/2026', identity: 'dowód osobisty', deadline: '2026-12-25' };
    const access = { basis: 'RODO_15', sentence: { code: 'OWN_CALL' }, statement: null, fields };
    for (const change of [{ fields: { register: '3/2026' } }, { fields: { register: '4/2026' } }, access])
      await listen(client, recording, ground({ case: 'SEK.1510.9.2026', ...change }));
    const { rows } = await client.query<{ known: unknown }>(
      "SELECT api.known_fields('SEK.1510.9.2026') AS known",
    );
    expect(rows[0]?.known).toEqual({ register: '4/2026', ...fields });
  });

  it.each([
    ['a stranger', () => 'nieznany'],
    ['the listener', () => login],
    ['the clerk of the call', () => 'bzych'],
  ])('%s as a person present', async (_what, who) => {
    await refusedListen(office, 'person-not-admitted', login, recording, ground({ present: [who()] }));
  });

  it('a person present twice, or without a valid authorisation', async () => {
    const [fit, unfit] = ['obecny', 'nieobecny'];
    await addPerson(office, fit);
    await addPerson(office, unfit, { authorised: false });
    await refusedListen(office, 'person-not-admitted', login, recording, ground({ present: [fit, fit] }));
    await refusedListen(office, 'person-not-admitted', login, recording, ground({ present: [unfit] }));
  });
});

describe('INV-06 a request that is none', () => {
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
    await refusedOnce(office, 'malformed-request', async () =>
      answerTo(client, await submit(client, 'listen', body)),
    );
  });

  it.each(['ingest', 'stubs', 'genesis', 'destroy', 'constructor'])(
    'the kind %s from a person',
    async (kind) => {
      const client = await office.as(login);
      await refusedOnce(office, 'malformed-request', async () =>
        answerTo(client, await submit(client, kind, { recording: randomUUID() })),
      );
    },
  );

  it.each(['listen', 'person', 'resume', 'Kowalski'])('the kind %s from the ingest program', async (kind) => {
    const client = await office.as('odsluch_ingest');
    await refusedOnce(office, 'malformed-request', async () =>
      answerTo(client, await submit(client, kind, {})),
    );
  });

  it('a word that is no kind, of which the ledger keeps nothing', async () => {
    const client = await office.as(login);
    const payload = await refusedOnce(office, 'malformed-request', async () =>
      answerTo(client, await submit(client, 'Kowalski', {})),
    );
    expect(payload['request']).toBe('unknown');
  });

  it.each<[string, Buffer]>([
    ['zero', Buffer.alloc(32)],
    ['one', Buffer.from([1, ...Buffer.alloc(31)])],
    ['of low order', Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex')],
  ])('INV-23 a key that is %s is refused by an entry, and the keeper lives', async (_what, key) => {
    await refusedListen(office, 'bad-public-key', login, recording, { publicKey: key.toString('base64') });
    expect((await listen(await office.as(login), recording)).answer.state).toBe('released');
  });

  it.each([
    ['more than a minute ago', -61_000],
    ['ahead, to be held back', 61_000],
  ])('one that was signed %s', async (_when, off) => {
    const client = await office.as(login);
    const signer = await sessionOf(office, login);
    const seen = (await pulseOf(office, client)).time + off;
    const request = signRequest(signer, { kind: 'listen', body: { ...whole, recording }, seen });
    const payload = await refusedOnce(office, 'stale-request', async () => {
      await handIn(client, request);
      return answerTo(client, request.id);
    });
    expect(payload).toMatchObject({ recording, case: whole.ground.case, host: whole.host });
  });

  it('one while the clocks of database and keeper disagree', async () => {
    const client = await office.as(login);
    for (const off of [-6_000, 6_000]) {
      office.shift.own = off;
      await refusedOnce(office, 'clock-apart', async () => (await listen(client, recording)).answer);
    }
  });

  it("one in an act that is nobody's", () =>
    refusedListen(office, 'act-unknown', login, recording, { act: randomUUID(), ground: null }));
});
