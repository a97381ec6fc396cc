import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CallPlan, composeCalls, loadVoices, renderCall } from '../../build/office/calls.ts';
import { sampleRate, type Side } from '../../build/office/calls/tape.ts';
import { landmarksOf } from '../../renderer/player/landmarks.ts';
import { speakerOf } from '../../renderer/protocol/marking.ts';
import { heardMs, mostTurns, speechOf, type Speech } from '../../renderer/player/speech.ts';
import { overview } from '../../shared/node/peaks.ts';
import { PeakMeter } from '../../server/ingest/samples.ts';

const voices = loadVoices(fileURLToPath(new URL('../../build/office/voices', import.meta.url)));
const plans = composeCalls({ voices, today: '2026-11-25' });
const planOf = (matter: string): CallPlan => {
  const plan = plans.find((one) => one.matter === matter);
  if (plan === undefined) throw new Error(`no call ${matter}`);
  return plan;
};
const wavHeader = 58;

/** The peaks as the page gets them: through the meter of the ingest, drawn together into 2,000 columns. */
function peaksOf(plan: CallPlan): readonly Uint8Array[] {
  const { length } = plan.sidecar.channels;
  const data = Buffer.concat([...renderCall(plan, voices)]).subarray(wavHeader);
  const format = { codec: 'alaw', channels: length, sampleRate, frameBytes: length } as const;
  const meter = new PeakMeter(format, data.length / length);
  meter.update(data);
  return overview(meter.final(), 2_000);
}

/** Milliseconds of [from, to) in which a channel is said to be heard. */
function covered({ turns }: Speech, channel: number, from: number, to: number): number {
  return turns
    .filter((turn) => turn.channel === channel)
    .reduce((sum, turn) => sum + Math.max(0, Math.min(turn.to, to) - Math.max(turn.from, from)), 0);
}

const sides: readonly Side[] = ['caller', 'office'];
const ms = (samples: number): number => (samples * 1_000) / sampleRate;

describe('who is heard when', () => {
  it.each(['spor', 'obietnica', 'gabaryty'])('is what was spoken in „%s”', (matter) => {
    const plan = planOf(matter);
    const speech = speechOf(peaksOf(plan), plan.durationMs);
    const lines = plan.soundtrack.cues.filter(({ sound }) => sound.kind === 'speech');
    for (const { side, at, length } of lines) {
      const [from, to] = [ms(at), ms(at + length)];
      if (to - from < 1_000) continue;
      const own = covered(speech, sides.indexOf(side), from, to) / (to - from);
      expect(own, `${side} at ${from}`).toBeGreaterThan(0.8);
    }
    // While the office talks for long, the caller is not said to, and the other way round.
    const strangers = speech.turns.filter(({ channel, from, to }) =>
      lines.every(
        ({ side, at, length }) => sides.indexOf(side) !== channel || ms(at) > to || ms(at + length) < from,
      ),
    );
    expect(strangers.filter(({ channel }) => sides[channel] === 'caller')).toEqual([]);
  });

  it('is told in longer stretches where a call is long', () => {
    const values = Uint8Array.from({ length: 8_000 }, (_, column) => (column % 8 < 4 ? 90 : 0));
    const speech = speechOf([values, values], 7_200_000);
    expect(speech.turns.length).toBeLessThanOrEqual(mostTurns);
    expect(speech.pauseMs).toBeGreaterThan(1_000);
    expect(heardMs(speech, 0)).toBeGreaterThan(0.4 * 7_200_000);
  });

  it('finds a quiet speaker and nobody in the noise of a line', () => {
    const noise = Uint8Array.from({ length: 1_000 }, (_, column) => column % 4);
    const quiet = Uint8Array.from(noise, (value, column) => (column >= 500 && column < 600 ? 12 : value));
    const { turns } = speechOf([noise, quiet], 100_000);
    expect(turns).toEqual([{ channel: 1, from: 50_000, to: 60_000 }]);
  });
});

describe('who is proposed as the speaker of a quotation', () => {
  const turn = (channel: number, from: number, to: number) => ({ channel, from, to });
  const turns = [turn(0, 0, 2_000), turn(1, 3_000, 6_000), turn(0, 5_000, 8_000)];
  const named = ['caller', 'office'] as const;

  it('is the side that is heard alone where it was marked, and nobody else', () => {
    const at = (from: number, to = from) => speakerOf(named, turns, [from, to]);
    expect([at(0), at(1_999), at(3_000), at(7_000)]).toEqual(['caller', 'caller', 'office', 'caller']);
    // In the pause, while both speak, and where a stretch has both.
    expect([at(2_000), at(2_500), at(5_500), at(1_000, 3_500)]).toEqual([null, null, null, null]);
    expect(at(2_500, 4_000)).toBe('office');
  });

  it('is nobody where the tracks do not tell the sides apart', () => {
    for (const channels of [['mixed'], ['unknown', 'unknown']] as const)
      expect(speakerOf(channels, turns, [1_000, 1_000])).toBeNull();
    expect(speakerOf(named, [], [1_000, 1_000])).toBeNull();
  });

  it.each(['spor', 'obietnica'])('is never the other one in „%s”', (matter) => {
    const plan = planOf(matter);
    const { turns: heard } = landmarksOf(peaksOf(plan), plan.durationMs);
    const lines = plan.soundtrack.cues.filter(({ sound }) => sound.kind === 'speech');
    const proposed = lines.map(({ side, at, length }) => {
      const middle = ms(at + length / 2);
      return { side, speaker: speakerOf(named, heard, [middle, middle]) };
    });
    const wrong = proposed.filter(({ side, speaker }) => speaker !== null && speaker !== side);
    expect(wrong).toEqual([]);
    expect(proposed.filter(({ speaker }) => speaker !== null).length).toBeGreaterThan(lines.length / 2);
  });
});
