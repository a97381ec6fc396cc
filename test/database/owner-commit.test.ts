import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson, addRecording, entriesAfter, headSeq, listen } from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/**
 * The host of the database stands between keeper and database. It lets the entry be committed and answers with an error, to be sent
 * another one, signed as well, for the same place.
 */
let office: TestOffice;
let between: Server;
/** Everything that the keeper sent. */
const sent: Buffer[] = [];
/** Whether the next release is denied. */
let denies = false;

/** `E`, for a check that failed: a statement's own fault, after which another would be tried. */
const checkFailed = framed('E', 'SERROR\0VERROR\0C23514\0Mno\0\0');

beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  const { port, socketFolder } = office.database;
  between = createServer((near) => {
    const far = connect(`${socketFolder}/.s.PGSQL.${port}`);
    let pending = false;
    near.on('data', (bytes) => {
      sent.push(bytes);
      pending ||= denies && bytes.includes('{"v":1,"kind":"release"');
      far.write(bytes);
    });
    let rest: Buffer = Buffer.alloc(0);
    far.on('data', (bytes) => {
      const all = messagesOf(Buffer.concat([rest, bytes]));
      rest = all.rest;
      for (const message of all.messages) {
        // `C`: it is done, and as everything here is one statement, committed.
        const lie = pending && message[0] === 0x43;
        near.write(lie ? checkFailed : message);
        if (lie) [pending, denies] = [false, false];
      }
    });
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
  }).listen(0, '127.0.0.2');
  await once(between, 'listening');
  await office.stop();
  const through = { host: '127.0.0.2', port: (between.address() as AddressInfo).port, ssl: false };
  await office.start({ database: { ...office.options.database, ...through } });
});
afterAll(async () => {
  await office.close();
  between.close();
});

it('an entry that was committed and called an error is found again, and nothing else is signed for its place', async () => {
  const { id: recording } = await addRecording(office);
  const client = await office.as('anowak');
  const before = await headSeq(office);
  denies = true;
  const { answer } = await listen(client, recording);
  expect(denies).toBe(false);
  expect((await entriesAfter(office, before)).map(({ kind }) => kind)).toEqual([
    'release',
    // The key was let go to nobody.
    'undelivered',
  ]);
  const made = Buffer.concat(sent)
    .toString('latin1')
    .matchAll(new RegExp(`{"v":1,"kind":"[a-z-]+","at":"[^"]+","command":"${answer.command}"`, 'g'));
  expect(new Set([...made].map(([head]) => head)).size).toBe(1);
});

function framed(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}

/** Whole messages of the server (a type, a length with itself, a body), and the beginning of the next. */
function messagesOf(bytes: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let at = 0;
  while (bytes.length - at >= 5 && bytes.length - at >= 1 + bytes.readInt32BE(at + 1)) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    messages.push(bytes.subarray(at, end));
    at = end;
  }
  return { messages, rest: bytes.subarray(at) };
}
