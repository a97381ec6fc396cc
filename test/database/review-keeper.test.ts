import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from './acts.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  answerTo,
  ask,
  done,
  endOf,
  listen,
  openListening,
  passTime,
  payloadOf,
  sign,
  submit,
  takenIn,
  today,
  type Answer,
} from './asking.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { registerRows } from './reading.ts';
import { account, openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  ({ office, client, recording } = await openListening());
});
afterAll(() => office.close());

async function opened(): Promise<Answer> {
  const { answer } = await listen(client, recording);
  expect(answer.state).toBe('released');
  return answer;
}
const closing = (opening: string) => ({ opening, ranges: [], how: 'listener' as const, wrongCall: false });

describe('an opening', () => {
  it('hands out no key any more once it is closed', async () => {
    const answer = await opened();
    expect(answer.sealed).not.toBeNull();
    await done(ask(client, 'close', closing(answer.command)));
    expect(await answerNow(client, answer.command)).toMatchObject({ state: 'expired', sealed: null });
  });

  it('falls silent although its listener keeps senseless closings waiting', async () => {
    const answer = await opened();
    await client.query('SELECT api.beat($1, $2)', [answer.command, '[]']);
    await takenIn(office, 'beat');
    passTime(office, 75_000);
    // From the thirtieth refusal of an hour on they wait in the queue to be counted, twenty seconds at a time.
    for (let count = 1; count <= 30; count += 1)
      await answerTo(client, await submit(client, 'close', closing(randomUUID())));
    const waiting = await submit(client, 'close', closing(randomUUID()));
    passTime(office, 16_000);
    expect((await endOf(office, answer)).payload).toMatchObject({ how: 'silent' });
    expect((await answerNow(client, waiting)).state).toBe('pending');
  });
});

describe('a keeper', () => {
  it('does not begin a ledger by itself: a first entry that is no genesis could never be mended', async () => {
    const empty = await openTestOffice();
    try {
      await empty.stop();
      await empty.superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
      await empty.superuser.query('DELETE FROM office.entry_text; DELETE FROM office.entry');
      await empty.superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL');
      writeFileSync(empty.options.journal, '');
      await expect(empty.start()).rejects.toMatchObject({ code: 3 });
    } finally {
      await empty.close();
    }
  });
});

describe('what others do', () => {
  it('is not told by the hint that something was answered', async () => {
    await addPerson(office, 'bzych');
    const other = await office.as('bzych');
    const heard: (string | undefined)[] = [];
    other.on('notification', ({ payload }) => heard.push(payload));
    await other.query('LISTEN odsluch_answer');
    await opened();
    await until('a hint', async () => (await other.query('SELECT'), heard.length > 0 ? true : null));
    expect(new Set(heard)).toEqual(new Set(['']));
  });
});

describe('a draft', () => {
  it('that was on its way while the act was completed is gone when it is filed', async () => {
    const answer = await opened();
    const act = String(payloadOf(answer)['act']);
    await done(ask(client, 'close', closing(answer.command)));
    await office.fresh('anowak', async (late) => {
      await late.query('BEGIN');
      await saveDraft(late, act, 'Rozmówca podał adres.');
      await done(ask(client, 'complete', { act, findings: 'Ustalenia dłuższe niż dwadzieścia znaków.' }));
      await late.query('COMMIT');
    });
    await done(ask(client, 'file', { act, day: today(), way: 'ezd', missingSignature: null }));
    const { rowCount } = await office.superuser.query('SELECT FROM office.draft');
    expect(rowCount).toBe(0);
  });
});

describe('the catalogue', () => {
  it('is not believed once the words of its entry are gone: anything could have been written there since', async () => {
    const { superuser } = office;
    const { id } = await addRecording(office);
    const tables = ['office.recording', 'office.entry_text'];
    for (const one of tables) await superuser.query(`ALTER TABLE ${one} DISABLE TRIGGER ALL`);
    await superuser.query(
      `DELETE FROM office.entry_text t USING office.recording r WHERE r.seq = t.seq AND r.id = '${id}'`,
    );
    await superuser.query(`UPDATE office.recording SET caller = '+48999999999' WHERE id = '${id}'`);
    for (const one of tables) await superuser.query(`ALTER TABLE ${one} ENABLE TRIGGER ALL`);
    await addPerson(office, 'cbanas');
    const { answer } = await listen(await office.as('cbanas'), id);
    expect([answer.state, answer.reason]).toEqual(['refused', 'manifest-mismatch']);
    const { keeperPublicKey: keeperKey, options } = office;
    const { fault } = await verifyLedger({ source: superuser, journal: options.journal, keeperKey });
    expect(fault).toMatchObject({ what: 'erased' });
  });
});

describe('the register', () => {
  it('names who listened, and not who was given the login afterwards', async () => {
    const former = await addPerson(office, 'dlis');
    const before = await office.as('dlis');
    await listen(before, recording);
    await listen(before, randomUUID());
    const successor = randomUUID();
    office.accounts.guids.delete('dlis');
    office.directory.set('dlis', { ...account(successor), displayName: 'Ktoś Inny' });
    await sign(office, 'person', { guids: [successor] });
    const secretary = await office.as(secretaryLogin);
    expect(await registerRows(secretary, { person: former })).toMatchObject([
      { kind: 'refusal', person: 'dlis' },
      { kind: 'act', person: 'Osoba dlis' },
    ]);
  });
});
