import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { addRecording, answerNow, answerTo, entriesAfter, headSeq, rowOf, submit } from './asking.ts';
import { buildKeeper, startKeeperChild } from './keeper-process.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

let office: TestOffice;
let program: string;
beforeAll(async () => {
  office = await openTestOffice();
  program = await buildKeeper(join(office.folder, 'program'));
});
afterAll(() => office.close());

it('a keeper that dies at any step of putting a key away enters none that it has not, and leaves no half of one', async () => {
  const startedAt = new Date(Date.now() - 86_400_000);
  for (let step = 1; ; step += 1) {
    await office.stop();
    const before = await headSeq(office);
    const child = await startKeeperChild(program, office, null, { killBefore: step });
    const dead = { yet: false };
    void child.ended.then(() => {
      dead.yet = true;
    });
    const { id, key } = await addRecording(office, { pending: true, startedAt });
    const ingest = await office.as('odsluch_ingest');
    const command = await submit(ingest, 'ingest', await rowOf(office, id));
    const state = await until('its end, or an answer', async () => {
      if (dead.yet) return 'dead';
      const answer = await answerNow(ingest, command);
      return answer.state === 'pending' ? null : answer.state;
    });
    if (state !== 'dead') await child.kill();
    await office.start();
    const answer = await answerTo(ingest, command);
    const entered = (await entriesAfter(office, before)).filter(({ kind }) => kind === 'ingest');
    const file = join(office.options.keystore, legalDay(startedAt), id);
    expect(existsSync(`${file}.new`), `step ${step}`).toBe(false);
    // What no entry names is asked for anew, under another id: the door key of then is gone.
    expect([answer.state, entered.length], `step ${step}`).toEqual(
      entered.length > 0 ? ['done', 1] : ['refused', 0],
    );
    if (entered.length > 0) expect(readFileSync(file).equals(key), `step ${step}`).toBe(true);
    if (state === 'dead') continue;
    expect(step).toBeGreaterThan(4);
    break;
  }
  const { fault } = await verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal },
    keeperKey: office.keeperPublicKey,
  });
  expect(fault).toBeNull();
});
