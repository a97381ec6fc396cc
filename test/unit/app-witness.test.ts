import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { genesisPrev, sealEntry, sha256, type SealedEntry } from '../../shared/node/ledger.ts';
import type { Link } from '../../electron/session/witness.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
const { Witness, witnessFile } = await import('../../electron/session/witness.ts');

/** What a workstation remembers of the ledger, against a server that was put back, cut off, or made anew. */

const keeper = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

/** A ledger of so many entries that goes on from another one; `what` tells two of the same length apart. */
function ledger(
  length: number,
  what: string,
  from: SealedEntry[] = [],
  key = keeper.privateKey,
): SealedEntry[] {
  const entries = [...from];
  while (entries.length < length) {
    const last = entries.at(-1);
    entries.push(sealEntry(entries.length + 1, last?.hash ?? genesisPrev, `${what} ${entries.length}`, key));
  }
  return entries;
}

const first = ledger(8, 'day');
let folder: string;
let file: string;
/** What the server has, and what it was asked. */
let stored: SealedEntry[];
let asked: string[];
let told: boolean[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-witness-'));
  file = witnessFile(join(folder, 'profile'), 'AAAA');
  [stored, asked, told] = [first, [], []];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that starts on this workstation. */
function start() {
  const ask = async (sql: string, [after]: readonly unknown[] = []): Promise<never[]> => {
    asked.push(sql);
    const rows = sql.includes('api.head') ? stored.slice(-1) : linksAfter(Number(after));
    return rows as never[];
  };
  return new Witness(file, keeper.publicKey, { ask, tell: (continued) => told.push(continued) });
}

function linksAfter(after: number): Link[] {
  const page = stored.slice(after, after + 5_000);
  return page.map(({ seq, prev, payload, signature }) => ({
    ...{ seq, prev, digest: sha256(payload) },
    signature: seq === page.at(-1)?.seq ? signature : null,
  }));
}

const seen = () => (JSON.parse(readFileSync(file, 'utf8')) as { seq: number }).seq;
const notContinued = { failure: { code: 'ledger-not-continued' } };

/** Has seen all eight entries; then the program was closed. */
async function hasSeen(): Promise<void> {
  await start().look();
  expect(seen()).toBe(8);
}

describe('INV-50 a workstation that has seen the ledger', () => {
  it('INV-50 goes on with one that grew', async () => {
    await hasSeen();
    stored = ledger(12, 'next day', first);
    await start().look();
    expect(seen()).toBe(12);
    expect(told).toEqual([true, true]);
  });

  it('INV-50 goes on after an absence of thousands of entries', async () => {
    await hasSeen();
    stored = ledger(10_050, 'year', first);
    await start().look();
    expect(seen()).toBe(10_050);
  });

  it.each<[string, () => SealedEntry[]]>([
    ['that ends earlier', () => first.slice(0, 6)],
    ['that ends earlier and grew again to the same length', () => ledger(8, 'other', first.slice(0, 6))],
    ['that ends earlier and grew further', () => ledger(20, 'other', first.slice(0, 6))],
    ['whose newest entry is another', () => ledger(8, 'other', first.slice(0, 7))],
    ['that was begun anew', () => ledger(20, 'anew')],
    ['that is empty', () => []],
    ['that somebody else went on signing', () => ledger(12, 'forged', first, stranger.privateKey)],
    [
      'that was put together of two histories',
      () => [...first, ...ledger(12, 'other', first.slice(0, 6)).slice(8)],
    ],
    ['with a gap', () => ledger(12, 'next', first).filter(({ seq }) => seq !== 10)],
  ])('INV-50 takes none %s, and does not forget what it saw', async (_what, other) => {
    await hasSeen();
    const before = readFileSync(file, 'utf8');
    stored = other();
    const program = start();
    await expect(program.look()).rejects.toMatchObject(notContinued);
    expect(told.at(-1)).toBe(false);
    for (const newest of stored.slice(-1))
      await expect(program.confirm(newest)).rejects.toMatchObject(notContinued);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('INV-50 goes on by itself once the ledger has again what was seen, with the incident behind it', async () => {
    await hasSeen();
    stored = ledger(20, 'other', first.slice(0, 6));
    const program = start();
    await expect(program.look()).rejects.toMatchObject(notContinued);
    stored = ledger(9, 'incident', first);
    await program.look();
    expect(told.at(-1)).toBe(true);
    expect(seen()).toBe(9);
  });
});

describe('INV-50 a release', () => {
  it('that follows at once on what was seen costs no question', async () => {
    const program = start();
    await program.look();
    stored = ledger(9, 'release', first);
    asked = [];
    const [release] = stored.slice(-1);
    if (release) await program.confirm(release);
    expect(asked).toEqual([]);
    // Written right after, when the key has been let go.
    expect(seen()).toBe(8);
    await new Promise(setImmediate);
    expect(seen()).toBe(9);
  });

  it('behind others is held against the links between, also where a later look was quicker', async () => {
    const program = start();
    await program.look();
    stored = ledger(12, 'others', first);
    const [release, last] = [stored[10], stored[11]];
    if (!release || !last) throw new Error('no entries');
    await program.confirm(release);
    expect(seen()).toBe(12);
    await program.confirm(release);
    expect(seen()).toBe(12);
  });

  it('INV-50 of a branch that the workstation has not seen is refused, although the keeper signed it', async () => {
    const program = start();
    stored = ledger(12, 'others', first);
    await program.look();
    // The database of the branch is asked, or only its answer is slipped in.
    const branch = ledger(11, 'branch', first);
    const [release] = branch.slice(-1);
    if (!release) throw new Error('no entry');
    await expect(program.confirm(release)).rejects.toMatchObject(notContinued);
    stored = branch;
    await expect(program.confirm(release)).rejects.toMatchObject(notContinued);
    expect(seen()).toBe(12);
  });
});

describe('INV-50 a release that bears the next number', () => {
  it('INV-50 and follows on another entry than the one that was seen is held against the ledger, and refused', async () => {
    const program = start();
    await program.look();
    const [next] = ledger(9, 'other', first.slice(0, 6)).slice(-1);
    if (!next) throw new Error('no entry');
    asked = [];
    await expect(program.confirm(next)).rejects.toMatchObject(notContinued);
    expect(asked).not.toEqual([]);
    expect(seen()).toBe(8);
  });
});

describe('a workstation without a memory', () => {
  it('takes what the keeper signed as its first sight, and nothing else', async () => {
    stored = ledger(8, 'forged', [], stranger.privateKey);
    await expect(start().look()).rejects.toMatchObject(notContinued);
    stored = first;
    await start().look();
    expect(seen()).toBe(8);
  });

  it('begins anew where its file was cut', async () => {
    await hasSeen();
    writeFileSync(file, '{"seq":');
    await start().look();
    expect(seen()).toBe(8);
  });
});
