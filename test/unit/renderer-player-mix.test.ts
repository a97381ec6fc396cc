import { describe, expect, it } from 'vitest';
import { mixOf, isPlain } from '../../renderer/player/mixer.ts';

const untouched = { muted: [], balance: 0, bothEars: false, level: false };

describe('how the channels reach the ears', () => {
  it('sound that nobody changed is left alone, however loud it is', () => {
    expect(isPlain(mixOf(untouched, 2, [3, 120]))).toBe(true);
    expect(isPlain(mixOf(untouched, 1, []))).toBe(true);
  });

  it('one channel is muted, and the other stays as it was', () => {
    expect(mixOf({ ...untouched, muted: [0] }, 2, []).gains).toEqual([0, 1]);
    expect(isPlain(mixOf({ ...untouched, muted: [0] }, 2, []))).toBe(false);
  });

  it('balance makes one channel quieter and none louder', () => {
    expect(mixOf({ ...untouched, balance: -0.75 }, 2, []).gains).toEqual([1, 0.25]);
    expect(mixOf({ ...untouched, balance: 1 }, 2, []).gains).toEqual([0, 1]);
  });

  it('levelling brings a quiet and a loud voice together, silence and a mute stay', () => {
    const level = { ...untouched, level: true };
    const [quiet = 0, loud = 0] = mixOf(level, 2, [16, 128]).gains;
    expect(quiet * 16).toBe(loud * 128);
    expect(mixOf(level, 2, [0, 64]).gains).toEqual([1, 1]);
    expect(mixOf({ ...level, muted: [0] }, 2, [16, 64]).gains).toEqual([0, 1]);
    // The noise of a line that hardly carries a voice is not blown up without limit.
    expect(mixOf(level, 1, [5]).gains).toEqual([6]);
  });

  it('levelling asked for before the drawing is there begins with what there is', () => {
    expect(mixOf({ ...untouched, level: true }, 2, [])).toEqual({
      gains: [1, 1],
      bothEars: false,
      level: true,
    });
  });

  it('one channel is in both ears already', () => {
    expect(isPlain(mixOf({ ...untouched, bothEars: true }, 1, []))).toBe(true);
    expect(mixOf({ ...untouched, bothEars: true }, 2, []).bothEars).toBe(true);
  });
});
