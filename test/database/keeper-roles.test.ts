import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  done,
  entriesAfter,
  headSeq,
  listen,
  passTime,
  revocation,
} from './asking.ts';
import { held as heldIn, holds as holdsIn } from './groups.ts';
import { buildKeeper, startKeeperChild } from './keeper-process.ts';
import { askForSession, signIn } from './sessions.ts';
import { account, deputyLogin, openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

/** § 4 ust. 2: what papers give, and what accounts take, as the roles of the database have it. */
let office: TestOffice;
const guids = new Map<string, string>();
const newcomers = ['anowak', 'jlis', 'kbak', 'elis'];
beforeAll(async () => {
  office = await openTestOffice();
  office.accounts.seen = true;
  for (const login of newcomers) guids.set(login, await addPerson(office, login, { authorised: false }));
});
afterAll(() => office.close());

const guidOf = (login: string): string => guids.get(login) ?? '';
const today = (): string => legalDay(new Date(Date.now() + office.shift.own));
const mayor = (): string => `PF/3/${today().slice(0, 4)}`;
const signed = (): NonNullable<Command<'instrument'>['signed']> => ({
  ...{
    paper: 'OR.077.1.2026',
    signatory: mayor(),
    signatoryName: null,
    signedOn: today(),
    way: 'ezd',
    scan: null,
  },
});

type Quality = 'no' | 'only' | 'also';
/** Registered by the Secretary, confirmed by the deputy; returns its number. */
async function authorised(
  login: string,
  quality: Quality = 'no',
  change: { from?: string; to?: string } = {},
): Promise<string> {
  const row = {
    ...{ number: null, subjectGuid: guidOf(login), departments: null, quality },
    ...{ purposes: ['SERVICE_STANDARDS' as const], declaredOn: today() },
    ...{ from: today(), to: addMonths(today(), 6), ...change },
  };
  return confirmed({ what: 'authorisation', rows: [row], signed: signed() });
}
async function appointed(
  login: string,
  of: 'administrator' | 'protection_officer' | 'secretary',
): Promise<string> {
  const row = {
    ...{ number: null, subjectGuid: guidOf(login), name: null, office: of, deputy: of === 'secretary' },
    ...{ powers: [], employee: true, from: today(), to: null },
  };
  return confirmed({ what: 'appointment', rows: [row], signed: signed() });
}
async function confirmed(paper: Command<'instrument'>): Promise<string> {
  const { seq, hash, payload } = await done(askSealed(office, secretaryLogin, 'instrument', paper));
  const body = { entries: [seq ?? 0], hashes: [hash?.toString('hex') ?? ''] };
  await done(askSealed(office, deputyLogin, 'confirm', body));
  return (JSON.parse(payload ?? '') as { rows: { number: string }[] }).rows[0]?.number ?? '';
}
const revoke = async (number: string) =>
  done(ask(await office.as(secretaryLogin), 'revoke', revocation(number)));

const held = (login: string) => heldIn(office, login);
const holds = (login: string, ...groups: string[]) => holdsIn(office, login, ...groups);
/** What the keeper entered of a login after an entry. */
const entered = async (login: string, after: number) =>
  (await entriesAfter(office, after))
    .filter(({ kind, payload }) => kind === 'roles' && payload['subject'] === login)
    .map(({ payload: { roles, account: stands } }) => ({ roles, account: stands }));
/** The keeper asks the directory anew. */
const passRound = () => passTime(office, 121_000);
const away = { state: 'away', reason: 'unreachable' } as const;

// First: the process has the clock of this host.
describe('a keeper killed between a `roles` entry and its line in the journal', () => {
  it('writes the line when it is back, and enters nothing twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-roles-'));
    const program = await buildKeeper(folder);
    const number = await authorised('elis');
    await holds('elis', 'listener', 'people');
    await office.stop();
    const before = await headSeq(office);
    office.directory.set('elis', { ...account(guidOf('elis')), state: 'disabled' });
    const child = await startKeeperChild(program, office, 'own');
    expect(await child.ended).toBe('SIGKILL');
    expect(await held('elis')).toEqual(['NOLOGIN']);
    await office.start();
    await until('the end of the session', async () =>
      (await entriesAfter(office, before)).some(({ kind }) => kind === 'session-end') ? true : null,
    );
    expect(await entered('elis', before)).toEqual([{ roles: [], account: 'disabled' }]);
    office.directory.set('elis', account(guidOf('elis')));
    passRound();
    await holds('elis', 'listener', 'people');
    await revoke(number);
    await rm(folder, { recursive: true });
  });
});

describe('§4.2 a right that is confirmed', () => {
  it.each<[Quality, string[]]>([
    ['no', ['listener', 'people']],
    ['only', ['people', 'quality']],
    ['also', ['listener', 'people', 'quality']],
  ])(
    'with quality %s gives %j, one entry for it, and takes it again without ending the session',
    async (quality, groups) => {
      const line = await office.as('anowak');
      expect(await held('anowak')).toEqual(['people']);
      const before = await headSeq(office);
      const number = await authorised('anowak', quality);
      await holds('anowak', ...groups);
      await revoke(number);
      await holds('anowak', 'people');
      const roles = groups.filter((one) => one !== 'people');
      expect(await entered('anowak', before)).toEqual([
        { roles, account: 'ok' },
        { roles: [], account: 'ok' },
      ]);
      await line.query('SELECT api.me()');
    },
  );

  it('begins and ends with its days, also over a midnight that the directory is away', async () => {
    await authorised('jlis', 'no', { from: addDays(today(), 1), to: addDays(today(), 2) });
    await authorised('kbak', 'no', { to: today() });
    await holds('kbak', 'listener', 'people');
    expect(await held('jlis')).toEqual(['people']);
    office.directory.set('svc-odsluch', away);
    passTime(office, 86_400_000);
    // What has ended is taken; nothing is given.
    await holds('kbak', 'people');
    expect(await held('jlis')).toEqual(['people']);
    office.directory.delete('svc-odsluch');
    passRound();
    await holds('jlis', 'listener', 'people');
    passTime(office, 2 * 86_400_000);
    await holds('jlis', 'people');
  });

  it('is an office, too, with what it excludes left to the papers', async () => {
    const number = await appointed('elis', 'administrator');
    await holds('elis', 'administrator', 'people');
    await revoke(number);
    await holds('elis', 'people');
  });
});

describe('INV-38 an account', () => {
  it.each([
    ['disabled', (guid: string) => ({ ...account(guid), state: 'disabled' as const })],
    ['expired', (guid: string) => ({ ...account(guid), state: 'expired' as const })],
    ['absent', () => ({ state: 'absent' as const })],
  ])('that is %s has no group, no session and no line, and gets back what it had', async (state, now) => {
    const number = await authorised('anowak');
    await holds('anowak', 'listener', 'people');
    await signIn(office, 'anowak');
    const line = await office.fresh('anowak', async (client) => {
      const before = await headSeq(office);
      office.directory.set('anowak', now(guidOf('anowak')));
      passRound();
      await holds('anowak', 'NOLOGIN');
      expect(await entered('anowak', before)).toEqual([{ roles: [], account: state }]);
      await until('the end of the session', async () =>
        (await entriesAfter(office, before)).some(({ kind }) => kind === 'session-end') ? true : null,
      );
      return client.query('SELECT 1').catch(() => 'ended');
    });
    expect(line).toBe('ended');
    await expect(office.fresh('anowak', (client) => client.query('SELECT 1'))).rejects.toMatchObject({
      code: '28000',
    });
    office.directory.set('anowak', account(guidOf('anowak')));
    // Whoever proves the password has an account again, and waits for no round.
    await askForSession(office, 'anowak');
    await holds('anowak', 'listener', 'people');
    await office.fresh('anowak', (client) => client.query('SELECT api.me()'));
    await revoke(number);
    await holds('anowak', 'people');
  });
});

describe('a directory that is away', () => {
  it('gives nobody anything, takes nothing, and does not keep listening from being stopped', async () => {
    const [first, second] = [await authorised('anowak'), await authorised('jlis')];
    for (const login of ['anowak', 'jlis']) await holds(login, 'listener', 'people');
    office.directory.set('svc-odsluch', away);
    office.directory.set('anowak', { ...account(guidOf('anowak')), state: 'disabled' });
    passRound();
    const { id } = await addRecording(office);
    const { answer } = await listen(await office.as('jlis'), id);
    expect(answer.state).toBe('released');
    const before = await headSeq(office);
    await revoke(second);
    await holds('jlis', 'people');
    const ended = await entriesAfter(office, before);
    expect(ended.find(({ kind }) => kind === 'closed')?.payload).toMatchObject({
      how: 'authorisation-ended',
    });
    expect(await held('anowak')).toEqual(['listener', 'people']);
    office.directory.delete('svc-odsluch');
    passRound();
    await holds('anowak', 'NOLOGIN');
    office.directory.set('anowak', account(guidOf('anowak')));
    passRound();
    await holds('anowak', 'listener', 'people');
    await revoke(first);
  });
});

describe('INV-39 a login that somebody else has by now', () => {
  it('has nothing of what its former holder was given, nor her line', async () => {
    await authorised('kbak');
    await holds('kbak', 'listener', 'people');
    await signIn(office, 'kbak');
    await office.fresh('kbak', async (line) => {
      guids.set('kbak', randomUUID());
      office.directory.set('kbak', account(guidOf('kbak')));
      passRound();
      await holds('kbak', 'NOLOGIN');
      await expect(line.query('SELECT 1')).rejects.toThrow();
    });
    await addPerson(office, 'kbak', { authorised: false, guid: guidOf('kbak') });
    expect(await held('kbak')).toEqual(['people']);
    const { id } = await addRecording(office);
    expect((await listen(await office.as('kbak'), id)).answer.reason).toBe('no-authorisation');
  });
});

it('INV-52 is judged lawful, and a role that the owner of the tables gave is named', async () => {
  await holds('anowak', 'people');
  // Whose account does not stand is in no group at all.
  office.directory.set('elis', { ...account(guidOf('elis')), state: 'disabled' });
  passRound();
  await holds('elis', 'NOLOGIN');
  await office.stop();
  const verified = () =>
    verifyLedger({
      source: office.superuser,
      journal: office.options.journal,
      keeperKey: office.keeperPublicKey,
    });
  expect((await verified()).fault).toBeNull();
  const { rows } = await office.superuser.query<{ seq: string }>(
    `UPDATE office.person SET roles = '{secretary}' WHERE login = 'anowak' RETURNING seq`,
  );
  const seq = Number(rows[0]?.seq);
  expect((await verified()).fault).toEqual({ seq, what: 'table', table: 'person' });
  await office.superuser.query(`UPDATE office.person SET roles = '{}' WHERE login = 'anowak'`);
  // While no keeper runs that would stop listening for it.
  const byHand = { what: 'table', table: 'pg_auth_members' };
  for (const group of ['odsluch_listener', 'jlis']) {
    await office.superuser.query(`GRANT ${group} TO anowak`);
    expect((await verified()).fault).toEqual({ seq, ...byHand });
    await office.superuser.query(`REVOKE ${group} FROM anowak`);
  }
  await office.superuser.query('GRANT odsluch_people TO elis');
  expect((await verified()).fault).toMatchObject(byHand);
  await office.superuser.query('REVOKE odsluch_people FROM elis');
  await office.superuser.query('CREATE ROLE obcy LOGIN IN ROLE odsluch_people, odsluch_listener');
  expect((await verified()).fault).toMatchObject(byHand);
});
