import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Circumstances, makeRegister } from '../../electron/register/document.ts';
import { registerContent } from '../../electron/register/content.ts';
import { missingOf } from '../../electron/paper/beginnings.ts';
import { signedRow, type SignedRow } from '../../electron/register/rows.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import { entriesOf, entryOf, openingOf, recordingOf } from './document.fixture.ts';
import { papersOfFile } from './paper-file.fixture.ts';

type ActRow = Extract<SignedRow, { kind: 'act' }>;
type RefusalRow = Extract<SignedRow, { kind: 'refusal' }>;

const everything: RegisterFilter = {
  ...{ person: null, case: null, from: null, to: null, state: null, kind: null },
};
const recording = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

const actRow = (n: number, change: Partial<ActRow> = {}): ActRow => ({
  ...{ kind: 'act', seq: 100 + n, at: '2026-11-25T08:54:00.000Z', act: recording, number: `PO/${n}/2026` },
  ...{ login: 'anowak', person: 'Anna Nowak', authorisation: 'UO/7/2026', case: 'SEK.1510.7.2026' },
  ...{ formerCases: [], basisLabel: 'Rozpatrzenie skargi', recordings: 1, heardMs: 164_000, state: 'filed' },
  ...{ purpose: 'SERVICE_STANDARDS', reference: null, justification: 'Spór.', present: [], evidence: false },
  unsigned: false,
  calls: [{ recording, startedAt: '2026-11-20T09:04:00.000Z', wrongCall: false }],
  ...change,
});
const refusalRow = (change: Partial<RefusalRow> = {}): RefusalRow => ({
  ...{ kind: 'refusal', seq: 90, at: '2026-11-24T08:00:00.000Z', login: 'jlis', person: 'Jan Lis' },
  ...{ case: 'SEK.1510.8.2026', basisLabel: null, request: 'listen', reason: 'no-authorisation' },
  ...{ subject: null, because: null, recording: null, count: 1 },
  ...change,
});

/** What the register says of one row, cell by cell. */
const cells = (row: SignedRow) =>
  registerContent(everything, [row], []).lines[0]?.cells.map((cell) => cell.join(' '));

describe('the printed register (D2)', () => {
  it('says of an act all that the form of the register asks for', () => {
    const row = actRow(12, { formerCases: ['SEK.1510.6.2026'], reference: 'II K 123/26', evidence: true });
    expect(cells(row)).toEqual([
      'PO/12/2026',
      '25.11.2026 09:54',
      'Anna Nowak UO/7/2026',
      'SEK.1510.7.2026 było: SEK.1510.6.2026 sygn. II K 123/26',
      'podnoszenie standardów obsługi',
      'Rozpatrzenie skargi',
      '20.11.2026 3f2504e0',
      '2:44',
      'dołączony do akt',
      'tak',
    ]);
  });

  it('marks a call that does not concern the case', () => {
    const calls = [{ recording, startedAt: '2026-11-20T09:04:00.000Z', wrongCall: true }];
    expect(cells(actRow(12, { calls }))).toContain('20.11.2026 3f2504e0 (nie ta rozmowa)');
  });

  it.each([
    [{}, 'odmowa: brak upoważnienia'],
    [{ count: 31, reason: 'many-refusals' }, 'odmowa × 31: wiele odmów w ciągu godziny'],
    [
      {
        ...{ request: 'join', reason: 'person-not-admitted' },
        ...{ subject: 'Natalia Wróbel', because: 'no-authorisation' },
      },
      'odmowa obecności: Natalia Wróbel – brak upoważnienia',
    ],
    [
      { request: 'resume', reason: 'listening-not-suspended' },
      'odmowa wznowienia: odsłuchiwanie nie było wstrzymane',
    ],
    // Of a later keeper.
    [{ request: 'toString', reason: 'moon-phase' }, 'odmowa: moon-phase'],
  ])('says of the refusal %j what was refused and why, without a number', (change, said) => {
    const [number, , , , , , , , state] = cells(refusalRow(change)) ?? [];
    expect([number, state]).toEqual(['–', said]);
  });

  it('names the server room by no account', () => {
    const watched = {
      seq: 1,
      at: '2026-11-24T08:00:00.000Z',
      login: 'odsluch_keeper',
      person: 'odsluch_keeper',
    };
    const row: SignedRow = { ...watched, kind: 'schema', reason: null, changed: ['functions'] };
    expect(cells(row)?.[2]).toBe('serwer odsłuchu');
  });

  it('names requests that nobody signed, how many and in whose name, as an entry of the server’s and no person’s', () => {
    const entry = entryOf(7, 'unsigned-request', '2026-11-24T08:00:00.000Z', { claimed: [], count: 1 });
    const put = (claimed: string[], count: number) =>
      ({ ...entry, payload: { ...entry.payload, login: 'odsluch_keeper', claimed, count } }) as typeof entry;
    const listed = { kind: 'unsigned-request', seq: 7, claimed: [], count: 0 } as never;
    const printed = (claimed: string[], count: number) => cells(signedRow(listed, [put(claimed, count)]));
    const [number, , who, , , , , , said] = printed(['anna.nowak', 'jan.lis'], 3) ?? [];
    expect([number, who]).toEqual(['–', 'serwer odsłuchu']);
    expect(said).toBe('żądania bez podpisu: 3; rzekomo w imieniu: anna.nowak, jan.lis');
    expect(printed([], 1)?.[8]).toBe('żądania bez podpisu: 1; rzekomo w imieniu: –');
  });

  it('goes by time, counts what it has, and says where it is but an excerpt', () => {
    const rows = [actRow(12), refusalRow({ count: 2 }), actRow(11, { seq: 80 })];
    const people = [{ guid: recording, person: 'Anna Nowak' }];
    const whole = registerContent(everything, rows, people);
    expect(whole.lines.map(({ seq }) => seq)).toEqual([80, 90, 112]);
    expect(whole.counts).toEqual(['Protokołów: 2 (PO/11/2026 – PO/12/2026)', 'Odmów: 2']);
    expect([whole.period, whole.conditions]).toEqual(['od początku prowadzenia', null]);
    const filter = {
      ...everything,
      person: recording,
      state: 'filed',
      from: '2026-11-01',
      to: '2026-11-25',
    } as const;
    const part = registerContent(filter, rows, people);
    expect(part.period).toBe('za okres 01.11.2026 – 25.11.2026');
    expect(part.conditions).toBe('Wyciąg, tylko: osoba: Anna Nowak; stan: dołączony do akt');
  });
});

describe('a row of it', () => {
  const entries = entriesOf({
    recordings: [
      recordingOf({ openings: [openingOf(), openingOf({ ranges: [[140_000, 150_000]], reported: false })] }),
      recordingOf({ startedAt: '2026-11-21T09:04:00.000Z' }),
    ],
  });
  const first = entries.find(({ kind }) => kind === 'release');
  const listed = {
    ...actRow(99),
    ...{ account: 'ok' as const, overAt: '2026-11-30T09:12:00.000Z' },
    seq: first?.seq ?? 0,
    act: 'a1d5ac5e-1f3c-4a9b-8a77-9d2f1f2e4a10',
  };

  it('is what the entries say of the act, whatever the database lists', () => {
    expect(
      signedRow({ ...listed, person: 'X', case: 'X', heardMs: 1, state: 'started', calls: [] }, entries),
    ).toMatchObject({
      ...{ number: 'PO/12/2026', person: 'Anna Nowak', case: 'SEK.1510.7.2026', authorisation: 'UO/7/2026' },
      ...{ basisLabel: 'Rozpatrzenie skargi – art. 227 i 237 KPA', state: 'completed', heardMs: 256_000 },
      ...{ recordings: 2, evidence: false, unsigned: true },
      calls: [{ startedAt: '2026-11-20T09:04:00.000Z' }, { startedAt: '2026-11-21T09:04:00.000Z' }],
    });
  });

  it('is not made without its entry, or of another kind of entry', () => {
    const without = entries.filter((one) => one !== first);
    const failed = (code: string) =>
      expect.objectContaining({ failure: { code, params: { seq: listed.seq } } }) as Error;
    expect(() => signedRow(listed, without)).toThrow(failed('document-entry-missing'));
    expect(() => signedRow({ ...refusalRow(), seq: listed.seq }, entries)).toThrow(
      failed('document-entry-false'),
    );
  });

  it('marks a time of which the program reported only a part', () => {
    const paper = registerContent(everything, [signedRow(listed, entries)], []);
    expect([paper.lines[0]?.cells[7], paper.unsigned]).toEqual([['4:16*'], true]);
  });

  it('counts the numbers of each Warsaw year from one, and names the first that is missing', () => {
    const begun = (protocol: string, at: string) => entryOf(1, 'release', at, { protocol } as never);
    const year = [
      begun('PO/1/2025', '2025-12-31T22:59:00.000Z'),
      begun('PO/1/2026', '2025-12-31T23:01:00.000Z'),
    ];
    expect(missingOf([...year, begun('PO/2/2026', '2026-01-02T08:00:00.000Z')])).toBeNull();
    expect(missingOf([...year, begun('PO/3/2026', '2026-01-02T08:00:00.000Z')])).toEqual({
      number: 2,
      year: 2026,
    });
  });
});

describe('its pages', () => {
  const papers = papersOfFile();
  const around: Circumstances = {
    ...{
      office: 'Urząd Gminy Próbnej',
      regulation: 'Regulaminu rejestracji rozmów (załącznik nr 1 do zarządzenia Nr 5/2026)',
      login: 'esikora',
    },
    ...{ host: 'ST-14', now: '2026-11-26T08:15:00.000Z', from: '2026-11-01', to: null },
    head: { seq: 117, hash: 'ab'.repeat(32) },
    missing: { protocol: null, entry: null },
    emergency: null,
  };
  async function read(rows: SignedRow[], change: Partial<Circumstances> = {}) {
    const paper = registerContent(everything, rows, []);
    const { name, pdf } = await makeRegister(paper, { ...around, ...change }, papers.resources());
    return { name, ...papers.read(name, pdf) };
  }

  it('lie on their side, have the heads on each, and end with numbers, chain and a line to sign', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => actRow(60 - n, { seq: 160 - n }));
    const { name, info, text, pages } = await read(rows);
    expect(name).toBe('rejestr-odsluchan_2026-11-01_2026-11-26.pdf');
    expect(info).toMatch(/Page size:\s+841\.89 x 595\.28/);
    expect(pages).toBeGreaterThan(1);
    expect(text.match(/Odsłuchał\(a\)/g)).toHaveLength(pages);
    expect(text).toContain('PO/60/2026');
    // Of a register the regulation says nothing.
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      `prowadzony według własnych zasad urzędu (protokoły: § 4 ust. 3 ${around.regulation})`,
    );
    expect(text).toContain('Ciągłość numeracji całego rejestru: TAK');
    expect(text).toMatch(
      /na stanowisku ST-14: CIĄGŁY, stan na wpis nr 117, skrót\s+(?:ab){32}\.\s+Sekretarz/,
    );
    expect(text).toContain(`sporządził(a): esikora; strona ${pages}/${pages}`);
  });

  it('show a name as it reads, however long, and whatever it looks like', async () => {
    const names = ['<img src=x onerror=alert(1)>', '=HYPERLINK("http://zle.example")', 'ż'.repeat(200)];
    const { file, text } = await read(names.map((person, n) => actRow(n + 1, { person })));
    const shown = text.replaceAll(/\s/g, '');
    expect(shown).toContain('onerror=alert(1)');
    expect(shown).toContain('=HYPERLINK');
    expect(text.match(/ż/g)?.length).toBeGreaterThanOrEqual(200);
    // Nothing of it lies over its neighbour: each line of the cell ends before the next column begins.
    const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
    const ends = [...boxes.matchAll(/xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">ż+</g)];
    expect(ends.length).toBeGreaterThan(1);
    for (const [, from, to] of ends) expect(Number(to) - Number(from)).toBeLessThan(80);
  });

  it('say that a chain is broken, a number is missing, an emergency lasts, or that there is nothing', async () => {
    const missing = { protocol: { number: 3, year: 2026 }, entry: 88 };
    const emergency = 'Sekretarza ustanowiono w trybie awaryjnym, wpis nr 31';
    const { text } = await read([], { head: null, missing, emergency });
    expect(text).toContain('W tym okresie nie ma wpisów.');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`${emergency}.`);
    expect(text).toContain(
      'Ciągłość numeracji całego rejestru: NIE, brakuje protokołu nr 3 z roku 2026. Według bazy danych brakuje wpisu nr 88.',
    );
    expect(text).toMatch(/na stanowisku ST-14: NIECIĄGŁY\./);
    expect(text).not.toMatch(/\bCIĄGŁY|stan na wpis/);
  });
});
