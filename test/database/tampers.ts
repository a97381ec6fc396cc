import { generateKeyPairSync } from 'node:crypto';
import { entryHash, sealEntry } from '../../shared/node/ledger.ts';

const stranger = generateKeyPairSync('ed25519').privateKey;

/** An entry as the keeper left it; `worded` = there are words behind it. */
export type Row = {
  seq: number;
  prev: Buffer;
  payload: string;
  hash: Buffer;
  signature: Buffer;
  worded: boolean;
};

/** What chance decides: an entry, another one after it, a place in its bytes, and what is put there. */
export type Chance = { seq: number; other: number; place: number; change: number };
type Run = (sql: string, values?: unknown[]) => Promise<void>;
/** Tampers, and says what is to be found; null where chance hit upon something that cannot be done. */
export type Tamper = (
  run: Run,
  chance: Chance,
  rows: readonly Row[],
) => Promise<{ seq: number; what: string } | null>;

const at = (rows: readonly Row[], seq: number): Row => {
  const row = rows[seq - 1];
  if (row === undefined) throw new Error(`no entry ${seq}`);
  return row;
};

const flipped = (bytes: Buffer, { place, change }: Chance): Buffer => {
  const copy = Buffer.from(bytes);
  const index = place % copy.length;
  copy[index] = (copy[index] ?? 0) ^ (1 + (change % 255));
  return copy;
};
/** Another printable character at one place of a text. */
const retyped = (text: string, { place, change }: Chance): string => {
  const index = place % text.length;
  const other = String.fromCharCode(33 + (change % 94));
  return text.slice(0, index) + (other === text[index] ? 'ż' : other) + text.slice(index + 1);
};
/** Everything from entry `seq` on made to fit again after its payload was edited, signed with no key or a stranger's. */
async function relink(
  run: Run,
  { seq, place }: Chance,
  rows: readonly Row[],
  signed: boolean,
): Promise<void> {
  let prev = at(rows, seq).prev;
  for (const { seq: one, payload, signature } of rows.slice(seq - 1)) {
    const edited = one === seq ? payload.replace(/"at":"20../u, `"at":"20${10 + (place % 10)}`) : payload;
    const made = signed
      ? sealEntry(one, prev, edited, stranger)
      : { hash: entryHash(one, prev, edited), signature };
    const values = [one, prev, edited, made.hash, made.signature];
    await run(
      'UPDATE office.entry SET prev = $2, payload = $3, hash = $4, signature = $5 WHERE seq = $1',
      values,
    );
    prev = made.hash;
  }
}

/** One byte or character, so little that any entry is tried. */
export const bytes: [string, Tamper][] = [
  [
    'a character of a payload',
    async (run, chance, rows) => {
      const { seq } = chance;
      await run('UPDATE office.entry SET payload = $2 WHERE seq = $1', [
        seq,
        retyped(at(rows, seq).payload, chance),
      ]);
      return { seq, what: 'hash' };
    },
  ],
  ...(['hash', 'prev', 'signature'] as const).map((column): [string, Tamper] => [
    `a byte of a ${column}`,
    async (run, chance, rows) => {
      const { seq } = chance;
      await run(`UPDATE office.entry SET ${column} = $2 WHERE seq = $1`, [
        seq,
        flipped(at(rows, seq)[column], chance),
      ]);
      return { seq, what: column === 'prev' ? 'chain' : column };
    },
  ]),
];

/** Entries taken away. */
export const gone: [string, Tamper][] = [
  [
    'an entry deleted',
    async (run, { seq }) => {
      await run('DELETE FROM office.entry WHERE seq = $1', [seq]);
      return { seq, what: 'missing' };
    },
  ],
  [
    'an entry deleted, the later ones numbered anew',
    async (run, { seq }, rows) => {
      if (seq === rows.length) return null;
      await run('DELETE FROM office.entry WHERE seq = $1', [seq]);
      await run('UPDATE office.entry SET seq = -seq WHERE seq > $1', [seq]);
      await run('UPDATE office.entry SET seq = -seq - 1 WHERE seq < 0');
      return { seq, what: 'chain' };
    },
  ],
  [
    'the end cut off',
    async (run, { seq }) => {
      await run('DELETE FROM office.entry WHERE seq >= $1', [seq]);
      return { seq, what: 'missing' };
    },
  ],
];

/** Entries and words exchanged. */
export const exchanged: [string, Tamper][] = [
  [
    'two entries in each other’s place',
    async (run, { seq, other }) => {
      if (other <= seq) return null;
      await run('UPDATE office.entry SET seq = -seq WHERE seq IN ($1, $2)', [seq, other]);
      await run('UPDATE office.entry SET seq = $1::bigint + $2::bigint + seq WHERE seq < 0', [seq, other]);
      return { seq, what: 'chain' };
    },
  ],
  [
    'the payloads of two entries exchanged',
    async (run, { seq, other }, rows) => {
      if (other <= seq) return null;
      const exchange = 'UPDATE office.entry SET payload = $2 WHERE seq = $1';
      await run(exchange, [seq, at(rows, other).payload]);
      await run(exchange, [other, at(rows, seq).payload]);
      return { seq, what: 'hash' };
    },
  ],
  ...(['text', 'salt'] as const).map((column): [string, Tamper] => [
    `the ${column} of an entry’s words`,
    async (run, chance, rows) => {
      const { seq } = chance;
      if (!at(rows, seq).worded) return null;
      const changed =
        column === 'text'
          ? `text || '${chance.change}'`
          : `set_byte(salt, ${chance.place % 16}, get_byte(salt, ${chance.place % 16}) # 1)`;
      await run(`UPDATE office.entry_text SET ${column} = ${changed} WHERE seq = $1`, [seq]);
      return { seq, what: 'words' };
    },
  ]),
];

/** Hashes made to fit by who has not the keeper's key. */
export const recomputed: [string, Tamper][] = [
  [
    'an entry edited and every hash recomputed without the key',
    async (run, chance, rows) => {
      await relink(run, chance, rows, false);
      return { seq: chance.seq, what: 'signature' };
    },
  ],
  [
    'an entry edited and everything signed anew by a stranger',
    async (run, chance, rows) => {
      await relink(run, chance, rows, true);
      return { seq: chance.seq, what: 'signature' };
    },
  ],
];
