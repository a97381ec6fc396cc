import i18next from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { restrictionsOf } from '../../electron/keeping/restrictions.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import { afterwards, stateOf } from '../../renderer/keeping/restrictions.ts';
import { startText, type Translate } from '../../renderer/text.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import type { ListedRestriction } from '../../shared/restrictions.ts';
import { frozenLines } from './exported-chain.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));
beforeAll(startText);

/** „Ograniczenia”: what is said of a request, and what is promised of a recording. */
const entries = frozenLines().map(({ seq, prev, hash, payload: signed }) => {
  const payload = parsePayload(signed);
  return { kind: payload.kind, seq, prev, hash, payload, words: null, caller: null } as unknown as Entry;
});
const t: Translate = i18next.t;
function listed(of: readonly Entry[], waits: ListedRestriction['waits'] = null) {
  const kept = waits === null ? [] : entries.map(({ seq }) => ({ seq, why: waits }));
  const [erasure, ended] = restrictionsOf(of, kept, null);
  if (erasure === undefined || ended === undefined) throw new Error('nobody asked for anything');
  return { erasure, ended };
}
const without = (...kinds: string[]) => entries.filter(({ kind }) => !kinds.includes(kind));

describe('an erasure', () => {
  it('is gone by an entry that was checked, and by nothing else', () => {
    expect(stateOf(t, listed(entries).erasure)).toBe('usunięto 12.12.2026');
    expect(stateOf(t, listed(without('destroyed')).erasure)).toBe('do usunięcia najbliższej nocy');
    expect(stateOf(t, listed(without('destroyed', 'confirmed')).erasure)).toBe(
      'czeka na potwierdzenie innej osoby',
    );
  });

  it.each(['held', 'restricted', 'busy'] as const)(
    'is promised no night while its recording is %s',
    (why) => {
      expect(stateOf(t, listed(without('destroyed'), why).erasure)).toMatch(/^czeka: /);
    },
  );
});

describe('the end of a restriction', () => {
  it('is one of its own entry, of which the person was told', () => {
    expect(listed(entries).ended).toMatchObject({ effect: 'restricted', ended: { told: '2026-12-11' } });
  });

  it('says why, in the words of who ended it, which lie beside that entry', () => {
    const decision = 'Spór zakończyła ugoda.';
    const worded = entries.map((one) =>
      one.kind === 'restricted' && one.payload.effect === 'free'
        ? { ...one, words: { request: '6/2026', decision } }
        : one,
    );
    expect(listed(worded).ended.ended?.why).toBe(decision);
    expect(listed(entries).ended.ended?.why).toBeNull();
  });

  it('says before the click that what is over goes after some days, unless something keeps it', () => {
    const { ended: row } = listed(entries);
    expect(afterwards(t, row, '2027-12-11')).toContain('przechowywane jest do 11.12.2027');
    expect(afterwards(t, row, '2027-12-12')).toMatch(
      /przez kilka dni .*; potem nagranie zostanie zniszczone/,
    );
    expect(afterwards(t, { ...row, waits: 'held' }, '2027-12-12')).toContain('gdy nie będzie dowodem');
    expect(afterwards(t, { ...row, others: ['8/2026'] }, '2027-12-12')).toContain(
      'ogranicza nadal wniosek 8/2026',
    );
  });
});
