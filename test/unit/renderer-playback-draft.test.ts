import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetDraft, openDraft, typeFindings, useDrafts } from '../../renderer/playback/draft.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import type { Result } from '../../shared/contract.ts';
import type { ActDetail } from '../../shared/protocol.ts';

const act = '00000000-0000-4000-8000-000000000001';
const detail = { act: { act }, findings: '', savedAt: null } as unknown as ActDetail;
const saved: Result<unknown> = { ok: true, value: { savedAt: '2026-11-25T08:36:40.000Z' } };
const away: Result<unknown> = { ok: false, failure: { code: 'database-unreachable' } };

let sent: string[] = [];
let answer: () => Promise<Result<unknown>>;
const draft = () => useDrafts.getState().drafts[act];

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answer = () => Promise.resolve(saved);
  vi.stubGlobal('window', {
    office: {
      call: (_channel: string, input: { findings: string }) => {
        sent.push(input.findings);
        return answer();
      },
    },
  });
  openDraft(detail);
});

afterEach(() => {
  forgetDraft(act);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('sends the text once, when the typing pauses', async () => {
  for (const text of ['D', 'Dz', 'Dzw']) typeFindings(act, text);
  expect(sent).toEqual([]);
  await vi.runAllTimersAsync();
  expect(sent).toEqual(['Dzw']);
  expect(draft()).toMatchObject({ state: 'saved', saved: 'Dzw', savedAt: '2026-11-25T08:36:40.000Z' });
});

it('keeps the text while the server is away and sends it by itself when it is back', async () => {
  answer = () => Promise.resolve(away);
  typeFindings(act, 'Ustalono…');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(draft()).toMatchObject({ text: 'Ustalono…', state: 'kept', failure: null });
  expect(sent.length).toBeGreaterThan(3);
  answer = () => Promise.resolve(saved);
  await vi.runAllTimersAsync();
  expect(draft()).toMatchObject({ text: 'Ustalono…', state: 'saved' });
});

it('never lets an older text arrive after a newer one', async () => {
  const pending: (() => void)[] = [];
  answer = () => new Promise((resolve) => pending.push(() => resolve(saved)));
  typeFindings(act, 'starszy');
  await vi.advanceTimersByTimeAsync(5000);
  typeFindings(act, 'nowszy');
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual(['starszy']);
  pending[0]?.();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual(['starszy', 'nowszy']);
  pending[1]?.();
  await vi.runAllTimersAsync();
  expect(draft()).toMatchObject({ saved: 'nowszy', state: 'saved' });
});

it('tells of a refusal instead of repeating it', async () => {
  answer = () => Promise.resolve({ ok: false, failure: { code: 'act-not-open' } });
  typeFindings(act, 'x');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(['x']);
  expect(draft()).toMatchObject({ text: 'x', state: 'kept', failure: { code: 'act-not-open' } });
});

it('takes over the text of the server, but never over one that was typed and not yet sent', () => {
  openDraft({ ...detail, findings: 'z serwera' });
  expect(draft()?.text).toBe('z serwera');
  typeFindings(act, 'moje');
  openDraft({ ...detail, findings: 'z serwera' });
  expect(draft()?.text).toBe('moje');
});

it('leaves nothing to the next person', async () => {
  typeFindings(act, 'poufne');
  forgetPerson();
  await vi.runAllTimersAsync();
  expect(draft()).toBeUndefined();
  expect(sent).toEqual([]);
});
