import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../shared/warsaw.ts';
import { addRecording, passTime } from './asking.ts';
import { dayOf } from './destroying.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

let office: TestOffice;
beforeAll(async () => void (office = await openTestOffice()));
afterAll(() => office.close());

/** Milliseconds. */
const aDay = 86_400_000;
const daysLeft = async (): Promise<string[]> => {
  const { rows } = await office.superuser.query<{ day: string }>(
    'SELECT day::text FROM office.cdr_call ORDER BY day',
  );
  return rows.map(({ day }) => day);
};
/** Once the keeper has made a pulse at an instant or later; what came in the one before it is done by then. */
const pulse = (from: number): Promise<number> =>
  until('a pulse', async () => {
    const { rows } = await office.superuser.query<{ time: string }>('SELECT time FROM office.pulse');
    const time = Number(rows[0]?.time);
    return time >= from ? time : null;
  });

it('§3.1 call records that no entry names are kept as long as others, by the newest entry: a clock that is ahead makes none go', async () => {
  // Not about the end of a month, when the keeper enters something by itself.
  while (Number(dayOf(office).slice(8)) > 25) passTime(office, aDay);
  await addRecording(office);
  const [kept = '', old = ''] = [35, 36].map((days) => addDays(dayOf(office), -days));
  await office.superuser.query(
    `INSERT INTO office.cdr_call (day, list, call, started_at, extension, seconds, answered)
      SELECT day, sha256('nobody'), 'x', day, '', 0, false FROM unnest($1::date[]) day`,
    [[kept, old]],
  );
  const gone = (day: string) =>
    until('call records that are gone', async () => ((await daysLeft()).includes(day) ? null : true));
  await gone(old);
  expect(await daysLeft()).toEqual([kept]);

  passTime(office, aDay);
  const first = await pulse(Date.now() + office.shift.own);
  await pulse(first + 1);
  expect(await daysLeft()).toEqual([kept]);
  await addRecording(office);
  await gone(kept);
});
