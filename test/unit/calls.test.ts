import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type CallPlan,
  complaintCaller,
  complaintDay,
  composeCalls,
  loadVoices,
} from '../../build/office/calls.ts';
import { sidecar as sidecarShape } from '../../server/ingest/sidecar.ts';
import { agendaFor } from '../../build/office/calls/agenda.ts';
import { isWorkingDay, workingDaysBefore } from '../../shared/working-days.ts';

const voices = loadVoices(fileURLToPath(new URL('../../build/office/voices', import.meta.url)));
const minute = 60_000;
const twoHours = 120 * minute;

const dayOf = (plan: CallPlan): string => plan.sidecar.startedAt.slice(0, 10);
const timeOf = (plan: CallPlan): string => plan.sidecar.startedAt.slice(11, 16);
const isMono = (plan: CallPlan): boolean => plan.sidecar.channels.length === 1;
const isNight = (plan: CallPlan): boolean => plan.sidecar.extension === '299' && timeOf(plan) < '06:00';

function groupsOf(plans: readonly CallPlan[]): CallPlan[][] {
  const groups = new Map<string, CallPlan[]>();
  for (const plan of plans) {
    const { callGroup } = plan.sidecar;
    groups.set(callGroup, [...(groups.get(callGroup) ?? []), plan]);
  }
  return [...groups.values()];
}

// A plain day, the days around New Year, a Friday that is a holiday a week ago, the day of the change of clocks itself.
const todays = [
  '2026-11-25',
  '2027-01-04',
  '2026-05-07',
  '2026-10-25',
  '2026-10-26',
  '2027-10-31',
  '2028-02-29',
];

describe.each(todays)('the calls of the demo office, seen on %s', (today) => {
  const plans = composeCalls({ voices, today });
  const calls = groupsOf(plans);

  it('are as many as asked for, a third of them mono, every one different', () => {
    expect(plans).toHaveLength(72);
    expect(plans.filter(isMono)).toHaveLength(24);
    expect(new Set(plans.map(({ stem }) => stem)).size).toBe(72);
    expect(new Set(plans.map(({ soundtrack }) => JSON.stringify(soundtrack))).size).toBe(72);
  });

  it('are told to the ingest in its own words', () => {
    for (const plan of plans) {
      const read = sidecarShape.parse(plan.sidecar);
      expect(read).toEqual(plan.sidecar);
    }
  });

  it('five were passed on: same group and caller, another extension, one after the other', () => {
    const passedOn = calls.filter((legs) => legs.length > 1);
    expect(passedOn).toHaveLength(5);
    for (const legs of passedOn) {
      const [first, second] = legs as [CallPlan, CallPlan];
      expect(legs).toHaveLength(2);
      expect(first.sidecar.extension).toBe('214');
      expect(second.sidecar.extension).not.toBe('214');
      expect(second.sidecar.caller).toBe(first.sidecar.caller);
      const gap =
        Date.parse(second.sidecar.startedAt) - Date.parse(first.sidecar.startedAt) - first.durationMs;
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThan(3000);
    }
  });

  it('one lasts two hours, the others between one minute and seven', () => {
    const long = plans.filter(({ durationMs }) => durationMs > 10 * minute);
    expect(long).toHaveLength(1);
    expect(long[0]?.durationMs).toBeGreaterThanOrEqual(twoHours);
    expect(long[0]?.durationMs).toBeLessThan(twoHours + 5 * minute);
    const others = plans.filter((plan) => plan !== long[0]).map(({ durationMs }) => durationMs);
    expect(Math.min(...others)).toBeGreaterThan(minute);
    expect(Math.max(...others)).toBeLessThan(7 * minute);
    expect(others.filter((durationMs) => durationMs > 2.5 * minute).length).toBeGreaterThan(9);
  });

  it('were made in office hours of the last twenty working days, all of them over', () => {
    const [oldest] = workingDaysBefore(today, 20);
    for (const plan of plans.filter((each) => !isNight(each))) {
      expect(isWorkingDay(dayOf(plan)) && dayOf(plan) >= (oldest ?? '') && dayOf(plan) < today).toBe(true);
      expect(timeOf(plan) >= '07:30' && timeOf(plan) < '17:30').toBe(true);
    }
    expect(new Set(plans.map(dayOf)).size).toBeGreaterThanOrEqual(15);
  });

  it('the complaint: two calls of the same number around ten, the second passed on from 214 to 305', () => {
    const theirs = plans.filter(
      (plan) => plan.sidecar.caller === complaintCaller && dayOf(plan) === complaintDay(today),
    );
    expect(theirs.map(({ sidecar }) => sidecar.extension)).toEqual(['214', '214', '305']);
    expect(theirs.every((plan) => timeOf(plan) >= '09:30' && timeOf(plan) <= '10:30')).toBe(true);
    expect(theirs.map(isMono)).toEqual([true, false, false]);
    expect(plans.filter((plan) => dayOf(plan) === complaintDay(today)).length).toBeGreaterThanOrEqual(12);
  });

  it('some numbers are withheld, one call had no announcement', () => {
    const withheld = plans.filter(({ sidecar }) => sidecar.caller === null);
    expect(withheld.length).toBeGreaterThanOrEqual(4);
    expect(plans.every(({ sidecar }) => sidecar.caller === null || /^\+48\d{9}$/.test(sidecar.caller))).toBe(
      true,
    );
    const silent = plans.filter(({ sidecar }) => sidecar.announcement === 'no');
    expect(silent).toHaveLength(1);
    const announced = plans.filter(({ soundtrack }) =>
      JSON.stringify(soundtrack).includes('announcement.recorded'),
    );
    expect(announced).toHaveLength(72 - 5 - 1);
    expect(announced).not.toContain(silent[0]);
  });
});

describe('a crowded month of eight hundred recordings', () => {
  const plans = composeCalls({ voices, today: '2026-11-25', count: 800 });

  it('nobody is on two telephones at once', () => {
    const extensions = new Set(plans.map(({ sidecar }) => sidecar.extension));
    for (const extension of extensions) {
      let free = 0;
      for (const plan of plans.filter(({ sidecar }) => sidecar.extension === extension)) {
        const from = Date.parse(plan.sidecar.startedAt);
        expect(from).toBeGreaterThanOrEqual(free);
        free = from + plan.durationMs;
      }
    }
  });
});

it('among ten thousand callers only the one of the complaint has a number that ends in 417', () => {
  const callers = agendaFor(voices, '2026-11-25', 10_000, 1).map(({ caller }) => caller.number);
  const alike = callers.filter((number) => number?.endsWith('417') === true);
  expect(alike).toEqual([complaintCaller, complaintCaller, complaintCaller]);
});

describe('the night when the clocks go back', () => {
  it('has an emergency call at each of its two half past twos, an hour apart', () => {
    const night = composeCalls({ voices, today: '2026-11-25' }).filter(isNight);
    expect(night.map(({ sidecar }) => sidecar.startedAt)).toEqual([
      '2026-10-25T02:30:14+02:00',
      '2026-10-25T02:30:49+01:00',
    ]);
  });

  it('is left out where its twelve months are over', () => {
    expect(composeCalls({ voices, today: '2027-10-25' }).filter(isNight)).toHaveLength(2);
    expect(composeCalls({ voices, today: '2027-10-26' }).filter(isNight)).toHaveLength(0);
  });
});

it('the same wish gives the same calls, another seed gives others', () => {
  const wish = { voices, today: '2026-11-25' };
  expect(composeCalls(wish)).toEqual(composeCalls(wish));
  expect(composeCalls({ ...wish, seed: 63 })).not.toEqual(composeCalls(wish));
});

it('refuses a number of recordings that cannot hold the story', () => {
  expect(() => composeCalls({ voices, today: '2026-11-25', count: 39 })).toThrow(RangeError);
});
