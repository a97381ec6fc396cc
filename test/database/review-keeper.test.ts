import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addPerson,
  addRecording,
  answerNow,
  answerTo,
  ask,
  done,
  entriesAfter,
  listen,
  submit,
  type Answer,
} from './asking.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

function passTime(ms: number): void {
  office.shift.database += ms;
  office.shift.own += ms;
}
async function opened(): Promise<Answer> {
  const { answer } = await listen(client, recording);
  expect(answer.state).toBe('released');
  return answer;
}
const endOf = ({ command, seq }: Answer) =>
  until('the end of the opening', async () => {
    const entries = await entriesAfter(office, seq ?? 0);
    return entries.find(({ payload }) => payload['opening'] === command) ?? null;
  });
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
    await until('the beat taken in', async () => {
      const { rowCount } = await office.superuser.query('SELECT FROM office.beat');
      return rowCount === 0 ? true : null;
    });
    passTime(40_000);
    // From the thirtieth refusal of an hour on they wait in the queue to be counted, a minute at a time.
    for (let count = 1; count <= 30; count += 1)
      await answerTo(client, await submit(client, 'close', closing(randomUUID())));
    const waiting = await submit(client, 'close', closing(randomUUID()));
    passTime(55_000);
    expect((await endOf(answer)).payload).toMatchObject({ how: 'silent' });
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
