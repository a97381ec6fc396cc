import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowKinds } from '../../electron/register/queries.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addPerson, addRecording, ask, done, listen, passTime, payloadOf } from './asking.ts';
import { refusal } from './office.ts';
import { openRegister } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { pulseOf } from './sessions.ts';
import { mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** The office's own rule: whoever reads what others did is in the ledger first. */
let office: TestOffice;
let recording: string;
let act: string;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  recording = (await addRecording(office)).id;
  const listener = await office.as('anowak');
  const { answer } = await listen(listener, recording);
  act = String(payloadOf(answer)['act']);
  const ended = { ranges: [], how: 'listener' as const, wrongCall: false };
  await done(ask(listener, 'close', { opening: answer.command, ...ended }));
});
afterAll(() => office.close());

/** Everything that tells of others, as it is asked for in psql. */
const telling = (): [string, unknown[]][] => [
  ...rowKinds.map((kind): [string, unknown[]] => [`SELECT * FROM ${kind}('{}', NULL, 9)`, []]),
  [`SELECT api.register_summary('{}')`, []],
  [`SELECT api.register_searches('{}', NULL, 9)`, []],
  [`SELECT api.review_searches(gen_random_uuid())`, []],
  [`SELECT api.register_beginnings()`, []],
  [`SELECT * FROM api.register_proof(1, 9, 0)`, []],
  [`SELECT api.register_entries('{}', '{1}')`, []],
  [`SELECT api.review(gen_random_uuid())`, []],
  [`SELECT api.statement('2026-01-01', '2026-12-31', NULL)`, []],
  [`SELECT api.night_calls(1)`, []],
  [`SELECT api.act_story($1, 0, 9)`, [act]],
  [`SELECT api.recording_story($1, 0, 9)`, [recording]],
];
async function toldTo(client: Client): Promise<(string | null)[]> {
  const told: (string | null)[] = [];
  for (const [sql, values] of telling()) told.push(await refusal(client.query(sql, values)));
  return told;
}
const untold = (): string[] => telling().map(() => 'OD005');
const all = (): null[] => telling().map(() => null);

it('INV-63 a Secretary with psql reads nothing of others without an entry, and with it for ten hours', async () => {
  const secretary = await office.as(secretaryLogin);
  expect(await toldTo(secretary)).toEqual(untold());
  // Sums tell of nobody.
  expect(await refusal(secretary.query(`SELECT api.register_counts('2026-01-01', '2026-12-31')`))).toBeNull();
  expect(payloadOf(await openRegister(secretary))).toMatchObject({
    ...{ kind: 'read', login: secretaryLogin, what: 'register' },
    ...{ of: null, rows: null, sha256: null, text: null },
  });
  expect(await toldTo(secretary)).toEqual(all());
  passTime(office, 10 * 3_600_000 + 60_000);
  await office.fresh(secretaryLogin, async (later) => {
    await pulseOf(office, later);
    expect(await toldTo(later)).toEqual(untold());
  });
});

it('INV-63 the entry of one is no other’s, and no listener’s or stranger’s to make', async () => {
  await office.fresh(mayorLogin, async (mayor) => {
    await office.fresh(secretaryLogin, openRegister);
    expect(await toldTo(mayor)).toEqual(untold());
    await openRegister(mayor);
    expect(await toldTo(mayor)).toEqual(all());
  });
  await refusedOnce(office, 'not-secretary', () =>
    office.fresh('anowak', (client) => ask(client, 'read', { what: 'register' })),
  );
});

it('INV-63 a copy of a protocol names its act, which is written no more', async () => {
  const body: Command<'read'> = { what: 'protocol', of: act, occasion: 'SEK.1510.7.2026' };
  const copied = () => office.fresh(secretaryLogin, (client) => ask(client, 'read', body));
  await refusedOnce(office, 'act-not-completed', copied);
  const findings = 'Dzwoniący pytał o termin i go poznał.';
  await done(office.fresh('anowak', (client) => ask(client, 'complete', { act, findings })));
  const toldTo = (login: string) =>
    office.fresh(login, (client) => refusal(client.query('SELECT api.copied_protocol($1)', [act])));
  await office.fresh(secretaryLogin, openRegister);
  expect(await toldTo(secretaryLogin)).toBe('OD005');
  const { payload } = await done(copied());
  expect([await toldTo(secretaryLogin), await toldTo(mayorLogin)]).toEqual([null, 'OD005']);
  expect(JSON.parse(payload ?? '')).toMatchObject({ what: 'protocol', of: act });
  expect(payload).not.toContain('SEK.1510');
  await office.stop();
  const { superuser: source, options, keeperPublicKey: keeperKey } = office;
  expect((await verifyLedger({ source, journal: options.journal, keeperKey })).fault).toBeNull();
});
