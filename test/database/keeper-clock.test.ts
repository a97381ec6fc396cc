import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { resumeIn } from '../../server/resume-clock.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { failures } from '../../shared/text/pl/failures.ts';
import {
  answerTo,
  ask,
  authorisationOf,
  authorise,
  done,
  entriesAfter,
  guidOf,
  headSeq,
  listen,
  openListening,
  payloadOf,
  revocation,
  sign,
  resumption,
} from './asking.ts';
import { entryAfter, workAtRest } from './destroying.ts';
import { refusedOnce } from './refusing.ts';
import { handIn, signedOver, signIn } from './sessions.ts';
import { secretaryLogin, until, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  ({ office, client, recording } = await openListening());
});
afterEach(() => set(right));
afterAll(() => office.close());

const hour = 3_600_000;
const right = { database: 0, own: 0, directory: undefined };
/** The month in which the office began is to be reviewed by then. */
const fortyDays = 40 * 24 * hour;
const kindsAfter = async (seq: number) => (await entriesAfter(office, seq)).map(({ kind }) => kind);
const said = (words: string) => office.log.filter((line) => line.includes(words)).length;

/**
 * Sets the clocks, and waits until the keeper has heard the database's again and said what it makes of it: the first pulse may have
 * been on its way, the second was not, and with the third the turn of the second is over.
 */
async function set(shift: Partial<TestOffice['shift']>): Promise<void> {
  Object.assign(office.shift, shift);
  for (const _time of [1, 2, 3]) {
    const at = async () =>
      (await office.superuser.query<{ at: string }>('SELECT at::text FROM office.pulse')).rows[0]?.at;
    const before = await at();
    await until('a pulse', async () => ((await at()) === before ? null : true));
  }
}

describe('the clock', () => {
  it.each([
    ['of the database back an hour', { database: -hour }],
    ['of the database forward an hour', { database: hour }],
    ['of the database back six seconds', { database: -6_000 }],
    ['of the database forward six seconds', { database: 6_000 }],
    ['of the keeper’s host back an hour', { own: -hour }],
    ['of the keeper’s host forward an hour', { own: hour }],
    ['of both back an hour, behind the ledger', { database: -hour, own: -hour }],
  ])('INV-30 %s: no release, one refusal, and listening again once it is right', async (_how, shift) => {
    const opened = await listen(client, recording);
    expect(opened.answer.state).toBe('released');
    const [apart, together] = [said('clocks disagree'), said('clocks agree')];
    await set(shift);
    const payload = await refusedOnce(
      office,
      'clock-apart',
      async () => (await listen(client, recording)).answer,
    );
    // No entry is dated before the one it follows, nor by the clock that ran ahead.
    const at = Date.parse(String(payload['at']));
    expect(at).toBeGreaterThanOrEqual(Date.parse(String(payloadOf(opened.answer)['at'])));
    expect(at).toBeLessThan(Date.now() + 60_000);
    expect(said('clocks disagree')).toBe(apart + 1);
    // What was heard can still be written down.
    const closing = {
      opening: opened.answer.command,
      ranges: [],
      how: 'listener' as const,
      wrongCall: false,
    };
    await done(ask(client, 'close', closing));

    await set({ database: 0, own: 0 });
    expect(said('clocks agree')).toBe(together + 1);
    expect((await listen(client, recording)).answer.state).toBe('released');
  });

  it('does not put it down to the workstation, which has no say in it', () => {
    const { sentence, short } = failures['clock-apart'];
    expect(`${sentence} ${short}`).not.toMatch(/komputer|stanowisk/);
  });

  it('INV-30 while it disagrees, nothing is entered but what ends listening', async () => {
    const opened = await listen(client, recording);
    const act = String(payloadOf(opened.answer)['act']);
    const number = await authorise(office, 'anowak');
    const guid = await guidOf(office, 'anowak');
    await set({ database: -hour });
    const reason = 'Zegar bazy jest cofnięty.';
    const secretary = await office.as(secretaryLogin);
    await refusedOnce(office, 'clock-apart', () => ask(client, 'reopen', { act }));
    await refusedOnce(office, 'clock-apart', () => ask(secretary, 'instrument', authorisationOf(guid)));
    await sign(office, 'revoke', revocation(number, { words: reason }));
    await sign(office, 'suspend', { reason });
    expect((await ask(secretary, 'resume', await resumption(office.superuser))).reason).toBe('clock-apart');
    await set({ database: 0 });
    await sign(office, 'resume', await resumption(office.superuser));
  });

  it('INV-30 of the database makes no request young that was held back', async () => {
    const body = { opening: randomUUID(), ranges: [], how: 'listener', wrongCall: false };
    const withheld = await signedOver(client, 'close', body);
    await set({ database: 0, own: hour });
    // The database says that this hour has not passed, and dates the row as it likes.
    await handIn(client, withheld);
    expect(await answerTo(client, withheld.id)).toMatchObject({ state: 'refused', reason: 'stale-request' });
    // Handed in once more by its program, over a pulse of this moment, it is judged.
    expect((await ask(client, 'close', body as Command<'close'>)).reason).toBe('act-unknown');
  });

  it('INV-30 five seconds apart are no reason', async () => {
    await set({ database: -4_000 });
    expect((await listen(client, recording)).answer.state).toBe('released');
  });

  it('INV-78 of host and database ahead together: the directory’s tells, and nothing is dated by theirs', async () => {
    const opened = await listen(client, recording);
    const before = await headSeq(office);
    await set({ database: fortyDays, own: fortyDays, directory: 0 });
    const payload = await refusedOnce(
      office,
      'clock-apart',
      async () => (await listen(client, recording)).answer,
    );
    expect(Date.parse(String(payload['at']))).toBeLessThan(Date.now() + 60_000);
    const closing = {
      opening: opened.answer.command,
      ranges: [],
      how: 'listener' as const,
      wrongCall: false,
    };
    await done(ask(client, 'close', closing));
    expect((await kindsAfter(before)).filter((kind) => kind !== 'session')).toEqual(['refusal', 'closed']);
    await set(right);
    expect((await listen(client, recording)).answer.state).toBe('released');
  });

  it('INV-78 where the directory is silent no day ends or begins anything; two people let an office go on that ran ahead', async () => {
    const { directory } = office.options;
    await office.stop();
    await office.start({ directory: { ...directory, currentTime: () => Promise.resolve(null) } });
    const before = await headSeq(office);
    await set({ database: fortyDays, own: fortyDays });
    expect(await kindsAfter(before)).not.toContain('review');
    // All three are wrong, and agree: the entry that comes of it holds the ledger's time once they are right.
    await office.stop();
    await office.start();
    await entryAfter(office, before, 'review');
    await set(right);
    await signIn(office, 'anowak');
    await refusedOnce(office, 'clock-apart', async () => (await listen(client, recording)).answer);

    const secretary = { login: secretaryLogin, guid: await guidOf(office, secretaryLogin) };
    const resume = (third: typeof directory, confirm = () => Promise.resolve(secretary)) =>
      workAtRest(office, (ledger) => resumeIn(ledger, third, 'Zegar hosta', () => undefined, confirm));
    const silent = { ...directory, currentTime: () => Promise.resolve(null) };
    await expect(resume(silent)).rejects.toThrow(/różnią się albo katalog nie podaje czasu/);
    expect(await resume(directory)).toMatch(/^Zapisano wpis nr/);
    const asked = { source: office.superuser, journal: office.options.journal, quick: false };
    expect((await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault).toBeNull();
    expect(await resume(directory)).toMatch(/^Księga nie wyprzedza zegarów/);
    // The sessions of that time are over, and their lines.
    await expect(client.query('SELECT')).rejects.toThrow();
    await signIn(office, 'anowak');
    expect((await office.fresh('anowak', (line) => listen(line, recording))).answer.state).toBe('released');
  });
});
