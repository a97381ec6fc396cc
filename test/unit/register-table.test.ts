import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeTable } from '../../electron/register/write-table.ts';
import { csv } from '../../electron/paper/csv.ts';
import { registerTable } from '../../electron/register/table.ts';
import type { SignedRow } from '../../electron/register/rows.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
const pages = vi.hoisted(() => ({ of: (): AsyncIterable<unknown> => ({}) as never, stands: vi.fn() }));
vi.mock('../../electron/register/register.ts', () => ({ signedPages: () => pages.of() }));
vi.mock('../../electron/paper/entries.ts', () => ({ standsAt: pages.stands }));

type ActRow = Extract<SignedRow, { kind: 'act' }>;
type Call = ActRow['calls'][number];
const recording = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const act = (change: Partial<ActRow> = {}): ActRow => ({
  ...{ kind: 'act', seq: 112, at: '2026-11-25T08:54:00.000Z', act: recording, number: 'PO/12/2026' },
  ...{ login: 'anowak', person: 'Anna Nowak', authorisation: 'UO/7/2026', case: 'SEK.1510.7.2026' },
  ...{ formerCases: [], basisLabel: 'Rozpatrzenie skargi', recordings: 1, heardMs: 164_000, state: 'filed' },
  ...{ purpose: 'SERVICE_STANDARDS', reference: null, present: [], evidence: false, unsigned: false },
  justification: 'Dzwonił z numeru 601 234 567.',
  calls: [{ recording, startedAt: '2026-11-20T09:04:00.000Z', wrongCall: false }],
  ...change,
});
const stop: SignedRow = {
  ...{ kind: 'suspended', seq: 90, at: '2026-11-24T08:00:00.000Z', login: 'h.dudek', person: 'Halina Dudek' },
  ...{ reason: 'Telefon 601 234 567', changed: [] },
};

describe('the register as a table', () => {
  it('opens in a spreadsheet with Polish settings: BOM, semicolons, CRLF, as many cells in every row', () => {
    const table = registerTable([act(), stop]);
    expect(table.startsWith('\uFEFF')).toBe(true);
    const lines = table.slice(1).split('\r\n');
    expect(lines.pop()).toBe('');
    expect(new Set(lines.map((line) => line.split(';').length)).size).toBe(1);
    expect(lines[2]).toBe(
      '112;25.11.2026;09:54;czynność;PO/12/2026;Anna Nowak;anowak;UO/7/2026;SEK.1510.7.2026;;;podnoszenie standardów obsługi;Rozpatrzenie skargi;20.11.2026 3f2504e0;2:44;dołączony do akt;nie',
    );
  });

  it('marks a call that does not concern the case, as the printed register does', () => {
    const calls = [true, false].map((wrongCall) => ({ ...(act().calls[0] as Call), wrongCall }));
    expect(registerTable([act({ calls })])).toContain(
      ';20.11.2026 3f2504e0 (nie ta rozmowa), 20.11.2026 3f2504e0;',
    );
  });

  it('§ 5 has no column of reasons, where a caller’s number may stand', () => {
    expect(registerTable([act(), stop])).not.toContain('601');
  });

  it.each([
    ['=HYPERLINK("http://zle.example";"Anna")', `"'=HYPERLINK(""http://zle.example"";""Anna"")"`],
    ['+48', "'+48"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1+1', "' =1+1"],
    ['\u202E=1+1', "'=1+1"],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['Anna\u202Ekawon', 'Annakawon'],
    ['dwie\nlinie', '"dwie\nlinie"'],
    ['ż'.repeat(200), 'ż'.repeat(200)],
  ])('shows %j as text and as it reads, and runs nothing', (name, cell) => {
    expect(csv([[name, 'x']])).toBe(`\uFEFF${cell};x\r\n`);
  });
});

describe('a table that is written page by page', () => {
  const page = (...seqs: number[]) => ({
    rows: seqs.map((seq) => act({ seq, number: `PO/${seq}/2026` })),
    placed: seqs.map((seq) => ({ seq, hash: '' })),
  });
  let home: string;
  let stop: AbortController;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'table-of-a-test-'));
    vi.stubEnv('TMPDIR', home);
    stop = new AbortController();
    pages.stands.mockReset();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });

  /** What lies anywhere below the person's folder. */
  const lies = (): string[] => readdirSync(home, { recursive: true, encoding: 'utf8' });
  const read = (name: string): string => readFileSync(join(home, name), 'latin1');
  const write = (submit: (kind: string, body: unknown) => unknown, folder = home): Promise<void> =>
    writeTable(
      { submit: async (...asked: unknown[]) => submit(...(asked as [string, unknown])) } as never,
      {} as never,
      join(folder, 'rejestr.csv'),
      () => undefined,
      stop.signal,
    );

  it('§ 5 holds every page, oldest row first, and is entered with its hash before there is anything to read', async () => {
    const readable: string[] = [];
    pages.of = async function* () {
      yield page(9, 8);
      readable.push(...lies().filter((name) => name.endsWith('table') && read(name).includes('anowak')));
      yield page(7);
    };
    const entered: unknown[] = [];
    await write((kind, body) => {
      readable.push(...lies().filter((name) => name.startsWith('rejestr')));
      entered.push([kind, body]);
    });
    const table = readFileSync(join(home, 'rejestr.csv'));
    expect(table.toString()).toBe(registerTable(page(9, 8, 7).rows));
    expect(readable).toEqual([]);
    const sha256 = createHash('sha256').update(table).digest('hex');
    expect(entered).toEqual([['read', { what: 'export', filter: {}, rows: 3, sha256 }]]);
    expect(pages.stands.mock.calls[0]?.[1]).toEqual(page(9, 8, 7).placed);
    expect(lies()).toEqual(['rejestr.csv']);
  });

  it('that is interrupted leaves nothing, and is not entered', async () => {
    pages.of = async function* () {
      yield page(9);
      expect(lies()).not.toEqual([]);
      stop.abort();
      yield page(8);
      throw new Error('it went on');
    };
    const submit = vi.fn();
    await expect(write(submit)).rejects.toThrow('abort');
    expect(submit).not.toHaveBeenCalled();
    expect(lies()).toEqual([]);
  });

  it('leaves nothing where it is interrupted on its way to its place, nor where the place takes no file', async () => {
    pages.of = async function* () {
      yield page(9);
    };
    await expect(write(() => stop.abort())).rejects.toThrow();
    expect(lies()).toEqual([]);
    stop = new AbortController();
    await expect(write(() => undefined, join(home, 'gone'))).rejects.toMatchObject({
      failure: { code: 'file-not-saved' },
    });
    expect(lies()).toEqual([]);
  });

  it('is not written where an entry does not stand in the ledger', async () => {
    pages.of = async function* () {
      yield page(9);
    };
    pages.stands.mockRejectedValue(new Error('not continued'));
    const submit = vi.fn();
    await expect(write(submit)).rejects.toThrow('not continued');
    expect(submit).not.toHaveBeenCalled();
    expect(lies()).toEqual([]);
  });
});
