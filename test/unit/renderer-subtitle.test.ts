import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { subtitleOf } from '../../renderer/justify/subtitle.ts';
import { partsOf } from '../../renderer/player/stage.ts';
import { startText } from '../../renderer/text.ts';
import type { Call, Leg } from '../../shared/recordings.ts';

beforeAll(startText);
const { t } = i18next;

const leg = (recording: string, startedAt: string): Leg => ({
  ...{ recording, startedAt, durationMs: 60_000, extension: '214', department: 'Kancelaria' },
  ...{ answeredBy: '', state: 'available', destroyedOn: null, destructionProtocol: null },
});
const call: Call = {
  ...{ group: 'g1', startedAt: '2026-11-20T09:04:00.000Z', durationMs: 120_000, callerTail: '417', times: 1 },
  legs: [leg('first', '2026-11-20T09:04:00.000Z'), leg('second', '2026-11-20T09:05:00.000Z')],
};

/** What a form says that begins with the second part, whose entry knows the caller as this; undefined: it is not known yet. */
function said(callerTail: string | null | undefined): string {
  const [, second] = partsOf(call);
  if (second === undefined) throw new Error('the call has one part');
  const { startedAt, durationMs, extension, department, answeredBy } = second;
  const facts = { startedAt, durationMs, extension, department, answeredBy };
  const shown = callerTail === undefined ? second : { ...facts, callerTail };
  return subtitleOf(t, call, second, shown);
}

describe('INV-57 a form for a part that was put through', () => {
  it('names the caller whom the entry of that part has, though the list put the part into the call of another', () => {
    expect(said('905')).toContain('905');
    expect(said('905')).not.toContain('417');
    expect(said(null)).toContain('numer zastrzeżony');
    expect(said(null)).not.toContain('417');
  });

  it('names the caller of the call until the entry is known', () => {
    expect(said(undefined)).toContain('417');
  });
});
