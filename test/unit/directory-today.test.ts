import { describe, expect, it } from 'vitest';
import { extensionOf, rowOfAccount } from '../../server/directory/accounts.ts';
import type { FileRow, Holder } from '../../server/directory/rows.ts';
import { planToday } from '../../server/directory/today.ts';

const today = '2026-03-01';
const holder = (extension: string, person: string, from: string, to: string | null = null): Holder => ({
  ...{ extension, person, unit: 'Kancelaria', login: null, from, to },
});
const accounts = (...of: [extension: string, person: string, unit?: string][]): FileRow[] =>
  of.map(([extension, person, unit = 'Kancelaria'], place) => ({
    ...holder(extension, person, today),
    ...{ unit, row: place + 1, account: `login-${place + 1}` },
  }));
const plan = (of: FileRow[], stored: Holder[], whole = false) => planToday(of, stored, today, whole);
const zych = holder('214', 'Barbara Zych', '2024-03-01');

describe('what the office’s directory changes', () => {
  it('begins today: whoever had the extension ends yesterday, across the end of a month', () => {
    expect(plan(accounts(['214', 'Paweł Sowa'], ['231', 'Iwona Rak']), [zych])).toEqual({
      changes: [
        { kind: 'ended', holder: { ...zych, to: '2026-02-28' } },
        { kind: 'added', holder: holder('214', 'Paweł Sowa', today) },
        { kind: 'added', holder: holder('231', 'Iwona Rak', today) },
      ],
      unchanged: 0,
      faults: [],
    });
  });

  it('is nothing where all is as it was, whatever the case of letters, and nothing the second time', () => {
    const nothing = { changes: [], unchanged: 1, faults: [] };
    expect(plan(accounts(['214', 'BARBARA ZYCH']), [zych], true)).toEqual(nothing);
    const { changes } = plan(accounts(['214', 'Paweł Sowa']), [zych]);
    const after = changes.map((change) => change.holder);
    expect(plan(accounts(['214', 'Paweł Sowa']), after)).toEqual({ ...nothing, unchanged: 2 });
  });

  it('fills in a login that was not known, and is a new period under another one', () => {
    const [account] = accounts(['214', 'Barbara Zych']);
    const known = { ...zych, login: 'b.zych' };
    const now = (login: string | null) => plan(account ? [{ ...account, login }] : [], [known]).changes;
    expect(plan(account ? [{ ...account, login: 'b.zych' }] : [], [zych]).changes).toEqual([
      { kind: 'changed', holder: known },
    ]);
    expect([now('b.zych'), now(null)]).toEqual([[], []]);
    expect(now('b.sowa')).toEqual([
      { kind: 'ended', holder: { ...known, to: '2026-02-28' } },
      { kind: 'added', holder: { ...holder('214', 'Barbara Zych', today), login: 'b.sowa' } },
    ]);
  });

  it('is a new period where the person went to another unit', () => {
    const { changes } = plan(accounts(['214', 'Barbara Zych', 'USC']), [zych]);
    expect(changes.map(({ kind, holder: { unit, from, to } }) => [kind, unit, from, to])).toEqual([
      ['ended', 'Kancelaria', '2024-03-01', '2026-02-28'],
      ['added', 'USC', today, null],
    ]);
  });

  it('takes from a person the extension that he or she left for another', () => {
    expect(plan(accounts(['305', 'Barbara Zych']), [zych]).changes).toEqual([
      { kind: 'ended', holder: { ...zych, to: '2026-02-28' } },
      { kind: 'added', holder: holder('305', 'Barbara Zych', today) },
    ]);
  });

  it('ends what has an end of its own in the future, for somebody else has it today', () => {
    const until = { ...zych, to: '2026-12-31' };
    expect(plan(accounts(['214', 'Paweł Sowa']), [until]).changes[0]).toEqual({
      kind: 'ended',
      holder: { ...zych, to: '2026-02-28' },
    });
  });

  it('writes over what began today, and takes away what began today and is nobody’s', () => {
    const begun = { ...zych, from: today };
    expect(plan(accounts(['214', 'Paweł Sowa']), [begun]).changes).toEqual([
      { kind: 'changed', holder: holder('214', 'Paweł Sowa', today) },
    ]);
    expect(plan(accounts(['305', 'Barbara Zych']), [begun]).changes).toEqual([
      { kind: 'removed', holder: begun },
      { kind: 'added', holder: holder('305', 'Barbara Zych', today) },
    ]);
  });

  it('leaves the past and what is planned for later', () => {
    const past = holder('214', 'Jan Maj', '2020-01-01', '2024-02-29');
    const later = holder('214', 'Iwona Rak', '2026-04-01');
    expect(plan(accounts(['214', 'Paweł Sowa']), [past, zych, later]).changes).toEqual([
      { kind: 'ended', holder: { ...zych, to: '2026-02-28' } },
      { kind: 'added', holder: holder('214', 'Paweł Sowa', today, '2026-03-31') },
    ]);
  });

  it('leaves whom the directory does not have, unless it is the whole list', () => {
    const old = holder('299', 'Adam Wilk', '2024-01-01');
    expect(plan(accounts(['214', 'Barbara Zych']), [zych, old])).toEqual({
      ...{ changes: [], unchanged: 2, faults: [] },
    });
    expect(plan(accounts(['214', 'Barbara Zych']), [zych, old], true).changes).toEqual([
      { kind: 'ended', holder: { ...old, to: '2026-02-28' } },
    ]);
  });
});

describe('accounts that cannot be taken', () => {
  const faults = (of: FileRow[], stored: Holder[] = []): [string | undefined, string][] =>
    plan(of, stored).faults.map(({ account, reason }) => [account, reason]);

  it('are two with one extension, and one person with two: nothing is planned', () => {
    const shared = accounts(['214', 'Barbara Zych'], ['214', 'Paweł Sowa']);
    expect(plan(shared, [holder('214', 'Jan Maj', '2024-01-01')]).changes).toEqual([]);
    expect(faults(shared)).toEqual([
      ['login-2', 'wewnętrzny 214 ma w tym czasie Barbara Zych (konto login-1).'],
    ]);
    expect(faults(accounts(['214', 'Barbara Zych'], ['305', 'barbara zych']))).toEqual([
      ['login-2', 'barbara zych ma w tym czasie wewnętrzny 214 (konto login-1).'],
    ]);
  });

  it('are those whom a plan for later gives another extension', () => {
    const later = holder('305', 'Barbara Zych', '2026-06-01');
    expect(faults(accounts(['214', 'Barbara Zych']), [later])).toEqual([
      ['login-1', 'Barbara Zych ma w tym czasie wewnętrzny 305 (zapisano wcześniej).'],
    ]);
  });

  it('have no extension in their number, no name, or signs that cannot be seen', () => {
    const row = (number: string, person: string) =>
      rowOfAccount({ login: 'b.zych', number, person, unit: 'USC' }, 1, null, today);
    expect(row('214', 'Barbara Zych')).toEqual({
      ...{
        row: 1,
        account: 'b.zych',
        login: 'b.zych',
        extension: '214',
        person: 'Barbara Zych',
        unit: 'USC',
      },
      ...{ from: today, to: null },
    });
    for (const [number, person, reason] of [
      ['+48 499 990 123', 'Barbara Zych', /nie mówi, który jest wewnętrzny/],
      ['214', '', /imienia i nazwiska/],
      ['214', 'Barbara\u202e Zych', /nie widać/],
      ['214', 'ż'.repeat(201), /200 znaków/],
    ] as const)
      expect(row(number, person)).toEqual({
        ...{ row: 1, account: 'b.zych', reason: expect.stringMatching(reason) as string },
      });
  });
});

describe('the extension in a number', () => {
  it.each([
    ['214', '214'],
    [' 214 ', '214'],
    ['sip:214@centrala.example', '214'],
    ['wew. 214', '214'],
    ['+48 27 017 50 00 wew. 214', '214'],
    ['27 017 50 00 w.214', '214'],
    ['27/017-50-00 ext 214', '214'],
    ['+48 27 017 52 14', null],
    ['499990123', null],
    ['brak', null],
    ['😀', null],
    ['2'.repeat(10_000), null],
  ])('%s: %s', (number, extension) => {
    expect(extensionOf(number, null)).toBe(extension);
  });

  it('is the last digits of a whole number where the office says so', () => {
    expect(extensionOf('+48 (27) 017-52-14', 3)).toBe('214');
    expect(extensionOf('27 017 50 00 wew. 305', 3)).toBe('305');
    expect(extensionOf('brak 123456789', 3)).toBeNull();
  });
});
