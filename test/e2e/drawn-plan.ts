import { randomBytes } from 'node:crypto';
import type { EntryKind } from '../../shared/ledger/kinds.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { planOf, reviewsAllowed, versionPaper } from '../database/reviewing-quality.ts';
import { answeredCalls, department } from './answered-calls.ts';
import type { Led } from './led-clock.ts';
import { ask, authorise, entriesOf, headOf, signAs, stand, submitAs, type Entry } from './ledger.ts';
import { expect, type RunningOffice, who } from './office.ts';

/** The calls are of today, and the office goes on by so many days: by then their days are over. */
const ahead = 10;

/** The entry of a kind that follows. */
export async function next<K extends EntryKind>(
  office: RunningOffice,
  kind: K,
  after: number,
): Promise<Entry<K>> {
  await expect.poll(async () => (await entriesOf(office, kind, after)).length, { timeout: 15_000 }).toBe(1);
  const [entry] = await entriesOf(office, kind, after);
  return entry as Entry<K>;
}

/** Days pass, and the keeper has said so: what is asked for by the time before would come too late. */
export async function goOn(office: RunningOffice, led: Led, days: number): Promise<void> {
  const wanted = addDays(await todayIn(office), days);
  led.days(days);
  await expect.poll(() => todayIn(office), { timeout: 15_000 }).toBe(wanted);
}

/** The day by the keeper's clock. */
export async function todayIn(office: RunningOffice): Promise<string> {
  const [row] = await ask<{ today: string }>(office, 'SELECT today::text FROM office.pulse');
  return row?.today ?? '';
}

/** A plan that is heard from the day after on. `answered`: by whom, in the order of the draw. */
export type DrawnPlan = { plan: string; recordings: readonly string[]; answered: readonly string[] };

/** The office allows reviews, its clerks answer calls, and a plan over them is approved and drawn, by default of five calls that are heard for thirty days. */
export async function drawnPlan(
  office: RunningOffice,
  led: Led,
  {
    rater,
    clerks,
    size = 5,
    days = 30,
  }: { rater: string; clerks: readonly string[]; size?: number; days?: number },
): Promise<DrawnPlan> {
  const recordedOn = legalDay();
  const on = addDays(recordedOn, ahead);
  const allowed = {
    act: 'zarządzenie nr 88/2026',
    actDay: addDays(recordedOn, -50),
    informedOn: addDays(recordedOn, -40),
  };
  await stand(office, versionPaper(reviewsAllowed({ plan: allowed })));
  await authorise(office, rater, { purposes: ['SERVICE_STANDARDS'], quality: 'only' });
  await answeredCalls(office, clerks);
  await goOn(office, led, ahead);
  const before = await headOf(office);
  await submitAs(
    office,
    rater,
    'qualityPlan',
    planOf(
      {
        ...{ departments: [department], shortestS: 0, size },
        ...{ from: addDays(recordedOn, -10), to: addDays(on, -2), until: addDays(on, days) },
      },
      on,
    ),
  );
  const plan = (await next(office, 'qualityPlan', before)).payload.command ?? '';
  await signAs(office, who.secretary, 'qualityVerdict', { plan, approved: true, reason: null });
  const { recordings } = (await next(office, 'qualityDraw', before)).payload;
  const answered = await ask<{ login: string }>(
    office,
    `SELECT r.answered_login AS login FROM unnest($1::uuid[]) WITH ORDINALITY d (id, at) JOIN office.recording r USING (id) ORDER BY d.at`,
    [recordings],
  );
  return { plan, recordings, answered: answered.map(({ login }) => login) };
}

/** Who rates hears the call at a position; returns the act. */
export async function hearAt(
  office: RunningOffice,
  rater: string,
  position: Position,
  recording: string,
): Promise<string> {
  const before = await headOf(office);
  const opening = await submitAs(office, rater, 'listen', {
    ...{ act: null, recording, ground: null, position },
    ...{ publicKey: randomBytes(32).toString('base64'), host: 'ST-14' },
  });
  const { payload } = await next(office, 'release', before);
  await submitAs(office, rater, 'close', {
    ...{ opening, ranges: [[0, 5_000]], how: 'listener', wrongCall: false },
  });
  await next(office, 'closed', before);
  return payload.act;
}

/** Whose call a recording is, by login. */
export async function answeredBy(office: RunningOffice, recording = ''): Promise<string> {
  const [row] = await ask<{ login: string }>(
    office,
    'SELECT answered_login AS login FROM office.recording WHERE id = $1',
    [recording],
  );
  return row?.login ?? '';
}
