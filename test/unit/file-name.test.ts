import { describe, expect, it } from 'vitest';
import { readFileName } from '../../server/ingest/file-name.ts';
import { shownName } from '../../server/ingest/shown-name.ts';

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const startOf = (name: string): string | null => {
  const read = readFileName(name);
  return read.ok ? read.facts.startedAt.toISOString() : read.reason;
};

describe('a FreePBX name', () => {
  it('tells line, caller, local time and the call', () => {
    const epoch = seconds('2026-11-24T08:54:27Z');
    expect(readFileName(`in-227017500-601224417-20261124-095431-${epoch}.4177.wav`)).toEqual({
      ok: true,
      facts: {
        ...{
          startedAt: new Date('2026-11-24T08:54:31Z'),
          callGroup: `${epoch}.4177`,
          caller: '+48601224417',
        },
        ...{ line: '227017500', extension: '', department: '', answeredBy: '', answeredLogin: null },
        ...{ announcement: 'unknown', channels: null },
      },
    });
  });

  it('is read in any case, with a withheld caller and an empty line', () => {
    const name = `IN--Anonymous-20260610-100000-${seconds('2026-06-10T08:00:00Z')}.1.WAV`;
    expect(readFileName(name)).toMatchObject({ ok: true, facts: { caller: null, line: '' } });
  });

  it.each([
    ['summer', '20261025-023000', '2026-10-25T00:29:55Z', '2026-10-25T00:30:00.000Z'],
    ['winter', '20261025-023000', '2026-10-25T01:29:55Z', '2026-10-25T01:30:00.000Z'],
  ])('of the doubled hour of October means the one of %s by its epoch', (_which, stamp, epoch, instant) => {
    expect(startOf(`in-227-601224417-${stamp}-${seconds(epoch)}.9.wav`)).toBe(instant);
  });

  it('may carry the epoch of a call that waited, not of another half day', () => {
    const name = (epoch: string): string => `in-227-601224417-20260610-100000-${seconds(epoch)}.1.wav`;
    expect(startOf(name('2026-06-10T07:15:00Z'))).toBe('2026-06-10T08:00:00.000Z');
    expect(startOf(name('2026-06-09T19:59:59Z'))).toBe('name-time');
    expect(startOf(name('2026-06-10T20:00:01Z'))).toBe('name-time');
  });

  it.each([
    ['an hour that March skips', '20260329-023000', '2026-03-29T01:30:00Z'],
    ['a day that does not exist', '20260230-100000', '2026-03-02T09:00:00Z'],
    ['a time that does not exist', '20260610-250000', '2026-06-10T23:00:00Z'],
  ])('with %s is refused', (_what, stamp, epoch) => {
    expect(startOf(`in-227-601224417-${stamp}-${seconds(epoch)}.1.wav`)).toBe('name-time');
  });

  it.each(['q', 'rg'])(
    'of a queue or a ring group (%s) is an incoming call on a line that nobody tells',
    (way) => {
      const name = (caller: string) =>
        readFileName(`${way}-600-${caller}-20260610-100000-${seconds('2026-06-10T08:00:00Z')}.1.wav`);
      expect(name('601224417')).toMatchObject({ ok: true, facts: { caller: '+48601224417', line: '' } });
      expect(name('214')).toEqual({ ok: false, reason: 'name-caller' });
    },
  );

  it('of an extension’s call to or from outside tells no direction', () => {
    const name = `external-214-601224417-20260610-100000-${seconds('2026-06-10T08:00:00Z')}.1.wav`;
    expect(readFileName(name)).toEqual({ ok: false, reason: 'direction-unknown' });
  });

  it.each(['out', 'internal', 'exten', 'force', 'ext', 'constructor'])(
    'of another direction (%s) is not an incoming call',
    (way) => {
      const name = `${way}-227-601224417-20260610-100000-${seconds('2026-06-10T08:00:00Z')}.1.wav`;
      expect(readFileName(name)).toEqual({ ok: false, reason: 'not-incoming' });
    },
  );

  it('with something else for a caller is refused', () => {
    const name = `in-227-kowalski-20260610-100000-${seconds('2026-06-10T08:00:00Z')}.1.wav`;
    expect(readFileName(name)).toEqual({ ok: false, reason: 'name-caller' });
  });

  it.each([
    'nagranie.wav',
    'in-227-601224417-20260610-100000.wav',
    'in-227-601224417-20260610-100000-1781078400.1.mp3',
    'in-227-601224417-20260610-100000-1781078400.1.wav.txt',
    'in-227-601224417-20260610-100000-1781078400.1.wav\n',
    'x/in-227-601224417-20260610-100000-1781078400.1.wav',
    '../in-227-601224417-20260610-100000-1781078400.1.wav',
    'in-227-601224417-2026061-100000-1781078400.1.wav',
    '',
  ])('„%s” is none', (name) => {
    expect(readFileName(name)).toEqual({ ok: false, reason: 'name-unknown' });
  });
});

describe('a name as it is said', () => {
  it.each([
    [
      '/srv/exchange/in-227017500-601224417-20261124-095431-1795504467.4177.wav',
      'in-…417-20261124-095431-…177.wav',
    ],
    ['601 224 417.wav', '…417.wav'],
    ['+48 (60) 122-44-17 rozmowa.wav', '+…417 rozmowa.wav'],
    ['60122441-7.wav', '…417.wav'],
    ['601.224-417_2.json', '…172.json'],
    ['rozmowa 2026-11-24.wav', 'rozmowa 2026-11-24.wav'],
    ['214-0954.wav', '214-0954.wav'],
    ['a\u001b[2Jb.wav', 'a\ufffd[2Jb.wav'],
  ])('%j has no caller’s number, and nothing that a terminal obeys', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });
});
