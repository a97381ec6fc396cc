import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { linesIn, textOf, written, type Line } from '../unit/exported-chain.ts';
import { faultOf, findPython, noPython, runReader, type Said } from '../unit/python.ts';
import { addPerson, addRecording, ask, done, listen, payloadOf, revocation, sign } from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** docs/verify.py on what a keeper wrote and `odsluch-server export` gave away, beside that keeper's own journal. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py on an export: ${noPython}`);
else exportContract(python);

function exportContract(command: string): void {
  let office: TestOffice;
  let folder: string;
  let ledger: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-export-'));
    office = await openTestOffice();
    await addPerson(office, 'anowak');
    const client = await office.as('anowak');
    const { id } = await addRecording(office);
    const { answer } = await listen(client, id);
    const act = String(payloadOf(answer)['act']);
    const ended = { opening: answer.command, ranges: [], how: 'finished', wrongCall: false } as const;
    await done(ask(client, 'close', { ...ended, ranges: [[0, 9_000]] }));
    await done(ask(client, 'complete', { act, findings: 'Zażółć „gęślą”\njaźń \\ " \u{1f642} – 08:15' }));
    await listen(client, id, { ground: null });
    await sign(office, 'revoke', revocation(String(payloadOf(answer)['authorisation'])));
    await office.stop();
    ledger = join(folder, 'ledger.jsonl');
    await exportLedger(office.superuser, ledger);
  });
  afterAll(async () => {
    await office.close();
    rmSync(folder, { recursive: true });
  });
  const verify = (file: string): Said =>
    runReader(command, 'verify.py', [
      ...[file, '--keeper', office.keeperPublicKey],
      ...['--journal', office.options.journal],
    ]);
  const changed = (change: (lines: Line[]) => unknown): string => {
    const lines = linesIn(readFileSync(ledger, 'utf8')).map((line) => JSON.parse(line) as Line);
    change(lines);
    return written(folder, 'changed.jsonl', textOf(lines));
  };
  /** Our own verification of the same file: entry and word. */
  const own = async (file: string) => {
    const { journal } = office.options;
    return verifyLedger({ source: { file }, journal, keeperKey: office.keeperPublicKey });
  };

  it('finds no fault, and the head that our own verification finds', async () => {
    const { fault, entries, head } = await own(ledger);
    expect([fault, verify(ledger)]).toEqual([
      null,
      { code: 0, out: `OK ${entries} entries, head ${head?.seq}:${head?.hash}`, error: '' },
    ]);
  });

  it.each<[string, string, (lines: Line[], seq: number) => void]>([
    [
      'an edited payload',
      'hash',
      (lines, seq) => {
        const line = lines[seq - 1];
        if (line) line.payload = line.payload.replace('SEK.1510.7.2026', 'SEK.1510.8.2026');
      },
    ],
    [
      'an edited text',
      'words',
      (lines, seq) => {
        const line = lines[seq - 1];
        if (line) line.text = line.text?.replace('14/2026', '15/2026') ?? null;
      },
    ],
    ['a deleted entry', 'missing', (lines, seq) => void lines.splice(seq - 1, 1)],
  ])('finds what our own verification finds: %s', async (_what, word, change) => {
    const lines = linesIn(readFileSync(ledger, 'utf8'));
    const seq = lines.findIndex((line) => line.includes('\\"kind\\":\\"release\\"')) + 1;
    const file = changed((all) => change(all, seq));
    expect(faultOf(verify(file))).toEqual([seq, word]);
    expect((await own(file)).fault).toEqual({ seq, what: word });
  });
}
