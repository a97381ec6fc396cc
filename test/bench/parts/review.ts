import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addDays, legalDay } from '../../../shared/warsaw.ts';
import { planOf, reviewsAllowed, versionPaper } from '../../database/reviewing-quality.ts';
import { goOn, hearAt, next } from '../../e2e/drawn-plan.ts';
import { leadClock } from '../../e2e/led-clock.ts';
import { authorise, headOf, signAs, stand, submitAs } from '../../e2e/ledger.ts';
import { who } from '../../who.ts';
import { record, startBenchOffice, takeIn, type BenchOffice } from './office.ts';

/** A plan that is heard today, and who hears it: of the first call it has, which was opened once. */
export type BenchReview = { rater: string; recording: string };

/** An office of its own, whose time was led on, with two reviews that are heard. All their calls last two hours. */
export type ReviewingOffice = BenchOffice & { reviews: readonly [BenchReview, BenchReview] };

const clerks = [who.listener, who.other, who.participant];
/** The calls are of today, and the office goes on by so many days: by then their days are over. */
const ahead = 10;

export async function startReviewingOffice(
  root: string,
  say: (line: string) => void,
): Promise<ReviewingOffice> {
  const office = await startBenchOffice(root);
  const led = await leadClock(office);
  const stop = async (): Promise<void> => {
    await led.stop();
    await office.stop();
  };
  try {
    const today = legalDay();
    const known = {
      act: 'zarządzenie nr 88/2026',
      actDay: addDays(today, -50),
      informedOn: addDays(today, -40),
    };
    await stand(office, versionPaper(reviewsAllowed({ plan: known })));
    const places = [
      { rater: who.none, department: 'Kancelaria Ogólna' },
      { rater: who.future, department: 'Wydział Oświaty' },
    ] as const;
    say('six calls of two hours are taken in …');
    const exchange = join(dirname(office.long.plain), 'reviewed');
    await mkdir(exchange);
    for (const { rater, department } of places) {
      await authorise(office, rater, { purposes: ['SERVICE_STANDARDS'], quality: 'only' });
      for (const login of clerks) await answered(office, exchange, department, login);
    }
    await takeIn(office, exchange, places.length * clerks.length);
    await goOn(office, led, ahead);
    const drawn = [await draw(office, places[0]), await draw(office, places[1])] as const;
    await goOn(office, led, 1);
    for (const { rater, plan, recording } of drawn) await hearAt(office, rater, { plan, nr: 1 }, recording);
    return { ...office, reviews: drawn, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

let calls = 0;

async function answered(
  office: BenchOffice,
  exchange: string,
  department: string,
  login: string,
): Promise<void> {
  calls += 1;
  const facts = {
    ...{ startedAt: new Date().toISOString(), callGroup: `reviewed-${calls}`, extension: '399', department },
    ...{ answeredBy: office.person(login).displayName, answeredLogin: login },
  };
  await record(exchange, facts, office.long.seconds, calls);
}

type Place = { rater: string; department: string };

/** Proposes a plan over the calls of a department, and has it approved. */
async function draw(
  office: BenchOffice,
  { rater, department }: Place,
): Promise<BenchReview & { plan: string }> {
  const today = legalDay();
  const on = addDays(today, ahead);
  const before = await headOf(office);
  const terms = {
    ...{ departments: [department], shortestS: 0, longestMin: 240 },
    ...{ from: addDays(today, -10), to: addDays(on, -2) },
  };
  await submitAs(office, rater, 'qualityPlan', planOf(terms, on));
  const plan = (await next(office, 'qualityPlan', before)).payload.command ?? '';
  await signAs(office, who.secretary, 'qualityVerdict', { plan, approved: true, reason: null });
  const [recording = ''] = (await next(office, 'qualityDraw', before)).payload.recordings;
  return { plan, rater, recording };
}
