import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { addMonths } from '../../shared/warsaw.ts';
import { addPerson, addRecording, ask, done, listen, payloadOf, today } from './asking.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** Refusals in an act, each as one entry: what comes at the wrong time, from somebody else, or cannot be read. */
let office: TestOffice;
let client: Client;
let other: Client;
let recording: string;
let act: string;
let opening: string;
const login = 'anowak';
const findings = 'Pracownik udzielił pełnej informacji.';

beforeAll(async () => {
  office = await openTestOffice();
  for (const one of [login, 'jlis']) await addPerson(office, one);
  [client, other] = [await office.as(login), await office.as('jlis')];
  recording = (await addRecording(office)).id;
  const { answer } = await listen(client, recording);
  [act, opening] = [String(payloadOf(answer)['act']), answer.command];
});
afterAll(() => office.close());

const close = (asker: Client, id: string) =>
  ask(asker, 'close', { opening: id, ranges: [], how: 'listener', wrongCall: false });
const file = (day = today(), missingSignature: string | null = null) =>
  ask(client, 'file', { act, day, way: 'ezd', missingSignature });
const refused = (reason: string, asked: Parameters<typeof refusedOnce>[2]) =>
  refusedOnce(office, reason, asked);

describe('INV-06 one entry and no release', () => {
  it('while the act is open', async () => {
    await refused('act-still-playing', () => ask(client, 'complete', { act, findings }));
    await refused('act-not-completed', () => file());
    await refused('act-not-completed', () => ask(client, 'reopen', { act }));
    await refused('act-unknown', () => close(client, randomUUID()));
    await refused('act-unknown', () => ask(client, 'complete', { act: randomUUID(), findings }));
  });

  it("in somebody else's act", async () => {
    await refused('act-not-yours', () => close(other, opening));
    await refused('act-not-yours', () => ask(other, 'complete', { act, findings }));
    await refused('act-not-yours', () => ask(other, 'reopen', { act }));
    await refusedListen(office, 'act-not-yours', 'jlis', recording, { act, ground: null });
  });

  it('for findings that are none', async () => {
    await done(close(client, opening));
    await refused('act-not-open', () => close(client, opening));
    await refused('findings-missing', () => ask(client, 'complete', { act, findings: '\u00a0'.repeat(40) }));
    for (const bad of ['\u202e', '\u200b', '\u0007', 'o\u0301', '\ud800'])
      await refused('malformed-request', () => ask(client, 'complete', { act, findings: findings + bad }));
    await refused('malformed-request', () => ask(client, 'complete', { act, findings: 'ż'.repeat(20_001) }));
  });

  it('for quotations that are none, and for words of a call that does not concern the case', async () => {
    const quotation = { recording, from: 1000, to: null, text: 'Proszę czekać.' };
    const seal = (change: object) =>
      ask(client, 'complete', { act, findings, quotations: [{ ...quotation, ...change }] });
    for (const change of [
      { recording: randomUUID() },
      { text: '\u00a0' },
      { text: 'Proszę\u202e.' },
      { to: 1000 },
    ])
      await refused('malformed-request', () => seal(change));
    await refused('malformed-request', () => ask(client, 'complete', { act, findings, remarks: 'a\u202eb' }));
    await refused('malformed-request', () => seal({ speaker: 'mixed' }));
    const wrong = (await addRecording(office)).id;
    const { answer } = await listen(client, wrong, { act, ground: null });
    await done(
      ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: true }),
    );
    await refused('malformed-request', () => seal({ recording: wrong }));
  });

  it('once the act is completed', async () => {
    await done(ask(client, 'complete', { act, findings }));
    await refused('act-not-open', () => ask(client, 'complete', { act, findings }));
    await refusedListen(office, 'act-not-open', login, recording, { act, ground: null });
    await refused('day-in-future', () => file(addMonths(today(), 1)));
    await refused('day-before-completion', () => file(addMonths(today(), -1)));
    await refused('malformed-request', () => file(today(), 'Odmowa\u202e podpisu'));
    await done(file());
    await refused('act-not-completed', () => file());
    await refused('act-not-open', () => ask(client, 'reopen', { act }));
  });
});
