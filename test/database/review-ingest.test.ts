import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingest, type IngestResult } from '../../server/ingest/run.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { chunk, wav } from '../unit/wav-sample.ts';
import { openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
let share: string;
/** What the exchange writes into; a new one for each test. */
let folder: string;
beforeAll(async () => {
  office = await openTestOffice();
  ({ share } = office.options);
});
beforeEach(async () => {
  folder = await mkdtemp(join(office.folder, 'exchange-'));
});
afterAll(() => office.close());

const anHourAgo = (): Date => new Date(Date.now() - 3_600_000);

/** A call as an exchange leaves it: its sound and its description. */
function put(name: string, sound: Buffer, startedAt = anHourAgo()): void {
  writeFileSync(join(folder, `${name}.wav`), sound);
  const facts = { startedAt: startedAt.toISOString(), callGroup: name, caller: null, direction: 'incoming' };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(facts));
}

/** A sound that no other call has. */
let sounds = 0;
function sound(after?: Buffer): Buffer {
  sounds += 1;
  return wav({ data: Buffer.alloc(320, sounds), ...(after === undefined ? {} : { after }) });
}

async function run(): Promise<IngestResult> {
  const client = await office.as('odsluch_ingest');
  const keys = new KeeperKeys(office.keeperPublicKey);
  const place = { client, keys, signer: office.sender, folder, share };
  return ingest({ ...place, settleMs: 0, remove: false, say: () => undefined });
}

const filesOf = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .sort();
const statesOf = async (name: string): Promise<string[]> => {
  const { rows } = await office.superuser.query<{ state: string }>(
    'SELECT state FROM office.recording WHERE call_group = $1',
    [name],
  );
  return rows.map(({ state }) => state);
};

describe('a folder of calls', () => {
  it('is read to its end although one file turns out bad only as it passes', async () => {
    put('a-good', sound());
    // Its header is in order; behind the samples lies a second sound, which nobody would have measured.
    put('b-bad', sound(chunk('data', Buffer.alloc(320))));
    put('c-good', sound());
    expect(await run()).toMatchObject({ added: 2, quarantined: 1 });
    expect(filesOf(join(folder, 'quarantine'))).toEqual(['b-bad.json', 'b-bad.wav', 'b-bad.wav.reason.txt']);
    expect(readFileSync(join(folder, 'quarantine/b-bad.wav.reason.txt'), 'utf8')).toMatch(/WAV/);
    expect(filesOf(share).flatMap((name) => /\.(rec|peaks)$/.exec(name)?.[1] ?? [])).toEqual([
      'peaks',
      'rec',
      'peaks',
      'rec',
    ]);
    expect(await run()).toMatchObject({ added: 0, known: 2, quarantined: 0 });
  });

  it('is read to its end although one call bears a date to come', async () => {
    put('a-late', sound(), new Date(Date.now() + 40 * 86_400_000));
    put('b-good', sound());
    expect(await run()).toMatchObject({ added: 1, quarantined: 1 });
  });
});

describe('a call that the keeper does not vouch for', () => {
  /** The keeper without room for the keys of this day. */
  async function withoutRoom(work: () => Promise<void>): Promise<void> {
    const day = join(office.options.keystore, legalDay(anHourAgo()));
    renameSync(day, `${day}-aside`);
    writeFileSync(day, '');
    await work();
    rmSync(day);
    renameSync(`${day}-aside`, day);
  }

  it('keeps its source, is told each time, leaves nothing on the share, and is taken in once it can be', async () => {
    put('a-first', sound());
    await run();
    put('b-refused', sound());
    const before = filesOf(share);
    await withoutRoom(async () => {
      for (const _again of [1, 2]) {
        expect(await run()).toMatchObject({ added: 0, refused: 1 });
        expect(existsSync(join(folder, 'b-refused.wav'))).toBe(true);
        expect(await statesOf('b-refused')).toEqual([]);
        expect(filesOf(share)).toEqual(before);
      }
    });
    expect(await run()).toMatchObject({ added: 1, refused: 0 });
    expect(await statesOf('b-refused')).toEqual(['available']);
    expect(filesOf(folder)).toContain('b-refused.wav');
  });

  it('is told and keeps its source where the keeper has it already and its row says otherwise', async () => {
    put('c-first', sound());
    await run();
    await office.superuser.query(
      `UPDATE office.recording SET state = 'pending' WHERE call_group = 'c-first'`,
    );
    // SECURITY: a second id of a call that is kept would not follow what is held, restricted or erased of it.
    expect(await run()).toMatchObject({ added: 0, known: 0, refused: 1 });
    expect(await statesOf('c-first')).toEqual([]);
    expect(filesOf(folder)).toContain('c-first.wav');
  });
});
