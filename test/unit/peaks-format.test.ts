import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePeaks, encodePeaks, overview, PeaksError, type Peaks } from '../../shared/node/peaks.ts';

describe('the peaks format', () => {
  it('is version, channels, milliseconds, then one channel after the other', () => {
    const channels = [Uint8Array.of(1, 2, 3), Uint8Array.of(127, 0, 5)];
    const encoded = encodePeaks({ millisecondsPerValue: 20, channels });
    expect(encoded.toString('hex')).toBe('01020014' + '010203' + '7f0005');
    const decoded = decodePeaks(encoded);
    expect(decoded.millisecondsPerValue).toBe(20);
    expect(decoded.channels.map((values) => [...values])).toEqual([
      [1, 2, 3],
      [127, 0, 5],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['half a header', '010100'],
    ['another version', '0201001405'],
    ['no channel', '01000014'],
    ['three channels', '01030014010101'],
    ['channels of different length', '01020014010203'],
    ['a value above 127', '0101001480'],
    ['no time per value', '0101000005'],
  ])('is refused with %s', (_, text) => {
    expect(() => decodePeaks(Buffer.from(text, 'hex'))).toThrow(PeaksError);
  });

  it('is not written with channels of different length, none or three', () => {
    const write = (...lengths: number[]): Buffer =>
      encodePeaks({ millisecondsPerValue: 20, channels: lengths.map((length) => new Uint8Array(length)) });
    expect(() => write(1, 2)).toThrow(RangeError);
    expect(() => write()).toThrow(RangeError);
    expect(() => write(1, 1, 1)).toThrow(RangeError);
  });
});

describe('an overview', () => {
  const peaks = (...channels: number[][]): Peaks => ({
    millisecondsPerValue: 20,
    channels: channels.map((values) => Uint8Array.from(values)),
  });
  const columns = (source: Peaks, count: number): number[][] =>
    overview(source, count).map((values) => [...values]);

  it('keeps the loudest value of each stretch, per channel', () => {
    expect(columns(peaks([1, 9, 2, 3, 7, 0], [0, 0, 0, 0, 0, 5]), 3)).toEqual([
      [9, 3, 7],
      [0, 0, 5],
    ]);
  });

  it('of few values is those values', () => {
    expect(columns(peaks([1, 2]), 2000)).toEqual([[1, 2]]);
    expect(columns(peaks([]), 2000)).toEqual([[]]);
  });

  it('shows one loud moment of two hours, and each moment once', () => {
    fc.assert(
      fc.property(fc.nat(359_999), fc.integer({ min: 1, max: 4000 }), (moment, count) => {
        const values = new Uint8Array(360_000);
        values[moment] = 127;
        const [drawn] = overview({ millisecondsPerValue: 20, channels: [values] }, count);
        expect(drawn?.length).toBe(count);
        expect(drawn?.indexOf(127)).toBe(Math.floor((moment * count) / 360_000));
        expect(drawn?.filter((value) => value > 0).length).toBe(1);
      }),
      { numRuns: 30 },
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('of %d columns is an error', (count) => {
    expect(() => overview(peaks([1]), count)).toThrow(RangeError);
  });
});
