import type { KeyObject } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkedEntries, toldEntry } from '../../electron/paper/entries.ts';
import { protocolQuery } from '../../electron/protocol/queries.ts';
import type { Session } from '../../electron/session/current.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { readSettings, setSettings, type Settings } from '../../electron/settings.ts';
import { openKeystore } from '../../server/keeper/keystore.ts';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { sealEntry, type SealedEntry } from '../../shared/node/ledger.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { verdict } from '../../shared/node/verdict.ts';
import type { FormerKeeperKey } from '../../shared/settings.ts';
import { faultOf, findPython, noPython, runReader } from '../unit/python.ts';
import { ask, done, listen, payloadOf } from './asking.ts';
import { odsluchServer } from './command-line.ts';
import { officeOfFile, proveAs, refusal, root, rowsOf, shortest, who } from './office.ts';
import { dbOf } from './reading.ts';
import { until } from './support.ts';

vi.mock('electron', () => ({ app: { getVersion: () => '9.9.9' } }));
vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/**
 * The ledger key of an office is changed, because somebody has got a copy of it, and the office goes on. The tests are one story, in
 * their order.
 */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});
const command = (args: string[], input = '', file = office.running().serverSettingsFile) =>
  odsluchServer(['--settings', file, ...args], input);
const change = (login: string, env = {}) => {
  const { serverSettingsFile, person } = office.running();
  const args = ['--settings', serverSettingsFile, 'change-ledger-key', '--as', login];
  return odsluchServer(args, `${person(login).password}\n`, env);
};
const pinsIn = (out: string) =>
  JSON.parse(`{${/"keeperPublicKey"[\s\S]*\]/u.exec(out)?.[0]}}`) as typeof pins;

/** A copy of the keystore in other hands. */
let stolen: { folder: string; key: KeyObject };
let former: FormerKeeperKey;
let pins: { keeperPublicKey: string; formerKeeperKeys: FormerKeeperKey[] };
/** Of before the change: an act with its protocol, and the secret of a session. */
let act = '';
let secret = '';

const entries = async (): Promise<SealedEntry[]> =>
  rowsOf(
    await office.superuser(),
    'SELECT seq::int, prev, payload, hash, signature FROM office.entry ORDER BY seq',
  );
const recording = async () => {
  const sql = `SELECT id FROM office.recording WHERE state = 'available'`;
  return (await rowsOf<{ id: string }>(await office.superuser(), sql))[0]?.id ?? '';
};
const appSettings = (): Settings => {
  const read = readSettings(office.running().appSettingsFile);
  if (!read.ok) throw new Error(read.sentence);
  return read.settings;
};
/** A workstation proves a session with the key that its settings pin. */
const signInAtWorkstation = () => {
  const { database, keeperPublicKey } = appSettings();
  const { login, password } = office.running().person(who.listener);
  return proveAtDoor(database, pinnedKeeperKey(keeperPublicKey), { login, password, version: '9.9.9' });
};
/** What the holder of the former key makes in place of, or after, what stands there. */
const forged = (prev: Buffer, seq: number, payload: string): SealedEntry =>
  sealEntry(seq, prev, payload, stolen.key);
/** The server has the pins that the command printed, and its keeper runs. */
const startPinned = async () => {
  const { serverSettingsFile, settings, keeper } = office.running();
  Object.assign(office.running(), { keeperPublicKey: pins.keeperPublicKey });
  Object.assign(settings, pins);
  writeFileSync(serverSettingsFile, JSON.stringify(settings));
  await keeper.start();
};
/** As the owner of the tables writes. */
const overwrite = async (sql: string, values: unknown[]) => {
  const superuser = await office.superuser();
  await superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
  await superuser.query(sql, values);
  await superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL');
};

beforeAll(async () => {
  const listener = await office.as(who.listener);
  const heard = await listen(listener, await recording());
  act = String(payloadOf(heard.answer)['act']);
  const closing = { opening: heard.answer.command, ranges: [], how: 'listener' as const, wrongCall: false };
  await done(ask(listener, 'close', closing));
  await done(ask(listener, 'complete', { act, findings: 'Urzędnik podał termin do piątku.' }));
  ({ secret } = await proveAs(office.running(), who.listener));
  const { keystore } = office.running().settings;
  cpSync(keystore, `${keystore}-copy`, { recursive: true });
  stolen = { folder: `${keystore}-copy`, key: openKeystore(keystore).signingKey };
});

describe('the ledger key of an office', () => {
  it('is changed while no keeper runs, by the Secretary alone', async () => {
    expect((await change(who.secretary)).complaint).toMatch(/^Strażnik działa\./);
    await office.running().keeper.stop();
    expect((await change(who.listener)).complaint).toMatch(/Ta czynność należy do Sekretarza/);
    const before = await entries();
    const { code, out, complaint } = await change(who.secretary);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    pins = pinsIn(out);
    const last = before.at(-1);
    former = {
      ...{ key: office.running().keeperPublicKey, upTo: before.length },
      hash: last?.hash.toString('hex') ?? '',
    };
    expect(pins.formerKeeperKeys).toEqual([former]);
    const [changed, sender] = (await entries()).slice(-2);
    expect(sender?.payload).toContain('"kind":"sender"');
    expect(JSON.parse(changed?.payload ?? '')).toMatchObject({
      ...{ kind: 'keeper', login: who.secretary, command: null, upTo: former.upTo, hash: former.hash },
      publicKey: pins.keeperPublicKey.slice('ed25519:'.length),
    });
    // Whoever did not write it down asks again, and nothing more is entered.
    expect((await change(who.secretary)).out).toBe(out);
    expect((await entries()).length).toBe(before.length + 2);
  });

  it('that is the former one opens no keeper, nor does the new one with settings that do not know of the change', async () => {
    const { serverSettingsFile, settings } = office.running();
    const old = `${serverSettingsFile}-old`;
    writeFileSync(old, JSON.stringify({ ...settings, keystore: stolen.folder }));
    const sentences = [await command(['keeper'], '', old), await command(['keeper'])];
    rmSync(old);
    expect(sentences.map(({ code }) => code)).toEqual([2, 2]);
    expect(sentences[0]?.complaint).toContain(
      `entry ${former.upTo + 1} says that the ledger key was replaced`,
    );
    expect(sentences[1]?.complaint).toContain('its ledger key is not the key of this ledger');
  });

  it('is pinned anew, and the office goes on: no line of before, new sessions', async () => {
    expect(await signInAtWorkstation().catch((error: unknown) => error)).toBeInstanceOf(Error);
    await startPinned();
    const { keeper } = office.running();
    expect(keeper.log()).not.toContain('"exit"');
    expect(await refusal(office.as(who.listener, { password: secret }))).toBe('28P01');
    // A workstation that still has the former pin.
    await expect(signInAtWorkstation()).rejects.toMatchObject({ failure: { code: 'keeper-unpinned' } });
    const file = office.running().appSettingsFile;
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...pins }));
    // What was asked of a keeper that did not run is answered first.
    const superuser = await office.superuser();
    await until('an empty queue', async () => {
      const left = await rowsOf(superuser, 'SELECT FROM office.command');
      return left.length === 0 || null;
    });
    await expect(signInAtWorkstation()).resolves.toMatchObject({ secret: expect.any(String) as string });
    expect((await listen(await office.as(who.listener), await recording())).answer.state).toBe('released');
  });

  it('is followed by verify and by docs/verify.py, across the change', async () => {
    const verified = await command(['verify', '--signatures']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/^ZGODNA/u) as string });
    expect(await readers(await entries())).toEqual([null, null]);
    // Nobody who does not pin the change takes the new key for this office's.
    const alone = { ...pins, formerKeeperKeys: [] };
    expect(await readers(await entries(), alone)).toEqual([
      [1, 'signature'],
      [1, 'signature'],
    ]);
    // Nor a ledger that ends before it: whoever has the former key writes one as he likes.
    expect(await readers((await entries()).slice(0, former.upTo - 1))).toEqual([
      [former.upTo, 'missing'],
      [former.upTo, 'missing'],
    ]);
  });
});

/** What our verification and docs/verify.py find in a ledger: entry and word. */
async function readers(all: readonly SealedEntry[], pinned = pins): Promise<unknown[]> {
  const { serverSettingsFile } = office.running();
  const file = `${serverSettingsFile}-export`;
  await exportLedger(await office.superuser(), file);
  const lines = readFileSync(file, 'utf8').split('\n');
  const text = all.map(({ seq, prev, payload, hash, signature }) => {
    const line = { requestSalt: null, request: null, salt: null, text: null };
    const known = { ...line, ...(JSON.parse(lines[seq - 1] || '{}') as typeof line) };
    const { salt, text: words, requestSalt, request } = known;
    const bytes = { prev: prev.toString('hex'), payload, hash: hash.toString('hex') };
    const signed = { seq, ...bytes, signature: signature.toString('base64') };
    return `${JSON.stringify({ ...signed, salt, text: words, requestSalt, request })}\n`;
  });
  writeFileSync(file, text.join(''));
  const { keeperPublicKey: keeperKey, formerKeeperKeys: formerKeys } = pinned;
  const { fault } = await verifyLedger({ source: { file }, journal: null, keeperKey, formerKeys });
  const python = findPython();
  if (python === null) throw new Error(noPython);
  const keys = formerKeys.flatMap(({ key, upTo, hash }) => ['--former', `${key}:${upTo}:${hash}`]);
  const said = runReader(python, 'verify.py', [file, '--keeper', keeperKey, ...keys]);
  rmSync(file);
  return [fault && [fault.seq, fault.what], said.code === 0 ? null : faultOf(said)];
}

describe('whoever has the former key', () => {
  it('INV-58 signs nothing that counts after the change: program, keeper, verify and docs/verify.py refuse or name it', async () => {
    await office.running().keeper.stop();
    const all = await entries();
    const last = all.at(-1);
    const seq = all.length + 1;
    const released = all.find(({ payload }) => payload.includes('"kind":"completed"'));
    const payload = released?.payload.replace(/"at":"[^"]+"/u, `"at":"${new Date().toISOString()}"`) ?? '';
    const made = forged(last?.hash ?? Buffer.alloc(0), seq, payload);
    const { command: id, login } = JSON.parse(payload) as { command: string; login: string };
    const asked = { id, login, kind: 'complete' as const, body: { act, findings: 'x' } };
    const answer = { ...made, state: 'done', sealed: null };
    expect(verdict(asked, answer, pinnedKeeperKey(pins.keeperPublicKey)).state).toBe('untrusted');
    expect(verdict(asked, answer, pinnedKeeperKey(former.key)).state).toBe('entered');
    const fault = [seq, 'signature'];
    expect(await readers([...all, made])).toEqual([fault, fault]);
    const { prev, hash, signature } = made;
    const other = payload.replace(id, '00000000-0000-4000-8000-000000000000');
    const inserted = forged(last?.hash ?? prev, seq, other);
    await overwrite(
      'INSERT INTO office.entry (seq, prev, payload, hash, signature) VALUES ($1, $2, $3, $4, $5)',
      [seq, inserted.prev, other, inserted.hash, inserted.signature],
    );
    expect(await command(['keeper'])).toMatchObject({
      code: 3,
      complaint: expect.stringContaining(`entry ${seq}: signature`) as string,
    });
    await overwrite('DELETE FROM office.entry WHERE seq = $1', [seq]);
    expect([hash.length, signature.length]).toEqual([32, 64]);
  });

  it('INV-58 makes nothing of before the change another one on paper: it is not in the chain that is pinned', async () => {
    setSettings(appSettings());
    const superuser = await office.superuser();
    const read = async () => {
      await superuser.query(`SET SESSION AUTHORIZATION "${who.listener}"`);
      const query = async (sql: string, values: readonly unknown[] = []) =>
        (await rowsOf<{ seq?: string }>(superuser, sql, [...values])).map((row) =>
          row.seq === undefined ? row : { ...row, seq: Number(row.seq) },
        );
      const db = { ...dbOf(superuser), query } as unknown as Session['db'];
      try {
        const [told] = await rowsOf<{ protocol: { entries: unknown[] } }>(superuser, protocolQuery, [act]);
        return await checkedEntries(
          db,
          (told?.protocol.entries ?? []).map((one) => toldEntry.parse(one)),
        );
      } finally {
        await superuser.query('RESET SESSION AUTHORIZATION');
      }
    };
    const kinds = (await read()).map(({ kind }) => kind);
    expect(kinds).toContain('completed');
    expect(kinds).toContain('ingest');
    const taken = (await entries()).find(({ payload }) => payload.includes('"kind":"ingest"'));
    const { seq = 0, prev = Buffer.alloc(0), payload = '' } = taken ?? {};
    const other = payload.replace(/"durationMs":\d+/u, '"durationMs":1');
    const made = forged(prev, seq, other);
    const update = 'UPDATE office.entry SET payload = $2, hash = $3, signature = $4 WHERE seq = $1';
    await overwrite(update, [seq, other, made.hash, made.signature]);
    await expect(read()).rejects.toMatchObject({
      failure: { code: 'document-entry-false', params: { seq } },
    });
    await overwrite(update, [seq, payload, taken?.hash, taken?.signature]);
  });

  it('INV-58 finds no keeper that takes in more than the one entry that its journal may lack', async () => {
    const { journal } = office.running().settings;
    const whole = readFileSync(journal, 'utf8');
    writeFileSync(journal, `${whole.split('\n').slice(0, -3).join('\n')}\n`);
    const { code, complaint } = await command(['keeper']);
    expect({ code, complaint }).toMatchObject({
      code: 3,
      complaint: expect.stringContaining('more than that one comes after it') as string,
    });
    writeFileSync(journal, whole);
    await office.running().keeper.start();
    expect(await command(['verify'])).toMatchObject({ code: 0 });
  });
});

describe('a change of the key that ends in the middle', () => {
  let before = 0;
  const keyFiles = () =>
    readdirSync(office.running().settings.keystore).filter((name) => /^ledger/u.test(name));
  const nextKey = () => readFileSync(join(office.running().settings.keystore, 'ledger.next.pem'), 'utf8');

  /** Kills a run right before the n-th thing that it writes to a disk; which keys lie there then, and what was entered. */
  async function killedBefore(step: number): Promise<unknown> {
    const hook = pathToFileURL(join(root, 'test/database/kill-before.mjs')).href;
    const env = { NODE_OPTIONS: `--import ${hook}`, ODSLUCH_KILL_BEFORE: String(step) };
    const ended = await change(who.secretary, env);
    expect(ended).toMatchObject({ code: null, complaint: '' });
    const superuser = await office.superuser();
    await until('a lock that was let go', async () => {
      const held = await rowsOf(superuser, "SELECT FROM pg_locks WHERE locktype = 'advisory'");
      return held.length === 0 || null;
    });
    return { keys: keyFiles().length, entered: (await entries()).length - before };
  }
  const refusesToStart = async () => expect(await command(['keeper'])).toMatchObject({ code: 2 });

  it('before its entry stands has done nothing: the keeper goes on with the former key, and the next run makes another', async () => {
    await office.running().keeper.stop();
    before = (await entries()).length;
    // The new key has no name yet; then it has, after what the first run left is overwritten in two steps.
    expect(await killedBefore(3)).toEqual({ keys: 2, entered: 0 });
    expect(await killedBefore(6)).toEqual({ keys: 2, entered: 0 });
    const unused = nextKey();
    await office.running().keeper.start();
    await office.running().keeper.stop();
    before = (await entries()).length;
    expect(await killedBefore(5)).toEqual({ keys: 2, entered: 1 });
    expect(nextKey()).not.toBe(unused);
  });

  it('after that lets no keeper start until the next run has finished it, without a second entry', async () => {
    await refusesToStart();
    // Of the former key nothing is left; ingest has no new one.
    expect(await killedBefore(2)).toEqual({ keys: 1, entered: 1 });
    await refusesToStart();
    // The key of ingest lies there without its entry; with it, but no line of the journal.
    expect(await killedBefore(7)).toEqual({ keys: 1, entered: 1 });
    expect(await killedBefore(5)).toEqual({ keys: 1, entered: 2 });
    await refusesToStart();
    const { code, out } = await change(who.secretary);
    expect(code).toBe(0);
    pins = pinsIn(out);
    expect(pins.formerKeeperKeys).toEqual([former, expect.objectContaining({ upTo: before })]);
    await startPinned();
    expect(
      (await entries()).slice(before).map(({ payload }) => /"kind":"([^"]+)"/u.exec(payload)?.[1]),
    ).toEqual(['keeper', 'sender']);
    expect(await command(['verify', '--signatures'])).toMatchObject({ code: 0 });
    expect(await readers(await entries())).toEqual([null, null]);
  });
});
