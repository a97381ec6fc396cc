import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordsPaper } from '../../electron/authorisation/lists.ts';
import { mediaPaper } from '../../electron/matter/media.ts';
import { citationOn } from '../../electron/paper/rules.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { AskedVersion, VersionRow } from '../../shared/ledger/instrument.ts';
import { basesOutput, type Basis } from '../../shared/recordings.ts';
import { addDays } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appointmentOf,
  ask,
  askSealed,
  authorisationOf,
  done,
  groundOf,
  guidOf,
  listen,
  payloadOf,
  today,
  type Answer,
} from './asking.ts';
import { dbOf } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {} }));
vi.mock('../../electron/paper/pdf.ts', () => ({
  pdfOf: (layout: object) => Promise.resolve(Buffer.from(JSON.stringify(layout))),
}));

/** Rules of the office with their dates: who enters them, from when on they hold, and which papers cite them. */

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
});
afterAll(() => office.close());

const year = (): string => today().slice(0, 4);
const paperOf = (
  rows: AskedVersion[],
  change: Partial<Command<'instrument'>> = {},
): Command<'instrument'> => ({
  what: 'version',
  rows,
  signed: {
    ...{ paper: '120/2026', signatory: `PF/3/${year()}`, signatoryName: null, signedOn: today() },
    ...{ way: 'ezd', scan: null },
  },
  ...change,
});
const regulation = (from: string, title = 'Regulaminu nagrań'): AskedVersion => ({
  ...{ number: null, of: 'regulation', from, to: null },
  content: { number: '120/2026', day: today(), title },
});
const declaration = (from: string): AskedVersion => ({
  ...{ number: null, of: 'declaration', from, to: null },
  content: { text: 'Oświadczam, że znam Regulamin.\nZachowam tajemnicę.' },
});
/** The basis of complaints as the office began with it, worded otherwise. */
async function complaint(from: string, change: Partial<Basis> = {}): Promise<AskedVersion> {
  const { rows } = await office.superuser.query<{ row: Extract<VersionRow, { of: 'basis' }> }>(
    `SELECT r AS row FROM office.entry e, jsonb_array_elements(e.payload::jsonb -> 'rows') r
      WHERE e.kind = 'instrument' AND r -> 'content' -> 'basis' ->> 'code' = 'KPA_SKARGA' ORDER BY e.seq LIMIT 1`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('there is no such basis');
  const basis = { ...row.row.content.basis, ...change };
  return { ...row.row, number: null, from, content: { ...row.row.content, basis } };
}
const register = (rows: AskedVersion[], change: Partial<Command<'instrument'>> = {}) =>
  askSealed(office, secretaryLogin, 'instrument', paperOf(rows, change));
const confirm = (login: string, ...papers: Pick<Answer, 'seq' | 'hash'>[]) =>
  askSealed(office, login, 'confirm', {
    entries: papers.map(({ seq }) => seq ?? 0),
    hashes: papers.map(({ hash }) => hash?.toString('hex') ?? ''),
  });
async function begun(...rows: AskedVersion[]): Promise<{ paper: Answer; confirmed: Answer }> {
  const paper = await done(register(rows));
  return { paper, confirmed: await done(confirm(deputyLogin, paper)) };
}
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const basesOfToday = async (): Promise<Basis[]> => {
  const { rows } = await (await office.as('anowak')).query('SELECT api.legal_bases() AS bases');
  return basesOutput.shape.bases.parse((rows[0] as { bases: unknown }).bases);
};
/** An act of the listener that is written down. */
async function completed(): Promise<{ act: string; complete: Answer }> {
  const client = await office.as('anowak');
  const { id } = await addRecording(office);
  const { answer } = await listen(client, id, { ground: groundOf() });
  const act = String(payloadOf(answer)['act']);
  await done(
    ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
  );
  return {
    act,
    complete: await done(ask(client, 'complete', { act, findings: 'Rozmówca pytał o termin.' })),
  };
}
const madeOf = (answer: Answer): number[] => payloadOf(answer)['entries'] as number[];
const entryOf = async (sql: string): Promise<Pick<Answer, 'seq' | 'hash'>> => {
  const { rows } = await office.superuser.query<{ seq: string; hash: Buffer }>(sql);
  return { seq: Number(rows[0]?.seq), hash: rows[0]?.hash ?? null };
};

describe('a rule with its dates', () => {
  it('holds once a second person has confirmed it, and a protocol that was sealed before cites none', async () => {
    const before = await completed();
    const { paper, confirmed } = await begun(regulation(addDays(today(), -30)), declaration(today()));
    expect(payloadOf(paper)['rows']).toMatchObject([
      { number: `WR/5/${year()}`, of: 'regulation' },
      { number: `WR/6/${year()}`, of: 'declaration' },
    ]);
    const after = await completed();
    expect(madeOf(after.complete)).toEqual(expect.arrayContaining([paper.seq, confirmed.seq]));
    // It holds on the day of the former act as well, and changes nothing of what was sealed.
    const client = await office.as('anowak');
    const { rows } = await client.query<{ protocol: { entries: { seq: number; payload: string }[] } }>(
      'SELECT api.protocol($1) AS protocol',
      [before.act],
    );
    const sealed = rows[0]?.protocol.entries.find(({ seq }) => seq === before.complete.seq);
    expect(sealed?.payload).toBe(before.complete.payload);
    expect(madeOf(before.complete)).not.toContain(paper.seq);
  });

  it('§ 6 ust. 3 lists of how things stand cite the regulation of their day, and where none is in force then the settings', async () => {
    setSettings({
      ...{ office: 'Urząd', keeperPublicKey: office.keeperPublicKey },
      regulation: { title: 'Regulaminu z ustawień', place: 'Próbna' },
    } as never);
    const login = secretaryLogin;
    const guid = await guidOf(office, login);
    await office.fresh(login, async (client) => {
      const keeper = { over: (seq: number) => Promise.resolve({ seq, hash: Buffer.alloc(32) }) };
      const witness = { look: () => Promise.resolve() };
      const current = { login, guid, db: dbOf(client), keeper, witness } as unknown as Session;
      for (const paper of [await mediaPaper(current), await recordsPaper(current)]) {
        const said = Buffer.from(paper.pdf).toString('utf8');
        expect(said).toContain('Regulaminu nagrań (załącznik nr 1 do zarządzenia Nr\u00a0120/2026 z dnia');
        expect(said).not.toContain('z ustawień');
      }
      expect(await citationOn(current, addDays(today(), -31))).toBe('Regulaminu z ustawień');
    });
  });

  it('§4.1 of a legal basis begins with its day, in other words, and the one before it ends', async () => {
    const [first] = await basesOfToday();
    await begun(await complaint(addDays(today(), 1), { label: 'Skarga – od jutra' }));
    expect((await basesOfToday())[0]?.label).toBe(first?.label);
    const tomorrow = await complaint(addDays(today(), 2), { label: 'Skarga – od pojutrza' });
    await begun(tomorrow);
    const { rows } = await office.superuser.query(
      `SELECT content ->> 'label' AS label, valid_to::text FROM office.legal_basis WHERE code = 'KPA_SKARGA' ORDER BY valid_from`,
    );
    expect(rows).toEqual([
      { label: first?.label, valid_to: today() },
      { label: 'Skarga – od jutra', valid_to: addDays(today(), 1) },
      { label: 'Skarga – od pojutrza', valid_to: null },
    ]);
  });

  it('begins later than the one before it, when it is registered and when it is confirmed', async () => {
    await refused('version-too-early', () => register([regulation(addDays(today(), -30))]));
    const [sooner, later] = [
      await done(register([regulation(today())])),
      await done(register([regulation(addDays(today(), 5))])),
    ];
    await done(confirm(deputyLogin, later));
    await refused('version-too-early', () => confirm(deputyLogin, sooner));
  });

  it.each<[string, string, () => Promise<Answer>]>([
    [
      'a basis that asks for less',
      'malformed-request',
      async () => register([await complaint(addDays(today(), 9), { fields: [] })]),
    ],
    [
      'a basis for another purpose',
      'malformed-request',
      async () => register([await complaint(addDays(today(), 9), { purpose: 'SAFETY' })]),
    ],
    [
      'a basis that nobody knows',
      'malformed-request',
      async () => register([await complaint(addDays(today(), 9), { code: 'INNA' })]),
    ],
    [
      'one rule twice',
      'malformed-request',
      () => register([declaration(addDays(today(), 8)), declaration(addDays(today(), 9))]),
    ],
    [
      'a regulation of tomorrow',
      'day-in-future',
      () => {
        const row = regulation(addDays(today(), 9));
        if (row.of === 'regulation') row.content.day = addDays(today(), 1);
        return register([row]);
      },
    ],
    [
      'nobody who signed it',
      'field-missing',
      () =>
        register([declaration(addDays(today(), 9))], {
          signed: {
            ...{ paper: '1/2026', signatory: null, signatoryName: null, signedOn: today() },
            ...{ way: 'ezd', scan: null },
          },
        }),
    ],
    [
      'whoever is no desk',
      'not-secretary',
      () => askSealed(office, mayorLogin, 'instrument', paperOf([declaration(addDays(today(), 9))])),
    ],
  ])('is not entered with %s', async (_what, reason, asked) => {
    await refused(reason, asked);
  });

  it('is not confirmed by whoever registered it, and not entered without what was signed', async () => {
    const paper = await done(register([declaration(addDays(today(), 9))]));
    await refused('not-second-person', () => confirm(secretaryLogin, paper));
    const unsigned = async (row: AskedVersion) =>
      refused('malformed-request', () =>
        askSealed(office, secretaryLogin, 'instrument', paperOf([row], { signed: null })),
      );
    await unsigned(regulation(addDays(today(), 20)));
    await unsigned(await complaint(addDays(today(), 20), { label: 'Skarga – zatwierdzona' }));
  });
});

describe('once a year', () => {
  const genesis = `SELECT seq, hash FROM office.entry WHERE kind = 'instrument' ORDER BY seq LIMIT 1`;
  const office1 = `SELECT e.seq, e.hash FROM office.entry e JOIN office.instrument i ON i.seq = e.seq WHERE i.number LIKE 'PF/1/%'`;

  it('the desk alone says that offices and rules still hold, and gives nobody anything by it', async () => {
    const lasting = [await entryOf(genesis), await entryOf(office1)];
    const said = await done(confirm(secretaryLogin, ...lasting));
    const { rows } = await office.superuser.query<{ holds: string; confirmed: string }>(
      'SELECT holds_seq AS holds, confirmed_seq AS confirmed FROM office.instrument WHERE seq = $1',
      [lasting[0]?.seq],
    );
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(Number(row.holds)).toBe(said.seq);
      expect(Number(row.confirmed)).toBeLessThan(said.seq ?? 0);
    }
    const counted = () =>
      office.superuser.query<{ n: number }>('SELECT count(*)::int AS n FROM office.legal_basis');
    const before = (await counted()).rows;
    await done(confirm(deputyLogin, ...lasting));
    expect((await counted()).rows).toEqual(before);
  });

  it('says so of nothing that was changed meanwhile, of no authorisation, and nobody else says it', async () => {
    const lasting = await entryOf(genesis);
    await refused('confirm-outdated', () => confirm(secretaryLogin, { ...lasting, hash: Buffer.alloc(32) }));
    await refused('nothing-to-confirm', () => confirm(mayorLogin, lasting));
    const guid = await guidOf(office, 'anowak');
    const paper = await done(askSealed(office, secretaryLogin, 'instrument', authorisationOf(guid)));
    await done(confirm(deputyLogin, paper));
    await refused('nothing-to-confirm', () => confirm(deputyLogin, paper));
    const limited = appointmentOf(guid, { office: 'secretary', deputy: true, to: addDays(today(), 9) });
    const ending = await done(askSealed(office, secretaryLogin, 'instrument', limited));
    await done(confirm(mayorLogin, ending));
    await refused('nothing-to-confirm', () => confirm(deputyLogin, ending));
    await refused('nothing-to-confirm', () => confirm(secretaryLogin, lasting, paper));
  });
});

it('INV-52 what was entered of rules is lawful, and the tables say the same', async () => {
  await office.stop();
  const { keeperPublicKey: keeperKey, options, superuser } = office;
  const { fault } = await verifyLedger({ source: superuser, journal: options.journal, keeperKey });
  expect(fault).toBeNull();
});
