import { randomFrom, type Random } from '../../build/office/calls/random.ts';

/** The nine steps of a listening act, and the proof of the session that it is asked for under. */
export const steps = [
  'sign-in',
  'prove',
  'find',
  'justify',
  'decide',
  'record',
  'release',
  'play',
  'watch',
  'complete',
] as const;
export type Step = (typeof steps)[number];
export type Victim = 'keeper' | 'database' | 'app';

/** What one round kills, how, and when: `delayMs` after the `nth` time that `step` is seen. */
export type Choice = {
  victims: readonly Victim[];
  /** How the database ends: SIGKILL of its first process, or its immediate shutdown. */
  way: 'kill' | 'immediate';
  step: Step;
  nth: number;
  delayMs: number;
  /** The app of this round is the real window. */
  window: boolean;
};

const targets: readonly (readonly Victim[])[] = [
  ['keeper'],
  ['keeper'],
  ['keeper'],
  ['database'],
  ['database'],
  ['app'],
  ['app'],
  ['keeper', 'database'],
  ['database', 'app'],
  ['app', 'keeper', 'database'],
];
/** Steps of the server room are over within milliseconds. */
const quick: ReadonlySet<Step> = new Set<Step>(['prove', 'decide', 'record', 'release']);

/** The same seed and round give the same choice. `windowEvery`: each so many-th round drives the real window; 0 = none. */
export function choiceOf(seed: number, round: number, windowEvery: number): Choice {
  const random = randomFrom(seed * 100_003 + round);
  const window = windowEvery > 0 && round % windowEvery === 0;
  const step = random.pick(steps);
  const victims = random.pick(targets);
  return {
    victims: window && !victims.includes('app') ? [...victims, 'app'] : victims,
    way: random.pick(['kill', 'immediate']),
    step,
    nth: window ? 1 : random.whole(1, 4),
    delayMs: random.between(0, quick.has(step) ? 6 : 40),
    window,
  };
}

export function chanceOf(seed: number, round: number): Random {
  return randomFrom(seed * 100_003 + round + 50_021);
}
