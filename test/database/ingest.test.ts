import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lastSunday } from '../../build/office/calls/warsaw.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { unsealBuffer } from '../unit/sealed-sample.ts';
import { keyOf, listen } from './asking.ts';
import { aCall, aSound, catalogued, exchangeOf, freePbxName, hashOf } from './exchange.ts';
import { officeOfFile, rowsOf, who } from './office.ts';
import type { Client } from 'pg';

const office = officeOfFile();
const exchange = exchangeOf(office);
let superuser: Client;
beforeAll(async () => {
  superuser = await office.superuser();
});

const entriesOf = (recording: unknown) =>
  rowsOf<{ payload: string }>(
    superuser,
    "SELECT payload FROM office.entry WHERE kind = 'ingest' AND payload::jsonb ->> 'recording' = $1",
    [recording],
  );

describe('a call with its description', () => {
  it('becomes a sealed file, a row of the catalogue and an entry that vouches for both', async () => {
    const sound = aSound({ channels: 2 });
    const startedAt = new Date(Date.now() - 3 * 86_400_000);
    exchange.put('rozmowa.wav', sound, {
      ...{ startedAt: startedAt.toISOString(), callGroup: '1794987152.4226', caller: '601 224 417' },
      ...{ line: '227017500', extension: '214', department: 'Kancelaria Ogólna', answeredBy: 'Barbara Zych' },
      ...{ answeredLogin: 'barbara.zych', direction: 'incoming', announcement: 'yes' },
      channels: ['caller', 'office'],
    });
    expect(await exchange.run()).toMatchObject({
      added: 1,
      known: 0,
      quarantined: 0,
      refused: 0,
      waiting: 0,
    });

    const [row] = await catalogued(superuser, sound);
    expect(row).toMatchObject({
      ...{ state: 'available', started_at: startedAt, call_group: '1794987152.4226', caller: '+48601224417' },
      ...{
        line: '227017500',
        extension: '214',
        department: 'Kancelaria Ogólna',
        answered_by: 'Barbara Zych',
      },
      ...{ answered_login: 'barbara.zych', announcement: 'yes', channels: ['caller', 'office'] },
      ...{ duration_ms: 50, plain_bytes: String(sound.length), sealed: null },
    });
    const place = join(office.running().share, legalMonth(startedAt).replace('-', '/'), String(row?.['id']));
    const [sealed, peaks] = [readFileSync(`${place}.rec`), readFileSync(`${place}.peaks`)];
    expect(row).toMatchObject({ cipher_bytes: String(sealed.length), cipher_sha256: hashOf(sealed) });
    expect(row).toMatchObject({ peaks_bytes: String(peaks.length), peaks_sha256: hashOf(peaks) });
    expect(sealed.includes(sound.subarray(100, 140))).toBe(false);

    const [entry] = await entriesOf(row?.['id']);
    expect(JSON.parse(entry?.payload ?? '{}')).toMatchObject({
      ...{ recording: row?.['id'], plainSha256: hashOf(sound).toString('hex'), plainBytes: sound.length },
      cipherSha256: hashOf(sealed).toString('hex'),
    });
    expect(entry?.payload).not.toMatch(/601224417|Zych/);
  });

  it('opens again, byte for byte, with the key that a listener is given', async () => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    await exchange.run();
    const [row] = await catalogued(superuser, sound);
    const recording = String(row?.['id']);
    const key = await keyOf(await listen(await office.as(who.listener), recording));
    const month = legalMonth(row?.['started_at'] as Date).replace('-', '/');
    const sealed = readFileSync(join(office.running().share, month, `${recording}.rec`));
    expect((await unsealBuffer(sealed, { recording, key })).equals(sound)).toBe(true);
  });

  it('of one channel is mixed, of two is unknown, where nothing says more', async () => {
    const [mono, stereo] = [aSound(), aSound({ channels: 2 })];
    exchange.put('a.wav', mono, aCall());
    exchange.put('b.wav', stereo, aCall({ caller: null }));
    await exchange.run();
    expect(await catalogued(superuser, mono)).toMatchObject([{ channels: ['mixed'] }]);
    expect(await catalogued(superuser, stereo)).toMatchObject([
      { channels: ['unknown', 'unknown'], caller: null },
    ]);
  });
});

describe('a call with a FreePBX name', () => {
  it('of 02:30 in the night when clocks go back is the earlier or the later one by its epoch', async () => {
    const day = lastSunday(new Date().getUTCFullYear() - 1, 10);
    const local = `${day.replaceAll('-', '')}-023000`;
    const [summer, winter] = [Date.parse(`${day}T00:30:00Z`), Date.parse(`${day}T01:30:00Z`)];
    const [first, second] = [aSound(), aSound()];
    exchange.put(freePbxName(local, summer / 1000 - 4), first);
    exchange.put(freePbxName(local, winter / 1000 - 4), second);
    expect(await exchange.run()).toMatchObject({ added: 2 });
    expect(await catalogued(superuser, first)).toMatchObject([{ started_at: new Date(summer) }]);
    expect(await catalogued(superuser, second)).toMatchObject([
      {
        ...{ started_at: new Date(winter), caller: '+48601224417', line: '227017500', state: 'available' },
        ...{
          call_group: `${winter / 1000 - 4}.4177`,
          extension: '',
          answered_login: null,
          announcement: 'unknown',
        },
      },
    ]);
  });
});

describe('a second run', () => {
  it('adds nothing: no file, no row, no entry', async () => {
    const [sound, call] = [aSound(), aCall()];
    exchange.put('a.wav', sound, call);
    exchange.put('a-copy.wav', sound, call);
    expect(await exchange.run()).toMatchObject({ added: 1, known: 1 });
    const [before] = await catalogued(superuser, sound);
    const files = exchange.onShare();
    expect(await exchange.run()).toMatchObject({ added: 0, known: 2 });
    expect(await catalogued(superuser, sound)).toEqual([before]);
    expect(exchange.onShare()).toEqual(files);
    expect(await entriesOf(before?.['id'])).toHaveLength(1);
  });

  it('leaves what is no sound where it lies', async () => {
    exchange.put('bad.wav', Buffer.from('no sound'), aCall());
    exchange.put('notes.txt', Buffer.from('nothing of ours'));
    await exchange.run({ remove: true });
    expect(exchange.files()).toEqual([
      ...['notes.txt', 'quarantine/bad.json', 'quarantine/bad.wav', 'quarantine/bad.wav.reason.txt'],
    ]);
  });
});

describe('the same sound under another description', () => {
  it.each<[string, object]>([
    ['another caller', { caller: null }],
    ['another group', { callGroup: 'another call' }],
    ['another day', { startedAt: new Date(Date.now() - 3 * 86_400_000).toISOString() }],
    ['another clerk', { answeredLogin: 'jan.lis' }],
    ['no announcement', { announcement: 'no' }],
  ])('is put aside and not taken for known: %s', async (_what, other) => {
    const [sound, call] = [aSound(), aCall()];
    exchange.put('a.wav', sound, call);
    await exchange.run();
    const before = await catalogued(superuser, sound);
    exchange.put('b.wav', sound, { ...call, ...other });
    const run = await exchange.run();
    expect(run).toMatchObject({ added: 0, known: 1, quarantined: 1 });
    expect(run.said.join()).toContain('Ten sam dźwięk wczytano już z innym opisem.');
    // Neither of the two descriptions is lost, nor the sound that it belongs to.
    expect(exchange.files()).toEqual([
      ...['a.json', 'a.wav', 'quarantine/b.json', 'quarantine/b.wav', 'quarantine/b.wav.reason.txt'],
    ]);
    expect(readFileSync(join(exchange.folder(), 'quarantine/b.wav')).equals(sound)).toBe(true);
    expect(await catalogued(superuser, sound)).toEqual(before);
  });

  it('is told from the same description, which is known also where the extension directory added a name', async () => {
    const sound = aSound();
    const call = aCall({ extension: '600', answeredBy: '', answeredLogin: null });
    exchange.put('a.wav', sound, call);
    await superuser.query(
      "INSERT INTO office.extension_holder (extension, person, unit, from_day) VALUES ('600', 'Ewa Sześć', '', '2020-01-01')",
    );
    expect(await exchange.run()).toMatchObject({ added: 1 });
    await superuser.query("DELETE FROM office.extension_holder WHERE extension = '600'");
    exchange.put('b.wav', sound, call);
    expect(await exchange.run()).toMatchObject({ known: 2 });
  });
});

describe('who answered', () => {
  it('comes into the entry from the description, or from the extension directory of that day, and the entry says which', async () => {
    await superuser.query(
      `INSERT INTO office.extension_holder (extension, person, unit, login, from_day, to_day)
       VALUES ('601', 'Ewa Dawna', '', 'ewa.dawna', '2020-01-01', current_date - 3), ('601', 'Jan Obecny', '', 'jan.obecny', current_date - 2, NULL)`,
    );
    const nobody = { extension: '601', answeredBy: '', answeredLogin: null };
    const cases: [object, unknown[]][] = [
      [{ ...nobody }, ['directory', 'jan.obecny', 'Jan Obecny']],
      [{ ...nobody, startedAt: daysAgo(10) }, ['directory', 'ewa.dawna', 'Ewa Dawna']],
      [{ ...nobody, answeredBy: 'Iwona Rak' }, ['sidecar', null, 'Iwona Rak']],
      [{ ...nobody, answeredLogin: 'i.rak' }, ['sidecar', 'i.rak', '']],
      [{ ...nobody, extension: '602' }, [null, null, '']],
    ];
    for (const [described, expected] of cases) {
      const sound = aSound();
      exchange.put('a.wav', sound, aCall(described));
      expect(await exchange.run()).toMatchObject({ added: 1 });
      const [row] = await catalogued(superuser, sound);
      const [entry] = await rowsOf<{ payload: string; text: string }>(
        superuser,
        'SELECT e.payload, t.text FROM office.entry e JOIN office.entry_text t USING (seq) WHERE e.seq = $1',
        [row?.['seq']],
      );
      const payload = JSON.parse(entry?.payload ?? '{}') as Record<string, unknown>;
      const { answeredBy } = JSON.parse(entry?.text ?? '{}') as Record<string, unknown>;
      expect([payload['answeredFrom'], payload['answeredLogin'], answeredBy]).toEqual(expected);
      // In the base64 of a signature any three letters may stand.
      expect(JSON.stringify({ ...payload, asked: null })).not.toMatch(/Obecny|Dawna|Rak/);
    }
  });
});

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

describe('a file that is not finished', () => {
  it('waits until nobody has written to it for a while', async () => {
    const path = exchange.put('a.wav', aSound(), aCall());
    const writtenAgo = (ms: number): void =>
      utimesSync(path, new Date(Date.now() - ms), new Date(Date.now() - ms));
    // A moved clock leaves the times of files alone: this one says its own.
    writtenAgo(0);
    expect(await exchange.run({ settleMs: 30_000 })).toMatchObject({ added: 0, waiting: 1 });
    writtenAgo(31_000);
    expect(await exchange.run({ settleMs: 30_000 })).toMatchObject({ added: 1, waiting: 0 });
  });

  it("of a call that the exchange's clock dates a little ahead waits as well", async () => {
    exchange.put('a.wav', aSound(), aCall({ startedAt: new Date(Date.now() + 3_600_000).toISOString() }));
    const run = await exchange.run();
    expect(run).toMatchObject({ added: 0, waiting: 1, quarantined: 0 });
    expect(run.said[0]).toMatch(/rozmowa jeszcze się nie zaczęła/);
    expect(exchange.files()).toEqual(['a.json', 'a.wav']);
  });
});

describe('where it cannot work', () => {
  it('a share that is away is said, and never becomes a folder of this host', async () => {
    const share = join(exchange.folder(), 'not-mounted');
    exchange.put('a.wav', aSound(), aCall());
    await expect(exchange.run({ share })).rejects.toThrow(/^Zasób nagrań .* jest niedostępny/);
    expect(exchange.files()).toEqual(['a.json', 'a.wav']);
  });

  it('a second ingest at the same time is refused', async () => {
    exchange.put('a.wav', aSound(), aCall());
    await superuser.query('SELECT pg_advisory_lock(7305516202)');
    await expect(exchange.run()).rejects.toThrow(/^Trwa już inne wczytywanie/);
    await superuser.query('SELECT pg_advisory_unlock(7305516202)');
    expect(await exchange.run()).toMatchObject({ added: 1 });
  });
});
