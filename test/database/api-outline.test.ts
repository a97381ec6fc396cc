import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { outlineQuery } from '../../electron/recordings/queries.ts';
import { bar, type Bar, noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { answers } from './reading.ts';
import { addCalls, dayOfCalls, noted, oneDay } from './searching.ts';

const office = officeOfFile();
const asked = (change: Partial<SearchFilter>): SearchFilter => ({ ...noFilter, day: dayOfCalls, ...change });

let listener: Client;
let superuser: Client;
beforeAll(async () => {
  [listener, superuser] = [await office.as(who.listener), await office.superuser()];
  await addCalls(superuser, oneDay);
});

describe('the outline of a day', () => {
  const outline = (change: Partial<SearchFilter>): Promise<Bar[]> =>
    noted(listener, 'outline', asked(change)).then((search) => answers(listener, bar, outlineQuery, search));

  it('has a bar for every call of the day, and tells which are found', async () => {
    const bars = await outline({ answeredBy: 'Sowa' });
    expect(bars.map(({ group, durationMs, matching }) => [group, durationMs, matching])).toEqual([
      ['early', 30_000, 0],
      ['half', 60_000, 0],
      ['ten', 60_000, 0],
      ['passed', 220_000, 1],
      ['gone', 60_000, 0],
    ]);
    expect(bars[3]?.startedAt).toBe('2026-06-17T09:00:00.000Z');
  });

  it('leaves to the day before what began on it', async () => {
    await addCalls(superuser, {
      'night-1': { at: '2026-08-01T23:58:00+02:00', group: 'night', seconds: 300 },
      'night-2': { at: '2026-08-02T00:04:00+02:00', group: 'night' },
    });
    expect(await outline({ day: '2026-08-02' })).toEqual([]);
    expect((await outline({ day: '2026-08-01' })).map((one) => one.durationMs)).toEqual([360_000]);
  });

  it('of a crowded day has a bar a minute', async () => {
    await superuser.query(
      `INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, line, extension, department, answered_by,
         announcement, channels, plain_sha256, destroyed_on)
       SELECT gen_random_uuid(), 'destroyed', timestamptz '2025-03-03 08:00+01' + g * interval '20 seconds', 1000 * g, 'crowd-' || g, '', '', '', '',
         'unknown', '{unknown}', sha256(int8send(g)), '2026-01-01' FROM generate_series(0, 1500) g`,
    );
    const bars = await outline({ day: '2025-03-03', hourFrom: '08:00', hourTo: '08:00' });
    expect(bars).toHaveLength(501);
    expect(bars[0]).toMatchObject({ durationMs: 2000, calls: 3, matching: 1, group: null });
    expect(bars.reduce((sum, { calls }) => sum + calls, 0)).toBe(1501);
  });

  it('is of one day, and noted', async () => {
    const range = asked({ case: 'SEK.1510.7.2026', dayTo: '2026-06-18' });
    for (const filter of [range, asked({ day: null, digits: '24417' })])
      expect(await refusal(listener.query(outlineQuery, [filter, randomUUID()]))).toBe('OD001');
    await outline({ withheld: true });
    const lines = await rowsOf(
      superuser,
      'SELECT kind, filter FROM office.search_log ORDER BY id DESC LIMIT 1',
    );
    expect(lines).toEqual([{ kind: 'outline', filter: asked({ withheld: true }) }]);
  });
});
