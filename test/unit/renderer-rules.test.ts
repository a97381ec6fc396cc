import { describe, expect, it, vi } from 'vitest';
import { rulesOf } from '../../electron/authorisation/rules.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import {
  draftOf,
  everyRule,
  inputOf,
  newDraft,
  problemsOf,
  type ReviewDraft,
  type RuleDraft,
  standingNumber,
} from '../../renderer/authorisation/rules.ts';
import { keepsBasis } from '../../server/entries/rules.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { registerRuleInput, reviewRule } from '../../shared/rules.ts';
import { frozenLines, seqOf } from './exported-chain.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

/** The basis of reviews of quality, in the form and as it is read back. */

const frozen = frozenLines();
const entries = frozen.map(({ seq, prev, hash, payload: signed }) => {
  const payload = parsePayload(signed);
  return { kind: payload.kind, seq, prev, hash, payload, words: null, caller: null } as unknown as Entry;
});
const stated = seqOf(frozen, 'what allows reviews');
const allowed = rulesOf(entries, '2026-12-20', null);
/** The rules of the office before it had that basis. */
const before = rulesOf(entries.slice(0, stated - 1), '2026-12-10', null);

const today = '2026-12-20';
const scan = { name: 'pismo.pdf', bytes: new TextEncoder().encode('%PDF-1.7\n') };
const told: ReviewDraft = {
  ...{ act: ' Zarządzenie nr 88/2026 ', actDay: '01.12.2026', informedOn: '14.12.2026' },
};
const filled = (change: Partial<RuleDraft> = {}, rules = before): RuleDraft => ({
  ...newDraft(rules, reviewRule, today),
  ...{ paper: 'OR.0143.9.2026', scan, review: told },
  ...change,
});
const rowOf = (draft: RuleDraft, rules = before) => inputOf(draft, rules, [], today)?.row;
const wrong = (review: Partial<ReviewDraft>, change: Partial<RuleDraft> = {}): unknown => {
  const draft = filled({ review: { ...told, ...review }, ...change });
  expect(inputOf(draft, before, [], today)).toBeNull();
  const found = Object.entries(problemsOf(draft, before, today)).filter(([, problem]) => Boolean(problem));
  return Object.fromEntries(found);
};

describe('the basis of reviews of quality', () => {
  it('is offered to an office that never had one, with its words, and is what the keeper takes', () => {
    expect(everyRule(before)).toContain(reviewRule);
    expect(newDraft(before, reviewRule, today).label).toMatch(/^Przegląd jakości .*KP$/);
    const input = inputOf(filled(), before, [], today);
    expect(registerRuleInput.safeParse({ ...input, password: 'x' }).error).toBeUndefined();
    if (input?.row.of !== 'basis') throw new Error('no basis');
    expect(input.row.content.basis).toMatchObject({
      ...{ code: 'JAKOSC', purpose: 'SERVICE_STANDARDS', statement: null, fields: [], sentences: [] },
      plan: { act: 'Zarządzenie nr 88/2026', actDay: '2026-12-01', informedOn: '2026-12-14' },
    });
    expect(input.row.content.basis).not.toHaveProperty('hold');
    expect(keepsBasis({ versions: [] }, input.row)).toBe(true);
    // After the bases that there are.
    expect(input.row.content.position).toBe(4);
  });

  it('is not sent without what allows reviews, and with no day that cannot be', () => {
    expect(wrong({ act: ' ' })).toEqual({ act: true });
    expect(wrong({ actDay: '' })).toEqual({ actDay: 'day' });
    expect(wrong({ informedOn: '31.11.2026' })).toEqual({ informedOn: 'day' });
    expect(wrong({ actDay: '21.12.2026', informedOn: '21.12.2026' })).toEqual({
      ...{ actDay: 'future', informedOn: 'future' },
    });
    // Nobody is told of what does not hold yet.
    expect(wrong({ informedOn: '30.11.2026' })).toEqual({ informedOn: 'sooner' });
    expect(rowOf(filled({ review: { ...told, informedOn: '01.12.2026' } }))).toBeDefined();
    expect(wrong({}, { to: '19.12.2026' })).toEqual({ to: 'order' });
    expect(wrong({}, { to: 'kiedyś' })).toEqual({ to: 'day' });
  });

  it('is read back as it was entered: in the panel, and in the form that puts it right', () => {
    const shown = allowed.find(({ row }) => row.of === 'basis' && row.content.basis.plan !== undefined);
    if (shown === undefined) throw new Error('no basis');
    expect(shown).toMatchObject({
      state: 'valid',
      registered: { seq: stated },
      confirmed: { seq: stated + 1 },
    });
    expect(draftOf(shown).review).toEqual({ ...told, act: told.act.trim() });
    const again = { ...draftOf(shown), from: '15.12.2026', scan };
    expect(rowOf(again, allowed)).toEqual({ ...shown.row, from: '2026-12-15' });
  });

  it('begins anew with other work regulations and ends with a last day, everything else as it was', () => {
    const next = filled({ to: '31.12.2026', review: { ...told, act: 'Zarządzenie nr 1/2027' } }, allowed);
    const row = rowOf(next, allowed);
    expect(row).toMatchObject({ from: today, to: '2026-12-31', content: { position: 9 } });
    expect(JSON.stringify(row)).toContain('Zarządzenie nr 1/2027');
    const former = allowed.flatMap(({ row: one }) => (one.number === 'WR/9/2026' ? [one] : []));
    const versions = former.map((one) => ({ row: one, to: null, seq: stated, confirmed: stated + 1 }));
    expect(row && keepsBasis({ versions }, row)).toBe(true);
    // The words of a new one are those of the one before.
    expect(newDraft(allowed, reviewRule, today).review).toEqual({ ...told, act: told.act.trim() });
  });

  it('leaves other bases as they are: none of them gets what allows reviews', () => {
    const draft = { ...newDraft(before, 'basis KPA_SKARGA', today), paper: 'OR.0143.9.2026', scan };
    const row = rowOf({ ...draft, review: told });
    if (row?.of !== 'basis') throw new Error('no basis');
    expect(row.content.basis).not.toHaveProperty('plan');
  });

  it('that stands or waits is shown to whoever is led there to prepare one', () => {
    expect(standingNumber(before, reviewRule)).toBeNull();
    expect(standingNumber(allowed, reviewRule)).toBe('WR/9/2026');
    const over = allowed.map((one) => ({ ...one, state: 'ended' as const }));
    expect(standingNumber(over, reviewRule)).toBeNull();
  });
});
