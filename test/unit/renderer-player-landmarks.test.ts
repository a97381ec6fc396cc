import { describe, expect, it } from 'vitest';
import { maxRanges } from '../../renderer/player/ear.ts';
import {
  announcementIn,
  landmarksOf,
  ledTo,
  mostSilences,
  nextSound,
  nextTurn,
  utteranceAt,
} from '../../renderer/player/landmarks.ts';
import { totalMs } from '../../shared/heard.ts';
import type { Range } from '../../shared/values.ts';

/** Columns of 100 ms: loud within the stretches that are named in seconds, the noise of a line elsewhere. */
function channel(seconds: number, ...loud: readonly Range[]): Uint8Array {
  return Uint8Array.from({ length: seconds * 10 }, (_, column) =>
    loud.some(([from, to]) => column >= from * 10 && column < to * 10) ? 60 : 2,
  );
}

describe('silence', () => {
  it('is where nobody is heard for two seconds, without its edges', () => {
    const caller = channel(30, [2, 5], [20, 25]);
    const office = channel(30, [6, 10], [13, 14]);
    const { silences } = landmarksOf([caller, office], 30_000);
    // 0–2 before the first word, 10–13 and 14–20 between; a breath of one second at 5 is none.
    expect(silences).toEqual([
      [300, 1700],
      [10_300, 12_700],
      [14_300, 19_700],
      [25_300, 29_700],
    ]);
  });

  it('is no more than a report can tell: the longest ones, so that nothing skipped is ever stated as heard', () => {
    const loud = Array.from({ length: 400 }, (_, place): Range => [
      place * 4,
      place * 4 + (place < 100 ? 1 : 2),
    ]);
    const { silences } = landmarksOf([channel(1600, ...loud)], 1_600_000);
    expect(silences).toHaveLength(mostSilences);
    expect(silences.length + 1).toBeLessThan(maxRanges);
    // All of the hundred longer ones.
    expect(silences.filter(([from, to]) => to - from > 2000)).toHaveLength(100);
    expect(silences).toEqual([...silences].sort((one, other) => one[0] - other[0]));
  });

  it('is not where music plays while somebody waits', () => {
    const { silences } = landmarksOf([channel(60, [0, 60])], 60_000);
    expect(totalMs(silences)).toBe(0);
  });
});

describe('going by ear', () => {
  const marks = landmarksOf([channel(30, [2, 5], [20, 25]), channel(30, [6, 10], [14, 19])], 30_000);

  it('the next turn is another person’s', () => {
    expect(nextTurn(marks, 0)).toBe(2000);
    expect(nextTurn(marks, 3000)).toBe(6000);
    // The office speaks again at 14; the caller is the next one at 20.
    expect(nextTurn(marks, 7000)).toBe(20_000);
    expect(nextTurn(marks, 20_000)).toBeNull();
  });

  it('the next sound is what follows the silence here, or the next one', () => {
    expect(nextSound(marks, 0)).toBe(1700);
    expect(nextSound(marks, 3000)).toBe(13_700);
    expect(nextSound(marks, 11_000)).toBe(13_700);
    expect(nextSound(marks, 29_800)).toBeNull();
  });
});

describe('a mark', () => {
  const turns = [
    { channel: 0, from: 1_000, to: 4_000 },
    { channel: 1, from: 5_000, to: 19_000 },
    { channel: 0, from: 18_000, to: 21_000 },
  ];
  it.each([
    ['in the middle of what is said', 3_500, 1_000],
    ['in the breath after it', 4_600, 1_000],
    ['in a long one, at most six seconds back', 16_000, 10_000],
    ['where both speak, of who began last', 18_500, 18_000],
    ['after it has been silent for long', 28_000, 28_000],
    ['before anybody speaks', 400, 400],
  ])('%s', (_where, at, from) => {
    expect(utteranceAt(turns, at)).toBe(from);
  });
});

describe('the announcement', () => {
  const [caller, office] = [
    { channel: 0, from: 9_000, to: 12_000 },
    { channel: 1, from: 300, to: 8_000 },
  ] as const;
  it('is what is heard first, unless it is the caller', () => {
    expect(announcementIn([office, caller], ['caller', 'office'])).toBe(office);
    expect(announcementIn([caller, office], ['caller', 'office'])).toBeNull();
    expect(announcementIn([caller], ['mixed'])).toBe(caller);
    expect(announcementIn([], ['mixed'])).toBeNull();
  });
});

describe('what running sound is led by', () => {
  const silences: Range[] = [[10_000, 20_000]];
  const nothing = { repeat: null, skipSilence: false };

  it('nothing, unless it was asked for', () => {
    expect(ledTo(nothing, silences, 9_990, 10_040)).toBeNull();
  });

  it('silence is left out from where the sound meets it, also in its middle', () => {
    const lead = { ...nothing, skipSilence: true };
    expect(ledTo(lead, silences, 9_990, 10_040)).toBe(20_000);
    expect(ledTo(lead, silences, 15_000, 15_000)).toBe(20_000);
    expect(ledTo(lead, silences, 19_990, 20_000)).toBeNull();
    // A place that is as good as there: the element stands a little before where it was sent.
    expect(ledTo(lead, silences, 19_960, 19_970)).toBeNull();
  });

  it('a stretch begins again at its end for who came there from within, not for who jumped past it', () => {
    const lead = { ...nothing, repeat: [5000, 8000] as Range };
    expect(ledTo(lead, silences, 7_960, 8_010)).toBe(5000);
    expect(ledTo(lead, silences, 9_000, 9_050)).toBeNull();
    expect(ledTo(lead, silences, 4_000, 4_050)).toBeNull();
  });

  it('silence at the end of a stretch that is repeated leads back to its beginning', () => {
    const lead = { repeat: [5000, 15_000] as Range, skipSilence: true };
    expect(ledTo(lead, silences, 9_990, 10_040)).toBe(5000);
  });
});
