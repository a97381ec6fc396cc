import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addPerson, addRecording, ask, done, groundOf, listen, payloadOf, type Answer } from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** KPA 68 § 1: a protocol says what those present remarked, and puts words into nobody else's mouth. */
let office: TestOffice;
let client: Client;
/** Answered by `bzych`. */
let recording: string;
/** A new act with the recording open, for each test. */
let act: string;
let opening: string;
const login = 'anowak';
const head = 'kdyrektor';

beforeAll(async () => {
  office = await openTestOffice();
  for (const one of [login, 'jlis', 'bzych', head]) await addPerson(office, one);
  client = await office.as(login);
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());
beforeEach(() => begin());

async function begin(present: string[] = []): Promise<void> {
  const { answer } = await listen(client, recording, { ground: groundOf({ present }) });
  [act, opening] = [String(payloadOf(answer)['act']), answer.command];
}

const join = (person: string) => done(ask(client, 'join', { act, person }));
const close = () => done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: false }));
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const words = async (seq: number | null): Promise<unknown> => {
  const query = 'SELECT text FROM office.entry_text WHERE seq = $1';
  const { rows } = await office.superuser.query<{ text: string }>(query, [seq]);
  return JSON.parse(rows[0]?.text ?? 'null');
};
const verified = () =>
  verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal, quick: false },
    keeperKey: office.keeperPublicKey,
  });

describe('a remark of somebody present', () => {
  const findings = 'Pracownik udzielił pełnej informacji.';
  const text = 'Pracownik mówił spokojnie.';
  const complete = (...presentRemarks: { login: string; text: string }[]) =>
    ask(client, 'complete', { act, findings, presentRemarks });
  it('of whoever was there is sealed under their login, also once they have left, and is corrected later', async () => {
    await join(head);
    await done(ask(client, 'leave', { act, person: head }));
    await join('jlis');
    await close();
    const presentRemarks = [
      { login: 'jlis', text },
      { login: head, text: 'Bez uwag.' },
    ];
    const { seq } = await done(complete(...presentRemarks));
    expect(await words(seq)).toEqual({ findings, presentRemarks });
    const other = [{ login: head, text }];
    const correct = (presentRemarks: { login: string; text: string }[]) =>
      ask(client, 'correct', { act, corrects: seq ?? 0, case: groundOf().case, findings, presentRemarks });
    await refused('nothing-corrected', () => correct(presentRemarks));
    await refused('person-not-present', () => correct([{ login: 'bzych', text }]));
    expect(await words((await done(correct(other))).seq)).toEqual({ findings, presentRemarks: other });
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('of whom the first release names is sealed too; an empty one is none', async () => {
    await close();
    await begin([head]);
    await close();
    const { seq } = await done(complete({ login: head, text }, { login: 'jlis', text: ' ' }));
    expect(await words(seq)).toEqual({ findings, presentRemarks: [{ login: head, text }] });
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('INV-53 of somebody who was not there is refused, and the refusal names nobody', async () => {
    await join(head);
    await close();
    for (const one of ['jlis', 'bzych', 'nieznany', login]) {
      const entry = await refused('person-not-present', () =>
        complete({ login: head, text }, { login: one, text }),
      );
      expect(entry).toMatchObject({ request: 'complete', act });
      expect(JSON.stringify({ ...entry, login: '' })).not.toContain(`"${one}"`);
    }
    for (const bad of ['a\u202eb', 'ż'.repeat(2001)])
      await refused('malformed-request', () => complete({ login: head, text: bad }));
    await refused('malformed-request', () => complete({ login: head, text }, { login: head, text }));
    await done(complete());
  });
});

it('§4.3: what is attached is sealed as the listener lists it, and corrected; of nothing nothing is said', async () => {
  await close();
  const findings = 'Pracownik udzielił pełnej informacji.';
  const complete = (attachments: string) => ask(client, 'complete', { act, findings, attachments });
  await refused('malformed-request', () => complete('spis\u202e'));
  const { seq } = await done(complete('spisany przebieg rozmowy\nkopia pisma'));
  expect(await words(seq)).toEqual({ findings, attachments: 'spisany przebieg rozmowy\nkopia pisma' });
  const correction = { act, corrects: seq ?? 0, case: groundOf().case, findings };
  const corrected = await done(ask(client, 'correct', { ...correction, attachments: ' ' }));
  expect(await words(corrected.seq)).toEqual({ findings });
  expect(await verified()).toMatchObject({ fault: null });
});
