import { describe, expect, it } from 'vitest';
import { completingOf } from '../../renderer/quality/queue.ts';
import type { CardState, Queued } from '../../shared/quality.ts';
import { uuidOf } from './vectors-secrets.ts';

const plan = { act: uuidOf('act'), state: 'approved', until: '2026-12-11' } as const;
const at = (nr: number, state: CardState, until: string | null = null): Queued => ({
  ...{ nr, recording: uuidOf(String(nr)), startedAt: '2026-10-01T09:00:00.000Z', durationMs: 60_000 },
  ...{ department: 'Kancelaria', part: 1, parts: 1, there: true, opened: state !== 'drawn', person: null },
  standing: { state, score: null, until, remarkedOn: null, remarked: false, omitted: null },
});
const asked = (positions: Queued[], next: number | null, today: string) =>
  completingOf(plan, { positions, next }, today);

describe('a review of quality is completed', () => {
  it('once every card is closed and nothing is left to open', () => {
    expect(asked([at(1, 'closed'), at(2, 'omitted')], null, '2026-12-01')).toEqual({
      ready: true,
      from: null,
    });
    expect(asked([at(1, 'remarked', '2026-11-30')], null, '2026-12-01')).toEqual({
      ready: false,
      from: null,
    });
    expect(asked([at(1, 'opened')], null, '2026-12-01')).toEqual({ ready: false, from: null });
  });

  it('from the day after the later of its last day and the last one for remarks', () => {
    const open = [at(1, 'closed'), at(2, 'drawn')];
    expect(asked(open, 2, '2026-12-11')).toEqual({ ready: false, from: '2026-12-12' });
    expect(asked(open, 2, '2026-12-12')).toEqual({ ready: true, from: null });
    const late = [at(1, 'submitted', '2026-12-18')];
    expect(asked(late, null, '2026-12-18')).toEqual({ ready: false, from: '2026-12-19' });
    // The list says of it by then that it is closed.
    expect(asked([at(1, 'closed', '2026-12-18')], null, '2026-12-19')).toEqual({ ready: true, from: null });
  });

  it('after its days also with a call that was opened and never sounded; not before anything was opened, nor twice', () => {
    expect(asked([at(1, 'opened')], null, '2026-12-12')).toEqual({ ready: true, from: null });
    expect(completingOf({ ...plan, act: null }, { positions: [], next: 1 }, '2026-12-12')).toBeNull();
    expect(
      completingOf({ ...plan, state: 'completed' }, { positions: [], next: null }, '2026-12-12'),
    ).toBeNull();
  });
});
