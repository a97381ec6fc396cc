import { describe, expect, it } from 'vitest';
import { readCallRecords } from '../../server/ingest/call-records.ts';
import { callRecords, type CallRecordsForm } from '../../shared/limits.ts';

/** § 3 ust. 1: call records as exchanges write them, and what must never come through. */
const form: CallRecordsForm = callRecords.parse({
  ...{ path: '/srv/wykazy', delimiter: ';', encoding: 'utf-8', header: true },
  columns: { call: 'id', startedAt: 'start', extension: 'wewn', seconds: 'czas' },
  ...{ time: 'dd.MM.yyyy HH:mm:ss', zone: 'Europe/Warsaw' },
  incoming: { column: 'kierunek', values: ['przychodzące'] },
  answered: { column: 'stan', values: ['odebrane'] },
});
const header = 'id;start;dzwoniący;wewn;czas;kierunek;stan\n';
const days = { since: '2026-10-01', until: '2026-11-23' };
const row = (
  change: Partial<Record<'id' | 'start' | 'wewn' | 'czas' | 'kierunek' | 'stan', string>> = {},
): string => {
  const cells = {
    ...{ id: '1795426922.418', start: '23.11.2026 10:42:10', wewn: '214', czas: '185' },
    ...{ kierunek: 'przychodzące', stan: 'odebrane', ...change },
  };
  return `${cells.id};${cells.start};601224417;${cells.wewn};${cells.czas};${cells.kierunek};${cells.stan}\n`;
};
const read = (text: string | Buffer, change: Partial<CallRecordsForm> = {}) =>
  readCallRecords(Buffer.from(text as string), { ...form, ...change }, days).calls;
const call = {
  ...{ call: '1795426922.418', started_at: new Date('2026-11-23T09:42:10.000Z') },
  ...{ extension: '214', seconds: 185, answered: true },
};

describe('call records are read', () => {
  it.each([
    ['as the settings say', header + row()],
    ['with a mark of UTF-8 before them', `\ufeff${header}${row()}`],
    ['with line ends of Windows', (header + row()).replaceAll('\n', '\r\n')],
    ['with lines that are empty', `\n${header}\n\n${row()}\n`],
    [
      'with columns in another order',
      `stan;kierunek;czas;wewn;start;id\nodebrane;przychodzące;185;214;23.11.2026 10:42:10;1795426922.418\n`,
    ],
    [
      'with quotation marks',
      `${header}"1795426922.418";"23.11.2026 10:42:10";"Jan ""Kos"";\n601";"214";185;przychodzące;odebrane\n`,
    ],
  ])('%s', (_how, text) => {
    expect(read(text)).toEqual([call]);
  });

  it('with line ends that differ from line to line', () => {
    const ids = ['a-1', 'a-2', 'a-3', 'a-4'];
    const [one, two, three, four] = ids.map((id) => row({ id }).trimEnd());
    const text = `${header.trimEnd()}\r\n${one}\n${two}\r${three}\r\n${four}\n`;
    expect(read(text).map(({ call: name }) => name)).toEqual(ids);
  });

  it('in windows-1250, also where the settings name columns by their Polish names', () => {
    const bytes = Buffer.from((header + row()).replaceAll('ą', '\xb9'), 'latin1');
    expect(read(bytes, { encoding: 'windows-1250' })).toEqual([call]);
  });

  it('without a header, by numbers of columns', () => {
    const columns = { call: 1, startedAt: 2, extension: 4, seconds: 5 };
    const conditions = {
      incoming: { column: 6, values: ['przychodzące'] },
      answered: { column: 7, values: ['odebrane'] },
    };
    expect(read(row(), { header: false, columnCount: 7, columns, ...conditions })).toEqual([call]);
  });

  it('but for what is outgoing, and what is of no day that is asked for', () => {
    const text = header + row({ kierunek: 'wychodzące', czas: '?' }) + row({ start: '24.11.2026 08:00:00' });
    expect(read(text + row({ start: '30.09.2026 08:00:00' }))).toEqual([]);
  });

  it('with what nobody answered', () => {
    expect(read(header + row({ stan: 'nieodebrane', wewn: 's', czas: '0' }))).toEqual([
      { ...call, extension: '', seconds: 0, answered: false },
    ]);
    expect(read(header + row({ czas: '0' }), { answered: null })[0]?.answered).toBe(false);
  });

  it('in UTC', () => {
    expect(read(header + row({ start: '23.11.2026 09:42:10' }), { zone: 'UTC' })).toEqual([call]);
  });
});

describe('the last row without a line end', () => {
  const cutAt = (length: number, change = {}) =>
    readCallRecords(
      Buffer.from(header + row() + row({ stan: 'nieodebrane' }).slice(0, length)),
      { ...form, ...change },
      days,
    );

  it.each([
    ['is not believed though every column is there, and its day is told', 77, '2026-11-23'],
    ['is not believed where its last column was cut, and its day is told', 68, '2026-11-23'],
    ['tells no day where its beginning was cut', 30, null],
  ])('%s', (_what, length, day) => {
    expect(cutAt(length)).toEqual({ calls: [call], cut: { day } });
  });

  it('is read where the exchange writes none, and is a fault where it is shorter', () => {
    expect(cutAt(90, { lastLineEnd: false }).cut).toBeNull();
    expect(cutAt(90, { lastLineEnd: false }).calls).toHaveLength(2);
    expect(() => cutAt(30, { lastLineEnd: false })).toThrow('wiersz 3: ma kolumn: 2, a powinno być: 7');
  });
});

describe('both hours of the night in October that a clock shows twice', () => {
  const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
  const times = (text: string): string[] => read(text).map(({ started_at }) => started_at.toISOString());
  const at = (id: string): string => row({ id, start: '25.10.2026 02:30:00' });

  it('are told by the name of the call', () => {
    const names = [second, first].map((time) => `${Date.parse(time) / 1000 - 3}.7`);
    expect(times(header + names.map(at).join(''))).toEqual([second, first]);
  });

  it('or else by their order', () => {
    const before = row({ id: 'a-1', start: '25.10.2026 02:40:00' });
    expect(times(header + at('a-0') + before + at('a-2'))).toEqual([
      ...[first, '2026-10-25T00:40:00.000Z', second],
    ]);
  });

  it('or else by their order, in which a long call may stand behind a short one that began after it', () => {
    const short = row({ id: 'a-1', start: '25.10.2026 02:30:01', czas: '5' });
    const after = row({ id: 'a-3', start: '25.10.2026 02:33:30' });
    expect(times(header + short + at('a-2') + after)).toEqual([
      ...['2026-10-25T00:30:01.000Z', first, '2026-10-25T00:33:30.000Z'],
    ]);
  });
});

describe('a file with a line that cannot be read is not read at all, and says where, and nothing of what stands there', () => {
  const number = '601224417';
  it.each([
    [
      'a time that is none',
      row({ start: number }),
      'wiersz 3: kolumna 2 nie podaje czasu w ustawionej postaci',
    ],
    [
      'an hour that March leaves out',
      row({ start: '29.03.2026 02:30:00' }),
      'wiersz 3: kolumna 2 podaje czas, którego nie ma',
    ],
    [
      'a length that is a number of a telephone',
      row({ czas: number }),
      'wiersz 3: kolumna 5 nie podaje liczby sekund',
    ],
    [
      'a line that is shorter than the header',
      '1795426922.419;23.11.2026 10:50:00;601224417;214;7;wychodzące\n',
      'wiersz 3: ma kolumn: 6, a powinno być: 7',
    ],
    [
      'a quotation mark that is not closed',
      `"${row()}`,
      'wiersz 3: cudzysłów jest niezamknięty albo stoi w środku pola',
    ],
    [
      'a quotation mark within a cell',
      row({ id: 'a"1' }),
      'wiersz 3: cudzysłów jest niezamknięty albo stoi w środku pola',
    ],
  ])('%s', (_what, line, sentence) => {
    expect(() => read(header + row() + line)).toThrow(new Error(sentence));
  });

  it('a line that has fewer columns than were stated for a file without a header', () => {
    const columns = { call: 1, startedAt: 2, extension: 4, seconds: 5 };
    const bare = { header: false, columnCount: 8, columns, incoming: null, answered: null };
    expect(() => read(row(), bare)).toThrow('wiersz 1: ma kolumn: 7, a powinno być: 8');
  });

  it('another encoding', () => {
    const bytes = Buffer.from((header + row()).replaceAll('ą', '\xb9'), 'latin1');
    expect(() => read(bytes)).toThrow('plik nie jest zapisany w ustawionym kodowaniu');
  });

  it('another header', () => {
    expect(() => read(row())).toThrow('w nagłówku brakuje kolumny „start”');
  });
});

describe('nobody’s number comes through, whatever column it stands in', () => {
  const numbers = [
    '601224417',
    '+48 601 224 417',
    '0048601224417',
    '48-601-224-417',
    'in-227-601224417-20261123',
    'A48601224417-1795426922.418',
    'in_601224417-1795426922.4',
    '1795426922.601224417',
    '60122441-7000-4000-8000-000000000000',
  ];
  it.each(numbers)('%s', (number) => {
    const text = header + row({ id: number, wewn: number }) + row({ id: `${number}.7`, wewn: number });
    const digits = JSON.stringify(read(text).map(({ call: name, extension }) => ({ name, extension })));
    expect(digits.replace(/\D/g, '')).not.toContain('601224417');
    // Each is a call of its own all the same.
    expect(new Set(read(text).map(({ call: name }) => name)).size).toBe(2);
  });

  it('nor in pieces around a time', () => {
    const [told] = read(header + row({ id: 'in601-1795426922.224417' }));
    expect(told?.call).toBe('2026-11-23T09:42:10.000Z/214');
  });

  it.each(['1795426922.418', 'pbx1-1795426922.418', '0c7b1f52-9d5e-4f0a-8a61-12345678abcd', 'K:8841'])(
    'but a name of a call does: %s',
    (id) => {
      expect(read(header + row({ id }))[0]?.call).toBe(id);
    },
  );
});
