import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groundsOf, wordsOf } from '../../electron/protocol/entry-facts.ts';
import { readProtocol } from '../../electron/protocol/verified-protocol.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { verdict } from '../../shared/node/verdict.ts';
import { addPerson, addRecording, ask, done, listen, payloadOf, type Answer } from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

const findings = 'Dzwoniący prosił o raty; żądań nie spełniono.';
const tables = ['entry', 'entry_text', 'act'];

let office: TestOffice;
let client: Client;
let session: Session;
let act: string;
let completed: Answer;
beforeAll(async () => {
  office = await openTestOffice();
  await office.superuser.query('CREATE SCHEMA kept');
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
  const query = async (sql: string, params: unknown[]) => (await client.query(sql, params)).rows as object[];
  session = { login: 'anowak', db: { query, ask: query } } as unknown as Session;
  const { answer } = await listen(client, (await addRecording(office)).id);
  act = String(payloadOf(answer)['act']);
  const closing = { opening: answer.command, ranges: [], how: 'listener' as const, wrongCall: false };
  await done(ask(client, 'close', closing));
  completed = await done(ask(client, 'complete', { act, findings }));
});
afterAll(() => office.close());

/** What the owner of the tables can do; put back afterwards. */
async function tampered(sql: string, look: () => Promise<unknown>): Promise<void> {
  const { superuser } = office;
  for (const one of tables) {
    await superuser.query(`CREATE TABLE kept.${one} AS TABLE office.${one}`);
    await superuser.query(`ALTER TABLE office.${one} DISABLE TRIGGER ALL`);
  }
  try {
    await superuser.query(sql);
    await look();
  } finally {
    await superuser.query(`
      UPDATE office.entry e SET payload = k.payload, hash = k.hash FROM kept.entry k WHERE k.seq = e.seq;
      UPDATE office.entry_text e SET text = k.text FROM kept.entry_text k WHERE k.seq = e.seq;
      UPDATE office.act e SET number = k.number, case_number = k.case_number, completed_seq = k.completed_seq, state = k.state
        FROM kept.act k WHERE k.id = e.id`);
    for (const one of tables)
      await superuser.query(`DROP TABLE kept.${one}; ALTER TABLE office.${one} ENABLE TRIGGER ALL`);
  }
}

describe('a protocol that is to be signed', () => {
  it('is what the keeper entered', async () => {
    const protocol = await readProtocol(session, act);
    expect(wordsOf(protocol).findings).toBe(findings);
    expect(groundsOf(protocol)?.person.displayName).toBe('Osoba anowak');
    expect(protocol.entries.map(({ kind }) => kind)).toEqual(['release', 'closed', 'completed']);
    expect(protocol.act.completedSeq).toBe(completed.seq);
  });

  it.each([
    ['other findings', `UPDATE office.entry_text SET text = replace(text, 'prosił', 'groził')`],
    ['another person', `UPDATE office.entry_text SET text = replace(text, 'Osoba anowak', 'Osoba bzych')`],
    [
      'an edited entry',
      `UPDATE office.entry SET payload = replace(payload, 'ST-14', 'ST-15') WHERE kind = 'release'`,
    ],
    ['another hash', `UPDATE office.entry SET hash = sha256('x') WHERE kind = 'completed'`],
    ['another number', `UPDATE office.act SET number = 'PO/99/2026'`],
    ['another case', `UPDATE office.act SET case_number = 'SEK.1510.8.2026'`],
    ['another seal', `UPDATE office.act SET completed_seq = seq`],
    ['no seal', `UPDATE office.act SET completed_seq = NULL, state = 'started'`],
  ])('is not shown with %s under the same signature', (_what, sql) =>
    tampered(sql, async () => {
      await expect(readProtocol(session, act)).rejects.toMatchObject({
        failure: { code: 'answer-untrusted' },
      });
    }),
  );

  it('counts as sealed by the word of the pinned keeper, about this act', () => {
    const asked = {
      id: completed.command,
      kind: 'complete' as const,
      login: 'anowak',
      body: { act, findings },
    };
    const keeper = pinnedKeeperKey(office.keeperPublicKey);
    const { seq, hash } = completed;
    expect(verdict(asked, { ...completed, sealed: null }, keeper)).toMatchObject({
      state: 'entered',
      seq,
      hash,
    });
  });
});
