import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scrub } from '../../server/scrub/run.ts';
import { odsluchServer } from './command-line.ts';
import { officeOfFile, rowsOf, shortest } from './office.ts';
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
    await expect(scrub(settings, silent)).rejects.toThrow(/jest niedostępny/);
  });
});
