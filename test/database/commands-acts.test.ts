import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doorConfig, withConnection } from '../../server/database.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { officeOfFile, resume, rowsOf, who } from './office.ts';

const office = officeOfFile();

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

describe('suspend', () => {
  const why = 'Podejrzenie naruszenia';
  const suspend = (login: string, reason = why, input = typed(login)) =>
    run(['suspend', '--as', login, '--reason', reason], input);

  it('is entered for whoever holds an office that may, and the session of it ends', async () => {
    expect(await suspend(who.deputy)).toMatchObject({
      ...{ code: 0, complaint: '' },
      out: expect.stringMatching(/^Wpis \d+: wstrzymano odsłuchiwanie\./) as string,
    });
    expect(await lastEntry()).toMatchObject({ kind: 'suspended', login: who.deputy, by: 'secretary' });
    // Nobody can ask under it any more.
    expect(await newestEntry()).toMatchObject({ kind: 'session-end', why: 'signed-out' });
    await resume(office.running());
  });

  it('is entered whatever somebody has made of the door, or of the own login', async () => {
    const superuser = await office.superuser();
    const { keeper, settings } = office.running();
    const readOnly = 'default_transaction_read_only';
    // The keeper puts the door back each five seconds; whoever is the door may change it again each time.
    await keeper.stop();
    for (const login of ['odsluch_door', who.deputy])
      await superuser.query(`ALTER ROLE "${login}" SET ${readOnly} = on`);
    const atDoor = await withConnection(doorConfig(settings), (line) => rowsOf(line, `SHOW ${readOnly}`));
    expect(atDoor).toEqual([{ [readOnly]: 'off' }]);
    await superuser.query(`ALTER ROLE odsluch_door RESET ${readOnly}`);
    await keeper.start();
    expect(await suspend(who.deputy)).toMatchObject({ code: 0, complaint: '' });
    await superuser.query(`ALTER ROLE "${who.deputy}" RESET ${readOnly}`);
    await resume(office.running());
  });

  it('is refused to others by an entry, and ends their session too', async () => {
    expect(await suspend(who.listener)).toMatchObject(refused(/^Odmowa \(wpis \d+\): /));
    expect(await lastEntry()).toMatchObject({
      ...{ kind: 'refusal', request: 'suspend', reason: 'not-suspender', asked: { password: false } },
    });
    expect(await newestEntry()).toMatchObject({ kind: 'session-end', why: 'signed-out' });
  });

  it.each<[string, [login: string, reason: string, input: string], RegExp]>([
    ['no reason, before it asks for a password', [who.deputy, ' ', ''], /^Przyczyna \(--reason\)/],
    ['a wrong password', [who.deputy, why, 'nie-to-haslo\n'], /^Nieprawidłowy login lub hasło\.\n$/],
    ['an empty password', [who.deputy, why, '\n'], /^Hasło jest puste\.\n$/],
    ['a password of blanks', [who.deputy, why, '   \n'], /^Hasło jest puste\.\n$/],
    ['no password', [who.deputy, why, ''], /^Hasło jest puste\.\n$/],
    ['INV-35 a password with a NUL', [who.deputy, why, 'abc\0def\n'], /^Hasło ma znak, którego/],
    ['somebody who is nobody', ['nikt.taki', why, 'x\n'], /^Nieprawidłowy login lub hasło\.\n$/],
    ['somebody who cannot be called so', ['a b', why, 'x\n'], /^Login ma złą postać/],
  ])('refuses %s in one sentence, without an entry', async (_what, [login, reason, input], sentence) => {
    const before = await entries();
    expect(await suspend(login, reason, input)).toMatchObject(refused(sentence));
    expect(await entries()).toEqual(before);
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
      refused(/^Należy podać numer wpisu i jego skrót/),
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
