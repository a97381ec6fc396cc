import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../server/ingest/run.ts';
import { aCall, aSound, catalogued, exchangeOf } from './exchange.ts';
import { officeOfFile } from './office.ts';

/** Names under which files come, and one sound that comes under several. */

const office = officeOfFile();
const exchange = exchangeOf(office);
let superuser: Client;
beforeAll(async () => {
  superuser = await office.superuser();
});

const inside = (...path: string[]): string => join(exchange.folder(), ...path);
const noon = Date.parse('2025-06-10T10:00:00Z') / 1000;

describe('INV-45 names', () => {
  const control = /[\p{Cc}\p{Cf}]/u;

  it.each([
    ['that speak to a terminal', '\u001b[2J\u001b[1;31mgotowe\u0007.wav'],
    ['of two lines', 'dobre.wav: nagranie z wczoraj\n.wav'],
    ['turned round', 'abc\u202Evaw.wav'],
  ])('%s are shown without their control characters', async (_what, name) => {
    exchange.put(name, aSound());
    const said: string[] = [];
    await explain(exchange.folder(), 0, (line) => said.push(line));
    said.push(...(await exchange.run()).said);
    expect(said.length).toBeGreaterThanOrEqual(2);
    for (const line of said) expect(line).not.toMatch(control);
    expect(readdirSync(inside('quarantine'))).toContain(name);
  });

  it('as long as a name can be find their way to quarantine, with their reason', async () => {
    const name = `${'ż'.repeat(125)}x.wav`;
    exchange.put(name, Buffer.from('no sound'));
    expect(await exchange.run()).toMatchObject({ quarantined: 1 });
    expect(readFileSync(inside('quarantine', `${'ż'.repeat(125)}x.txt`), 'utf8')).toMatch(/WAV/);
  });

  it('that are no text are told apart from the rest, which goes on', async () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${exchange.folder()}/a`), Buffer.from([0xff, 0xfe]), Buffer.from('.wav')]),
      aSound(),
    );
    exchange.put('b.wav', aSound(), aCall());
    const run = await exchange.run();
    expect(run).toMatchObject({ added: 1, refused: 1 });
    expect(run.said.join()).toMatch(/nie można odczytać ani przenieść pliku \(ENOENT\)/);
  });

  it.each(['..wav', '....wav', '..\\..\\m.wav', '%2e%2e%2fm.wav', '-rf.wav'])(
    'that point elsewhere (%s) lead nowhere else',
    async (name) => {
      const sound = aSound();
      const before = exchange.onShare();
      const beside = readdirSync(dirname(office.running().share));
      exchange.put(name, sound, aCall());
      expect(await exchange.run()).toMatchObject({ added: 1 });
      expect(await catalogued(superuser, sound)).toHaveLength(1);
      const added = exchange.onShare().filter((one) => !before.includes(one));
      expect(added).toHaveLength(2);
      for (const one of added) expect(one).toMatch(/^\d{4}\/\d{2}\/[0-9a-f-]{36}\.(rec|peaks)$/);
      expect(readdirSync(dirname(office.running().share))).toEqual(beside);
    },
  );

  it.each(['in-$(id)-601224417', 'in-\u202E227-601224417', `in-${'2'.repeat(41)}-601224417`])(
    '%s… tell no line of the office',
    async (start) => {
      exchange.put(`${start}-20250610-120000-${noon}.1.wav`);
      expect(await exchange.run()).toMatchObject({ added: 0, quarantined: 1 });
    },
  );
});

describe('what is none of our files', () => {
  it('is counted and said: other endings, dated folders, a description without a sound; and a description says what is wrong', async () => {
    for (const name of ['a.mp3', 'b.MP3', 'lone.json', '601224417']) writeFileSync(inside(name), 'x');
    mkdirSync(inside('2026'));
    exchange.put('latin2.wav', aSound(), aCall());
    writeFileSync(
      inside('latin2.json'),
      Buffer.from(JSON.stringify(aCall({ department: 'Ob\xb3uga' })), 'latin1'),
    );
    exchange.put('field.wav', aSound(), aCall({ 'dzial 601224417': 1 }));
    const { said } = await exchange.run();
    expect(said).toEqual([
      expect.stringMatching(/^field\.wav: kwarantanna\. .* Nieznane pole: dzial …417\.$/),
      expect.stringMatching(/^latin2\.wav: kwarantanna\. .*nie jest zapisany w UTF-8/),
      expect.stringMatching(/^Pominięto \(\.json: 1, \.mp3: 2, foldery: 1, inne: 1\)\./),
    ]);
  });
});

describe('INV-45 the same sound', () => {
  it('of one call under two names is one recording, whichever comes first and however often', async () => {
    const sound = aSound();
    const call = aCall();
    exchange.put('a.wav', sound, call);
    exchange.put('b.wav', sound, call);
    expect(await exchange.run()).toMatchObject({ added: 1, known: 1 });
    exchange.put('c.wav', sound, call);
    expect(await exchange.run()).toMatchObject({ added: 0, known: 3 });
    expect(await catalogued(superuser, sound)).toHaveLength(1);
  });
});
