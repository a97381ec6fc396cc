import { describe, expect, it } from 'vitest';
import { decideConfirm } from '../../server/entries/confirming.ts';
import type { Desk, Request } from '../../server/entries/request.ts';
import { emptyState, type LedgerState } from '../../server/entries/state.ts';
import type { Appointment } from '../../shared/offices.ts';

/** § 3 ust. 4, GDPR 17: who agrees, while others were appointed without the office, to what makes recordings go. */
const [list, erasure] = [7, 8];
const hash = Buffer.alloc(32, 1);
const appointed = (guid: string, change: Partial<Appointment> = {}): Appointment => ({
  ...{
    number: `PF/${guid}`,
    office: 'secretary',
    deputy: true,
    powers: [],
    guid,
    from: '2026-01-01',
    to: null,
  },
  ...change,
});
const before = [appointed('before')];

/** Two entries wait, in an emergency in which the keeper appointed somebody; or, without one, by whoever was in office anyway. */
function known(emergency: LedgerState['emergency']): LedgerState {
  const person = (guid: string) => ({ guid, account: 'ok', roles: ['secretary'], employee: true }) as never;
  return {
    ...emptyState(),
    people: new Map(['before', 'since'].map((guid) => [guid, person(guid)])),
    appointments: [...before, appointed('since')],
    papers: new Map([list, erasure].map((seq) => [seq, hash])),
    recordings: new Map([['a call', 1]]),
    stops: new Map([[list, { recordings: ['a call'], confirmed: null }]]),
    restrictions: new Map([
      [
        erasure,
        {
          ...{
            seq: erasure,
            effect: 'erase',
            recordings: ['a call'],
            right: 'erasure',
            receivedOn: '2026-11-27',
          },
          ...{
            review: null,
            by: { login: 'desk', guid: 'desk' },
            reviewed: null,
            ended: null,
            confirmed: null,
          },
        },
      ],
    ]),
    emergency,
  };
}
/** What somebody is told who confirms an entry; the directory is away, which is said last. */
async function told(login: string, entry: number, emergency: LedgerState['emergency']): Promise<unknown> {
  const desk = { state: known(emergency), time: { now: () => Date.parse('2026-11-30T09:00:00Z') } };
  const request = { id: 'a request', kind: 'confirm', login, asked: null, account: null, about: {} };
  const body = { entries: [entry], hashes: [hash.toString('hex')] };
  try {
    await decideConfirm(desk as unknown as Desk, request as unknown as Request, body);
    return 'agreed';
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

describe('INV-61 in an emergency', () => {
  it.each([
    ['a list that a night stopped at', list],
    ['an erasure', erasure],
  ])('%s is agreed to by nobody whom no one in office appointed', async (_what, entry) => {
    const emergency = { entries: [3], before };
    expect(await told('since', entry, emergency)).toBe('not-confirmer');
    expect(await told('before', entry, emergency)).toBe('directory-away');
    expect(await told('since', entry, null)).toBe('directory-away');
  });
});
