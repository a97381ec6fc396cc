import { describe, expect, it } from 'vitest';
import { Progress } from '../../server/ingest/progress.ts';

/** A clock that a test sets; seconds. */
function clock(): { at: number; now: () => number } {
  const shown = { at: 0, now: () => shown.at * 1000 };
  return shown;
}

describe('progress of a run', () => {
  it('tells share, rate and time left, in Polish numbers', () => {
    const time = clock();
    const progress = new Progress(100_000_000, time.now);
    progress.add(25_000_000);
    time.at = 2;
    expect(progress.line()).toBe('25 %, 12,5 MB/s, pozostało 0:06');
    progress.add(25_000_000);
    time.at = 40;
    expect(progress.line()).toBe('50 %, 1,3 MB/s, pozostało 0:40');
  });

  it('counts long rests in minutes', () => {
    const time = clock();
    const progress = new Progress(1_000_000_000, time.now);
    progress.add(10_000_000);
    time.at = 10;
    expect(progress.line()).toBe('1 %, 1,0 MB/s, pozostało 16:30');
  });

  it('promises nothing before anything was read', () => {
    const time = clock();
    const progress = new Progress(1000, time.now);
    expect(progress.line()).toBe('0 %');
    time.at = 5;
    expect(progress.line()).toBe('0 %');
  });

  it('ends at a hundred, also where there was nothing to do or a file grew', () => {
    const time = clock();
    expect(new Progress(0, time.now).line()).toBe('100 %');
    const progress = new Progress(1000, time.now);
    progress.add(1500);
    time.at = 1;
    expect(progress.line()).toBe('100 %, 0,0 MB/s, pozostało 0:00');
  });
});
