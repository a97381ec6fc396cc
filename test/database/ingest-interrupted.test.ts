import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { legalMonth } from '../../shared/warsaw.ts';
import { wav } from '../unit/wav-sample.ts';
import { rowOf } from './asking.ts';
import { enterBackup } from './doctoring.ts';
import { aCall, aSound, catalogued, exchangeOf, hashOf } from './exchange.ts';
import { officeOfFile, root, rowsOf } from './office.ts';
import { until } from './support.ts';

const office = officeOfFile();
const exchange = exchangeOf(office);
let superuser: Client;
beforeAll(async () => {
  superuser = await office.superuser();
});

const commandLine = (): string[] => [
  ...[join(root, 'out/server/odsluch-server.mjs'), '--settings', office.running().serverSettingsFile],
  ...['ingest', exchange.folder(), '--settle', '0'],
];

class Killed extends Error {}

/** A client of the ingest that dies at the first statement that matches, before it or after it was carried out. */
function dyingAt(client: Client, statement: RegExp, when: 'before' | 'after'): Client {
  let dead = false;
  const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
    // Whatever the program still tries to tidy up after its end does not happen either.
    if (dead) throw new Killed();
    const last = statement.test(sql);
    if (last && when === 'before') dead = true;
    if (dead) throw new Killed();
    const done = await client.query(sql, values);
    if (last) dead = true;
    if (dead) throw new Killed();
    return done;
  };
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
  });
}

/** Exactly one recording with this sound, whole, vouched for by one entry, and nothing else on the share than before. */
async function oneWholeRecording(sound: Buffer, shareBefore: readonly string[]): Promise<void> {
  const rows = await catalogued(superuser, sound);
  expect(rows).toMatchObject([{ state: 'available' }]);
  const id = String(rows[0]?.['id']);
  const place = join(legalMonth(rows[0]?.['started_at'] as Date).replace('-', '/'), id);
  expect(exchange.onShare().filter((name) => !shareBefore.includes(name))).toEqual([
    `${place}.peaks`,
    `${place}.rec`,
  ]);
  const entries = await rowsOf<{ kind: string }>(
    superuser,
    "SELECT kind FROM office.entry WHERE payload::jsonb ->> 'recording' = $1",
    [id],
  );
  expect(entries).toEqual([{ kind: 'ingest' }]);
}

/** Runs the real command over the exchange's folder; the signal that ended it, null where it came to its own end. */
async function endOfRun(
  node: readonly string[],
  env: NodeJS.ProcessEnv,
  options: readonly string[] = [],
): Promise<string | null> {
  const child = spawn(process.execPath, [...node, ...commandLine(), ...options], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}

/** A program that was killed holds its lock until the database has noticed its end. */
function lockLetGo(): Promise<true> {
  return until('an ingest without a lock', async () => {
    const held = await rowsOf(
      superuser,
      "SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND usename = 'odsluch_ingest'",
    );
    return held.length === 0 || null;
  });
}

describe('INV-46 an ingest that dies', () => {
  it.each<[string, RegExp, 'before' | 'after']>([
    ['when the sealed files are not entered yet', /INSERT INTO office\.recording/, 'before'],
    ['when the row stands and the files have no names', /INSERT INTO office\.recording/, 'after'],
    ['when the files have their names and nobody was told', /api\.submit/, 'before'],
    ['when the keeper was asked', /api\.submit/, 'after'],
    ['when the keeper has answered', /FROM api\.answer/, 'after'],
  ])('%s is finished by the next run', async (_when, statement, at) => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, statement, at) })).rejects.toThrow(Killed);
    await line.end();
    expect(exchange.files()).toEqual(['a.json', 'a.wav']);
    const next = await exchange.run();
    expect(next.added + next.known).toBe(1);
    await oneWholeRecording(sound, before);
    expect(exchange.files()).toEqual(['a.json', 'a.wav']);
    expect(await exchange.run()).toMatchObject({ added: 0, known: 1 });
  });

  it('is finished in the same run where the keeper began anew between row and question', async () => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const line = await office.asProgram('ingest');
    let restarted = false;
    const restarting = new Proxy(line, {
      get: (target, name) =>
        name === 'query'
          ? async (sql: string, values?: unknown[]): Promise<unknown> => {
              if (!restarted && sql.includes('INSERT INTO office.recording')) {
                restarted = true;
                const done = await target.query(sql, values);
                await office.running().keeper.kill();
                await office.running().keeper.start();
                return done;
              }
              return target.query(sql, values);
            }
          : (Reflect.get(target, name) as unknown),
    });
    expect(await exchange.run({ client: restarting })).toMatchObject({ added: 1, refused: 0 });
    expect(restarted).toBe(true);
    await line.end();
    await oneWholeRecording(sound, before);
  });

  it('after any of its steps on disk leaves no sound outside the exchange, and is finished by the next run', async () => {
    const { share } = office.running();
    for (let step = 1; ; step += 1) {
      const sound = aSound();
      exchange.put('a.wav', sound, aCall());
      const before = exchange.onShare();
      const signal = await endOfRun(['--import', join(root, 'test/database/kill-after.mjs')], {
        ODSLUCH_KILL_AFTER: String(step),
      });
      const holdsSound = (name: string) => readFileSync(join(share, name)).includes(sound.subarray(100, 164));
      expect(exchange.onShare().filter(holdsSound), `step ${step}`).toEqual([]);
      if (signal === null) {
        expect(step).toBeGreaterThan(10);
        break;
      }
      await lockLetGo();
      await exchange.run();
      await oneWholeRecording(sound, before);
      expect(exchange.files()).toEqual(['a.json', 'a.wav']);
    }
  });

  it('while it removes a source leaves neither its sound nor its description, which has the caller’s number, once the next run is over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'odsluch-backup-'));
    const backup = {
      ...{ data: join(folder, 'data'), keys: join(folder, 'keys'), passwords: folder, keepDays: 30 },
      key: join(folder, 'backup.key'),
    };
    // As many as there are steps, and more.
    const sources = Array.from({ length: 40 }, (_, n) => ({
      ...{ name: `a${n}.wav`, sound: aSound(), call: aCall() },
    }));
    const put = ({ name, sound, call }: (typeof sources)[number]) => exchange.put(name, sound, call);
    sources.forEach(put);
    expect(await exchange.run()).toMatchObject({ added: sources.length });
    for (const name of exchange.files()) rmSync(join(exchange.folder(), name));
    const whole = exchange.onShare();
    await enterBackup(office.running(), backup);
    await until('a pulse over the newest entry', async () => {
      const over = await rowsOf(
        superuser,
        'SELECT FROM office.pulse WHERE seq >= (SELECT max(seq) FROM office.entry)',
      );
      return over.length > 0 || null;
    });
    let signal: string | null = 'SIGKILL';
    for (const [place, source] of sources.entries()) {
      put(source);
      signal = await endOfRun(
        ['--import', join(root, 'test/database/kill-after.mjs')],
        { ODSLUCH_KILL_AFTER: String(place + 1) },
        ['--remove'],
      );
      if (signal !== null) {
        await lockLetGo();
        await exchange.run({ remove: true });
      }
      expect(exchange.files(), `step ${place + 1}`).toEqual([]);
      expect(exchange.onShare(), `step ${place + 1}`).toEqual(whole);
      if (signal !== null) continue;
      expect(place).toBeGreaterThan(10);
      break;
    }
    expect(signal, 'a run that comes to its end').toBeNull();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, RegExp, 'before' | 'after', 0 | 1]>([
    ['is finished', /api\.submit/, 'before', 1],
    ['of which only the row came about is taken back', /INSERT INTO office\.recording/, 'after', 0],
  ])('%s also where the exchange has cleared its folder since', async (_what, statement, at, left) => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, statement, at) })).rejects.toThrow(Killed);
    await line.end();
    for (const name of exchange.files()) rmSync(join(exchange.folder(), name));
    expect(await exchange.run()).toMatchObject({ added: 0, known: 0 });
    if (left === 1) return oneWholeRecording(sound, before);
    expect(await catalogued(superuser, sound)).toEqual([]);
    expect(exchange.onShare()).toEqual(before);
  });

  it.each([
    ['the row', false],
    ['the row and our word on it', true],
  ])('is not finished, and said, where somebody changed %s meanwhile', async (_what, both) => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, /api\.submit/, 'before') })).rejects.toThrow(Killed);
    await line.end();
    for (const name of exchange.files()) rmSync(join(exchange.folder(), name));
    const where = [hashOf(sound)];
    const change = (what: string, ...values: unknown[]) =>
      superuser.query(`UPDATE office.recording SET ${what} WHERE plain_sha256 = $1`, [...where, ...values]);
    await change(`caller = '+48601000000'`);
    const [{ id } = {}] = await catalogued(superuser, sound);
    const { digest } = await rowOf({ superuser }, String(id));
    if (both) await change(`pledge = $2::bytea || substr(pledge, 33)`, Buffer.from(digest, 'hex'));
    const next = await exchange.run();
    expect(next.said).toEqual([expect.stringMatching(/row-changed.*powiadomić Sekretarza/) as string]);
    expect(await catalogued(superuser, sound)).toMatchObject([{ state: 'pending' }]);
    await superuser.query('DELETE FROM office.recording WHERE plain_sha256 = $1', where);
  });

  it('does not ask a second time while the keeper still has its first question', async () => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const { keeper } = office.running();
    await keeper.stop();
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, /api\.submit/, 'after') })).rejects.toThrow(Killed);
    await line.end();
    const next = exchange.run();
    await keeper.start();
    // Its door key is another by now: what was asked is refused, and the source is read once more.
    expect(await next).toMatchObject({ added: 1, known: 0 });
    await oneWholeRecording(sound, before);
  });

  it('by the power that goes while it seals is finished by the next run', async () => {
    const sound = wav({ data: Buffer.alloc(96 * 1024 * 1024, 3) });
    exchange.put('big.wav', sound, aCall());
    const before = exchange.onShare();
    const child = spawn(process.execPath, commandLine(), { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!exchange.onShare().some((name) => name.endsWith('.part'))) await new Promise(setImmediate);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    expect(exchange.onShare().some((name) => name.endsWith('.part'))).toBe(true);
    expect(await exchange.run()).toMatchObject({ added: 1 });
    await oneWholeRecording(sound, before);
  });

  it('leaves what others put on the share alone', async () => {
    const { share } = office.running();
    mkdirSync(join(share, '2020/01'), { recursive: true });
    writeFileSync(join(share, '2020/01/notes.part'), '');
    writeFileSync(join(share, '2020/notes.rec.part'), '');
    await exchange.run();
    expect(exchange.onShare()).toEqual(expect.arrayContaining(['2020/01/notes.part', '2020/notes.rec.part']));
  });
});
