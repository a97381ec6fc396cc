import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostOpen } from '../../server/keeper/recording-keys.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import { addRecording, askSealed, done, entriesAfter, headSeq, passTime } from './asking.ts';
import { beginDestruction, confirmationOf, dayOf, entryAfter, hourOf, old } from './destroying.ts';
import {
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  untilKept,
  type TestOffice,
} from './support.ts';

/** § 3 ust. 4: nights at the hour that the office has set, with the days of grace that it has set, and of more than goes at once. */
let office: TestOffice;
/** More than the keys that are open at once, so that those of one entry go in several steps, too. */
const atOnce = mostOpen + 1;
beforeAll(async () => {
  office = await openTestOffice({ destruction: { hour: 4, graceDays: 2 }, nightAtOnce: atOnce });
  await beginDestruction(office);
});
afterAll(() => office.close());

const kept = (what: string, sql: string, values: unknown[]) =>
  untilKept(office, what, async () =>
    (await office.superuser.query(sql, values)).rowCount === 0 ? null : true,
  );
/** Time goes on to half past that hour of a day. */
async function goTo(day: string, hour: number): Promise<void> {
  const instant = hourOf(day, hour) + 1_800_000;
  passTime(office, instant - (Date.now() + office.shift.own));
  await kept(`the time of ${hour}`, 'SELECT FROM office.pulse WHERE time >= $1', [instant]);
}
const isOver = (day: string) => kept('the night over', 'SELECT FROM office.pulse WHERE night = $1', [day]);
/** The next night, at its hour; it has a call of the day before. */
async function night(): Promise<string> {
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  const day = addDays(dayOf(office), 1);
  await goTo(day, 3);
  await goTo(day, 4);
  await isOver(day);
  return day;
}
const stateOf = async (id: string) => {
  const { rows } = await office.superuser.query<{ state: string }>(
    'SELECT state FROM office.recording WHERE id = $1',
    [id],
  );
  return rows[0]?.state;
};
const agree = async (after: number) => {
  const { seq, hash } = await entryAfter(office, after, 'stopped');
  await done(askSealed(office, mayorLogin, 'confirm', confirmationOf({ seq, hash })));
};

it('what is over goes at the hour that is set, and not before', async () => {
  const { id } = await addRecording(office, { startedAt: old(office) });
  const before = await headSeq(office);
  await night();
  await agree(before);
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  const day = addDays(dayOf(office), 1);
  await goTo(day, 1);
  await goTo(day, 3);
  // At the usual hour, and an hour later.
  expect(await stateOf(id)).toBe('available');
  await goTo(day, 4);
  await isOver(day);
  expect(await stateOf(id)).toBe('destroyed');
  const { payload } = await entryAfter(office, before, 'destroyed');
  expect(localTime(new Date((JSON.parse(payload) as { at: string }).at)).hour).toBe(4);
});

it('what was held once goes after the days of grace that are set', async () => {
  const { id } = await addRecording(office, { startedAt: old(office) });
  const { seq } = await done(
    askSealed(office, secretaryLogin, 'hold', {
      ...{ act: null, recordings: [id], proceedings: 'cywilne', reference: null, order: 'court' },
      ...{ case: 'SEK.1510.9.2026', paper: 'RPW/1840/2026' },
    }),
  );
  await done(
    askSealed(office, deputyLogin, 'hold-end', {
      ...{ hold: seq ?? 0, ground: 'mistake', issuedOn: null, finalOn: null, number: null },
      ...{ document: null, note: 'Pomylono dwie rozmowy z tego samego dnia.' },
    }),
  );
  const before = await headSeq(office);
  // On the day after the end it is asked for, on the second it stays, on the third it goes.
  await night();
  await agree(before);
  await night();
  expect(await stateOf(id)).toBe('available');
  await night();
  expect(await stateOf(id)).toBe('destroyed');
});

it('of more that are due than an entry may name it names no more than these; all of them go in one night, with their keys', async () => {
  const startedAt = old(office);
  const ids: string[] = [];
  for (let n = 0; n <= atOnce; n += 1) ids.push((await addRecording(office, { startedAt })).id);
  const before = await headSeq(office);
  await night();
  await agree(before);
  const agreed = await headSeq(office);
  await night();
  const entries = (await entriesAfter(office, agreed)).filter(({ kind }) => kind === 'destroyed');
  const named = entries.map(({ payload }) => payload['term'] as string[]);
  expect(named.map(({ length }) => length)).toEqual([atOnce, 1]);
  expect(named.flat().sort()).toEqual([...ids].sort());
  const left = ids.filter((id) => existsSync(join(office.options.keystore, legalDay(startedAt), id)));
  expect(left).toEqual([]);
  const { fault } = await verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal },
    keeperKey: office.keeperPublicKey,
  });
  expect(fault).toBeNull();
});
