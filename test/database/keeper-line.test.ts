import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  account,
  directoryOf,
  noneWrong,
  openTestOffice,
  secretaryLogin,
  until,
  type TestOffice,
} from './support.ts';
import { addPerson, addRecording, answerTo, listenRequest, submit } from './asking.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';

/** The keeper's line to the database is lost while a request is being looked into. */
let office: TestOffice;
let client: Client;
let recording: string;
/** What the directory waits for before it answers. */
let gate: Promise<void> | null = null;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  const lookUp = async (login: string) => {
    await gate;
    return office.directory.get(login) ?? account(login === secretaryLogin ? '' : 'none');
  };
  const prove = () => Promise.resolve({ state: 'proved' as const, pwdLastSet: '1' });
  const tries = () => noneWrong({ own: 0 });
  const currentTime = () => Promise.resolve(Date.now());
  const lookUpAll = async (guids: readonly string[]) => directoryOf(office.directory).lookUpAll(guids);
  office = await openTestOffice({ directory: { lookUp, lookUpAll, tries, prove, currentTime } });
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
  recording = (await addRecording(office)).id;
  process.on('unhandledRejection', note);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await office.close();
});

it('while the directory is asked: the keeper begins anew, and answers', async () => {
  const { superuser } = office;
  let open = (): void => undefined;
  gate = new Promise((resolve) => (open = resolve));
  await superuser.query('BEGIN');
  // So the question about the recording is on its way when the line goes.
  await superuser.query('LOCK TABLE office.recording IN ACCESS EXCLUSIVE MODE');
  const command = await submit(client, 'listen', listenRequest(recording, generateKeyPair().publicKey));
  const waiting = `FROM pg_stat_activity WHERE application_name = 'odsluch keeper' AND wait_event_type = 'Lock'`;
  await until('the question about the recording', async () => {
    const { rowCount } = await superuser.query(`SELECT ${waiting}`);
    return rowCount === 0 ? null : true;
  });
  await superuser.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
  await until('the end of the line', async () => {
    const { rowCount } = await superuser.query(`SELECT ${waiting}`);
    return rowCount === 0 ? true : null;
  });
  // The keeper has heard of it, and of nothing else.
  await new Promise((resolve) => setImmediate(resolve));
  await superuser.query('ROLLBACK');
  await new Promise((resolve) => setImmediate(resolve));
  open();
  gate = null;
  expect((await answerTo(client, command)).state).toBe('released');
  expect(unhandled).toEqual([]);
});
