import { describe, expect, it, vi } from 'vitest';
import { completenessOf, unknownDays, type CompletenessFacts } from '../../electron/keeping/completeness.ts';
import { contentOf } from '../../electron/keeping/statement.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import { texts } from '../../shared/ledger/kinds.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { frozenLines } from './exported-chain.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

/** The frozen ledger as a paper gets it: what is found to hold elsewhere. */
const entries = frozenLines().flatMap(({ seq, prev, hash, payload: signed, text }) => {
  const payload = parsePayload(signed);
  if (payload.kind !== 'reconciled' && payload.kind !== 'explained') return [];
  const words = payload.kind === 'explained' ? texts.explained.parse(JSON.parse(text ?? '')) : null;
  return [{ kind: payload.kind, seq, prev, hash, payload, words, caller: null } as unknown as Entry];
});
const [found, said, again] = entries;
const day = '2026-11-24';
const facts = (
  known: readonly (Entry | undefined)[],
  change: Partial<CompletenessFacts> = {},
): CompletenessFacts => ({
  ...{ today: '2026-12-09', first: day, waiting: 0, late: 0, newest: null, soFar: { count: 0, last: null } },
  holders: [{ day, extension: '214', person: 'Barbara Zych', unit: 'Kancelaria' }],
  beside: [],
  entries: known.filter((one) => one !== undefined),
  ...change,
});
const noon = new Date('2026-12-09T11:00:00Z');
const shown = (known: readonly (Entry | undefined)[], change: Partial<CompletenessFacts> = {}) =>
  completenessOf(facts(known, change), '2026-11', noon);
const states = (known: readonly (Entry | undefined)[], change: Partial<CompletenessFacts> = {}) =>
  shown(known, change).gaps.map(({ kind, state }) => `${kind} ${state}`);

describe('§3.1 what the page says of a day', () => {
  it('waits for the administrator at first, and from its day on for the desk', () => {
    expect(states([found], { today: '2026-12-08' })).toEqual([
      'missing administrator',
      'extra administrator',
    ]);
    expect(states([found])).toEqual(['missing desk', 'extra desk']);
  });

  it('says what was recorded around a call that was not, and when that was last looked for', () => {
    const call =
      found?.kind === 'reconciled'
        ? (found.payload.list.find(({ kind }) => kind === 'missing')?.call ?? '')
        : '';
    const beside = [{ day, call, before: '2026-11-24T09:39:00.000Z', after: null }];
    const of = (wanted: string) => shown([found], { beside }).gaps.find(({ kind }) => kind === wanted);
    expect(of('missing')).toMatchObject({ before: '2026-11-24T09:39:00.000Z', after: null });
    expect(of('missing')?.lookedAt).toBe(found?.payload.at);
    expect(of('extra')).toMatchObject({ before: null, after: null });
  });

  it('is explained by whom, why and when', () => {
    const [gap] = shown([found, said]).gaps;
    expect(gap).toMatchObject({
      ...{ state: 'explained', person: 'Barbara Zych', unit: 'Kancelaria', closedOn: null },
      explanation: {
        cause: 'exchange',
        note: 'Dysk centrali był pełny.',
        person: 'h.dudek',
        on: '2026-12-08',
      },
    });
  });

  it('counts by the newest entry: what came late is a gap no more', () => {
    const { days, gaps } = shown([found, said, again]);
    expect(days).toMatchObject([{ day, answered: 2, recorded: 2, hungUp: 1, waiting: 1, explained: 0 }]);
    expect(gaps).toMatchObject([
      { kind: 'missing', state: 'closed', closedOn: '2026-12-08' },
      { kind: 'extra' },
    ]);
  });
});

describe('working days without call records', () => {
  it('are told from the first day on that was looked at, and yesterday from noon on', () => {
    const of = (month: string, now: Date) => unknownDays(facts([found]), month, now);
    expect(of('2026-11', noon)).toEqual(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30']);
    expect(of('2026-12', noon)).toEqual([1, 2, 3, 4, 7, 8].map((date) => `2026-12-0${date}`));
    expect(of('2026-12', new Date('2026-12-09T06:00:00Z')).at(-1)).toBe('2026-12-07');
    expect(of('2026-10', noon)).toEqual([]);
  });

  it('are not told where nothing was ever set up', () => {
    expect(unknownDays(facts([], { first: null }), '2026-11', noon)).toEqual([]);
  });
});

describe('the statement of a month', () => {
  const statement = (known: readonly (Entry | undefined)[]) => contentOf(shown(known), '2026-11');

  it('says what is missing, why, and of which days nobody knows', () => {
    const paper = statement([found, said]);
    expect(paper.period).toBe('za listopad 2026 r.');
    expect(paper.result).toBe(
      'Nagrano 1 z 2 odebranych rozmów; brakuje: 1. Z części dni roboczych nie ma wykazu połączeń (IV): nie wiadomo, czy nagrano z nich wszystko.',
    );
    expect(paper.gaps.map((cells) => cells.slice(0, 6))).toEqual([
      ['24.11.2026, 09:20', '214', '0:02', 'nagranie bez rozmowy', '–', 'nie wyjaśniono'],
      [
        ...['24.11.2026, 10:42', '214', '3:05', 'brak nagrania', 'centrala nie zapisała pliku'],
        'Dysk centrali był pełny.',
      ],
    ]);
    expect(paper.unknown).toBe('25.11.2026, 26.11.2026, 27.11.2026, 30.11.2026');
  });

  it('says of what is found no more when that was, and not that its recording came', () => {
    expect(statement([found, said, again]).gaps.map((cells) => cells[5])).toEqual([
      'nie wyjaśniono',
      'od uzgodnienia z 08.12.2026 już nie stwierdzono; Dysk centrali był pełny.',
    ]);
  });

  it.each([
    [1, 'z 1 odebranej rozmowy'],
    [99, 'z 99 odebranych rozmów'],
    [100, 'ze 100 odebranych rozmów'],
    [199, 'ze 199 odebranych rozmów'],
    [200, 'z 200 odebranych rozmów'],
  ])('says „%i” as it is spoken', (answered, of) => {
    const month = shown([found, said]);
    const days = month.days.map((one) => ({ ...one, answered, recorded: 0 }));
    expect(contentOf({ ...month, days }, '2026-11').result).toContain(
      `Nagrano 0 ${of}; brakuje: ${answered}.`,
    );
  });

  it('says how many gaps no entry names', () => {
    const month = shown([found, said]);
    const days = month.days.map((one) => ({ ...one, more: 3 }));
    expect(contentOf({ ...month, days }, '2026-11').more).toBe('Wpisy nie wymieniają dalszych braków: 3.');
    expect(contentOf(month, '2026-11').more).toBeNull();
  });

  it('says of nothing that it is whole where no day was looked at', () => {
    const { result, noGaps } = statement([]);
    expect(result).toBe(
      'W tym okresie nie uzgodniono z centralą żadnego dnia. Nie wiadomo, czy nagrano wszystko.',
    );
    expect(noGaps).toBe('w dniach uzgodnionych nie było');
  });

  it('says so where all was recorded, and never without the gaps that were explained away', () => {
    const whole = 'Nagrano wszystkie odebrane rozmowy z dni, które uzgodniono z centralą: 2.';
    expect(statement([found, said, again]).result).toContain(
      `${whole} Braków wyjaśnionych, których już się nie stwierdza: 1 (III).`,
    );
    expect(statement([found, again]).result).not.toContain('Braków wyjaśnionych');
  });
});
