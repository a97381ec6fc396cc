import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { protocolPaper, type Circumstances } from '../../electron/protocol/content.ts';
import { protocolQuery } from '../../electron/protocol/queries.ts';
import { readProtocol } from '../../electron/protocol/protocol.ts';
import { standsAt } from '../../electron/paper/entries.ts';
import type { Session } from '../../electron/session/current.ts';
import { registerContent } from '../../electron/register/content.ts';
import { signedRegister } from '../../electron/register/register.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { Witness } from '../../electron/session/witness.ts';
import { setSettings } from '../../electron/settings.ts';
import type { Paper } from '../../shared/paper.ts';
import { lastPulse } from '../../shared/node/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { verdict } from '../../shared/node/verdict.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import {
  addPerson,
  addRecording,
  ask,
  done,
  evidenceIn,
  groundOf,
  guidOf,
  headSeq,
  listen,
  payloadOf,
  type Answer,
} from './asking.ts';
import { dbOf, openRegister } from './reading.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

const findings = 'Dzwoniący prosił o raty; żądań nie spełniono.';
const around: Circumstances = {
  ...{ login: 'anowak', office: 'Urząd', title: 'Regulaminu', place: 'Próbna' },
  ...{ now: '2026-11-26T08:15:00.000Z', head: { seq: 1, hash: '' }, emergency: null },
};

let office: TestOffice;
let act: string;
let completed: Answer;
/** Another part of the call that was released; it was not. */
let unheard: string;
/** The number of the entry of each kind that the protocol is made of. */
let made: Record<string, number>;
let printed: Paper;
/** Puts the pulse back that the keeper made before the protocol was completed. */
let frozen: string;
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  await addPerson(office, 'cbanas');
  await addPerson(office, 'anowak');
  const client = await office.as('anowak');
  const callGroup = 'a call of two parts';
  const heard = await addRecording(office, { callGroup });
  unheard = (await addRecording(office, { callGroup, startedAt: new Date() })).id;
  const { answer } = await listen(client, heard.id, { ground: groundOf({ present: ['cbanas'] }) });
  act = String(payloadOf(answer)['act']);
  const own = await addRecording(office, { answeredLogin: 'anowak' });
  const refused = await listen(client, own.id, { act, ground: null });
  expect(refused.answer.state).toBe('refused');
  await done(ask(client, 'leave', { act, person: 'cbanas' }));
  const ranges: [number, number][] = [[1_000, 9_000]];
  await done(ask(client, 'close', { opening: answer.command, ranges, how: 'listener', wrongCall: false }));
  await done(ask(client, 'hold', evidenceIn(act, heard.id)));
  frozen = await pulseAgain();
  completed = await done(ask(client, 'complete', { act, findings }));
  // Something between that and the next act, which nothing builds on.
  await addRecording(office);
  const next = await listen(client, heard.id, { ground: groundOf({ case: 'SEK.1510.9.2026' }) });
  expect(next.answer.state).toBe('released');
  await openRegister(await office.as(secretaryLogin));
  await until('a pulse over everything', async () =>
    (await pulseHead()) === (await headSeq(office)) ? true : null,
  );
  await office.stop();
  const { rows } = await office.superuser.query<{ kind: string; seq: string }>(
    `SELECT CASE WHEN payload::jsonb ->> 'what' = 'version' THEN 'basis' ELSE kind END AS kind, seq
       FROM office.entry WHERE seq = ANY ($1) OR seq = $2 ORDER BY seq`,
    [payloadOf(completed)['entries'], completed.seq],
  );
  // Of the two parts the first stays.
  const numbers = rows.map(({ kind, seq }): [string, number] => [kind, Number(seq)]);
  made = Object.fromEntries(numbers.reverse());
  printed = await paperAfter('');
});
afterAll(() => office.close());

async function pulseHead(): Promise<number> {
  const { rows } = await office.superuser.query<{ seq: string }>('SELECT seq FROM office.pulse');
  return Number(rows[0]?.seq);
}

/** What sets the pulse to what it is now. */
async function pulseAgain(): Promise<string> {
  const { rows } = await office.superuser.query<{ sql: string }>(
    `SELECT format('UPDATE office.pulse SET time = %s, seq = %s, hash = %L, door_key = %L, door_end = %s, signature = %L',
       time, seq, hash, door_key, door_end, signature) AS sql FROM office.pulse`,
  );
  return rows[0]?.sql ?? '';
}

/**
 * What the listener's program would print after the owner of everything ran this; it is as if it had been committed, and is undone
 * afterwards.
 */
async function after<Made>(
  sql: string,
  login: string,
  make: (session: Session) => Promise<Made>,
): Promise<Made> {
  const { superuser } = office;
  const guid = await guidOf(office, login);
  const tables = ['entry', 'entry_text', 'act', 'opening', 'recording', 'authorisation', 'legal_basis'];
  await superuser.query('BEGIN');
  try {
    for (const one of tables) await superuser.query(`ALTER TABLE office.${one} DISABLE TRIGGER ALL`);
    await superuser.query(sql);
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${login}`);
    // A workstation that sees this ledger for the first time.
    const ask = async (query: string, values: readonly unknown[] = []) => {
      const { rows } = await superuser.query<{ seq: string }>(query, [...values]);
      return rows.map((row) => ({ ...row, seq: Number(row.seq) })) as never;
    };
    const keeper = pinnedKeeperKey(office.keeperPublicKey);
    const witness = new Witness(join(office.folder, 'seen'), keeper, { ask, tell: () => undefined });
    const pulse = await lastPulse(ask, keeper);
    const seen = new KeeperPulse(ask, keeper, typeof pulse === 'string' ? null : pulse);
    return await make({ login, guid, db: dbOf(superuser), witness, keeper: seen } as unknown as Session);
  } finally {
    await rm(join(office.folder, 'seen'), { force: true });
    await superuser.query('ROLLBACK');
  }
}

const paperAfter = (sql: string): Promise<Paper> =>
  after(sql, 'anowak', async (session) => protocolPaper(await readProtocol(session, act), around));

/** How the program says that it prints nothing, and of which entry. */
const said = async (sql: string, made: (sql: string) => Promise<unknown> = paperAfter): Promise<unknown> =>
  made(sql).then(
    () => 'printed',
    (error: unknown) => (error as { failure?: unknown }).failure,
  );
const isFalse = (seq: number | undefined) => ({ code: 'document-entry-false', params: { seq } });
const isMissing = (seq: number | undefined) => ({ code: 'document-entry-missing', params: { seq } });

/** A right-looking hash of a changed entry: all that can be had without the keeper's key. */
const rehashed = (kind: string, from: string, to: string): string => `
  UPDATE office.entry SET payload = replace(payload, '${from}', '${to}') WHERE kind = '${kind}';
  UPDATE office.entry SET hash = sha256(convert_to('odsluch-entry-v1', 'UTF8') || '\\x00'::bytea || int8send(seq) || prev
    || sha256(convert_to(payload, 'UTF8'))) WHERE kind = '${kind}'`;

/** What a protocol is made of that does not name its act. */
const outer = ['basis', 'confirmed', 'instrument'];

describe('INV-55 the protocol that is to be signed', () => {
  it('is what the keeper entered', () => {
    expect(printed.findings).toBe(findings);
    expect(printed.recordings[0]?.lines[0]).toContain(
      '+48 *** *** 567 · wewn. 214, Barbara Zych, Kancelaria',
    );
    expect(printed.heard[0]).toContain('Odtworzono (według programu): 00:01–00:09');
    const kinds = [...outer, 'closed', 'hold', 'ingest', 'left', 'refusal', 'release'];
    expect(Object.keys(made).sort()).toEqual([...kinds, 'completed'].sort());
    // Both parts of the call, and who confirmed either paper.
    expect(payloadOf(completed)['entries']).toHaveLength(kinds.length + 2);
    expect(printed.recordings[0]?.title).toContain('część 1 z 2');
  });

  it.each([
    [
      'the act',
      `UPDATE office.act SET number = number || '9', case_number = 'SEK.1510.8.2026', basis = basis, state = 'started',
       completed_seq = NULL, completed_at = NULL, opened_at = '2020-01-01', former_cases = '{X}', corrections = 3`,
    ],
    [
      'the call',
      `UPDATE office.recording SET answered_by = 'Anna Nowak', extension = '999', department = 'X',
       started_at = '2020-01-01', duration_ms = 1, plain_sha256 = sha256('x'), announcement = 'no', call_group = 'x',
       seq = 1 WHERE id IN (SELECT recording FROM office.opening)`,
    ],
    [
      'what was heard',
      `UPDATE office.opening SET ranges = '[[0, 161000]]', how = 'silent', closed_at = NULL, wrong_call = true,
       opened_at = '2020-01-01'`,
    ],
    [
      'the authorisation',
      `UPDATE office.authorisation SET paper = 'X', signed_on = '2020-01-01', to_day = '2099-01-01'`,
    ],
    [
      'the legal basis',
      `UPDATE office.legal_basis SET content = content || '{"label": "Inna"}', valid_from = '2030-01-01'`,
    ],
  ])('reads the same whatever a read model says of %s', async (_what, sql) => {
    expect(await paperAfter(sql)).toEqual(printed);
  });

  it.each([
    ['other findings', 'completed', `UPDATE office.entry_text SET text = replace(text, 'prosił', 'groził')`],
    ['another caller', 'ingest', `UPDATE office.recording SET caller = '+48700000567'`],
    ['a caller who is said to have withheld it', 'ingest', `UPDATE office.recording SET caller = NULL`],
    ['a number that is held back', 'ingest', `UPDATE office.recording SET caller_salt = NULL`],
    [
      'another clerk',
      'ingest',
      `UPDATE office.entry_text SET text = replace(text, 'Barbara Zych', 'Jan Lis')`,
    ],
    [
      'another listener',
      'release',
      `UPDATE office.entry_text SET text = replace(text, 'Osoba anowak', 'Osoba bzych') WHERE text LIKE '%justification%'`,
    ],
    [
      'words where there are none',
      'left',
      // Nor are they told but by who changes what is.
      `CREATE OR REPLACE FUNCTION api.told_kinds() RETURNS text[] LANGUAGE sql AS $$ SELECT ARRAY['release', 'joined', 'left', 'hold', 'person'] $$; INSERT INTO office.entry_text SELECT seq, decode(repeat('00', 16), 'hex'), '{}' FROM office.entry WHERE kind = 'left'`,
    ],
    [
      'another workstation',
      'release',
      `UPDATE office.entry SET payload = replace(payload, 'ST-14', 'ST-15') WHERE kind = 'release'`,
    ],
    ['other stretches under a hash that fits', 'closed', rehashed('closed', '[[1000,9000]]', '[[0,161000]]')],
    [
      'another day of the call under a hash that fits',
      'ingest',
      rehashed('ingest', '"durationMs":161000', '"durationMs":161001'),
    ],
    [
      'a later authorisation under a hash that fits',
      'instrument',
      rehashed('instrument', '"paper":"OR.0052.1.2026"', '"paper":"OR.0052.2.2026"'),
    ],
    ['another basis under a hash that fits', 'basis', rehashed('instrument', 'art. 227', 'art. 228')],
    [
      'another signature',
      'hold',
      `UPDATE office.entry SET signature = (SELECT signature FROM office.entry WHERE seq = 1) WHERE kind = 'hold'`,
    ],
  ])('is not made with %s: the sentence names the entry', async (_what, kind, sql) => {
    expect(await said(sql)).toEqual(isFalse(made[kind]));
  });

  it.each(['release', 'refusal', 'left', 'closed', 'hold', 'ingest', ...outer])(
    'is not made with the %s taken out: the sentence names it',
    async (kind) => {
      const seq = made[kind];
      expect(
        await said(
          `DELETE FROM office.entry_text WHERE seq = ${seq}; DELETE FROM office.entry WHERE seq = ${seq}`,
        ),
      ).toEqual(isMissing(seq));
    },
  );

  it('is not made with an entry that was written by hand, chained and hashed as it should be', async () => {
    const forged = `
      INSERT INTO office.entry (seq, prev, payload, hash, signature)
      SELECT seq + 1, hash, made, sha256(convert_to('odsluch-entry-v1', 'UTF8') || '\\x00'::bytea || int8send(seq + 1) || hash
          || sha256(convert_to(made, 'UTF8'))), signature
        FROM (SELECT seq, hash, signature, '{"v":1,"kind":"reopened","at":"2026-11-26T08:00:00.000Z","command":null,"login":"anowak",'
                || '"guid":null,"act":"${act}","completed":' || seq || '}' AS made
                FROM office.entry ORDER BY seq DESC LIMIT 1) last`;
    expect(await said(forged)).toEqual(isFalse((await headSeq(office)) + 1));
  });

  it('says of words that are gone that they are, and makes up none', async () => {
    const paper = await paperAfter('DELETE FROM office.entry_text');
    expect([paper.findings, paper.recordings[0]?.lines[0], paper.rows[0]?.lines[0]]).toEqual([
      'treści nie ma już w bazie danych; wpis pozostaje',
      'Kancelaria · treści nie ma już w bazie danych; wpis pozostaje · komunikat odtworzony',
      'treści nie ma już w bazie danych; wpis pozostaje',
    ]);
  });

  it('says nothing of a part that was never released, but that there is one', async () => {
    const told = await after('', 'anowak', ({ db }) =>
      db.query<{ protocol: { entries: { payload: string; text: string | null }[] } }>(protocolQuery, [act]),
    );
    const entries = told[0]?.protocol.entries ?? [];
    const parts = entries.filter(({ payload }) => payload.includes('"kind":"ingest"'));
    expect(parts.map(({ payload, text }) => [payload.includes(unheard), text === null])).toEqual([
      [false, false],
      [true, true],
    ]);
    const other = `UPDATE office.recording SET seq = NULL, call_group = 'x' WHERE id = '${unheard}'`;
    expect(await paperAfter(other)).toEqual(printed);
  });

  it('counts as sealed by the word of the pinned keeper, about this act', () => {
    const { seq, hash } = completed;
    const asked = {
      id: completed.command,
      kind: 'complete' as const,
      login: 'anowak',
      body: { act, findings },
    };
    expect(
      verdict(asked, { ...completed, sealed: null }, pinnedKeeperKey(office.keeperPublicKey)),
    ).toMatchObject({
      state: 'entered',
      seq,
      hash,
    });
  });
});

/** In which the protocols are numbered. */
const year = (): string => printed.number.slice(-4);
const everything: RegisterFilter = {
  person: null,
  case: null,
  from: null,
  to: null,
  state: null,
  kind: null,
};

describe('INV-55 the printed register', () => {
  const register = (sql: string) =>
    after(sql, secretaryLogin, (session) => signedRegister(session, everything));
  const linesAfter = async (sql: string) => registerContent(everything, (await register(sql)).rows, []).lines;

  it('is what the keeper entered, of every act and every refusal', async () => {
    const lines = (await linesAfter('')).map(({ cells }) => cells.map((cell) => cell.join(' ')));
    expect(
      lines.map(([number, , person, name, , , , time, state]) => [number, person, name, time, state]),
    ).toEqual([
      [`PO/1/${year()}`, `Osoba anowak UO/2/${year()}`, 'SEK.1510.7.2026', '0:08', 'zakończony'],
      ['–', 'Osoba anowak', 'SEK.1510.7.2026', '–', 'odmowa: udział w tej rozmowie'],
      [`PO/2/${year()}`, `Osoba anowak UO/2/${year()}`, 'SEK.1510.9.2026', '0:00', 'rozpoczęty'],
    ]);
    expect(await register('')).toMatchObject({ missing: null, head: { seq: expect.any(Number) as number } });
  });

  it.each([
    [
      'the act',
      `UPDATE office.act SET number = number || '9', case_number = 'X', state = 'filed', former_cases = '{X}'`,
    ],
    ['the person', `UPDATE office.person SET display_name = 'Jan Lis'`],
    ['what was heard', `UPDATE office.opening SET ranges = '[[0, 161000]]'`],
    ['the legal basis', `UPDATE office.legal_basis SET content = content || '{"label": "Inna"}'`],
  ])('reads the same whatever a read model says of %s', async (_what, sql) => {
    expect(await linesAfter(sql)).toEqual(await linesAfter(''));
  });

  it('is not made with another person, an act without its end, or a refusal that gives another reason', async () => {
    const other = `UPDATE office.entry_text SET text = replace(text, 'Osoba anowak', 'Jan Lis') WHERE seq = ${made['release']}`;
    expect(await said(other, register)).toEqual(isFalse(made['release']));
    expect(await said(`DELETE FROM office.entry WHERE seq = ${made['closed']}`, register)).toEqual(
      isMissing(made['closed']),
    );
    expect(await said(rehashed('refusal', 'took-part-in-call', 'no-authorisation'), register)).toEqual(
      isFalse(made['refusal']),
    );
  });

  it('says which number is missing where an act was taken from the list, and that the chain is broken where an entry was', async () => {
    const hidden = `DELETE FROM office.act WHERE number = 'PO/1/${year()}'`;
    const missing = { number: 1, year: Number(year()) };
    expect((await register(hidden)).missing).toEqual(missing);
    // Whatever number the read model gives what is left: the signed one is printed.
    expect((await register(`${hidden}; UPDATE office.act SET number = 'PO/1/${year()}'`)).missing).toEqual(
      missing,
    );
    expect(
      (await register(`DELETE FROM office.entry WHERE seq = ${(completed.seq ?? 0) + 1}`)).head,
    ).toBeNull();
  });
});

describe('INV-55 the entry up to which a paper stands', () => {
  it('is one that the keeper has spoken of: what goes beyond its newest pulse is not printed', async () => {
    const paper = (sql: string) =>
      after(sql, 'anowak', async (session) => standsAt(session, [(await readProtocol(session, act)).first]));
    expect((await paper('')).seq).toBe(await headSeq(office));
    expect((await paper(frozen)).seq).toBeLessThan(completed.seq ?? 0);
    const sealed = after(frozen, 'anowak', async (session) => {
      const { seal } = await readProtocol(session, act);
      return standsAt(session, seal === null ? [] : [seal]);
    });
    await expect(sealed).rejects.toMatchObject({ failure: { code: 'document-not-confirmed' } });
  });
});
