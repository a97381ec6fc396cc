import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDirectory, type DemoDirectory } from '../../build/office/directory.ts';
import type { AccountState } from '../../build/office/people-types.ts';
import { openDirectory, type Directory } from '../../server/keeper/directory.ts';
import { addRecording, authorise, listen, sign } from './asking.ts';
import { signIn } from './sessions.ts';
import {
  account,
  deputyLogin,
  directoryOf,
  noneWrong,
  openTestOffice,
  password,
  secretaryLogin,
  type TestOffice,
} from './support.ts';

let office: TestOffice;
let directory: DemoDirectory;
let eyes: Directory;
let recording: string;

const person = (login: string, accountState: AccountState) => ({
  ...{ login, password, accountState, guid: randomUUID(), displayName: login },
  ...{ title: 'inspektor', department: 'Kancelaria', groups: [] },
});
const people = [
  person('wporzadku', 'ok'),
  person('wylaczony', 'disabled'),
  person('wygasly', 'expired'),
  person('zablokowany', 'locked'),
  person('zmianahasla', 'must-change'),
];

beforeAll(async () => {
  const certificates = await createOfficeCa();
  const serviceAccount = { login: 'svc-odsluch', password: 'Służbowe-1!' };
  directory = await startDirectory({ certificates, people, serviceAccount });
  const { url, ca, baseDn } = directory;
  eyes = openDirectory({ url, ca, baseDn, serviceAccount: directory.serviceAccount });
  // Of those with whom the office is made it is the office's own; of the others, too, until all have their papers.
  const atDesk = [secretaryLogin, deputyLogin];
  let settled = false;
  const lookUp = (login: string) =>
    settled && !atDesk.includes(login)
      ? eyes.lookUp(login)
      : Promise.resolve(office.directory.get(login) ?? account(''));
  // How somebody signs in is tried elsewhere; here everybody has.
  const prove = () => Promise.resolve({ state: 'proved' as const, pwdLastSet: '1' });
  const tries = () => noneWrong({ own: 0 });
  const currentTime = () => Promise.resolve(Date.now());
  // Nor what the keeper's own look at all accounts takes from whom: these tests are about what is asked for.
  const lookUpAll = async (guids: readonly string[]) => directoryOf(office.directory).lookUpAll(guids);
  office = await openTestOffice({ directory: { lookUp, lookUpAll, tries, prove, currentTime } });
  recording = (await addRecording(office)).id;
  for (const { login, guid } of [...people, person('nieobecny', 'ok')]) {
    office.directory.set(login, account(guid));
    await sign(office, 'person', { guids: [guid] });
    await signIn(office, login);
    await authorise(office, login);
  }
  settled = true;
});
afterAll(async () => {
  await office.close();
  await eyes.dispose();
  await directory.stop();
});

const answerOf = async (login: string): Promise<string> => {
  const client: Client = await office.as(login);
  const { answer } = await listen(client, recording);
  return answer.reason ?? answer.state;
};

describe('a keeper that asks a directory over LDAPS', () => {
  it.each([
    ['wporzadku', 'released'],
    ['wylaczony', 'account-disabled'],
    ['wygasly', 'account-expired'],
    ['nieobecny', 'account-absent'],
    // They concern signing in, not who somebody is.
    ['zablokowany', 'released'],
    ['zmianahasla', 'released'],
  ])('%s: %s', async (login, answer) => {
    expect(await answerOf(login)).toBe(answer);
  });

  it('INV-38 refuses an account from the moment it is disabled, over a connection that is still open', async () => {
    expect(await answerOf('wporzadku')).toBe('released');
    await directory.disable('wporzadku');
    expect(await answerOf('wporzadku')).toBe('account-disabled');
    await directory.enable('wporzadku');
    expect(await answerOf('wporzadku')).toBe('released');
  });

  it('refuses everybody while the directory is away, and goes on when it is back', async () => {
    await directory.suspend();
    expect(await answerOf('wporzadku')).toBe('directory-away');
    await directory.resume();
    expect(await answerOf('wporzadku')).toBe('released');
  });
});
