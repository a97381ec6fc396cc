import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readGone, readNightList, readNights, nightsOf } from '../../electron/keeping/nights.ts';
import { ofKind } from '../../electron/paper/entries.ts';
import { setSettings } from '../../electron/settings.ts';
import { dutiesTold } from '../../shared/duties.ts';
import { holdsTold } from '../../shared/keeping.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addPerson, addRecording, askSealed, done, headSeq } from './asking.ts';
import { beginDestruction, confirmationOf, dayOf, entryAfter, night, old } from './destroying.ts';
import { answer, dbOf } from './reading.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** „Zniszczenia”: what the page is told of a list that a night stopped at, and of what goes next (§ 3 ust. 4). */
let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  setSettings({ keeperPublicKey: office.keeperPublicKey, formerKeeperKeys: [] } as never);
});
afterAll(() => office.close());

const asDesk = <Told>(read: (db: ReturnType<typeof dbOf>) => Promise<Told>): Promise<Told> =>
  office.fresh(secretaryLogin, (client) => read(dbOf(client)));
const month = (): string => dayOf(office).slice(0, 7);
const page = () => asDesk(async (db) => nightsOf(await readNights({ db }, month())));
const listOf = (of: number | null) => asDesk((db) => readNightList({ db }, of));
const waiting = async (login: string) =>
  (await office.fresh(login, (client) => answer(client, dutiesTold, 'SELECT api.duties()'))).stopped;
const counted = () =>
  office.fresh(secretaryLogin, async (client) => {
    const filter = '{"show": null, "text": null, "after": null}';
    return (await answer(client, holdsTold, 'SELECT api.holds($1)', [filter])).counts.stopped;
  });
/** What the last night destroyed, as D7 has it. */
const goneLast = () =>
  asDesk(async (db) => {
    const destroyed = ofKind((await readNights({ db }, month())).entries, 'destroyed');
    return readGone({ db }, destroyed.slice(-1));
  });
const endedBy = (hold: number): Command<'hold-end'> => ({
  ...{ hold, ground: 'mistake', issuedOn: null, finalOn: null, number: null, document: null },
  note: 'Pomylono dwie rozmowy z tego samego dnia.',
});
const demand = (recording: string): Command<'hold'> => ({
  ...{ act: null, recordings: [recording], proceedings: 'cywilne', reference: null, order: 'court' as const },
  ...{ case: 'SEK.1510.9.2026', paper: 'RPW/1840/2026' },
});

it('a list that a night stopped at is told call by call and held against its entry; it waits on „Pulpit” and in the rail until somebody confirms it', async () => {
  await beginDestruction(office);
  const before = await headSeq(office);
  const startedAt = old(office);
  const { id: evidence } = await addRecording(office, { startedAt });
  const { seq: held } = await done(askSealed(office, secretaryLogin, 'hold', demand(evidence)));
  const takenInOn = dayOf(office);
  const listed = [await addRecording(office, { startedAt }), await addRecording(office, { startedAt })];
  const ids = listed.map(({ id }) => id).sort();
  expect((await listOf(null)).calls.map(({ recording }) => recording).sort()).toEqual(ids);
  expect(await night(office)).toBeNull();
  const stopped = await entryAfter(office, before, 'stopped');

  const told = await page();
  expect(told.stopped).toMatchObject([{ seq: stopped.seq, count: 2, agreed: false, stays: { count: 1 } }]);
  expect(told.stopped[0]?.now).toMatchObject([{ count: 2 }]);
  expect(told.next.count).toBe(0);
  const list = await listOf(stopped.seq);
  expect(list.same).toBe(true);
  expect(list.calls.map(({ recording }) => recording).sort()).toEqual(ids);
  expect((await listOf(null)).calls).toEqual([]);
  expect(await waiting(mayorLogin)).toMatchObject([{ seq: stopped.seq, count: 2, days: 1 }]);
  expect(await counted()).toBe(1);

  // Held since: it is in the list still, and the page says that it stays.
  await done(askSealed(office, secretaryLogin, 'hold', demand(ids[0] ?? '')));
  const since = await listOf(stopped.seq);
  expect(since.same).toBe(true);
  expect(since.calls.filter(({ stays }) => stays !== null)).toMatchObject([{ recording: ids[0] }]);
  // SECURITY: somebody who has the tables takes a recording out of what is looked at.
  await office.superuser.query('UPDATE office.stopped SET recordings = array_remove(recordings, $1)', [
    ids[1],
  ]);
  expect((await listOf(stopped.seq)).same).toBe(false);
  await office.superuser.query('UPDATE office.stopped SET recordings = recordings || $1::uuid', [ids[1]]);
  expect((await listOf(stopped.seq)).same).toBe(true);
  // Taken in on this day: the date of an exchange with a wrong clock.
  expect(list.calls.map(({ takenIn }) => takenIn)).toEqual(ids.map(() => takenInOn));
  expect(told.stopped).toMatchObject([{ fresh: 2 }]);

  // The hold of what was no part of the list ends: it goes in the next night, and nothing of the list does.
  await done(askSealed(office, deputyLogin, 'hold-end', endedBy(held ?? 0)));
  expect((await listOf(null)).calls.map(({ recording }) => recording)).toEqual([evidence]);
  expect(await page()).toMatchObject({ next: { count: 1 }, stopped: [{ count: 2, now: [{ count: 1 }] }] });
  expect((await listOf(stopped.seq)).same).toBe(true);

  const { seq, hash } = stopped;
  await done(askSealed(office, mayorLogin, 'confirm', confirmationOf({ seq, hash })));
  expect(await waiting(mayorLogin)).toEqual([]);
  expect(await counted()).toBe(0);
  expect((await page()).stopped).toMatchObject([{ agreed: true, count: 1 }]);
  expect(await night(office)).toBeNull();
  const after = await page();
  expect(after.done).toMatchObject([{ count: 1, removed: false }]);
  expect(await goneLast()).toMatchObject([{ call: { payload: { recording: ids[1] } }, cards: [] }]);
  // Of the first list nothing goes any more; what shared its day was taken in but lately and has one of its own.
  expect(after.next.count).toBe(0);
  expect(after.stopped).toMatchObject([{ count: 1, fresh: 1, agreed: false }]);
  // What is gone is in its list still, which nobody takes for another one.
  const last = await listOf(stopped.seq);
  expect(last.same).toBe(true);
  expect(last.calls.filter(({ gone }) => gone)).toMatchObject([{ recording: ids[1], stays: null }]);
  await expect(listOf(1)).rejects.toMatchObject({ failure: { code: 'document-entry-missing' } });

  // SECURITY: after the days of grace it goes, with its card, though the row of the card is gone.
  const [own] = after.stopped;
  const agreement = { seq: own?.seq ?? 0, hash: Buffer.from(own?.hash ?? '', 'hex') };
  await done(askSealed(office, mayorLogin, 'confirm', confirmationOf(agreement)));
  await office.superuser.query('DELETE FROM office.hold WHERE seq = $1', [held]);
  for (let nights = 0; nights < 3; nights += 1) await night(office);
  expect(await goneLast()).toMatchObject([
    { call: { payload: { recording: evidence } }, cards: [{ hold: { seq: held } }] },
  ]);
});
