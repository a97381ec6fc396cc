import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../server/keeper/options.ts';
import { saveDraft } from './acts.ts';
import {
  addPerson,
  answerNow,
  appoint,
  ask,
  askSealed,
  done,
  endOf,
  headSeq,
  listen,
  openListening,
  payloadOf,
  resumption,
  revocation,
  today,
  type Answer,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { registerRows } from './reading.ts';
import { sessionOf } from './sessions.ts';
import { account, deputyLogin, mayorLogin, secretaryLogin, until, type TestOffice } from './support.ts';

const administrator = 'aasi';
const findings = 'Pracownik podał termin 14 dni; ton rozmowy był rzeczowy.';
const reason = 'Podejrzenie naruszenia; zażółć gęślą jaźń.';

let office: TestOffice;
let listener: Client;
let recording: string;
beforeAll(async () => {
  ({ office, client: listener, recording } = await openListening());
  const guid = await addPerson(office, administrator, { authorised: false });
  await appoint(office, guid, { office: 'administrator' });
  for (const login of ['anowak', administrator, deputyLogin, mayorLogin]) await sessionOf(office, login);
});
afterAll(() => office.close());

const by = (login: string, kind: 'suspend' | 'resume'): Promise<Answer> =>
  kind === 'resume'
    ? resumption(office.superuser, reason).then((body) => askSealed(office, login, kind, body))
    : office.fresh(login, (client) => ask(client, kind, { reason }));
/** Suspended, and nothing open any more. */
const suspended = async (login = secretaryLogin): Promise<Answer> => {
  const answer = await done(by(login, 'suspend'));
  await until('all openings closed', async () => {
    const { rowCount } = await office.superuser.query('SELECT FROM office.opening WHERE closed_at IS NULL');
    return rowCount === 0 ? true : null;
  });
  return answer;
};
const resumed = () => done(by(secretaryLogin, 'resume'));
/** What the program of a person shows. */
const told = async (client: Client): Promise<unknown> =>
  (await client.query<{ told: unknown }>(`SELECT api.me() -> 'suspension' AS told`)).rows[0]?.told;
const beat = async (opening: string) =>
  (
    await listener.query<{ state: string; reason: string | null }>(
      `SELECT state, reason FROM api.beat($1, '[[0, 4000]]')`,
      [opening],
    )
  ).rows[0];

describe('while listening is suspended', () => {
  it('whatever is being heard is closed at once, and a key that waits is fetched by nobody', async () => {
    const { answer: heard } = await listen(listener, recording);
    await beat(heard.command);
    const { answer: waiting } = await listen(listener, recording);
    expect([heard.state, waiting.state]).toEqual(['released', 'released']);
    const heardNow = new Promise<string>((hint) =>
      listener.on('notification', ({ payload }) => payload === 'closed' && hint(payload)),
    );
    await listener.query('LISTEN odsluch_answer');

    const { payload } = await suspended();
    expect(JSON.parse(payload ?? '')).toMatchObject({ kind: 'suspended', by: 'secretary' });
    expect(payload).not.toContain('naruszenia');
    expect((await endOf(office, heard)).payload).toMatchObject({
      ...{ kind: 'closed', how: 'listening-suspended', command: null, ranges: [[0, 4000]] },
    });
    expect((await endOf(office, waiting)).payload).toMatchObject({ how: 'listening-suspended' });
    expect(await beat(heard.command)).toEqual({ state: 'closed', reason: 'listening-suspended' });
    expect(await answerNow(listener, waiting.command)).toMatchObject({ state: 'expired', sealed: null });
    expect(await heardNow).toBe('closed');
    await resumed();
  });

  /** A key that waits as its person is given it: before a step of a new keeper, and at it. The keeper is stopped then. */
  const looksAt = async (
    is: (step: Step, about: string) => boolean,
    stop: () => Promise<unknown>,
  ): Promise<(Buffer | null)[]> => {
    const { answer } = await listen(listener, recording);
    const look = async () => (await answerNow(listener, answer.command)).sealed;
    const looks = [await look()];
    await office.stop();
    await office.start({
      schemaMs: 50,
      onStep: async (step, about) => {
        if (is(step, about)) looks.push(await look());
      },
    });
    await stop();
    await until('the step', () => Promise.resolve(looks.length > 1 ? true : null));
    await office.stop();
    return looks;
  };

  it('INV-21 a key that waits is fetched by nobody from the entry on, however long the keeper takes to close the opening', async () => {
    const looks = await looksAt((step) => step === 'committed', suspended);
    expect(looks).toEqual([expect.any(Buffer), null]);
    await office.start();
    await resumed();
  });

  it('nor from the entry about a changed database on', async () => {
    const { superuser } = office;
    const change = () => superuser.query('GRANT SELECT ON office.entry_text TO odsluch_listener');
    const looks = await looksAt((step, about) => step === 'own' && about === 'schema', change);
    expect(looks).toEqual([expect.any(Buffer), null]);
    await superuser.query('REVOKE SELECT ON office.entry_text FROM odsluch_listener');
    await office.start();
    await resumed();
  });

  it('every request to hear is refused by an entry of its own, in an act that is open as well', async () => {
    const { answer } = await listen(listener, recording);
    const act = String(payloadOf(answer)['act']);
    await suspended(administrator);
    expect(await told(listener)).toMatchObject({ by: 'administrator' });
    const again = { act, ground: null };
    await refusedOnce(office, 'listening-suspended', async () => (await listen(listener, recording)).answer);
    await refusedOnce(
      office,
      'listening-suspended',
      async () => (await listen(listener, recording, again)).answer,
    );
    await refusedOnce(
      office,
      'listening-suspended',
      async () => (await listen(listener, randomUUID())).answer,
    );
    await resumed();
    expect(await told(listener)).toBeNull();
    expect((await listen(listener, recording, again)).answer.state).toBe('released');
  });

  it('findings are sealed and filed, and no print is voided for nothing', async () => {
    const { answer } = await listen(listener, recording);
    const act = String(payloadOf(answer)['act']);
    await suspended();
    await saveDraft(listener, act, findings);
    await done(ask(listener, 'complete', { act, findings }));
    await refusedOnce(office, 'listening-suspended', () => ask(listener, 'reopen', { act }));
    await done(ask(listener, 'file', { act, day: today(), way: 'paper', missingSignature: null }));
    await resumed();
  });

  it('another start of the keeper does not end it, and is no way round it', async () => {
    await suspended();
    await office.stop();
    await office.start();
    await refusedOnce(office, 'listening-suspended', async () => (await listen(listener, recording)).answer);
    await resumed();
    expect((await listen(listener, recording)).answer.state).toBe('released');
  });
});

describe('to suspend and to resume', () => {
  it('is the deputy’s as it is the Secretary’s; the Mayor stops, and cannot let it go on', async () => {
    await suspended(deputyLogin);
    expect(await told(listener)).toMatchObject({ by: 'secretary' });
    await done(by(deputyLogin, 'resume'));
    await suspended(mayorLogin);
    expect(await told(listener)).toMatchObject({ by: 'mayor' });
    await refusedOnce(office, 'not-secretary', () => by(mayorLogin, 'resume'));
    await resumed();
  });

  it('INV-61 goes with an office: without an appointment, or once it has ended, nobody does either', async () => {
    await addPerson(office, 'zlista', { authorised: false });
    await refusedOnce(office, 'not-suspender', () => by('zlista', 'suspend'));
    await refusedOnce(office, 'not-secretary', () => by('zlista', 'resume'));
    const guid = await addPerson(office, 'bylyadm', { authorised: false });
    const number = await appoint(office, guid, { office: 'administrator' });
    await suspended('bylyadm');
    await resumed();
    await office.fresh(secretaryLogin, (client) => done(ask(client, 'revoke', revocation(number))));
    await refusedOnce(office, 'not-suspender', () => by('bylyadm', 'suspend'));
  });

  it('is nobody else’s, whatever a table or a group of the database says', async () => {
    await refusedOnce(office, 'not-suspender', () => by('anowak', 'suspend'));
    await office.superuser.query(`UPDATE office.person SET roles = '{secretary}' WHERE login = 'anowak'`);
    await refusedOnce(office, 'not-suspender', () => by('anowak', 'suspend'));
    await refusedOnce(office, 'not-secretary', () => by('anowak', 'resume'));
  });

  it('an administrator stops it, and cannot let it go on', async () => {
    await suspended(administrator);
    await refusedOnce(office, 'not-secretary', () => by(administrator, 'resume'));
    expect((await listen(listener, recording)).answer.reason).toBe('listening-suspended');
    await resumed();
  });

  it('happens once each', async () => {
    await refusedOnce(office, 'listening-not-suspended', () => by(secretaryLogin, 'resume'));
    await suspended();
    await refusedOnce(office, 'listening-suspended', () => by(administrator, 'suspend'));
    await resumed();
  });

  it('ends the stop that was shown, and no other', async () => {
    const { suspension: first, hash } = await suspended(administrator).then(() =>
      resumption(office.superuser),
    );
    await resumed();
    const { seq } = await suspended(administrator);
    const other = (body: object) => () =>
      askSealed(office, secretaryLogin, 'resume', { suspension: seq ?? 0, hash, reason, ...body });
    // Long ended, and told in place of the one that stands; and that one as another.
    await refusedOnce(office, 'confirm-outdated', other({ suspension: first }));
    await refusedOnce(office, 'confirm-outdated', other({}));
    await resumed();
  });

  it('takes an account that is in order; only to stop, a directory that is away will do', async () => {
    const [known, other] = [secretaryLogin, administrator].map((login) => office.directory.get(login));
    office.directory.set(administrator, { state: 'absent' });
    await refusedOnce(office, 'account-absent', () => by(administrator, 'suspend'));
    office.directory.set(administrator, account(randomUUID()));
    await refusedOnce(office, 'identity-changed', () => by(administrator, 'suspend'));
    office.directory.set(administrator, { state: 'away', reason: 'unreachable' });
    office.directory.set(secretaryLogin, { state: 'away', reason: 'unreachable' });
    await suspended(administrator);
    await refusedOnce(office, 'directory-away', () => by(secretaryLogin, 'resume'));
    if (known) office.directory.set(secretaryLogin, known);
    if (other) office.directory.set(administrator, other);
    await resumed();
  });

  it('takes readable words', async () => {
    const hidden = { reason: 'bez powodu\u202e' };
    const asked = () => office.fresh(secretaryLogin, (client) => ask(client, 'suspend', hidden));
    await refusedOnce(office, 'malformed-request', asked);
    expect(await told(listener)).toBeNull();
  });

  it('stands in the register in the words of who did it', async () => {
    const before = await headSeq(office);
    await suspended(administrator);
    await resumed();
    const secretary = await office.as(secretaryLogin);
    expect((await registerRows(secretary)).filter(({ seq }) => seq > before)).toMatchObject([
      { kind: 'resumed', login: secretaryLogin, person: 'Sabina Zielińska', reason },
      { kind: 'suspended', login: administrator, person: `Osoba ${administrator}`, reason },
    ]);
  });
});
