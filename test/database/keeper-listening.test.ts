import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryFault } from '../../shared/node/ledger.ts';
import { pinnedKeeperKey } from '../../shared/node/keeper-key.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  ask,
  done,
  entriesAfter,
  headSeq,
  keyOf,
  listen,
  payloadOf,
  today,
} from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
});
afterAll(() => office.close());

describe('a lawful listening', () => {
  it('releases the key of the recording under an entry that the pinned keeper signed', async () => {
    const client = await office.as('anowak');
    const { id, key } = await addRecording(office);
    const listening = await listen(client, id);
    expect(listening.answer.state).toBe('released');
    expect((await keyOf(listening)).equals(key)).toBe(true);
    const { seq, prev, payload, hash, signature } = listening.answer as Required<typeof listening.answer>;
    const entry = {
      seq: seq ?? 0,
      prev: prev ?? Buffer.of(),
      payload: payload ?? '',
      hash: hash ?? Buffer.of(),
      signature: signature ?? Buffer.of(),
    };
    expect(entryFault(entry, pinnedKeeperKey(office.keeperPublicKey))).toBeNull();
    expect(payloadOf(listening.answer)).toMatchObject({
      kind: 'release',
      command: listening.answer.command,
      login: 'anowak',
      recording: id,
      case: 'SEK.1510.7.2026',
      basis: 'KPA_SKARGA',
      sentence: 'DISPUTED',
      purpose: 'SERVICE_STANDARDS',
      protocol: 'PO/1/2026',
      present: [],
      host: 'ST-14',
    });
  });
});
