import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { officeOfFile, rowsOf, who } from './office.ts';

const office = officeOfFile();
const today = legalDay(new Date());

const run = (args: readonly string[], input = ''): Promise<Ran> =>
  odsluchServer(['--settings', office.running().serverSettingsFile, ...args], input);
const typed = (login: string): string => `${office.running().person(login).password}\n`;
/** A file beside the settings: gone with the office. */
const beside = (name: string): string => join(office.running().serverSettingsFile, '..', name);
const entries = async () =>
  rowsOf<{ kind: string; payload: string }>(
    await office.superuser(),
    `SELECT kind, payload FROM office.entry WHERE kind NOT LIKE 'session%' ORDER BY seq`,
  );
const head = async (): Promise<number> =>
  Number(
    (await rowsOf<{ seq: string }>(await office.superuser(), 'SELECT max(seq) AS seq FROM office.entry'))[0]
      ?.seq,
  );
const lastEntry = async (): Promise<Record<string, unknown>> =>
  JSON.parse((await entries()).at(-1)?.payload ?? '{}') as Record<string, unknown>;
/** Of those about sessions too. */
const newestEntry = async (): Promise<Record<string, unknown>> =>
  JSON.parse(
    (
      await rowsOf<{ payload: string }>(
        await office.superuser(),
        'SELECT payload FROM office.entry ORDER BY seq DESC LIMIT 1',
      )
    )[0]?.payload ?? '{}',
  ) as Record<string, unknown>;
const refused = (sentence: RegExp) => ({
  ...{ code: 1, out: '' },
  complaint: expect.stringMatching(sentence) as string,
});

describe('authorise and revoke', () => {
  const act = {
    ...{
      number: 'UO/901/2026',
      paper: 'OR.077.1.2026',
      signed: today,
      signatory: 'Burmistrz',
      scope: 'wszystkie komórki',
    },
    ...{ from: today, to: addMonths(today, 12) },
  };
  const authorise = (
    login: string,
    change: Partial<typeof act> = {},
    input = typed(who.secretary),
    ...more: string[]
  ) => {
    const options = Object.entries({ ...act, ...change }).flatMap(([name, value]) => [`--${name}`, value]);
    return run(['authorise', login, '--as', who.secretary, ...options, ...more], input);
  };
  const revoke = (number: string, reason = 'zmiana zakresu obowiązków') =>
    run(['revoke', number, '--as', who.secretary, '--why', 'post', '--reason', reason], typed(who.secretary));

  it("registers the Mayor's act with the hash of its scan", async () => {
    const scan = beside('scan.pdf');
    await writeFile(scan, 'podpis');
    const ran = await authorise(who.none, {}, typed(who.secretary), '--scan', scan);
    expect(ran).toMatchObject({
      ...{ code: 0, complaint: '' },
      out: expect.stringMatching(
        /^Wpis \d+: zarejestrowano upoważnienie UO\/901\/2026 dla natalia\.wrobel/,
      ) as string,
    });
    expect(await lastEntry()).toMatchObject({
      ...{
        kind: 'authorise',
        login: who.secretary,
        subject: who.none,
        number: 'UO/901/2026',
        from: act.from,
        to: act.to,
        asked: { password: true },
      },
      scan: createHash('sha256').update('podpis').digest('hex'),
    });
  });

  it.each<[string, string, Partial<typeof act>, RegExp]>([
    ['for herself', who.secretary, { number: 'UO/902/2026' }, /Nie można nadać upoważnienia samemu sobie/],
    ['under a number that is taken', who.other, {}, /Upoważnienie o tym numerze już istnieje/],
    ['for thirteen months', who.other, { number: 'UO/903/2026', to: addMonths(today, 13) }, /zbyt długi/],
    ['for a stranger', 'nikt.taki', { number: 'UO/904/2026' }, /Nie ma takiej osoby/],
    [
      'signed tomorrow',
      who.other,
      { number: 'UO/905/2026', signed: addMonths(today, 1) },
      /nie może być późniejsza/,
    ],
  ])('refuses an act %s, by an entry', async (_what, login, change, sentence) => {
    const ran = await authorise(login, change);
    expect(ran).toMatchObject(refused(new RegExp(`^Odmowa \\(wpis \\d+\\): .*${sentence.source}`)));
    expect(await lastEntry()).toMatchObject({
      ...{ kind: 'refusal', request: 'authorise', asked: { password: true } },
    });
    // Nobody can ask under it any more.
    expect(await newestEntry()).toMatchObject({ kind: 'session-end', why: 'signed-out' });
  });

  it.each<[string, Partial<typeof act>, RegExp]>([
    [
      'a day in another spelling',
      { from: '25.11.2026' },
      /^Początek \(--from\) – wartość jest pusta albo ma złą postać/,
    ],
    ['a day that does not exist', { to: '2026-02-30' }, /^Koniec \(--to\)/],
    [
      'an end before the beginning',
      { to: addMonths(today, -1) },
      /^Koniec upoważnienia \(--to\) jest wcześniejszy/,
    ],
    ['an empty number', { number: ' ' }, /^Numer upoważnienia/],
  ])('names %s before it asks for a password', async (_what, change, sentence) => {
    const before = await entries();
    expect(await authorise(who.other, change, '')).toMatchObject(refused(sentence));
    expect(await entries()).toEqual(before);
  });

  it('says which scan cannot be read', async () => {
    const ran = await authorise(who.other, { number: 'UO/906/2026' }, '', '--scan', beside('missing.pdf'));
    expect(ran).toMatchObject(refused(/^Nie można odczytać skanu .*missing\.pdf/));
  });

  it('ends an authorisation once', async () => {
    expect(await revoke('UO/901/2026')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/odwołano upoważnienie UO\/901\/2026/) as string,
    });
    expect(await lastEntry()).toMatchObject({ kind: 'revoke', number: 'UO/901/2026', login: who.secretary });
    expect(await revoke('UO/901/2026')).toMatchObject(refused(/pismo jest w innym stanie/));
    expect(await revoke('UO/909/2026')).toMatchObject(refused(/Nie ma pisma o tym numerze/));
    expect(await revoke('UO/901/2026', ' ')).toMatchObject(refused(/^Wyjaśnienie \(--reason\)/));
  });
});

describe('verify and export', () => {
  it('find the ledger of the day whole, in the database and in a file', async () => {
    expect(await run(['verify'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ZGODNA\./) as string,
    });
    expect(await run(['verify', '--head'])).toMatchObject({ code: 0 });
    const file = beside('ledger.jsonl');
    const count = await head();
    expect(await run(['export', file])).toMatchObject({ code: 0, out: `Zapisano wpisów: ${count}.\n` });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await run(['verify', '--export', file])).toMatchObject({ code: 0 });
    expect(await run(['export', file])).toMatchObject({
      code: 1,
      complaint: expect.stringContaining(file) as string,
    });
    expect(await run(['verify', '--export', beside('missing')])).toMatchObject(refused(/^Nie ma pliku/));
  });

  it('INV-16 hold a print against the ledger, and say whether it agrees', async () => {
    const [hash = ''] = /[0-9a-f]{64}/.exec((await run(['verify'])).out) ?? [];
    const seq = await head();
    expect(await run(['verify', '--known', `${seq} ${hash}`])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Zgodna z wydrukiem wpisu nr ${seq}.`) as string,
    });
    const other = hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await run(['verify', '--known', `odsluch:1:${seq}:${other}:PO/1/2026`])).toMatchObject({
      code: 1,
      out: `NIEZGODNA. Wpis nr ${seq}: wydruk podaje inny skrót tego wpisu niż księga.\n`,
    });
    expect(await run(['verify', '--known', `${seq + 1} ${hash}`])).toMatchObject({
      code: 1,
      out: `NIEZGODNA. Wpis nr ${seq + 1}: brakuje wpisu: usunięto go albo ucięto koniec księgi.\n`,
    });
    expect(await run(['verify', '--known', hash])).toMatchObject(
      refused(/^Opcja --known podaje numer wpisu/),
    );
  });

  it('INV-15 name the entry of a ledger that was changed by a letter', async () => {
    const file = beside('changed.jsonl');
    await run(['export', file]);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('Anna Nowak', 'Anna Nowok').replace('anna.nowak', 'anna.nowok'));
    const ran = await run(['verify', '--export', file]);
    expect(ran).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^NIEZGODNA\. Wpis nr \d+: /) as string,
    });
  });
});
