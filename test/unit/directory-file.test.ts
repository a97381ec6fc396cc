import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '../../server/directory/file.ts';

const header = 'wewnętrzny;osoba;komórka;od;do';
const file = (...rows: string[]): Buffer => Buffer.from([header, ...rows, ''].join('\r\n'));
/** What an administrator is told: each fault with its row. */
const faults = (bytes: Buffer): [number | null, string][] =>
  readDirectoryFile(bytes).faults.map(({ row, reason }) => [row, reason]);
const zych = {
  row: 2,
  extension: '214',
  person: 'Barbara Zych',
  unit: 'Kancelaria',
  login: null,
  from: '2024-03-01',
  to: null,
};

describe('a directory that a spreadsheet saved', () => {
  it('is read with semicolons, as Excel writes them in Poland', () => {
    expect(readDirectoryFile(file('214;Barbara Zych;Kancelaria;2024-03-01;'))).toEqual({
      rows: [zych],
      faults: [],
    });
  });

  it('is read with commas, columns in another order, quotes, a byte order mark and Polish days', () => {
    const text =
      '\ufeff"OD",do,Osoba,Wewnetrzny,komorka\n1.03.2024,31.12.2025,"Zych, Barbara",214,"Kancelaria ""Ogólna"""\n';
    expect(readDirectoryFile(Buffer.from(text)).rows).toEqual([
      {
        row: 2,
        extension: '214',
        person: 'Zych, Barbara',
        unit: 'Kancelaria "Ogólna"',
        login: null,
        from: '2024-03-01',
        to: '2025-12-31',
      },
    ]);
  });

  it('has logins where they are known, and none that is no login', () => {
    const [first, ...more] = [
      'wewnętrzny;osoba;komórka;konto;od;do',
      '214;Barbara Zych;Kancelaria;B.Zych;2024-03-01;',
    ];
    const read = (...rows: string[]) => readDirectoryFile(Buffer.from([first, ...rows, ''].join('\n')));
    expect(read(...more).rows).toEqual([{ ...zych, login: 'b.zych' }]);
    expect(read('214;Barbara Zych;Kancelaria;;2024-03-01;').rows).toEqual([zych]);
    expect(read('214;Barbara Zych;Kancelaria;Barbara Zych;2024-03-01;').faults).toEqual([
      { row: 2, reason: '„Barbara Zych” nie jest nazwą użytkownika, np. a.nowak.' },
    ]);
  });

  it('means one person by one name, however wide the gaps in it', () => {
    const rows = file('214;Barbara  Zych ; Kancelaria\u00a0 Ogólna;2024-03-01;');
    expect(readDirectoryFile(rows).rows).toEqual([{ ...zych, unit: 'Kancelaria Ogólna' }]);
  });

  it('counts rows as the spreadsheet does, empty ones too', () => {
    expect(readDirectoryFile(file('', '214;Barbara Zych;Kancelaria;2024-03-01;')).rows).toEqual([
      { ...zych, row: 3 },
    ]);
  });
});

describe('a file that is no directory', () => {
  it('in Windows-1250 is refused with the row where that shows', () => {
    const good = '214;Barbara Zych;Kancelaria;2024-03-01;\r\n';
    const bytes = Buffer.concat([
      Buffer.from(`${header}\r\n${good}322;`),
      Buffer.from([0xa3]),
      Buffer.from('ukasz;;2024-01-01;\r\n'),
    ]);
    expect(faults(bytes)).toEqual([[3, expect.stringContaining('UTF-8')]]);
  });

  it('in UTF-16 is refused', () => {
    expect(faults(Buffer.from(`\ufeff${header}\n`, 'utf16le'))).toEqual([
      [1, expect.stringContaining('UTF-8')],
    ]);
  });

  it.each<[string, string, string]>([
    [
      'commas below a header with semicolons',
      '214,Barbara Zych,Kancelaria,2024-03-01,',
      'pól jest 1, a w nagłówku 5',
    ],
    ['a field too many', '214;Barbara Zych;Kancelaria;2024-03-01;;x', 'pól jest 6'],
    ['words beside an extension', 'wew. 214;Barbara Zych;Kancelaria;2024-03-01;', '„wew. 214”'],
    ['a whole number', '+48 27 017 52 14;Barbara Zych;Kancelaria;2024-03-01;', 'sam numer, np. 214'],
    ['a drawing', '😀;Barbara Zych;Kancelaria;2024-03-01;', 'sam numer'],
    ['no extension', ';Barbara Zych;Kancelaria;2024-03-01;', 'brakuje numeru'],
    ['nobody', '214; ;Kancelaria;2024-03-01;', 'brakuje imienia'],
    ['no first day', '214;Barbara Zych;Kancelaria;;', '„od”'],
    ['a day that does not exist', '214;Barbara Zych;Kancelaria;2026-02-30;', '„od”'],
    ['a last day in words', '214;Barbara Zych;Kancelaria;2024-03-01;nadal', '„do”'],
    [
      'an end before the beginning',
      '214;Barbara Zych;Kancelaria;2024-03-01;2024-02-29',
      'przed swoim początkiem',
    ],
    ['a name that reads backwards', '214;Barbara\u202e Zych;Kancelaria;2024-03-01;', 'nie widać'],
    ['an endless name', `214;${'ż'.repeat(201)};;2024-03-01;`, '200 znaków'],
    ['a quote that is not closed', '214;"Barbara Zych;Kancelaria;2024-03-01;', 'cudzysłów'],
  ])('%s: refused with row and reason', (_what, row, reason) => {
    const found = faults(file('213;Iwona Rak;USC;2024-01-01;', row));
    expect(found).toEqual([[3, expect.stringContaining(reason)]]);
  });

  it('is told every faulty row at once, and yields none', () => {
    const read = readDirectoryFile(
      file('213;;USC;2024-01-01;', '214;Barbara Zych;Kancelaria;2024-03-01;', '215;x;y;z;'),
    );
    expect(read.rows).toEqual([]);
    expect(read.faults.map(({ row }) => row)).toEqual([2, 4]);
  });

  it('with another header, with no rows, or empty is refused', () => {
    expect(faults(Buffer.from('numer;osoba;komórka;od;do\n'))).toEqual([
      [1, expect.stringContaining(header)],
    ]);
    expect(faults(Buffer.from('osoba;osoba;komórka;od;do\n'))).toEqual([
      [1, expect.stringContaining(header)],
    ]);
    expect(faults(Buffer.from(''))).toEqual([[1, expect.stringContaining(header)]]);
    expect(faults(file())).toEqual([[null, expect.stringContaining('ani jednego wiersza')]]);
  });
});
