import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { emptyState } from '../../server/entries/state.ts';
import { withForeignKey } from '../../server/keeper/own-keys.ts';
import { RecordingKeys } from '../../server/keeper/recording-keys.ts';
import { entryHash } from '../../shared/node/ledger.ts';
import { keySha256 } from '../../shared/node/release.ts';
import { find, frozenLines } from './exported-chain.ts';
import { uuidOf } from './vectors-secrets.ts';

it('INV-65 a key is a recording’s own by the entry that the keeper folded, and by nothing that whoever owns the tables writes in its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-own-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [recording, day] = [uuidOf('recording'), '2026-11-24'];
  const [own, another] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const { seq, prev, payload, signature } = find(frozenLines(), 'a recording');
  const rowFor = (key: Buffer) => {
    const text = payload.replace(/"keySha256":"[0-9a-f]{64}"/, `"keySha256":"${keySha256(recording, key)}"`);
    const before = Buffer.from(prev, 'hex');
    return { seq: String(seq), prev: before, payload: text, hash: entryHash(seq, before, text), signature };
  };
  const entered = rowFor(own);
  const recordings = new RecordingKeys(folder);
  const state = {
    ...emptyState(),
    recordings: new Map([[recording, seq]]),
    days: new Map([[recording, day]]),
    hashes: new Map([[seq, entered.hash]]),
  };
  const foreign = (row: object): Promise<string | null> => {
    const connection = { run: () => Promise.resolve([row]) };
    return withForeignKey({ connection, state, keys: { recordings } } as never, [recording]);
  };
  await recordings.keep(recording, day, own);
  expect(await foreign(entered)).toBeNull();
  // Somebody puts another's key there, and has the table say that it is this one's.
  await recordings.keep(recording, day, another);
  expect(await foreign(rowFor(another))).toBe(recording);
  expect(await foreign({ ...rowFor(another), hash: entered.hash })).toBe(recording);
});
