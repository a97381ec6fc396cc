import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJournal, entryOfLine, lineOf } from '../../server/keeper/journal.ts';
import { insertEntry } from '../../server/keeper/ledger.ts';
import { exitCodes, startKeeper } from '../../server/keeper/start.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { sealEntry, type SealedEntry } from '../../shared/node/ledger.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  answerTo,
  authorisationOf,
  entriesAfter,
  groundOf,
  headSeq,
  keyOf,
  listen,
  submit,
} from './asking.ts';
import { buildKeeper, startKeeperChild } from './keeper-process.ts';
import { account, openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

let office: TestOffice;
let program: string;
let client: Client;
let recording: { id: string; key: Buffer };
/** The journal as `init` wrote it, and as the first start of a keeper makes it where `init` died before it. */
let begun: { whole: string[]; made: string[] };
beforeAll(async () => {
  office = await openTestOffice();
  await office.stop();
  const whole = readFileSync(journal(), 'utf8');
  const init = (await entriesAfter(office, 0)).findIndex(({ kind }) => kind === 'sender') + 1;
  await replace(init + 1, []);
  // Beside it lies what the office before journalled.
  rmSync(journal());
  createJournal(journal());
  await office.start();
  const lines = (text: string): string[] => text.split('\n').slice(0, init);
  begun = { whole: lines(whole), made: lines(readFileSync(journal(), 'utf8')) };
  program = await buildKeeper(join(office.folder, 'program'));
  await addPerson(office, 'anowak');
  recording = await addRecording(office);
});
beforeEach(async () => {
  client = await office.as('anowak');
});
afterAll(() => office.close());

const pair = generateKeyPair();
const request = () => ({
  ...{ act: null, recording: recording.id, ground: groundOf(), host: 'ST-14' },
  publicKey: pair.publicKey.toString('base64'),
});
const journal = () => office.options.journal;
/** As their owner can: whatever refers to them, and the triggers, stay away meanwhile. */
const replace = async (first: number, entries: readonly SealedEntry[]): Promise<void> => {
  await office.superuser.query(
    "BEGIN; SET LOCAL session_replication_role = 'replica'; ALTER TABLE office.entry DISABLE TRIGGER ALL",
  );
  await office.superuser.query('DELETE FROM office.entry WHERE seq >= $1', [first]);
  for (const { seq, prev, payload, hash, signature } of entries)
    await office.superuser.query(insertEntry, [seq, prev, payload, hash, signature]);
  await office.superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL; COMMIT');
};

const faultless = async () => {
  const { fault } = await verifyLedger({
    source: office.superuser,
    journal: journal(),
    keeperKey: office.keeperPublicKey,
  });
  expect(fault).toBeNull();
};
const journalled = () =>
  new Set(
    readFileSync(journal(), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { seq: number }).seq),
  );

describe('a keeper that dies', () => {
  it.each([
    ['before the record', 'decided', [], 'released'],
    ['between record and journal', 'committed', ['release'], 'expired'],
    ['between journal and release', 'journalled', ['release'], 'expired'],
    ['after the release', 'released', ['release'], 'released'],
  ] as const)('INV-02 %s leaves no key without its record', async (_when, dieAt, kinds, state) => {
    await office.stop();
    const before = await headSeq(office);
    const child = await startKeeperChild(program, office, dieAt);
    const command = await submit(client, 'listen', request());
    expect(await child.ended).toBe('SIGKILL');
    expect((await entriesAfter(office, before)).map(({ kind }) => kind)).toEqual(kinds);
    // SECURITY: what this test is about: no key has left for a record that is not in both places.
    const left = await answerNow(client, command);
    expect(left.sealed !== null).toBe(dieAt === 'released');

    await office.start();
    const answer = await answerTo(client, command);
    expect(answer.state).toBe(state);
    if (answer.sealed) expect((await keyOf({ answer, pair })).equals(recording.key)).toBe(true);
    expect(journalled().has(answer.seq ?? 0)).toBe(true);
    await faultless();
  });

  it('between a newcomer and the paper that names them has entered both once, when it is back', async () => {
    const guid = randomUUID();
    office.directory.set('mnowa', account(guid));
    const secretary = await office.as(secretaryLogin);
    await office.stop();
    const before = await headSeq(office);
    const child = await startKeeperChild(program, office, 'own');
    const command = await submit(secretary, 'instrument', { ...authorisationOf(guid), signed: null });
    expect(await child.ended).toBe('SIGKILL');
    const kinds = async () => (await entriesAfter(office, before)).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['person']);
    expect(journalled().has(before + 1)).toBe(false);
    await office.start();
    expect((await answerTo(secretary, command)).state).toBe('done');
    expect(await kinds()).toEqual(['person', 'instrument']);
    expect(journalled().has(before + 1)).toBe(true);
    await faultless();
  });
});

describe('a database that goes away', () => {
  it('is waited for, and what was asked meanwhile is answered', async () => {
    await office.database.suspend();
    await until('the loss noticed', async () =>
      office.log.some((line) => line.includes('interrupted')) ? true : null,
    );
    await office.reconnect();
    client = await office.as('anowak');
    expect((await listen(client, recording.id)).answer.state).toBe('released');
    await faultless();
  });

  it('and still holds the lock for the line that was lost is waited for as well', async () => {
    await office.stop();
    const keeper = await office.start({ lockPatienceMs: 0 });
    const { rows } = await office.superuser.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE usename = 'odsluch_keeper'",
    );
    // Queued behind the keeper, this has the lock the moment that its line is cut.
    const held = office.superuser.query('SELECT pg_advisory_lock(7305516203)');
    await office.fresh('odsluch_keeper', (one) =>
      one.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]),
    );
    await held;
    const command = await submit(client, 'listen', request());
    await until('the keeper back and without the lock', async () => {
      const { rowCount } = await office.superuser.query(
        "SELECT FROM pg_stat_activity WHERE usename = 'odsluch_keeper' AND query LIKE '%pg_try_advisory_lock%'",
      );
      return rowCount === 1 ? true : null;
    });
    expect((await answerNow(client, command)).state).toBe('pending');
    await office.superuser.query('SELECT pg_advisory_unlock(7305516203)');
    expect((await answerTo(client, command)).state).toBe('released');
    expect(office.keeper()).toBe(keeper);
  });

  it('costs no more than a new line where only the line was cut', async () => {
    const before = office.log.filter((line) => line.includes('ledger is verified')).length;
    await office.superuser.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'odsluch_keeper'",
    );
    expect((await listen(client, recording.id)).answer.state).toBe('released');
    expect(office.log.filter((line) => line.includes('ledger is verified')).length).toBeGreaterThan(before);
  });
});

const refuses = async (what: RegExp) => {
  const error: unknown = await startKeeper(office.options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: exitCodes.ledger, message: expect.stringMatching(what) as unknown });
};

describe('a journal', () => {
  it('whose disk is full holds the key back until there is room again', async (context) => {
    if (spawnSync('prlimit', ['--version']).status !== 0) context.skip('prlimit (util-linux) is not here');
    await office.stop();
    const child = await startKeeperChild(program, office);
    const limit = (bytes: string) => spawnSync('prlimit', [`--pid=${child.pid}`, `--fsize=${bytes}:`]);
    const before = await headSeq(office);
    // Room for a part of the next line.
    expect(limit(String(statSync(journal()).size + 100)).status).toBe(0);
    const command = await submit(client, 'listen', request());
    await until('the entry', async () => ((await headSeq(office)) > before ? true : null));
    expect(await answerNow(client, command)).toMatchObject({ state: 'pending', sealed: null });
    expect(limit('unlimited').status).toBe(0);
    expect(await answerTo(client, command)).toMatchObject({ state: 'undelivered', sealed: null });
    expect((await listen(client, recording.id)).answer.state).toBe('released');
    await child.kill();
    await office.start();
    await faultless();
  });

  it('that `init` did not come to write is made out of the database', () => {
    expect(begun.made).toEqual(begun.whole);
  });

  it('that ends in half a line is mended from the database', async () => {
    await office.stop();
    const whole = readFileSync(journal(), 'utf8');
    truncateSync(journal(), whole.length - 40);
    await office.start();
    expect(readFileSync(journal(), 'utf8')).toBe(whole);
  });

  it('that is ahead of the database stops the keeper: something was taken from the ledger', async () => {
    await office.stop();
    const whole = readFileSync(journal(), 'utf8');
    const last = JSON.parse(whole.trimEnd().split('\n').at(-1) ?? '') as { seq: number };
    appendFileSync(journal(), `${JSON.stringify({ ...last, seq: last.seq + 1 })}\n`);
    await refuses(/entries (\d+)–\1 are missing/);
    writeFileSync(journal(), whole);
    await office.start();
  });

  it('that has another entry than the database stops the keeper', async () => {
    await office.stop();
    const whole = readFileSync(journal(), 'utf8');
    const lines = whole.trimEnd().split('\n');
    const last = JSON.parse(lines.pop() ?? '') as { hash: string };
    const other = JSON.stringify({
      ...last,
      hash: last.hash.replace(/^../, (two) => (two === '00' ? '01' : '00')),
    });
    writeFileSync(journal(), `${[...lines, other].join('\n')}\n`);
    await refuses(/is not the one in the journal/);
    writeFileSync(journal(), whole);
    await office.start();
  });

  it('that is missing stops the keeper', async () => {
    await office.stop();
    renameSync(journal(), `${journal()}.away`);
    await refuses(/is missing/);
    renameSync(`${journal()}.away`, journal());
    await office.start();
  });
});

describe('a ledger that was tampered with', () => {
  const { privateKey: foreign } = generateKeyPairSync('ed25519');
  /** Makes entries from `first` on anew, signed by a stranger, in the database and the journal; `also` after them in the database alone. */
  const forged = async (first: number, also: readonly string[], named: RegExp): Promise<void> => {
    await office.stop();
    const whole = readFileSync(journal(), 'utf8');
    const ours = whole
      .trimEnd()
      .split('\n')
      .map((line) => entryOfLine(Buffer.from(`${line}\n`)));
    const kept = ours.slice(0, first - 1);
    const made: SealedEntry[] = [];
    for (const payload of [...ours.slice(first - 1).map((entry) => entry.payload), ...also]) {
      const before = made.at(-1) ?? kept.at(-1);
      made.push(sealEntry((before?.seq ?? 0) + 1, before?.hash ?? Buffer.alloc(32), payload, foreign));
    }
    const journalled = [...kept, ...made.slice(0, made.length - also.length)];
    writeFileSync(journal(), journalled.map(lineOf).join(''));
    await replace(first, made);
    await refuses(named);
    await replace(first, ours.slice(first - 1));
    writeFileSync(journal(), whole);
    await office.start();
  };
  it('INV-18 stops the keeper, which names the first entry that is not its own', async () => {
    const first = (await headSeq(office)) - 3;
    await forged(first, [], new RegExp(`entry ${first}: signature`));
  });

  it('INV-18 stops the keeper where somebody wrote an entry on top of the journal', async () => {
    const next = (await headSeq(office)) + 1;
    const { rows } = await office.superuser.query<{ payload: string }>(
      "SELECT payload FROM office.entry WHERE kind = 'genesis' LIMIT 1",
    );
    await forged(next, [rows[0]?.payload ?? ''], new RegExp(`entry ${next}: signature`));
  });

  it('stops a running keeper at its next look, and every later start', async () => {
    await office.superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
    const { rows } = await office.superuser.query<{ seq: string; payload: string }>(
      'SELECT seq, payload FROM office.entry ORDER BY seq DESC LIMIT 1',
    );
    const [last] = rows;
    if (!last) throw new Error('no entry');
    await office.superuser.query('DELETE FROM office.entry_text WHERE seq = $1', [last.seq]);
    await office.superuser.query('DELETE FROM office.opening WHERE seq = $1', [last.seq]);
    await office.superuser.query('DELETE FROM office.release WHERE seq = $1', [last.seq]);
    await office.superuser.query('DELETE FROM office.entry WHERE seq = $1', [last.seq]);
    await office.superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL');
    await submit(client, 'listen', request());
    expect(await office.keeper().ended).toBe(exitCodes.ledger);
    await expect(startKeeper(office.options)).rejects.toMatchObject({ code: exitCodes.ledger });
  });
});
