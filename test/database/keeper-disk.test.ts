import { spawnSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { addPerson, addRecording, answerNow, answerTo, groundOf, headSeq, listen, submit } from './asking.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

/** A small disk of its own; null where this account may mount none. */
function mountDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-disk-'));
  const options = `size=${megabytes}m,mode=0755`;
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (made.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

const journalDisk = mountDisk(1);
const databaseDisk = mountDisk(160);
const pair = generateKeyPair();
const needMount = (context: TestContext): void => {
  if (journalDisk === null || databaseDisk === null)
    context.skip('a small disk cannot be mounted by this account');
};

let office: TestOffice;
let recording: string;
beforeAll(async () => {
  if (journalDisk === null || databaseDisk === null) return;
  office = await openTestOffice({ journal: join(journalDisk, 'journal') }, { within: databaseDisk });
  await addPerson(office, 'anowak');
  recording = (await addRecording(office)).id;
});
afterAll(async () => {
  if (journalDisk !== null && databaseDisk !== null) await office.close();
  for (const disk of [journalDisk, databaseDisk]) {
    if (disk === null) continue;
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

/** Takes all room but `leave` bytes, whatever the server takes meanwhile; returns what gives it back. */
function fill(disk: string, leave: number): () => void {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'w');
  let written = 0;
  try {
    for (;;) written += writeSync(file, Buffer.alloc(1 << 20));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  ftruncateSync(file, written - leave);
  closeSync(file);
  return () => unlinkSync(path);
}

const request = () => ({
  ...{ act: null, recording, ground: groundOf(), host: 'ST-14' },
  publicKey: pair.publicKey.toString('base64'),
});
const said = (words: string) => office.log.filter((line) => line.includes(words)).length;
const journal = () => readFileSync(office.options.journal, 'utf8');

/** Asks to listen until the keeper says that its disk is full; returns the command that it could not answer. */
async function askUntilFull(words: string): Promise<string> {
  const client = await office.as('anowak');
  for (;;) {
    const command = await submit(client, 'listen', request());
    const full = await until('an answer, or a full disk', async () => {
      if (said(words) > 0) return true;
      return (await answerNow(client, command)).state === 'pending' ? null : false;
    });
    if (full) return command;
  }
}

async function faultless(): Promise<void> {
  const { keeperPublicKey: keeperKey, superuser: source } = office;
  const { fault, unjournalled } = await verifyLedger({ source, journal: office.options.journal, keeperKey });
  expect([fault, unjournalled]).toEqual([null, 0]);
}

describe('a full disk', () => {
  it('INV-47 under the journal: no key, no half line, and the keeper goes on by itself once there is room', async (context) => {
    needMount(context);
    const client = await office.as('anowak');
    // Room for a line or two: the next one fits in part.
    const free = fill(journalDisk ?? '', 4096);
    const command = await askUntilFull('the disk of the journal is full');
    expect(await answerNow(client, command)).toMatchObject({ state: 'pending', sealed: null });
    const { rowCount } = await office.superuser.query('SELECT FROM office.release WHERE command = $1', [
      command,
    ]);
    expect(rowCount).toBe(0);
    // The entry stands and is tried again and again; each time the journal ends as it did.
    const lines = journal();
    expect(lines.endsWith('\n')).toBe(true);
    const again = said('the disk of the journal is full') + 2;
    await until('further tries', async () =>
      said('the disk of the journal is full') >= again ? true : null,
    );
    expect(journal()).toBe(lines);
    expect((JSON.parse(lines.trimEnd().split('\n').at(-1) ?? '') as { seq: number }).seq).toBe(
      (await headSeq(office)) - 1,
    );
    free();
    expect(await answerTo(client, command)).toMatchObject({ state: 'undelivered', sealed: null });
    expect((await listen(client, recording)).answer.state).toBe('released');
    await faultless();
  });

  it('INV-47 under the database: no key, no part of an entry, and both go on by themselves once there is room', async (context) => {
    needMount(context);
    const client = await office.as('anowak');
    const free = fill(databaseDisk ?? '', 0);
    const command = await askUntilFull('the disk of the database is full');
    expect(await answerNow(client, command)).toMatchObject({ state: 'pending', sealed: null });
    const { rows } = await office.superuser.query(
      `SELECT (SELECT count(*)::int FROM office.entry WHERE command = $1) AS entries,
              (SELECT count(*)::int FROM office.opening WHERE id = $1) AS openings,
              (SELECT count(*)::int FROM office.release WHERE command = $1) AS releases,
              (SELECT count(*)::int FROM office.entry_text WHERE seq > (SELECT max(seq) FROM office.entry)) AS texts`,
      [command],
    );
    expect(rows).toEqual([{ entries: 0, openings: 0, releases: 0, texts: 0 }]);
    expect(journal()).not.toContain(command);
    await faultless();
    free();
    expect((await answerTo(client, command)).state).toBe('released');
    expect((await listen(client, recording)).answer.state).toBe('released');
    await faultless();
  });
});
