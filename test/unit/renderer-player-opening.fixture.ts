import { type Listed, type ListedPart, partsOf } from '../../renderer/player/stage.ts';
import type { Ground, ListenOutput } from '../../shared/playback.ts';
import type { Call } from '../../shared/recordings.ts';

export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const act = id(900);
export const call: Call = {
  group: 'g1',
  startedAt: '2026-11-20T09:04:00.000Z',
  durationMs: 346_000,
  callerTail: '417',
  times: 1,
  legs: [1, 2].map((n) => ({
    recording: id(n),
    startedAt: '2026-11-20T09:04:00.000Z',
    durationMs: 192_000,
    extension: '214',
    department: 'Kancelaria Ogólna',
    answeredBy: 'Barbara Zych',
    state: 'available' as const,
    destroyedOn: null,
    destructionProtocol: null,
  })),
};
export const [first, second] = partsOf(call) as [ListedPart, ListedPart];
/** What was drawn for a plan. */
export const drawn: Listed = {
  ...first,
  ...{ extension: null, answeredBy: null, position: { plan: id(950), nr: 3 } },
};
export const ground: Ground = {
  case: 'SEK.1510.7.2026',
  basis: 'KPA_SKARGA',
  sentence: { code: 'S1' },
  statement: null,
  fields: {},
  present: [],
};

export const refusal: ListenOutput = {
  state: 'refused',
  reason: 'authorisation-expired',
  subject: null,
  because: null,
  seq: 4858,
  at: '2026-11-25T08:12:04.000Z',
};
