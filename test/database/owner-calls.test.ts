import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkedCalls, checkUntold } from '../../electron/keeping/calls.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import { callsTold } from '../../shared/keeping.ts';
import { addDays, instantsOf, legalDay } from '../../shared/warsaw.ts';
import { addRecording } from './asking.ts';
import { dbOf, openRegister } from './reading.ts';
import { openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

let office: TestOffice;
let db: Session['db'];
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  const client = await office.as(secretaryLogin);
  await openRegister(client);
  db = dbOf(client);
});
afterAll(() => office.close());

it('INV-72 rows of two calls that are exchanged for a minute are found out before anybody holds, restricts, erases or admits one for the other', async () => {
  const day = addDays(legalDay(), -2);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const at = (minute: number): Date =>
    instantsOf({ year, month, day: date, hour: 10, minute, second: 0 })[0] ?? new Date();
  const [meant, other] = [
    (await addRecording(office, { startedAt: at(5), announcement: 'no' })).id,
    (await addRecording(office, { startedAt: at(25), announcement: 'unknown' })).id,
  ];
  const asked = { day, hour: 10 };
  const told = async () => {
    const { rows } = await office.superuser.query<{ told: unknown }>(
      `SELECT jsonb_agg(jsonb_build_object('recording', r.id, 'startedAt', api.instant(r.started_at), 'durationMs', r.duration_ms,
          'extension', r.extension, 'unit', r.department, 'held', false) ORDER BY r.started_at) AS told FROM office.recording r WHERE r.id = ANY ($1)`,
      [[meant, other]],
    );
    return callsTold.parse(rows[0]?.told);
  };
  const shown = { startedAt: at(5).toISOString(), durationMs: 161_000, unit: 'Kancelaria', silent: false };
  const untold = (recording: string, change: Partial<typeof shown> = {}) =>
    checkUntold({ db }, recording, { ...shown, ...change });
  expect((await checkedCalls({ db }, asked, await told())).map(({ recording }) => recording)).toEqual([
    meant,
    other,
  ]);
  await untold(meant);

  const differently = { failure: { code: 'shown-differently' } };
  await office.superuser.query(
    'UPDATE office.recording r SET started_at = o.started_at FROM office.recording o WHERE r.id = ANY ($1) AND o.id = ANY ($1) AND o.id <> r.id',
    [[meant, other]],
  );
  await expect(checkedCalls({ db }, asked, await told())).rejects.toMatchObject(differently);
  // Shown as the row that stands in its place.
  await expect(untold(other)).rejects.toMatchObject(differently);
  await expect(untold(meant, { silent: true })).rejects.toMatchObject(differently);
  await expect(checkedCalls({ db }, { day, hour: 11 }, await told())).rejects.toMatchObject(differently);
});
