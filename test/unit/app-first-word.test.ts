import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CallPlan, composeCalls, loadVoices, renderCall } from '../../build/office/calls.ts';
import { type Cue, sampleRate } from '../../build/office/calls/tape.ts';
import { firstWord } from '../../electron/playback/first-word.ts';
import { PeakMeter } from '../../server/ingest/samples.ts';
import type { Peaks } from '../../shared/node/peaks.ts';

const voices = loadVoices(fileURLToPath(new URL('../../build/office/voices', import.meta.url)));
const plans = composeCalls({ voices, today: '2026-11-25' }).filter(({ durationMs }) => durationMs < 600_000);
const wavHeader = 58;
const announcementMs = 21_000;
const ms = (samples: number): number => (samples * 1000) / sampleRate;

function peaksOf(plan: CallPlan): Peaks {
  const { length } = plan.sidecar.channels;
  const data = Buffer.concat([...renderCall(plan, voices)]).subarray(wavHeader);
  const format = { codec: 'alaw', channels: length, sampleRate, frameBytes: length } as const;
  const meter = new PeakMeter(format, data.length / length);
  meter.update(data);
  return { millisecondsPerValue: 20, channels: meter.final().channels };
}

const isAnnouncement = ({ sound }: Cue): boolean =>
  sound.kind === 'speech' && sound.line === 'announcement.recorded';
const isRinging = ({ sound }: Cue): boolean => sound.kind === 'ringing';

describe('the first word of the demo calls', () => {
  it.each(plans)('$stem', (plan) => {
    const { cues } = plan.soundtrack;
    const announced = cues.some(isAnnouncement);
    const found = firstWord(peaksOf(plan), announced ? announcementMs : 0);
    const word = cues.find((cue) => cue.sound.kind === 'speech' && !isAnnouncement(cue));
    expect(found).toBeLessThanOrEqual(ms(word?.at ?? 0) + 50);
    const before = cues.filter((cue) => isAnnouncement(cue) || isRinging(cue));
    const whole = before.reduce((sum, { length }) => sum + ms(length), 0);
    const passed = before.reduce(
      (sum, { at, length }) => sum + Math.max(0, Math.min(found, ms(at + length)) - ms(at)),
      0,
    );
    expect(passed / whole).toBeGreaterThanOrEqual(0.9);
  });
});

type Heard = { from: number; to: number; loud?: number };
/** Columns of 20 ms; what is heard in seconds, wavering as a voice does unless it has one loudness. */
const channel = (seconds: number, ...heard: Heard[]): Peaks => ({
  millisecondsPerValue: 20,
  channels: [
    Uint8Array.from({ length: seconds * 50 }, (_, at) => {
      const one = heard.find(({ from, to }) => at / 50 >= from && at / 50 < to);
      return one === undefined ? 2 : (one.loud ?? 40 + ((at * 13) % 40));
    }),
  ],
});

describe('where a call begins that is played from its first word', () => {
  it.each<[string, Heard[], number, number]>([
    ['is the word after announcement and ringing', tones([10, 15, 20], { from: 23, to: 25 }), 8000, 22_700],
    [
      'is the word after a tone that was cut short',
      [tone(10), { ...tone(15), to: 15.3 }, { from: 16, to: 18 }],
      0,
      14_700,
    ],
    [
      'is its beginning where it begins in the middle of a word',
      [
        { from: 0, to: 1 },
        { from: 3, to: 5 },
      ],
      0,
      0,
    ],
    [
      'is a word, however steady, that nothing like it follows',
      [tone(10), { from: 13, to: 14, loud: 90 }],
      0,
      9700,
    ],
    [
      'is the music that goes on past the announcement',
      [
        { from: 6, to: 70 },
        { from: 70.5, to: 80 },
      ],
      8000,
      5700,
    ],
    [
      'is what goes on past the announcement after a breath',
      [
        { from: 6, to: 8.2 },
        { from: 8.4, to: 10 },
      ],
      8000,
      5700,
    ],
    [
      'is a sound as steady as a tone, and longer',
      [0, 5].map((at) => ({ ...tone(10 + at), to: 12 + at })),
      0,
      9700,
    ],
    [
      'is a voice that says as much every five seconds',
      [
        { from: 10, to: 11 },
        { from: 15, to: 16 },
      ],
      0,
      9700,
    ],
    ['is a tone that comes again too soon for an exchange', [10, 12].map(tone), 0, 9700],
    ['is a tone that comes again too late for one', [10, 20].map(tone), 0, 9700],
    ['is its beginning where nobody is heard in two minutes', [{ from: 121, to: 130 }], 8000, 0],
  ])('%s', (_, heard, announcement, expected) => {
    expect(firstWord(channel(150, ...heard), announcement)).toBe(expected);
  });
});

function tone(from: number): Heard {
  return { from, to: from + 1, loud: 30 };
}
function tones(at: number[], word: Heard): Heard[] {
  return [{ from: 1, to: 6 }, { from: 6.5, to: 8.5 }, ...at.map(tone), word];
}
