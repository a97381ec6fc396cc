import { randomUUID } from 'node:crypto';
import {
  utimesSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingest } from '../../server/ingest/run.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { openKeystore } from '../../server/keeper/keystore.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { sealEntry, type SealedEntry } from '../../shared/node/ledger.ts';
import { wav } from '../unit/wav-sample.ts';
import { askSealed, done, entriesAfter, headSeq, passTime } from './asking.ts';
import {
  agreedNight,
  beginDestruction,
  confirmationOf,
  dayOf,
  lose,
  night,
  old,
  vouchedFor,
} from './destroying.ts';
import { onlyRead } from './only-read.ts';
import { deputyLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** § 3 ust. 4: after the key the files go, and whatever comes back of them; by signed entries alone. */
type Row = Pick<SealedEntry, 'seq' | 'prev' | 'payload' | 'hash'>;
let office: TestOffice;
let folder: string;
let share: string;
/** When a call began that a test destroys and the next one finds again. */
let dying = new Date(0);
beforeAll(async () => {
  office = await openTestOffice();
  [folder, share] = [join(office.folder, 'exchange'), office.options.share];
  mkdirSync(folder);
});
afterAll(() => office.close());

function put(name: string, startedAt: Date, fill: number): void {
  writeFileSync(join(folder, `${name}.wav`), wav({ data: Buffer.alloc(320, fill) }));
  const facts = {
    ...{ startedAt: startedAt.toISOString(), callGroup: name, caller: null, line: '227', extension: '214' },
    ...{ department: 'Kancelaria', answeredBy: '', answeredLogin: null, direction: 'incoming' },
    ...{ announcement: 'yes', channels: ['mixed'] },
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(facts));
}
/** What the database is made to tell beside the entries of a sound. */
let beside: Omit<Row, 'seq'>[] = [];
/** `meanwhile`: before an original of what was destroyed is looked for; `dies`: before it asks the keeper for anything. */
async function run(meanwhile: () => void = () => undefined, dies = false): Promise<string[]> {
  const said: string[] = [];
  let dead = false;
  const line = await office.as('odsluch_ingest');
  const client = new Proxy(line, {
    get: (target, name): unknown => {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      return (...args: unknown[]): unknown => {
        if (String(args[0]).includes('entries_of_sound')) meanwhile();
        dead ||= dies && String(args[0]).includes('api.submit');
        if (dead) return Promise.reject(new Error('killed'));
        const answer: unknown = Reflect.apply(own, target, args);
        if (!String(args[0]).includes('entries_of_sound')) return answer;
        return Promise.resolve(answer as { rows: object[] }).then(({ rows }) => ({
          rows: [...rows, ...beside],
        }));
      };
    },
  });
  const keys = new KeeperKeys(office.keeperPublicKey);
  const say = (line: string): void => void said.push(line);
  await ingest({ client, keys, signer: office.sender, folder, share, settleMs: 0, remove: false, say });
  return said;
}
const idOf = async (name: string): Promise<string> => {
  const sql = `SELECT r.id FROM office.recording r WHERE call_group = $1`;
  return (await office.superuser.query<{ id: string }>(sql, [name])).rows[0]?.id ?? '';
};
const onShare = (): string[] =>
  readdirSync(share, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?!txt)\w+$/.test(name));
const removedAfter = async (seq: number) =>
  (await entriesAfter(office, seq)).flatMap(({ kind, payload }) =>
    kind === 'removed' ? [{ files: payload['files'], again: payload['again'] }] : [],
  );

it('INV-65 files and original of a destroyed recording go, and again when they come back; never of what a row alone calls destroyed', async () => {
  const start = new Date(old(office).getTime() + 432);
  put('old', start, 1);
  put('young', new Date(Date.now() - 86_400_000), 2);
  for (const fill of [11, 12, 13, 14]) put(`kept ${fill}`, new Date(Date.now() - 86_400_000), fill);
  await run();
  const [gone, kept] = [await idOf('old'), await idOf('young')];
  const [sound, ...others] = onShare().filter((name) => name.includes(gone));
  expect([sound, ...others]).toHaveLength(2);
  const copy = readFileSync(join(share, sound ?? ''));
  await beginDestruction(office);
  expect(await agreedNight(office)).toBeNull();
  await vouchedFor(office);
  // SECURITY: the catalogue's word.
  await office.superuser.query(`UPDATE office.recording SET state = 'destroyed' WHERE id = $1`, [kept]);
  const before = await headSeq(office);

  // A share that is away has no file of a destroyed recording either, and nothing is claimed of it.
  renameSync(share, `${share} away`);
  mkdirSync(share);
  await expect(run()).rejects.toThrow('czy zasób jest podłączony');
  expect(await removedAfter(before)).toEqual([]);
  rmSync(share, { recursive: true });
  renameSync(`${share} away`, share);
  put('old', start, 1);

  // What cannot be deleted is said, and holds nothing up; that the files are gone is entered once they are.
  const stuck = join(share, dirname(sound ?? ''), `${gone}.play`);
  mkdirSync(stuck);
  put('new', new Date(Date.now() - 86_400_000), 3);
  expect(await run()).toContainEqual(expect.stringMatching(/\.play \(wpis nr \d+\) nie można usunąć/));
  expect(await idOf('new')).not.toBe('');
  expect(onShare().filter((name) => name.includes(gone))).toEqual([relative(share, stuck)]);
  expect(await removedAfter(before)).toEqual([]);
  rmSync(stuck, { recursive: true });
  // An original that cannot be deleted is said and holds nothing up: this one changes under the hands of the run.
  put('old', start, 1);
  let touched = 0;
  const changes = () => utimesSync(join(folder, 'old.wav'), 0, (touched += 1));
  expect(await run(changes)).toContainEqual(
    expect.stringMatching(/^Pozostał oryginał zniszczonego nagrania/),
  );
  expect(await removedAfter(before)).toEqual([{ files: 0, again: false }]);
  put('old', start, 1);
  // A file where a month has its folder is in nobody's way.
  writeFileSync(join(share, '2026.txt'), '');
  writeFileSync(join(share, '1999'), '');

  expect(await run()).toContainEqual(
    expect.stringMatching(/^Usunięto oryginał zniszczonego nagrania \(wpis nr \d+\)\.$/),
  );
  expect(onShare().filter((name) => name.includes(gone))).toEqual([]);
  expect(onShare().filter((name) => name.includes(kept))).toHaveLength(2);
  expect(existsSync(join(folder, 'old.wav'))).toBe(false);
  expect(existsSync(join(folder, 'young.wav'))).toBe(true);
  expect((await removedAfter(before)).slice(1)).toEqual([{ files: 1, again: true }]);
  await office.superuser.query(`UPDATE office.recording SET state = 'available' WHERE id = $1`, [kept]);

  const later = await headSeq(office);
  await run();
  expect(await removedAfter(later)).toEqual([]);
  writeFileSync(join(share, sound ?? ''), copy);
  // The name of a file tells of no part of a second.
  put('another name', new Date(start.getTime() - 432), 1);
  await run();
  expect(onShare().filter((name) => name.includes(gone))).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.startsWith('another'))).toEqual([]);
  expect(await removedAfter(later)).toEqual([{ files: 2, again: true }]);
  // Silence sounds like silence: another call is no copy of what was destroyed.
  put('alike', new Date(Date.now() - 86_400_000), 1);
  await run();
  expect(readdirSync(folder, { recursive: true, encoding: 'utf8' })).toContainEqual(
    expect.stringMatching(/alike\.wav$/),
  );
  const { fault } = await verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal },
    keeperKey: office.keeperPublicKey,
  });
  expect(fault).toBeNull();
});

it('INV-65 the original of evidence stays, and what was lost of the same call', async () => {
  const start = old(office);
  put('evidence', start, 21);
  await run();
  const lost = await idOf('evidence');
  await lose(office, [lost]);
  await run();
  const { rows } = await office.superuser.query<{ id: string }>(
    `SELECT id FROM office.recording WHERE call_group = 'evidence' AND state = 'available'`,
  );
  const again = rows[0]?.id ?? '';
  expect(again).not.toBe('');
  await done(
    askSealed(office, secretaryLogin, 'hold', {
      ...{ act: null, recordings: [again], proceedings: 'cywilne', reference: null, order: 'court' },
      ...{ case: 'SEK.1510.9.2026', paper: 'RPW/1840/2026' },
    }),
  );
  expect(await night(office)).toBeNull();
  await vouchedFor(office);
  await run();
  const states = await office.superuser.query<{ id: string; state: string }>(
    `SELECT id, state FROM office.recording WHERE call_group = 'evidence' OR id = $1`,
    [lost],
  );
  expect(Object.fromEntries(states.rows.map(({ id, state }) => [id, state]))).toEqual({
    ...{ [lost]: 'lost', [again]: 'available' },
  });
  expect(existsSync(join(folder, 'evidence.wav'))).toBe(true);
});

it('INV-65 an original goes also of what a row is made to call kept, and of what a run was deleting when it died', async () => {
  // Nights come with calls that have no file; of what is kept most has to be on the share.
  for (let fill = 61; fill < 69; fill += 1) put(`kept ${fill}`, new Date(Date.now() - 86_400_000), fill);
  put('put back', old(office), 51);
  put('half gone', old(office), 52);
  await run();
  const id = await idOf('put back');
  expect(await agreedNight(office)).toBeNull();
  await vouchedFor(office);
  await office.superuser.query(
    `UPDATE office.recording SET state = 'available', destroyed_on = NULL, call_group = 'put back', channels = '{mixed}' WHERE id = $1`,
    [id],
  );
  renameSync(join(folder, 'half gone.wav'), join(folder, 'half gone.wa~'));
  const before = await headSeq(office);
  expect(await run()).toContainEqual(expect.stringMatching(/^Usunięto oryginał zniszczonego nagrania/));
  expect(readdirSync(folder).filter((name) => /^(put back|half gone)\./.test(name))).toEqual([]);
  // Of both the sound and the loudness on the share, and the originals.
  expect(await removedAfter(before)).toEqual([{ files: 6, again: false }]);
  await office.superuser.query(`UPDATE office.recording SET state = 'destroyed' WHERE id = $1`, [id]);
});

it('INV-65 an original goes also of what an entry calls kept that the keeper once signed, and that the ledger does not have', async () => {
  put('left out', old(office), 53);
  await run();
  const id = await idOf('left out');
  expect(await agreedNight(office)).toBeNull();
  await vouchedFor(office);
  const { rows } = await office.superuser.query<Row>(
    `SELECT seq::int, prev, payload, hash FROM office.entry WHERE kind = 'ingest' AND recording = $1`,
    [id],
  );
  const [real] = rows;
  if (real === undefined) throw new Error('it was not taken in');
  const payload = JSON.stringify({ ...(JSON.parse(real.payload) as object), recording: randomUUID() });
  const { signingKey } = openKeystore(office.options.keystore);
  beside = [sealEntry(real.seq, real.prev, payload, signingKey)];
  expect(await run()).toContainEqual(expect.stringMatching(/^Usunięto oryginał zniszczonego nagrania/));
  expect(existsSync(join(folder, 'left out.wav'))).toBe(false);
  beside = [];
});

it('INV-72 of what was erased nothing comes back: neither what was lost of it before, nor its original, though its rows were taken away', async () => {
  const { superuser } = office;
  const original = () => put('asked for', asked, 71);
  const asked = new Date(Date.now() - 86_400_000);
  original();
  await run();
  const lost = await idOf('asked for');
  await lose(office, [lost]);
  await run();
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT id FROM office.recording WHERE call_group = 'asked for' AND state = 'available'`,
  );
  const again = rows[0]?.id ?? '';
  const entered = await done(
    askSealed(office, secretaryLogin, 'restrict', {
      ...{ recordings: [again], right: 'erasure', receivedOn: dayOf(office), effect: 'erase', of: null },
      ...{ told: null, request: '7/2026', decision: 'Wniosek uznano za zasadny.' },
    }),
  );
  await done(askSealed(office, deputyLogin, 'confirm', confirmationOf(entered)));
  await night(office);
  await vouchedFor(office);
  const left = () => [
    ...onShare().filter((name) => name.includes(lost) || name.includes(again)),
    ...readdirSync(folder).filter((name) => name.startsWith('asked for')),
  ];
  await run();
  expect(left()).toEqual([]);
  // SECURITY: whoever owns the tables makes the catalogue forget it, and lays the original there once more.
  await superuser.query('CREATE TEMP TABLE erased AS SELECT * FROM office.recording WHERE id = ANY ($1)', [
    [lost, again],
  ]);
  await superuser.query(`BEGIN; ALTER TABLE office.recording DISABLE TRIGGER keep_vouched;
    DELETE FROM office.recording WHERE id IN (SELECT id FROM erased);
    ALTER TABLE office.recording ENABLE ALWAYS TRIGGER keep_vouched; COMMIT`);
  original();
  expect(await run()).toContainEqual(expect.stringMatching(/^Usunięto oryginał zniszczonego nagrania/));
  expect(left()).toEqual([]);
  expect(await idOf('asked for')).toBe('');
  await superuser.query('INSERT INTO office.recording SELECT * FROM erased');
});

it('INV-65 a run that dies once the files are gone is finished by the next: then it is entered that they are', async () => {
  dying = old(office);
  put('dying', dying, 41);
  await run();
  const id = await idOf('dying');
  expect(onShare().filter((name) => name.includes(id))).toHaveLength(2);
  expect(await agreedNight(office)).toBeNull();
  await vouchedFor(office);
  const before = await headSeq(office);
  await expect(run(undefined, true)).rejects.toThrow('killed');
  expect(onShare().filter((name) => name.includes(id))).toEqual([]);
  expect(existsSync(join(folder, 'dying.wav'))).toBe(false);
  expect(await removedAfter(before)).toEqual([]);
  await run();
  expect(await removedAfter(before)).toEqual([{ files: 0, again: false }]);
});

it('INV-65 an original of it that comes back a year later, where it can only be read, is said by each run and taken in by none', async (context) => {
  passTime(office, 366 * 86_400_000);
  put('dying', dying, 41);
  const giveBack = onlyRead(folder);
  if (giveBack === null) return context.skip('a folder cannot be mounted by this account');
  try {
    for (let runs = 0; runs < 2; runs += 1) {
      const before = await headSeq(office);
      expect(await run()).toContainEqual(
        expect.stringMatching(/^Pozostał oryginał zniszczonego nagrania \(wpis nr \d+\): .*\(EROFS\)/),
      );
      expect(await removedAfter(before)).toEqual([]);
    }
  } finally {
    giveBack();
  }
  const before = await headSeq(office);
  expect(await run()).toContainEqual(expect.stringMatching(/^Usunięto oryginał zniszczonego nagrania/));
  expect(readdirSync(folder).filter((name) => name.startsWith('dying'))).toEqual([]);
  expect(await removedAfter(before)).toEqual([{ files: 1, again: true }]);
});

it('INV-65 files of what an entry names stay where the ledger does not have that entry, though the keeper signed it', async () => {
  const { superuser, options } = office;
  put('left alone', new Date(Date.now() - 86_400_000), 31);
  await run();
  const kept = await idOf('left alone');
  await vouchedFor(office);
  const { signingKey } = openKeystore(options.keystore);
  await office.stop();
  const newest = async (of: string) =>
    (
      await superuser.query<Row>(
        `SELECT seq::int, prev, payload, hash FROM office.entry ${of} ORDER BY seq DESC LIMIT 1`,
      )
    ).rows[0];
  const [head, real] = [await newest(''), await newest(`WHERE kind = 'destroyed'`)];
  if (head === undefined || real === undefined) throw new Error('nothing was destroyed');
  const payload = JSON.stringify({ ...(JSON.parse(real.payload) as object), term: [kept], ended: [] });
  await superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
  const enter = (seq: number, { prev, hash, signature }: SealedEntry, text: string) =>
    superuser.query(
      `INSERT INTO office.entry (seq, prev, payload, hash, signature) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (seq) DO UPDATE SET payload = EXCLUDED.payload, hash = EXCLUDED.hash, signature = EXCLUDED.signature`,
      [seq, prev, text, hash, signature],
    );
  const stays = async () => {
    const said = await run();
    expect(onShare().filter((name) => name.includes(kept))).toHaveLength(2);
    return said;
  };
  // After the newest, and in the place of another.
  await enter(head.seq + 1, sealEntry(head.seq + 1, head.hash, payload, signingKey), payload);
  await stays();
  await superuser.query('DELETE FROM office.entry WHERE seq > $1', [head.seq]);
  await enter(real.seq, sealEntry(real.seq, real.prev, payload, signingKey), payload);
  expect(await stays()).toContainEqual(expect.stringContaining('Należy wykonać verify'));
  await superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL');
});
