import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { entryHash, genesisPrev, sha256 } from '../../shared/node/ledger.ts';
import { refusal } from './office.ts';
import { migratedCluster, onBothServers } from './schema.ts';

type Entry = { seq: number; prev: Buffer; payload: string; hash: Buffer };

function entryAfter(last: Entry | null, payload = '{"kind":"incident"}'): Entry {
  const seq = (last?.seq ?? 0) + 1;
  const prev = last?.hash ?? genesisPrev;
  return { seq, prev, payload, hash: entryHash(seq, prev, payload) };
}

/** The chain is one, and what is written stays, against the owner of the tables and against a superuser who switches triggers off. */
function appendOnlyContract(bin: string): void {
  const cluster = migratedCluster(bin);
  let superuser: Client;
  let first: Entry;
  let second: Entry;

  const insert = ({ seq, prev, payload, hash }: Entry) =>
    superuser.query(
      'INSERT INTO office.entry (seq, prev, payload, hash, signature) VALUES ($1, $2, $3, $4, $5)',
      [seq, prev, payload, hash, Buffer.alloc(64)],
    );

  beforeAll(async () => {
    superuser = await cluster.superuser();
    first = entryAfter(null);
    second = entryAfter(first);
    for (const entry of [first, second]) await insert(entry);
    await superuser.query(
      `INSERT INTO office.entry_text (seq, salt, text) SELECT seq, decode(repeat('00', 16), 'hex'), '{}' FROM office.entry`,
    );
    await superuser.query(
      `INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, line, extension, department, answered_by,
         announcement, channels, plain_sha256, destroyed_on)
       SELECT gen_random_uuid(), state, now(), 1, state, '', '', '', '', 'yes', '{mixed}', sha256(state::bytea), '2026-01-01'
         FROM unnest(ARRAY['pending', 'destroyed']) state`,
    );
  });

  const asWhom = [
    ['the owner of the tables', 'SET ROLE odsluch_owner'],
    ['a superuser', 'RESET ROLE'],
    ['a superuser with triggers switched off', 'SET session_replication_role = replica'],
  ] as const;

  describe.each(asWhom)('for %s', (_who, become) => {
    const attempt = async (sql: string): Promise<string | null> => {
      await superuser.query('BEGIN');
      await superuser.query(become);
      const code = await refusal(superuser.query(sql));
      await superuser.query('ROLLBACK; RESET ROLE; RESET session_replication_role');
      return code;
    };

    it.each([
      'UPDATE office.entry SET payload = payload',
      'UPDATE office.entry SET signature = signature WHERE seq = 2',
      'DELETE FROM office.entry',
      'DELETE FROM office.entry WHERE seq = 2',
      'TRUNCATE office.entry CASCADE',
      // Each table refuses by itself, not only through the one that hangs on it.
      'ALTER TABLE office.entry_text DISABLE TRIGGER refuse_truncate; TRUNCATE office.entry CASCADE',
      `INSERT INTO office.entry (seq, prev, payload, hash, signature) SELECT seq, prev, '{"kind":"key"}', hash, signature FROM office.entry WHERE seq = 2
         ON CONFLICT (seq) DO UPDATE SET payload = EXCLUDED.payload`,
      "UPDATE office.entry_text SET text = 'x'",
      'TRUNCATE office.entry_text',
    ])('INV-14 %s is refused', async (sql) => {
      expect(await attempt(sql)).toBe('OD009');
    });

    it('words can be erased, and the chain stays', async () => {
      expect(await attempt('DELETE FROM office.entry_text WHERE seq = 1')).toBeNull();
    });

    it('a recording that an entry vouches for cannot be deleted, a pending one can', async () => {
      expect(await attempt("DELETE FROM office.recording WHERE state = 'destroyed'")).toBe('OD009');
      expect(await attempt("DELETE FROM office.recording WHERE state = 'pending'")).toBeNull();
    });
  });

  describe('an entry', () => {
    const wrong: [string, () => Entry][] = [
      [
        'with a number left out',
        () => ({ ...entryAfter(second), seq: 4, hash: entryHash(4, second.hash, '{"kind":"incident"}') }),
      ],
      [
        'after another than the last one',
        () => ({ ...entryAfter(first), seq: 3, hash: entryHash(3, first.hash, '{"kind":"incident"}') }),
      ],
      ['in the place of another', () => entryAfter(first, '{"kind":"genesis"}')],
      ['with the hash of another payload', () => ({ ...entryAfter(second), payload: '{"kind":"key"}' })],
      ['with a hash under another scheme', () => ({ ...entryAfter(second), hash: sha256('odsluch') })],
    ];

    it.each(wrong)('%s does not continue the chain', async (_what, make) => {
      expect(await refusal(insert(make()))).toBe('OD009');
      await superuser.query('SET session_replication_role = replica');
      expect(await refusal(insert(make()))).toBe('OD009');
      await superuser.query('RESET session_replication_role');
    });

    it("INV-34 is hashed alike by the database and by the program, whatever a session's settings", async () => {
      for (const settings of [
        "bytea_output = 'escape'; SET LOCAL TimeZone = 'Asia/Tokyo'; SET LOCAL DateStyle = 'German'",
        "bytea_output = 'hex'; SET LOCAL TimeZone = 'America/St_Johns'; SET LOCAL DateStyle = 'SQL, MDY'",
      ]) {
        await superuser.query(`BEGIN; SET LOCAL ${settings}`);
        const odd = entryAfter(second, '{"kind":"incident","text":"zażółć \\u0141 – „”"}');
        expect(await refusal(insert(odd))).toBeNull();
        await superuser.query('ROLLBACK');
      }
    });

    it('INV-34 that a session sends in another encoding than it said is refused, never hashed as something else', async () => {
      await superuser.query("BEGIN; SET LOCAL client_encoding = 'LATIN2'");
      // The program sends UTF-8 in any case; the server takes it for other letters.
      expect(await refusal(insert(entryAfter(second, '{"kind":"incident","text":"zażółć"}')))).toBe('OD009');
      await superuser.query('ROLLBACK');
    });

    it('is what its payload says: kind, login, command, act and recording come from nowhere else', async () => {
      const columns = ['kind', 'login', 'command', 'act', 'recording'].map((column) => `${column} = NULL`);
      for (const column of columns) {
        await superuser.query('BEGIN');
        expect(await refusal(superuser.query(`UPDATE office.entry SET ${column}`)), column).toBe('428C9');
        await superuser.query('ROLLBACK');
      }
    });
  });

  it('a command has one entry', async () => {
    const command = '7f3c1a52-6a0e-4c2b-9a70-0d4f5b7f1a01';
    const payload = JSON.stringify({ kind: 'refusal', command });
    await superuser.query('BEGIN');
    const third = entryAfter(second, payload);
    await insert(third);
    expect(await refusal(insert(entryAfter(third, payload)))).toBe('23505');
    await superuser.query('ROLLBACK');
  });
}

onBothServers(appendOnlyContract);
