import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftOf, flushDrafts, forgetDraft, watchDrafts } from '../../renderer/drafts.ts';
import { addQuotation, changeQuotation, openDraft, typeWords } from '../../renderer/protocol/draft.ts';
import { sealable } from '../../renderer/protocol/finish.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import { commands } from '../../shared/ledger/kinds.ts';
import { withRemark } from '../../shared/protocol-words.ts';
import type { Result } from '../../shared/contract.ts';
import { mostQuotations, type Act, type ActDetail, type Quotation } from '../../shared/protocol.ts';

const act = '00000000-0000-4000-8000-000000000001';
const detail = {
  ...{
    act: { act },
    findings: '',
    quotations: [],
    remarks: '',
    presentRemarks: [],
    attachments: '',
    savedAt: null,
  },
} as unknown as ActDetail;
const saved: Result<unknown> = { ok: true, value: { savedAt: '2026-11-25T08:36:40.000Z' } };
const away: Result<unknown> = { ok: false, failure: { code: 'database-unreachable' } };

let sent: string[] = [];
let inputs: unknown[] = [];
let answer: () => Promise<Result<unknown>>;
const draft = () => draftOf('protocol', act);
const findings = () => draft()?.words.findings;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  inputs = [];
  answer = () => Promise.resolve(saved);
  vi.stubGlobal('window', {
    office: {
      call: (_channel: string, input: { words: { findings: string } }) => {
        sent.push(input.words.findings);
        inputs.push(input);
        return answer();
      },
      on: () => () => undefined,
    },
  });
  openDraft(detail);
});

afterEach(() => {
  forgetDraft('protocol', act);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('sends the text once for many keys', async () => {
  for (const text of ['D', 'Dz', 'Dzw']) typeWords(act, { findings: text });
  expect(sent).toEqual([]);
  await vi.runAllTimersAsync();
  expect(sent).toEqual(['Dzw']);
  expect(draft()).toMatchObject({
    state: 'saved',
    saved: { findings: 'Dzw' },
    savedAt: '2026-11-25T08:36:40.000Z',
  });
});

it('saves at least every three seconds, however long somebody types without a pause', async () => {
  for (let second = 1; second <= 20; second += 1) {
    typeWords(act, { findings: 'x'.repeat(second) });
    await vi.advanceTimersByTimeAsync(1000);
    expect(second - (sent.at(-1)?.length ?? 0)).toBeLessThan(3);
  }
});

it('is sent at once when asked, also what was typed while an older text is under way', async () => {
  const pending: (() => void)[] = [];
  answer = () => new Promise((resolve) => pending.push(() => resolve(saved)));
  typeWords(act, { findings: 'starszy' });
  await vi.advanceTimersByTimeAsync(2000);
  typeWords(act, { findings: 'nowszy' });
  const flushed = flushDrafts();
  pending[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(['starszy', 'nowszy']);
  pending[1]?.();
  expect(await flushed).toEqual([]);
});

it('is sent at once when its field is left', async () => {
  const page = new EventTarget();
  vi.stubGlobal('document', page);
  const stop = watchDrafts();
  typeWords(act, { findings: 'Ustalono…' });
  page.dispatchEvent(new Event('focusout'));
  await vi.advanceTimersByTimeAsync(0);
  stop();
  expect(sent).toEqual(['Ustalono…']);
});

it('says what could not be saved, and waits for no server that does not answer', async () => {
  let late = (_result: Result<unknown>): void => undefined;
  answer = () => new Promise((resolve) => (late = resolve));
  typeWords(act, { findings: 'Ustalono…' });
  const flushed = flushDrafts();
  await vi.advanceTimersByTimeAsync(2500);
  expect(await flushed).toMatchObject([{ kind: 'protocol', about: act, words: { findings: 'Ustalono…' } }]);
  late(saved);
  await vi.runAllTimersAsync();
});

it('keeps the text while the server is away and sends it by itself when it is back', async () => {
  answer = () => Promise.resolve(away);
  typeWords(act, { findings: 'Ustalono…' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(draft()).toMatchObject({ words: { findings: 'Ustalono…' }, state: 'kept', failure: null });
  expect(sent.length).toBeGreaterThan(3);
  answer = () => Promise.resolve(saved);
  await vi.runAllTimersAsync();
  expect(draft()).toMatchObject({ words: { findings: 'Ustalono…' }, state: 'saved' });
});

it('does not call words lost that were typed again as the server has them', async () => {
  typeWords(act, { findings: 'Ustalono…' });
  await vi.runAllTimersAsync();
  answer = () => Promise.resolve(away);
  typeWords(act, { findings: 'Ustalono…!' });
  expect(await flushDrafts()).toHaveLength(1);
  typeWords(act, { findings: 'Ustalono…' });
  expect(await flushDrafts()).toEqual([]);
});

it('never lets an older text arrive after a newer one', async () => {
  const pending: (() => void)[] = [];
  answer = () => new Promise((resolve) => pending.push(() => resolve(saved)));
  typeWords(act, { findings: 'starszy' });
  await vi.advanceTimersByTimeAsync(5000);
  typeWords(act, { findings: 'nowszy' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual(['starszy']);
  pending[0]?.();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual(['starszy', 'nowszy']);
  pending[1]?.();
  await vi.runAllTimersAsync();
  expect(draft()).toMatchObject({ saved: { findings: 'nowszy' }, state: 'saved' });
});

it('tells of a refusal instead of repeating it', async () => {
  answer = () => Promise.resolve({ ok: false, failure: { code: 'act-not-open' } });
  typeWords(act, { findings: 'x' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(['x']);
  expect(draft()).toMatchObject({
    words: { findings: 'x' },
    state: 'kept',
    failure: { code: 'act-not-open' },
  });
});

it('takes over the text of the server, but never over one that was typed and not yet sent', () => {
  openDraft({ ...detail, findings: 'z serwera' });
  expect(findings()).toBe('z serwera');
  typeWords(act, { findings: 'moje' });
  openDraft({ ...detail, findings: 'z serwera' });
  expect(findings()).toBe('moje');
});

it('does not take an answer that is older than what the server has just kept', async () => {
  typeWords(act, { findings: 'nowsze' });
  await vi.runAllTimersAsync();
  openDraft({ ...detail, findings: 'starsze', savedAt: '2026-11-25T08:36:00.000Z' });
  expect(findings()).toBe('nowsze');
  // Nor one from before anything was kept.
  openDraft({ ...detail, savedAt: null });
  expect(findings()).toBe('nowsze');
});

describe('quotations', () => {
  const recording = '00000000-0000-4000-8000-00000000000a';
  const at = (from: number, text = ''): Quotation => ({ recording, from, to: null, text });
  const quotations = () => draft()?.words.quotations;

  it('are sent with the findings, and a mark in one place counts once', async () => {
    const presentRemarks = [{ login: 'jan.lis', text: 'Mówił spokojnie.' }];
    const attachments = 'spisany przebieg rozmowy';
    typeWords(act, { findings: 'Ustalono.', remarks: 'Bez uwag.', presentRemarks, attachments });
    expect(addQuotation(act, at(48_000))).toBe(true);
    expect(addQuotation(act, at(48_000, 'drugi raz'))).toBe(true);
    expect(changeQuotation(act, at(48_000), { text: 'Trzeci raz dzwonię.' })).toBe(true);
    await vi.runAllTimersAsync();
    const words = {
      findings: 'Ustalono.',
      quotations: [at(48_000, 'Trzeci raz dzwonię.')],
      remarks: 'Bez uwag.',
      presentRemarks,
      attachments,
    };
    expect(inputs).toEqual([{ kind: 'protocol', about: act, words }]);
    expect(draft()).toMatchObject({ saved: words, state: 'saved' });
    expect(changeQuotation(act, at(48_000), null)).toBe(true);
    expect(quotations()).toEqual([]);
  });

  it('are said by whom the listener names, also anew, or by nobody known', () => {
    const said = (): Quotation[] => quotations() ?? [];
    addQuotation(act, { ...at(48_000, 'Zaraz połączę.'), speaker: 'caller' });
    changeQuotation(act, at(48_000), { speaker: 'office' });
    expect(said()).toEqual([{ ...at(48_000, 'Zaraz połączę.'), speaker: 'office' }]);
    changeQuotation(act, at(48_000), { text: 'Zaraz.' });
    expect(said()).toEqual([{ ...at(48_000, 'Zaraz.'), speaker: 'office' }]);
    changeQuotation(act, at(48_000), { speaker: 'unnamed' });
    expect(said()).toEqual([{ ...at(48_000, 'Zaraz.'), speaker: 'unnamed' }]);
  });

  it('have an end: one too many, or too long, is not taken and nothing is lost', () => {
    for (let n = 0; n < mostQuotations; n += 1) expect(addQuotation(act, at(n * 1000))).toBe(true);
    expect(addQuotation(act, at(999_000))).toBe(false);
    for (let n = 0; n < 20; n += 1) changeQuotation(act, at(n * 1000), { text: 'ż'.repeat(1000) });
    expect(changeQuotation(act, at(21_000), { text: 'x' })).toBe(false);
    expect(quotations()).toHaveLength(mostQuotations);
  });

  it('are refused at the border beyond their bounds, whoever sends them', () => {
    const takes = (quotations: object[]) =>
      commands.complete.safeParse({ act, findings: '', quotations }).success;
    expect(takes([at(0, 'ż'.repeat(1000)), { ...at(1000, 'x'), to: 1001 }])).toBe(true);
    for (const bad of [
      { from: -1 },
      { from: 1.5 },
      { to: 0 },
      { text: 'ż'.repeat(1001) },
      { recording: 'x' },
      { speaker: 'mixed' },
      { speaker: null },
      { more: 1 },
    ])
      expect(takes([{ ...at(0), ...bad }]), JSON.stringify(bad)).toBe(false);
    const many = Array.from({ length: mostQuotations + 1 }, (_, from) => at(from));
    expect([takes(many.slice(1)), takes(many)]).toEqual([true, false]);
    expect(takes(many.slice(0, 21).map((one) => ({ ...one, text: 'ż'.repeat(1000) })))).toBe(false);
  });

  it('are sealed clean, in the order of sound, without empty marks and without words of a wrong call', () => {
    const wrong = '00000000-0000-4000-8000-00000000000b';
    const recordings = [
      { recording, wrongCall: false },
      { recording: wrong, wrongCall: true },
    ] as unknown as Act['recordings'];
    const written = [
      at(67_000, ' Drugi\u00ad cytat '),
      at(70_000, ' '),
      { ...at(1), recording: wrong, text: 'obcy' },
    ];
    const words = {
      findings: 'Ustalono\tfakt.',
      quotations: [...written, at(48_000, 'Pierwszy')],
      remarks: ' ',
      presentRemarks: [
        { login: 'jan.lis', text: ' Mówił\u00ad spokojnie. ' },
        { login: 'ewa.maj', text: ' ' },
        { login: 'adam.zych', text: 'Bez uwag.' },
      ],
      attachments: ' spisany\u00ad przebieg\n',
    };
    expect(sealable(recordings, words)).toEqual({
      findings: 'Ustalono fakt.',
      quotations: [at(48_000, 'Pierwszy'), at(67_000, 'Drugi cytat')],
      remarks: '',
      presentRemarks: [
        { login: 'adam.zych', text: 'Bez uwag.' },
        { login: 'jan.lis', text: 'Mówił spokojnie.' },
      ],
      attachments: 'spisany przebieg',
    });
  });
});

describe('remarks of those present', () => {
  const takes = (presentRemarks: object[]) =>
    commands.complete.safeParse({ act, findings: '', presentRemarks }).success;
  const of = (n: number, text = 'x') => ({ login: `osoba${n}`, text });

  it('are one a person; an emptied one is none', () => {
    const [lis, maj] = [of(1, 'a'), of(2, 'b')];
    expect(withRemark(withRemark([lis], maj.login, 'b'), lis.login, 'c')).toEqual([
      maj,
      { ...lis, text: 'c' },
    ]);
    expect(withRemark([lis, maj], lis.login, '')).toEqual([maj]);
  });

  it('are refused at the border beyond their bounds, whoever sends them', () => {
    expect(takes([of(1, 'ż'.repeat(2000)), of(2)])).toBe(true);
    for (const bad of [{ login: '' }, { login: 'Jan Lis' }, { text: 'ż'.repeat(2001) }, { more: 1 }])
      expect(takes([{ ...of(1), ...bad }]), JSON.stringify(bad)).toBe(false);
    expect(takes([of(1), of(1)])).toBe(false);
    const many = Array.from({ length: 51 }, (_, n) => of(n));
    expect([takes(many.slice(1)), takes(many)]).toEqual([true, false]);
    expect(takes(many.slice(0, 11).map((one) => ({ ...one, text: 'ż'.repeat(2000) })))).toBe(false);
  });
});

it('leaves nothing to the next person', async () => {
  typeWords(act, { findings: 'poufne' });
  forgetPerson();
  await vi.runAllTimersAsync();
  expect(draft()).toBeUndefined();
  expect(sent).toEqual([]);
});
