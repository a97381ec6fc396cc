import type { Random } from './random.ts';
import { type Soundtrack, type Speaker, type Tape, tapeFor } from './tape.ts';
import { type Clerk, type Matter, type Step, type Voices, clerkOf } from './voices.ts';

/** A person who calls: voice and manner stay the same from call to call, as the number does. */
export type Caller = {
  readonly number: string | null;
  readonly voice: string;
  readonly pitch: number;
  readonly gain: number;
  /** Which of the two names that the voice can say: 1 or 2. */
  readonly name: number;
};

/**
 * One recorded part of a call. `matter` is talked through unless `passTo` names the clerk to whom the
 * switchboard passes the caller on; `announced`: the announcement of § 3 ust. 2 is heard at its start.
 */
export type Part = {
  readonly matter: Matter;
  readonly clerk: Clerk;
  readonly caller: Caller;
  readonly announced: boolean;
  readonly passTo?: string;
};

type Scene = {
  readonly voices: Voices;
  readonly random: Random;
  readonly tape: Tape;
  readonly caller: Speaker;
  readonly clerk: Speaker;
  readonly part: Part;
};

const announcer: Speaker = { side: 'office', voice: 'announcer', pitch: 1, gain: 0.9 };
/** A hold longer than this, in seconds, is exactly as long as the matter says, and what follows it is told there too. */
const shortHold = 150;

/** What is heard in one part of a call, from the announcement to the goodbyes. */
export function converse(voices: Voices, random: Random, part: Part): Soundtrack {
  const { caller, clerk } = part;
  const scene: Scene = {
    voices,
    random,
    part,
    tape: tapeFor(voices, random),
    caller: { side: 'caller', voice: caller.voice, pitch: caller.pitch, gain: caller.gain },
    clerk: speakerOf(clerk),
  };
  open(scene);
  if (part.passTo === undefined) talk(scene);
  else passOn(scene, part.passTo);
  scene.tape.pause(random.between(0.5, 1.5));
  return scene.tape.finish();
}

function speakerOf(clerk: Clerk): Speaker {
  return { side: 'office', voice: clerk.voice, pitch: clerk.pitch, gain: 0.95 };
}

function open({ tape, random, part, clerk, caller }: Scene): void {
  tape.pause(random.between(0.3, 0.8));
  if (part.announced) tape.say(announcer, 'announcement.recorded');
  tape.sound('ringing', 5 * random.whole(1, 3) + random.between(0.2, 3), 1);
  tape.pause(random.between(0.2, 0.6));
  tape.say(clerk, `greeting.${part.clerk.id}`);
  tape.say(caller, `phrase.hello-${String(random.whole(1, part.matter.story === true ? 2 : 3))}`);
}

function talk(scene: Scene): void {
  const { part, random, tape, clerk, caller } = scene;
  const { lines, id } = part.matter;
  const slowly = part.matter.story === true || !random.chance(0.5) ? -1 : lastOfficeLine(lines);
  const asked = lines.some((step) => 'hold' in step) || !random.chance(0.45) ? -1 : lastOfficeLine(lines);
  lines.forEach((step, at) => {
    if (at === asked) hold(scene, random.between(40, 110));
    if (at === slowly) {
      tape.say(clerk, 'phrase.slowly');
      tape.say(caller, 'phrase.pen');
      tape.pause(random.between(3, 8));
    }
    play(scene, step, `${id}.${String(at)}`);
    if (at === 0 && part.matter.abrupt !== true && random.chance(0.5)) introduce(scene);
  });
  if (slowly >= 0) tape.say(caller, 'phrase.noted');
  if (part.matter.abrupt === true) return;
  if (part.matter.story !== true && random.chance(0.4)) repeat(scene);
  close(scene);
}

function lastOfficeLine(lines: readonly Step[]): number {
  return lines.map((step) => 'office' in step).lastIndexOf(true);
}

function play(scene: Scene, step: Step, line: string): void {
  const { tape, random, clerk, caller, voices } = scene;
  if ('caller' in step) {
    tape.say(caller, line);
    if (random.chance(0.25)) tape.interject(clerk, random.pick(['phrase.mhm', 'phrase.understand']));
  } else if ('office' in step) {
    tape.say(step.as === undefined ? clerk : speakerOf(clerkOf(voices, step.as)), line);
    if (random.chance(0.35)) tape.interject(caller, random.pick(['phrase.mhm', 'phrase.yes']));
  } else if ('typing' in step) {
    check(scene, step.typing);
  } else {
    hold(scene, step.hold);
  }
}

function introduce({ tape, random, clerk, caller, part }: Scene): void {
  tape.say(clerk, 'phrase.name');
  tape.say(caller, `name.${String(part.caller.name)}`);
  tape.sound('typing', random.between(2, 5), 1);
  tape.say(clerk, 'phrase.name-thanks');
}

function check({ tape, random, clerk, caller }: Scene, seconds: number): void {
  tape.say(clerk, `phrase.check-${String(random.whole(1, 3))}`);
  tape.say(caller, `phrase.wait-${String(random.whole(1, 2))}`);
  tape.sound('typing', seconds * random.between(0.7, 1.8), random.between(0.6, 1));
  if (random.chance(0.2)) {
    tape.say(clerk, 'phrase.hear');
    tape.say(caller, 'phrase.hear');
  }
}

function hold(scene: Scene, seconds: number): void {
  const { tape, random, clerk, caller } = scene;
  if (seconds > shortHold) {
    listenToMusic(scene, seconds);
    return;
  }
  tape.say(
    clerk,
    scene.part.matter.story === true ? 'phrase.hold-1' : `phrase.hold-${String(random.whole(1, 2))}`,
  );
  tape.say(caller, 'phrase.wait-1');
  listenToMusic(scene, seconds * random.between(0.7, 1.9));
  tape.say(clerk, `phrase.back-${String(random.whole(1, 3))}`);
  tape.say(caller, `phrase.here-${String(random.whole(1, 2))}`);
}

/** Music, on a long wait broken by the announcer and by a caller who wonders whether anybody is there. */
function listenToMusic({ tape, random, caller }: Scene, seconds: number): void {
  const end = tape.seconds() + seconds;
  for (let left = seconds; left > 0; left = end - tape.seconds()) {
    const piece = random.between(45, 80);
    if (left < piece + 20) {
      tape.sound('music', left, 1);
      return;
    }
    tape.sound('music', piece, 1);
    tape.pause(0.4);
    tape.say(announcer, `announcement.queue-${String(random.whole(1, 2))}`);
    if (random.chance(0.3)) tape.say(caller, 'phrase.anybody');
  }
}

/** The caller did not get it: the clerk says the last answer again. */
function repeat({ tape, clerk, caller, part }: Scene): void {
  tape.say(caller, 'phrase.repeat');
  tape.say(clerk, 'phrase.again');
  tape.say(clerk, `${part.matter.id}.${String(lastOfficeLine(part.matter.lines))}`);
  tape.say(caller, 'phrase.understand');
}

function close({ tape, random, clerk, caller }: Scene): void {
  if (random.chance(0.4)) {
    tape.say(clerk, 'phrase.clear');
    tape.say(caller, 'phrase.clear');
  }
  if (random.chance(0.6)) {
    tape.say(clerk, 'phrase.more');
    tape.say(caller, 'phrase.no-more');
  }
  tape.say(caller, `phrase.thanks-${String(random.whole(1, 2))}`);
  tape.say(clerk, `phrase.bye-${String(random.whole(1, 3))}`);
  tape.say(caller, `phrase.bye-${String(random.whole(1, 2))}`);
}

/** The switchboard: who is it, what is it about, then on to the clerk who knows. */
function passOn(scene: Scene, to: string): void {
  const { tape, random, clerk, caller, part } = scene;
  tape.say(caller, `${part.matter.id}.ask`);
  introduce(scene);
  check(scene, 8);
  tape.say(clerk, `transfer.${to}`);
  tape.say(caller, 'phrase.thanks-1');
  listenToMusic(scene, random.between(15, 60));
}
