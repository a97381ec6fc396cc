import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { actLength } from '../../shared/protocol.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  done,
  listen,
  passTime,
  payloadOf,
  today,
  type Answer,
} from './asking.ts';
import { copied } from './copying.ts';
import { refusedOnce } from './refusing.ts';
import { account, deputyLogin, openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

/** §4.3: the protocol of somebody who is gone is filed by the desk, and of somebody who is not by nobody else. */
let office: TestOffice;
const guids: Record<string, string> = {};
const acts: Record<string, string> = {};
const findings = 'Dzwoniący pytał o termin i go poznał.';
const draft =
  'INSERT INTO office.draft (kind, about, guid, session, saved, text, signature) VALUES ($1, $2, $3, $2, 1, $4, $5)';

beforeAll(async () => {
  office = await openTestOffice();
  office.accounts.seen = true;
  const { id } = await addRecording(office);
  for (const login of ['anowak', 'bzuk']) {
    guids[login] = await addPerson(office, login);
    const client = await office.as(login);
    const { answer } = await listen(client, id);
    acts[login] = String(payloadOf(answer)['act']);
    const ended = { ranges: [], how: 'listener' as const, wrongCall: false };
    await done(ask(client, 'close', { opening: answer.command, ...ended }));
  }
  await done(ask(await office.as('bzuk'), 'complete', { act: actOf('bzuk'), findings }));
});
afterAll(() => office.close());

const actOf = (login: string): string => acts[login] ?? '';
const filing = (login: string): Command<'file'> => ({
  ...{ act: actOf(login), day: today(), way: 'paper', missingSignature: null },
  reason: 'Osoba nie pracuje już w urzędzie.',
});
const instead = (by: string, of: string, change: Partial<Command<'file'>> = {}): Promise<Answer> =>
  askSealed(office, by, 'file', { ...filing(of), ...change });
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const stateOf = async (login: string) => {
  const { rows } = await office.superuser.query<{ state: string }>(
    'SELECT state FROM office.act WHERE id = $1',
    [actOf(login)],
  );
  return rows[0]?.state;
};
/** The directory has the account no more as it should be; the keeper finds out. */
async function disable(login: string): Promise<void> {
  office.directory.set(login, { ...account(guids[login] ?? ''), state: 'disabled' });
  passTime(office, 121_000);
  await until('the account is entered as disabled', async () => {
    const { rows } = await office.superuser.query<{ account: string }>(
      'SELECT account FROM office.person WHERE login = $1',
      [login],
    );
    return rows[0]?.account === 'disabled' ? true : null;
  });
}

it('INV-64 is not filed by the desk as long as its listener can end it, nor without the password, nor by anybody else', async () => {
  await refused('act-not-abandoned', () => instead(secretaryLogin, 'anowak'));
  await refused('act-not-abandoned', () => instead(deputyLogin, 'bzuk'));
  await disable('anowak');
  await refused('not-secretary', () => instead('bzuk', 'anowak'));
  await refused('password-not-proved', async () =>
    ask(await office.as(secretaryLogin), 'file', filing('anowak')),
  );
  await refused('act-not-yours', async () => {
    const { reason: _reason, ...own } = filing('anowak');
    return ask(await office.as(secretaryLogin), 'file', own);
  });
});

it('of a listener whose account is off stays unfinished, with the reason and without findings, and its draft goes', async () => {
  const signature = Buffer.alloc(64);
  await office.superuser.query(draft, [
    'protocol',
    actOf('anowak'),
    guids['anowak'],
    'Nikt tego nie podpisał.',
    signature,
  ]);
  const { payload } = await done(instead(deputyLogin, 'anowak'));
  expect(JSON.parse(payload ?? '')).toMatchObject({ kind: 'filed', instead: true, signed: false });
  expect(payload).not.toContain('nie pracuje');
  expect(await stateOf('anowak')).toBe('unfinished');
  const { rowCount } = await office.superuser.query('SELECT FROM office.draft WHERE about = $1', [
    actOf('anowak'),
  ]);
  expect(rowCount).toBe(0);
  await refused('act-not-completed', () => instead(secretaryLogin, 'anowak'));
  const paper = await copied(office, secretaryLogin, actOf('anowak'));
  expect(paper.draft).toMatch(
    /^Protokołu nie ukończono\. Przyczyna: Osoba nie pracuje już w urzędzie\. Zamknął\(a\): Marek Bielak, dnia /,
  );
  const parts = [[paper.findings], paper.remarks, paper.attachments];
  expect(parts).toEqual(parts.map(() => ['nie sporządzono']));
  expect(paper.print).toMatch(/^Odpis, wydruk nr 1 z /);
});

it('of an act that has been over for long is filed as it was sealed', async () => {
  passTime(office, actLength + 31 * 86_400_000);
  await done(instead(secretaryLogin, 'bzuk', { day: today() }));
  expect(await stateOf('bzuk')).toBe('filed');
  const paper = await copied(office, deputyLogin, actOf('bzuk'));
  expect([paper.draft, paper.findings]).toEqual([null, findings]);
  expect(paper.unsigned).toEqual([expect.stringMatching(/^Do akt sprawy dołączył\(a\): /) as string]);
  expect((await copied(office, secretaryLogin, actOf('bzuk'))).print).toMatch(/^Odpis, wydruk nr 2 z /);
});

it('all that is judged lawful', async () => {
  await office.stop();
  const { superuser: source, options, keeperPublicKey: keeperKey } = office;
  expect((await verifyLedger({ source, journal: options.journal, keeperKey })).fault).toBeNull();
});
