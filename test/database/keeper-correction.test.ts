import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addPerson, addRecording, ask, done, listen, payloadOf, today, type Answer } from './asking.ts';
import { rowsOf } from './office.ts';
import { actsOf } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** §4.3: a correction is an entry of its own that shows both; what it corrects stays, and everything is signed and filed anew. */
let office: TestOffice;
let client: Client;
let other: Client;
let recording: string;
const findings = 'Pracownik podał termin 14 dni; ton rozmowy był rzeczowy.';
const [wrong, right] = ['SEK.1510.7.2026', 'SEK.1510.8.2026'];

beforeAll(async () => {
  office = await openTestOffice();
  for (const login of ['anowak', 'jlis']) await addPerson(office, login);
  [client, other] = [await office.as('anowak'), await office.as('jlis')];
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

const file = (act: string) => ask(client, 'file', { act, day: today(), way: 'ezd', missingSignature: null });
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
type Change = { case?: string; findings?: string; corrects: number; remarks?: string };
const correct = (act: string, change: Change, asker = client) =>
  ask(asker, 'correct', { act, case: wrong, findings, ...change });

async function sealedAct(): Promise<{ act: string; seq: number }> {
  const { answer } = await listen(client, recording);
  const act = String(payloadOf(answer)['act']);
  await done(
    ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
  );
  const { seq } = await done(ask(client, 'complete', { act, findings }));
  return { act, seq: seq ?? 0 };
}

describe('a correction', () => {
  it('of a filed protocol shows both case numbers, and has it signed and filed again', async () => {
    const { act, seq } = await sealedAct();
    await done(file(act));
    const corrected = await done(correct(act, { corrects: seq, case: right }));
    expect(payloadOf(corrected)).toMatchObject({ act, corrects: seq, caseBefore: wrong, case: right });
    const row = async () => (await actsOf(client)).find((one) => one.act === act);
    const both = { case: right, formerCases: [wrong], corrections: 1 };
    expect(await row()).toMatchObject({ ...both, state: 'completed', filedOn: null });
    const kept = await rowsOf<{ text: string }>(
      office.superuser,
      'SELECT text FROM office.entry_text WHERE seq = $1',
      [seq],
    );
    expect(kept[0]?.text).toContain('14 dni');
    // Nobody listens on in it, nor takes back what lies in a case file.
    await refused('act-not-open', () => ask(client, 'reopen', { act }));
    expect((await listen(client, recording, { act, ground: null })).answer.reason).toBe('act-not-open');
    await done(file(act));
    expect(await row()).toMatchObject({ ...both, state: 'filed' });
    const again = await done(
      correct(act, { corrects: corrected.seq ?? 0, findings: 'Pracownik podał termin 30 dni.' }),
    );
    expect(payloadOf(again)).toMatchObject({ corrects: corrected.seq, caseBefore: right, case: wrong });
    expect(await row()).toMatchObject({ case: wrong, formerCases: [right], corrections: 2 });
  });

  it.each<[string, string, (act: string, seq: number) => Promise<Answer>]>([
    [
      'somebody else’s protocol',
      'act-not-yours',
      (act, corrects) => correct(act, { corrects, case: right }, other),
    ],
    ['no act', 'act-unknown', (_act, corrects) => correct(randomUUID(), { corrects, case: right })],
    ['what is the same', 'nothing-corrected', (act, corrects) => correct(act, { corrects })],
    [
      'a case number with a date',
      'case-number-date',
      (act, corrects) => correct(act, { corrects, case: '25.11.2026' }),
    ],
    ['no case number', 'case-number-empty', (act, corrects) => correct(act, { corrects, case: ' ' })],
    [
      'another entry than counts',
      'correction-outdated',
      (act, corrects) => correct(act, { corrects: corrects - 1, case: right }),
    ],
    ['findings away', 'findings-missing', (act, corrects) => correct(act, { corrects, findings: '' })],
    [
      'into what nobody can read',
      'malformed-request',
      (act, corrects) => correct(act, { corrects, remarks: 'a\u202eb' }),
    ],
  ])('of %s is refused: %s', async (_what, reason, asked) => {
    const { act, seq } = await sealedAct();
    await refused(reason, () => asked(act, seq));
  });

  it('of a protocol that is not completed is refused', async () => {
    const { answer } = await listen(client, recording);
    const act = String(payloadOf(answer)['act']);
    await refused('act-not-completed', () => correct(act, { corrects: answer.seq ?? 0, case: right }));
    await done(
      ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
    );
    await refused('act-not-completed', () => correct(act, { corrects: answer.seq ?? 0, case: right }));
  });

  it('is made once where two are asked for at once', async () => {
    const { act, seq } = await sealedAct();
    const answers = await Promise.all([
      correct(act, { corrects: seq, case: right }),
      correct(act, { corrects: seq, case: 'SEK.1510.9.2026' }),
    ]);
    expect(answers.map(({ state, reason }) => reason ?? state).sort()).toEqual([
      'correction-outdated',
      'done',
    ]);
  });

  it('is what the tables say, recomputed from the ledger', async () => {
    const verified = () =>
      verifyLedger({
        source: office.superuser,
        journal: office.options.journal,
        keeperKey: office.keeperPublicKey,
      });
    expect((await verified()).fault).toBeNull();
    for (const change of [`former_cases = '{}'`, 'corrections = corrections + 1']) {
      await office.superuser.query('BEGIN');
      const { rows } = await office.superuser.query<{ seq: string }>(
        `SELECT seq FROM office.act WHERE corrections > 0 ORDER BY seq LIMIT 1`,
      );
      await office.superuser.query(`UPDATE office.act SET ${change} WHERE corrections > 0`);
      await office.superuser.query('COMMIT');
      expect((await verified()).fault, change).toMatchObject({
        what: 'table',
        table: 'act',
        seq: Number(rows[0]?.seq),
      });
    }
  });
});

describe('INV-55 a pulse', () => {
  it('stands for what is to be printed before that is answered: completed, corrected, filed', async () => {
    await office.stop();
    await office.start({ pulseMs: 3_600_000 });
    const isCovered = async (seq: number | null) => {
      const rows = await rowsOf<{ seq: string }>(office.superuser, 'SELECT seq FROM office.pulse');
      expect(Number(rows[0]?.seq)).toBe(seq);
    };
    const { act, seq } = await sealedAct();
    await isCovered(seq);
    await isCovered((await done(file(act))).seq);
    await isCovered((await done(correct(act, { corrects: seq, case: right }))).seq);
  });
});
