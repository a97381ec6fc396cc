import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sealEntry, type SealedEntry } from '../../shared/node/ledger.ts';
import { entryOfLine, lineOf } from '../../server/keeper/journal.ts';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger, type VerifyOptions, type VerifyResult } from '../../server/verify/ledger.ts';
import { addPerson, addRecording, ask, done, listen, payloadOf, revocation, sign, today } from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';
import { tables } from './tampering.ts';

let office: TestOffice;
let number: string;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  const client = await office.as('anowak');
  const { id } = await addRecording(office);
  const { answer } = await listen(client, id);
  const act = String(payloadOf(answer)['act']);
  await listen(client, id, { act, ground: null });
  await done(
    ask(client, 'close', {
      opening: answer.command,
      ranges: [[0, 9_000]],
      how: 'finished',
      wrongCall: false,
    }),
  );
  number = String(payloadOf(answer)['authorisation']);
  await sign(office, 'revoke', revocation(number));
  await office.stop();
});
afterAll(() => office.close());

// A snapshot of all that a test may spoil; put back afterwards.
beforeAll(async () => {
  await office.superuser.query('CREATE SCHEMA kept');
  for (const one of tables) await office.superuser.query(`CREATE TABLE kept.${one} AS TABLE office.${one}`);
});
afterEach(() =>
  tamper(async () => {
    for (const one of tables) {
      const { rows } = await office.superuser.query<{ columns: string }>(
        `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
          WHERE table_schema = 'office' AND table_name = $1 AND is_generated = 'NEVER'`,
        [one],
      );
      const columns = rows[0]?.columns ?? '';
      await office.superuser.query(`DELETE FROM office.${one}`);
      await office.superuser.query(
        `INSERT INTO office.${one} (${columns}) SELECT ${columns} FROM kept.${one}`,
      );
    }
  }),
);

/** What the owner of the tables, or a superuser, can do: every trigger and foreign key is off meanwhile. */
async function tamper(work: () => Promise<unknown>): Promise<void> {
  for (const one of tables) await office.superuser.query(`ALTER TABLE office.${one} DISABLE TRIGGER ALL`);
  await work();
  for (const one of tables) await office.superuser.query(`ALTER TABLE office.${one} ENABLE TRIGGER ALL`);
}

const verify = (change: Partial<VerifyOptions> = {}): Promise<VerifyResult> =>
  verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal, keeperKey: office.keeperPublicKey },
    ...change,
  });
const run = (sql: string, values: unknown[] = []) => tamper(() => office.superuser.query(sql, values));
const lastSeq = async (): Promise<number> => {
  const { rows } = await office.superuser.query<{ seq: number }>(
    'SELECT max(seq)::int AS seq FROM kept.entry',
  );
  return rows[0]?.seq ?? 0;
};
const seqOf = async (kind: string): Promise<number> => {
  const { rows } = await office.superuser.query<{ seq: number }>(
    `SELECT min(seq)::int AS seq FROM kept.entry
      WHERE CASE payload::jsonb ->> 'what' WHEN 'version' THEN 'basis' WHEN 'appointment' THEN 'office' ELSE kind END = $1`,
    [kind],
  );
  return rows[0]?.seq ?? 0;
};

describe('a ledger as the keeper left it', () => {
  it('has no fault, in the database and in an export, whole and in short', async () => {
    const last = await lastSeq();
    const result = await verify();
    expect(result).toMatchObject({ fault: null, entries: last, withoutWords: [], unjournalled: 0 });
    expect(result.head?.seq).toBe(last);
    expect(await verify({ quick: true })).toMatchObject({ fault: null, unjournalled: 0, head: result.head });
    const file = join(office.folder, 'export');
    expect(await exportLedger(office.superuser, file)).toBe(last);
    expect(await verify({ source: { file } })).toMatchObject({
      fault: null,
      entries: last,
      head: result.head,
    });
    rmSync(file);
  });

  it("can be verified by the keeper's role, which writes nothing doing so", async () => {
    const keeper = await office.as('odsluch_keeper');
    expect((await verify({ source: keeper })).fault).toBeNull();
  });

  it.each([
    "TimeZone = 'Asia/Tokyo'",
    "DateStyle = 'German'",
    "DateStyle = 'SQL, MDY'",
    "bytea_output = 'escape'",
    "client_encoding = 'LATIN2'",
  ])('INV-34 reads and is exported alike where the session has %s', async (setting) => {
    const plain = join(office.folder, 'plain');
    const odd = join(office.folder, 'odd');
    await exportLedger(office.superuser, plain);
    const { head } = await verify();
    await office.superuser.query(`SET ${setting}`);
    try {
      expect(await verify()).toMatchObject({ fault: null, head });
      expect(await verify({ quick: true })).toMatchObject({ fault: null, head });
      await exportLedger(office.superuser, odd);
    } finally {
      await office.superuser.query('RESET ALL');
    }
    expect(readFileSync(odd, 'utf8')).toBe(readFileSync(plain, 'utf8'));
    for (const file of [plain, odd]) rmSync(file);
  });
});

describe('a fault is found and named by its entry', () => {
  it('INV-15 in an edited payload', async () => {
    const seq = await seqOf('release');
    await run(
      `UPDATE office.entry SET payload = replace(payload, 'SEK.1510.7.2026', 'SEK.1510.8.2026') WHERE seq = $1`,
      [seq],
    );
    expect((await verify()).fault).toEqual({ seq, what: 'hash' });
  });

  it('INV-18 in an entry made anew with right hashes and another key', async () => {
    const seq = await lastSeq();
    const { rows } = await office.superuser.query<{ prev: Buffer; payload: string }>(
      'SELECT prev, payload FROM office.entry WHERE seq = $1',
      [seq],
    );
    const [row] = rows;
    if (!row) throw new Error('no entry');
    const forged = sealEntry(
      seq,
      row.prev,
      row.payload.replace(today(), '2026-01-01'),
      generateKeyPairSync('ed25519').privateKey,
    );
    await run('UPDATE office.entry SET payload = $2, hash = $3, signature = $4 WHERE seq = $1', [
      ...[seq, forged.payload, forged.hash, forged.signature],
    ]);
    expect((await verify()).fault).toEqual({ seq, what: 'signature' });
    expect((await verify({ quick: true })).fault).toEqual({ seq, what: 'signature' });
  });

  it('INV-16 where an entry was deleted from the middle', async () => {
    const seq = await seqOf('release');
    await run('DELETE FROM office.entry WHERE seq = $1', [seq]);
    expect((await verify()).fault).toEqual({ seq, what: 'missing' });
    expect((await verify({ journal: null })).fault).toEqual({ seq, what: 'missing' });
  });

  it('INV-16 where the end was cut off: only the journal can tell', async () => {
    const seq = await lastSeq();
    await run('DELETE FROM office.entry WHERE seq >= $1', [seq - 1]);
    expect((await verify()).fault).toEqual({ seq: seq - 1, what: 'missing' });
    expect((await verify({ quick: true })).fault).toEqual({ seq: seq - 1, what: 'missing' });
  });

  it('INV-16 where everything was deleted', async () => {
    await run('DELETE FROM office.entry');
    expect((await verify()).fault).toEqual({ seq: 1, what: 'missing' });
  });

  it('where words were exchanged', async () => {
    const seq = await seqOf('release');
    await run(`UPDATE office.entry_text SET text = replace(text, '14/2026', '15/2026') WHERE seq = $1`, [
      seq,
    ]);
    expect((await verify()).fault).toEqual({ seq, what: 'words' });
  });

  it('INV-16 where the journal has another line', async () => {
    const whole = readFileSync(office.options.journal, 'utf8');
    const lines = whole.split('\n');
    lines[4] = (lines[4] ?? '').replace(
      /"signature":"./,
      (start) => `${start.slice(0, -1)}${start.endsWith('A') ? 'B' : 'A'}`,
    );
    writeFileSync(office.options.journal, lines.join('\n'));
    expect((await verify()).fault).toEqual({ seq: 5, what: 'journal' });
    writeFileSync(office.options.journal, whole);
  });

  it("INV-18 where the whole ledger is another keeper's", async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const keeperKey = `ed25519:${Buffer.from(other, 'base64url').toString('base64')}`;
    expect((await verify({ keeperKey })).fault).toEqual({ seq: 1, what: 'signature' });
  });

  it('in a file that is no export', async () => {
    const file = join(office.folder, 'no-export');
    writeFileSync(file, '{"seq":1}\n');
    expect((await verify({ source: { file }, journal: null })).fault).toEqual({ seq: 1, what: 'unreadable' });
  });
});

describe('one signature vouches for the chain before it', () => {
  const { privateKey: foreign } = generateKeyPairSync('ed25519');
  /** With lines of the journal changed by somebody who can; they are put back. */
  const withJournal = async (lines: readonly string[], work: () => Promise<void>): Promise<void> => {
    const whole = readFileSync(office.options.journal, 'utf8');
    writeFileSync(office.options.journal, lines.join(''));
    try {
      await work();
    } finally {
      writeFileSync(office.options.journal, whole);
    }
  };
  const journalled = (): SealedEntry[] =>
    readFileSync(office.options.journal, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => entryOfLine(Buffer.from(`${line}\n`)));
  const write = ({ seq, prev, payload, hash, signature }: SealedEntry) =>
    run('UPDATE office.entry SET prev = $2, payload = $3, hash = $4, signature = $5 WHERE seq = $1', [
      ...[seq, prev, payload, hash, signature],
    ]);
  const falselySigned = (entry: SealedEntry): SealedEntry => ({
    ...entry,
    signature: sealEntry(entry.seq, entry.prev, entry.payload, foreign).signature,
  });

  it('INV-18 so that an entry made anew in database and journal, with all that follow, is named itself', async () => {
    const first = await seqOf('release');
    const forged: SealedEntry[] = [];
    for (const entry of journalled()) {
      const { seq, payload } = entry;
      const prev = forged.at(-1)?.hash ?? entry.prev;
      const anew = payload.replaceAll('SEK.1510.7.2026', 'SEK.1510.8.2026');
      forged.push(seq < first ? entry : sealEntry(seq, prev, anew, foreign));
    }
    for (const entry of forged.slice(first - 1)) await write(entry);
    // Of tables an export has none that could disagree.
    const file = join(office.folder, 'forged');
    await exportLedger(office.superuser, file);
    await withJournal(forged.map(lineOf), async () => {
      expect((await verify({ source: { file } })).fault).toEqual({ seq: first, what: 'signature' });
    });
    rmSync(file);
  });

  it('and another one in database and journal, over the same content, is found where every signature is asked for', async () => {
    const seq = await seqOf('release');
    const entries = journalled().map((entry) => (entry.seq === seq ? falselySigned(entry) : entry));
    for (const entry of entries.slice(seq - 1, seq)) await write(entry);
    await withJournal(entries.map(lineOf), async () => {
      expect((await verify()).fault).toBeNull();
      expect((await verify({ signatures: true })).fault).toEqual({ seq, what: 'signature' });
    });
  });

  it('but not for what the journal did not have yet when the look began', async () => {
    const all = journalled();
    const seq = all.length - 1;
    const entries = all.map((entry) => (entry.seq === seq ? falselySigned(entry) : entry));
    for (const entry of entries.slice(seq - 1, seq)) await write(entry);
    const lines = entries.map(lineOf);
    await withJournal(lines.slice(0, seq - 1), async () => {
      // The keeper writes on as soon as the database is looked at.
      const source = new Proxy(office.superuser, {
        get: (client, name) => {
          if (name === 'query') writeFileSync(office.options.journal, lines.join(''));
          const found: unknown = Reflect.get(client, name, client);
          return typeof found === 'function' ? (found.bind(client) as unknown) : found;
        },
      });
      expect((await verify({ source })).fault).toEqual({ seq, what: 'signature' });
    });
  });
});

describe('a table that says something else than the ledger is named', () => {
  it.each<[string, string, string]>([
    ['authorisation', 'revoke', 'UPDATE office.authorisation SET revoked_at = NULL'],
    ['authorisation', 'instrument', 'UPDATE office.authorisation SET to_day = to_day + 1'],
    [
      'authorisation',
      '',
      `INSERT INTO office.authorisation (number, login, guid, paper, signed_on, from_day, to_day, seq, confirmed_seq)
       SELECT 'UO/9/2026', login, guid, paper, signed_on, from_day, to_day, 0, 0 FROM office.authorisation LIMIT 1`,
    ],
    [
      'person',
      'person',
      `UPDATE office.person SET roles = '{secretary,listener}' WHERE login = 'szielinska'`,
    ],
    ['person', 'person', `UPDATE office.person SET display_name = 'Ktoś Inny' WHERE login = 'szielinska'`],
    [
      'legal_basis',
      'basis',
      `UPDATE office.legal_basis SET content = content || '{"label": "x"}' WHERE code = 'KPA_SKARGA'`,
    ],
    ['act', 'release', `UPDATE office.act SET case_number = 'SEK.1510.9.2026'`],
    ['opening', 'release', `UPDATE office.opening SET ranges = '[]' WHERE how = 'finished'`],
    ['opening', 'release', 'DELETE FROM office.opening WHERE closed_at IS NOT NULL'],
    ['recording', 'ingest', "UPDATE office.recording SET caller = '+48601000567'"],
    ['recording', 'ingest', "UPDATE office.recording SET state = 'pending'"],
    ['recording', 'ingest', 'DELETE FROM office.recording'],
  ])('INV-52 %s, after: %s', async (table, kind, sql) => {
    await run(sql);
    const expected = kind === '' ? 0 : kind === 'revoke' ? await seqOf('instrument') : await seqOf(kind);
    expect((await verify()).fault).toEqual({ seq: expected, what: 'table', table });
  });
});
