import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { addRecording, entriesAfter, headSeq } from './asking.ts';
import { beginDestruction, dayOf, entryAfter, hourOf, night, old, stopped } from './destroying.ts';
import { buildKeeper, startKeeperChild } from './keeper-process.ts';
import { openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
let program: string;
beforeAll(async () => {
  office = await openTestOffice();
  program = await buildKeeper(join(office.folder, 'program'));
  await beginDestruction(office);
});
afterAll(() => office.close());

/** Two o'clock of the next night. Milliseconds since 1970. */
const nextNight = (): number => hourOf(addDays(dayOf(office), 1), 2);

describe('§ 3 ust. 4: a keeper that dies in the night', () => {
  it.each([
    ['when the entry is committed and not in the journal', 'own destroyed', true],
    ['when it stands in the journal', 'kept destroyed', true],
    ['when the keys are overwritten', 'overwritten', true],
    ['when they are unlinked', 'unlinked', false],
  ])(
    'INV-66 %s leaves no key of what is destroyed, and destroys nothing twice',
    async (_when, dieAt, left) => {
      const startedAt = old(office);
      const { id } = await addRecording(office, { startedAt });
      await stopped(office);
      await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
      const before = await headSeq(office);
      const ripeAt = nextNight();
      await office.stop();
      const child = await startKeeperChild(program, office, dieAt, { ripeAt });
      expect(await child.ended).toBe('SIGKILL');
      const key = join(office.options.keystore, legalDay(startedAt), id);
      expect(existsSync(key)).toBe(left);
      const shift = ripeAt + 60_000 - Date.now();
      Object.assign(office.shift, { database: shift, own: shift });
      await office.start();
      expect(existsSync(key)).toBe(false);
      const named = (await entriesAfter(office, before)).filter(({ payload }) =>
        JSON.stringify(payload).includes(id),
      );
      expect(named.map(({ kind }) => kind)).toEqual(['destroyed']);
      const { fault } = await verifyLedger({
        ...{ source: office.superuser, journal: office.options.journal },
        keeperKey: office.keeperPublicKey,
      });
      expect(fault).toBeNull();
    },
  );
});

it('§ 3 ust. 4: a keeper that dies before the entry is committed has destroyed nothing, and the next night does', async () => {
  const startedAt = old(office);
  const { id } = await addRecording(office, { startedAt });
  await stopped(office);
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  const before = await headSeq(office);
  const ripeAt = nextNight();
  await office.stop();
  const child = await startKeeperChild(program, office, 'entering destroyed', { ripeAt });
  expect(await child.ended).toBe('SIGKILL');
  const key = join(office.options.keystore, legalDay(startedAt), id);
  const shift = ripeAt + 60_000 - Date.now();
  Object.assign(office.shift, { database: shift, own: shift });
  await office.start();
  expect(existsSync(key)).toBe(true);
  expect((await entriesAfter(office, before)).map(({ kind }) => kind)).not.toContain('destroyed');
  expect(await night(office)).toBeNull();
  expect(existsSync(key)).toBe(false);
  const { payload } = await entryAfter(office, before, 'destroyed');
  expect((JSON.parse(payload) as { term: string[] }).term).toEqual([id]);
});

it('§ 3 ust. 4: a keeper that begins after the hour destroys nothing before the next night', async () => {
  const { id } = await addRecording(office, { startedAt: old(office) });
  await stopped(office);
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  const morning = nextNight() + 6 * 3_600_000;
  await office.stop();
  const shift = morning - Date.now();
  Object.assign(office.shift, { database: shift, own: shift });
  const before = await headSeq(office);
  await office.start();
  const day = dayOf(office);
  expect(await night(office)).toBeNull();
  const { payload } = await entryAfter(office, before, 'destroyed');
  const { at, term } = JSON.parse(payload) as { at: string; term: string[] };
  expect(term).toEqual([id]);
  expect(legalDay(new Date(at))).toBe(addDays(day, 1));
});
