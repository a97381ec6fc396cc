import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../server/ingest/run.ts';
import { wav } from '../unit/wav-sample.ts';
import { aCall, aSound, catalogued, exchangeOf, freePbxName } from './exchange.ts';
import { officeOfFile, rowsOf } from './office.ts';

const office = officeOfFile();
const exchange = exchangeOf(office);
let superuser: Client;
beforeAll(async () => {
  superuser = await office.superuser();
});

const inside = (...path: string[]): string => join(exchange.folder(), ...path);
const reasonOf = (name: string): string => readFileSync(inside('quarantine', `${name}.reason.txt`), 'utf8');
const recordings = async (): Promise<number> =>
  (await rowsOf<{ n: number }>(superuser, 'SELECT count(*)::int AS n FROM office.recording'))[0]?.n ?? -1;
const noon = Date.parse('2025-06-10T10:00:00Z') / 1000;

/** Each bad file lies between two good ones; it goes to quarantine with this reason, and they are taken in. */
const bad: [what: string, make: () => string, reason: RegExp][] = [
  ['text', () => exchange.put('m.wav', Buffer.from('to nie jest dźwięk'), aCall()), /nie jest plik WAV/],
  ['nothing', () => exchange.put('m.wav', Buffer.alloc(0), aCall()), /nie jest plik WAV/],
  [
    'a list of other files for ffmpeg',
    () => exchange.put('m.wav', Buffer.from(`ffconcat version 1.0\nfile '${inside('a.wav')}'\n`), aCall()),
    /nie jest plik WAV/,
  ],
  [
    'an HLS playlist',
    () => exchange.put('m.wav', Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'), aCall()),
    /nie jest plik WAV/,
  ],
  [
    'a header that promises 4 GiB',
    () => exchange.put('m.wav', wav({ statedData: 0xfffffff0 }), aCall()),
    /krótszy/,
  ],
  ['a file cut off', () => exchange.put('m.wav', aSound().subarray(0, 400), aCall()), /krótszy/],
  [
    'sound of three channels',
    () => exchange.put('m.wav', wav({ channels: 3, data: Buffer.alloc(600) }), aCall()),
    /liczbę kanałów/,
  ],
  [
    'an outgoing call',
    () => exchange.put('m.wav', aSound(), aCall({ direction: 'outgoing' })),
    /przychodząca/,
  ],
  [
    'a caller who is no number',
    () => exchange.put('m.wav', aSound(), aCall({ caller: 'Jan' })),
    /Numer dzwoniącego/,
  ],
  ['a misspelt field', () => exchange.put('m.wav', aSound(), aCall({ calller: '' })), /opisu .* niepoprawny/],
  [
    'a description with two callers',
    () => {
      const path = exchange.put('m.wav');
      const twice = JSON.stringify(aCall()).replace('{', '{"caller":"601224499",');
      writeFileSync(inside('m.json'), twice);
      return path;
    },
    /to samo pole dwa razy.* Wiersz 1, kolumna \d+/,
  ],
  [
    'a time without a zone',
    () => exchange.put('m.wav', aSound(), aCall({ startedAt: '2025-06-10T10:00:00' })),
    /startedAt/,
  ],
  [
    'a call of 1970',
    () => exchange.put('m.wav', aSound(), aCall({ startedAt: '1970-01-01T00:00:10Z' })),
    /przed 2000/,
  ],
  [
    "a clerk's name turned round",
    () => exchange.put('m.wav', aSound(), aCall({ answeredBy: 'Anna \u202Ekawon' })),
    /answeredBy/,
  ],
  [
    'a department of two lines',
    () => exchange.put('m.wav', aSound(), aCall({ department: 'A\u2028B' })),
    /department/,
  ],
  [
    'a line beyond its column',
    () => exchange.put('m.wav', aSound(), aCall({ line: '\u0958'.repeat(30) })),
    /line/,
  ],
  [
    'one channel described as two',
    () => exchange.put('m.wav', aSound(), aCall({ channels: ['caller', 'office'] })),
    /liczbę kanałów/,
  ],
  ['a name that says nothing', () => exchange.put('m.wav'), /nie ma postaci FreePBX/],
  [
    'an outgoing FreePBX name',
    () => exchange.put(freePbxName('20250610-120000', noon).replace('in-', 'out-')),
    /przychodząca/,
  ],
  [
    'an hour that March skips',
    () => exchange.put(freePbxName('20250330-023000', Date.parse('2025-03-30T01:30:00Z') / 1000)),
    /nie istnieje/,
  ],
];

describe('INV-45 a file that cannot become a recording', () => {
  it.each(bad)('%s goes to quarantine with its reason; the others go on', async (_what, make, reason) => {
    exchange.put('a.wav', aSound(), aCall());
    const name = make().split('/').at(-1) ?? '';
    const content = readFileSync(inside(name));
    exchange.put('z.wav', aSound(), aCall());
    const run = await exchange.run();
    expect(run).toMatchObject({ added: 2, quarantined: 1, refused: 0 });
    expect(reasonOf(name)).toMatch(reason);
    expect(reasonOf(name)).toMatch(/[.]\n$/);
    expect(readFileSync(inside('quarantine', name)).equals(content)).toBe(true);
    expect(existsSync(inside(name))).toBe(false);
    expect(run.said.join('\n')).toMatch(reason);
    expect(await exchange.run()).toMatchObject({ added: 0, known: 2, quarantined: 0 });
  });

  it('keeps what was quarantined under the same name before', async () => {
    for (const content of ['first', 'second', 'third']) {
      exchange.put('bad.wav', Buffer.from(content), aCall());
      expect(await exchange.run()).toMatchObject({ quarantined: 1 });
    }
    const kept = ['bad.wav', '2/bad.wav', '3/bad.wav'].map((name) =>
      readFileSync(inside('quarantine', name), 'utf8'),
    );
    expect(kept).toEqual(['first', 'second', 'third']);
    expect(exchange.files()).toContain('quarantine/3/bad.wav.reason.txt');
  });
});

describe('INV-45 what is no plain file', () => {
  it('a link to a sound elsewhere is not followed', async () => {
    const secret = aSound();
    writeFileSync(inside('secret.bin'), secret);
    symlinkSync(inside('secret.bin'), inside('m.wav'));
    writeFileSync(inside('m.json'), JSON.stringify(aCall()));
    expect(await exchange.run()).toMatchObject({ added: 0, quarantined: 1 });
    expect(await catalogued(superuser, secret)).toEqual([]);
    expect(readFileSync(inside('secret.bin')).equals(secret)).toBe(true);
    expect(reasonOf('m.wav')).toMatch(/zwykły plik/);
  });

  it('a description that is a link is not followed', async () => {
    writeFileSync(inside('elsewhere'), JSON.stringify(aCall()));
    exchange.put('m.wav');
    symlinkSync(inside('elsewhere'), inside('m.json'));
    expect(await exchange.run()).toMatchObject({ added: 0, quarantined: 1 });
    expect(reasonOf('m.wav')).toMatch(/Plik opisu/);
  });

  it('a pipe, a folder and a description that is a pipe hold nobody up', async () => {
    execFileSync('mkfifo', [inside('a.wav'), inside('m.json')]);
    mkdirSync(inside('b.wav'));
    exchange.put('m.wav');
    exchange.put('z.wav', aSound(), aCall());
    expect(await exchange.run()).toMatchObject({ added: 1, quarantined: 3 });
    expect(reasonOf('a.wav')).toMatch(/zwykły plik/);
    expect(reasonOf('b.wav')).toMatch(/zwykły plik/);
    expect(reasonOf('m.wav')).toMatch(/Plik opisu/);
  });

  it('a quarantine that leads elsewhere is not used', async () => {
    mkdirSync(inside('elsewhere'));
    symlinkSync(inside('elsewhere'), inside('quarantine'));
    exchange.put('m.wav', Buffer.from('no sound'), aCall());
    await expect(exchange.run()).rejects.toThrow(/nie jest folderem, lecz dowiązaniem/);
    expect(readdirSync(inside('elsewhere'))).toEqual([]);
    expect(exchange.files()).toEqual(expect.arrayContaining(['m.json', 'm.wav']));
  });

  it('a link at the place of the reason is not written through', async () => {
    mkdirSync(inside('quarantine'));
    writeFileSync(inside('precious'), 'untouched');
    symlinkSync(inside('precious'), inside('quarantine', 'm.wav.reason.txt'));
    exchange.put('m.wav', Buffer.from('no sound'), aCall());
    expect(await exchange.run()).toMatchObject({ quarantined: 1 });
    expect(readFileSync(inside('precious'), 'utf8')).toBe('untouched');
    expect(reasonOf('m.wav')).toMatch(/WAV/);
  });
});

describe('INV-45 a file that grows while it is read', () => {
  it('waits for the next run, and leaves nothing on the share', async () => {
    const data = Buffer.alloc(96 * 1024 * 1024, 7);
    const path = exchange.put('big.wav', wav({ data }), aCall());
    const before = exchange.onShare();
    const running = exchange.run();
    while (!exchange.onShare().some((name) => name.endsWith('.part'))) await new Promise(setImmediate);
    writeFileSync(path, 'more', { flag: 'a' });
    expect(await running).toMatchObject({ added: 0, waiting: 1, quarantined: 0 });
    expect(exchange.onShare()).toEqual(before);
    expect(exchange.files()).toEqual(['big.json', 'big.wav']);
  });
});

describe('an explanation', () => {
  it('says what each file would become, and touches nothing', async () => {
    exchange.put('a.wav', aSound(), aCall({ startedAt: '2025-06-10T10:00:00.000Z', extension: '214' }));
    exchange.put('b.wav', Buffer.from('no sound'), aCall());
    exchange.put(freePbxName('20250610-120000', noon), aSound());
    const stats = () =>
      exchange.files().map((name) => [name, statSync(inside(name)).mtimeMs, statSync(inside(name)).ino]);
    const [files, share, rows] = [stats(), exchange.onShare(), await recordings()];
    const said: string[] = [];
    await explain(exchange.folder(), 0, (line) => said.push(line));
    expect(said).toHaveLength(3);
    expect(said[0]).toBe('a.wav: nagranie z 2025-06-10T10:00:00.000Z, 0 s, kanały: 1, wewn. 214.');
    expect(said[1]).toMatch(/^b\.wav: kwarantanna\. To nie jest plik WAV/);
    expect(said[2]).toMatch(/^in-…417-20250610-120000-…177\.wav: nagranie z 2025-06-10T10:00:00/);
    expect(stats()).toEqual(files);
    expect(exchange.onShare()).toEqual(share);
    expect(await recordings()).toBe(rows);
  });
});
