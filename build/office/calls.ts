import { agendaFor, type Appointment } from './calls/agenda.ts';
import { converse, type Part } from './calls/conversation.ts';
import { randomFrom } from './calls/random.ts';
import { renderSoundtrack } from './calls/sound.ts';
import { sampleRate, type Soundtrack } from './calls/tape.ts';
import { type Clerk, clerkOf, matterOf, type Voices } from './calls/voices.ts';
import { instantAt, localIso } from './calls/warsaw.ts';
import { legalDay } from '../../shared/warsaw.ts';

export { complaintCaller, complaintDay } from './calls/agenda.ts';
export { loadVoices, type Voices } from './calls/voices.ts';

/** The demo's calls lie before it: today, or the day of `npm run calendar`, which cannot move the clock of a window. */
export const dayOfCalls = (): string => process.env['ODSLUCH_CALLS_BEFORE'] ?? legalDay();

/** What the exchange writes beside a recording; the ingest reads it. */
export type Sidecar = {
  /** As a clock in Warsaw shows it, with its offset. */
  readonly startedAt: string;
  /** The exchange's linked id: the same for all parts of a transferred call. */
  readonly callGroup: string;
  /** E.164; null = withheld. */
  readonly caller: string | null;
  readonly line: string;
  readonly extension: string;
  readonly department: string;
  readonly answeredBy: string;
  readonly answeredLogin: string | null;
  readonly direction: 'incoming';
  /** Of the whole call: the second part of a transferred call does not repeat the announcement. */
  readonly announcement: 'yes' | 'no' | 'unknown';
  readonly channels: readonly ['caller', 'office'] | readonly ['mixed'];
};

/** One recording to be: what it is called, what the exchange says of it, what is heard. */
export type CallPlan = {
  /** File name without its ending: `<stem>.wav`, `<stem>.json`. */
  readonly stem: string;
  readonly sidecar: Sidecar;
  readonly durationMs: number;
  /** Which conversation of `voices/dialogues.json` this is. */
  readonly matter: string;
  readonly soundtrack: Soundtrack;
};

export type CallsWanted = {
  readonly voices: Voices;
  /** `YYYY-MM-DD`. All calls lie before it: on the 20 working days that end the day before, and in one October night. */
  readonly today: string;
  /** Recordings, not calls; at least 40. */
  readonly count?: number;
  readonly seed?: number;
};

type Leg = { readonly clerk: Clerk; readonly track: Soundtrack; readonly afterMs: number };
type Call = { readonly appointment: Appointment; readonly legs: readonly Leg[] };
type Placed = Call & { readonly at: number };

const lines = { office: '+48270017500', emergency: '+48270017599' };
const switchboard = 'zych';

/**
 * The calls of the demo office, oldest first: the same arguments give the same calls, to the sample. A third of the
 * recordings is mono; five calls are transferred (two recordings each); one lasts two hours; no extension is busy
 * with two calls at once. Names and numbers are invented: no operator serves the prefixes +48 27 and +48 49.
 */
export function composeCalls({ voices, today, count = 72, seed = 62 }: CallsWanted): CallPlan[] {
  const placed: Placed[] = [];
  for (const [place, appointment] of agendaFor(voices, today, count, seed).entries()) {
    const call = record(voices, appointment, seed * 1000 + place);
    placed.push({ ...call, at: findTime(call, placed, seed * 1000 + place) });
  }
  return placed.sort((a, b) => a.at - b.at).flatMap((call, serial) => plansOf(call, serial));
}

/** A whole WAV file in pieces of a few seconds, for a write stream: A-law, 8 kHz, channel 0 = caller, 1 = office. */
export function renderCall(plan: CallPlan, voices: Voices): Generator<Buffer> {
  return renderSoundtrack(plan.soundtrack, plan.sidecar.channels.length, voices);
}

/** The same WAV file in one buffer: 16 kB a second of stereo, so rather not for the call of two hours. */
export function wavOf(plan: CallPlan, voices: Voices): Buffer {
  return Buffer.concat([...renderCall(plan, voices)]);
}

function record(voices: Voices, appointment: Appointment, seed: number): Call {
  const random = randomFrom(seed);
  const { caller, transferred, announcement } = appointment;
  const matter = matterOf(voices, appointment.matter);
  const announced = announcement !== 'no';
  const legs: Leg[] = [];
  const add = (part: Part): void => {
    const before = legs.at(-1);
    const afterMs =
      before === undefined ? 0 : before.afterMs + Math.ceil(durationOf(before.track) / 1000 + 1) * 1000;
    legs.push({ clerk: part.clerk, track: converse(voices, random, part), afterMs });
  };
  const clerk = clerkOf(voices, matter.clerk);
  if (transferred) {
    add({ matter, clerk: clerkOf(voices, switchboard), caller, announced, passTo: clerk.id });
  }
  add({ matter, clerk, caller, announced: announced && !transferred });
  return { appointment, legs };
}

function durationOf(track: Soundtrack): number {
  return Math.floor((track.length * 1000) / sampleRate);
}

/** When the call begins (ms since 1970): its exact time, or a moment in its window when all its extensions are free. */
function findTime(call: Call, others: readonly Placed[], seed: number): number {
  const { day, time, again } = call.appointment;
  if (typeof time === 'number') return instantAt(day, time, again);
  const random = randomFrom(seed);
  for (let attempt = 0; attempt < 1000; attempt++) {
    const at = instantAt(day, random.whole(time[0], time[1]));
    if (!others.some((other) => collide({ ...call, at }, other))) return at;
  }
  throw new Error(`no free time on ${day} for ${call.appointment.matter}`);
}

function collide(one: Placed, other: Placed): boolean {
  return one.legs.some((leg) =>
    other.legs.some((taken) => {
      if (leg.clerk.extension !== taken.clerk.extension) return false;
      const [from, to] = spanOf(one, leg);
      const [takenFrom, takenTo] = spanOf(other, taken);
      return from < takenTo && takenFrom < to;
    }),
  );
}

function spanOf(call: Placed, leg: Leg): readonly [number, number] {
  const from = call.at + leg.afterMs;
  return [from, from + durationOf(leg.track)];
}

function plansOf({ appointment, legs, at }: Placed, serial: number): CallPlan[] {
  const callGroup = `${String(at / 1000)}.${String(4100 + 3 * serial)}`;
  return legs.map(({ clerk, track, afterMs }) => {
    const startedAt = localIso(at + afterMs);
    const stamp = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    return {
      stem: `${stamp}-${clerk.extension}-${callGroup}`,
      durationMs: durationOf(track),
      matter: appointment.matter,
      soundtrack: track,
      sidecar: {
        startedAt,
        callGroup,
        caller: appointment.caller.number,
        line: lines[appointment.line],
        extension: clerk.extension,
        // The emergency line is a small exchange of its own that writes no names: the extension directory knows them.
        department: appointment.line === 'emergency' ? '' : clerk.department,
        answeredBy: appointment.line === 'emergency' ? '' : clerk.name,
        answeredLogin: appointment.line === 'emergency' ? null : clerk.login,
        direction: 'incoming',
        announcement: appointment.announcement,
        channels: appointment.mono ? ['mixed'] : ['caller', 'office'],
      },
    };
  });
}
