import { describe, expect, it } from 'vitest';
import { asSubmitted, progressOf, toDo } from '../../renderer/quality/queue.ts';
import type { Queue } from '../../shared/quality.ts';
import { approvedOf, queuedOf } from './renderer-quality.fixture.ts';

const plan = approvedOf(3, '2026-11-20').plan;

describe('a queue', () => {
  const opened = (nr: number) => ({
    ...queuedOf(nr, { opened: true }),
    standing: { ...queuedOf(nr).standing, state: 'opened' as const },
  });
  const queue: Queue = {
    positions: [opened(1), opened(2), queuedOf(3), queuedOf(4)],
    ...{ next: 3, spare: { left: 3, of: 3 } },
  };

  it('goes on with the opened call that has no card, one that is being submitted counts as scored', () => {
    expect(toDo(queue)?.nr).toBe(1);
    const after = asSubmitted(queue, plan, [{ plan, nr: 1 }]);
    expect(toDo(after)?.nr).toBe(2);
    expect(toDo(asSubmitted(after, plan, [{ plan, nr: 2 }]))?.nr).toBe(3);
    expect(toDo(asSubmitted(queue, 'another', [{ plan, nr: 1 }]))?.nr).toBe(1);
  });

  it('counts cards, and puts one more call in the place of each that was left out', () => {
    const sized = approvedOf(3, '2026-11-20', { size: 3, draw: { seq: 9, eligible: 30, drawn: 6 } });
    const [one, two, ...others] = queue.positions;
    if (one === undefined || two === undefined) throw new Error('no rows');
    const positions: Queue['positions'] = [
      { ...one, standing: { ...one.standing, state: 'closed', score: 5120 } },
      { ...two, standing: { ...two.standing, state: 'omitted', omitted: 'not-service' } },
      ...others,
    ];
    expect(progressOf({ ...queue, positions }, sized)).toMatchObject({ scored: 1, of: 3 });
  });
});
