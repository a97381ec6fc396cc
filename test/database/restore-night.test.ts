import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { QueryResultRow } from 'pg';
import { expect, it } from 'vitest';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { leadClock } from '../e2e/led-clock.ts';
import { odsluchServer } from './command-line.ts';
import { confirmationOf, orderOf } from './destroying.ts';
import { aCall, aSound, catalogued, exchangeOf } from './exchange.ts';
import { officeOfFile, rowsOf, signAs, who } from './office.ts';
import { snapshotOf } from './snapshot.ts';

const office = officeOfFile();
const exchange = exchangeOf(office);
const command = (args: readonly string[], typed = '') =>
  odsluchServer(['--settings', office.running().serverSettingsFile, ...args], typed);
const newest = async <Row extends QueryResultRow>(kind: string): Promise<Row | undefined> =>
  (
    await rowsOf<Row>(
      await office.superuser(),
      'SELECT seq::int, hash, payload FROM office.entry WHERE kind = $1 ORDER BY seq DESC LIMIT 1',
      [kind],
    )
  )[0];

it('INV-66 database, keystore and share of before a night, put back together or in pairs: what it destroyed is destroyed again, and the incident names it', async () => {
  const running = office.running();
  const { keeper, share } = running;
  const { keystore } = running.settings;
  const startedAt = new Date(`${addDays(addMonths(legalDay(), -12), -3)}T10:00:00Z`);
  const sound = aSound();
  exchange.put('stara.wav', sound, aCall({ startedAt: startedAt.toISOString() }));
  // Ingest takes a share on which most of what the office keeps is not to be found for one that is not mounted.
  for (let n = 0; n < 4; n += 1)
    exchange.put(`${n}.wav`, aSound(), aCall({ startedAt: `${addDays(legalDay(), -1)}T0${n}:00:00Z` }));
  expect(await exchange.run()).toMatchObject({ added: 5 });
  const row = async () => (await catalogued(await office.superuser(), sound))[0];
  const id = String((await row())?.['id']);
  const key = join(keystore, legalDay(startedAt), id);

  const before = await leadClock(running);
  try {
    await before.backUp();
    const order = await signAs(
      running,
      who.secretary,
      'instrument',
      orderOf({ shift: { own: 0, database: 0 } }),
    );
    await signAs(running, who.deputy, 'confirm', confirmationOf(order));
  } finally {
    await before.stop();
  }
  const copy = await snapshotOf(running);
  for (const folder of [keystore, share]) cpSync(folder, `${folder}.copy`, { recursive: true });

  const led = await leadClock(running);
  try {
    await led.night();
    const list = await newest<{ seq: number; hash: Buffer }>('stopped');
    await signAs(
      running,
      who.deputy,
      'confirm',
      confirmationOf({ seq: list?.seq ?? 0, hash: list?.hash ?? null }),
    );
    expect(await led.night()).toBeNull();
  } finally {
    await led.stop();
  }
  expect(existsSync(key)).toBe(false);

  const files = (): string[] => exchange.onShare().filter((name) => name.includes(id));
  for (const old of [
    ['database', 'keystore', 'share'],
    ['keystore', 'share'],
    ['database', 'share'],
    ['database', 'keystore'],
  ]) {
    await keeper.stop();
    for (const folder of [keystore, share]) {
      if (!old.includes(folder === share ? 'share' : 'keystore')) continue;
      rmSync(folder, { recursive: true });
      cpSync(`${folder}.copy`, folder, { recursive: true });
    }
    if (old.includes('database')) {
      await copy.putBack('database');
      expect(await row()).toMatchObject({ state: 'available', caller: '+48601224417' });
      const { code, complaint } = await command(
        ['resume-after-restore', '--as', who.secretary, '--reason', 'Awaria serwera'],
        `nie ma\n${running.person(who.secretary).password}\n`,
      );
      expect({ code, complaint }, old.join()).toEqual({ code: 0, complaint: '' });
      const incident = await newest<{ payload: string }>('incident');
      expect(JSON.parse(incident?.payload ?? '{}')).toMatchObject({ what: 'restored', destroyedAgain: [id] });
    }
    expect(existsSync(key), old.join()).toBe(old.includes('keystore'));
    await keeper.start();
    expect(existsSync(key), old.join()).toBe(false);
    expect(files().length > 0, old.join()).toBe(old.includes('share'));
    await exchange.run();
    expect(files(), old.join()).toEqual([]);
    expect(await row()).toMatchObject({ state: 'destroyed', caller: null, answered_by: '' });
    expect(await command(['verify'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ZGODNA/) as unknown,
    });
  }
});
