import { describe, expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import {
  append,
  by,
  command,
  endOwn,
  judgement,
  listener,
  move,
  put,
  reportsForPresent,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const [asks, answers, hands, looks, reports, passes] = [
  ...['a question is asked', 'the question is answered', 'media are handed over', 'media are looked at'],
  ...['a sign-in is reported', 'an irregularity is passed on'],
] as const;
const concluded = 'the review is concluded';
const judge = judgement(passes);

/** The question of the frozen ledger is asked before the review ends, and closed by the desk as well. */
function askedBefore(lines: Line[], event: 'open' | 'close'): void {
  move(lines, asks, concluded);
  if (event === 'open') return;
  move(lines, answers, concluded);
  put(lines, answers, by(secretary));
}

/** The task is about requests that nobody had signed. */
function ofAlarm(lines: Line[], opened: Facts = {}): void {
  const about = seqOf(lines, 'unsigned-request');
  put(lines, hands, { about, ...opened });
  put(lines, looks, { about });
}

describe('§ 6.3 what is not lawful about a matter is found although hash and signature hold:', () => {
  it.each<Case>([
    ['another number', hands, 'matter-number', (all) => put(all, hands, { number: 'SK/3/2026' })],
    ['it begins as another command', hands, 'matter-over', (all) => put(all, hands, { matter: uuidOf('x') })],
    ['media without a custodian', hands, 'matter', (all) => put(all, hands, { assignee: null })],
    [
      'a custodian whom no entry registers',
      hands,
      'matter',
      (all) => put(all, hands, { assignee: uuidOf('x') }),
    ],
    ['a task of no kind', hands, 'matter', (all) => put(all, hands, { letter: null })],
    ['a day that is past', hands, 'matter', (all) => put(all, hands, { due: '2026-12-07' })],
    ['about what is not there yet', hands, 'matter', (all) => put(all, hands, { about: 100_000 })],
    ['a listener asks', asks, 'not-secretary', (all) => put(all, asks, by(listener))],
    ['a question to another', asks, 'matter', (all) => put(all, asks, { assignee: uuidOf(secretary) })],
    ['a question about another entry', asks, 'matter', (all) => put(all, asks, { about: 2 })],
    ['a question due on a Sunday', asks, 'matter', (all) => put(all, asks, { due: '2026-12-13' })],
    [
      'a report about another',
      reports,
      'matter-not-yours',
      (all) => put(all, reports, { about: 4, ...by(listener) }),
    ],
    [
      'a report of who has the login by now of somebody who was present',
      reports,
      'matter-not-yours',
      (all) => reportsForPresent(all, reports),
    ],
    ['a listener passes something on', passes, 'not-secretary', (all) => put(all, passes, by(listener))],
    ['an irregularity of nothing', passes, 'matter', (all) => put(all, passes, { about: null })],
    [
      'an irregularity for another than the officer',
      passes,
      'matter',
      (all) => put(all, passes, { assignee: uuidOf(listener) }),
    ],
    [
      'whom it is about ends an irregularity',
      'a further request',
      'matter-not-yours',
      (all) => endOwn(all, passes),
    ],
    [
      'somebody goes on whose it is not',
      looks,
      'matter-not-yours',
      (all) => {
        for (const name of [hands, looks]) put(all, name, { assignee: uuidOf(secretary) });
      },
    ],
    ['whose it is puts it off', looks, 'matter-not-yours', (all) => put(all, looks, { due: '2026-12-31' })],
    ['an answer about another act', answers, 'matter', (all) => put(all, answers, { about: null })],
    [
      'somebody else than the desk opens a task about requests that nobody signed',
      hands,
      'not-secretary',
      (all) => ofAlarm(all, by(listener)),
    ],
    [
      'whose it is closes such a task, and with it the alarm',
      looks,
      'not-secretary',
      (all) => {
        ofAlarm(all);
        put(all, looks, { event: 'close' });
      },
    ],
    [
      'it goes on after its end',
      'a further request',
      'matter-over',
      (all) => append(all, answers, { command }),
    ],
    [
      'a review ends while a question waits',
      concluded,
      'review-counts',
      (all) => {
        askedBefore(all, 'open');
        put(all, concluded, { unanswered: 1 });
      },
    ],
    [
      'a review does not count what nobody answered',
      concluded,
      'review-counts',
      (all) => askedBefore(all, 'close'),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf: numberOf } = await judge(change);
    expect(fault).toEqual({ seq: numberOf(where), what: 'unlawful', why });
  });

  it.each<[string, (lines: Line[]) => unknown]>([
    ['as it was', () => undefined],
    [
      'a question that the desk closed counts as one without an answer',
      (all) => {
        askedBefore(all, 'close');
        put(all, concluded, { unanswered: 1 });
      },
    ],
    ['whose one is adds to a task about requests that nobody signed', (all) => ofAlarm(all)],
    [
      'the desk closes such a task',
      (all) => {
        ofAlarm(all);
        put(all, looks, { ...by(secretary), event: 'close' });
      },
    ],
    ['the desk puts it off', (all) => put(all, looks, { ...by(secretary), due: '2026-12-31' })],
  ])('what is lawful has no fault: %s', async (_what, change) => {
    expect((await judge(change)).fault).toBeNull();
  });
});
