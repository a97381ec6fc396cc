import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { failures } from '../../shared/text/pl/failures.ts';
import {
  answerTo,
  ask,
  authorisationOf,
  authorise,
  done,
  guidOf,
  listen,
  openListening,
  payloadOf,
  revocation,
  sign,
  resumption,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { handIn, signedOver } from './sessions.ts';
import { secretaryLogin, until, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  ({ office, client, recording } = await openListening());
});
afterEach(() => set({ database: 0, own: 0 }));
afterAll(() => office.close());

const hour = 3_600_000;
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
});
