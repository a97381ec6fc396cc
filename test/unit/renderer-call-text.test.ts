import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  alongLegs,
  callerText,
  chipText,
  destroyedText,
  destruction,
  latestTexts,
} from '../../renderer/recordings/call-text.ts';
import { conditionNames, noConditions } from '../../renderer/recordings/conditions.ts';
import { fewDaysText } from '../../renderer/recordings/days-text.ts';
import { orderOf, sortBy, useSearch } from '../../renderer/recordings/search.ts';
import { startText } from '../../renderer/text.ts';
import type { Call, Leg } from '../../shared/recordings.ts';

beforeAll(startText);
const { t } = i18next;

const leg = (change: Partial<Leg> = {}): Leg => ({
  recording: '00000000-0000-4000-8000-000000000001',
  startedAt: '2026-11-20T09:04:00.000Z',
  durationMs: 192_000,
  extension: '214',
  department: 'Kancelaria Ogólna',
  answeredBy: 'Barbara Zych',
  state: 'available',
  destroyedOn: null,
  destructionProtocol: null,
  ...change,
});
const call = (...legs: Leg[]): Call => ({
  group: 'g1',
  startedAt: '2026-11-20T09:04:00.000Z',
  durationMs: 192_000,
  callerTail: '417',
  times: 1,
  legs,
});
const gone = leg({ state: 'destroyed', destroyedOn: '2026-11-01', destructionProtocol: 'PZ/331/2026' });

describe('a call in the list', () => {
  it('names its legs in order, neighbours alike once', () => {
    const transferred = call(leg(), leg({ answeredBy: 'Paweł Sowa' }), leg());
    expect(alongLegs(transferred, ({ answeredBy }) => answeredBy)).toBe(
      'Barbara Zych → Paweł Sowa → Barbara Zych',
    );
    expect(alongLegs(transferred, ({ department }) => department)).toBe('Kancelaria Ogólna');
    expect(alongLegs(call(leg({ answeredBy: '' })), ({ answeredBy }) => answeredBy)).toBe('');
  });

  it('shows three digits of the number, or that it was withheld', () => {
    expect(callerText(t, call(leg()))).toBe('••• ••• 417');
    expect(callerText(t, { ...call(leg()), callerTail: null })).toBe('zastrzeżony');
    // With the recording went the number: nobody withheld it.
    expect(callerText(t, { ...call(gone), callerTail: null })).toBe('numer usunięty');
  });

  it('is destroyed only when every leg is', () => {
    expect(destruction(call(leg()))).toBe('none');
    expect(destruction(call(leg(), gone))).toBe('some');
    expect(destruction(call(gone, gone))).toBe('all');
  });

  it('says when and by which protocol it was destroyed, as far as that is known', () => {
    expect(destroyedText(t, gone)).toBe('Nagranie zniszczono dnia 01.11.2026 (protokół PZ/331/2026).');
    expect(destroyedText(t, { ...gone, destructionProtocol: null })).toBe(
      'Nagranie zniszczono dnia 01.11.2026.',
    );
    expect(destroyedText(t, { ...gone, destroyedOn: null })).toBe('Nagranie zniszczono.');
  });
});

describe('the other calls of a number', () => {
  const at = (...instants: string[]): string =>
    latestTexts(
      t,
      instants.map((startedAt) => ({ ...call(leg()), startedAt })),
    );

  it('are told by day and hour, as people write them', () => {
    expect(at('2026-11-20T08:44:10.000Z')).toBe('20.11.2026 o 09:44');
    expect(at('2026-11-20T08:44:10.000Z', '2026-06-18T07:12:37.000Z')).toBe(
      '20.11.2026 o 09:44 i 18.06.2026 o 09:12',
    );
  });

  it('tell the two half past two of an October night apart', () => {
    expect(at('2026-10-25T01:30:49.000Z', '2026-10-25T00:30:14.000Z')).toBe(
      '25.10.2026 o 02:30 (czas zimowy) i 25.10.2026 o 02:30 (czas letni)',
    );
  });

  it('are the newest three of many', () => {
    const days = [20, 19, 18, 17].map((day) => `2026-11-${day}T09:00:00.000Z`);
    expect(at(...days)).toBe('20.11.2026 o 10:00, 19.11.2026 o 10:00, 18.11.2026 o 10:00 i wcześniejsze');
    expect(at(...days.slice(1))).toBe('19.11.2026 o 10:00, 18.11.2026 o 10:00 i 17.11.2026 o 10:00');
  });
});

describe('a chip', () => {
  it('says its condition', () => {
    const conditions = {
      ...noConditions,
      day: '2026-11-20',
      around: '10:00',
      digits: '417',
      answeredBy: 'Zych',
      department: 'Kancelaria',
      extension: '214',
      minSeconds: 90,
    };
    expect(chipText(t, conditions, 'day')).toBe('pt., 20.11.2026');
    expect(chipText(t, conditions, 'hour')).toBe('ok. godz. 10:00 (± 30\u00a0min)');
    expect(chipText(t, conditions, 'hour', true)).toBe('ok. 10:00');
    expect(chipText(t, conditions, 'caller')).toBe('numer …417');
    expect(chipText(t, conditions, 'answeredBy')).toBe('odebrał(a): Zych');
    expect(chipText(t, conditions, 'department')).toBe('wydział: Kancelaria');
    expect(chipText(t, conditions, 'extension')).toBe('wewn. 214');
    expect(chipText(t, conditions, 'minSeconds')).toBe('co najmniej 1\u00a0min 30\u00a0s');
    for (const name of conditionNames) expect(chipText(t, noConditions, name)).toBeNull();
  });

  it('says a window of hours, a whole number, and callers who are asked for without one', () => {
    const hours = { ...noConditions, hourFrom: '09:30', hourTo: '11:00' };
    expect(chipText(t, hours, 'hour')).toBe('godz. 09:30–11:00');
    expect(chipText(t, { ...noConditions, around: '10:00', aroundMinutes: 120 }, 'hour')).toBe(
      'ok. godz. 10:00 (± 2\u00a0h)',
    );
    expect(chipText(t, { ...noConditions, digits: '601224417' }, 'caller')).toBe('numer 601224417');
    expect(chipText(t, { ...noConditions, withheld: true }, 'caller')).toBe('numer zastrzeżony');
    expect(chipText(t, { ...noConditions, sameNumberAs: leg().recording }, 'caller')).toBe('ten sam numer');
  });

  it('shows a range only where one is searched', () => {
    const range = { ...noConditions, day: '2026-11-01', dayTo: '2026-11-20' };
    expect(chipText(t, range, 'day')).toBe('niedz., 01.11.2026');
    expect(chipText(t, { ...range, case: 'SEK.1510.7.2026' }, 'day')).toBe('01.11.2026 – 20.11.2026');
  });
});

describe('a few days', () => {
  it('are as short as they are clear', () => {
    const days = (...list: string[]): string => fewDaysText(list, '2026-11-25');
    expect(days('2026-11-20')).toBe('20.11');
    expect(days('2026-11-08', '2026-11-20')).toBe('8 i 20.11');
    expect(days('2026-10-31', '2026-11-02', '2026-11-18')).toBe('31.10, 2 i 18.11');
    expect(days('2025-12-31', '2026-01-02')).toBe('31.12.2025 i 02.01');
    expect(days('2025-11-18', '2025-11-20')).toBe('18 i 20.11.2025');
  });
});

describe('the head of a column', () => {
  it('puts the list into its order, and at the second press the other way round', () => {
    const order = () => useSearch.getState().sort;
    const shown = () => (['time', 'caller', 'duration'] as const).map((column) => orderOf(column, order()));
    expect(shown()).toEqual(['descending', undefined, undefined]);
    sortBy('time');
    expect([order(), ...shown()]).toEqual(['oldest', 'ascending', undefined, undefined]);
    sortBy('caller');
    expect([order(), ...shown()]).toEqual(['caller-up', undefined, 'ascending', undefined]);
    sortBy('caller');
    expect([order(), ...shown()]).toEqual(['caller-down', undefined, 'descending', undefined]);
    sortBy('duration');
    expect([order(), ...shown()]).toEqual(['longest', undefined, undefined, 'descending']);
    sortBy('duration');
    expect([order(), ...shown()]).toEqual(['shortest', undefined, undefined, 'ascending']);
  });
});
