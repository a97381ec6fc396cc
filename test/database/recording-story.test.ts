import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addPerson, addRecording, ask, askSealed, done, listen, today, type Answer } from './asking.ts';
import { confirmationOf } from './destroying.ts';
import { openRegister } from './reading.ts';
import { deputyLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
});
afterAll(() => office.close());

const restrict = (recording: string, change: Partial<Command<'restrict'>>): Promise<Answer> =>
  done(
    askSealed(office, secretaryLogin, 'restrict', {
      ...{ recordings: [recording], right: 'objection', receivedOn: today(), effect: 'restricted' },
      ...{ of: null, told: null, request: '6/2026', decision: 'Wniosek uznano za zasadny.', ...change },
    }),
  );
const storyOf = async (login: string, recording: string) => {
  const client = await office.as(login);
  const { rows } = await client.query<{ told: { payload: Record<string, unknown> } }>(
    'SELECT api.recording_story($1, 0, 50) AS told',
    [recording],
  );
  return rows.map(({ told: { payload } }) => payload['effect'] ?? payload['kind']);
};

it('the story of a recording says, to whom answers for the office, what somebody had restricted or erased, and who agreed', async () => {
  const { id } = await addRecording(office);
  const { answer } = await listen(await office.as('anowak'), id);
  expect(answer.state).toBe('released');
  const { seq } = await restrict(id, {});
  await done(ask(await office.as(secretaryLogin), 'hold-review', { of: seq ?? 0, note: 'Spór trwa.' }));
  await restrict(id, { effect: 'free', of: seq, told: today() });
  const erasure = await restrict(id, { right: 'erasure', effect: 'erase' });
  await done(askSealed(office, deputyLogin, 'confirm', confirmationOf(erasure)));
  await openRegister(await office.as(secretaryLogin));
  const told = ['restricted', 'hold-review', 'free', 'erase', 'confirmed'];
  expect((await storyOf(secretaryLogin, id)).filter((one) => told.includes(String(one)))).toEqual(told);
  // Whoever heard it once learns nothing of that.
  expect(await storyOf('anowak', id)).toEqual(['release', 'closed']);
});
