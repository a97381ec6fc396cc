import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetPerson } from '../../renderer/memory.ts';
import { draftOf } from '../../renderer/drafts.ts';
import { evidenceOf, secure, typeEvidence, unsecured } from '../../renderer/protocol/Evidence.tsx';
import type { Result } from '../../shared/contract.ts';
import type { Act, Hold } from '../../shared/protocol.ts';

/** What is typed to secure a recording as evidence: no word is lost, and none is there for the next person. */

const act = '00000000-0000-4000-8000-000000000001';
const recording = '00000000-0000-4000-8000-000000000002';
const other = '00000000-0000-4000-8000-000000000003';
const typed = { isEvidence: true, proceedings: 'karne, Sąd\u00ad Rejonowy ', reference: '' };
const now = (of = recording) => evidenceOf(draftOf('evidence', act)?.words, of);
let answer: Result<unknown>;
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('window', {
    office: { call: (_channel: string, input: unknown) => (sent.push(input), Promise.resolve(answer)) },
  });
  typeEvidence(act, recording, { isEvidence: true });
  typeEvidence(act, recording, { proceedings: typed.proceedings });
});
afterEach(() => {
  forgetPerson();
  vi.unstubAllGlobals();
});

it('each recording has its own words, until it is secured', async () => {
  typeEvidence(act, other, { proceedings: 'cywilne' });
  expect(now()).toEqual(typed);
  answer = { ok: true, value: {} };
  await secure(act, recording);
  expect(sent).toEqual([{ act, recording, proceedings: 'karne, Sąd Rejonowy', reference: null }]);
  expect(now()).toEqual({ isEvidence: false, proceedings: '', reference: '' });
  expect(now(other).proceedings).toBe('cywilne');
});

it('what could not be secured stays as it was typed', async () => {
  answer = { ok: false, failure: { code: 'keeper-unreachable' } };
  await expect(secure(act, recording)).rejects.toThrow();
  expect(now()).toEqual(typed);
});

it('what is ticked waits for its form until it is secured, unticked, or turns out not to concern the case', () => {
  const left = (holds: object[] = [], wrongCall = false): string[] => {
    const recordings = [recording, other].map((id) => ({ recording: id, wrongCall })) as Act['recordings'];
    const words = draftOf('evidence', act)?.words;
    return unsecured({ recordings }, holds as Hold[], words).map((one) => one.recording);
  };
  expect(left()).toEqual([recording]);
  typeEvidence(act, other, { isEvidence: true });
  expect(left()).toEqual([recording, other]);
  expect(left([{ recording }])).toEqual([other]);
  expect(left([], true)).toEqual([]);
  typeEvidence(act, other, { isEvidence: false });
  expect(left()).toEqual([recording]);
});

it('the next person finds nothing of it', () => {
  forgetPerson();
  expect(now().proceedings).toBe('');
});
