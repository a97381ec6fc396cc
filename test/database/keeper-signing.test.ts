import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LookUp, Proof } from '../../server/keeper/directory.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { requestBytes, requestDigest, type SignedRequest } from '../../shared/node/request.ts';
import { newSession, sealPassword } from '../../shared/node/session.ts';
import {
  addPerson,
  type Answer,
  answerTo,
  ask,
  askSealed,
  authorisationOf,
  done,
  guidOf,
  passTime,
  payloadOf,
  revocation,
  resumption,
  sign,
  today,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import {
  answerAtDoor,
  askForSession,
  handIn,
  ledgerKeyOf,
  pulseOf,
  putAsOwner,
  sealedAct,
  sessionOf,
  throughDoor,
} from './sessions.ts';
import {
  directoryOf,
  noneWrong,
  openTestOffice,
  password,
  secretaryLogin,
  until,
  type TestOffice,
} from './support.ts';

let office: TestOffice;
let secretary: Client;
let guid: string;
/** Binds that the keeper asked the directory for, in order: the passwords. */
const binds: string[] = [];
/** What the directory says to whatever password; null = what it is made for. */
let says: Proof | Promise<Proof> | null = null;

beforeAll(async () => {
  const accounts = new Map<string, LookUp>();
  const real = directoryOf(accounts);
  office = await openTestOffice({
    directory: {
      lookUp: (login) => Promise.resolve(office.directory.get(login) ?? { state: 'absent' }),
      currentTime: () => Promise.resolve(Date.now()),
      tries: () => noneWrong(office.shift),
      lookUpAll: async (guids) => directoryOf(office.directory).lookUpAll(guids),
      prove: async (guid, tried) => {
        binds.push(tried);
        for (const [login, found] of office.directory) accounts.set(login, found);
        return (await says) ?? real.prove(guid, tried);
      },
    },
  });
  guid = await addPerson(office, 'anowak');
  secretary = await office.as(secretaryLogin);
});
afterAll(() => office.close());

/** An authorisation as the Secretary's program makes it, over the newest pulse. */
const authorising = async (typed = password): Promise<SignedRequest> =>
  sealedAct(
    office,
    secretary,
    await sessionOf(office, secretaryLogin),
    'instrument',
    authorisationOf(guid),
    typed,
  );
const answered = async (request: SignedRequest): Promise<Answer> => {
  await handIn(secretary, request);
  return answerTo(secretary, request.id);
};
const wrong = 'nie to hasło';

describe('a signing act', () => {
  it('is entered once the password given for it is proved, with one bind; what is none needs no password', async () => {
    const before = binds.length;
    const entered = payloadOf(await sign(office, 'instrument', authorisationOf(guid)));
    expect(entered).toMatchObject({ asked: { password: true } });
    expect(binds.slice(before)).toEqual([password]);
    const [row] = entered['rows'] as { number: string }[];
    const end = revocation(row?.number ?? '', { why: 'withdrawn' });
    const revoked = await askSealed(office, secretaryLogin, 'revoke', end);
    expect(payloadOf(revoked)).toMatchObject({ kind: 'revoke', asked: { password: false } });
    expect(binds).toHaveLength(before + 1);
  });

  it('INV-86 is refused for a wrong password; one closes nothing, and too many close signing and sign-in', async () => {
    await refusedOnce(office, 'password-not-proved', async () => answered(await authorising(wrong)));
    expect((await answered(await authorising())).state).toBe('done');
    const before = binds.length;
    let answer = (): void => undefined;
    await refusedOnce(office, 'password-not-proved', async () => answered(await authorising(wrong)));
    says = new Promise((resolve) => (answer = () => resolve({ state: 'refused' })));
    const requests = [await authorising(wrong), await authorising(wrong)];
    for (const request of requests) await handIn(secretary, request);
    // Answered after both were taken in hand.
    expect((await ask(secretary, 'revoke', revocation('UO/999/2026'))).state).toBe('refused');
    answer();
    const answers = [];
    for (const { id } of requests) answers.push(await answerTo(secretary, id));
    says = null;
    for (const { reason } of answers) expect(reason).toBe('password-not-proved');
    for (const one of answers) expect(payloadOf(one)).toMatchObject({ asked: { password: false } });
    await refusedOnce(office, 'session-too-many', async () => answered(await authorising()));
    expect(await askForSession(office, secretaryLogin)).toMatchObject({ reason: 'session-too-many' });
    expect(binds.slice(before)).toEqual([wrong, wrong, wrong]);
    passTime(office, 3_600_000);
    await pulseOf(office, secretary);
    expect((await answered(await authorising())).state).toBe('done');
  });

  it('says that the password was proved also where it is refused for something else', async () => {
    const own = authorisationOf(await guidOf(office, secretaryLogin));
    const asked = () => askSealed(office, secretaryLogin, 'instrument', own);
    const payload = await refusedOnce(office, 'own-instrument', asked);
    expect(payload).toMatchObject({ asked: { password: true } });
  });

  it.each(['', '   ', 'a\0b'])('is refused with %j, though the directory says yes to it', async (typed) => {
    const before = binds.length;
    says = { state: 'proved', pwdLastSet: '1' };
    await refusedOnce(office, 'password-not-proved', async () => answered(await authorising(typed)));
    says = null;
    expect(binds).toHaveLength(before);
  });

  it('is refused without one, of every office: to restrict, to let listening go on', async () => {
    const before = binds.length;
    const wanted: Command<'restrict'> = {
      ...{ recordings: [randomUUID()], right: 'objection', receivedOn: today(), effect: 'restricted' },
      ...{ of: null, told: null, request: '6/2026', decision: 'Wniosek uznano za zasadny.' },
    };
    await refusedOnce(office, 'password-not-proved', () => ask(secretary, 'restrict', wanted));
    await refusedOnce(office, 'password-not-proved', () =>
      ask(secretary, 'resume', { suspension: 1, hash: '0'.repeat(64), reason: 'Wyjaśniono' }),
    );
    expect(binds).toHaveLength(before);
  });

  /** What whoever owns the queue, or has the session and not the password, may put beside a good signature. */
  const seals: [string, (good: SignedRequest, other: SignedRequest, doorKey: Buffer) => Buffer | null][] = [
    ['without a password', () => null],
    ['with the password of another', (_good, { sealed }) => sealed],
    [
      'with a password that was sealed for a session',
      (good, _other, doorKey) => {
        const signed = { ...good, digest: requestDigest(good) };
        return sealPassword(password, 'session', sha256(requestBytes(signed, ledgerKeyOf(office))), doorKey);
      },
    ],
  ];
  it.each(seals)('is refused %s', async (_what, seal) => {
    const before = binds.length;
    const [good, other] = [await authorising(), await authorising()];
    const { doorKey } = await pulseOf(office, secretary);
    await refusedOnce(office, 'password-not-proved', async () => {
      await putAsOwner(office, secretaryLogin, { ...good, sealed: seal(good, other, doorKey) });
      return answerTo(secretary, good.id);
    });
    expect(binds).toHaveLength(before);
  });

  it('is taken with a password that was sealed to the door key before, for five minutes and no longer', async () => {
    const after = (ms: number) => {
      passTime(office, ms);
      return pulseOf(office, secretary);
    };
    // One that has just begun.
    const { doorKey: former } = await after(3_601_000);
    const sealedToFormer = async () => {
      const good = await authorising();
      const hash = sha256(requestBytes({ ...good, digest: requestDigest(good) }, ledgerKeyOf(office)));
      return answered({ ...good, sealed: sealPassword(password, 'sign', hash, former) });
    };
    await after(3_601_000);
    expect(await sealedToFormer()).toMatchObject({ state: 'done' });
    await after(300_000);
    const before = binds.length;
    await refusedOnce(office, 'password-not-proved', sealedToFormer);
    expect(binds).toHaveLength(before);
  });

  it('nor makes a session with a password that was sealed to the door key of yesterday', async () => {
    const before = binds.length;
    await throughDoor(office, async (door) => {
      const { doorKey: former } = await pulseOf(office, door);
      // The hour's change, and the five minutes for which the former one is good after it.
      passTime(office, 86_100_000);
      await pulseOf(office, door);
      passTime(office, 300_000);
      const newest = await pulseOf(office, door);
      const whose = { login: 'anowak', password, host: 'ST-14', secret: password };
      const asked = async (doorKey: Buffer) => {
        const { request } = newSession(whose, { time: newest.time, doorKey }, ledgerKeyOf(office));
        await handIn(door, request);
        return answerAtDoor(door, request);
      };
      expect(await asked(former)).toMatchObject({ state: 'refused', reason: 'session-not-proved' });
      expect(binds).toHaveLength(before);
      expect(await asked(newest.doorKey)).toMatchObject({ state: 'done' });
    });
    // A day has passed over hers, too.
    await sessionOf(office, secretaryLogin);
  });

  it('that was held back is not asked about', async () => {
    const before = binds.length;
    const held = await authorising();
    passTime(office, 61_000);
    await pulseOf(office, secretary);
    await refusedOnce(office, 'stale-request', () => answered(held));
    expect(binds).toHaveLength(before);
  });
});

describe('a directory', () => {
  it('that is away authorises nobody', async () => {
    says = { state: 'away', reason: 'unreachable' };
    await refusedOnce(office, 'directory-away', async () => answered(await authorising()));
    says = null;
    expect((await answered(await authorising())).state).toBe('done');
  });

  /** Begins an act while the directory answers nothing; `answer` makes it go on. */
  const frozen = async () => {
    const before = binds.length;
    let answer = (): void => undefined;
    says = new Promise((resolve) => (answer = () => resolve({ state: 'proved', pwdLastSet: '1' })));
    const request = await authorising();
    await handIn(secretary, request);
    await until('a bind', async () => (binds.length > before ? true : null));
    return { request, before, answer };
  };

  it('that does not answer keeps nobody waiting, nor the same person from stopping everything', async () => {
    const { request, before, answer } = await frozen();
    await done(ask(secretary, 'suspend', { reason: 'Podejrzenie naruszenia' }));
    answer();
    expect(payloadOf(await answerTo(secretary, request.id))).toMatchObject({
      kind: 'instrument',
      asked: { password: true },
    });
    expect(binds).toHaveLength(before + 1);
    says = null;
    await sign(office, 'resume', await resumption(office.superuser, 'Wyjaśniono'));
  });

  it('is asked once although the line to the database is lost before the entry', async () => {
    const { request, before, answer } = await frozen();
    await office.superuser.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'odsluch_keeper'`,
    );
    answer();
    expect(payloadOf(await answerTo(secretary, request.id))).toMatchObject({ kind: 'instrument' });
    expect(binds).toHaveLength(before + 1);
    says = null;
  });

  it('is not asked again by another keeper: with the first its door key went', async () => {
    const { request, before, answer } = await frozen();
    await office.stop();
    answer();
    says = null;
    await office.start();
    expect(await answerTo(secretary, request.id)).toMatchObject({ reason: 'password-not-proved' });
    expect(binds).toHaveLength(before + 1);
  });
});

it('all of it stands up to verify', async () => {
  const { journal } = office.options;
  const result = await verifyLedger({
    ...{ source: office.superuser, journal, keeperKey: office.keeperPublicKey, quick: false },
  });
  expect(result.fault).toBeNull();
});
