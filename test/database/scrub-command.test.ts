import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scrub } from '../../server/scrub/run.ts';
import { odsluchServer } from './command-line.ts';
import { officeOfFile, rowsOf, shortest, who } from './office.ts';
import { flip } from './on-share.ts';

const office = officeOfFile({ choose: shortest(3) });
const inShare = (path: string): string => join(office.running().settings.share, path);

describe('the command', () => {
  const run = (...more: string[]) =>
    odsluchServer(['--settings', office.running().serverSettingsFile, 'scrub', ...more]);

  it('ends with 0 where all is well and with 1 otherwise', async () => {
    expect(await run('--quick')).toEqual({
      ...{ code: 0, complaint: '' },
      out: 'Nagrań: 3; porównano tylko długości plików. Zasób zgadza się z księgą.\n',
    });
    const [one] = await rowsOf<{ path: string }>(
      await office.superuser(),
      "SELECT to_char(started_at AT TIME ZONE 'Europe/Warsaw', 'YYYY/MM/') || id AS path FROM office.recording LIMIT 1",
    );
    const path = inShare(`${one?.path ?? ''}.rec`);
    const kept = readFileSync(path);
    flip(path, 100);
    const ran = await run();
    writeFileSync(path, kept);
    expect(ran).toMatchObject({ code: 1, complaint: '' });
    expect(ran.out).toMatch(
      /^\S+\.rec: treść pliku zmieniono .*\.\nNagrań: 3; .* NIEZGODNOŚCI: 1\. Niczego nie zmieniono\.\n$/,
    );
  });

  it('calls a share that is away away, and not empty', async () => {
    const settings = { ...office.running().settings, share: inShare('gone') };
    const silent = { quick: false, say: () => undefined, onProgress: () => undefined };
    await expect(scrub(settings, silent)).rejects.toThrow(
      /nie można odczytać \(ENOENT\)\. Należy sprawdzić, czy jest podłączony/,
    );
  });
});

describe('another share', () => {
  const command = (share: string, args: readonly string[], input = '') => {
    const { serverSettingsFile, settings } = office.running();
    const file = `${serverSettingsFile}-share`;
    writeFileSync(file, JSON.stringify({ ...settings, share }));
    return odsluchServer(['--settings', file, ...args], input);
  };
  const change = (share: string, login: string, password = office.running().person(login).password) =>
    command(share, ['change-share', '--as', login, '--reason', 'Nowy dysk'], `${password}\n`);

  it('INV-76 is the office’s once the Secretary has confirmed it, and no one else; then the former one is not', async () => {
    const { share: former, keeper } = office.running();
    const share = `${former}-new`;
    mkdirSync(share);
    expect((await command(share, ['scrub'])).complaint).toMatch(/nie ma znaku.*change-share/);
    await keeper.stop();
    expect((await change(share, who.listener)).complaint).toMatch(/Ta czynność należy do Sekretarza/);
    expect((await change(share, who.secretary, 'inne')).complaint).toMatch(/Nieprawidłowy login lub hasło/);
    expect(readdirSync(share)).toEqual([]);
    expect((await change(former, who.secretary)).out).toMatch(/Nic nie zmieniono/);

    const { code, out } = await change(share, who.secretary);
    expect(code).toBe(0);
    expect(out).toMatch(/są pliki 0 z 3 nagrań urzędu\. Jeżeli to nie ten zasób.*\n.*Zapisano wpis nr \d+/);
    expect((await command(share, ['scrub', '--quick'])).out).toMatch(/NIEZGODNOŚCI: 6/);
    expect((await command(former, ['scrub'])).complaint).toMatch(/ma inny znak.*change-share/);

    expect((await change(former, who.secretary)).out).toMatch(/są pliki 3 z 3 nagrań urzędu\. Ma już znak/);
    expect((await command(former, ['scrub', '--quick'])).out).toMatch(/Zasób zgadza się z księgą/);
    await keeper.start();
    expect((await command(former, ['verify'])).out).toMatch(/ZGODNA/);
  });
});
