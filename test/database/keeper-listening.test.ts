import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { entryFault } from '../../shared/node/ledger.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { saveDraft } from './acts.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  ask,
  done,
  groundOf,
  keyOf,
  listen,
  payloadOf,
  today,
  type Listening,
} from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: { id: string; key: Buffer };
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  await addPerson(office, 'jlis');
  client = await office.as('anowak');
  recording = await addRecording(office);
});
afterAll(() => office.close());

const findings = 'Pracownik podał termin 14 dni; ton rozmowy był rzeczowy.';
const actOf = ({ answer }: Listening): string => String(payloadOf(answer)['act']);
const close = (opening: string, change: object = {}) =>
  ask(client, 'close', { opening, ranges: [[0, 12_000]], how: 'listener', wrongCall: false, ...change });

/** Listens to a recording in a new act and closes it again. */
async function heardAct(id = recording.id): Promise<string> {
  const listening = await listen(client, id);
  await done(close(listening.answer.command));
  return actOf(listening);
}

async function actRow(act: string): Promise<Record<string, unknown>> {
  const { rows } = await office.superuser.query('SELECT *, filed_on::text FROM office.act WHERE id = $1', [
    act,
  ]);
  return rows[0] as Record<string, unknown>;
}

describe('a lawful listening', () => {
  it('releases the key of the recording under an entry that the pinned keeper signed', async () => {
    const listening = await listen(client, recording.id);
    expect(listening.answer.state).toBe('released');
    expect((await keyOf(listening)).equals(recording.key)).toBe(true);
    const { seq, prev, payload, hash, signature, command } = listening.answer;
    if (seq === null || !prev || payload === null || !hash || !signature) throw new Error('no entry');
    const key = pinnedKeeperKey(office.keeperPublicKey);
    expect(entryFault({ seq, prev, payload, hash, signature }, key)).toBeNull();
    expect(payloadOf(listening.answer)).toMatchObject({
      ...{ kind: 'release', command, login: 'anowak', recording: recording.id, case: 'SEK.1510.7.2026' },
      ...{
        basis: 'KPA_SKARGA',
        sentence: 'DISPUTED',
        purpose: 'SERVICE_STANDARDS',
        present: [],
        host: 'ST-14',
      },
    });
  });

  it('keeps names, words and numbers out of the payload, and commits to them', async () => {
    const { answer } = await listen(client, recording.id, {
      ground: groundOf({
        sentence: { own: 'Skarga na obsługę Jana Kowalskiego z 20 listopada.' },
        present: ['jlis'],
      }),
    });
    expect(answer.payload).not.toMatch(/Kowalsk|Osoba|inspektor|601234567|14\/2026/);
    const { rows } = await office.superuser.query<{ text: string }>(
      'SELECT text FROM office.entry_text WHERE seq = $1',
      [answer.seq],
    );
    expect(JSON.parse(rows[0]?.text ?? '')).toEqual({
      justification: 'Skarga na obsługę Jana Kowalskiego z 20 listopada.',
      fields: { register: '14/2026' },
      person: { displayName: 'Osoba anowak', post: 'inspektor', unit: 'Kancelaria' },
      present: [expect.objectContaining({ login: 'jlis', displayName: 'Osoba jlis', post: 'inspektor' })],
    });
  });

  it('shows the answer to nobody else', async () => {
    const { answer } = await listen(client, recording.id);
    const other = await office.as('jlis');
    expect(await answerNow(other, answer.command)).toMatchObject({
      state: 'unknown',
      sealed: null,
      payload: null,
    });
  });

  it('lets nobody have the sealed key once its sixty seconds are over', async () => {
    const { answer } = await listen(client, recording.id);
    await office.superuser.query(
      "UPDATE office.release SET expires_at = clock_timestamp() - interval '1 ms' WHERE command = $1",
      [answer.command],
    );
    expect(await answerNow(client, answer.command)).toMatchObject({ state: 'expired', sealed: null });
  });
});

describe('an act', () => {
  it('takes another recording without a form, under the ground and the number that it began with', async () => {
    const first = await listen(client, recording.id);
    const other = await addRecording(office);
    const second = await listen(client, other.id, { act: actOf(first), ground: null });
    expect((await keyOf(second)).equals(other.key)).toBe(true);
    const { act, protocol, case: caseNumber, basis, sentence } = payloadOf(first.answer);
    expect(payloadOf(second.answer)).toMatchObject({
      ...{ act, protocol, case: caseNumber, basis, sentence },
      recording: other.id,
    });
  });

  it('numbers its protocols without a gap, whatever was refused in between', async () => {
    const numberOf = async () =>
      Number(String(payloadOf((await listen(client, recording.id)).answer)['protocol']).split('/')[1]);
    const first = await numberOf();
    const refused = await listen(client, recording.id, { ground: groundOf({ basis: 'KPK_304' }) });
    expect(refused.answer.state).toBe('refused');
    await office.stop();
    await office.start();
    expect([await numberOf(), await numberOf()]).toEqual([first + 1, first + 2]);
  });

  it('is completed once nothing plays, then filed, and its drafts are gone', async () => {
    const listening = await listen(client, recording.id);
    const act = actOf(listening);
    await saveDraft(client, act, 'szkic');
    expect((await ask(client, 'complete', { act, findings })).reason).toBe('act-still-playing');
    await done(close(listening.answer.command));
    const completed = await done(ask(client, 'complete', { act, findings }));
    expect(await actRow(act)).toMatchObject({ state: 'completed', completed_seq: String(completed.seq) });
    const drafts = await office.superuser.query('SELECT FROM office.draft WHERE about = $1', [act]);
    expect(drafts.rowCount).toBe(0);

    const file = { act, day: today(), way: 'ezd' as const, missingSignature: null };
    await done(ask(client, 'file', file));
    expect(await actRow(act)).toMatchObject({ state: 'filed', filed_on: today(), way: 'ezd' });
    expect((await ask(client, 'file', file)).reason).toBe('act-not-completed');
    expect((await ask(client, 'reopen', { act })).reason).toBe('act-not-open');
    expect((await listen(client, recording.id, { act, ground: null })).answer.reason).toBe('act-not-open');
  });

  it('is sealed with what was quoted of it and remarked, and with nothing where there is nothing', async () => {
    const textOf = async (act: string, change: object): Promise<unknown> => {
      const { seq } = await done(ask(client, 'complete', { act, findings, ...change }));
      const { rows } = await office.superuser.query<{ text: string }>(
        'SELECT text FROM office.entry_text WHERE seq = $1',
        [seq],
      );
      return JSON.parse(rows[0]?.text ?? 'null');
    };
    const quotations = [
      { recording: recording.id, from: 67_000, to: 71_500, text: '„Zaraz” połączę.\nProszę czekać.' },
      { recording: recording.id, from: 48_000, to: null, speaker: 'caller', text: 'Trzeci raz dzwonię.' },
    ];
    const said = { findings, quotations, remarks: 'Bez uwag.' };
    expect(await textOf(await heardAct(), said)).toEqual(said);
    expect(await textOf(await heardAct(), { quotations: [], remarks: ' ' })).toEqual({ findings });
  });

  it('opens again after its completion, which then has to be made anew', async () => {
    const act = await heardAct();
    expect((await ask(client, 'reopen', { act })).reason).toBe('act-not-completed');
    await done(ask(client, 'complete', { act, findings }));
    expect((await listen(client, recording.id, { act, ground: null })).answer.reason).toBe('act-not-open');
    await done(ask(client, 'reopen', { act }));
    expect(await actRow(act)).toMatchObject({ state: 'started', completed_seq: null, completed_at: null });
    const file = { act, day: today(), way: 'paper' as const, missingSignature: null };
    expect((await ask(client, 'file', file)).reason).toBe('act-not-completed');
    const again = await listen(client, recording.id, { act, ground: null });
    expect(again.answer.state).toBe('released');
  });

  it('wants findings of twenty visible characters, unless every recording was the wrong call', async () => {
    const listening = await listen(client, recording.id);
    const act = actOf(listening);
    await done(close(listening.answer.command));
    for (const short of ['', 'za mało słów', '\u00a0'.repeat(30)]) {
      expect((await ask(client, 'complete', { act, findings: short })).reason).toBe('findings-missing');
    }
    expect((await ask(client, 'complete', { act, findings: `${findings}\u202e` })).reason).toBe(
      'malformed-request',
    );
    // Said after it had ended; how it ended stays.
    await done(close(listening.answer.command, { ranges: [], how: 'finished', wrongCall: true }));
    const { rows } = await office.superuser.query(
      'SELECT how, ranges, wrong_call FROM office.opening WHERE id = $1',
      [listening.answer.command],
    );
    expect(rows[0]).toEqual({ how: 'listener', ranges: [[0, 12_000]], wrong_call: true });
    await done(ask(client, 'complete', { act, findings: '' }));
  });

  it('closes an opening once', async () => {
    const listening = await listen(client, recording.id);
    await done(close(listening.answer.command));
    expect((await close(listening.answer.command)).reason).toBe('act-not-open');
  });

  it.each([
    ['a day that has not come', () => addMonths(today(), 1), 'day-in-future'],
    ['a day before the completion', () => addMonths(today(), -1), 'day-before-completion'],
  ])('is not filed on %s', async (_what, day, reason) => {
    const act = await heardAct();
    await done(ask(client, 'complete', { act, findings }));
    const file = { act, day: day(), way: 'paper' as const, missingSignature: null };
    expect((await ask(client, 'file', file)).reason).toBe(reason);
  });

  it('belongs to one person', async () => {
    const listening = await listen(client, recording.id);
    const act = actOf(listening);
    const other = await office.as('jlis');
    const closing = {
      opening: listening.answer.command,
      ranges: [],
      how: 'listener' as const,
      wrongCall: true,
    };
    expect((await ask(other, 'close', closing)).reason).toBe('act-not-yours');
    expect((await ask(other, 'complete', { act, findings })).reason).toBe('act-not-yours');
    const { answer } = await listen(other, recording.id, { act, ground: null });
    expect([answer.reason, payloadOf(answer)['act']]).toEqual(['act-not-yours', null]);
    expect((await ask(other, 'reopen', { act })).reason).toBe('act-not-yours');
  });
});
