import fc from 'fast-check';
import type { Page } from '@playwright/test';
import { type CallChannel, callChannels } from '../../shared/channels.ts';
import { calls } from '../../shared/contract.ts';
import { isFailureCode } from '../../shared/failure.ts';
import { cases, nearly, runs } from '../fuzz/hostile.ts';
import { headOf, kindsAfter } from './ledger.ts';
import { expect, test, who } from './office.ts';

/** Each channel between page and main process, with what no page of ours would send: a typed refusal each time, and the program lives. */

test.use({ seed: { of: 'fuzz', choose: ({ matter }) => matter === 'oddzwonienie' } });

/**
 * Of these only wrong ones are sent: a right one ends the session, or is a request to the keeper, which answers a person
 * only once a minute after thirty refusals.
 */
const onlyWrong: readonly CallChannel[] = [
  ...(['session.signIn', 'session.signOut', 'session.lock'] as const),
  ...(['protocol.complete', 'protocol.reopen', 'protocol.file', 'protocol.correct'] as const),
  ...(['protocol.join', 'protocol.leave', 'protocol.hold', 'playback.close'] as const),
  ...(['protocol.fileInstead', 'protocol.copy', 'matter.enter'] as const),
  ...(['authorisation.prepare', 'authorisation.register'] as const),
  ...(['authorisation.confirm', 'authorisation.end', 'authorisation.addPeople'] as const),
  ...(['duties.suspend', 'duties.resume'] as const),
  ...(['rules.register', 'review.judge', 'review.conclude'] as const),
  ...(['keeping.secure', 'keeping.review', 'keeping.end', 'keeping.restrict', 'keeping.explain'] as const),
  ...(['keeping.admit', 'keeping.silent', 'quality.propose', 'quality.decide'] as const),
  ...(['quality.score', 'quality.omit', 'quality.remark'] as const),
  // These end the window, or say that it may end.
  ...(['window.close', 'window.flushed'] as const),
  // They ask where to.
  ...(['support.save', 'register.package', 'paper.save'] as const),
];
/** What no code path of ours throws at a page: a stack, a path, the name of an error. */
const inside = /\bat .*:\d+:\d+|\/(tmp|home|usr|out)\/|node:|Error:|SQLSTATE/;

type Answer = { ok: true } | { ok: false; failure: { code: string } };

/** Sends texts of JSON, which also carries halves of surrogate pairs; the page makes values of them. */
function callAll(page: Page, channel: CallChannel, inputs: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ([name, texts]) => {
      const call = window.office.call as (channel: string, input: unknown) => Promise<unknown>;
      const answers: string[] = [];
      for (const text of texts) answers.push(JSON.stringify(await call(name, JSON.parse(text))));
      return answers;
    },
    [channel, inputs] as const,
  );
}

/** The bridge of Electron refuses what is nested deeper by itself: it never leaves the page. */
const deepest = 1000;

function inputsFor(channel: CallChannel): string[] {
  const schema = calls[channel].input;
  const wanted = onlyWrong.includes(channel)
    ? nearly(schema).filter((value) => !schema.safeParse(crossed(JSON.stringify(value))).success)
    : nearly(schema);
  return fc
    .sample(
      // The bridge counts what carries a value, too.
      wanted.filter((value) => depthOf(value) < deepest - 10),
      runs(),
    )
    .map((value) => JSON.stringify(value));
}

/** As the bridge counts: an array is one step, an object one and another to what is in it. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return (Array.isArray(value) ? 1 : 2) + Math.max(0, ...Object.values(value).map(depthOf));
}

/**
 * What comes through to the main process: the bridge copies key by key, and `__proto__` is lost on the way. What is wrong here may be
 * right there: `{"__proto__": 1}` signs out.
 */
function crossed(input: string): unknown {
  return JSON.parse(input, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}

/** What is wrong with an answer, or nothing: thousands of single expectations would take minutes. */
function faultOf(channel: CallChannel, input: string, answered: string): string[] {
  const what = `${channel} ${input.slice(0, 300)} → ${answered.slice(0, 300)}`;
  const answer = JSON.parse(answered) as Answer;
  if (answer.ok)
    return calls[channel].input.safeParse(crossed(input)).success ? [] : [`taken though wrong: ${what}`];
  if (!isFailureCode(answer.failure.code)) return [`no code of ours: ${what}`];
  // „Nieoczekiwany błąd” would mean that something broke behind the border.
  if (answer.failure.code === 'unexpected') return [`a fault: ${what}`];
  return inside.test(answered) ? [`tells of the inside: ${what}`] : [];
}

test('whatever the page sends, signed in or not, is answered or refused by a code, and the program goes on', async ({
  office,
  signedIn,
}) => {
  test.setTimeout(120_000 + cases * 1_000);
  const { page, complaints, said } = await signedIn(who.listener);
  const before = await headOf(office);
  for (const channel of callChannels) {
    const inputs = inputsFor(channel);
    // A step names the channel where an answer never comes.
    const answers = await test.step(channel, () => callAll(page, channel, inputs));
    const faults = answers.flatMap((answered, place) => faultOf(channel, inputs[place] ?? '', answered));
    expect(faults).toEqual([]);
  }
  expect(JSON.parse((await callAll(page, 'session.me', ['{}']))[0] ?? '')).toMatchObject({
    ok: true,
    value: { login: who.listener },
  });
  expect(await kindsAfter(office, before)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(said()).not.toMatch(/Uncaught|Unhandled/);
});

test('what cannot be a message at all is refused before it leaves the page', async ({ signedIn }) => {
  const { page } = await signedIn(who.listener);
  const answers = await page.evaluate(async (deep) => {
    const call = window.office.call as (channel: unknown, input: unknown) => Promise<unknown>;
    const abyss = JSON.parse('['.repeat(deep) + ']'.repeat(deep)) as unknown;
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    const trap = {
      get login(): string {
        throw new Error('trap');
      },
    };
    const odd: unknown[] = [
      undefined,
      NaN,
      Symbol('s'),
      () => 1,
      10n,
      new Date(),
      new Map(),
      new Uint8Array(9),
      abyss,
      ring,
      trap,
      document.body,
    ];
    const said: string[] = [];
    for (const value of odd) {
      try {
        said.push(JSON.stringify(await call('session.signIn', value)));
      } catch (error) {
        said.push(error instanceof Error ? 'refused' : String(error));
      }
    }
    return said;
  }, deepest + 1);
  const refused = JSON.stringify({ ok: false, failure: { code: 'invalid-input' } });
  expect(answers.filter((answer) => answer !== refused && answer !== 'refused')).toEqual([]);
});
