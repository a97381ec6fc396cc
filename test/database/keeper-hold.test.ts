import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  done,
  entriesAfter,
  evidenceIn,
  groundOf,
  listen,
  passTime,
  payloadOf,
  today,
} from './asking.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { registerRows } from './reading.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';
import { disarm, expectColumnsGuarded, verified } from './tampering.ts';

/** § 3 ust. 4: what is evidence is kept until the proceedings have ended. */
let office: TestOffice;
let client: Client;
let other: Client;
let recording: string;
let act: string;
const login = 'anowak';
const crime = {
  ...{ basis: 'KPK_304', sentence: { code: 'THREAT' }, statement: null },
  fields: { qualification: 'art. 226 § 1 KK', body: 'Komisariat Policji w Piasecznie' },
};

beforeAll(async () => {
  office = await openTestOffice();
  for (const one of [login, 'jlis']) await addPerson(office, one);
  [client, other] = [await office.as(login), await office.as('jlis')];
  recording = (await addRecording(office)).id;
  act = String(payloadOf((await listen(client, recording)).answer)['act']);
});
afterAll(() => office.close());

const hold = (change: Partial<Command<'hold'>> = {}, asker = client) =>
  ask(asker, 'hold', { ...evidenceIn(act, recording), ...change });
const refused = (reason: string, asked: Parameters<typeof refusedOnce>[2]) =>
  refusedOnce(office, reason, asked);
/** Number and day of the review, as the card of that place in the year has them. */
const card = (n: number) => ({
  number: `ZB/${n}/${today().slice(0, 4)}`,
  review: addMonths(today(), 6),
});
const heldSeq = async (id: string) => {
  const { rows } = await office.superuser.query<{ hold_seq: string | null }>(
    'SELECT hold_seq FROM office.recording WHERE id = $1',
    [id],
  );
  return Number(rows[0]?.hold_seq ?? 0);
};

describe('a recording that is evidence', () => {
  it('is not made so by another person, of another recording, or in words that are none', async () => {
    await refused('act-not-yours', () => hold({}, other));
    await refused('recording-unknown', () => hold({ recordings: [randomUUID()] }));
    await refused('reference-pesel', () => hold({ reference: 'sprawa 44051401359' }));
    await refused('malformed-request', () => hold({ proceedings: 'karne\u202e' }));
    // What a court demands comes to the desk.
    await refused('malformed-request', () => hold({ order: 'court', paper: 'RPW/1840/2026' }));
    expect(await heldSeq(recording)).toBe(0);
  });

  it('is entered as such once, with the proceedings beside the entry, and shown in the catalogue', async () => {
    const answer = await done(hold({ reference: 'II K 123/26' }));
    expect(payloadOf(answer)).toMatchObject({
      kind: 'hold',
      act,
      recordings: [recording],
      basis: null,
      login,
    });
    expect(payloadOf(answer)).toMatchObject(card(1));
    expect(answer.payload).not.toContain('II K');
    expect(await heldSeq(recording)).toBe(answer.seq);
    await refused('recording-held', () => hold());
    expect(await verified(office)).toMatchObject({ fault: null });
  });

  it('is so by the basis that secures it, without another word, and for each recording once', async () => {
    const reference = '4098-0.Ds.1254.2026';
    const fields = { ...crime.fields, reference };
    const ground = groundOf({ ...crime, case: 'SEK.304.1.2026', fields });
    const { answer } = await listen(client, recording, { ground });
    const second = String(payloadOf(answer)['act']);
    const [entry] = await until('the entry of the keeper', async () => {
      const after = await entriesAfter(office, answer.seq ?? 0);
      return after.some(({ kind }) => kind === 'hold') ? after.filter(({ kind }) => kind === 'hold') : null;
    });
    expect(entry).toMatchObject({
      login: 'odsluch_keeper',
      payload: { act: second, recordings: [recording], basis: 'KPK_304', command: null, text: null },
    });
    await listen(client, recording, { act: second, ground: null });
    const { id: another } = await addRecording(office);
    await listen(client, another, { act: second, ground: null });
    const held = (await entriesAfter(office, answer.seq ?? 0)).filter(({ kind }) => kind === 'hold');
    expect(held.length).toBeLessThanOrEqual(2);
    await until('the second entry', async () => ((await heldSeq(another)) > 0 ? true : null));
    const all = (await entriesAfter(office, answer.seq ?? 0)).filter(({ kind }) => kind === 'hold');
    expect(all.map(({ payload }) => payload['recordings'])).toEqual([[recording], [another]]);
    // Without a gap, whoever entered them.
    expect(all.map(({ payload }) => payload)).toMatchObject([card(2), card(3)]);
    expect(await verified(office)).toMatchObject({ fault: null });
    // D2 names what is evidence, and under which number the other body has it.
    const secretary = await office.as(secretaryLogin);
    expect(await registerRows(secretary, { case: '304.' })).toMatchObject([{ reference, evidence: true }]);
  });

  it('is missed by verify where the table forgets it', async () => {
    const seq = await heldSeq(recording);
    await office.superuser.query('UPDATE office.recording SET hold_seq = NULL WHERE id = $1', [recording]);
    expect((await verified(office)).fault).toMatchObject({ what: 'table', table: 'recording', seq });
    await office.superuser.query('UPDATE office.recording SET hold_seq = $2 WHERE id = $1', [recording, seq]);
  });

  // The last: the keeper's time only ever goes on.
  it('is heard after its twelve months, and no other one is', async () => {
    const old = new Date(Date.now() - 364 * 86_400_000);
    const [kept, forgotten] = [
      await addRecording(office, { startedAt: old }),
      await addRecording(office, { startedAt: old }),
    ];
    for (const { id } of [kept, forgotten]) {
      const { answer } = await listen(client, id);
      act = String(payloadOf(answer)['act']);
      if (id === kept.id) await done(hold({ recordings: [id] }));
    }
    passTime(office, 4 * 86_400_000);
    // What was open has ended by then, each by an entry of its own.
    await until('the end of what was open', async () => {
      const { rowCount } = await office.superuser.query('SELECT FROM office.opening WHERE closed_at IS NULL');
      return rowCount === 0 ? true : null;
    });
    expect((await listen(client, kept.id)).answer.state).toBe('released');
    await refusedListen(office, 'recording-past-term', login, forgotten.id);
    expect(await verified(office)).toMatchObject({ fault: null });
  });
});

it('INV-52 whatever the owner of the tables writes into a hold is named', async () => {
  await office.stop();
  await disarm(office);
  await expectColumnsGuarded(office, 'hold');
});
