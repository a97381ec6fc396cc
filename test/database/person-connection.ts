import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { type RunningDatabase, startDatabase } from '../../build/office/database.ts';
import { PersonConnection } from '../../electron/session/connection.ts';

export const login = 'jkowalska';
export const password = 'Zażółć-Gęślą-1!';

export type Change = { host?: string; port?: number; ca?: string; password?: string };

/** A server with one person, started before the tests of this file and taken away after them. */
export function serverOfFile() {
  let server: RunningDatabase | null = null;
  let administrator: Client | null = null;
  const running = (): RunningDatabase => {
    if (server === null) throw new Error('the server has not started');
    return server;
  };
  const superuser = (): Client => {
    if (administrator === null) throw new Error('the server has not started');
    return administrator;
  };
  const anotherSuperuser = async (database: string): Promise<Client> => {
    const { superuser: account, socketFolder: host, port } = running();
    const client = new Client({ ...account, host, port, database });
    await client.connect();
    return client;
  };
  const suspend = async (): Promise<void> => {
    await superuser().end();
    await running().suspend();
  };
  const resume = async (): Promise<void> => {
    await running().resume();
    administrator = await anotherSuperuser('postgres');
  };
  beforeAll(async () => {
    server = await startDatabase({ certificates: await createOfficeCa() });
    administrator = await anotherSuperuser('postgres');
    await administrator.query('CREATE DATABASE odsluch');
    await administrator.query('CREATE ROLE odsluch_people');
    await administrator.query(`CREATE ROLE ${login} LOGIN CONNECTION LIMIT 4 IN ROLE odsluch_people`);
  });
  afterAll(async () => {
    await administrator?.end();
    await server?.stop();
  });
  beforeEach(() => superuser().query(`ALTER ROLE ${login} LOGIN PASSWORD '${password}'`));

  /** The person's connection, not yet opened, and what it says of itself. */
  const connect = (change: Change = {}) => {
    const { host, port, ca } = running();
    const heard = listener();
    const office = { host, port, name: 'odsluch', ca, ...change };
    const connection = new PersonConnection(office, login, change.password ?? password, heard.events);
    return { connection, ...heard };
  };
  const opened = async (change: Change = {}) => {
    const made = connect(change);
    await made.connection.open();
    return made;
  };
  return { running, superuser, anotherSuperuser, suspend, resume, connect, opened };
}

/** What a connection said of itself, and a way to wait for the next word. */
function listener() {
  const said: string[] = [];
  const waiting: { words: number; resolve: () => void }[] = [];
  const say = (word: string): void => {
    said.push(word);
    for (const { words, resolve } of waiting) if (said.length >= words) resolve();
  };
  return {
    said,
    events: {
      onLine: (up: boolean) => {
        say(up ? 'up' : 'down');
      },
      onRefused: () => {
        say('refused');
      },
      onAnswer: () => {
        say('answer');
      },
    },
    until: (words: number) =>
      said.length >= words
        ? Promise.resolve()
        : new Promise<void>((resolve) => void waiting.push({ words, resolve })),
  };
}
