import { describe, expect, it } from 'vitest';
import { csv, registerTable } from '../../electron/register/table.ts';
import type { SignedRow } from '../../electron/register/rows.ts';

type ActRow = Extract<SignedRow, { kind: 'act' }>;
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
