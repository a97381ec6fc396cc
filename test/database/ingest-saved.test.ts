import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest, type IngestResult } from '../../server/ingest/run.ts';
import { openKeystore } from '../../server/keeper/keystore.ts';
import { markName } from '../../server/share-mark.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { sealEntry, type SealedEntry } from '../../shared/node/ledger.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { wav } from '../unit/wav-sample.ts';
import { allowBackups, enterBackup, lose, loseSince, vouchedFor } from './destroying.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** Sources stay until a backup has the keys of their recordings: till then they may be the only other way to what was said. */
let office: TestOffice;
let [folder, share] = ['', ''];
beforeAll(async () => {
  office = await openTestOffice();
  [folder, share] = [join(office.folder, 'exchange'), office.options.share];
  mkdirSync(folder);
  await allowBackups(office);
});
afterAll(() => office.close());

const yesterday = new Date(Date.now() - 86_400_000);
function put(name: string, fill: number, startedAt = yesterday): void {
  writeFileSync(join(folder, `${name}.wav`), wav({ data: Buffer.alloc(320, fill) }));
  const callGroup = name.slice(0, 100);
  const facts = { startedAt: startedAt.toISOString(), callGroup, caller: null, direction: 'incoming' };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(facts));
}
type Run = IngestResult & { said: string[] };
async function run({ remove = true, meanwhile = (): void => undefined } = {}): Promise<Run> {
  const said: string[] = [];
  const line = await office.as('odsluch_ingest');
  const client = new Proxy(line, {
    get: (target, name): unknown => {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      return (...args: unknown[]): unknown => {
        if (String(args[0]).includes('saved_sound')) meanwhile();
        return Reflect.apply(own, target, args);
      };
    },
  });
  const place = {
    client,
    keys: new KeeperKeys(office.keeperPublicKey),
    signer: office.sender,
    folder,
    share,
  };
  const result = await ingest({ ...place, settleMs: 0, remove, say: (line) => void said.push(line) });
  return { ...result, said };
}
const idOf = async (name: string): Promise<string> => {
  const sql = 'SELECT id FROM office.recording WHERE call_group = $1';
  return (await office.superuser.query<{ id: string }>(sql, [name])).rows[0]?.id ?? '';
};
const there = (name: string): string[] => readdirSync(folder).filter((one) => one.startsWith(`${name}.`));
const both = (name: string): string[] => [`${name}.json`, `${name}.wav`];
/** A backup of this moment, which ingest may go by. */
async function backedUp(): Promise<void> {
  await enterBackup(office);
  await vouchedFor(office);
}

describe('§ 3 ust. 4: with --remove a source goes', () => {
  it('by a run after a backup that began after its entry, with its description, and not before', async () => {
    put('a', 1);
    const before = new Date(Date.now() + office.shift.own);
    expect(await run()).toMatchObject({ added: 1, removed: 0 });
    expect(await run()).toMatchObject({ known: 1, removed: 0 });
    // It was tried after the entry, and may have been made without the key.
    await enterBackup(office, { startedAt: before.toISOString() });
    await vouchedFor(office);
    expect(await run()).toMatchObject({ known: 1, removed: 0 });
    expect(there('a')).toEqual(both('a'));

    await backedUp();
    expect(await run({ remove: false })).toMatchObject({ known: 1, removed: 0 });
    expect(there('a')).toEqual(both('a'));
    put('b', 2);
    expect(await run()).toMatchObject({ added: 1, known: 1, removed: 1 });
    expect([...there('a'), ...there('b')]).toEqual(both('b'));
  });

  it('only where its recording lies whole on the share, and which does not is said: nobody may have its source for long', async () => {
    put('away', 3);
    await run();
    await backedUp();
    const id = await idOf('away');
    const path = join(share, legalMonth(yesterday).replace('-', '/'), `${id}.rec`);
    renameSync(path, `${path}.aside`);
    const { said, ...result } = await run();
    expect(result).toMatchObject({ known: 2, removed: 1, unsaved: { backup: 0, share: 1, lost: 0 } });
    expect(said).toEqual([
      expect.stringMatching(`^Pozostał plik źródłowy nagrania ${id}: na zasobie nie ma`) as string,
    ]);
    expect(there('away')).toEqual(both('away'));
    renameSync(`${path}.aside`, path);
    expect(await run()).toMatchObject({ known: 1, removed: 1 });
  });

  it('INV-75 not while the share is away: an empty mount point takes nothing in, and no source goes', async () => {
    put('before', 61);
    await run();
    await backedUp();
    renameSync(share, `${share} away`);
    mkdirSync(share);
    put('meanwhile', 62);
    expect(await run().catch((error: unknown) => String(error))).toMatch(/nie ma znaku/);
    expect([...there('before'), ...there('meanwhile')]).toEqual([...both('before'), ...both('meanwhile')]);
    expect(readdirSync(share)).toEqual([]);

    rmdirSync(share);
    renameSync(`${share} away`, share);
    const mark = join(share, markName);
    renameSync(mark, `${mark}.own`);
    const others: [string, RegExp, () => void][] = [
      ['another office’s', /ma inny znak/, () => writeFileSync(mark, randomUUID())],
      ['a link to the mark', /nie jest znakiem/, () => symlinkSync(`${mark}.own`, mark)],
      ['an empty file', /nie jest znakiem/, () => writeFileSync(mark, '')],
      ['a folder', /nie jest znakiem/, () => mkdirSync(mark)],
    ];
    for (const [what, sentence, lay] of others) {
      lay();
      expect([what, await run().catch((error: unknown) => String(error))]).toEqual([
        what,
        expect.stringMatching(sentence),
      ]);
      rmSync(mark, { recursive: true });
    }
    expect(there('before')).toEqual(both('before'));
    renameSync(`${mark}.own`, mark);
    expect(await run()).toMatchObject({ added: 1, known: 1, removed: 1 });
  });

  it.each(['wav', 'json'])('never what was written to while it was read: %s', async (ending) => {
    put(`hot ${ending}`, ending === 'wav' ? 43 : 44);
    await run();
    await backedUp();
    const written = ending === 'wav' ? wav({ data: Buffer.alloc(320, 50) }) : '{}';
    const meanwhile = () => writeFileSync(join(folder, `hot ${ending}.${ending}`), written);
    const { said } = await run({ meanwhile });
    // An exchange puts the caller's number into names of files.
    expect(said).toContainEqual(expect.stringMatching(/^Pozostał plik źródłowy nagrania [-0-9a-f]{36}: /));
    expect(said.join()).not.toContain('hot');
    expect(there(`hot ${ending}`)).toEqual(both(`hot ${ending}`));
  });

  it('also where its name, or that of its description, is as long as a name may be', async () => {
    const name = 'd'.repeat(250);
    put(name, 8);
    await run();
    await backedUp();
    await run();
    expect(readdirSync(folder).filter((one) => one.startsWith(name))).toEqual([]);
  });

  it('never on the word of a row: another call that sounds alike', async () => {
    put('silence', 5);
    await run();
    await backedUp();
    put('other call', 5, new Date(yesterday.getTime() - 3_600_000));
    await office.superuser.query(
      `UPDATE office.recording SET call_group = 'other call', started_at = started_at - interval '1 hour' WHERE call_group = 'silence'`,
    );
    await run();
    expect(there('other call')).toEqual(both('other call'));
  });

  it('INV-65 never of what the ledger says was lost, whatever its row says', async () => {
    put('lost', 7);
    await run();
    const id = await idOf('lost');
    await lose(office, [id]);
    await backedUp();
    const called = (state: string) =>
      office.superuser.query('UPDATE office.recording SET state = $2 WHERE id = $1', [id, state]);
    await called('available');
    const { said, unsaved } = await run();
    expect([unsaved.lost, there('lost')]).toEqual([1, both('lost')]);
    expect(said).toContainEqual(expect.stringMatching(`nagrania ${id}: według księgi`));
    // The source is what it can be taken in from again.
    await called('lost');
    expect(await run()).toMatchObject({ added: 1 });
  });

  it('INV-65 never of what went with a database that was put back, from which entry to which the ledger says', async () => {
    put('went', 9);
    await run();
    const id = await idOf('went');
    await loseSince(office, id);
    await backedUp();
    const { said, unsaved } = await run();
    expect([unsaved.lost, there('went')]).toEqual([1, both('went')]);
    expect(said).toContainEqual(expect.stringMatching(`nagrania ${id}: według księgi`));
  });

  it('never by a backup that the keeper signed and the ledger does not have', async () => {
    put('forged', 6);
    await run();
    const { signingKey } = openKeystore(office.options.keystore);
    await office.stop();
    const { superuser } = office;
    const { rows } = await superuser.query<Pick<SealedEntry, 'seq' | 'hash'> & { payload: string }>(
      `SELECT seq::int, hash, (SELECT payload FROM office.entry WHERE kind = 'backup' ORDER BY seq DESC LIMIT 1) AS payload
         FROM office.entry ORDER BY seq DESC LIMIT 1`,
    );
    const [head] = rows;
    if (head === undefined) throw new Error('no entry');
    const startedAt = new Date(Date.now() + office.shift.own + 60_000).toISOString();
    const payload = JSON.stringify({
      ...(JSON.parse(head.payload) as object),
      startedAt,
      command: randomUUID(),
    });
    const { prev, hash, signature } = sealEntry(head.seq + 1, head.hash, payload, signingKey);
    await superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
    await superuser.query(
      'INSERT INTO office.entry (seq, prev, payload, hash, signature) VALUES ($1, $2, $3, $4, $5)',
      [head.seq + 1, prev, payload, hash, signature],
    );
    await run();
    expect(there('forged')).toEqual(both('forged'));
  });
});
