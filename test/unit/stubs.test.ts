import { describe, expect, it } from 'vitest';
import { uuid, day as dayShape, instant, hex32 } from '../../shared/values.ts';
import { destroyedCalls } from '../../build/office/stubs.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';

const telephones = [
  { extension: '214', department: 'Kancelaria Ogólna' },
  { extension: '305', department: 'Wydział Podatków i Opłat' },
];

const warsawDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

describe.each(['2026-11-25', '2028-02-29', '2027-01-04', '2027-10-31'])(
  'destroyed calls, seen on %s',
  (today) => {
    const stubs = destroyedCalls(today, telephones);
    const days = stubs.map((stub) => warsawDay.format(new Date(stub.startedAt)));

    it('are ten thousand different ones', () => {
      expect(stubs).toHaveLength(10_000);
      expect(new Set(stubs.map(({ id }) => id)).size).toBe(10_000);
      expect(new Set(stubs.map(({ plainSha256 }) => plainSha256)).size).toBe(10_000);
    });

    it('all fit into one search of 31 days that ended more than twelve months before', () => {
      const first = days[0] ?? '';
      const last = days.at(-1) ?? '';
      expect(last <= addDays(first, 30)).toBe(true);
      expect(addMonths(last, 12) < today).toBe(true);
    });

    it('were destroyed on the day after their twelve months, before today, by that night’s protocol', () => {
      const protocolOfNight = new Map<string, string>();
      for (const [place, stub] of stubs.entries()) {
        expect(stub.destroyedOn).toBe(addDays(addMonths(days[place] ?? '', 12), 1));
        expect(stub.destroyedOn < today).toBe(true);
        expect(stub.destructionProtocol).toMatch(new RegExp(`^PZ/\\d{1,3}/${stub.destroyedOn.slice(0, 4)}$`));
        const known = protocolOfNight.get(stub.destroyedOn) ?? stub.destructionProtocol;
        expect(stub.destructionProtocol).toBe(known);
        protocolOfNight.set(stub.destroyedOn, known);
      }
      expect(new Set(protocolOfNight.values()).size).toBe(protocolOfNight.size);
    });

    it('have the shapes of the catalogue and neither a number nor a name', () => {
      for (const stub of stubs) {
        expect(uuid.safeParse(stub.id).success && instant.safeParse(stub.startedAt).success).toBe(true);
        expect(
          hex32.safeParse(stub.plainSha256).success && dayShape.safeParse(stub.destroyedOn).success,
        ).toBe(true);
      }
      expect(Object.keys(stubs[0] ?? {}).sort()).toEqual(
        'department destroyedOn destructionProtocol durationMs extension id plainSha256 startedAt'.split(' '),
      );
    });

    it('are the same the next time', () => {
      expect(destroyedCalls(today, telephones)).toEqual(stubs);
    });
  },
);
